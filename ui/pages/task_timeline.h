#pragma once

#include "core/model/task.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace quayside::ui {

// The life of a task and of each of its containers, as stretches of time.
struct Timeline {
    enum class Phase : std::uint8_t { Waiting, Pulling, Starting, Running, Stopping };
    struct Span {
        TimePoint begin;
        TimePoint end;
        Phase phase = Phase::Waiting;
        QString text;
    };
    struct Mark {
        TimePoint at;
        bool failure = false;
        QString text;
    };
    struct Lane {
        QString name;
        QString state{}; // how it is, or ended, in a few words
        bool failed = false;
        std::vector<Span> spans{};
        std::vector<Mark> marks{};
    };
    std::vector<Lane> lanes; // the task first
    std::vector<TimePoint> moments; // at which something happened, ascending
    bool goes_on = false;
};

// Pure.
Timeline timeline_of(const model::Task& task, TimePoint now);

// Draws it, a lane below the other. What took seconds is as readable as what took days: the axis is not to scale, and
// says at each moment when that was. In words for screen readers. GUI thread.
class TaskTimeline : public QWidget {
    Q_OBJECT

public:
    explicit TaskTimeline(QWidget* parent = nullptr);

    void set_timeline(Timeline timeline);
    const Timeline& timeline() const { return timeline_; }
    QString description() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF plot() const;
    QRectF lane_area(std::size_t lane) const;
    double x_of(TimePoint at) const;
    void place_moments();
    void paint_lane(QPainter& painter, std::size_t lane) const;
    void paint_axis(QPainter& painter) const;

    Timeline timeline_;
    std::vector<double> places_; // of the moments, 0 to 1
};

} // namespace quayside::ui
