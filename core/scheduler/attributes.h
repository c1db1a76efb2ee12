#pragma once

#include "core/model/container_instance.h"

#include <span>
#include <string>
#include <string_view>

namespace quayside::scheduler {

// What every instance can do, as names of attributes without a value. They are the same for all, so they are not kept
// with each. One that another program's agent has registered has fewer unasked.
std::span<const std::string_view> capabilities(const model::ContainerInstance& instance);

constexpr std::string_view kExecuteCommand = "ecs.capability.execute-command";

constexpr std::string_view kTaskNetworks = "ecs.capability.task-eni";

constexpr std::string_view kAgentVersion = "1.86.3"; // of the ECS agent whose behaviour ours has

// What a condition finds under a name: `found` and, unless the name alone is the fact, a value.
struct AttributeValue {
    bool found = false;
    std::string_view value;
};

// Built-in, custom and common attributes of an instance. The view lives as long as the instance.
AttributeValue attribute_of(const model::ContainerInstance& instance, std::string_view name);

// Names that only the system gives: they cannot be put or deleted.
bool is_reserved(std::string_view attribute_name);

// A made-up but stable EC2 instance id, for tools that expect one: i- and 17 digits.
std::string ec2_instance_id(const Id& container_instance);

} // namespace quayside::scheduler
