#pragma once

#include "core/base/enum_names.h"
#include "core/base/fields.h"
#include "core/base/time.h"

#include <cstdint>
#include <string>

namespace quayside::model {

enum class AlarmState : std::uint8_t { InsufficientData, Ok, Alarm };

// An alarm that deployments watch, known by its name. Quayside's own kind of record.
struct Alarm {
    static constexpr const char* kind_name = "alarm";
    using Key = std::string;

    RowId row = 0;
    std::string name;
    AlarmState state = AlarmState::InsufficientData;
    std::string reason;
    TimePoint changed_at;

    const Key& key() const { return name; }
    bool operator==(const Alarm&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("name", self.name);
        v("state", self.state);
        v("reason", self.reason);
        v("changedAt", self.changed_at);
    }
};

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::AlarmState> {
    static constexpr std::string_view names[] = { "INSUFFICIENT_DATA", "OK", "ALARM" };
};
