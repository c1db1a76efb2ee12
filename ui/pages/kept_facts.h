#pragma once

#include "core/model/field_effects.h"
#include "core/model/task.h"
#include "ui/pages/facts_view.h"

#include <vector>

namespace quayside::ui {

// Which members of a definition, and of what a call overrides, are not as on ECS here, and why.
std::vector<FactSection> kept_sections(const model::TaskDefinition& definition);
std::vector<FactSection> kept_sections(const model::TaskSpec& spec);

} // namespace quayside::ui
