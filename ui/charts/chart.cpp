#include "ui/charts/chart.h"

#include "ui/charts/axes.h"
#include "ui/charts/chart_accessible.h"
#include "ui/charts/chart_overlay.h"
#include "ui/look/labels.h"
#include "ui/look/style_paint.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"

#include <qcustomplot.h>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace quayside::ui {

namespace {

constexpr int kRepaintMs = 100;
constexpr std::size_t kMostPoints = 20'000; // of a line: five hours of seconds
constexpr int kBrush = 5; // pixels; less is a click
constexpr double kCloser = 0.5;
constexpr double kStep = 1.0 / 60; // of the range

QString plain_number(double value)
{
    QString text = QString::number(value, 'f', std::abs(value) < 10 ? 2 : std::abs(value) < 100 ? 1 : 0);
    while (text.contains(QLatin1Char('.')) && (text.endsWith(QLatin1Char('0')) || text.endsWith(QLatin1Char('.'))))
        text.chop(1);
    return text;
}

} // namespace

Chart::Chart(const QString& title, const QString& unit, TimeLine* line, QWidget* parent)
    : QWidget(parent)
    , line_(line)
    , title_(new TextLabel(title, Type::Section, Role::Text, this))
    , unit_(new ElidedLabel(unit, Type::Small, Role::Muted, this))
    , value_(new TextLabel({}, Type::Section, Role::Text, this))
    , note_label_(new ElidedLabel({}, Type::Small, Role::Muted, this))
    , plot_(new QCustomPlot(this))
    , overlay_(new ChartOverlay(plot_))
    , format_(plain_number)
    , empty_text_(tr("No samples in this range"))
{
    install_chart_accessibility();
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    plot_->setLayoutDirection(Qt::LeftToRight); // time runs so in every language
    plot_->setFocusPolicy(Qt::NoFocus);
    plot_->setMouseTracking(true);
    plot_->installEventFilter(this);
    plot_->setNoAntialiasingOnDrag(false);
    plot_->axisRect()->setAutoMargins(QCP::msNone);
    plot_->xAxis->grid()->setVisible(false);
    for (QCPAxis* axis : { plot_->xAxis, plot_->yAxis }) {
        axis->setTickLength(0);
        axis->setSubTicks(false);
        axis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    }
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(title_);
    head->addWidget(unit_);
    head->addStretch();
    head->addWidget(value_);
    head->addWidget(note_label_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2, 2, 2, 2);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(plot_, 1);
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &Chart::refresh);
    connect(line_, &TimeLine::moved, this, &Chart::schedule);
    connect(line_, &TimeLine::crosshair_changed, this, [this] {
        show_crosshair();
        show_values();
    });
    connect(&Theme::get(), &Theme::changed, this, &Chart::apply_theme);
    apply_theme();
}

Chart::~Chart()
{
    if (watching_ && line_)
        line_->remove_watcher();
}

int Chart::add_series(ChartLine line, const QString& label)
{
    series_.push_back({ line, label, {} });
    plot_->addGraph();
    return static_cast<int>(series_.size()) - 1;
}

void Chart::set_points(int series, std::vector<ChartPoint> points)
{
    series_[static_cast<std::size_t>(series)].points = std::move(points);
    schedule();
}

void Chart::append_points(int series, const std::vector<ChartPoint>& points)
{
    if (points.empty())
        return;
    auto& all = series_[static_cast<std::size_t>(series)].points;
    if (all.size() > kMostPoints) // not at every sample: it moves all
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kMostPoints / 4));
    all.insert(all.end(), points.begin(), points.end());
    schedule();
}

void Chart::set_level(ChartLine line, const QString& label, std::optional<double> value)
{
    std::erase_if(levels_, [line](const Level& level) { return level.line == line; });
    if (value)
        levels_.push_back({ line, label, *value });
    schedule();
}

void Chart::set_markers(std::vector<ChartMarker> markers)
{
    markers_ = std::move(markers);
    schedule();
}

void Chart::set_title(const QString& title, const QString& unit)
{
    title_->setText(title);
    unit_->set_text(unit);
    setAccessibleName(title);
}

void Chart::set_format(std::function<QString(double)> format)
{
    format_ = std::move(format);
    schedule();
}

void Chart::set_note(const QString& note)
{
    note_ = note;
    show_values();
}

void Chart::set_empty_text(const QString& text)
{
    empty_text_ = text;
    schedule();
}

QString Chart::description() const
{
    if (series_.empty())
        return empty_text_;
    const TimeRange range = this->range();
    const ChartSummary all = summarise(series_.front().points, range);
    const QString span = duration_text(range.length());
    if (!all.known)
        return tr("%1: nothing known in the last %2").arg(title_->text(), span);
    return tr("%1 in %2: now %3, least %4, greatest %5 in the last %6")
        .arg(title_->text(), unit_->text(), format_(all.last), format_(all.least), format_(all.greatest), span);
}

// Hidden charts do nothing; showing them refreshes.
void Chart::schedule()
{
    if (isVisible() && line_ && !timer_.isActive())
        timer_.start(kRepaintMs);
}

