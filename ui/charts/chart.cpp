#include "ui/charts/chart.h"

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

namespace quayside::ui {

namespace {

constexpr int kRepaintMs = 100;
constexpr Duration kKept = std::chrono::hours(1);

double seconds_of(TimePoint at)
{
    return static_cast<double>(at.time_since_epoch().count()) / 1e6;
}

QString plain_number(double value)
{
    QString text = QString::number(value, 'f', std::abs(value) < 10 ? 2 : std::abs(value) < 100 ? 1 : 0);
    while (text.contains(QLatin1Char('.')) && (text.endsWith(QLatin1Char('0')) || text.endsWith(QLatin1Char('.'))))
        text.chop(1);
    return text;
}

QColor colour_of(ChartLine line)
{
    switch (line) {
    case ChartLine::Used:
        return colour(Role::Accent);
    case ChartLine::Second:
        return colours().hue(2);
    case ChartLine::Reserved:
        return colour(Role::Text);
    case ChartLine::Limit:
        return colour(Role::Error);
    }
    return colour(Role::Text);
}

QPen pen_of(ChartLine line)
{
    const double wider = colours().is_high_contrast() ? 1 : 0;
    QColor ink = colour_of(line);
    if (line == ChartLine::Reserved)
        ink = blend(ink, colour(Role::Base), 0.75);
    const bool measured = line == ChartLine::Used || line == ChartLine::Second;
    QPen pen(ink, (measured ? 1.5 : 1.2) + wider);
    if (line == ChartLine::Reserved)
        pen.setDashPattern({ 5, 3 });
    else if (line == ChartLine::Limit)
        pen.setDashPattern({ 8, 3, 2, 3 });
    return pen;
}

QBrush fill_of(ChartLine line)
{
    if (line != ChartLine::Used || colours().is_high_contrast())
        return Qt::NoBrush;
    QColor fill = colour(Role::Accent);
    fill.setAlphaF(0.14F);
    return fill;
}

} // namespace

Chart::Chart(const QString& title, const QString& unit, TimeLine* line, QWidget* parent)
    : QWidget(parent)
    , line_(line)
    , title_(new TextLabel(title, Type::Section, Role::Text, this))
    , unit_(new TextLabel(unit, Type::Small, Role::Muted, this))
    , value_(new TextLabel({}, Type::Section, Role::Text, this))
    , note_label_(new TextLabel({}, Type::Small, Role::Muted, this))
    , plot_(new QCustomPlot(this))
    , overlay_(new ChartOverlay(plot_))
    , format_(plain_number)
    , empty_text_(tr("No samples in this range"))
{
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
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
    if (watching_)
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
    const TimePoint oldest = points.back().at - kKept;
    if (!all.empty() && all.front().at < oldest - std::chrono::minutes(1)) // not at every sample: it moves all
        std::erase_if(all, [oldest](const ChartPoint& point) { return point.at < oldest; });
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
    unit_->setText(unit);
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
    const TimeRange range = line_->range();
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
    if (isVisible() && !timer_.isActive())
        timer_.start(kRepaintMs);
}

void Chart::refresh()
{
    if (!isVisible())
        return;
    const TimeRange range = line_->range();
    show_axes(range);
    show_lines(range);
    show_labels(range);
    show_crosshair();
    show_values();
    setAccessibleDescription(description());
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

QRect Chart::plot_area() const
{
    int right = 8;
    const QFontMetrics metrics(font_of(Type::Tiny));
    for (const Series& series : series_)
        right = std::max(right, metrics.horizontalAdvance(series.label) + 12);
    for (const Level& level : levels_)
        right = std::max(right, metrics.horizontalAdvance(level.label) + 12);
    int left = 28;
    left = std::max(left, metrics.horizontalAdvance(format_(top_)) + 10);
    return plot_->rect().adjusted(left, 8, -right, -20);
}

double Chart::x_of(TimePoint at, const TimeRange& range) const
{
    const QRect area = plot_area();
    const double share = static_cast<double>((at - range.begin).count()) / static_cast<double>(range.length().count());
    return area.left() + share * area.width();
}

double Chart::y_of(double value) const
{
    const QRect area = plot_area();
    return area.bottom() - value / top_ * area.height();
}

void Chart::show_axes(const TimeRange& range)
{
    double greatest = 0;
    for (const Series& series : series_)
        greatest = std::max(greatest, summarise(series.points, range).greatest);
    for (const Level& level : levels_)
        greatest = std::max(greatest, level.value);
    const std::vector<double> ticks = value_ticks(greatest * 1.02);
    top_ = ticks.back();
    const QRect area = plot_area();
    auto values = plot_->yAxis->ticker().dynamicCast<QCPAxisTickerText>();
    values->clear();
    for (const double tick : ticks)
        values->addTick(tick, format_(tick));
    auto times = plot_->xAxis->ticker().dynamicCast<QCPAxisTickerText>();
    times->clear();
    for (const TimeTick& tick : time_ticks(range, area.width()))
        times->addTick(seconds_of(tick.at), tick.text);
    plot_->yAxis->setRange(0, top_);
    plot_->xAxis->setRange(seconds_of(range.begin), seconds_of(range.end));
    const QRect all = plot_->rect();
    plot_->axisRect()->setMargins(QMargins(
        area.left() - all.left(), area.top() - all.top(), all.right() - area.right(), all.bottom() - area.bottom()));
    overlay_->setGeometry(all);
    overlay_->set_plot_area(area);
}

void Chart::show_lines(const TimeRange& range)
{
    const auto wanted = static_cast<int>(series_.size() + levels_.size());
    while (plot_->graphCount() < wanted)
        plot_->addGraph();
    while (plot_->graphCount() > wanted)
        plot_->removeGraph(plot_->graphCount() - 1);
    int i = 0;
    for (const Series& series : series_) {
        QVector<double> keys;
        QVector<double> values;
        for (const ChartStretch& stretch : decimate(series.points, range, plot_area().width(), longest_step_)) {
            if (!keys.isEmpty()) { // a gap is drawn where a value is not a number
                keys.append(seconds_of(stretch.front().at));
                values.append(std::nan(""));
            }
            for (const ChartPoint& point : stretch) {
                keys.append(seconds_of(point.at));
                values.append(point.value);
            }
        }
        QCPGraph* graph = plot_->graph(i++);
        graph->setData(keys, values, true);
        graph->setPen(pen_of(series.line));
        graph->setBrush(fill_of(series.line));
    }
    for (const Level& level : levels_) {
        QCPGraph* graph = plot_->graph(i++);
        graph->setData({ seconds_of(range.begin), seconds_of(range.end) }, { level.value, level.value }, true);
        graph->setPen(pen_of(level.line));
        graph->setBrush(Qt::NoBrush);
    }
}

void Chart::show_labels(const TimeRange& range)
{
    std::vector<ChartOverlay::LineLabel> labels;
    bool known = false;
    for (const Series& series : series_) {
        const ChartSummary summary = summarise(series.points, range);
        known = known || summary.known;
        if (summary.known && !series.label.isEmpty())
            labels.push_back({ series.label, y_of(summary.last), colour_of(series.line) });
    }
    for (const Level& level : levels_)
        labels.push_back({ level.label, y_of(level.value), colour_of(level.line) });
    overlay_->set_labels(std::move(labels));
    std::vector<ChartOverlay::Mark> marks;
    for (const ChartMarker& marker : markers_)
        if (marker.at >= range.begin && marker.at <= range.end)
            marks.push_back({ x_of(marker.at, range), marker.kind == ChartMarker::Kind::Failure, marker.label });
    overlay_->set_marks(std::move(marks));
    overlay_->set_empty_text(known ? QString() : empty_text_);
}

void Chart::show_crosshair()
{
    const TimeRange range = line_->range();
    const auto at = line_->crosshair();
    if (!at || *at < range.begin || *at > range.end) {
        overlay_->set_crosshair(std::nullopt, {});
        return;
    }
    std::vector<ChartOverlay::Dot> dots;
    for (const Series& series : series_)
        if (const auto value = value_at(series, *at))
            dots.push_back({ y_of(*value), colour_of(series.line) });
    overlay_->set_crosshair(x_of(*at, range), std::move(dots));
}

// At the right of the title: the newest value, or the one under the crosshair and its time.
void Chart::show_values()
{
    QStringList values;
    const TimeRange range = line_->range();
    const auto at = line_->crosshair();
    for (const Series& series : series_) {
        std::optional<double> value;
        if (at)
            value = value_at(series, *at);
        else if (const ChartSummary summary = summarise(series.points, range); summary.known)
            value = summary.last;
        const QString text = value ? format_(*value) : dash();
        values.append(series_.size() > 1 ? text + QLatin1Char(' ') + series.label : text);
    }
    value_->setText(values.join(QStringLiteral("  ")));
    note_label_->setText(at ? local_time(*at) : note_);
    note_label_->setVisible(!note_label_->text().isEmpty());
}

std::optional<double> Chart::value_at(const Series& series, TimePoint at) const
{
    const auto after = std::lower_bound(series.points.begin(), series.points.end(), at,
        [](const ChartPoint& point, TimePoint time) { return point.at < time; });
    auto nearest = after;
    if (after == series.points.end()
        || (after != series.points.begin() && at - std::prev(after)->at < after->at - at)) {
        if (after == series.points.begin())
            return std::nullopt;
        nearest = std::prev(after);
    }
    const Duration away = nearest->at > at ? nearest->at - at : at - nearest->at;
    if (away > longest_step_ || !std::isfinite(nearest->value))
        return std::nullopt;
    return nearest->value;
}

void Chart::apply_theme()
{
    plot_->setBackground(QBrush(colour(Role::Base)));
    plot_->yAxis->grid()->setPen(QPen(colour(Role::ChartGrid), 1));
    plot_->yAxis->grid()->setZeroLinePen(Qt::NoPen);
    for (QCPAxis* axis : { plot_->xAxis, plot_->yAxis }) {
        axis->setBasePen(QPen(colour(Role::Border), 1));
        axis->setTickPen(Qt::NoPen);
        axis->setTickLabelFont(font_of(Type::Tiny));
        axis->setTickLabelColor(colour(Role::Muted));
    }
    plot_->yAxis->setTickLabelPadding(6);
    plot_->xAxis->setTickLabelPadding(4);
    schedule();
}

bool Chart::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != plot_)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseMove) {
        const QRect area = plot_area();
        const double x = static_cast<QMouseEvent*>(event)->position().x();
        const TimeRange range = line_->range();
        const double share = (x - area.left()) / std::max(1, area.width());
        if (share < 0 || share > 1)
            line_->set_crosshair(std::nullopt);
        else
            line_->set_crosshair(
                range.begin + Duration(static_cast<std::int64_t>(share * static_cast<double>(range.length().count()))));
    } else if (event->type() == QEvent::Leave) {
        line_->set_crosshair(std::nullopt);
    } else if (event->type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
    }
    return false;
}

void Chart::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!std::exchange(watching_, true))
        line_->add_watcher();
    timer_.start(0);
}

void Chart::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    timer_.stop();
    if (std::exchange(watching_, false))
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
    if (event->key() != Qt::Key_Space) {
        QWidget::keyPressEvent(event);
        return;
    }
    line_->set_live(!line_->is_live());
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
