#include "ui/look/text.h"
#include "ui/pages/columns_of.h"
#include "ui/pages/event_rows.h"

#include <QObject>

#include <algorithm>
#include <chrono>

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

QString kind_text(model::EventKind kind)
{
    switch (kind) {
    case model::EventKind::Task:
        return QObject::tr("Task");
    case model::EventKind::Instance:
        return QObject::tr("Instance");
    case model::EventKind::Engine:
        return QObject::tr("Engine");
    case model::EventKind::Placement:
        return QObject::tr("Placement");
    case model::EventKind::TaskDefinition:
        return QObject::tr("Task definition");
    case model::EventKind::Cluster:
        return QObject::tr("Cluster");
    case model::EventKind::Service:
        break;
    }
    return QObject::tr("Service");
}

QString count_text(const EventRow& row)
{
    if (row.storm.empty())
        return {};
    const auto took = row.storm.back()->at - row.storm.front()->at;
    return QObject::tr("×%1 in %2")
        .arg(row.storm.size())
        .arg(duration_text(std::chrono::ceil<std::chrono::seconds>(took)));
}

// What a column says of an event, of a row.
Column<EventRow> of_row(const Column<Event>& column)
{
    Column<EventRow> wrapped{ .info = column.info };
    if (column.text)
        wrapped.text
            = [text = column.text](const EventRow& row, const Context& context) { return text(*row.event, context); };
    if (column.key)
        wrapped.key
            = [key = column.key](const EventRow& row, const Context& context) { return key(*row.event, context); };
    if (column.state)
        wrapped.state = [state = column.state](
                            const EventRow& row, const Context& context) { return state(*row.event, context); };
    if (column.tool_tip)
        wrapped.tool_tip
            = [tip = column.tool_tip](const EventRow& row, const Context& context) { return tip(*row.event, context); };
    wrapped.tone = [](const EventRow& row, const Context&) { return row.inside ? Role::Muted : Role::Text; };
    return wrapped;
}

} // namespace

std::vector<Column<EventRow>> event_row_columns()
{
    std::vector<Column<EventRow>> columns;
    for (const auto& column : event_columns()) {
        columns.push_back(of_row(column));
        if (column.state)
            columns.back().tone = nullptr;
        if (column.info.id == QLatin1String("object"))
            columns.back().text = [](const EventRow& row, const Context& context) {
                return row.objects > 1 ? QObject::tr("%1 objects").arg(row.objects) : object_text(*row.event, context);
            };
    }
    columns.push_back({ .info = { .id = "count",
                            .title = QObject::tr("Count"),
                            .style = CellStyle::Muted,
                            .type = ValueType::Number,
                            .width = 112,
                            .hint = QObject::tr("How many events say the same; Right and Left open and fold them") },
        .text = [](const EventRow& row, const Context&) { return count_text(row); },
        .key =
            [](const EventRow& row, const Context&) {
                return number_key(static_cast<double>(std::max<std::size_t>(1, row.storm.size())));
            } });
    return columns;
}

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
                            .values = { "info", "warn", "error" },
                            .ranked = true },
        .state = [](const Event& event, const Context&) { return state_of(event.severity); } });
    columns.push_back({ .info = { .id = "kind", .title = QObject::tr("Kind"), .width = 116 },
        .text = [](const Event& event, const Context&) { return kind_text(event.kind); } });
    columns.push_back(
        { .info = { .id = "object", .title = QObject::tr("Object"), .width = 120 }, .text = &object_text });
    columns.push_back({ .info = { .id = "message", .title = QObject::tr("Message"), .stretch = true, .width = 128 },
        .text = [](const Event& event, const Context&) { return from_utf8(event.message); } });
    return columns;
}

} // namespace quayside::ui
