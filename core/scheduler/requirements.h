#pragma once

#include "core/model/attribute.h"
#include "core/model/task_definition.h"

namespace quayside::scheduler {

// The attributes that an instance must have to run tasks of this definition (`requiresAttributes`), by name.
model::Attributes required_attributes(const model::TaskDefinition& definition);

} // namespace quayside::scheduler
