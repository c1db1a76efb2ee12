#include "ui/charts/chart.h"
#include "ui/charts/chart_overlay.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

// What a Chart shows: axes, lines, labels, values.
namespace quayside::ui {

namespace {

constexpr int kMarkerPixels = 4;
constexpr qsizetype kMarkerText = 60;

double seconds_of(TimePoint at)
{
    return static_cast<double>(at.time_since_epoch().count()) / 1e6;
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
    const double width = (measured ? 1.5 : 1.2) + wider;
    QPen pen(ink, width);
    const auto dashes = [width](QList<qreal> pixels) { // Qt counts them in pen widths
        for (qreal& length : pixels)
            length /= width;
        return pixels;
    };
    if (line == ChartLine::Reserved)
        pen.setDashPattern(dashes({ 5, 3 }));
    else if (line == ChartLine::Limit)
        pen.setDashPattern(dashes({ 8, 3, 2, 3 }));
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
        if (shows(series.label))
            greatest = std::max(greatest, summarise(series.points, range).greatest);
    for (const Level& level : levels_)
        if (shows(level.label))
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
        graph->setVisible(shows(series.label));
        graph->setPen(pen_of(series.line));
        graph->setBrush(fill_of(series.line));
    }
    for (const Level& level : levels_) {
        QCPGraph* graph = plot_->graph(i++);
        graph->setData({ seconds_of(range.begin), seconds_of(range.end) }, { level.value, level.value }, true);
        graph->setVisible(shows(level.label));
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
            labels.push_back({ series.label, y_of(summary.last), colour_of(series.line), !shows(series.label) });
    }
    for (const Level& level : levels_)
        labels.push_back({ level.label, y_of(level.value), colour_of(level.line), !shows(level.label) });
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
    const TimeRange range = this->range();
    const auto held = line_ ? line_->held() : std::nullopt;
    const bool in_range = held && *held >= range.begin && *held <= range.end;
    overlay_->set_held(in_range ? std::optional(x_of(*held, range)) : std::nullopt);
    const auto at = line_ ? line_->crosshair() : std::nullopt;
    if (!at || *at < range.begin || *at > range.end) {
        overlay_->set_crosshair(std::nullopt, {});
        return;
    }
    std::vector<ChartOverlay::Dot> dots;
    for (const Series& series : series_)
        if (const auto value = shows(series.label) ? value_at(series, *at) : std::nullopt)
            dots.push_back({ y_of(*value), colour_of(series.line) });
    overlay_->set_crosshair(x_of(*at, range), std::move(dots));
}

// At the right of the title: the newest value, or the one under the crosshair and its time.
void Chart::show_values()
{
    QStringList values;
    const TimeRange range = this->range();
    auto at = line_ ? line_->crosshair() : std::nullopt;
    if (!at && line_ && line_->held() && *line_->held() >= range.begin && *line_->held() <= range.end)
        at = line_->held();
    for (const Series& series : series_) {
        if (!shows(series.label))
            continue;
        std::optional<double> value;
        if (at)
            value = value_at(series, *at);
        else if (const ChartSummary summary = summarise(series.points, range); summary.known)
            value = summary.last;
        const QString text = value ? format_(*value) : dash();
        values.append(series_.size() > 1 ? text + QLatin1Char(' ') + series.label : text);
    }
    value_->setText(values.join(QStringLiteral("  ")));
    const ChartMarker* marker = at ? marker_near(*at) : nullptr;
    note_label_->set_text(marker ? local_time(marker->at) + u' ' + marker->label.left(kMarkerText)
            : at                 ? local_time(*at)
                                 : note_);
    note_label_->setVisible(!note_label_->text().isEmpty());
}

// Within some pixels.
const ChartMarker* Chart::marker_near(TimePoint at) const
{
    const TimeRange range = this->range();
    const Duration near = range.length() / std::max(1, plot_area().width()) * kMarkerPixels;
    for (const ChartMarker& marker : markers_)
        if (marker.at - at <= near && at - marker.at <= near)
            return &marker;
    return nullptr;
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

} // namespace quayside::ui
