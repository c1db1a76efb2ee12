#pragma once

#include "ui/charts/chart_data.h"
#include "ui/charts/time_line.h"
#include "ui/look/text.h"

#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QCustomPlot;

namespace quayside::ui {

class ChartPlot;

// How a line looks and what it means.
enum class ChartLine {
    Used, // accent, filled below
    Second, // a second measured value: hue 3, no fill
    Reserved, // text, dashed
    Limit, // error, dash-dot
};

// A vertical mark at one moment.
struct ChartMarker {
    enum class Kind { Deployment, Failure };
    TimePoint at;
    Kind kind = Kind::Deployment;
    QString label;
};

// A chart over time: title, unit and current value in a row, then lines with labels at their right end. Repaints at
// most ten times a second, never while hidden. All charts on one TimeLine show the same time and crosshair; Space
// pauses them. GUI thread.
class Chart : public QWidget {
    Q_OBJECT
public:
    // `line` is shared by the charts of a pane and must outlive them.
    Chart(const QString& title, const QString& unit, TimeLine* line, QWidget* parent = nullptr);
    ~Chart() override;

    // Series are numbered in the order they were added.
    int add_series(ChartLine line, const QString& label);
    // All points, oldest first; what is older than an hour may be left out.
    void set_points(int series, std::vector<ChartPoint> points);
    // Newer points than those there are.
    void append_points(int series, const std::vector<ChartPoint>& points);

    // A line across the whole width; none: not drawn.
    void set_level(ChartLine line, const QString& label, std::optional<double> value);

    void set_markers(std::vector<ChartMarker> markers);

    // Values are written with this; by default two significant decimals. The unit stands in the title row.
    void set_format(std::function<QString(double)> format);
    void set_title(const QString& title, const QString& unit);
    // Muted text behind the current value, such as "38 % of limit".
    void set_note(const QString& note);
    // What stands in the plot while there are no points.
    void set_empty_text(const QString& text);
    // Steps longer than this are gaps. Default: 5 s.
    void set_longest_step(Duration step);

    QString description() const; // for screen readers: last, least, greatest value and the range
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void refresh();
    ChartPlot* plot_;
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// Reads one member of samples as points, with a factor: chart_points(samples, &model::Sample::cpu, 1.0 / 1024).
std::vector<ChartPoint> chart_points(
    std::span<const model::Sample> samples, float model::Sample::*member, double factor = 1);

} // namespace quayside::ui
