#include "ui/charts/rollout_chart.h"

#include "ui/charts/axes.h"
#include "ui/look/spoken_role.h"
#include "ui/look/style_paint.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace quayside::ui {

namespace {

constexpr int kTop = 28;
constexpr int kBottom = 24;
constexpr Duration kShortest = std::chrono::seconds(20); // that is spread over the plot

constexpr const char* kPartNames[]
    = { QT_TRANSLATE_NOOP("RolloutLegend", "old running"), QT_TRANSLATE_NOOP("RolloutLegend", "new running"),
          QT_TRANSLATE_NOOP("RolloutLegend", "new pending"), QT_TRANSLATE_NOOP("RolloutLegend", "draining") };
constexpr RolloutLegend::Part kParts[] = { RolloutLegend::Part::Old, RolloutLegend::Part::NewRunning,
    RolloutLegend::Part::NewPending, RolloutLegend::Part::Draining };

QString part_name(std::size_t part)
{
    return QCoreApplication::translate("RolloutLegend", kPartNames[part]);
}

// Heights of the areas in one step, from the bottom.
std::array<int, 4> heights(const RolloutStep& step)
{
    return { step.old_running, step.new_running, step.new_pending, step.draining };
}

} // namespace

TimeRange range_of(const RolloutCurve& curve)
{
    const Duration past = std::max(kShortest, curve.now - curve.begin);
    return { curve.begin,
        curve.begin + Duration(static_cast<std::int64_t>(static_cast<double>(past.count()) / kNowAt)) };
}

