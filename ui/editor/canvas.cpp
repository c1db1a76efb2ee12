#include "ui/editor/canvas.h"

#include "ui/look/text.h"
#include "ui/look/theme.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QGraphicsPathItem>
#include <QGraphicsScene>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace quayside::ui {

namespace {

using Kind = CanvasTarget::Kind;

constexpr int kGrid = 16;
constexpr qreal kReach = 9; // how far from the middle of a port still is the port

struct Condition {
    const char* word;
    const char* meaning;
};
constexpr Condition kConditions[] = { { "START", QT_TRANSLATE_NOOP("quayside::ui::Canvas", "once it has started") },
    { "HEALTHY", QT_TRANSLATE_NOOP("quayside::ui::Canvas", "once its health check has passed") },
    { "COMPLETE", QT_TRANSLATE_NOOP("quayside::ui::Canvas", "once it has ended, however") },
    { "SUCCESS", QT_TRANSLATE_NOOP("quayside::ui::Canvas", "once it has ended with 0") } };

} // namespace

Canvas::Canvas(QWidget* parent)
    : QGraphicsView(parent)
{
    install_canvas_accessibility();
    setScene(new QGraphicsScene(this));
    setAccessibleName(tr("Canvas"));
    setLayoutDirection(Qt::LeftToRight); // what starts first is at the left, as time is in charts
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(FullViewportUpdate); // a few dozen items
    setTransformationAnchor(AnchorUnderMouse);
    setMinimumSize(160, 120);
    refresh_sizes();
    connect(&Theme::get(), &Theme::changed, this, &Canvas::refresh_sizes);
}

// The canvas grows with the interface as its texts do.
void Canvas::refresh_sizes()
{
    setBackgroundBrush(colour(Role::Window));
    set_zoom(zoom());
    viewport()->update();
}

void Canvas::show_graph(const TaskGraph& graph, const Marks& marks)
{
    if (graph == graph_ && marks == marks_)
        return;
    const bool same = graph == graph_;
    graph_ = graph;
    marks_ = marks;
    if (!same) {
        play_ = {};
        end_edge();
        build();
    }
    viewport()->update();
}

void Canvas::build()
{
    layout_ = lay_out(graph_);
    rubber_ = nullptr;
    scene()->clear();
    add_canvas_items(*scene(), *this);
    scene()->setSceneRect(layout_.area);
    const auto all = sequence();
    if (std::ranges::find(all, selection_) == all.end())
        selection_ = {};
}

void Canvas::show_play(const Play& play)
{
    play_ = play;
    viewport()->update();
}

void Canvas::select(const Target& target)
{
    selection_ = target;
    if (target.kind != Kind::None)
        ensureVisible(box_of(target), 24, 24);
    viewport()->update();
}

void Canvas::choose(const Target& target)
{
    select(target);
    announce();
    emit chosen(target);
}

void Canvas::announce()
{
    QAccessibleEvent event(this, QAccessible::Focus);
    const auto all = sequence();
    const auto place = std::ranges::find(all, selection_);
    if (place == all.end() || !hasFocus())
        return;
    event.setChild(static_cast<int>(place - all.begin()));
    QAccessible::updateAccessibility(&event);
}

void Canvas::set_read_only(bool read_only)
{
    read_only_ = read_only;
    if (read_only)
        end_edge();
}

int Canvas::zoom() const
{
    return static_cast<int>(std::lround(transform().m11() * 100 * 100 / Theme::get().scaled(100)));
}

void Canvas::set_zoom(int percent)
{
    const qreal scale = std::clamp(percent, kLeastZoom, kMostZoom) / 100.0 * Theme::get().scaled(100) / 100.0;
    setTransform(QTransform::fromScale(scale, scale));
    emit zoom_changed();
}

void Canvas::fit()
{
    const auto room = viewport()->size();
    const auto area = layout_.area;
    if (area.isEmpty() || room.isEmpty())
        return;
    const qreal scale = std::min(room.width() / area.width(), room.height() / area.height());
    set_zoom(std::min(100, static_cast<int>(scale * 100 * 100 / Theme::get().scaled(100))));
    ensureVisible(area);
}

