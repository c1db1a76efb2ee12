#include "ui/look/text.h"
#include "ui/pages/columns_of.h"

#include <QObject>

namespace quayside::ui {

std::vector<Column<AttentionRow>> attention_columns()
{
    std::vector<Column<AttentionRow>> columns;
    columns.push_back(
        { .info = { .id = "state", .title = QObject::tr("State"), .style = CellStyle::State, .width = 104 },
            .state = [](const AttentionRow& row, const Context&) { return row.state; } });
    columns.push_back(
        { .info = { .id = "object", .title = QObject::tr("Object"), .style = CellStyle::Name, .width = 136 },
            .text = [](const AttentionRow& row, const Context&) { return row.title; } });
    columns.push_back({ .info = { .id = "what", .title = QObject::tr("What is wrong"), .stretch = true, .width = 240 },
        .text = [](const AttentionRow& row, const Context&) { return row.what; } });
    columns.push_back({ .info = age_column("since", QObject::tr("Since")),
        .text = [](const AttentionRow& row, const Context& context) { return age_text(row.since, context.now); },
        .key = [](const AttentionRow& row, const Context&) { return time_key(row.since); } });
    columns.push_back({ .info = { .id = "step", .title = QObject::tr("Next step"), .link = true, .width = 88 },
        .text = [](const AttentionRow& row, const Context&) { return row.step; },
        .tone = [](const AttentionRow&, const Context&) { return Role::Accent; } });
    return columns;
}

namespace {

Column<CapacityRow> share_column(const char* id, const QString& title, Capacity CapacityRow::*of)
{
    return { .info = { .id = QLatin1String(id),
                 .title = title,
                 .style = CellStyle::Capacity,
                 .type = ValueType::Percent,
                 .searchable = false,
                 .width = 132 },
        .text = [of](const CapacityRow& row, const Context&) { return percent_text((row.*of).reserved); },
        .key = [of](const CapacityRow& row, const Context&) { return number_key((row.*of).reserved); },
        .tone
        = [of](const CapacityRow& row, const Context&) { return (row.*of).is_tight() ? Role::Warning : Role::Text; },
        .capacity = [of](const CapacityRow& row, const Context&) { return row.*of; } };
}

Column<CapacityRow> used_column(const char* id, Capacity CapacityRow::*of)
{
    return { .info = { .id = QLatin1String(id),
                 .title = QObject::tr("Used"),
                 .style = CellStyle::Number,
                 .type = ValueType::Percent,
                 .searchable = false,
                 .width = 52 },
        .text = [of](const CapacityRow& row, const Context&) { return percent_text((row.*of).used); },
        .key = [of](const CapacityRow& row, const Context&) { return number_key((row.*of).used); },
        .tone = [](const CapacityRow&, const Context&) { return Role::Muted; } };
}

} // namespace

std::vector<Column<CapacityRow>> capacity_columns()
{
    std::vector<Column<CapacityRow>> columns;
    columns.push_back({ .info = { .id = "name",
                            .title = QObject::tr("Zone, instance"),
                            .style = CellStyle::Name,
                            .stretch = true,
                            .width = 96 },
        .text =
            [](const CapacityRow& row, const Context&) {
                return row.instance ? QStringLiteral("    ") + from_utf8(row.instance->name) : from_utf8(row.zone);
            },
        .key
        = [](const CapacityRow& row,
              const Context&) { return text_key(row.instance ? row.zone + " " + row.instance->name : row.zone); } });
    columns.push_back(share_column("cpu", QObject::tr("CPU reserved"), &CapacityRow::cpu));
    columns.push_back(used_column("cpu-used", &CapacityRow::cpu));
    columns.push_back(share_column("memory", QObject::tr("Memory reserved"), &CapacityRow::memory));
    columns.push_back(used_column("memory-used", &CapacityRow::memory));
    return columns;
}

} // namespace quayside::ui
