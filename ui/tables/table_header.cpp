#include "ui/look/theme.h"
#include "ui/tables/table_view.h"

#include <QHeaderView>
#include <QMenu>

#include <algorithm>

// The header of TableView: who gets the spare width, its menu, and sorting.
namespace quayside::ui {

// The stretching column takes what the others leave, but never less than its own width.
void TableView::fit_spare()
{
    if (rows_ == nullptr)
        return;
    const auto& columns = rows_->columns();
    const auto found = std::find_if(columns.begin(), columns.end(), [](const ColumnInfo& c) { return c.stretch; });
    if (found == columns.end())
        return;
    const auto section = static_cast<int>(found - columns.begin());
    QHeaderView* header = horizontalHeader();
    if (header->isSectionHidden(section) || header->visualIndex(section) == header->count() - 1)
        return;
    header->setStretchLastSection(false);
    const int others = header->length() - header->sectionSize(section);
    header->resizeSection(section, std::max(Theme::get().scaled(found->width), viewport()->width() - others));
}

void TableView::show_header_menu(const QPoint& at)
{
    if (rows_ == nullptr)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto& columns = rows_->columns();
    QHeaderView* header = horizontalHeader();
    for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
        QAction* action = menu->addAction(columns[static_cast<std::size_t>(i)].title);
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(i));
        // The last one stays, or there would be no header to bring the others back.
        action->setEnabled(isColumnHidden(i) || header->count() - header->hiddenSectionCount() > 1);
        connect(action, &QAction::toggled, this, [this, i](bool on) {
            setColumnHidden(i, !on);
            fit_spare();
            save_layout();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Fit widths")), &QAction::triggered, this, &TableView::fit_columns);
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this, &TableView::reset_columns);
    menu->popup(header->viewport()->mapToGlobal(at));
    hold_while_open();
}

void TableView::choose_columns()
{
    show_header_menu({ 0, horizontalHeader()->height() });
}

void TableView::on_header_clicked(int section)
{
    if (rows_ == nullptr)
        return;
    const bool again = rows_->sort_column() == section && rows_->sort_order() == Qt::AscendingOrder;
    const Qt::SortOrder order = again ? Qt::DescendingOrder : Qt::AscendingOrder;
    horizontalHeader()->setSortIndicator(section, order);
    rows_->sort(section, order);
}

} // namespace quayside::ui
