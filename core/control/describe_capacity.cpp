#include "core/control/describe.h"
#include "core/control/describe_parts.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

namespace quayside::control {

namespace {

using model::CapacityProvider;

const char* on_or_off(bool on)
{
    return on ? "ENABLED" : "DISABLED";
}

Json group_of(const CapacityProvider& provider)
{
    Json scaling = { { "status", on_or_off(provider.managed_scaling) }, { "targetCapacity", provider.target_capacity },
        { "minimumScalingStepSize", provider.minimum_scaling_step_size },
        { "maximumScalingStepSize", provider.maximum_scaling_step_size },
        { "instanceWarmupPeriod", provider.instance_warmup_period } };
    return { { "autoScalingGroupArn", provider.auto_scaling_group_arn }, { "managedScaling", std::move(scaling) },
        { "managedTerminationProtection", on_or_off(provider.managed_termination_protection) },
        { "managedDraining", on_or_off(provider.managed_draining) } };
}

} // namespace

Json Describer::capacity_provider(const CapacityProvider& provider) const
{
    const bool group = provider.managed_instances.empty();
    Json json = { { "capacityProviderArn", arns(installation_).capacity_provider(provider.name) },
        { "name", provider.name }, { "status", to_string(provider.status) },
        { "type", group ? "EC2_AUTOSCALING" : "MANAGED_INSTANCES" }, { "tags", describe(provider.tags) } };
    put_text(json, "cluster", provider.cluster);
    if (provider.update != model::CapacityProviderUpdate::None)
        json["updateStatus"] = to_string(provider.update);
    put_text(json, "updateStatusReason", provider.update_reason);
    if (group)
        json["autoScalingGroupProvider"] = group_of(provider);
    else
        json["managedInstancesProvider"] = provider.managed_instances;
    return json;
}

} // namespace quayside::control
