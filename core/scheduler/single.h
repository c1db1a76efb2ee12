#pragma once

#include "core/scheduler/fleet.h"

#include <optional>

namespace quayside::scheduler {

// Places one task for which no strategy was given: the zones with the fewest tasks of its group, there an instance
// without one, the one with the fewest tasks of all; chance between equals. Looks at instances in the order of their
// tasks until one fits, so it costs the same in a cluster of any size as long as the next ones do.
std::optional<Id> place_one(
    const model::State& state, ClusterFleet& fleet, const PlacementRequest& request, Random& random);

} // namespace quayside::scheduler
