#include "ui/tables/table_view.h"

#include "ui/look/chip.h"
#include "ui/look/empty_state.h"
#include "ui/look/focus_ring.h"
#include "ui/look/theme.h"
#include "ui/tables/delegates.h"
#include "ui/tables/table_accessible.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace quayside::ui {

TableView::TableView(const QString& view_id, const QString& name, QWidget* parent)
    : QTableView(parent)
    , view_id_(view_id)
    , empty_(new EmptyState(viewport()))
    , resort_(new Chip({}, viewport()))
{
    TableAccessible::install();
    setObjectName(view_id + QStringLiteral("-table"));
    setAccessibleName(name);
    setProperty("quayside_paints_rows", true); // the delegate does, not the style
    setItemDelegate(new CellDelegate(this));
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    ring_when_focused(*this);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(EditKeyPressed | DoubleClicked);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setTabKeyNavigation(false); // Tab leaves the table
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
    header->setTextElideMode(Qt::ElideNone); // the style does, and knows how much room there is
    header->setStretchLastSection(true);
    header->setMinimumSectionSize(32);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setSortIndicatorShown(true);
    connect(header, &QHeaderView::customContextMenuRequested, this, &TableView::show_header_menu);
    connect(header, &QHeaderView::sectionClicked, this, &TableView::on_header_clicked);
    connect(empty_, &EmptyState::action_triggered, this, [this] {
        if (rows_ != nullptr && rows_->total() > 0)
            emit clear_filter_requested();
        else
            emit empty_action();
    });
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (is_link(index) && QGuiApplication::keyboardModifiers() == Qt::NoModifier)
            emit opened(index.row());
    });
    resort_->setCheckable(false);
    resort_->hide();
    connect(resort_, &Chip::clicked, this, &TableView::resort);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TableView::place_resort_chip);
    connect(&Theme::get(), &Theme::changed, this, &TableView::apply_theme);
    apply_theme();
}

TableView::~TableView()
{
    if (rows_ != nullptr)
        save_layout();
}

void TableView::set_rows(RowModel* model)
{
    rows_ = model;
    setModel(model);
    connect(model, &RowModel::filtered, this, &TableView::update_empty);
    connect(model, &RowModel::order_waiting, this, &TableView::show_waiting);
    connect(model, &QObject::destroyed, this, [this] { rows_ = nullptr; });
    // Rows may leave the selection without a word from the selection model.
    connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this,
        [this] { selected_before_ = selectionModel()->hasSelection() ? static_cast<int>(selected_rows().size()) : 0; });
    connect(model, &QAbstractItemModel::layoutChanged, this, [this] {
        if (selected_before_ > 0 && static_cast<int>(selected_rows().size()) != selected_before_)
            emit chosen();
    });
    restore_layout();
    update_empty();
}

void TableView::set_empty(const QIcon& icon, const QString& sentence, const QString& action)
{
    empty_icon_ = icon;
    empty_sentence_ = sentence;
    empty_action_ = action;
    update_empty();
}

// In the viewport, so that the pointer on its way to the chip does not leave the table, which would let the order go.
void TableView::show_waiting(int changes)
{
    resort_->setText(changes == 1 ? tr("1 change · Resort") : tr("%1 changes · Resort").arg(changes));
    resort_->setAccessibleName(resort_->text());
    resort_->setVisible(own_resort_ && changes > 0);
    place_resort_chip();
}

void TableView::resort()
{
    if (rows_ != nullptr)
        rows_->resort();
}

void TableView::place_resort_chip()
{
    resort_->resize(resort_->sizeHint());
    resort_->move((viewport()->width() - resort_->width()) / 2, viewport()->height() - resort_->height() - 6);
    resort_->raise();
}

void TableView::apply_theme()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(Theme::get().row_height());
    verticalScrollBar()->setSingleStep(Theme::get().row_height());
    empty_->set_icon(empty_icon_);
    viewport()->update();
}

