#include "ui/pages/log_density.h"

#include "ui/look/text.h"
#include "ui/look/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

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

double seconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

} // namespace

LogDensity::LogDensity(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Lines over time"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::get(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize LogDensity::sizeHint() const
{
    return { 320, Theme::get().scaled(kHeight) };
}

void LogDensity::set_lines(const std::vector<Moment>& lines)
{
    bins_ = {};
    most_ = 0;
    if (!lines.empty()) {
        const auto [least, greatest] = std::minmax_element(
            lines.begin(), lines.end(), [](const Moment& a, const Moment& b) { return a.at < b.at; });
        first_ = least->at;
        last_ = std::max(greatest->at, first_ + std::chrono::seconds(1));
    }
    const double length = seconds(last_ - first_) / kBins;
    for (const auto& line : lines) {
        const auto place = static_cast<std::size_t>(seconds(line.at - first_) / length);
        auto& bin = bins_[std::min(place, kBins - 1)];
        ++bin.lines;
        bin.warnings += line.level == LogLevel::Warning;
        bin.errors += line.level == LogLevel::Error;
        most_ = std::max(most_, bin.lines);
    }
    setAccessibleDescription(description());
    update();
}

void LogDensity::set_marks(std::vector<Mark> marks)
{
    marks_ = std::move(marks);
    update();
}

void LogDensity::set_in_sight(TimePoint first, TimePoint last)
{
    in_sight_ = { first, last };
    update();
}

void LogDensity::set_current(std::optional<TimePoint> at)
{
    current_ = at;
    update();
}

QString LogDensity::description() const
{
    if (most_ == 0)
        return tr("No lines");
    Bin all;
    for (const auto& bin : bins_) {
        all.lines += bin.lines;
        all.warnings += bin.warnings;
        all.errors += bin.errors;
    }
    return tr("%1 from %2 to %3, %4, %5")
        .arg(counted(all.lines, tr("line"), tr("lines")), local_time(first_), local_time(last_),
            counted(all.warnings, tr("warning"), tr("warnings")), counted(all.errors, tr("error"), tr("errors")));
}

QRectF LogDensity::plot() const
{
    const auto& theme = Theme::get();
    return QRectF(rect()).adjusted(
        theme.scaled(kLeft), theme.scaled(kAbove), -theme.scaled(kRight), -theme.scaled(kBelow));
}

Duration LogDensity::bin_length() const
{
    return (last_ - first_) / static_cast<int>(kBins);
}

double LogDensity::x_of(TimePoint at) const
{
    const QRectF area = plot();
    return area.left() + area.width() * std::clamp(seconds(at - first_) / seconds(last_ - first_), 0.0, 1.0);
}

TimePoint LogDensity::time_at(double x) const
{
    const QRectF area = plot();
    const double share = std::clamp((x - area.left()) / std::max(1.0, area.width()), 0.0, 1.0);
    return first_ + std::chrono::duration_cast<Duration>((last_ - first_) * share);
}

void LogDensity::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::Base));
    if (most_ == 0)
        return;
    if (in_sight_) {
        QRectF area = plot();
        area.setLeft(x_of(in_sight_->first));
        area.setRight(std::max(x_of(in_sight_->second), area.left() + 2));
        painter.fillRect(area, blend(colour(Role::Accent), colour(Role::Base), kInSight / 2));
        painter.setPen(colour(Role::Accent));
        painter.drawRect(area);
    }
    paint_bars(painter);
    paint_marks(painter);
    paint_axes(painter);
    if (hasFocus()) {
        painter.setPen(QPen(colour(Role::Accent), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

// Errors stand on warnings, and those on the rest.
void LogDensity::paint_bars(QPainter& painter) const
{
    const QRectF area = plot();
    const double width = area.width() / kBins;
    const QColor neutral = blend(colour(Role::Muted), colour(Role::Base), kNeutral);
    for (std::size_t i = 0; i < kBins; ++i) {
        const auto& bin = bins_[i];
        double bottom = area.bottom();
        const auto stack = [&](int lines, const QColor& ink) {
            const double height = lines == 0 ? 0 : std::max(1.0, area.height() * lines / most_);
            painter.fillRect(
                QRectF(area.left() + static_cast<double>(i) * width, bottom - height, std::max(1.0, width - 1), height),
                ink);
            bottom -= height;
        };
        stack(bin.lines - bin.warnings - bin.errors, neutral);
        stack(bin.warnings, colour(Role::Warning));
        stack(bin.errors, colour(Role::Error));
    }
}

void LogDensity::paint_marks(QPainter& painter) const
{
    const QRectF area = plot();
    painter.setFont(font_of(Type::Tiny));
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
        painter.drawText(QPointF(fits ? x + 2 * kMark : x - 2 * kMark - room, area.top() - kMark), mark.text);
    }
    if (current_ && holds(*current_)) {
        painter.setPen(colour(Role::Error));
        painter.drawLine(QPointF(x_of(*current_), area.top()), QPointF(x_of(*current_), area.bottom()));
    }
}

void LogDensity::paint_axes(QPainter& painter) const
{
    const QRectF area = plot();
    painter.setPen(colour(Role::Border));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setFont(font_of(Type::Tiny));
    painter.setPen(colour(Role::Muted));
    const double rate = most_ / std::max(1e-6, seconds(bin_length()));
    const QRectF labels(0, 0, area.left() - 6, height());
    const QString top = rate < 10 ? QString::number(rate, 'f', 1) : QString::number(rate, 'f', 0);
    painter.drawText(QRectF(labels.left(), area.top() - 6, labels.width(), 12), Qt::AlignRight | Qt::AlignVCenter,
        tr("%1/s").arg(top));
    painter.drawText(QRectF(labels.left(), area.bottom() - 8, labels.width(), 12), Qt::AlignRight | Qt::AlignVCenter,
        QStringLiteral("0"));
    const QRectF times(area.left(), area.bottom() + 1, area.width(), height() - area.bottom() - 1);
    painter.drawText(times, Qt::AlignLeft | Qt::AlignVCenter, local_time(first_));
    painter.drawText(times, Qt::AlignHCenter | Qt::AlignVCenter, local_time(first_ + (last_ - first_) / 2));
    painter.drawText(times, Qt::AlignRight | Qt::AlignVCenter, local_time(last_));
}

void LogDensity::choose(TimePoint at)
{
    if (most_ == 0)
        return;
    current_ = std::clamp(at, first_, last_);
    update();
    emit chosen(*current_);
}

void LogDensity::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        choose(time_at(event->position().x()));
}

void LogDensity::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        choose(time_at(event->position().x()));
}

void LogDensity::keyPressEvent(QKeyEvent* event)
{
    const TimePoint here = current_.value_or(last_);
    if (event->key() == Qt::Key_Left)
        choose(here - bin_length());
    else if (event->key() == Qt::Key_Right)
        choose(here + bin_length());
    else if (event->key() == Qt::Key_Home)
        choose(first_);
    else if (event->key() == Qt::Key_End)
        choose(last_);
    else
        QWidget::keyPressEvent(event);
}

} // namespace quayside::ui
