#pragma once

#include "core/model/placement.h"
#include "core/model/task.h"
#include "core/scheduler/place.h"

#include <vector>

namespace quayside::scheduler {

// What tasks of a spec ask of an instance: their reservation, the attributes and constraints of their definition, and
// besides these constraints and this strategy, which RunTask or the service gave. Expressions have been checked when they
// were given. The spec's definition must be set.
PlacementRequest request_for(const model::TaskSpec& spec, const std::vector<model::PlacementConstraint>& constraints,
    const std::vector<model::PlacementStrategy>& strategy);

// The same with the constraints and the strategy that the spec, or its service, has in the state.
PlacementRequest request_for(const model::State& state, const model::TaskSpec& spec);

} // namespace quayside::scheduler
