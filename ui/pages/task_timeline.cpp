#include "ui/pages/task_timeline.h"

#include "ui/look/bars.h"
#include "ui/look/glyphs.h"
#include "ui/look/spoken_role.h"
#include "ui/look/states.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/pages/exit_words.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace quayside::ui {

namespace {

using Phase = Timeline::Phase;

constexpr int kName = 84; // of a lane
constexpr int kLane = 26;
constexpr int kBar = 16;
constexpr int kAxis = 18;
constexpr int kMargin = 12;
constexpr int kTimeRoom = 56; // of a label of the axis

QString word_of(Phase phase)
{
    switch (phase) {
    case Phase::Waiting:
        return TaskTimeline::tr("waits");
    case Phase::Pulling:
        return TaskTimeline::tr("pulls images");
    case Phase::Starting:
        return TaskTimeline::tr("starts");
    case Phase::Running:
        return TaskTimeline::tr("runs");
    case Phase::Stopping:
        return TaskTimeline::tr("stops");
    }
    return {};
}

void add_span(Timeline::Lane& lane, TimePoint begin, TimePoint end, Phase phase)
{
    if (begin != kNever && end != kNever && begin < end)
        lane.spans.push_back(
            { begin, end, phase, TaskTimeline::tr("%1 for %2").arg(word_of(phase), duration_text(end - begin)) });
}

// The first of these that is known.
TimePoint first_of(std::initializer_list<TimePoint> times)
{
    for (const TimePoint at : times)
        if (at != kNever)
            return at;
    return kNever;
}

Timeline::Lane lane_of(const model::Task& task, TimePoint now)
{
    Timeline::Lane lane{ .name = TaskTimeline::tr("Task"), .state = state_of(task).word };
    const TimePoint end = task.stopped_at != kNever ? task.stopped_at : now;
    const TimePoint stopping = first_of({ task.stopping_at, task.execution_stopped_at, end });
    const TimePoint started = first_of({ task.started_at, stopping });
    const TimePoint pulled = first_of({ task.pull_stopped_at, started });
    const TimePoint pulling = first_of({ task.pull_started_at, pulled });
    add_span(lane, task.created_at, std::min(pulling, end), Phase::Waiting);
    add_span(lane, task.pull_started_at, std::min(pulled, end), Phase::Pulling);
    add_span(lane, task.pull_stopped_at, std::min(started, end), Phase::Starting);
    add_span(lane, task.started_at, stopping, Phase::Running);
    if (stopping < end)
        add_span(lane, stopping, end, Phase::Stopping);
    lane.failed = state_of(task).glyph == StateGlyph::Failed;
    return lane;
}

Timeline::Lane lane_of(const model::Task& task, std::size_t index, TimePoint now)
{
    const auto& container = task.containers[index];
    Timeline::Lane lane;
    lane.name = container_name(task, index);
    lane.state = state_of(container).word;
    const TimePoint end = first_of({ container.stopped_at, task.execution_stopped_at, task.stopped_at, now });
    add_span(lane, first_of({ task.pull_stopped_at, task.pull_started_at, task.created_at }),
        first_of({ container.started_at, end }), Phase::Waiting);
    add_span(lane, container.started_at, end, Phase::Running);
    if (container.restart_count > 0)
        lane.marks.push_back({ container.last_restart_at, true,
            TaskTimeline::tr("started again, %1")
                .arg(counted(container.restart_count, TaskTimeline::tr("time"), TaskTimeline::tr("times"))) });
    if (container.exit_code) {
        lane.failed = *container.exit_code != 0;
        lane.state = exit_text(*container.exit_code);
        lane.marks.push_back({ end, lane.failed, lane.state });
    } else if (!container.reason.empty()) {
        lane.failed = true;
        lane.state = from_utf8(container.reason);
        lane.marks.push_back({ end, true, lane.state });
    }
    return lane;
}

QBrush brush_of(Phase phase)
{
    const QColor base = colour(Role::Base);
    switch (phase) {
    case Phase::Waiting:
        return hatched(blend(colour(Role::Muted), base, 0.6), colour(Role::Alt));
    case Phase::Pulling:
        return hatched(colour(Role::Pending), colour(Role::PendingBg));
    case Phase::Starting:
        return blend(colour(Role::Pending), base, 0.45);
    case Phase::Running:
        return blend(colour(Role::Healthy), base, 0.5);
    case Phase::Stopping:
        return hatched(colour(Role::Muted), colour(Role::Alt), Hatch::Falling);
    }
    return {};
}

} // namespace

