#pragma once

#include "ui/charts/chart_data.h"

#include <QString>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QCPGraph;
class QCustomPlot;

namespace quayside::ui {

// How many tasks of the old and the new revision there were from one moment to the next.
struct RolloutStep {
    TimePoint at;
    int old_running = 0;
    int new_running = 0;
    int new_pending = 0;
    int draining = 0;

    int all() const { return old_running + new_running + new_pending + draining; }
    bool operator==(const RolloutStep&) const = default;
};

struct RolloutFailure {
    TimePoint at;
    QString label;

    bool operator==(const RolloutFailure&) const = default;
};

// All that the chart of a deployment shows.
struct RolloutCurve {
    TimePoint begin;
    TimePoint now; // or when it ended
    bool live = false;
    std::optional<TimePoint> expected_end;
    std::vector<RolloutStep> steps; // by time; the first at `begin`
    std::vector<RolloutFailure> failures;
    int desired = 0;
    int least = 0; // healthy
    int most = 0;
    int minimum_percent = 100;
    int maximum_percent = 200;
    QString old_name; // "web:12"
    QString new_name;

    bool operator==(const RolloutCurve&) const = default;
};

// Where `now` stands in the plot: the room right of it is for what is to come.
inline constexpr double kNowAt = 0.65;
// The plot begins so far from the left edge, and ends so far from the right one.
inline constexpr int kPlotLeft = 44;
inline constexpr int kPlotRight = 40;

// The stretch of time that the chart shows, so that `now` stands at kNowAt. Pure.
TimeRange range_of(const RolloutCurve& curve);

// Old and new tasks of a deployment as stacked areas over time, between its bounds. Repaints when it is given another
// curve. GUI thread.
class RolloutChart : public QWidget {
    Q_OBJECT
public:
    explicit RolloutChart(QWidget* parent = nullptr);

    void set_curve(RolloutCurve curve);
    const RolloutCurve& curve() const { return curve_; }
    QString description() const; // for screen readers
    QSize sizeHint() const override { return { 640, 320 }; }
    QSize minimumSizeHint() const override { return { 320, 180 }; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void refresh();
    void show_axes(const TimeRange& range);
    void show_areas();
    void show_lines(const TimeRange& range);
    void show_marks(const TimeRange& range);
    void show_line_labels();
    void show_area_labels(const TimeRange& range);
    double clear_of_lines(const QRectF& area, double height) const;
    void add_label(const QString& text, QPointF at, Qt::Alignment alignment, const QColor& ink, bool heavy = false);
    QString text_at(double pixel) const;
    double pixel_of(TimePoint at, const TimeRange& range) const;
    double pixel_of(double tasks) const;
    QRect plot_area() const;

    QCustomPlot* plot_;
    RolloutCurve curve_;
    double top_ = 1;
    QTimer soon_;
};

// A swatch and a word: what an area of the chart means.
class RolloutLegend : public QWidget {
    Q_OBJECT
public:
    enum class Part { Old, NewRunning, NewPending, Draining };

    explicit RolloutLegend(QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

// The fill of a part, as areas, lanes and legend draw it.
QBrush brush_of(RolloutLegend::Part part);

} // namespace quayside::ui
