#pragma once

#include "core/scheduler/place.h"

namespace quayside::scheduler {

// What place() does, the obvious way: every instance is looked at again for every task. For a state that is thought
// different, of which nobody keeps indexes.
Placement place_plainly(
    const model::State& state, const PlacementRequest& request, int count, Random& random, const WhatIf& what_if);

} // namespace quayside::scheduler