Timeline timeline_of(const model::Task& task, TimePoint now)
{
    Timeline timeline;
    timeline.lanes.push_back(lane_of(task, now));
    for (std::size_t i = 0; i < task.containers.size(); ++i)
        timeline.lanes.push_back(lane_of(task, i, now));
    timeline.goes_on = task.last_status < model::TaskStatus::Stopped;
    for (const auto& lane : timeline.lanes)
        for (const auto& span : lane.spans) {
            timeline.moments.push_back(span.begin);
            timeline.moments.push_back(span.end);
        }
    std::sort(timeline.moments.begin(), timeline.moments.end());
    timeline.moments.erase(std::unique(timeline.moments.begin(), timeline.moments.end()), timeline.moments.end());
    return timeline;
}

TaskTimeline::TaskTimeline(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Timeline"));
    speak_as(*this, QAccessible::Chart);
    setLayoutDirection(Qt::LeftToRight); // as time runs in charts
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::get(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TaskTimeline::set_timeline(Timeline timeline)
{
    const bool other_size = timeline.lanes.size() != timeline_.lanes.size();
    timeline_ = std::move(timeline);
    place_moments();
    setAccessibleDescription(description());
    if (other_size)
        updateGeometry();
    update();
}

// Each stretch between two moments gets room by the logarithm of its length.
void TaskTimeline::place_moments()
{
    const auto& moments = timeline_.moments;
    places_.assign(moments.size(), 0);
    double sum = 0;
    for (std::size_t i = 1; i < moments.size(); ++i) {
        sum += 0.4 + std::log1p(std::chrono::duration<double>(moments[i] - moments[i - 1]).count());
        places_[i] = sum;
    }
    for (double& place : places_)
        place = sum > 0 ? place / sum : 0;
}

double TaskTimeline::x_of(TimePoint at) const
{
    const auto& moments = timeline_.moments;
    const auto after = std::lower_bound(moments.begin(), moments.end(), at);
    const QRectF area = plot();
    if (after == moments.end())
        return area.right();
    const auto i = static_cast<std::size_t>(after - moments.begin());
    if (*after == at || i == 0)
        return area.left() + area.width() * places_[i];
    const double share = std::chrono::duration<double>(at - moments[i - 1]).count()
        / std::chrono::duration<double>(moments[i] - moments[i - 1]).count();
    return area.left() + area.width() * (places_[i - 1] + share * (places_[i] - places_[i - 1]));
}

QString TaskTimeline::description() const
{
    QStringList lanes;
    for (const auto& lane : timeline_.lanes) {
        QStringList parts;
        for (const auto& span : lane.spans)
            parts << span.text;
        parts << lane.state;
        lanes << lane.name + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
    }
    return lanes.join(QStringLiteral("; "));
}

QSize TaskTimeline::sizeHint() const
{
    const auto& theme = Theme::get();
    return { theme.scaled(280),
        theme.scaled(
            2 * kMargin + kAxis + kLane * static_cast<int>(std::max<std::size_t>(1, timeline_.lanes.size()))) };
}

QRectF TaskTimeline::plot() const
{
    const auto& theme = Theme::get();
    return QRectF(rect()).adjusted(theme.scaled(kMargin + kName), theme.scaled(kMargin), -theme.scaled(kMargin + 8),
        -theme.scaled(kMargin + kAxis));
}

QRectF TaskTimeline::lane_area(std::size_t lane) const
{
    const QRectF area = plot();
    const double height = Theme::get().scaled(kLane);
    const double bar = Theme::get().scaled(kBar);
    const double top = area.top() + height * static_cast<double>(lane) + (height - bar) / 2;
    return { area.left(), top, area.width(), bar };
}

void TaskTimeline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.fillRect(rect(), colour(Role::Base));
    if (timeline_.moments.size() > 1) {
        paint_axis(painter);
        for (std::size_t lane = 0; lane < timeline_.lanes.size(); ++lane)
            paint_lane(painter, lane);
    }
    if (hasFocus()) {
        painter.setPen(QPen(colour(Role::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void TaskTimeline::paint_lane(QPainter& painter, std::size_t index) const
{
    const auto& lane = timeline_.lanes[index];
    const QRectF area = lane_area(index);
    painter.setFont(font_of(index == 0 ? Type::Name : Type::Body));
    painter.setPen(colour(Role::Text));
    const double left = Theme::get().scaled(kMargin);
    const QRectF name(left, area.top() - 4, area.left() - left - 8, area.height() + 8);
    painter.drawText(name, Qt::AlignVCenter | Qt::AlignLeft,
        painter.fontMetrics().elidedText(lane.name, Qt::ElideRight, static_cast<int>(name.width())));
    painter.setFont(font_of(Type::Tiny));
    for (const auto& span : lane.spans) {
        const QRectF bar(QPointF(x_of(span.begin), area.top()), QPointF(x_of(span.end), area.bottom()));
        painter.fillRect(bar, brush_of(span.phase));
        const QString text = duration_text(span.end - span.begin);
        if (painter.fontMetrics().horizontalAdvance(text) + 8 > bar.width())
            continue;
        painter.setPen(colour(Role::Text));
        painter.drawText(bar, Qt::AlignCenter, text);
    }
    for (const auto& mark : lane.marks) {
        const double side = Theme::get().scaled(12);
        paint_glyph(painter, QRectF(x_of(mark.at) - side / 2, area.center().y() - side / 2, side, side),
            mark.failure ? StateGlyph::Failed : StateGlyph::Stopped);
    }
}

// A label wherever there is room for one.
void TaskTimeline::paint_axis(QPainter& painter) const
{
    const QRectF area = plot();
    painter.setFont(font_of(Type::Tiny));
    const double room = Theme::get().scaled(kTimeRoom);
    double free_from = area.left() - room / 2;
    for (std::size_t i = 0; i < timeline_.moments.size(); ++i) {
        const double x = area.left() + area.width() * places_[i];
        painter.setPen(colour(Role::RowLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        const bool last = i + 1 == timeline_.moments.size();
        if ((x - room / 2 < free_from && !last) || (!last && area.right() - x < room))
            continue;
        const double at = last ? area.right() - room + 8 : std::max(area.left(), x - room / 2);
        painter.setPen(colour(Role::Muted));
        const QString text = last && timeline_.goes_on ? tr("now") : local_time(timeline_.moments[i]);
        painter.drawText(QRectF(at, area.bottom(), room, Theme::get().scaled(kAxis)),
            (last ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, text);
        free_from = at + room + room / 2;
    }
    painter.setPen(colour(Role::Border));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
}

bool TaskTimeline::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    for (std::size_t index = 0; index < timeline_.lanes.size(); ++index) {
        const auto& lane = timeline_.lanes[index];
        if (!lane_area(index).contains(help->pos()))
            continue;
        QString text = lane.name + QStringLiteral(": ") + lane.state;
        for (const auto& span : lane.spans)
            if (help->pos().x() >= x_of(span.begin) && help->pos().x() <= x_of(span.end))
                text = tr("%1 %2, from %3 to %4")
                           .arg(lane.name, span.text, local_date_time(span.begin), local_date_time(span.end));
        QToolTip::showText(help->globalPos(), text.toHtmlEscaped(), this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

} // namespace quayside::ui
