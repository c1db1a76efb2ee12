#include "ui/look/text.h"
#include "ui/pages/columns_of.h"

#include <QObject>

namespace quayside::ui {

std::vector<Column<ServiceRow>> service_columns()
{
    const auto empty = [](const ServiceRow&, const Context&) { return QString(); };
    const auto number = [&empty](const char* id, const QString& title) {
        return Column<ServiceRow>{ .info = { .id = QLatin1String(id),
                                       .title = title,
                                       .style = CellStyle::Number,
                                       .type = ValueType::Number,
                                       .width = 72 },
            .text = empty };
    };
    std::vector<Column<ServiceRow>> columns;
    columns.push_back({ .info = { .id = "health", .title = QObject::tr("Health") }, .text = empty });
    columns.push_back({ .info
        = { .id = "name", .title = QObject::tr("Name"), .style = CellStyle::Name, .stretch = true, .width = 160 },
        .text = [](const ServiceRow& row, const Context&) { return from_utf8(row.name); } });
    columns.push_back(number("desired", QObject::tr("Desired")));
    columns.push_back(number("running", QObject::tr("Running")));
    columns.push_back(number("pending", QObject::tr("Pending")));
    columns.push_back(
        { .info = { .id = "definition", .title = QObject::tr("Task definition"), .width = 120 }, .text = empty });
    columns.push_back({ .info = age_column("age", QObject::tr("Age")), .text = empty });
    return columns;
}

} // namespace quayside::ui
