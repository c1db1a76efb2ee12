#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/task_definition.h"

namespace quayside::control {

// The rules of RegisterTaskDefinition beyond the shape of its input. Pure. The first rule that is broken gives a
// ClientException in ECS's words, with the path of the member where those do not name it.
Result<void> check_definition(const Json& document);

// Whether the definition keeps to what Fargate asks: awsvpc, a valid pair of sizes, nothing that needs the host.
bool is_fargate_compatible(const model::TaskDefinition& definition);

} // namespace quayside::control
