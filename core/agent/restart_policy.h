#pragma once

#include "core/model/task_definition.h"

namespace quayside::agent {

// Whether a container that ended by itself is started again, as ECS decides it: exit code 0 too. `ran`: its last run,
// by the engine's clock.
bool restarts(const model::ContainerDefinition& container, std::int32_t exit_code, Duration ran);

} // namespace quayside::agent