QRectF Canvas::box_of(const Target& target) const
{
    switch (target.kind) {
    case Kind::Container:
        return layout_.containers[target.index];
    case Kind::Shared:
        return layout_.shared[target.index];
    case Kind::Edge: {
        auto font = font_of(Type::Tiny);
        font.setWeight(QFont::DemiBold);
        const QFontMetricsF metrics(font);
        const qreal width = metrics.horizontalAdvance(from_utf8(graph_.edges[target.index].condition)) + 8;
        const auto middle = edge_path(layout_.edges[target.index]).pointAtPercent(0.44);
        return { middle.x() - width / 2, middle.y() - 8, width, 16 };
    }
    case Kind::None:
        break;
    }
    return {};
}

QString Canvas::name_of(const Target& target) const
{
    switch (target.kind) {
    case Kind::Container:
        return graph_.containers[target.index].title;
    case Kind::Edge: {
        const auto& edge = graph_.edges[target.index];
        return tr("%1 waits for %2 (%3)")
            .arg(graph_.containers[edge.waits].title, graph_.containers[edge.first].title, from_utf8(edge.condition));
    }
    case Kind::Shared:
        return QStringLiteral("%1, %2").arg(graph_.shared[target.index].name, graph_.shared[target.index].caption);
    case Kind::None:
        break;
    }
    return {};
}

// In the order of Tab: containers column by column, then the edges, then what is shared.
std::vector<CanvasTarget> Canvas::sequence() const
{
    std::vector<Target> all;
    for (std::size_t i = 0; i < graph_.containers.size(); ++i)
        all.push_back({ Kind::Container, i });
    std::ranges::stable_sort(all, {}, [this](const Target& target) {
        const auto& box = layout_.containers[target.index];
        return std::pair(box.x(), box.y());
    });
    for (std::size_t i = 0; i < graph_.edges.size(); ++i)
        all.push_back({ Kind::Edge, i });
    for (std::size_t i = 0; i < graph_.shared.size(); ++i)
        all.push_back({ Kind::Shared, i });
    return all;
}

bool Canvas::focusNextPrevChild(bool next)
{
    const auto all = sequence();
    const auto here = std::ranges::find(all, selection_);
    if (!hasFocus() || all.empty() || is_making_edge())
        return QGraphicsView::focusNextPrevChild(next);
    if (here == all.end()) {
        choose(next ? all.front() : all.back());
        return true;
    }
    if (next ? here + 1 == all.end() : here == all.begin())
        return QGraphicsView::focusNextPrevChild(next);
    choose(next ? here[1] : here[-1]);
    return true;
}

// To the nearest thing in that direction; what lies aside counts double.
void Canvas::walk(int dx, int dy)
{
    const auto from = is_making_edge() && edge_to_ ? Target{ Kind::Container, *edge_to_ } : selection_;
    const auto start = box_of(from).center();
    std::optional<Target> best;
    qreal least = 0;
    for (const auto& target : sequence()) {
        if (target == from || (is_making_edge() && target.kind != Kind::Container))
            continue;
        const auto way = box_of(target).center() - start;
        const qreal ahead = way.x() * dx + way.y() * dy;
        const qreal aside = std::abs(dx != 0 ? way.y() : way.x());
        if (ahead <= 1 && from.kind != Kind::None)
            continue;
        if (const qreal far = ahead + 2 * aside; !best || far < least) {
            best = target;
            least = far;
        }
    }
    if (!best)
        return;
    if (!is_making_edge())
        return choose(*best);
    edge_to_ = best->index;
    selection_ = *best;
    emit said(tr("%1 shall wait for %2: Enter to choose when, Esc to leave it")
                  .arg(name_of(*best), graph_.containers[*edge_from_].title));
    viewport()->update();
}

void Canvas::begin_edge()
{
    if (read_only_ || selection_.kind != Kind::Container || graph_.containers.size() < 2)
        return;
    edge_from_ = selection_.index;
    edge_to_.reset();
    emit said(tr("Who shall wait for %1? Arrows to choose, Enter, Esc to leave it").arg(name_of(selection_)));
}

void Canvas::end_edge()
{
    edge_from_.reset();
    edge_to_.reset();
    dragging_ = false;
    if (rubber_ != nullptr) {
        scene()->removeItem(rubber_);
        delete rubber_;
        rubber_ = nullptr;
    }
    emit said({});
}

