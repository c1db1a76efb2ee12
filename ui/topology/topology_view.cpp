#include "ui/topology/topology_view.h"

#include "ui/look/spoken_role.h"
#include "ui/look/theme.h"
#include "ui/topology/topology_paint.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <chrono>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kCardAfter{ 250 };
constexpr std::size_t kMostWatched = 200;

} // namespace

TopologyView::TopologyView(Explain explain, QWidget* parent)
    : QAbstractScrollArea(parent)
    , explain_(std::move(explain))
    , card_(new TopologyCard(viewport()))
{
    setAccessibleName(tr("Topology"));
    speak_as(*this, QAccessible::Chart);
    setLayoutDirection(Qt::LeftToRight); // a picture, as charts are
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    card_soon_.setSingleShot(true);
    card_soon_.setInterval(kCardAfter);
    connect(&card_soon_, &QTimer::timeout, this, [this] {
        if (hovered_)
            this->explain(*hovered_);
    });
    connect(&Theme::get(), &Theme::changed, this, &TopologyView::lay_out);
}

void TopologyView::set_topology(TopologyZones topology)
{
    if (topology == topology_)
        return;
    topology_ = std::move(topology);
    lay_out();
    if (current_ && !set_current(*current_))
        make(box_of(current_->instance) ? std::optional(TopologyItem{ current_->instance, {} }) : std::nullopt);
    hovered_.reset();
    if (card_->isVisible() && current_ && hasFocus())
        this->explain(*current_);
    else
        card_->hide();
}

void TopologyView::zoom(int steps)
{
    const int wanted = std::clamp(static_cast<int>(detail_) - steps, 0, static_cast<int>(TopologyDetail::Cells));
    chosen_detail_ = steps == 0 ? std::nullopt : std::optional(static_cast<TopologyDetail>(wanted));
    lay_out();
}

void TopologyView::lay_out()
{
    std::size_t count = 0;
    for (const auto& zone : topology_)
        count += zone.instances.size();
    const auto before = detail_;
    detail_ = chosen_detail_.value_or(detail_for(count));
    layout_ = TopologyLayout(topology_, detail_, viewport()->size(), Theme::get().zoom() / 100.0);
    const int height = static_cast<int>(layout_.height());
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(Theme::get().row_height());
    viewport()->update();
    if (detail_ != before)
        emit detail_changed();
}

const TopologyInstance& TopologyView::instance_of(const TopologyLayout::Box& box) const
{
    return topology_[box.zone].instances[box.index];
}

std::optional<std::size_t> TopologyView::box_of(const Id& instance) const
{
    const auto& boxes = layout_.boxes();
    const auto found
        = std::ranges::find_if(boxes, [&](const TopologyLayout::Box& box) { return instance_of(box).id == instance; });
    return found == boxes.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - boxes.begin()));
}

QRect TopologyView::area_of(const TopologyItem& item) const
{
    const auto at = box_of(item.instance);
    if (!at)
        return {};
    const auto& box = layout_.boxes()[*at];
    const auto& tasks = instance_of(box).tasks;
    const auto task = std::ranges::find(tasks, item.task, &TopologyTask::id);
    const QRectF area = task == tasks.end() || box.tasks.isEmpty()
        ? box.area
        : task_areas(instance_of(box), box.tasks, 2)[static_cast<std::size_t>(task - tasks.begin())];
    return area.translated(0, -verticalScrollBar()->value()).toAlignedRect();
}

bool TopologyView::set_current(const TopologyItem& item)
{
    const auto at = box_of(item.instance);
    if (!at)
        return false;
    const auto& tasks = instance_of(layout_.boxes()[*at]).tasks;
    if (!item.task.is_null() && std::ranges::find(tasks, item.task, &TopologyTask::id) == tasks.end())
        return false;
    make(item);
    const auto& area = layout_.boxes()[*at].area;
    const int top = verticalScrollBar()->value();
    if (area.top() < top)
        verticalScrollBar()->setValue(static_cast<int>(area.top()));
    else if (area.bottom() > top + viewport()->height())
        verticalScrollBar()->setValue(static_cast<int>(area.bottom()) - viewport()->height());
    return true;
}

void TopologyView::make(std::optional<TopologyItem> item)
{
    if (item == current_)
        return;
    current_ = item;
    describe();
    viewport()->update();
    emit current_changed();
}