void TableView::update_empty()
{
    const bool none = rows_ != nullptr && rows_->rowCount() == 0;
    if (none && rows_->total() > 0) {
        empty_->set_icon({});
        empty_->set_sentence(tr("The filter hides all rows."));
        empty_->set_action(tr("Clear filter (%1 hidden)").arg(rows_->hidden()));
    } else if (none) {
        empty_->set_icon(empty_icon_);
        empty_->set_sentence(empty_sentence_);
        empty_->set_action(empty_action_);
    }
    empty_->setGeometry(viewport()->rect());
    empty_->setVisible(none);
}

std::vector<int> TableView::selected_rows() const
{
    std::vector<int> rows;
    if (selectionModel() == nullptr)
        return rows;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void TableView::copy_tsv()
{
    QGuiApplication::clipboard()->setText(selection_as_tsv());
}
void TableView::copy_json()
{
    QGuiApplication::clipboard()->setText(selection_as_json());
}

// These two leave out QTableView, whose words to screen readers count every cell as a child.
void TableView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    if (QAccessible::isActive())
        if (auto* accessible = TableAccessible::of(this))
            accessible->announce_selection();
    emit chosen();
}

void TableView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QAbstractItemView::currentChanged(current, previous);
    announce_focus();
    if (current.row() != previous.row())
        emit chosen();
}

void TableView::focusInEvent(QFocusEvent* event)
{
    QTableView::focusInEvent(event);
    announce_focus();
}

void TableView::announce_focus()
{
    if (QAccessible::isActive() && hasFocus())
        if (auto* accessible = TableAccessible::of(this))
            accessible->announce_focus();
}

// Repaints the rows that are in sight, instead of everything, and leaves an open editor what was typed into it.
void TableView::dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>&)
{
    if (QAccessible::isActive())
        if (auto* accessible = TableAccessible::of(this))
            accessible->announce_cells(first.row(), last.row());
    const int top = std::max(first.row(), rowAt(0));
    const int lowest = rowAt(viewport()->height() - 1);
    const int bottom = lowest < 0 ? last.row() : std::min(last.row(), lowest);
    if (top > bottom || !isVisible())
        return;
    const int y = rowViewportPosition(top);
    viewport()->update(0, y, viewport()->width(), rowViewportPosition(bottom) + rowHeight(bottom) - y);
}

void TableView::update_row(int row)
{
    if (row >= 0 && rows_ != nullptr && row < rows_->rowCount())
        viewport()->update(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
}

void TableView::set_hovered(int row)
{
    if (row == hovered_)
        return;
    update_row(std::exchange(hovered_, row));
    update_row(hovered_);
}

void TableView::update_hold()
{
    if (rows_ != nullptr)
        rows_->hold_order(pointer_inside_ || menu_open_ || state() == EditingState);
}

bool TableView::viewportEvent(QEvent* event)
{
    switch (event->type()) {
    case QEvent::Enter:
        pointer_inside_ = true;
        update_hold();
        break;
    case QEvent::Leave:
    case QEvent::Hide:
        pointer_inside_ = false;
        set_hovered(-1);
        update_hold();
        break;
    default:
        break;
    }
    return QTableView::viewportEvent(event);
}

void TableView::paintEvent(QPaintEvent* event)
{
    if (rows_ != nullptr && hovered_ >= rows_->rowCount())
        hovered_ = -1;
    QTableView::paintEvent(event);
}

void TableView::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    fit_spare();
    if (rows_ != nullptr)
        rows_->prepare_filter();
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    empty_->setGeometry(viewport()->rect());
    place_resort_chip();
    fit_spare();
}

void TableView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool by_key = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = by_key ? currentIndex() : indexAt(event->pos());
    const QPoint at
        = by_key && index.isValid() ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos();
    emit menu_requested(index.row(), at);
    hold_while_open();
    event->accept();
}

// The menu that has just been opened, if one has.
void TableView::hold_while_open()
{
    const auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    menu_open_ = menu != nullptr;
    update_hold();
    if (menu)
        connect(menu, &QMenu::aboutToHide, this, [this] {
            menu_open_ = false;
            update_hold();
        });
}

} // namespace quayside::ui
