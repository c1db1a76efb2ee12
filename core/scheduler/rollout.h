#pragma once

#include "core/model/state.h"

#include <cstdint>
#include <vector>

namespace quayside::scheduler {

// How many failures in a row trip the deployment circuit breaker: half of the desired count, at least 3, at most 200.
std::int64_t circuit_breaker_threshold(std::int64_t desired_count);

// The records that a new deployment changes.
struct Rollout {
    model::Service service; // the new deployment stands first in `deployments`
    std::vector<model::Deployment> deployments; // the new one first; then the one that was PRIMARY
};

// Makes a deployment of `revision` the PRIMARY one of `service`. The one before becomes ACTIVE, and if it was still
// rolling out its ServiceDeployment ends STOPPED. `number` must be new. Pure: nothing is written.
Rollout begin_deployment(const model::State& state, model::Service service, const model::ServiceRevision& revision,
    std::uint64_t number, TimePoint now);

} // namespace quayside::scheduler
