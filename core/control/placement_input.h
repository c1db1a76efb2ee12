#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/placement.h"
#include "core/model/task_definition.h"

#include <vector>

namespace quayside::control {

// Where tasks may go and where they go best, as RunTask, CreateService and UpdateService give it.
struct PlacementRules {
    std::vector<model::PlacementConstraint> constraints; // those of the task definition are not among them
    std::vector<model::PlacementStrategy> strategy;

    bool operator==(const PlacementRules&) const = default;
};

// Reads `placementConstraints` and `placementStrategy`. Fields get the spelling in which they are kept: instanceId for
// host, lower case for CPU and MEMORY. `definition` (null: not known) counts towards the most constraints. Invalid-
// ParameterException names the element; of an expression that does not parse, the character.
Result<PlacementRules> read_placement_rules(const model::TaskDefinition* definition, const Json& input);

// The constraints that a task definition has itself.
std::vector<model::PlacementConstraint> constraints_of(const model::TaskDefinition& definition);

Json describe(const std::vector<model::PlacementConstraint>& constraints);
Json describe(const std::vector<model::PlacementStrategy>& strategy);

} // namespace quayside::control