void Chart::refresh()
{
    if (!isVisible() || !line_)
        return;
    const TimeRange range = this->range();
    show_axes(range);
    show_lines(range);
    show_labels(range);
    show_crosshair();
    show_values();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void Chart::apply_theme()
{
    plot_->setBackground(QBrush(colour(Role::Base)));
    style_axes(*plot_);
    refresh();
}

bool Chart::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != plot_ || !line_)
        return QWidget::eventFilter(watched, event);
    const auto place = [event] { return static_cast<QMouseEvent*>(event)->position(); };
    const auto is_left = [event] { return static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton; };
    if (event->type() == QEvent::MouseMove)
        drag(place());
    else if (event->type() == QEvent::Leave)
        line_->set_crosshair(std::nullopt);
    else if (event->type() == QEvent::MouseButtonPress && is_left())
        press(place());
    else if (event->type() == QEvent::MouseButtonRelease && is_left())
        release(place());
    else if (event->type() == QEvent::MouseButtonDblClick)
        line_->reset();
    return false;
}

TimePoint Chart::time_at(double x) const
{
    const QRect area = plot_area();
    const TimeRange range = this->range();
    const double share = std::clamp((x - area.left()) / std::max(1, area.width()), 0.0, 1.0);
    return range.begin + Duration(static_cast<std::int64_t>(share * static_cast<double>(range.length().count())));
}

// On the label of a line: hides it, or shows it again.
void Chart::press(const QPointF& at)
{
    setFocus(Qt::MouseFocusReason);
    if (const QString label = overlay_->label_at(at); !label.isEmpty())
        return show_line(label, !shows(label));
    if (plot_area().contains(at.toPoint()))
        pressed_ = at.x();
}

void Chart::drag(const QPointF& at)
{
    const QRect area = plot_area();
    if (pressed_)
        overlay_->set_brush(QRectF(QPointF(*pressed_, area.top()),
            QPointF(std::clamp<double>(at.x(), area.left(), area.right()), area.bottom()))
                                .normalized());
    const bool inside = at.x() >= area.left() && at.x() <= area.right();
    line_->set_crosshair(inside ? std::optional(time_at(at.x())) : std::nullopt);
}

void Chart::release(const QPointF& at)
{
    if (!pressed_)
        return;
    const double from = *std::exchange(pressed_, std::nullopt);
    overlay_->set_brush({});
    if (std::abs(at.x() - from) >= kBrush)
        line_->zoom_to({ time_at(std::min(from, at.x())), time_at(std::max(from, at.x())) });
}

void Chart::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (line_ && !std::exchange(watching_, true))
        line_->add_watcher();
    timer_.start(0);
}

void Chart::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    timer_.stop();
    if (std::exchange(watching_, false) && line_)
        line_->remove_watcher();
}

void Chart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    schedule();
}

void Chart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::Base));
    if (hasFocus())
        paint_ring(painter, rect(), 2);
}

void Chart::keyPressEvent(QKeyEvent* event)
{
    if (!line_)
        return QWidget::keyPressEvent(event);
    const TimeRange range = this->range();
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const TimePoint here = line_->crosshair().value_or(line_->held().value_or(range.begin + range.length() / 2));
    switch (event->key()) {
    case Qt::Key_Space:
        return line_->set_live(!line_->is_live());
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return line_->zoom_by(kCloser, here);
    case Qt::Key_Minus:
        return line_->zoom_by(1 / kCloser, here);
    case Qt::Key_Left:
        return shift ? line_->move_by(-range.length() / 4) : move_crosshair(-kStep);
    case Qt::Key_Right:
        return shift ? line_->move_by(range.length() / 4) : move_crosshair(kStep);
    case Qt::Key_Escape:
        if (line_->is_zoomed() || !line_->is_live() || line_->held() || line_->crosshair()) {
            line_->set_crosshair(std::nullopt);
            return line_->reset();
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

// By a share of the range, from its end on where there is none.
void Chart::move_crosshair(double share)
{
    const TimeRange range = this->range();
    const auto by = std::chrono::duration_cast<Duration>(range.length() * share);
    const TimePoint at = line_->crosshair().value_or(line_->held().value_or(range.end)) + by;
    line_->set_crosshair(std::clamp(at, range.begin, range.end));
}

std::vector<Chart::Line> Chart::lines() const
{
    std::vector<Line> lines;
    for (const Series& series : series_)
        lines.push_back({ series.label, shows(series.label) });
    for (const Level& level : levels_)
        lines.push_back({ level.label, shows(level.label) });
    return lines;
}

void Chart::show_line(const QString& label, bool shown)
{
    if (shown)
        hidden_.remove(label);
    else
        hidden_.insert(label);
    refresh();
}

Chart::Table Chart::table(const TimeRange& range) const
{
    Table table;
    const auto add = [&](const QString& label) -> std::vector<ChartPoint>& {
        table.columns.push_back(
            { QStringLiteral("%1 %2 (%3)").arg(title_->text(), label, unit_->text()).simplified(), {} });
        return table.columns.back().points;
    };
    std::vector<TimePoint> times;
    for (const Series& series : series_) {
        if (!shows(series.label))
            continue;
        auto& points = add(series.label);
        for (const ChartPoint& point : series.points)
            if (point.at >= range.begin && point.at <= range.end)
                points.push_back(point);
        if (points.size() > times.size()) {
            times.clear();
            for (const ChartPoint& point : points)
                times.push_back(point.at);
        }
    }
    for (const Level& level : levels_)
        if (shows(level.label)) {
            auto& points = add(level.label);
            for (const TimePoint at : times)
                points.push_back({ at, level.value });
        }
    return table;
}

void Chart::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void Chart::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

std::vector<ChartPoint> chart_points(
    std::span<const model::Sample> samples, float model::Sample::*member, double factor)
{
    std::vector<ChartPoint> points;
    points.reserve(samples.size());
    for (const model::Sample& sample : samples)
        points.push_back({ sample.at, static_cast<double>(sample.*member) * factor });
    return points;
}

} // namespace quayside::ui