// Screen readers hear what the card says.
void TopologyView::describe()
{
    described_ = current_ ? explain_(*current_).text() : QString();
    setAccessibleDescription(described_);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void TopologyView::explain(const TopologyItem& item)
{
    card_->show_beside(area_of(item), explain_(item));
}

std::vector<Id> TopologyView::visible_tasks() const
{
    std::vector<Id> tasks;
    const QRectF seen(0, verticalScrollBar()->value(), viewport()->width(), viewport()->height());
    for (const auto& box : layout_.boxes()) {
        if (box.tasks.isEmpty() || !box.area.intersects(seen))
            continue;
        for (const auto& task : instance_of(box).tasks)
            if (tasks.size() < kMostWatched)
                tasks.push_back(task.id);
    }
    return tasks;
}

std::optional<TopologyItem> TopologyView::item_at(const QPoint& point) const
{
    const QPointF place = point + QPoint(0, verticalScrollBar()->value());
    const auto* box = layout_.box_at(place);
    if (!box)
        return {};
    const auto& instance = instance_of(*box);
    const auto areas = task_areas(instance, box->tasks, 2);
    for (std::size_t i = 0; i < areas.size() && box->tasks.contains(place); ++i)
        if (areas[i].contains(place))
            return TopologyItem{ instance.id, instance.tasks[i].id };
    return TopologyItem{ instance.id, {} };
}

void TopologyView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(event->rect(), colour(Role::Window));
    const int top = verticalScrollBar()->value();
    painter.translate(0, -top);
    const QRectF dirty = QRectF(event->rect()).translated(0, top);
    for (std::size_t i = 0; i < layout_.zones().size(); ++i)
        if (layout_.zones()[i].area.intersects(dirty))
            paint_zone(painter, layout_.zones()[i], topology_[i]);
    const double scale = Theme::get().zoom() / 100.0;
    for (const auto& box : layout_.boxes()) {
        if (!box.area.intersects(dirty))
            continue;
        const auto& instance = instance_of(box);
        TopologyMarks marks;
        const auto& lit = hovered_ ? hovered_ : current_;
        marks.current = lit && lit->instance == instance.id;
        marks.current_task = marks.current ? lit->task : Id();
        marks.selected = current_ && current_->instance == instance.id && current_->task.is_null();
        paint_instance(painter, box, detail_, instance, marks, scale);
    }
}

void TopologyView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    card_->hide();
    lay_out();
}

void TopologyView::walk(int key)
{
    if (layout_.boxes().empty())
        return;
    const auto at = current_ ? box_of(current_->instance) : std::nullopt;
    const auto next = at ? layout_.beside(*at, static_cast<Qt::Key>(key)) : 0;
    set_current({ instance_of(layout_.boxes()[next]).id, {} });
}

// Over the last one, up or down, is the instance itself.
void TopologyView::walk_tasks(int step)
{
    const auto at = current_ ? box_of(current_->instance) : std::nullopt;
    if (!at)
        return walk(Qt::Key_Right);
    const auto& instance = instance_of(layout_.boxes()[*at]);
    const auto count = static_cast<std::ptrdiff_t>(instance.tasks.size());
    const auto found = std::ranges::find(instance.tasks, current_->task, &TopologyTask::id);
    const auto place = found - instance.tasks.begin(); // count: the instance, on top of its tasks
    const auto next = (place + step + count + 1) % (count + 1);
    set_current({ instance.id, next == count ? Id() : instance.tasks[static_cast<std::size_t>(next)].id });
}

void TopologyView::keyPressEvent(QKeyEvent* event)
{
    hovered_.reset();
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        walk(event->key());
        break;
    case Qt::Key_PageUp:
        walk(Qt::Key_Up);
        break;
    case Qt::Key_PageDown:
        walk(Qt::Key_Down);
        break;
    case Qt::Key_Up:
        walk_tasks(1);
        break;
    case Qt::Key_Down:
        walk_tasks(-1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current_)
            emit opened(*current_);
        return;
    case Qt::Key_Escape:
        return card_->hide();
    default:
        return QAbstractScrollArea::keyPressEvent(event);
    }
    if (current_)
        this->explain(*current_);
}

void TopologyView::mousePressEvent(QMouseEvent* event)
{
    card_->hide();
    if (const auto item = item_at(event->pos()))
        make(item);
}

void TopologyView::mouseMoveEvent(QMouseEvent* event)
{
    const auto item = item_at(event->pos());
    if (item == hovered_)
        return;
    hovered_ = item;
    card_->hide();
    viewport()->update();
    if (item)
        card_soon_.start();
    else
        card_soon_.stop();
}

void TopologyView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const auto item = item_at(event->pos()))
        emit opened(*item);
}

void TopologyView::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Mouse)
        if (const auto item = item_at(event->pos()))
            make(item);
    card_soon_.stop();
    card_->hide();
    if (current_)
        emit menu_wanted(*current_,
            event->reason() == QContextMenuEvent::Mouse ? event->globalPos()
                                                        : viewport()->mapToGlobal(area_of(*current_).center()));
}

void TopologyView::wheelEvent(QWheelEvent* event)
{
    card_->hide();
    if (!(event->modifiers() & Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    zoom(event->angleDelta().y() > 0 ? 1 : -1);
    event->accept();
}

void TopologyView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (!current_ && event->reason() != Qt::MouseFocusReason)
        walk(Qt::Key_Right);
}

void TopologyView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    card_->hide();
}

bool TopologyView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave) {
        hovered_.reset();
        card_soon_.stop();
        card_->hide();
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace quayside::ui
