#include "ui/look/text.h"
#include "ui/pages/columns_of.h"

#include <QObject>

namespace quayside::ui {

namespace {

constexpr qsizetype kDigits = 12; // of an id, as the docker program shows it

QString users(const ImageRow& row)
{
    QStringList parts;
    if (!row.tasks.isEmpty())
        parts << QObject::tr("%n tasks", nullptr, static_cast<int>(row.tasks.size()));
    parts += row.definitions;
    return parts.isEmpty() ? dash() : parts.join(QStringLiteral(", "));
}

QString or_none(const QString& text)
{
    return text.isEmpty() ? QObject::tr("<none>") : text;
}

Role muted_if_empty(const QString& text)
{
    return text.isEmpty() ? Role::Muted : Role::Text;
}

} // namespace

QString short_image_id(const ImageRow& row)
{
    return from_utf8(row.id).section(u':', -1).left(kDigits);
}

std::vector<Column<ImageRow>> image_columns()
{
    std::vector<Column<ImageRow>> columns;
    columns.push_back(
        { .info = { .id = "repository", .title = QObject::tr("Repository"), .style = CellStyle::Mono, .width = 240 },
            .text = [](const ImageRow& row, const Context&) { return or_none(row.repository); },
            .tone = [](const ImageRow& row, const Context&) { return muted_if_empty(row.repository); } });
    columns.push_back({ .info = { .id = "tag", .title = QObject::tr("Tag"), .style = CellStyle::Mono, .width = 112 },
        .text = [](const ImageRow& row, const Context&) { return or_none(row.tag); },
        .tone = [](const ImageRow& row, const Context&) { return muted_if_empty(row.tag); } });
    columns.push_back(
        { .info = { .id = "id", .title = QObject::tr("Image id"), .style = CellStyle::Mono, .width = 112 },
            .text = [](const ImageRow& row, const Context&) { return short_image_id(row); },
            .tone = [](const ImageRow&, const Context&) { return Role::Muted; },
            .tool_tip = [](const ImageRow& row, const Context&) { return from_utf8(row.id); } });
    columns.push_back({ .info = { .id = "size",
                            .title = QObject::tr("Size"),
                            .style = CellStyle::Number,
                            .type = ValueType::Size,
                            .width = 80 },
        .text = [](const ImageRow& row, const Context&) { return byte_quantity(row.size).text(); },
        .key = [](const ImageRow& row, const Context&) { return number_key(row.size / (1 << 20)); } });
    columns.push_back({ .info = { .id = "engine", .title = QObject::tr("Engines"), .width = 200 },
        .text = [](const ImageRow& row, const Context&) { return row.engines.join(QStringLiteral(", ")); } });
    columns.push_back({ .info = { .id = "used", .title = QObject::tr("Used by"), .stretch = true, .width = 160 },
        .text = [](const ImageRow& row, const Context&) { return users(row); },
        .tone = [](const ImageRow& row,
                    const Context&) { return muted_if_empty(row.tasks.join(u' ') + row.definitions.join(u' ')); },
        .tool_tip = [](const ImageRow& row, const Context&) { return (row.definitions + row.tasks).join(u'\n'); } });
    columns.push_back({ .info = age_column("created", QObject::tr("Created")),
        .text = [](const ImageRow& row, const Context& x) { return age_text(row.created_at, x.now); },
        .key = [](const ImageRow& row, const Context&) { return time_key(row.created_at); } });
    return columns;
}

} // namespace quayside::ui
