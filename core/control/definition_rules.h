#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/task_definition.h"

#include <string_view>
#include <vector>

namespace quayside::control {

// The rules of RegisterTaskDefinition beyond the shape of its input. Pure. The first rule that is broken gives a
// ClientException in ECS's words, with the path of the member where those do not name it.
Result<void> check_definition(const Json& document);

// Whether the definition keeps to what Fargate asks: awsvpc, a valid pair of sizes, nothing that needs the host.
bool is_fargate_compatible(const model::TaskDefinition& definition);

// Whether Fargate has tasks of so many CPU units and MiB.
bool is_fargate_size(std::int64_t cpu, std::int64_t memory);

// The launch types that its tasks can have, as replies list them.
std::vector<std::string_view> compatibilities_of(const model::TaskDefinition& definition);

} // namespace quayside::control
