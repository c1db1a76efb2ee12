#pragma once

#include "core/base/id.h"
#include "core/base/loop.h"
#include "core/model/change_set.h"
#include "core/model/state.h"

#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace quayside::control {

// Knows the tasks that run for longer than their start says, since the clock was set back. A step that is larger than
// the time since the last look shows at once; whatever its size, a task's way to healthy is counted by timers as well,
// which go on whatever is done to the clock. On the core thread.
class Veterans {
public:
    // A task that runs for `healthy_after` needs no name: its start tells.
    Veterans(Loop& loop, const model::State& state, Duration healthy_after);

    // Tells of published changes.
    void apply(const model::ChangeSet& changes);
    // Looks at the clock.
    void note_clock();
    const std::set<Id>& tasks() const { return tasks_; }

private:
    struct Batch {
        std::vector<Id> tasks;
        TimerHandle ripe;
    };
    void note_start(const model::Change<model::Task>& change, std::vector<Id>& young);
    void watch(std::vector<Id> young);
    void ripen(std::uint64_t batch);
    bool looks_young(const model::Task& task) const;
    void add(const model::Task& task);

    Loop& loop_;
    const model::State& state_;
    const Duration healthy_after_;
    TimePoint seen_at_; // the clock, last
    std::set<Id> tasks_;
    TimePoint until_; // then their starts lie behind like those of others
    std::map<std::uint64_t, Batch> batches_; // that came up together
    std::uint64_t next_batch_ = 1;
};

} // namespace quayside::control
