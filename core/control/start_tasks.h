#pragma once

#include "core/control/operation.h"
#include "core/model/task.h"

namespace quayside::control {

// A task of the spec at its first step, on an instance. The spec must be in the store.
model::Task new_task(Operation& operation, const model::TaskDefinition& definition, RowId spec, const Id& instance);

} // namespace quayside::control
