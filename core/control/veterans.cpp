#include "core/control/veterans.h"

#include <algorithm>
#include <utility>

namespace quayside::control {

using namespace model;

Veterans::Veterans(Loop& loop, const State& state, Duration healthy_after)
    : loop_(loop)
    , state_(state)
    , healthy_after_(healthy_after)
{
}

void Veterans::apply(const ChangeSet& changes)
{
    note_clock();
    std::vector<Id> young;
    for (const auto& change : changes.of<Task>())
        note_start(change, young);
    if (!young.empty())
        watch(std::move(young));
}

void Veterans::note_clock()
{
    const TimePoint now = loop_.now();
    const TimePoint before = std::exchange(seen_at_, now);
    if (now >= until_)
        tasks_.clear();
    if (before != kNever && now >= before)
        return;
    // A step is noticed with the first look after it, or was made before the program started: what ran before is in
    // the state already.
    for (const auto& [id, task] : state_.tasks())
        if (looks_young(*task))
            add(*task);
}

// A task does not start before it was made: what was made before a step has a start that lies ahead.
void Veterans::note_start(const Change<Task>& change, std::vector<Id>& young)
{
    if (!change.after || !looks_young(*change.after))
        return;
    if (change.after->started_at > seen_at_)
        add(*change.after);
    else if (!change.before || change.before->last_status < TaskStatus::Running)
        young.push_back(change.after->id);
}

void Veterans::watch(std::vector<Id> young)
{
    const std::uint64_t number = next_batch_++;
    Batch& batch = batches_[number];
    batch.tasks = std::move(young);
    batch.ripe = loop_.after(healthy_after_, [this, number] { ripen(number); });
}

void Veterans::ripen(std::uint64_t number)
{
    note_clock();
    const auto batch = batches_.extract(number);
    for (const auto& id : batch.mapped().tasks)
        if (const auto task = state_.tasks().find(id); task && looks_young(*task))
            add(*task);
}

bool Veterans::looks_young(const Task& task) const
{
    return task.last_status == TaskStatus::Running && task.started_at > seen_at_ - healthy_after_;
}

void Veterans::add(const Task& task)
{
    tasks_.insert(task.id);
    until_ = std::max(until_, task.started_at + healthy_after_);
}

} // namespace quayside::control
