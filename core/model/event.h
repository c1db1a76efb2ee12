#pragma once

#include "core/base/enum_names.h"
#include "core/base/fields.h"

#include <string>

namespace quayside::model {

enum class Severity : std::uint8_t { Info, Warning, Error };
enum class EventKind : std::uint8_t { Task, Instance, Engine, Placement, TaskDefinition, Cluster, Service };

// One line of the event list: what happened to which object. Quayside's own kind of record. `message` may hold text
// from a container or an engine: show it as plain text.
struct Event {
    static constexpr const char* kind_name = "event";
    using Key = RowId;

    RowId row = 0;
    TimePoint at;
    Severity severity = Severity::Info;
    EventKind kind = EventKind::Task;
    std::string cluster; // empty: concerns none or all
    std::string
        object; // a task id, an instance id, a family:revision, a name (of a service: what DescribeServices lists)
    std::string message;

    Key key() const { return row; }
    bool operator==(const Event&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("at", self.at);
        v("severity", self.severity);
        v("kind", self.kind);
        v("cluster", self.cluster);
        v("object", self.object);
        v("message", self.message);
    }
};

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::Severity> {
    static constexpr std::string_view names[] = { "info", "warning", "error" };
};
template <>
struct quayside::EnumNames<quayside::model::EventKind> {
    static constexpr std::string_view names[]
        = { "Task", "Instance", "Engine", "Placement", "TaskDefinition", "Cluster", "Service" };
};
