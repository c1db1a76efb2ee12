#pragma once

#include "core/scheduler/service_pass.h"

namespace quayside::scheduler {

// How many tasks a task set is to have: its share of the desired count, rounded up.
std::int64_t computed_desired_count(std::int64_t desired_count, double scale);

// A service whose deployments somebody else controls: each task set is held at its count, deleted ones are emptied.
void hold_task_sets(ServicePass& pass);

} // namespace quayside::scheduler
