#include "ui/look/text.h"
#include "ui/pages/columns_of.h"
#include "ui/pages/repositories_pane.h"

#include <QObject>

namespace quayside::ui {

namespace {

constexpr qsizetype kDigits = 12; // of a digest

QString short_digest(const RepositoryRow& row)
{
    return from_utf8(row.digest).section(u':', -1).left(kDigits);
}

QString tag_of(const RepositoryRow& row)
{
    if (row.digest.empty())
        return QObject::tr("no images");
    return row.tag.empty() ? QObject::tr("untagged") : from_utf8(row.tag);
}

} // namespace

std::vector<Column<RepositoryRow>> repository_columns()
{
    std::vector<Column<RepositoryRow>> columns;
    columns.push_back(
        { .info = { .id = "repository", .title = QObject::tr("Repository"), .style = CellStyle::Mono, .width = 200 },
            .text = [](const RepositoryRow& row, const Context&) { return from_utf8(row.repository); } });
    columns.push_back({ .info = { .id = "tag", .title = QObject::tr("Tag"), .style = CellStyle::Mono, .width = 128 },
        .text = [](const RepositoryRow& row, const Context&) { return tag_of(row); },
        .tone = [](const RepositoryRow& row, const Context&) { return row.tag.empty() ? Role::Muted : Role::Text; } });
    columns.push_back(
        { .info = { .id = "digest", .title = QObject::tr("Digest"), .style = CellStyle::Mono, .width = 120 },
            .text
            = [](const RepositoryRow& row, const Context&) { return row.digest.empty() ? dash() : short_digest(row); },
            .tone = [](const RepositoryRow&, const Context&) { return Role::Muted; },
            .tool_tip = [](const RepositoryRow& row, const Context&) { return from_utf8(row.digest); } });
    columns.push_back({ .info = { .id = "size",
                            .title = QObject::tr("Size"),
                            .style = CellStyle::Number,
                            .type = ValueType::Size,
                            .width = 80 },
        .text = [](const RepositoryRow& row,
                    const Context&) { return row.digest.empty() ? dash() : byte_quantity(row.size).text(); },
        .key = [](const RepositoryRow& row, const Context&) { return number_key(row.size / (1 << 20)); } });
    columns.push_back(
        { .info = { .id = "uri", .title = QObject::tr("URI"), .style = CellStyle::Mono, .stretch = true, .width = 280 },
            .text = [](const RepositoryRow& row, const Context&) { return from_utf8(row.name()); },
            .tone = [](const RepositoryRow&, const Context&) { return Role::Muted; } });
    columns.push_back({ .info = age_column("pushed", QObject::tr("Pushed")),
        .text = [](const RepositoryRow& row,
                    const Context& x) { return row.digest.empty() ? dash() : age_text(row.pushed_at, x.now); },
        .key = [](const RepositoryRow& row, const Context&) { return time_key(row.pushed_at); } });
    return columns;
}

} // namespace quayside::ui
