#include "ui/look/text.h"
#include "ui/pages/columns_of.h"

#include <QObject>

namespace quayside::ui {

namespace {

using model::Event;

QString object_text(const Event& event, const Context& context)
{
    if (const auto id = Id::parse(event.object)) {
        if (const auto instance = context.state.container_instances().find(*id))
            return from_utf8(instance->name);
        return (event.kind == model::EventKind::Task ? QObject::tr("task %1") : QStringLiteral("%1"))
            .arg(short_id(from_utf8(event.object)));
    }
    return from_utf8(event.object);
}

} // namespace

std::vector<Column<Event>> event_columns()
{
    std::vector<Column<Event>> columns;
    columns.push_back({ .info = { .id = "time",
                            .title = QObject::tr("Time"),
                            .style = CellStyle::Mono,
                            .type = ValueType::Time,
                            .width = 104 },
        .text = [](const Event& event, const Context&) { return local_time_ms(event.at); },
        .key = [](const Event& event, const Context&) { return time_key(event.at); },
        .tool_tip = [](const Event& event, const Context&) { return local_date_time(event.at); } });
    columns.push_back({ .info = { .id = "severity",
                            .title = QObject::tr("Severity"),
                            .style = CellStyle::State,
                            .width = 84,
                            .values = { "info", "warn", "error" } },
        .state = [](const Event& event, const Context&) { return state_of(event.severity); } });
    columns.push_back({ .info = { .id = "kind", .title = QObject::tr("Kind"), .width = 116 },
        .text = [](const Event& event, const Context&) {
            return event.kind == model::EventKind::TaskDefinition ? QObject::tr("Task definition")
                                                                  : from_utf8(to_string(event.kind));
        } });
    columns.push_back(
        { .info = { .id = "object", .title = QObject::tr("Object"), .width = 120 }, .text = &object_text });
    columns.push_back({ .info = { .id = "message", .title = QObject::tr("Message"), .stretch = true, .width = 128 },
        .text = [](const Event& event, const Context&) { return from_utf8(event.message); } });
    return columns;
}

} // namespace quayside::ui
