#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/task_definition.h"

// Part of the rules of RegisterTaskDefinition: see definition_rules.h.
namespace quayside::control {

constexpr std::int64_t kLeastMemory = 4; // MiB

// Each container by itself: name, image, numbers, ports, health check, network mode.
Result<void> check_containers(const Json& document);

// Memory of the containers among themselves and against the task.
Result<void> check_memory(const model::TaskDefinition& definition);

// What containers say of each other: links, volumesFrom, dependsOn.
Result<void> check_references(const Json& document);

} // namespace quayside::control
