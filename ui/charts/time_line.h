#pragma once

#include "ui/charts/chart_data.h"

#include <QObject>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QComboBox;
class QToolButton;

namespace quayside::ui {

class StatusPill;
class TextLabel;

// The time that several charts show together: the last minutes up to now while live, or standing still while paused or
// looking closer at a stretch; the moment under the pointer, and the one that is held on to. Moves ten times a second
// at most, and only while somebody listens and looks.
class TimeLine : public QObject {
    Q_OBJECT
public:
    explicit TimeLine(QObject* parent = nullptr);

    void set_clock(std::function<TimePoint()> clock);
    void set_length(Duration length);
    Duration length() const { return length_; }
    bool is_live() const { return live_; }
    void set_live(bool live);
    TimeRange range() const;

    // Stands still and shows this stretch only.
    void zoom_to(TimeRange range);
    // By 0.5, half of the time that is shown, around a moment.
    void zoom_by(double factor, TimePoint around);
    void move_by(Duration by); // stands still
    // The range as it was before, up to now.
    void reset();
    bool is_zoomed() const { return before_.has_value(); }

    std::optional<TimePoint> crosshair() const { return crosshair_; }
    void set_crosshair(std::optional<TimePoint> at);

    // Stays where it is while the pointer moves; one outside of the range brings it into sight.
    const std::optional<TimePoint>& held() const { return held_; }
    void hold(std::optional<TimePoint> at);

    // A shown chart keeps the time moving; a hidden one does not.
    void add_watcher();
    void remove_watcher();

signals:
    void moved(); // the range changed
    void crosshair_changed(); // or went away
    void live_changed(bool live);

private:
    void update_timer();

    std::function<TimePoint()> clock_;
    Duration length_ = std::chrono::minutes(15);
    TimePoint stopped_at_;
    bool live_ = true;
    int watchers_ = 0;
    std::optional<Duration> before_; // the length before looking closer
    std::optional<TimePoint> crosshair_;
    std::optional<TimePoint> held_;
    QTimer timer_;
};

// "Live 1 s", pause, the way back from a closer look, and the ranges from 1 min to 14 d.
class TimeLineBar : public QWidget {
    Q_OBJECT
public:
    explicit TimeLineBar(TimeLine* line, QWidget* parent = nullptr);
    void set_interval_text(const QString& text); // "1 s"
    void add_tool(QWidget* tool); // at the right end

private:
    void refresh();
    TimeLine* line_;
    StatusPill* state_;
    QToolButton* pause_;
    QToolButton* reset_;
    QComboBox* ranges_;
    TextLabel* interval_;
};

} // namespace quayside::ui
