#include "ui/look/text.h"
#include "ui/pages/columns_of.h"

#include <QObject>

namespace quayside::ui {

namespace {

StateWord state_of_command(const Command& command)
{
    switch (command.status) {
    case Command::Status::Running:
        return { StateGlyph::Pending, QObject::tr("Running"), 1 };
    case Command::Status::Failed:
        return { StateGlyph::Failed, QObject::tr("Failed"), 0 };
    default:
        return { StateGlyph::Healthy, QObject::tr("Completed"), 2 };
    }
}

} // namespace

std::vector<Column<Command>> command_columns()
{
    std::vector<Column<Command>> columns;
    columns.push_back({ .info = { .id = "time",
                            .title = QObject::tr("Time"),
                            .style = CellStyle::Mono,
                            .type = ValueType::Time,
                            .width = 104 },
        .text = [](const Command& command, const Context&) { return local_time_ms(command.at); },
        .key = [](const Command& command, const Context&) { return time_key(command.at); } });
    columns.push_back(
        { .info = { .id = "reply", .title = QObject::tr("Reply"), .style = CellStyle::State, .width = 104 },
            .state = [](const Command& command, const Context&) { return state_of_command(command); } });
    columns.push_back({ .info = { .id = "took", .title = QObject::tr("Took"), .style = CellStyle::Muted, .width = 72 },
        .text = [](const Command& command, const Context&) {
            return command.status == Command::Status::Running ? dash() : duration_text(command.took);
        } });
    columns.push_back({ .info = { .id = "call", .title = QObject::tr("Call"), .style = CellStyle::Mono, .width = 200 },
        .text = [](const Command& command, const Context&) { return command.call; } });
    columns.push_back({ .info
        = { .id = "command", .title = QObject::tr("Command"), .style = CellStyle::Mono, .stretch = true, .width = 320 },
        .text = [](const Command& command, const Context&) { return command.line; } });
    columns.push_back({ .info = { .id = "error", .title = QObject::tr("Error"), .width = 240 },
        .text = [](const Command& command, const Context&) { return command.error; },
        .tone = [](const Command&, const Context&) { return Role::Error; } });
    return columns;
}

} // namespace quayside::ui
