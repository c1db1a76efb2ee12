#include "core/control/capacity_provider_input.h"

#include "core/control/input.h"
#include "core/control/lookup.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace quayside::control {

namespace {

using model::CapacityProvider;

constexpr std::int64_t kUsualPool = 10; // instances of a managed instances provider, until its pool is set

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

// What is not given keeps what it is.
Result<void> read_group(CapacityProvider& provider, const Json& given)
{
    if (has(given, "managedScaling")) {
        const Json& scaling = given["managedScaling"];
        // Who says how to scale wants it, unless the status says otherwise.
        provider.managed_scaling = text_of(scaling, "status") != "DISABLED";
        provider.target_capacity = number_of(scaling, "targetCapacity", provider.target_capacity);
        provider.minimum_scaling_step_size
            = number_of(scaling, "minimumScalingStepSize", provider.minimum_scaling_step_size);
        provider.maximum_scaling_step_size
            = number_of(scaling, "maximumScalingStepSize", provider.maximum_scaling_step_size);
        provider.instance_warmup_period = number_of(scaling, "instanceWarmupPeriod", provider.instance_warmup_period);
    }
    if (has(given, "managedTerminationProtection"))
        provider.managed_termination_protection = text_of(given, "managedTerminationProtection") == "ENABLED";
    if (has(given, "managedDraining"))
        provider.managed_draining = text_of(given, "managedDraining") == "ENABLED";
    if (provider.minimum_scaling_step_size > provider.maximum_scaling_step_size)
        return refuse("autoScalingGroupProvider.managedScaling.minimumScalingStepSize must not be greater than "
                      "maximumScalingStepSize.");
    if (provider.managed_termination_protection && !provider.managed_scaling)
        return refuse("autoScalingGroupProvider.managedTerminationProtection: managed scaling must be enabled to use "
                      "managed termination protection.");
    return {};
}

Result<void> read_auto_scaling(CapacityProvider& provider, const Json& input)
{
    const Json& given = input["autoScalingGroupProvider"];
    provider.auto_scaling_group_arn = text_of(given, "autoScalingGroupArn");
    if (provider.auto_scaling_group_arn.empty())
        return refuse("autoScalingGroupProvider.autoScalingGroupArn must be given.");
    if (has(input, "cluster"))
        return refuse("cluster can only be given with managedInstancesProvider.");
    return read_group(provider, given);
}

// The smallest instance that its launch template allows.
void size_pool(CapacityProvider& provider)
{
    const Json& wanted = part_of(part_of(provider.managed_instances, "instanceLaunchTemplate"), "instanceRequirements");
    const auto cpus = std::max<std::int64_t>(number_of(part_of(wanted, "vCpuCount"), "min", 2), 1);
    const auto memory = std::max<std::int64_t>(number_of(part_of(wanted, "memoryMiB"), "min", 4096), 64);
    provider.instance_template = { { "cluster", provider.cluster }, { "cpu", cpus * 1024 }, { "memory", memory } };
}

Result<void> read_managed_instances(const model::State& state, CapacityProvider& provider, const Json& input)
{
    if (!has(input, "cluster"))
        return refuse("cluster is required with managedInstancesProvider.");
    const auto cluster = find_cluster(state, input);
    if (!cluster)
        return fail(cluster.error());
    provider.cluster = (*cluster)->name;
    provider.managed_instances = input["managedInstancesProvider"];
    provider.managed_scaling = true;
    provider.maximum_size = kUsualPool;
    size_pool(provider);
    return {};
}

void change_managed_instances(CapacityProvider& provider, const Json& given)
{
    for (const auto& [member, value] : given.items())
        if (member == "instanceLaunchTemplate")
            provider.managed_instances[member].update(value);
        else
            provider.managed_instances[member] = value;
    if (!has(part_of(given, "instanceLaunchTemplate"), "instanceRequirements"))
        return;
    const auto pool = provider.instance_template;
    size_pool(provider);
    for (const auto& [member, value] : pool.items())
        if (member != "cpu" && member != "memory")
            provider.instance_template[member] = value;
}

} // namespace

Result<void> check_provider_name(const std::string& name)
{
    if (!is_name(name))
        return refuse("name can have up to 255 letters, digits, hyphens and underscores.");
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const char* prefix : { "aws", "ecs", "fargate" })
        if (lower.starts_with(prefix))
            return refuse(fmt::format("name must not begin with {}.", prefix));
    return {};
}

Result<void> read_new_provider(const model::State& state, CapacityProvider& provider, const Json& input)
{
    const bool group = has(input, "autoScalingGroupProvider");
    if (group == has(input, "managedInstancesProvider"))
        return refuse("Give exactly one of autoScalingGroupProvider and managedInstancesProvider.");
    return group ? read_auto_scaling(provider, input) : read_managed_instances(state, provider, input);
}

Result<void> read_changed_provider(CapacityProvider& provider, const Json& input)
{
    const bool group = provider.managed_instances.empty();
    const char* wrong = group ? "managedInstancesProvider" : "autoScalingGroupProvider";
    if (has(input, wrong))
        return refuse(fmt::format("{}: the capacity provider {} is of the other kind.", wrong, provider.name));
    if (group)
        return read_group(provider, part_of(input, "autoScalingGroupProvider"));
    if (has(input, "managedInstancesProvider"))
        change_managed_instances(provider, input["managedInstancesProvider"]);
    return {};
}

} // namespace quayside::control
