#include "ui/tables/cell_accessible.h"

#include "ui/tables/table_accessible.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QHeaderView>

namespace quayside::ui {

namespace {

QString edit_action()
{
    return QStringLiteral("edit");
}

QWindow* window_of(const QWidget* widget)
{
    return widget == nullptr ? nullptr : widget->window()->windowHandle();
}

// What may open a menu, a page or an editor runs after the reader has its answer.
template <class Work>
void later(TableView* view, Work work)
{
    QMetaObject::invokeMethod(view, std::move(work), Qt::QueuedConnection);
}

} // namespace

CellAccessible::CellAccessible(TableView* view, RowModel::Slot slot, int section)
    : view_(view)
    , slot_(slot)
    , section_(section)
{
}

void* CellAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableCellInterface)
        return static_cast<QAccessibleTableCellInterface*>(this);
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface*>(this);
    return nullptr;
}

QModelIndex CellAccessible::index() const
{
    if (view_ == nullptr || view_->rows() == nullptr)
        return {};
    const int row = view_->rows()->row_of(slot_);
    return row < 0 ? QModelIndex() : view_->rows()->index(row, section_);
}

bool CellAccessible::isValid() const
{
    return index().isValid();
}

QWindow* CellAccessible::window() const
{
    return window_of(view_);
}

QAccessibleInterface* CellAccessible::parent() const
{
    return view_ == nullptr ? nullptr : QAccessible::queryAccessibleInterface(view_);
}

// The name holds column and value, so that a reader that says nothing of headers is understood as well.
QString CellAccessible::text(QAccessible::Text what) const
{
    const QModelIndex index = this->index();
    if (!index.isValid())
        return {};
    switch (what) {
    case QAccessible::Name:
        return index.data(Qt::AccessibleTextRole).toString();
    case QAccessible::Value:
        return index.data().toString();
    case QAccessible::Description: {
        const QVariant pending = index.data(RowModel::PendingRole);
        return pending.isValid() ? TableView::tr("is being changed to %1").arg(pending.toString()) : QString();
    }
    default:
        return {};
    }
}

QRect CellAccessible::rect() const
{
    const QModelIndex index = this->index();
    if (!index.isValid())
        return {};
    const QRect place = view_->visualRect(index);
    return { view_->viewport()->mapToGlobal(place.topLeft()), place.size() };
}

QAccessible::State CellAccessible::state() const
{
    QAccessible::State state;
    const QModelIndex index = this->index();
    if (!index.isValid()) {
        state.invalid = true;
        return state;
    }
    state.selectable = true;
    state.focusable = true;
    state.selected = view_->selectionModel()->isSelected(index);
    state.focused = view_->hasFocus() && view_->currentIndex() == index;
    state.editable = index.flags().testFlag(Qt::ItemIsEditable);
    state.readOnly = !state.editable;
    state.disabled = !view_->isEnabled();
    state.invisible = !view_->isVisible();
    state.offscreen = !view_->viewport()->rect().intersects(view_->visualRect(index));
    return state;
}

bool CellAccessible::isSelected() const
{
    const QModelIndex index = this->index();
    return index.isValid() && view_->selectionModel()->isSelected(index);
}

QList<QAccessibleInterface*> CellAccessible::columnHeaderCells() const
{
    auto* table = view_ == nullptr ? nullptr : TableAccessible::of(view_);
    QAccessibleInterface* header = table == nullptr ? nullptr : table->header(columnIndex());
    return header == nullptr ? QList<QAccessibleInterface*>() : QList<QAccessibleInterface*>{ header };
}

int CellAccessible::columnIndex() const
{
    const auto* table = view_ == nullptr ? nullptr : TableAccessible::of(view_);
    return table == nullptr ? -1 : table->column_of(section_);
}

int CellAccessible::rowIndex() const
{
    return index().row();
}

QStringList CellAccessible::actionNames() const
{
    const QModelIndex index = this->index();
    if (!index.isValid())
        return {};
    QStringList names{ pressAction(), toggleAction(), setFocusAction(), showMenuAction() };
    if (index.flags().testFlag(Qt::ItemIsEditable))
        names.append(edit_action());
    return names;
}