void Canvas::offer_conditions(std::size_t first, std::size_t waits, const QPoint& global)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSection(tr("%1 starts").arg(graph_.containers[waits].title));
    for (const auto& condition : kConditions) {
        auto* action
            = menu->addAction(QStringLiteral("%1  %2").arg(QLatin1String(condition.word), tr(condition.meaning)));
        action->setData(QLatin1String(condition.word));
    }
    connect(menu, &QMenu::triggered, this,
        [this, first, waits](const QAction* action) { emit connected(first, waits, action->data().toString()); });
    menu->popup(global);
}

void Canvas::offer_conditions_of_edge(std::size_t edge, const QPoint& global)
{
    offer_conditions(graph_.edges[edge].first, graph_.edges[edge].waits, global);
}

QPoint Canvas::global_of(const Target& target) const
{
    return viewport()->mapToGlobal(mapFromScene(box_of(target).bottomLeft()));
}

void Canvas::keyPressEvent(QKeyEvent* event)
{
    const auto key = event->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (event->modifiers() == Qt::ControlModifier && (key == Qt::Key_Plus || key == Qt::Key_Equal))
        set_zoom(zoom() + 20);
    else if (event->modifiers() == Qt::ControlModifier && key == Qt::Key_Minus)
        set_zoom(zoom() - 20);
    else if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        QGraphicsView::keyPressEvent(event);
    else if (key == Qt::Key_Left)
        walk(-1, 0);
    else if (key == Qt::Key_Right)
        walk(+1, 0);
    else if (key == Qt::Key_Up)
        walk(0, -1);
    else if (key == Qt::Key_Down)
        walk(0, +1);
    else if (key == Qt::Key_E)
        begin_edge();
    else if (key == Qt::Key_F)
        fit();
    else if (key == Qt::Key_Escape && is_making_edge()) {
        choose({ Kind::Container, *edge_from_ });
        end_edge();
    } else if (enter && is_making_edge() && edge_to_) {
        offer_conditions(*edge_from_, *edge_to_, global_of(selection_));
        end_edge();
    } else if (enter && selection_.kind == Kind::Edge && !read_only_)
        offer_conditions_of_edge(selection_.index, global_of(selection_));
    else if (enter && selection_.kind != Kind::None)
        emit edit_wanted(selection_);
    else if ((key == Qt::Key_Delete || key == Qt::Key_Backspace) && selection_.kind != Kind::None && !read_only_)
        emit remove_wanted(selection_);
    else
        QGraphicsView::keyPressEvent(event);
}

std::optional<std::size_t> Canvas::container_at(const QPoint& place, qreal slack) const
{
    const auto point = mapToScene(place);
    for (std::size_t i = 0; i < layout_.containers.size(); ++i)
        if (layout_.containers[i].adjusted(-slack, -2, slack, 2).contains(point))
            return i;
    return std::nullopt;
}

CanvasTarget Canvas::target_at(const QPoint& place) const
{
    if (const auto container = container_at(place))
        return { Kind::Container, *container };
    const auto point = mapToScene(place);
    for (std::size_t i = 0; i < layout_.edges.size(); ++i) {
        QPainterPathStroker wide;
        wide.setWidth(8);
        if (box_of({ Kind::Edge, i }).contains(point) || wide.createStroke(edge_path(layout_.edges[i])).contains(point))
            return { Kind::Edge, i };
    }
    for (std::size_t i = 0; i < layout_.shared.size(); ++i)
        if (layout_.shared[i].contains(point))
            return { Kind::Shared, i };
    return {};
}

void Canvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QGraphicsView::mousePressEvent(event);
    const auto place = event->position().toPoint();
    const auto point = mapToScene(place);
    if (const auto container = container_at(place, kReach); container && !read_only_) {
        const auto& box = layout_.containers[*container];
        const bool at_right = QLineF(point, { box.right(), box.center().y() }).length() < kReach;
        const bool at_left = QLineF(point, { box.left(), box.center().y() }).length() < kReach;
        if (at_right || at_left) {
            edge_from_ = *container;
            dragging_ = true;
            reversed_ = at_left;
            rubber_ = scene()->addPath({}, QPen(colour(Role::Accent), 1.5, Qt::DashLine));
            rubber_->setZValue(3);
            return choose({ Kind::Container, *container });
        }
    }
    const auto target = target_at(place);
    choose(target);
    panning_ = target.kind == Kind::None;
    panned_from_ = place;
}

