#include "ui/tables/table_accessible.h"

#include "ui/tables/cell_accessible.h"

#include <QHeaderView>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr qsizetype kMostKnown = 4'096; // cells; what is out of sight is forgotten beyond

std::uint64_t key_of(RowModel::Slot slot, int section)
{
    return std::uint64_t{ slot } << 8 | static_cast<unsigned>(section);
}

QAccessibleInterface* make_interface(const QString& name, QObject* object)
{
    if (name != QLatin1String(TableView::staticMetaObject.className()))
        return nullptr;
    auto* view = qobject_cast<TableView*>(object);
    return view == nullptr ? nullptr : new TableAccessible(view);
}

bool has_visible_child(const QWidget* widget)
{
    return std::ranges::any_of(widget->children(),
        [](const QObject* child) { return child->isWidgetType() && !static_cast<const QWidget*>(child)->isHidden(); });
}

} // namespace

TableAccessible::TableAccessible(TableView* view)
    : QAccessibleWidget(view, QAccessible::Table)
    , view_(view)
{
}

TableAccessible::~TableAccessible()
{
    for (const QMetaObject::Connection& follow : follows_)
        QObject::disconnect(follow);
    for (const Known& known : std::as_const(cells_))
        QAccessible::deleteAccessibleInterface(known.id);
    for (const QAccessible::Id id : std::as_const(headers_))
        QAccessible::deleteAccessibleInterface(id);
}

void TableAccessible::install()
{
    static const bool installed = [] {
        QAccessible::installFactory(make_interface);
        return true;
    }();
    Q_UNUSED(installed);
}

TableAccessible* TableAccessible::of(TableView* view)
{
    return dynamic_cast<TableAccessible*>(QAccessible::queryAccessibleInterface(view));
}

void TableAccessible::announce_focus()
{
    QAccessibleInterface* focused = focusChild();
    if (focused == nullptr)
        return;
    QAccessibleEvent event(focused, QAccessible::Focus);
    QAccessible::updateAccessibility(&event);
}

void TableAccessible::announce_selection()
{
    QAccessibleEvent event(view_, QAccessible::SelectionWithin);
    QAccessible::updateAccessibility(&event);
}

void TableAccessible::announce_cells(int first_row, int last_row)
{
    const Rows rows = in_sight();
    const std::vector<int> shown = sections();
    const int last = std::min(last_row, rows.first + rows.count - 1);
    for (int row = std::max(first_row, rows.first); row <= last; ++row)
        for (const int section : shown)
            if (const auto known = cells_.constFind(key_of(view_->rows()->slot_at(row), section));
                known != cells_.constEnd()) {
                QAccessibleEvent event(QAccessible::accessibleInterface(known->id), QAccessible::NameChanged);
                QAccessible::updateAccessibility(&event);
            }
}

void* TableAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface)
        return static_cast<QAccessibleTableInterface*>(this);
    return QAccessibleWidget::interface_cast(type);
}

QAccessible::State TableAccessible::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.multiSelectable = true;
    state.extSelectable = true;
    state.busy = view_->rows() != nullptr && view_->rows()->is_busy();
    return state;
}

TableAccessible::Rows TableAccessible::in_sight() const
{
    if (rowCount() == 0)
        return {};
    const int first = std::max(0, view_->rowAt(0));
    const int lowest = view_->rowAt(view_->viewport()->height() - 1);
    const int last = lowest < 0 ? rowCount() - 1 : lowest;
    return { first, std::max(0, last - first + 1) };
}

std::vector<int> TableAccessible::sections() const
{
    std::vector<int> shown;
    const QHeaderView* header = view_->horizontalHeader();
    for (int place = 0; place < header->count(); ++place)
        if (const int section = header->logicalIndex(place); !view_->isColumnHidden(section))
            shown.push_back(section);
    return shown;
}

int TableAccessible::column_of(int section) const
{
    const std::vector<int> shown = sections();
    const auto found = std::ranges::find(shown, section);
    return found == shown.end() ? -1 : static_cast<int>(found - shown.begin());
}

QAccessibleInterface* TableAccessible::header(int column) const
{
    const std::vector<int> shown = sections();
    if (column < 0 || column >= static_cast<int>(shown.size()))
        return nullptr;
    const int section = shown[static_cast<std::size_t>(column)];
    QAccessible::Id& id = headers_[section];
    if (id == 0)
        id = QAccessible::registerAccessibleInterface(new HeaderCellAccessible(view_, section));
    return QAccessible::accessibleInterface(id);
}

QAccessibleInterface* TableAccessible::cell(int row, int section) const
{
    const RowModel::Slot slot = view_->rows()->slot_at(row);
    if (const auto known = cells_.constFind(key_of(slot, section)); known != cells_.constEnd())
        return QAccessible::accessibleInterface(known->id);
    if (cells_.size() >= kMostKnown)
        forget_out_of_sight();
    follow_model();
    const QAccessible::Id id = QAccessible::registerAccessibleInterface(new CellAccessible(view_, slot, section));
    cells_.insert(key_of(slot, section), { slot, id });
    return QAccessible::accessibleInterface(id);
}

