#pragma once

#include "core/scheduler/percents.h"

#include <cstdint>

namespace quayside::scheduler {

// The tasks of a service in the middle of a rollout. "New" are those of the PRIMARY deployment that may stay; "old" all
// others: of earlier deployments, unhealthy ones, and those on an instance that drains. What was asked to stop counts
// only in `alive`.
struct RollingCounts {
    std::int64_t desired = 0;
    Limits limits;
    std::int64_t alive = 0; // everything that has not stopped
    std::int64_t going = 0; // of these: asked to stop
    std::int64_t fresh = 0; // new
    std::int64_t fresh_healthy = 0;
    std::int64_t old = 0;
    std::int64_t old_healthy = 0;
    bool held = false; // nothing may be started now: earlier starts failed
    bool no_room = false; // the last start found no instance with enough left
};

struct RollingMoves {
    std::int64_t start = 0;
    std::int64_t stop_healthy = 0; // old ones
    std::int64_t stop_unready = 0; // old ones that are not healthy
    bool stuck = false; // the percents allow no move
};

// One step of a rolling update: starts first where the maximum allows, else makes room down to the minimum. Pure.
RollingMoves rolling_moves(const RollingCounts& counts);

} // namespace quayside::scheduler
