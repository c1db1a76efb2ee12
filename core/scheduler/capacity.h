#pragma once

#include "core/model/state.h"

#include <string>

// What capacity providers mean for tasks.
namespace quayside::scheduler {

// Whether tasks that find no place on this provider's instances wait, PROVISIONING and without an instance, for more of
// them to come: it has managed scaling. Else they fail.
bool waits_for_capacity(const model::State& state, const std::string& provider);

// Whether tasks of a cluster that have not stopped, or services that have not ended, use it.
bool is_provider_used(const model::State& state, const std::string& cluster, const std::string& provider);

// Whether a DAEMON service with this strategy is for an instance: for those of its providers; with none, for all.
bool is_for(const model::CapacityProviderStrategy& strategy, const model::ContainerInstance& instance);

} // namespace quayside::scheduler
