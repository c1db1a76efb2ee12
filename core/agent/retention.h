#pragma once

#include "core/model/state.h"

#include <optional>
#include <vector>

// Decisions that only time makes. Pure; `wake` is when to ask again at the latest without a change (absent: nothing is
// waiting).
namespace quayside::agent {

struct DueTasks {
    std::vector<Id> tasks;
    std::optional<TimePoint> wake;
};

// Stopped tasks whose records (and with them their containers, which the agent then removes) have been kept for `keep`.
DueTasks expired_tasks(const model::State& state, Duration keep, TimePoint now);

// Tasks of engines that have not answered for `grace`: they are lost. A grace of zero means never. `grace_from` is the
// earliest moment from which the grace may count, for instance when the program started or the machine woke up; a
// silence that lies ahead, because the clock was set back, counts from it.
DueTasks lost_tasks(const model::State& state, Duration grace, TimePoint grace_from, TimePoint now);

} // namespace quayside::agent