RolloutChart::RolloutChart(QWidget* parent)
    : QWidget(parent)
    , plot_(new QCustomPlot(this))
{
    setAccessibleName(tr("Tasks over time"));
    speak_as(*this, QAccessible::Chart);
    setLayoutDirection(Qt::LeftToRight); // time runs so in every language
    setFocusPolicy(Qt::StrongFocus);
    plot_->setFocusPolicy(Qt::NoFocus);
    plot_->installEventFilter(this);
    plot_->axisRect()->setAutoMargins(QCP::msNone);
    plot_->axisRect()->setMargins(QMargins(kPlotLeft, kTop, kPlotRight, kBottom));
    plot_->xAxis->grid()->setVisible(false);
    for (QCPAxis* axis : { plot_->xAxis, plot_->yAxis }) {
        axis->setTickLength(0);
        axis->setSubTicks(false);
        axis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    }
    for (int i = 0; i < 4; ++i) {
        QCPGraph* graph = plot_->addGraph();
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graph->setPen(Qt::NoPen);
        graph->setAntialiasedFill(false);
        if (i > 0)
            graph->setChannelFillGraph(plot_->graph(i - 1));
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(plot_);
    soon_.setSingleShot(true);
    connect(&soon_, &QTimer::timeout, this, &RolloutChart::refresh);
    connect(&Theme::get(), &Theme::changed, &soon_, [this] { soon_.start(0); });
}

void RolloutChart::set_curve(RolloutCurve curve)
{
    if (curve == curve_)
        return;
    curve_ = std::move(curve);
    setAccessibleDescription(description());
    if (isVisible() && !soon_.isActive())
        soon_.start(0);
}

QString RolloutChart::description() const
{
    if (curve_.steps.empty())
        return tr("No task of it is known");
    const auto& last = curve_.steps.back();
    return tr("%1 old and %2 new tasks run, %3 new ones are pending, %4 drain; desired %5, at least %6, at most %7")
        .arg(last.old_running)
        .arg(last.new_running)
        .arg(last.new_pending)
        .arg(last.draining)
        .arg(curve_.desired)
        .arg(curve_.least)
        .arg(curve_.most);
}

QRect RolloutChart::plot_area() const
{
    return plot_->rect().adjusted(kPlotLeft, kTop, -kPlotRight, -kBottom);
}

double RolloutChart::pixel_of(TimePoint at, const TimeRange& range) const
{
    const QRect area = plot_area();
    return area.left()
        + area.width() * static_cast<double>((at - range.begin).count()) / static_cast<double>(range.length().count());
}

double RolloutChart::pixel_of(double tasks) const
{
    const QRect area = plot_area();
    return area.bottom() - area.height() * tasks / top_;
}

void RolloutChart::refresh()
{
    if (!isVisible())
        return;
    const TimeRange range = range_of(curve_);
    plot_->setBackground(QBrush(colour(Role::Base)));
    plot_->clearItems();
    show_axes(range);
    show_areas();
    show_lines(range);
    show_area_labels(range);
    show_marks(range);
    show_line_labels();
    plot_->replot(); // changes have been collected by now
}

void RolloutChart::show_axes(const TimeRange& range)
{
    double greatest = std::max({ 1, curve_.desired, curve_.most });
    for (const auto& step : curve_.steps)
        greatest = std::max<double>(greatest, step.all());
    const auto ticks = value_ticks(greatest * 1.02);
    top_ = ticks.back();
    auto counts = plot_->yAxis->ticker().dynamicCast<QCPAxisTickerText>();
    counts->clear();
    for (const double tick : ticks)
        if (tick == std::floor(tick)) // there is no half task
            counts->addTick(tick, QString::number(tick));
    auto times = plot_->xAxis->ticker().dynamicCast<QCPAxisTickerText>();
    times->clear();
    for (const TimeTick& tick : time_ticks(range, plot_area().width(), 96))
        times->addTick(static_cast<double>(tick.at.time_since_epoch().count()) / 1e6, tick.text);
    plot_->yAxis->setRange(0, top_);
    plot_->xAxis->setRange(static_cast<double>(range.begin.time_since_epoch().count()) / 1e6,
        static_cast<double>(range.end.time_since_epoch().count()) / 1e6);
    style_axes(*plot_);
}

void RolloutChart::show_areas()
{
    std::array<QVector<double>, 4> tops;
    QVector<double> keys;
    const auto add = [&](TimePoint at, const RolloutStep& step) {
        keys.append(static_cast<double>(at.time_since_epoch().count()) / 1e6);
        int sum = 0;
        const auto parts = heights(step);
        for (std::size_t i = 0; i < parts.size(); ++i)
            tops[i].append(sum += parts[i]);
    };
    for (const auto& step : curve_.steps)
        add(step.at, step);
    if (!curve_.steps.empty() && curve_.steps.back().at < curve_.now)
        add(curve_.now, curve_.steps.back());
    for (std::size_t i = 0; i < tops.size(); ++i) {
        auto* graph = plot_->graph(static_cast<int>(i));
        graph->setData(keys, tops[i], true);
        graph->setBrush(brush_of(kParts[i]));
    }
}

void RolloutChart::show_lines(const TimeRange& range)
{
    const auto across = [this, &range](double value, const QColor& ink, double width, QList<qreal> dashes) {
        auto* line = new QCPItemLine(plot_);
        line->setClipToAxisRect(false);
        line->start->setType(QCPItemPosition::ptAbsolute);
        line->end->setType(QCPItemPosition::ptAbsolute);
        const double y = std::round(pixel_of(value)) + 0.5;
        line->start->setCoords(pixel_of(range.begin, range), y);
        line->end->setCoords(pixel_of(range.end, range), y);
        width += colours().is_high_contrast() ? 1 : 0;
        QPen pen(ink, width);
        for (qreal& length : dashes) // Qt counts them in pen widths
            length /= width;
        if (!dashes.isEmpty())
            pen.setDashPattern(dashes);
        line->setPen(pen);
    };
    across(curve_.desired, colour(Role::Text), 1.3, {});
    if (curve_.least != curve_.desired)
        across(curve_.least, colour(Role::Text), 1.3, { 5, 3 });
    if (curve_.most != curve_.desired)
        across(curve_.most, colour(Role::Error), 1.2, { 8, 3, 2, 3 });
}

void RolloutChart::add_label(const QString& text, QPointF at, Qt::Alignment alignment, const QColor& ink, bool heavy)
{
    auto* label = new QCPItemText(plot_);
    label->setClipToAxisRect(false);
    label->position->setType(QCPItemPosition::ptAbsolute);
    label->position->setCoords(at);
    label->setPositionAlignment(alignment);
    label->setText(text);
    label->setFont(font_of(heavy ? Type::Section : Type::Tiny));
    label->setColor(ink);
}

// Over their lines, at the right; moved apart where lines are close.
void RolloutChart::show_line_labels()
{
    struct Label {
        QString text;
        double y;
        QColor ink;
    };
    std::vector<Label> labels{ { tr("desired %1").arg(curve_.desired), pixel_of(curve_.desired), colour(Role::Text) } };
    if (curve_.most != curve_.desired)
        labels.push_back({ tr("max %1 (%2 %)").arg(curve_.most).arg(curve_.maximum_percent), pixel_of(curve_.most),
            colour(Role::Error) });
    if (curve_.least != curve_.desired)
        labels.push_back({ tr("min %1 (%2 %)").arg(curve_.least).arg(curve_.minimum_percent), pixel_of(curve_.least),
            colour(Role::Text) });
    else
        labels.front().text = tr("desired and min %1").arg(curve_.desired);
    std::vector<double> places;
    for (const auto& label : labels)
        places.push_back(label.y - 2);
    places = spread_labels(places, 14, plot_->height());
    for (std::size_t i = 0; i < labels.size(); ++i)
        add_label(labels[i].text, QPointF(plot_area().right() - 4, places[i]), Qt::AlignRight | Qt::AlignBottom,
            labels[i].ink);
}

void RolloutChart::show_marks(const TimeRange& range)
{
    const QRect area = plot_area();
    const auto upright = [this, &area](double x, const QPen& pen) {
        auto* line = new QCPItemLine(plot_);
        line->setClipToAxisRect(false);
        line->start->setType(QCPItemPosition::ptAbsolute);
        line->end->setType(QCPItemPosition::ptAbsolute);
        line->start->setCoords(std::round(x) + 0.5, area.top());
        line->end->setCoords(std::round(x) + 0.5, area.bottom());
        line->setPen(pen);
    };
    double free_from = area.left(); // labels of failures do not run into each other
    for (const auto& failure : curve_.failures) {
        const double x = pixel_of(failure.at, range);
        upright(x, QPen(colour(Role::Error), 1));
        if (x < free_from)
            continue;
        add_label(QStringLiteral("✕ ") + failure.label, QPointF(x - 4, area.top() - 4), Qt::AlignLeft | Qt::AlignBottom,
            colour(Role::Error));
        free_from = x + QFontMetrics(font_of(Type::Tiny)).horizontalAdvance(failure.label) + 24;
    }
    if (curve_.expected_end && *curve_.expected_end > curve_.now && *curve_.expected_end < range.end) {
        const double x = pixel_of(*curve_.expected_end, range);
        QPen pen(colour(Role::Muted), 1);
        pen.setDashPattern({ 2, 3 });
        upright(x, pen);
        add_label(tr("expected %1").arg(local_time(*curve_.expected_end)), QPointF(x, area.top() - 4),
            Qt::AlignHCenter | Qt::AlignBottom, colour(Role::Muted));
    }
    const double now = pixel_of(curve_.now, range);
    upright(now, QPen(colour(curve_.live ? Role::Accent : Role::Muted), 1.5));
    auto* tag = new QCPItemText(plot_);
    tag->setClipToAxisRect(false);
    tag->position->setType(QCPItemPosition::ptAbsolute);
    tag->position->setCoords(now, area.top());
    tag->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
    tag->setText(curve_.live ? tr("now") : tr("ended"));
    tag->setFont(font_of(Type::Tiny));
    tag->setPadding(QMargins(6, 1, 6, 1));
    tag->setColor(colour(curve_.live ? Role::OnAccent : Role::Text));
    tag->setBrush(QBrush(colour(curve_.live ? Role::Accent : Role::Alt)));
    tag->setPen(Qt::NoPen);
}

// The middle of an area, or where a line of the counts does not strike through text of this height.
double RolloutChart::clear_of_lines(const QRectF& area, double height) const
{
    const double away = height / 2 + 2;
    double middle = area.center().y();
    for (const int count : { curve_.desired, curve_.most, curve_.least })
        if (const double line = pixel_of(count); std::abs(middle - line) < away)
            middle = line + away + height / 2 <= area.bottom() ? line + away : line - away;
    return middle;
}

// In the place of each area where its name fits best.
void RolloutChart::show_area_labels(const TimeRange& range)
{
    const QFontMetrics metrics(font_of(Type::Tiny));
    for (std::size_t part = 0; part < 4; ++part) {
        QString name = part == 0 && !curve_.old_name.isEmpty() ? tr("old, %1").arg(curve_.old_name) : part_name(part);
        QRectF best;
        for (std::size_t i = 0; i < curve_.steps.size(); ++i) {
            const TimePoint end = i + 1 < curve_.steps.size() ? curve_.steps[i + 1].at : curve_.now;
            const auto parts = heights(curve_.steps[i]);
            int below = 0;
            for (std::size_t lower = 0; lower < part; ++lower)
                below += parts[lower];
            const QRectF here(QPointF(pixel_of(curve_.steps[i].at, range), pixel_of(below + parts[part])),
                QPointF(pixel_of(end, range), pixel_of(below)));
            if (here.height() >= metrics.height() && here.width() > best.width())
                best = here;
        }
        if (best.width() < metrics.horizontalAdvance(name) + 12)
            continue;
        auto* label = new QCPItemText(plot_);
        label->position->setType(QCPItemPosition::ptAbsolute);
        label->position->setCoords(best.center().x(), clear_of_lines(best, metrics.height()));
        label->setPositionAlignment(Qt::AlignCenter);
        label->setText(name);
        label->setFont(font_of(Type::Tiny));
        label->setColor(colour(Role::Text));
        label->setPadding(QMargins(4, 0, 4, 0));
        const bool hatched_ground = part >= 2;
        label->setBrush(hatched_ground ? QBrush(colour(Role::Base)) : QBrush(Qt::NoBrush)); // a plate to read on
        label->setPen(Qt::NoPen);
    }
}

QString RolloutChart::text_at(double pixel) const
{
    const TimeRange range = range_of(curve_);
    const QRect area = plot_area();
    const double share = (pixel - area.left()) / std::max(1, area.width());
    const TimePoint at
        = range.begin + Duration(static_cast<std::int64_t>(share * static_cast<double>(range.length().count())));
    const auto after = std::upper_bound(curve_.steps.begin(), curve_.steps.end(), at,
        [](TimePoint time, const RolloutStep& step) { return time < step.at; });
    if (after == curve_.steps.begin() || at > curve_.now)
        return {};
    QStringList lines{ local_time(at) };
    const auto parts = heights(*std::prev(after));
    for (std::size_t i = 0; i < parts.size(); ++i)
        lines << QStringLiteral("%1 %2").arg(parts[i]).arg(part_name(i));
    return lines.join(u'\n');
}

bool RolloutChart::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == plot_ && event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), text_at(help->pos().x()), plot_);
        return true;
    }
    if (watched == plot_ && event->type() == QEvent::MouseButtonPress)
        setFocus(Qt::MouseFocusReason);
    return QWidget::eventFilter(watched, event);
}

void RolloutChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.fillRect(rect(), colour(Role::Base));
    if (hasFocus())
        paint_ring(painter, rect(), 2);
}

void RolloutChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    soon_.start(0);
}

void RolloutChart::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    soon_.start(0);
}

void RolloutChart::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    layout()->setContentsMargins(2, 2, 2, 2);
    update();
}

void RolloutChart::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    layout()->setContentsMargins(0, 0, 0, 0);
    update();
}

} // namespace quayside::ui
