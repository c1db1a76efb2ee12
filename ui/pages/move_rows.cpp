#include "ui/pages/move_rows.h"

#include "ui/look/text.h"

#include <QObject>

namespace quayside::ui {

std::vector<Column<MoveRow>> move_columns()
{
    std::vector<Column<MoveRow>> columns;
    columns.push_back({ .info = { .id = "fate", .title = QObject::tr("Fate"), .style = CellStyle::State, .width = 116 },
        .state = [](const MoveRow& row, const Context&) { return row.fate; } });
    columns.push_back({ .info = { .id = "task", .title = QObject::tr("Task"), .style = CellStyle::Name, .width = 184 },
        .text = [](const MoveRow& row, const Context&) { return row.task; } });
    columns.push_back({ .info = { .id = "from", .title = QObject::tr("From"), .width = 84 },
        .text = [](const MoveRow& row, const Context&) { return row.from; } });
    columns.push_back({ .info = { .id = "what", .title = QObject::tr("What happens"), .stretch = true, .width = 280 },
        .text = [](const MoveRow& row, const Context&) { return row.what; } });
    return columns;
}

MoveRow move_row(const model::State& state, const model::Task& task)
{
    const auto& definition = task.spec->definition_key;
    MoveRow row;
    row.id = task.id;
    row.task = QStringLiteral("%1:%2 %3")
                   .arg(from_utf8(definition.family))
                   .arg(definition.revision)
                   .arg(short_id(from_utf8(task.id.hex())));
    row.from = instance_name(state, task.container_instance);
    return row;
}

void tell(MoveRow& row, const TaskMove& move)
{
    row.what = move.text;
    if (move.outcome == QLatin1String("moves"))
        row.fate
            = { StateGlyph::Healthy, move.to.isEmpty() ? QObject::tr("Moves") : QObject::tr("To %1").arg(move.to), 2 };
    else if (move.outcome == QLatin1String("stays"))
        row.fate = { StateGlyph::Stopped, QObject::tr("Stays"), 3 };
    else if (move.outcome == QLatin1String("stops"))
        row.fate = { StateGlyph::Draining, QObject::tr("Stops"), 2 };
    else
        row.fate = { StateGlyph::Warning, QObject::tr("No room"), 0 };
}

QString instance_name(const model::State& state, const Id& instance)
{
    const auto found = state.container_instances().find(instance);
    return found ? from_utf8(found->name) : short_id(from_utf8(instance.hex()));
}

} // namespace quayside::ui
