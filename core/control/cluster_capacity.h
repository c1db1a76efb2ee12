#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/cluster.h"
#include "core/model/state.h"

namespace quayside::control {

// The members `capacityProviders` and `defaultCapacityProviderStrategy` of CreateCluster and PutClusterCapacity-
// Providers: each, if given, takes the place of what the cluster had. InvalidParameterException names the member.
Result<void> read_cluster_capacity(const model::State& state, model::Cluster& cluster, const Json& input);

} // namespace quayside::control
