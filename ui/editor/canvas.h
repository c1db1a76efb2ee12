#pragma once

#include "ui/editor/graph_layout.h"
#include "ui/look/glyphs.h"

#include <QGraphicsView>
#include <QTimer>

#include <map>
#include <optional>
#include <set>

class QGraphicsPathItem;

namespace quayside::ui {

// Something on the canvas.
struct CanvasTarget {
    enum class Kind { None, Container, Edge, Shared };
    Kind kind = Kind::None;
    std::size_t index = 0; // in the list of its kind in the graph

    bool operator==(const CanvasTarget&) const = default;
};

// The containers of a task definition and who waits for whom, to be looked at and changed. Tab and the arrows walk,
// Enter goes to the form, E and the arrows make a dependency, Delete removes. GUI thread.
class Canvas : public QGraphicsView {
    Q_OBJECT

public:
    using Target = CanvasTarget;
    // The worst that is to be said of a container or an edge.
    struct Marks {
        std::map<std::size_t, StateGlyph> containers;
        std::map<std::size_t, StateGlyph> edges;

        bool operator==(const Marks&) const = default;
    };
    // How far a start has got: those that run and those that never will.
    struct Play {
        std::set<std::size_t> started;
        std::set<std::size_t> stuck;

        bool operator==(const Play&) const = default;
    };

    explicit Canvas(QWidget* parent = nullptr);

    void show_graph(const TaskGraph& graph, const Marks& marks);
    const TaskGraph& graph() const { return graph_; }
    const GraphLayout& layout_of() const { return layout_; }
    const Marks& marks() const { return marks_; }
    void show_play(const Play& play);
    const Play& play() const { return play_; }
    void select(const Target& target); // not by the person: `chosen` is not emitted
    const Target& selection() const { return selection_; }
    void set_read_only(bool read_only);

    static constexpr int kLeastZoom = 40; // percent
    static constexpr int kMostZoom = 200;
    int zoom() const;
    void set_zoom(int percent);
    void fit();

    // Waits for the second end of a dependency, from the selected container.
    void begin_edge();
    bool is_making_edge() const { return edge_from_.has_value(); }
    QString name_of(const Target& target) const; // for those who do not see it
    QRectF box_of(const Target& target) const; // in the scene
    std::vector<Target> sequence() const; // all there is, in the order of Tab

signals:
    void chosen(const quayside::ui::CanvasTarget& target);
    void edit_wanted(const quayside::ui::CanvasTarget& target);
    void remove_wanted(const quayside::ui::CanvasTarget& target);
    void connected(std::size_t first, std::size_t waits, const QString& condition);
    void said(const QString& hint); // what the keys do now; empty: as usual
    void zoom_changed();

protected:
    void drawBackground(QPainter* painter, const QRectF& area) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void build();
    void refresh_sizes();
    void choose(const Target& target);
    void announce();
    Target target_at(const QPoint& place) const;
    std::optional<std::size_t> container_at(const QPoint& place, qreal slack = 0) const;
    void walk(int dx, int dy);
    void end_edge();
    void offer_conditions(std::size_t first, std::size_t waits, const QPoint& global);
    void offer_conditions_of_edge(std::size_t edge, const QPoint& global);
    QPoint global_of(const Target& target) const;

    TaskGraph graph_;
    GraphLayout layout_;
    Marks marks_;
    Play play_;
    Target selection_;
    bool read_only_ = false;
    std::optional<std::size_t> edge_from_; // a dependency is being made from here
    std::optional<std::size_t> edge_to_; // by keys
    bool dragging_ = false;
    bool reversed_ = false; // the drag began at what waits
    QPoint panned_from_;
    bool panning_ = false;
    QGraphicsPathItem* rubber_ = nullptr;
};

// Makes the items of the scene; what they show they ask the canvas.
void add_canvas_items(QGraphicsScene& scene, const Canvas& canvas);
QPainterPath edge_path(const GraphLayout::Line& line);

// Lets assistive programs see the canvas as a list of its containers.
void install_canvas_accessibility();

} // namespace quayside::ui
