#pragma once

#include "ui/charts/chart_data.h"
#include "ui/charts/time_line.h"

#include <QPointer>
#include <QSet>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QCustomPlot;

namespace quayside::ui {

class ChartOverlay;
class ElidedLabel;
class TextLabel;

// How a line looks and what it means.
enum class ChartLine {
    Used, // accent, filled below
    Second, // a second measured value beside it: another hue, no fill
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
// pauses them, drawing over a stretch or + and - look closer, Left and Right move the crosshair, with Shift the time,
// Esc goes back. A click on the label of a line hides it. GUI thread.
class Chart : public QWidget {
    Q_OBJECT
public:
    // `line` is shared by the charts of a pane; once it is gone they stand still.
    Chart(const QString& title, const QString& unit, TimeLine* line, QWidget* parent = nullptr);
    ~Chart() override;

    // Series are numbered in the order they were added, from 0.
    int add_series(ChartLine line, const QString& label);
    // All points, oldest first.
    void set_points(int series, std::vector<ChartPoint> points);
    // Newer points than those there are; the oldest of very many are forgotten.
    void append_points(int series, const std::vector<ChartPoint>& points);

    // A line across the whole width; none: not drawn.
    void set_level(ChartLine line, const QString& label, std::optional<double> value);

    void set_markers(std::vector<ChartMarker> markers);

    void set_title(const QString& title, const QString& unit);
    // How values are written; by default up to two decimals. The unit stands in the title row.
    void set_format(std::function<QString(double)> format);
    // Muted text behind the current value, such as "38 % of limit".
    void set_note(const QString& note);
    // What stands in the plot while there are no points.
    void set_empty_text(const QString& text);
    // Steps longer than this are gaps. Default: 5 s.
    void set_longest_step(Duration step) { longest_step_ = step; }

    // The lines by their labels, levels included.
    struct Line {
        QString label;
        bool shown = true;
    };
    std::vector<Line> lines() const;
    void show_line(const QString& label, bool shown);

    // What is drawn of a range, as numbers: one column for each line that is shown.
    struct Table {
        struct Column {
            QString title; // "CPU used (vCPU)"
            std::vector<ChartPoint> points;
        };
        std::vector<Column> columns;
    };
    Table table(const TimeRange& range) const;

    QString description() const; // for screen readers: last, least, greatest value and the range
    QSize sizeHint() const override { return { 328, 180 }; }
    QSize minimumSizeHint() const override { return { 200, 120 }; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Series {
        ChartLine line;
        QString label;
        std::vector<ChartPoint> points;
    };
    struct Level {
        ChartLine line;
        QString label;
        double value;
    };

    bool shows(const QString& label) const { return !hidden_.contains(label); }
    void press(const QPointF& at);
    void drag(const QPointF& at);
    void release(const QPointF& at);
    void move_crosshair(double share);
    TimePoint time_at(double x) const;
    const ChartMarker* marker_near(TimePoint at) const;

    TimeRange range() const { return line_ ? line_->range() : TimeRange{}; }
    void schedule();
    void refresh();
    void apply_theme();
    void show_values();
    void show_axes(const TimeRange& range);
    void show_lines(const TimeRange& range);
    void show_labels(const TimeRange& range);
    void show_crosshair();
    QRect plot_area() const;
    double x_of(TimePoint at, const TimeRange& range) const;
    double y_of(double value) const;
    std::optional<double> value_at(const Series& series, TimePoint at) const;

    QPointer<TimeLine> line_;
    TextLabel* title_;
    ElidedLabel* unit_;
    TextLabel* value_;
    ElidedLabel* note_label_;
    QCustomPlot* plot_;
    ChartOverlay* overlay_;
    QTimer timer_;

    std::vector<Series> series_;
    std::vector<Level> levels_;
    std::vector<ChartMarker> markers_;
    std::function<QString(double)> format_;
    QString note_;
    QString empty_text_;
    Duration longest_step_ = std::chrono::seconds(5);
    QSet<QString> hidden_; // labels of lines
    std::optional<double> pressed_; // where a stretch begins
    double top_ = 1; // the value at the upper edge
    bool watching_ = false;
};

// Reads one member of samples as points, with a factor: chart_points(samples, &model::Sample::cpu, 1.0 / 1024).
std::vector<ChartPoint> chart_points(
    std::span<const model::Sample> samples, float model::Sample::*member, double factor = 1);

} // namespace quayside::ui
