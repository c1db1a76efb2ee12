#include "ui/look/text.h"
#include "ui/pages/log_pane.h"

namespace quayside::ui {

namespace {

constexpr double kMicro = 1e6;

QString word_of(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return QObject::tr("debug");
    case LogLevel::Info:
        return QObject::tr("info");
    case LogLevel::Warning:
        return QObject::tr("warn");
    case LogLevel::Error:
        return QObject::tr("error");
    }
    return {};
}

Role tone_of(LogLevel level)
{
    if (level == LogLevel::Error)
        return Role::Error;
    return level == LogLevel::Warning ? Role::Warning : Role::Muted;
}

} // namespace

std::vector<Column<LogRow>> log_columns()
{
    std::vector<Column<LogRow>> columns;
    columns.push_back({ .info = { .id = "time",
                            .title = QObject::tr("Time"),
                            .style = CellStyle::Mono,
                            .type = ValueType::Time,
                            .searchable = false,
                            .width = 104 },
        .text = [](const LogRow& row, const Context&) { return local_time_ms(row.at); },
        .key
        = [](const LogRow& row,
              const Context&) { return number_key(static_cast<double>(row.at.time_since_epoch().count()) / kMicro); },
        .tone = [](const LogRow&, const Context&) { return Role::Muted; },
        .tool_tip = [](const LogRow& row, const Context&) { return local_date_time(row.at); } });
    columns.push_back({ .info = { .id = "task", .title = QObject::tr("Task"), .style = CellStyle::Mono, .width = 84 },
        .text = [](const LogRow& row, const Context&) { return row.task; } });
    columns.push_back({ .info = { .id = "container", .title = QObject::tr("Container"), .width = 96 },
        .text = [](const LogRow& row, const Context&) { return row.container; } });
    columns.push_back({ .info = { .id = "stream",
                            .title = QObject::tr("Stream"),
                            .visible = false,
                            .width = 64,
                            .values = { "stdout", "stderr" } },
        .text = [](const LogRow& row, const Context&) { return row.standard_error ? "stderr" : "stdout"; } });
    columns.push_back({ .info = { .id = "level",
                            .title = QObject::tr("Level"),
                            .width = 56,
                            .hint = QObject::tr("As the line says itself; info where it says nothing"),
                            .values = { "error", "warn", "info", "debug" } },
        .text = [](const LogRow& row, const Context&) { return word_of(row.level); },
        .tone = [](const LogRow& row, const Context&) { return tone_of(row.level); } });
    columns.push_back({ .info
        = { .id = "message", .title = QObject::tr("Message"), .style = CellStyle::Mono, .stretch = true, .width = 480 },
        .text = [](const LogRow& row, const Context&) { return row.text; },
        .tone =
            [](const LogRow& row, const Context&) {
                if (row.level == LogLevel::Error)
                    return Role::Error;
                return row.level == LogLevel::Debug ? Role::Muted : Role::Text;
            } });
    return columns;
}

} // namespace quayside::ui
