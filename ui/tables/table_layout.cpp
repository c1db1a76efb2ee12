#include "ui/look/theme.h"
#include "ui/tables/table_view.h"

#include <QApplication>
#include <QFontMetrics>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QStyle>

#include <algorithm>

// What a TableView remembers and what it copies.
namespace quayside::ui {

namespace {

constexpr int kArrow = 14; // of the column by which rows are sorted, behind its title

// Titles are longer in some languages.
int width_of_title(const QString& title, bool sorted)
{
    QFont font = font_of(Type::Header);
    if (sorted)
        font.setWeight(QFont::DemiBold);
    const int margins = 2 * QApplication::style()->pixelMetric(QStyle::PM_HeaderMargin);
    return QFontMetrics(font).horizontalAdvance(title) + margins + (sorted ? Theme::get().scaled(kArrow) : 0) + 1;
}

QString settings_group(const QString& view_id)
{
    return QStringLiteral("tables/") + view_id;
}

// A cell of a tab-separated line: tabs and line ends would make two of one.
QString one_field(QString text)
{
    return text.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

std::vector<int> shown_columns(const QTableView& view)
{
    std::vector<int> columns;
    const QHeaderView* header = view.horizontalHeader();
    for (int place = 0; place < header->count(); ++place)
        if (const int column = header->logicalIndex(place); !view.isColumnHidden(column))
            columns.push_back(column);
    return columns;
}

} // namespace

QString TableView::selection_as_tsv() const
{
    QString text;
    const std::vector<int> columns = shown_columns(*this);
    QStringList cells;
    for (const int column : columns)
        cells.append(model()->headerData(column, Qt::Horizontal).toString());
    text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    for (const int row : selected_rows()) {
        cells.clear();
        for (const int column : columns)
            cells.append(one_field(model()->index(row, column).data().toString()));
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return text;
}

QString TableView::selection_as_json() const
{
    QJsonArray rows;
    for (const int row : selected_rows()) {
        QJsonObject object;
        for (const int column : shown_columns(*this))
            object.insert(
                rows_->columns()[static_cast<std::size_t>(column)].id, model()->index(row, column).data().toString());
        rows.append(object);
    }
    return QString::fromUtf8(QJsonDocument(rows).toJson(QJsonDocument::Indented));
}

QVariantMap TableView::layout() const
{
    if (rows_ == nullptr)
        return {};
    QStringList order;
    QVariantMap widths;
    QStringList hidden;
    const QHeaderView* header = horizontalHeader();
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        const QString& id = rows_->columns()[static_cast<std::size_t>(column)].id;
        order.append(id);
        if (isColumnHidden(column))
            hidden.append(id);
        else
            widths.insert(id, columnWidth(column) * 100 / Theme::get().zoom());
    }
    const int sorted = rows_->sort_column();
    return { { QStringLiteral("order"), order }, { QStringLiteral("hidden"), hidden },
        { QStringLiteral("widths"), widths },
        { QStringLiteral("sort"), sorted < 0 ? QString() : rows_->columns()[static_cast<std::size_t>(sorted)].id },
        { QStringLiteral("descending"), rows_->sort_order() == Qt::DescendingOrder } };
}

void TableView::set_layout(const QVariantMap& layout)
{
    if (rows_ == nullptr)
        return;
    reset_columns();
    const QStringList order = layout.value(QStringLiteral("order")).toStringList();
    const QStringList hidden = layout.value(QStringLiteral("hidden")).toStringList();
    const QVariantMap widths = layout.value(QStringLiteral("widths")).toMap();
    QHeaderView* header = horizontalHeader();
    int place = 0;
    for (const QString& id : order)
        if (const int column = rows_->column_of(id); column >= 0)
            header->moveSection(header->visualIndex(column), place++);
    for (int column = 0; column < rows_->columnCount(); ++column) {
        const QString& id = rows_->columns()[static_cast<std::size_t>(column)].id;
        if (order.contains(id))
            setColumnHidden(column, hidden.contains(id));
        if (const int width = widths.value(id).toInt(); width > 0)
            setColumnWidth(column, Theme::get().scaled(width));
    }
    if (const int column = rows_->column_of(layout.value(QStringLiteral("sort")).toString()); column >= 0) {
        const Qt::SortOrder sort_order
            = layout.value(QStringLiteral("descending")).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder;
        header->setSortIndicator(column, sort_order);
        rows_->sort(column, sort_order);
    }
    fit_spare();
}

void TableView::save_layout() const
{
    if (rows_ == nullptr || view_id_.isEmpty())
        return;
    QSettings settings;
    settings.beginGroup(settings_group(view_id_));
    const QVariantMap kept = layout();
    for (auto entry = kept.begin(); entry != kept.end(); ++entry)
        settings.setValue(entry.key(), entry.value());
}

void TableView::restore_layout()
{
    reset_columns();
    QSettings settings;
    settings.beginGroup(settings_group(view_id_));
    if (view_id_.isEmpty() || !settings.contains(QStringLiteral("order")))
        return;
    QVariantMap kept;
    for (const QString& key : settings.childKeys())
        kept.insert(key, settings.value(key));
    set_layout(kept);
}

void TableView::fit_columns()
{
    resizeColumnsToContents();
    fit_spare();
}

void TableView::reset_columns()
{
    if (rows_ == nullptr)
        return;
    QHeaderView* header = horizontalHeader();
    for (int column = 0; column < rows_->columnCount(); ++column) {
        const ColumnInfo& info = rows_->columns()[static_cast<std::size_t>(column)];
        header->moveSection(header->visualIndex(column), column);
        setColumnHidden(column, !info.visible);
        setColumnWidth(column,
            std::max(Theme::get().scaled(info.width), width_of_title(info.title, column == rows_->sort_column())));
    }
    header->setSortIndicator(rows_->sort_column(), rows_->sort_order());
    fit_spare();
}

} // namespace quayside::ui
