#include "ui/charts/density_bar.h"

#include "ui/look/spoken_role.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/session/instant.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace quayside::ui {

namespace {

constexpr int kHeight = 76;
constexpr int kLeft = 44; // of the plot; the labels stand there
constexpr int kRight = 12;
constexpr int kAbove = 14; // for the words of the marks
constexpr int kBelow = 16; // for the times
constexpr double kNeutral = 0.45;
constexpr double kInSight = 0.35;
constexpr int kMark = 4;
constexpr int kBrush = 5; // pixels; less is a click
constexpr double kCloser = 0.5;
constexpr Duration kClosest = std::chrono::milliseconds{ 100 };

double seconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

// In the shortest time in which something happens once, at most a day.
QString often_text(double per_second)
{
    const auto number = [](double rate) { return QString::number(rate, 'f', rate < 10 ? 1 : 0); };
    if (per_second >= 1)
        return DensityBar::tr("%1/s").arg(number(per_second));
    if (per_second * 60 >= 1)
        return DensityBar::tr("%1/min").arg(number(per_second * 60));
    if (per_second * 3'600 >= 1)
        return DensityBar::tr("%1/h").arg(number(per_second * 3'600));
    return DensityBar::tr("%1/d").arg(number(per_second * 86'400));
}

} // namespace

DensityBar::DensityBar(const QString& name, Words words, Source source, Instant& instant, QWidget* parent)
    : QWidget(parent)
    , words_(std::move(words))
    , source_(std::move(source))
    , instant_(instant)
{
    setAccessibleName(name);
    speak_as(*this, QAccessible::Chart);
    setLayoutDirection(Qt::LeftToRight); // time runs so in every language
    setToolTip(tr("Click to go there; draw over a stretch or press + to look closer, Esc to see all again"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&instant_, &Instant::moved, this, qOverload<>(&QWidget::update));
    connect(&instant_, &Instant::hover_moved, this, qOverload<>(&QWidget::update));
    connect(&Theme::get(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize DensityBar::sizeHint() const
{
    return { 320, Theme::get().scaled(kHeight) };
}

void DensityBar::count()
{
    bool any = false;
    source_([this, &any](TimePoint at, LogLevel) {
        all_.begin = any ? std::min(all_.begin, at) : at;
        all_.end = any ? std::max(all_.end, at) : at;
        any = true;
    });
    bins_ = {};
    most_ = 0;
    first_ = zoom_ ? zoom_->begin : all_.begin;
    last_ = std::max(zoom_ ? zoom_->end : all_.end, first_ + kClosest);
    if (!zoom_)
        last_ = std::max(last_, first_ + std::chrono::seconds(1));
    const double length = seconds(last_ - first_) / kBins;
    if (any)
        source_([this, length](TimePoint at, LogLevel level) {
            if (!holds(at))
                return;
            auto& bin = bins_[std::min(static_cast<std::size_t>(seconds(at - first_) / length), kBins - 1)];
            ++bin.all;
            bin.warnings += level == LogLevel::Warning;
            bin.errors += level == LogLevel::Error;
            most_ = std::max(most_, bin.all);
        });
    setAccessibleDescription(description());
    update();
}

void DensityBar::set_zoom(std::optional<TimeRange> range)
{
    if (range == zoom_)
        return;
    zoom_ = range;
    count();
}

void DensityBar::zoom_to(std::optional<TimeRange> range)
{
    if (range && range->length() < kClosest)
        range->end = range->begin + kClosest;
    if (range && range->begin <= all_.begin && range->end >= all_.end)
        range.reset();
    if (range == zoom_)
        return;
    set_zoom(range);
    emit zoomed();
}

void DensityBar::zoom_by(double factor, TimePoint around)
{
    const auto before = std::chrono::duration_cast<Duration>((around - first_) * factor);
    const auto after = std::chrono::duration_cast<Duration>((last_ - around) * factor);
    zoom_to(TimeRange{ around - before, around + after });
}

void DensityBar::set_marks(std::vector<Mark> marks)
{
    marks_ = std::move(marks);
    update();
}

void DensityBar::set_in_sight(TimePoint first, TimePoint last)
{
    in_sight_ = { first, last };
    update();
}

void DensityBar::set_current(std::optional<TimePoint> at)
{
    current_ = at;
    update();
}

QString DensityBar::description() const
{
    Bin all;
    for (const auto& bin : bins_) {
        all.all += bin.all;
        all.warnings += bin.warnings;
        all.errors += bin.errors;
    }
    if (all.all == 0)
        return tr("No %1").arg(words_.many);
    return tr("%1 from %2 to %3, %4, %5")
        .arg(counted(all.all, words_.one, words_.many), local_time(first_), local_time(last_),
            counted(all.warnings, tr("warning"), tr("warnings")), counted(all.errors, tr("error"), tr("errors")));
}

QRectF DensityBar::plot() const
{
    const auto& theme = Theme::get();
    return QRectF(rect()).adjusted(
        theme.scaled(kLeft), theme.scaled(kAbove), -theme.scaled(kRight), -theme.scaled(kBelow));
}

Duration DensityBar::bin_length() const
{
    return (last_ - first_) / static_cast<int>(kBins);
}

double DensityBar::x_of(TimePoint at) const
{
    const QRectF area = plot();
    return area.left() + area.width() * std::clamp(seconds(at - first_) / seconds(last_ - first_), 0.0, 1.0);
}

TimePoint DensityBar::time_at(double x) const
{
    const QRectF area = plot();
    const double share = std::clamp((x - area.left()) / std::max(1.0, area.width()), 0.0, 1.0);
    return first_ + std::chrono::duration_cast<Duration>((last_ - first_) * share);
}

void DensityBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.fillRect(rect(), colour(Role::Base));
    if (first_ == last_)
        return;
    if (in_sight_ && holds(in_sight_->first)) {
        QRectF area = plot();
        area.setLeft(x_of(in_sight_->first));
        area.setRight(std::max(x_of(in_sight_->second), area.left() + 2));
        painter.fillRect(area, blend(colour(Role::Accent), colour(Role::Base), kInSight / 2));
        painter.setPen(colour(Role::Accent));
        painter.drawRect(area);
    }
    if (most_ > 0)
        paint_bars(painter);
    paint_marks(painter);
    paint_moments(painter);
    paint_axes(painter);
    if (hasFocus()) {
        painter.setPen(QPen(colour(Role::Accent), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

// Errors stand on warnings, and those on the rest.
void DensityBar::paint_bars(QPainter& painter) const
{
    const QRectF area = plot();
    const double width = area.width() / kBins;
    const QColor neutral = blend(colour(Role::Muted), colour(Role::Base), kNeutral);
    for (std::size_t i = 0; i < kBins; ++i) {
        const auto& bin = bins_[i];
        double bottom = area.bottom();
        const auto stack = [&](int count, const QColor& ink) {
            const double height = count == 0 ? 0 : std::max(1.0, area.height() * count / most_);
            painter.fillRect(
                QRectF(area.left() + static_cast<double>(i) * width, bottom - height, std::max(1.0, width - 1), height),
                ink);
            bottom -= height;
        };
        stack(bin.all - bin.warnings - bin.errors, neutral);
        stack(bin.warnings, colour(Role::Warning));
        stack(bin.errors, colour(Role::Error));
    }
}

void DensityBar::paint_marks(QPainter& painter) const
{
    const QRectF area = plot();
    painter.setFont(font_of(Type::Tiny));
    std::vector<QRectF> written;
    for (const auto& mark : marks_) {
        if (!holds(mark.at))
            continue;
        const double x = x_of(mark.at);
        painter.setPen(QPen(colour(Role::Pending), 1, Qt::DotLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(Role::Pending));
        painter.drawPolygon(QPolygonF({ { x - kMark, area.top() - 2 * kMark }, { x + kMark, area.top() - 2 * kMark },
            { x, area.top() - kMark / 2 } }));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(colour(Role::Pending));
        const double room = painter.fontMetrics().horizontalAdvance(mark.text);
        const bool fits = x + 2 * kMark + room < area.right();
        const QRectF place(fits ? x + 2 * kMark : x - 2 * kMark - room, 0, room, 1);
        if (std::ranges::any_of(written, [&place](const QRectF& other) { return other.intersects(place); }))
            continue; // one over another would be neither
        painter.drawText(QPointF(place.left(), area.top() - kMark), mark.text);
        written.push_back(place);
    }
}

// Where the current row is, the moment that all views look at, the pointer, and what is being drawn over.
void DensityBar::paint_moments(QPainter& painter) const
{
    const QRectF area = plot();
    const auto line = [&](const std::optional<TimePoint>& at, const QPen& pen) {
        if (!at || !holds(*at))
            return;
        painter.setPen(pen);
        painter.drawLine(QPointF(x_of(*at), area.top()), QPointF(x_of(*at), area.bottom()));
    };
    line(current_, QPen(colour(Role::Error), 1));
    line(instant_.at(), QPen(colour(Role::Accent), 2));
    line(instant_.hovered(), QPen(colour(Role::Muted), 1));
    if (pressed_ && std::abs(dragged_ - *pressed_) >= kBrush) {
        QColor ground = colour(Role::Accent);
        ground.setAlphaF(0.25F);
        painter.fillRect(QRectF(QPointF(*pressed_, area.top()), QPointF(dragged_, area.bottom())).normalized(), ground);
    }
}

void DensityBar::paint_axes(QPainter& painter) const
{
    const QRectF area = plot();
    painter.setPen(colour(Role::Border));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setFont(font_of(Type::Tiny));
    painter.setPen(colour(Role::Muted));
    const double rate = most_ / std::max(1e-6, seconds(bin_length()));
    const QRectF labels(0, 0, area.left() - 6, height());
    painter.drawText(
        QRectF(labels.left(), area.top() - 6, labels.width(), 12), Qt::AlignRight | Qt::AlignVCenter, often_text(rate));
    painter.drawText(QRectF(labels.left(), area.bottom() - 8, labels.width(), 12), Qt::AlignRight | Qt::AlignVCenter,
        QStringLiteral("0"));
    const QRectF times(area.left(), area.bottom() + 1, area.width(), height() - area.bottom() - 1);
    painter.drawText(times, Qt::AlignLeft | Qt::AlignVCenter, local_time(first_));
    painter.drawText(times, Qt::AlignHCenter | Qt::AlignVCenter, local_time(first_ + (last_ - first_) / 2));
    painter.drawText(times, Qt::AlignRight | Qt::AlignVCenter, local_time(last_));
}

void DensityBar::choose(TimePoint at)
{
    if (first_ == last_)
        return;
    current_ = std::clamp(at, first_, last_);
    update();
    emit chosen(*current_);
}

void DensityBar::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        pressed_ = dragged_ = event->position().x();
}

void DensityBar::mouseMoveEvent(QMouseEvent* event)
{
    dragged_ = event->position().x();
    instant_.hover(time_at(dragged_));
    if (pressed_)
        update();
}

void DensityBar::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !pressed_)
        return;
    const double from = *std::exchange(pressed_, std::nullopt);
    const double to = event->position().x();
    if (std::abs(to - from) < kBrush)
        choose(time_at(to));
    else
        zoom_to(TimeRange{ time_at(std::min(from, to)), time_at(std::max(from, to)) });
    update();
}

void DensityBar::mouseDoubleClickEvent(QMouseEvent*)
{
    zoom_to(std::nullopt);
}

void DensityBar::leaveEvent(QEvent*)
{
    instant_.hover(std::nullopt);
}

void DensityBar::wheelEvent(QWheelEvent* event)
{
    const double factor = event->angleDelta().y() > 0 ? kCloser : 1 / kCloser;
    zoom_by(factor, time_at(event->position().x()));
    event->accept();
}

void DensityBar::keyPressEvent(QKeyEvent* event)
{
    const TimePoint here = std::clamp(current_.value_or(last_), first_, last_);
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const Duration step = shift ? (last_ - first_) / 4 : bin_length();
    const auto move = [&](Duration by) {
        if (shift && zoom_)
            zoom_to(TimeRange{ first_ + by, last_ + by });
        else
            choose(here + by);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return move(-step);
    case Qt::Key_Right:
        return move(step);
    case Qt::Key_Home:
        return choose(first_);
    case Qt::Key_End:
        return choose(last_);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom_by(kCloser, here);
    case Qt::Key_Minus:
        return zoom_by(1 / kCloser, here);
    case Qt::Key_Escape:
        if (zoom_)
            return zoom_to(std::nullopt);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace quayside::ui
