#pragma once

#include "core/scheduler/place.h"

#include <string>
#include <string_view>
#include <vector>

// From records to what a placement asks for.
namespace quayside::scheduler {

// What tasks of a spec ask of an instance: their reservation, the attributes and constraints of their definition, and
// besides these constraints and this strategy, which RunTask or the service gave. Expressions have been checked when
// they were given. The spec's definition must be set.
PlacementRequest request_for(const model::TaskSpec& spec, const std::vector<model::PlacementConstraint>& constraints,
    const std::vector<model::PlacementStrategy>& strategy);
// The same with the constraints and the strategy that the spec, or its service, has in the state.
PlacementRequest request_for(const model::State& state, const model::TaskSpec& spec);
// What the tasks of a service's revision ask for, on one capacity provider of its strategy; empty: none.
PlacementRequest request_for(
    const model::Service& service, const model::ServiceRevision& revision, const std::string& capacity_provider = {});

// What the task that takes this one's place asks for: it is of the service's PRIMARY deployment as it is now.
PlacementRequest replacement_for(const model::State& state, const model::Task& task, const model::Service& service);

// The group of a service's tasks: service:NAME, or daemon:NAME.
std::string group_of(const std::string& service);

// FARGATE and FARGATE_SPOT, whose tasks have the launch type FARGATE; those of others have EC2.
bool is_fargate(std::string_view capacity_provider);

} // namespace quayside::scheduler
