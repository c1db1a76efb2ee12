#include "core/scheduler/attributes.h"

#include <algorithm>

namespace quayside::scheduler {

namespace {

// First those that every instance has, then those that only engines of ours have unasked; each in the order of the
// bytes. Some of the latter have no effect of their own here (core/model/field_effects.cpp): what asks for them runs
// all the same.
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
    "com.amazonaws.ecs.capability.ecr-auth",
    "com.amazonaws.ecs.capability.logging-driver.awsfirelens",
    "ecs.capability.aws-appmesh",
    "ecs.capability.efs",
    "ecs.capability.efsAuth",
    "ecs.capability.env-files.s3",
    kExecuteCommand,
    "ecs.capability.execution-role-awslogs",
    "ecs.capability.execution-role-ecr-pull",
    "ecs.capability.firelens.fluentbit",
    "ecs.capability.firelens.fluentd",
    "ecs.capability.fsxWindowsFileServer",
    "ecs.capability.network.container-port-range",
    "ecs.capability.private-registry-authentication.secretsmanager",
    "ecs.capability.secrets.asm.environment-variables",
    "ecs.capability.secrets.ssm.environment-variables",
    kTaskNetworks,
};
constexpr std::size_t kOwnCount = 17;
constexpr auto kShared = std::span(kCapabilities).first(std::size(kCapabilities) - kOwnCount);
constexpr auto kOwn = std::span(kCapabilities).last(kOwnCount);
static_assert(std::ranges::is_sorted(kShared) && std::ranges::is_sorted(kOwn));

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
    if (std::ranges::binary_search(kOwn, name))
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
