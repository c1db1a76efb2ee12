#pragma once

#include <QPointer>
#include <QTabBar>

class QLabel;

namespace quayside::ui {

// A tab bar from which a tab can be dragged away: a picture of its view follows the pointer until the button is let
// go. Escape leaves everything as it was.
class TabStrip : public QTabBar {
    Q_OBJECT

public:
    explicit TabStrip(QWidget* parent = nullptr);
    ~TabStrip() override;

    void set_may_leave(bool may) { may_leave_ = may; }
    bool is_dragging_out() const { return dragging_; }

signals:
    void dragged_out(int index, const QPoint& global); // the current tab, let go outside of this bar
    void menu_wanted(int index, const QPoint& global);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool is_outside(const QPoint& at) const;
    void begin_drag(const QMouseEvent& event);
    void end_drag();

    bool may_leave_ = true;
    bool pressed_ = false; // on a tab, by the left button
    bool dragging_ = false;
    QPointer<QLabel> ghost_;
};

} // namespace quayside::ui