QString CellAccessible::localizedActionName(const QString& name) const
{
    if (name == pressAction())
        return TableView::tr("Open");
    if (name == toggleAction())
        return isSelected() ? TableView::tr("Unselect") : TableView::tr("Select");
    if (name == edit_action())
        return TableView::tr("Edit");
    return QAccessibleActionInterface::localizedActionName(name);
}

QString CellAccessible::localizedActionDescription(const QString& name) const
{
    if (name == pressAction())
        return TableView::tr("Opens what the row shows");
    if (name == toggleAction())
        return TableView::tr("Adds the row to the selection or takes it out");
    if (name == edit_action())
        return TableView::tr("Changes the value in its place");
    return QAccessibleActionInterface::localizedActionDescription(name);
}

QStringList CellAccessible::keyBindingsForAction(const QString& name) const
{
    if (name == pressAction())
        return { QKeySequence(Qt::Key_Return).toString() };
    if (name == toggleAction())
        return { QKeySequence(Qt::CTRL | Qt::Key_Space).toString() };
    if (name == showMenuAction())
        return { QKeySequence(Qt::Key_Menu).toString() };
    return name == edit_action() ? QStringList{ QKeySequence(Qt::Key_F2).toString() } : QStringList();
}

void CellAccessible::make_current() const
{
    view_->setFocus(Qt::OtherFocusReason);
    view_->setCurrentIndex(index());
}

void CellAccessible::doAction(const QString& name)
{
    const QPersistentModelIndex index = this->index();
    if (!index.isValid())
        return;
    TableView* view = view_;
    if (name == pressAction()) {
        later(view, [view, index] { emit view->opened(index.row()); });
    } else if (name == toggleAction()) {
        view->selectionModel()->select(index, QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
    } else if (name == setFocusAction()) {
        make_current();
    } else if (name == showMenuAction()) {
        make_current();
        later(view, [view] {
            QContextMenuEvent menu(QContextMenuEvent::Keyboard, {}, view->mapToGlobal(QPoint()));
            QCoreApplication::sendEvent(view->viewport(), &menu);
        });
    } else if (name == edit_action()) {
        make_current();
        later(view, [view, index] { view->QAbstractItemView::edit(index); });
    }
}

HeaderCellAccessible::HeaderCellAccessible(TableView* view, int section)
    : view_(view)
    , section_(section)
{
}

void* HeaderCellAccessible::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
}

bool HeaderCellAccessible::isValid() const
{
    return view_ != nullptr && view_->rows() != nullptr && !view_->isColumnHidden(section_);
}

QWindow* HeaderCellAccessible::window() const
{
    return window_of(view_);
}

QAccessibleInterface* HeaderCellAccessible::parent() const
{
    return view_ == nullptr ? nullptr : QAccessible::queryAccessibleInterface(view_);
}

QString HeaderCellAccessible::text(QAccessible::Text what) const
{
    if (!isValid())
        return {};
    const RowModel& rows = *view_->rows();
    if (what == QAccessible::Name)
        return rows.headerData(section_, Qt::Horizontal).toString();
    if (what != QAccessible::Description)
        return {};
    const bool sorted = rows.sort_column() == section_;
    const QString hint = rows.headerData(section_, Qt::Horizontal, Qt::ToolTipRole).toString();
    if (!sorted)
        return hint;
    const QString order = rows.sort_order() == Qt::AscendingOrder ? TableView::tr("sorted ascending")
                                                                  : TableView::tr("sorted descending");
    return hint.isEmpty() ? order : hint + QStringLiteral(", ") + order;
}

QRect HeaderCellAccessible::rect() const
{
    if (!isValid())
        return {};
    const QHeaderView* header = view_->horizontalHeader();
    const QPoint corner(header->sectionViewportPosition(section_), 0);
    return { header->viewport()->mapToGlobal(corner), QSize(header->sectionSize(section_), header->height()) };
}

QAccessible::State HeaderCellAccessible::state() const
{
    QAccessible::State state;
    state.invalid = !isValid();
    state.invisible = state.invalid || !view_->horizontalHeader()->isVisible();
    return state;
}

QString HeaderCellAccessible::localizedActionName(const QString& name) const
{
    return name == pressAction() ? TableView::tr("Sort") : QAccessibleActionInterface::localizedActionName(name);
}

void HeaderCellAccessible::doAction(const QString& name)
{
    if (name == pressAction() && isValid())
        emit view_->horizontalHeader()->sectionClicked(section_);
}

} // namespace quayside::ui
