#pragma once

#include "core/model/task.h"

#include <QWidget>

namespace quayside::ui {

class FactsView;
class TaskTimeline;

// The life of a task: drawn, and step by step in words. GUI thread.
class TimelineTab : public QWidget {
    Q_OBJECT

public:
    explicit TimelineTab(QWidget* parent = nullptr);

    void set_task(const model::TaskPtr& task, TimePoint now); // null: nothing
    TaskTimeline* timeline() const { return timeline_; }
    FactsView* steps() const { return steps_; }

private:
    TaskTimeline* timeline_;
    FactsView* steps_;
};

} // namespace quayside::ui
