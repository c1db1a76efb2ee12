#include "ui/look/text.h"
#include "ui/pages/columns_of.h"

#include <nlohmann/json.hpp>

#include <QObject>

namespace quayside::ui {

namespace {

Column<FamilyRow> number_column(
    ColumnInfo info, std::function<QString(const FamilyRow&)> text, std::function<double(const FamilyRow&)> number)
{
    info.style = CellStyle::Number;
    return { .info = std::move(info),
        .text = [text](const FamilyRow& row, const Context&) { return text(row); },
        .key = [number](const FamilyRow& row, const Context&) { return number_key(number(row)); } };
}

Edit<FamilyRow> note_edit()
{
    return { .operation = "UpdateTaskDefinitionNote",
        .input = [](const FamilyRow& row, const QString& typed) -> Result<Json> {
            if (typed.size() > 1024)
                return fail(Error::invalid_parameter(QObject::tr("A note has at most 1024 characters; this one has %1.")
                                                         .arg(typed.size())
                                                         .toStdString()));
            return Json{ { "taskDefinition", model::short_name(*row.latest) }, { "note", typed.toStdString() } };
        },
        .staged = true };
}

} // namespace

std::vector<Column<FamilyRow>> task_definition_columns()
{
    std::vector<Column<FamilyRow>> columns;
    columns.push_back(
        { .info = { .id = "family", .title = QObject::tr("Family"), .style = CellStyle::Name, .width = 116 },
            .text = [](const FamilyRow& row, const Context&) { return from_utf8(row.family); } });
    columns.push_back(number_column(
        { .id = "latest",
            .title = QObject::tr("Latest"),
            .type = ValueType::Number,
            .width = 60,
            .hint = QObject::tr("The highest revision that is active") },
        [](const FamilyRow& row) { return QString::number(row.latest->revision); },
        [](const FamilyRow& row) { return static_cast<double>(row.latest->revision); }));
    columns.push_back({ .info = { .id = "status",
                            .title = QObject::tr("Status"),
                            .style = CellStyle::State,
                            .width = 84,
                            .values = { "active", "inactive" } },
        .state = [](const FamilyRow& row, const Context&) { return state_of(*row.latest); } });
    columns.push_back(number_column(
        { .id = "used",
            .title = QObject::tr("In use by"),
            .type = ValueType::Number,
            .width = 80,
            .hint = QObject::tr("Tasks of any revision that have not stopped") },
        [](const FamilyRow& row) {
            return row.in_use == 0 ? QStringLiteral("0")
                                   : QObject::tr("%n tasks", nullptr, static_cast<int>(row.in_use));
        },
        [](const FamilyRow& row) { return row.in_use; }));
    columns.push_back(number_column(
        { .id = "cpu", .title = QObject::tr("CPU"), .type = ValueType::Number, .width = 80 },
        [](const FamilyRow& row) {
            const auto cpu = size_of(*row.latest).cpu;
            return cpu > 0 ? cpu_text(static_cast<double>(cpu)) : dash();
        },
        [](const FamilyRow& row) { return static_cast<double>(size_of(*row.latest).cpu); }));
    columns.push_back(number_column(
        { .id = "mem", .title = QObject::tr("Memory"), .type = ValueType::Size, .width = 80 },
        [](const FamilyRow& row) {
            const auto memory = size_of(*row.latest).memory;
            return memory > 0 ? memory_text(static_cast<double>(memory)) : dash();
        },
        [](const FamilyRow& row) { return static_cast<double>(size_of(*row.latest).memory); }));
    columns.push_back({ .info = { .id = "network", .title = QObject::tr("Network"), .width = 72 },
        .text = [](const FamilyRow& row, const Context&) { return from_utf8(to_string(row.latest->network_mode)); } });
    columns.push_back(number_column(
        { .id = "containers", .title = QObject::tr("Containers"), .type = ValueType::Number, .width = 84 },
        [](const FamilyRow& row) { return QString::number(row.latest->containers.size()); },
        [](const FamilyRow& row) { return static_cast<double>(row.latest->containers.size()); }));
    columns.push_back({ .info = { .id = "note",
                            .title = QObject::tr("Note"),
                            .stretch = true,
                            .width = 96,
                            .hint = QObject::tr("Your own words about the latest revision; F2 edits them") },
        .text = [](const FamilyRow& row, const Context&) { return from_utf8(row.latest->note); },
        .edit = note_edit() });
    columns.push_back({ .info = age_column("age", QObject::tr("Changed")),
        .text = [](const FamilyRow& row, const Context& x) { return age_text(row.latest->registered_at, x.now); },
        .key = [](const FamilyRow& row, const Context&) { return time_key(row.latest->registered_at); } });
    return columns;
}

} // namespace quayside::ui
