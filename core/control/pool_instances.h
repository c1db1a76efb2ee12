#pragma once

#include "core/control/operation.h"
#include "core/model/capacity_provider.h"

// The container instances of a capacity provider's pool come and go: simulated engines, or slices of a real one.
namespace quayside::control {

// One more instance, as the provider's template says, named after the provider. Counts `next_instance` on. An error
// says why there can be none.
Result<void> add_pool_instance(Operation& operation, model::CapacityProvider& provider);

// It takes no more tasks. Those that run there are moved by their services or, without managed draining, stopped.
void let_go(Operation& operation, const model::CapacityProvider& provider, const Id& instance);

// An empty instance that was let go leaves the cluster, and with it the simulated engine that it was. A slice stays as
// INACTIVE until its stopped tasks have been forgotten, for their containers have to be found on its engine.
void remove_pool_instance(Operation& operation, const Id& instance);

} // namespace quayside::control