// Cells follow their records by themselves. What left goes: its slot may serve another record soon.
void TableAccessible::follow_model() const
{
    if (!follows_.empty())
        return;
    const RowModel* rows = view_->rows();
    const auto forget = [this] { forget_out_of_sight(); };
    follows_ = { QObject::connect(rows, &QAbstractItemModel::rowsRemoved, view_, forget),
        QObject::connect(rows, &QAbstractItemModel::layoutChanged, view_, forget),
        QObject::connect(rows, &QAbstractItemModel::modelReset, view_, forget) };
}

void TableAccessible::forget_out_of_sight() const
{
    const Rows rows = in_sight();
    for (auto known = cells_.begin(); known != cells_.end();) {
        const int row = view_->rows() == nullptr ? -1 : view_->rows()->row_of(known->slot);
        if (row >= rows.first && row < rows.first + rows.count) {
            ++known;
            continue;
        }
        QAccessible::deleteAccessibleInterface(known->id);
        known = cells_.erase(known);
    }
}

QAccessibleInterface* TableAccessible::viewport_child() const
{
    return has_visible_child(view_->viewport()) ? QAccessible::queryAccessibleInterface(view_->viewport()) : nullptr;
}

int TableAccessible::childCount() const
{
    return columnCount() * (1 + in_sight().count) + (viewport_child() == nullptr ? 0 : 1);
}

QAccessibleInterface* TableAccessible::child(int index) const
{
    const Rows rows = in_sight();
    const int columns = columnCount();
    if (index < 0 || index > columns * (1 + rows.count))
        return nullptr;
    if (index == columns * (1 + rows.count))
        return viewport_child();
    if (index < columns)
        return header(index);
    return cellAt(rows.first + index / columns - 1, index % columns);
}

int TableAccessible::indexOfChild(const QAccessibleInterface* child) const
{
    const int columns = columnCount();
    const Rows rows = in_sight();
    if (const auto* title = dynamic_cast<const HeaderCellAccessible*>(child))
        return column_of(title->section());
    if (const auto* cell = dynamic_cast<const CellAccessible*>(child)) {
        const int row = cell->rowIndex() - rows.first;
        const int column = column_of(cell->section());
        return row < 0 || row >= rows.count || column < 0 ? -1 : (row + 1) * columns + column;
    }
    return child != nullptr && child == viewport_child() ? columns * (1 + rows.count) : -1;
}

QAccessibleInterface* TableAccessible::childAt(int x, int y) const
{
    const QPoint at = view_->viewport()->mapFromGlobal(QPoint(x, y));
    if (const QHeaderView* header = view_->horizontalHeader(); header->isVisible()) {
        const QPoint in_header = header->viewport()->mapFromGlobal(QPoint(x, y));
        if (header->viewport()->rect().contains(in_header))
            return this->header(column_of(header->logicalIndexAt(in_header)));
    }
    if (!view_->viewport()->rect().contains(at))
        return nullptr;
    const QModelIndex index = view_->indexAt(at);
    return index.isValid() ? cell(index.row(), index.column()) : viewport_child();
}

QAccessibleInterface* TableAccessible::focusChild() const
{
    const QModelIndex current = view_->currentIndex();
    if (!view_->hasFocus())
        return QAccessibleWidget::focusChild();
    return current.isValid() ? cell(current.row(), current.column()) : nullptr;
}

QAccessibleInterface* TableAccessible::cellAt(int row, int column) const
{
    const std::vector<int> shown = sections();
    if (row < 0 || row >= rowCount() || column < 0 || column >= static_cast<int>(shown.size()))
        return nullptr;
    return cell(row, shown[static_cast<std::size_t>(column)]);
}

int TableAccessible::rowCount() const
{
    return view_->rows() == nullptr ? 0 : view_->rows()->rowCount();
}

int TableAccessible::columnCount() const
{
    return static_cast<int>(sections().size());
}

int TableAccessible::selectedRowCount() const
{
    return static_cast<int>(view_->selected_rows().size());
}

int TableAccessible::selectedCellCount() const
{
    return selectedRowCount() * columnCount();
}

QList<QAccessibleInterface*> TableAccessible::selectedCells() const
{
    QList<QAccessibleInterface*> cells;
    const Rows rows = in_sight();
    const std::vector<int> shown = sections();
    for (int row = rows.first; row < rows.first + rows.count; ++row)
        if (isRowSelected(row))
            for (const int section : shown)
                cells.append(cell(row, section));
    return cells;
}

QList<int> TableAccessible::selectedRows() const
{
    const std::vector<int> rows = view_->selected_rows();
    return { rows.begin(), rows.end() };
}

bool TableAccessible::isRowSelected(int row) const
{
    return row >= 0 && row < rowCount() && view_->selectionModel()->isRowSelected(row);
}

bool TableAccessible::selectRow(int row)
{
    if (row < 0 || row >= rowCount())
        return false;
    view_->selectionModel()->select(
        view_->rows()->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    return true;
}

bool TableAccessible::unselectRow(int row)
{
    if (!isRowSelected(row))
        return false;
    view_->selectionModel()->select(
        view_->rows()->index(row, 0), QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
    return true;
}

QString TableAccessible::columnDescription(int column) const
{
    const std::vector<int> shown = sections();
    if (column < 0 || column >= static_cast<int>(shown.size()))
        return {};
    return view_->rows()->headerData(shown[static_cast<std::size_t>(column)], Qt::Horizontal).toString();
}

} // namespace quayside::ui
