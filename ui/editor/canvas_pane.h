#pragma once

#include "ui/editor/canvas.h"
#include "ui/editor/start_order.h"

#include <QTimer>
#include <QWidget>

class QAbstractButton;
class QLabel;
class QToolButton;

namespace quayside::ui {

class EmptyState;
class PaneTitle;

// The canvas with its title, its tools, and what it says when there is nothing on it.
class CanvasPane : public QWidget {
    Q_OBJECT

public:
    explicit CanvasPane(QWidget* parent = nullptr);

    Canvas* canvas() const { return canvas_; }
    void show_graph(const TaskGraph& graph, const Canvas::Marks& marks);
    void set_read_only(bool read_only);
    // Lights the containers up in the order in which they start; at once where motion is not wanted.
    void play();
    QString info() const;

signals:
    void add_wanted();
    void close_wanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void make_tools();
    void place_tools();
    void play_step();
    void show_info();
    void show_zoom();

    PaneTitle* title_;
    Canvas* canvas_;
    EmptyState* empty_;
    QWidget* tools_;
    QToolButton* add_ = nullptr;
    QToolButton* edge_ = nullptr;
    QToolButton* play_ = nullptr;
    QLabel* zoom_ = nullptr;
    QToolButton* out_ = nullptr;
    QToolButton* in_ = nullptr;
    QString hint_;
    StartOrder order_;
    Canvas::Play lit_;
    std::size_t step_ = 0;
    QTimer steps_;
};

} // namespace quayside::ui
