#pragma once

#include "core/model/launch_type.h"
#include "core/model/state.h"

#include <string>
#include <string_view>

// What capacity providers mean for tasks.
namespace quayside::scheduler {

// FARGATE and FARGATE_SPOT, which are always there and have no record.
bool is_fargate_provider(std::string_view name);

// Of tasks that a strategy gave to this provider.
model::LaunchType launch_type_of_provider(std::string_view name);

// Whether tasks that find no place on this provider's instances wait, PROVISIONING and without an instance, for more of
// them to come: it has managed scaling. Else they fail.
bool waits_for_capacity(const model::State& state, const std::string& provider);

// Whether tasks of a cluster that have not stopped, or services that have not ended, use it.
bool is_provider_used(const model::State& state, const std::string& cluster, const std::string& provider);

} // namespace quayside::scheduler
