#include "ui/look/focus_ring.h"

#include "ui/look/style_paint.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QEvent>
#include <QPainter>

namespace quayside::ui {

namespace {

class Ring : public QObject {
public:
    explicit Ring(QAbstractScrollArea& area)
        : QObject(&area)
        , area_(area)
    {
        area.installEventFilter(this);
        area.viewport()->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == &area_ && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
            area_.viewport()->update();
        if (watched != area_.viewport() || event->type() != QEvent::Paint || painting_ || !is_due())
            return false;
        painting_ = true;
        QCoreApplication::sendEvent(watched, event);
        painting_ = false;
        QPainter painter(area_.viewport());
        paint_ring(painter, area_.viewport()->rect(), 0);
        return true;
    }

private:
    bool is_due() const
    {
        const auto* view = qobject_cast<const QAbstractItemView*>(&area_);
        const bool marks_cell = view && view->property("quayside_paints_rows").toBool()
            && view->viewport()->rect().intersects(view->visualRect(view->currentIndex()));
        return area_.hasFocus() && !marks_cell;
    }

    QAbstractScrollArea& area_;
    bool painting_ = false;
};

} // namespace

void ring_when_focused(QAbstractScrollArea& area)
{
    new Ring(area);
}

} // namespace quayside::ui
