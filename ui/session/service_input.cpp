#include "ui/session/service_input.h"

#include <nlohmann/json.hpp>

namespace quayside::ui {

namespace {

constexpr double kTenths = 10; // percents are kept in tenths

model::ServiceRevisionPtr revision_of(const model::State& state, const model::Service& service)
{
    for (const auto number : service.deployments)
        if (const auto deployment = state.deployments().find(number);
            deployment && deployment->status == model::DeploymentStatus::Primary)
            return deployment->revision;
    return nullptr;
}

Json deployment_of(const model::DeploymentConfiguration& configuration)
{
    Json json;
    json["strategy"] = std::string(to_string(configuration.strategy));
    json["minimumHealthyPercent"] = configuration.minimum_healthy_percent;
    json["maximumPercent"] = configuration.maximum_percent;
    json["deploymentCircuitBreaker"]
        = { { "enable", configuration.circuit_breaker }, { "rollback", configuration.circuit_breaker_rollback } };
    if (configuration.alarms || !configuration.alarm_names.empty())
        json["alarms"] = { { "alarmNames", configuration.alarm_names }, { "enable", configuration.alarms },
            { "rollback", configuration.alarms_rollback } };
    if (configuration.strategy != model::DeploymentStrategy::Rolling)
        json["bakeTimeInMinutes"] = configuration.bake_time;
    if (configuration.strategy == model::DeploymentStrategy::Linear)
        json["linearConfiguration"] = { { "stepPercent", static_cast<double>(configuration.linear_step) / kTenths },
            { "stepBakeTimeInMinutes", configuration.linear_bake_time } };
    if (configuration.strategy == model::DeploymentStrategy::Canary)
        json["canaryConfiguration"] = { { "canaryPercent", static_cast<double>(configuration.canary_step) / kTenths },
            { "canaryBakeTimeInMinutes", configuration.canary_bake_time } };
    if (!configuration.lifecycle_hooks.empty())
        json["lifecycleHooks"] = configuration.lifecycle_hooks;
    return json;
}

} // namespace

Json update_input_of(const model::State& state, const model::Service& service)
{
    Json input = { { "cluster", service.cluster }, { "service", service.name } };
    if (const auto revision = revision_of(state, service))
        input["taskDefinition"]
            = revision->definition_key.family + ":" + std::to_string(revision->definition_key.revision);
    if (service.scheduling_strategy == model::SchedulingStrategy::Replica)
        input["desiredCount"] = service.desired_count;
    for (const auto& strategy : service.placement_strategy) {
        Json item = { { "type", std::string(to_string(strategy.type)) } };
        if (!strategy.field.empty())
            item["field"] = strategy.field;
        input["placementStrategy"].push_back(std::move(item));
    }
    for (const auto& constraint : service.placement_constraints) {
        Json item = { { "type", std::string(to_string(constraint.type)) } };
        if (!constraint.expression.empty())
            item["expression"] = constraint.expression;
        input["placementConstraints"].push_back(std::move(item));
    }
    input["deploymentConfiguration"] = deployment_of(service.deployment_configuration);
    return input;
}

Json update_member_of(const model::State& state, const model::Service& service, const std::string& member)
{
    if (member == "enableExecuteCommand")
        return service.enable_execute_command;
    if (member == "enableECSManagedTags")
        return service.managed_tags;
    if (member == "healthCheckGracePeriodSeconds")
        return service.health_check_grace_period;
    if (member == "availabilityZoneRebalancing")
        return service.zone_rebalancing ? "ENABLED" : "DISABLED";
    if (member == "propagateTags")
        return std::string(to_string(service.propagate_tags));
    const auto input = update_input_of(state, service);
    const auto found = input.find(member);
    if (found != input.end())
        return *found;
    return member.starts_with("placement") ? Json::array() : Json();
}

Json changed_members(const Json& before, const Json& wanted)
{
    Json changed = Json::object();
    for (const auto& [name, value] : wanted.items())
        if (!before.contains(name) || before[name] != value)
            changed[name] = value;
    for (const auto& [name, value] : before.items())
        if (!wanted.contains(name) && value.is_array())
            changed[name] = Json::array();
    return changed;
}

} // namespace quayside::ui
