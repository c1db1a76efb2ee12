#pragma once

#include "core/scheduler/service_pass.h"

namespace quayside::scheduler {

// Whether the PRIMARY deployment goes through the stages of blue/green, linear or canary.
bool goes_through_stages(ServicePass& pass);

// Moves such a rollout on, as far as it can go now: green is scaled up beside blue, traffic shifts at once or in steps,
// hooks are asked at the stages that name them, and at the end blue goes. Percents do not count. A failure on the way
// gives the traffic back to blue.
void pass_through_stages(ServicePass& pass);

// Which weight comes after `weight`, in tenths of a percent.
std::int64_t next_weight(const model::DeploymentConfiguration& configuration, std::int64_t weight);
// How long traffic stays at `weight` before the next step; zero at the end.
Duration step_bake(const model::DeploymentConfiguration& configuration, std::int64_t weight);

} // namespace quayside::scheduler
