#include "ui/shell/tab_strip.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QTabWidget>

namespace quayside::ui {

namespace {

constexpr int kSlack = 24; // how far out of the bar before the tab comes along
constexpr int kGhost = 240;

} // namespace

TabStrip::TabStrip(QWidget* parent)
    : QTabBar(parent)
{
}

TabStrip::~TabStrip()
{
    end_drag();
}

bool TabStrip::is_outside(const QPoint& at) const
{
    return !rect().adjusted(-kSlack, -kSlack, kSlack, kSlack).contains(at);
}

void TabStrip::mousePressEvent(QMouseEvent* event)
{
    QTabBar::mousePressEvent(event);
    pressed_ = event->button() == Qt::LeftButton && tabAt(event->position().toPoint()) >= 0;
}

void TabStrip::mouseMoveEvent(QMouseEvent* event)
{
    if (pressed_ && !dragging_ && may_leave_ && is_outside(event->position().toPoint()))
        begin_drag(*event);
    if (!dragging_)
        return QTabBar::mouseMoveEvent(event);
    if (ghost_)
        ghost_->move(event->globalPosition().toPoint() + QPoint(12, 12));
}

// The bar itself would go on moving the tab among the others: for it the button is up.
void TabStrip::begin_drag(const QMouseEvent& event)
{
    QMouseEvent release(QEvent::MouseButtonRelease, event.position(), event.globalPosition(), Qt::LeftButton,
        Qt::NoButton, event.modifiers());
    QTabBar::mouseReleaseEvent(&release);
    dragging_ = true;
    qApp->installEventFilter(this);
    if (const auto* tabs = qobject_cast<QTabWidget*>(parentWidget()); tabs && tabs->currentWidget()) {
        ghost_ = new QLabel(nullptr, Qt::ToolTip | Qt::WindowTransparentForInput);
        ghost_->setAttribute(Qt::WA_ShowWithoutActivating);
        ghost_->setPixmap(tabs->currentWidget()->grab().scaledToWidth(kGhost, Qt::SmoothTransformation));
        ghost_->setWindowOpacity(0.8);
        ghost_->show();
    }
    setCursor(Qt::ClosedHandCursor);
}

void TabStrip::end_drag()
{
    if (!dragging_)
        return;
    dragging_ = pressed_ = false;
    qApp->removeEventFilter(this);
    delete ghost_;
    unsetCursor();
}

void TabStrip::mouseReleaseEvent(QMouseEvent* event)
{
    const bool was_dragging = dragging_;
    end_drag();
    pressed_ = false;
    if (!was_dragging)
        return QTabBar::mouseReleaseEvent(event);
    if (!rect().contains(event->position().toPoint()))
        emit dragged_out(currentIndex(), event->globalPosition().toPoint());
}

void TabStrip::contextMenuEvent(QContextMenuEvent* event)
{
    const bool by_key = event->reason() == QContextMenuEvent::Keyboard;
    const int index = by_key ? currentIndex() : tabAt(event->pos());
    if (index >= 0)
        emit menu_wanted(index, by_key ? mapToGlobal(tabRect(index).bottomLeft()) : event->globalPos());
}

bool TabStrip::eventFilter(QObject* watched, QEvent* event)
{
    const bool is_escape = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (dragging_ && is_escape) {
        end_drag();
        return true;
    }
    return QTabBar::eventFilter(watched, event);
}

} // namespace quayside::ui
