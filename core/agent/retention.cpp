#include "core/agent/retention.h"

#include <algorithm>

namespace quayside::agent {

namespace {

void ask_again(DueTasks& due, TimePoint when)
{
    due.wake = due.wake ? std::min(*due.wake, when) : when;
}

// A step of the clock that is smaller is waited for.
constexpr Duration kNoticed = std::chrono::seconds{ 15 };

void add_tasks_of(const model::Engine& engine, const model::State& state, DueTasks& due)
{
    for (const Id& instance : state.instances_of(engine.id))
        for (const Id& id : state.tasks_on(instance))
            if (const auto task = state.tasks().find(id); task && task->last_status < model::TaskStatus::Stopped)
                due.tasks.push_back(id);
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

DueTasks lost_tasks(const model::State& state, Duration grace, TimePoint grace_from, TimePoint now)
{
    DueTasks due;
    if (grace == Duration::zero())
        return due;
    for (const auto& [id, engine] : state.engines()) {
        if (engine->connected)
            continue;
        const bool ahead = engine->connection_changed_at > now + kNoticed;
        const TimePoint from = ahead ? grace_from : std::max(engine->connection_changed_at, grace_from);
        if (const TimePoint end = from + grace; end <= now)
            add_tasks_of(*engine, state, due);
        else
            ask_again(due, end);
    }
    return due;
}

} // namespace quayside::agent
