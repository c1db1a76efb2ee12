#pragma once

#include "core/model/state.h"

#include <optional>
#include <vector>

// What only time decides. Pure; `wake` is when to ask again at the latest without a change (absent: nothing waits).
namespace quayside::agent {

struct DueTasks {
    std::vector<Id> tasks;
    std::optional<TimePoint> wake;
};

// Stopped tasks whose records (and with them their containers, which the agent then removes) have been kept for `keep`.
DueTasks expired_tasks(const model::State& state, Duration keep, TimePoint now);

} // namespace quayside::agent
