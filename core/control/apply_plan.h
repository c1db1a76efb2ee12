#pragma once

#include "core/control/operation.h"
#include "core/scheduler/service_plan.h"

namespace quayside::control {

// Writes what the plan says: stops, places and starts tasks, changes the records, and adds the service's events. The
// hooks are left to the caller.
void apply_plan(Operation& operation, const model::Service::Key& service, const scheduler::ServicePlan& plan);

} // namespace quayside::control
