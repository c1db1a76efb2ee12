#pragma once

#include "core/model/deployment_configuration.h"

#include <cstdint>

namespace quayside::scheduler {

// Between which counts of tasks a rollout moves.
struct Limits {
    std::int64_t minimum_healthy = 0; // never fewer healthy ones by our own choice
    std::int64_t maximum_total = 0; // never more that have not stopped
};

// The share of healthy tasks is rounded up, that of all tasks down.
Limits limits_of(std::int64_t desired_count, const model::DeploymentConfiguration& configuration);

// Neither can a task be started beyond `desired_count` nor one be stopped below it: no deployment gets anywhere.
bool are_stuck(std::int64_t desired_count, const Limits& limits);

} // namespace quayside::scheduler
