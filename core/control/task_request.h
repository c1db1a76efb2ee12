#pragma once

#include "core/control/launch_input.h"
#include "core/control/lookup.h"
#include "core/control/placement_input.h"
#include "core/model/task.h"
#include "core/scheduler/place.h"

namespace quayside::control {

// What RunTask and StartTask have in common: the checked input as a spec, and what its tasks ask of an instance.
struct TaskRequest {
    ClusterPtr cluster;
    model::TaskDefinitionPtr definition;
    model::TaskSpec spec; // its definition is set
    model::CapacityProviderStrategy strategy; // empty: the launch type alone says where
    PlacementRules rules; // of RunTask
    scheduler::PlacementRequest placement;
};

// Reads and checks everything but count, instances, constraints and strategies. Errors name the field.
Result<TaskRequest> read_task_request(const Operation& operation, const Json& input);

// Adds the constraints and strategies of RunTask.
Result<void> read_placement(TaskRequest& request, const Json& input);

// All parameters but the client token, as one short text.
std::string fingerprint_of_call(std::string_view name, const Json& input);

} // namespace quayside::control