void Canvas::mouseMoveEvent(QMouseEvent* event)
{
    const auto place = event->position().toPoint();
    if (dragging_ && rubber_ != nullptr) {
        const auto& box = layout_.containers[*edge_from_];
        const QPointF port(reversed_ ? box.left() : box.right(), box.center().y());
        const auto end = mapToScene(place);
        rubber_->setPath(edge_path(reversed_ ? GraphLayout::Line{ end, port } : GraphLayout::Line{ port, end }));
        return;
    }
    if (panning_) {
        const auto way = place - panned_from_;
        panned_from_ = place;
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - way.x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - way.y());
    }
}

void Canvas::mouseReleaseEvent(QMouseEvent* event)
{
    panning_ = false;
    if (!dragging_)
        return;
    const auto other = container_at(event->position().toPoint(), kReach);
    const auto from = *edge_from_;
    const bool reversed = reversed_;
    end_edge();
    if (other && *other != from)
        offer_conditions(reversed ? *other : from, reversed ? from : *other, event->globalPosition().toPoint());
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto target = target_at(event->position().toPoint());
    if (target.kind == Kind::Edge && !read_only_)
        offer_conditions_of_edge(target.index, event->globalPosition().toPoint());
    else if (target.kind != Kind::None)
        emit edit_wanted(target);
}

void Canvas::contextMenuEvent(QContextMenuEvent* event)
{
    const bool by_mouse = event->reason() == QContextMenuEvent::Mouse;
    if (by_mouse)
        choose(target_at(event->pos()));
    if (selection_.kind == Kind::None)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (selection_.kind == Kind::Edge)
        connect(menu->addAction(tr("&Condition…")), &QAction::triggered, this,
            [this] { offer_conditions_of_edge(selection_.index, global_of(selection_)); });
    else
        connect(menu->addAction(tr("&Edit in the form")), &QAction::triggered, this,
            [this] { emit edit_wanted(selection_); });
    if (selection_.kind == Kind::Container)
        connect(menu->addAction(tr("&Dependency from here")), &QAction::triggered, this, &Canvas::begin_edge);
    connect(menu->addAction(tr("&Remove")), &QAction::triggered, this, [this] { emit remove_wanted(selection_); });
    for (auto* action : menu->actions())
        action->setEnabled(!read_only_);
    menu->popup(by_mouse ? event->globalPos() : global_of(selection_));
}

void Canvas::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers() & Qt::ControlModifier)
        set_zoom(zoom() + (event->angleDelta().y() > 0 ? 10 : -10));
    else
        QGraphicsView::wheelEvent(event);
}

void Canvas::focusInEvent(QFocusEvent* event)
{
    QGraphicsView::focusInEvent(event);
    const auto all = sequence();
    if (selection_.kind == Kind::None && !all.empty() && event->reason() != Qt::MouseFocusReason)
        choose(event->reason() == Qt::BacktabFocusReason ? all.back() : all.front());
    viewport()->update();
}

void Canvas::focusOutEvent(QFocusEvent* event)
{
    QGraphicsView::focusOutEvent(event);
    viewport()->update();
}

void Canvas::drawBackground(QPainter* painter, const QRectF& area)
{
    painter->fillRect(area, colour(Role::Window));
    painter->setPen(QPen(colour(Role::Border), 1));
    const auto first = [](qreal edge) { return std::floor(edge / kGrid) * kGrid; };
    QList<QPointF> dots;
    for (qreal x = first(area.left()); x < area.right(); x += kGrid)
        for (qreal y = first(area.top()); y < area.bottom(); y += kGrid)
            dots << QPointF(x, y);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
    painter->setFont(font_of(Type::Small));
    painter->setPen(colour(Role::Muted));
    for (const auto& [x, title] : layout_.titles)
        painter->drawText(QRectF(x, 8, 180, 24), Qt::AlignVCenter, title);
}

} // namespace quayside::ui
