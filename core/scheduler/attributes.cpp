#include "core/scheduler/attributes.h"

#include <algorithm>

namespace quayside::scheduler {

namespace {

// In the order of the bytes, but for the last two, which only engines of ours have unasked.
constexpr std::string_view kCapabilities[] = {
    "com.amazonaws.ecs.capability.docker-remote-api.1.17",
    "com.amazonaws.ecs.capability.docker-remote-api.1.18",
    "com.amazonaws.ecs.capability.docker-remote-api.1.19",
    "com.amazonaws.ecs.capability.docker-remote-api.1.20",
    "com.amazonaws.ecs.capability.docker-remote-api.1.21",
    "com.amazonaws.ecs.capability.docker-remote-api.1.22",
    "com.amazonaws.ecs.capability.docker-remote-api.1.23",
    "com.amazonaws.ecs.capability.docker-remote-api.1.24",
    "com.amazonaws.ecs.capability.docker-remote-api.1.25",
    "com.amazonaws.ecs.capability.docker-remote-api.1.28",
    "com.amazonaws.ecs.capability.docker-remote-api.1.29",
    "com.amazonaws.ecs.capability.docker-remote-api.1.30",
    "com.amazonaws.ecs.capability.docker-remote-api.1.32",
    "com.amazonaws.ecs.capability.logging-driver.awslogs",
    "com.amazonaws.ecs.capability.logging-driver.fluentd",
    "com.amazonaws.ecs.capability.logging-driver.gelf",
    "com.amazonaws.ecs.capability.logging-driver.journald",
    "com.amazonaws.ecs.capability.logging-driver.json-file",
    "com.amazonaws.ecs.capability.logging-driver.none",
    "com.amazonaws.ecs.capability.logging-driver.splunk",
    "com.amazonaws.ecs.capability.logging-driver.syslog",
    "com.amazonaws.ecs.capability.privileged-container",
    "com.amazonaws.ecs.capability.task-iam-role",
    "com.amazonaws.ecs.capability.task-iam-role-network-host",
    "ecs.capability.container-health-check",
    "ecs.capability.container-ordering",
    "ecs.capability.container-restart-policy",
    "ecs.capability.docker-plugin.local",
    "ecs.capability.full-sync",
    "ecs.capability.increased-task-cpu-limit",
    "ecs.capability.pid-ipc-namespace-sharing",
    "ecs.capability.task-cpu-mem-limit",
    kExecuteCommand,
    kTaskNetworks,
};
constexpr auto kShared = std::span(kCapabilities).first(std::size(kCapabilities) - 2);
static_assert(std::ranges::is_sorted(kShared));

bool has_engine_of_ours(const model::ContainerInstance& instance)
{
    return instance.engine != instance.id;
}

constexpr std::string_view kZone = "ecs.availability-zone";

} // namespace

std::span<const std::string_view> capabilities(const model::ContainerInstance& instance)
{
    return has_engine_of_ours(instance) ? std::span<const std::string_view>(kCapabilities) : kShared;
}

AttributeValue attribute_of(const model::ContainerInstance& instance, std::string_view name)
{
    if (name == kZone && !instance.availability_zone.empty())
        return { true, instance.availability_zone };
    const auto found = std::ranges::find(instance.attributes, name, &model::Attribute::name);
    if (found != instance.attributes.end())
        return { true, found->value };
    if (name == kExecuteCommand || name == kTaskNetworks)
        return { has_engine_of_ours(instance), {} };
    return { std::ranges::binary_search(kShared, name), {} };
}

bool is_reserved(std::string_view attribute_name)
{
    return attribute_name.starts_with("ecs.") || attribute_name.starts_with("com.amazonaws.");
}

std::string ec2_instance_id(const Id& container_instance)
{
    return "i-" + container_instance.hex().substr(0, 17);
}

} // namespace quayside::scheduler
