#pragma once

#include "core/model/container_instance.h"

#include <QString>

namespace quayside::ui {

// The attributes that a person gave: all but those of the ecs namespace, which the agent sets.
model::Attributes custom_attributes(const model::ContainerInstance& instance);

// "tier=front, rack=2, spare"
QString attributes_text(const model::Attributes& attributes);

} // namespace quayside::ui
