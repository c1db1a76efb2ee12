#pragma once

#include "core/scheduler/fleet.h"

#include <optional>
#include <vector>

namespace quayside::scheduler {

// Places a few equal tasks, one after the other, for which no strategy was given: the zones with the fewest tasks of
// their group, there an instance without one, the one with the fewest tasks of all; chance between equals. Looks at
// instances in the order of their tasks until one fits, so it costs the same in a cluster of any size as long as the
// next ones do. None if they do not and a batch, which looks at every instance once, is quicker; one task is always
// decided. Fewer than `count` if no more fit.
std::optional<std::vector<Id>> place_few(
    const model::State& state, ClusterFleet& fleet, const PlacementRequest& request, std::size_t count, Random& random);

} // namespace quayside::scheduler
