#include "core/agent/retention.h"

#include <algorithm>

namespace quayside::agent {

namespace {

void ask_again(DueTasks& due, TimePoint when)
{
    due.wake = due.wake ? std::min(*due.wake, when) : when;
}

} // namespace

DueTasks expired_tasks(const model::State& state, Duration keep, TimePoint now)
{
    DueTasks due;
    for (const auto& [id, task] : state.tasks()) {
        if (task->last_status < model::TaskStatus::Stopped)
            continue;
        if (const TimePoint end = task->stopped_at + keep; end <= now)
            due.tasks.push_back(id);
        else
            ask_again(due, end);
    }
    return due;
}

} // namespace quayside::agent
