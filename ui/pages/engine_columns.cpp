#include "ui/look/text.h"
#include "ui/pages/columns_of.h"

#include <QObject>

namespace quayside::ui {

namespace {

using model::Engine;

Column<Engine> text_column(ColumnInfo info, std::function<QString(const Engine&)> text)
{
    return { .info = std::move(info), .text = [text](const Engine& engine, const Context&) { return text(engine); } };
}

} // namespace

std::vector<Column<Engine>> engine_columns()
{
    std::vector<Column<Engine>> columns;
    columns.push_back(
        { .info = { .id = "status", .title = QObject::tr("Status"), .style = CellStyle::State, .width = 112 },
            .state = [](const Engine& engine, const Context&) { return state_of(engine); } });
    columns.push_back(
        text_column({ .id = "name", .title = QObject::tr("Name"), .style = CellStyle::Name, .width = 104 },
            [](const Engine& engine) { return from_utf8(engine.name); }));
    columns.push_back(text_column({ .id = "kind", .title = QObject::tr("Kind"), .width = 80 },
        [](const Engine& engine) { return sentence_case(from_utf8(to_string(engine.kind))); }));
    columns.push_back(
        text_column({ .id = "endpoint", .title = QObject::tr("Endpoint"), .style = CellStyle::Mono, .width = 176 },
            [](const Engine& engine) { return engine.endpoint.empty() ? dash() : from_utf8(engine.endpoint); }));
    columns.push_back(
        text_column({ .id = "version", .title = QObject::tr("Version"), .style = CellStyle::Muted, .width = 72 },
            [](const Engine& engine) { return engine.version.empty() ? dash() : from_utf8(engine.version); }));
    columns.push_back({ .info = { .id = "cpus",
                            .title = QObject::tr("CPUs"),
                            .style = CellStyle::Number,
                            .type = ValueType::Number,
                            .width = 56 },
        .text = [](const Engine& engine, const Context&) { return QString::number(engine.cpus); },
        .key = [](const Engine& engine, const Context&) { return number_key(static_cast<double>(engine.cpus)); } });
    columns.push_back({ .info = { .id = "mem",
                            .title = QObject::tr("Memory"),
                            .style = CellStyle::Number,
                            .type = ValueType::Size,
                            .width = 72 },
        .text = [](const Engine& engine, const Context&) { return memory_text(static_cast<double>(engine.memory)); },
        .key = [](const Engine& engine, const Context&) { return number_key(static_cast<double>(engine.memory)); } });
    columns.push_back({ .info = { .id = "instances",
                            .title = QObject::tr("Instances"),
                            .style = CellStyle::Number,
                            .type = ValueType::Number,
                            .width = 80 },
        .text = [](const Engine& engine,
                    const Context& x) { return QString::number(x.state.instances_of(engine.id).size()); },
        .key
        = [](const Engine& engine,
              const Context& x) { return number_key(static_cast<double>(x.state.instances_of(engine.id).size())); } });
    columns.push_back(text_column({ .id = "problem", .title = QObject::tr("Problem"), .stretch = true, .width = 80 },
        [](const Engine& engine) { return engine.connected ? QString() : from_utf8(engine.problem); }));
    return columns;
}

} // namespace quayside::ui
