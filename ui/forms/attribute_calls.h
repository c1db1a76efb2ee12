#pragma once

#include "core/model/container_instance.h"
#include "ui/forms/action_dialog.h"

namespace quayside::ui {

// The attributes that a person gave: all but those of the ecs namespace, which the agent sets.
model::Attributes custom_attributes(const model::ContainerInstance& instance);

// What makes these, given as {name, value}, the custom attributes of the instance; nothing if they are already.
std::vector<ActionDialog::Call> attribute_calls(const model::ContainerInstance& instance, const Json& wanted);

} // namespace quayside::ui
