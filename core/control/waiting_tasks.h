#pragma once

#include "core/control/operation.h"
#include "core/scheduler/plan_capacity.h"

#include <vector>

// Tasks of capacity providers with managed scaling that find no place: they wait, PROVISIONING and without an instance.
namespace quayside::control {

// Starts tasks of a stored spec that wait for capacity: `count`, or as many as may still wait in the cluster. Their
// ids.
std::vector<Id> start_waiting(Operation& operation, RowId spec, std::int64_t count);

// Gives those that wait a place where there is one now, and ends those that were asked to stop or waited too long.
void advance_waiting(Operation& operation, const scheduler::WaitingPlan& plan);

} // namespace quayside::control
