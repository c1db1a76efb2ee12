#include "ui/look/buttons.h"
#include "ui/look/tool_tip.h"
#include "ui/tables/table_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

// Keys and pointer of TableView.
namespace quayside::ui {

void TableView::keyPressEvent(QKeyEvent* event)
{
    // What a cell's editor leaves is no key of the table: Enter there does not open the row as well.
    if (state() == EditingState)
        return QTableView::keyPressEvent(event);
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (enter && modifiers == Qt::NoModifier && currentIndex().isValid()) {
        emit opened(current_row());
    } else if (enter && modifiers == (Qt::ControlModifier | Qt::ShiftModifier) && currentIndex().isValid()) {
        emit opened_in_background(current_row());
    } else if (event->matches(QKeySequence::Copy)) {
        copy_tsv();
    } else if (event->key() == Qt::Key_C && modifiers == (Qt::ControlModifier | Qt::ShiftModifier)) {
        copy_json();
    } else if (event->key() == Qt::Key_Home && modifiers == Qt::NoModifier && rows_ != nullptr
        && rows_->rowCount() > 0) {
        selectRow(0);
        scrollToTop();
    } else if (event->key() == Qt::Key_End && modifiers == Qt::NoModifier && rows_ != nullptr
        && rows_->rowCount() > 0) {
        selectRow(rows_->rowCount() - 1);
        scrollToBottom();
    } else {
        QTableView::keyPressEvent(event);
        return;
    }
    event->accept();
}

// Looks in the name column, wherever the current cell is.
void TableView::keyboardSearch(const QString& search)
{
    if (rows_ == nullptr || rows_->rowCount() == 0)
        return;
    int column = currentIndex().isValid() ? currentIndex().column() : 0;
    for (int i = 0; i < rows_->columnCount(); ++i)
        if (rows_->columns()[static_cast<std::size_t>(i)].style == CellStyle::Name && !isColumnHidden(i))
            column = i;
    if (currentIndex().column() != column)
        selectionModel()->setCurrentIndex(
            rows_->index(std::max(0, current_row()), column), QItemSelectionModel::NoUpdate);
    QTableView::keyboardSearch(search);
}

void TableView::mouseMoveEvent(QMouseEvent* event)
{
    set_hovered(rowAt(event->position().toPoint().y()));
    viewport()->setCursor(is_link(indexAt(event->position().toPoint())) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QTableView::mouseMoveEvent(event);
}

bool TableView::is_link(const QModelIndex& index) const
{
    return index.isValid() && rows_->columns()[static_cast<std::size_t>(index.column())].link;
}

void TableView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::MiddleButton) {
        if (const QModelIndex index = indexAt(event->position().toPoint()); index.isValid())
            emit opened_in_background(index.row());
        return;
    }
    QTableView::mousePressEvent(event);
}

void TableView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && !index.flags().testFlag(Qt::ItemIsEditable) && event->button() == Qt::LeftButton) {
        emit opened(index.row());
        return;
    }
    QTableView::mouseDoubleClickEvent(event);
}

bool TableView::edit(const QModelIndex& index, EditTrigger trigger, QEvent* event)
{
    // F2 on a cell that cannot be edited goes to the first one of the row that can.
    QModelIndex target = index;
    if (trigger == EditKeyPressed && rows_ != nullptr && index.isValid())
        for (int i = 0; i < rows_->columnCount() && !target.flags().testFlag(Qt::ItemIsEditable); ++i)
            if (!isColumnHidden(i))
                target = rows_->index(index.row(), i);
    const bool editing = QTableView::edit(target, trigger, event);
    if (editing)
        show_edit_error(target);
    update_hold();
    return editing;
}

// What is refused stays to be put right, with the reason under it, until Escape or another place has the keyboard.
void TableView::closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint)
{
    const QModelIndex index = indexAt(editor->geometry().center());
    const bool keeps_keyboard = editor->hasFocus() || editor->isAncestorOf(QApplication::focusWidget());
    if (hint == QAbstractItemDelegate::SubmitModelCache && keeps_keyboard
        && index.data(RowModel::ErrorRole).isValid()) {
        set_field_mark(editor, FieldMark::Invalid);
        return show_edit_error(index);
    }
    QTableView::closeEditor(editor, hint);
    update_hold();
}

// Why the last text was refused, right under the cell.
void TableView::show_edit_error(const QModelIndex& index)
{
    const QString error = index.data(RowModel::ErrorRole).toString();
    if (!error.isEmpty())
        QToolTip::showText(viewport()->mapToGlobal(visualRect(index).bottomLeft()), plain_tip(error), viewport());
}

} // namespace quayside::ui
