#include "core/control/service_request.h"

#include "core/control/deployment_input.h"
#include "core/control/input.h"
#include "core/control/launch_input.h"
#include "core/control/placement_input.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

using model::DeploymentController;
using model::LaunchType;
using model::SchedulingStrategy;
using model::Service;
using model::ServiceRevision;

constexpr std::int64_t kMostTasks = 5000;
constexpr std::string_view kZone = "ecs.availability-zone";

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Result<void> read_count(Service& service, const Json& input)
{
    if (!has(input, "desiredCount"))
        return {};
    if (service.scheduling_strategy == SchedulingStrategy::Daemon)
        return refuse("The daemon scheduling strategy does not support a desired count for services. Remove the "
                      "desired count value and try again (desiredCount)");
    const auto count = number_of(input, "desiredCount");
    if (count < 0 || count > kMostTasks)
        return refuse(fmt::format("desiredCount must be between 0 and {}.", kMostTasks));
    service.desired_count = count;
    return {};
}

bool has_health_check(const ServiceRevision& revision)
{
    const auto checks = [](const Json& container) { return has(container, "healthCheck"); };
    return std::ranges::any_of(part_of(revision.definition->document, "containerDefinitions"), checks);
}

Result<void> read_grace_period(Service& service, const ServiceRevision* revision, const Json& input)
{
    if (!has(input, "healthCheckGracePeriodSeconds"))
        return {};
    service.health_check_grace_period = number_of(input, "healthCheckGracePeriodSeconds");
    if (service.health_check_grace_period < 0)
        return refuse("healthCheckGracePeriodSeconds must be between 0 and 2147483647.");
    // The task sets of an external controller bring their own load balancers.
    const bool meaningful = !revision || !revision->load_balancers.empty()
        || !revision->vpc_lattice_configurations.empty() || has_health_check(*revision);
    if (service.health_check_grace_period > 0 && !meaningful)
        return refuse("Health check grace period is only valid for services configured to use load balancers or with "
                      "container health checks. (healthCheckGracePeriodSeconds)");
    return {};
}

Result<void> read_placement(Service& service, const ServiceRevision* revision, const Json& input)
{
    auto rules = read_placement_rules(revision ? revision->definition.get() : nullptr, input);
    if (!rules)
        return fail(rules.error());
    if (has(input, "placementConstraints"))
        service.placement_constraints = std::move(rules->constraints);
    if (has(input, "placementStrategy"))
        service.placement_strategy = std::move(rules->strategy);
    if (service.scheduling_strategy == SchedulingStrategy::Daemon && !service.placement_strategy.empty())
        return refuse("placementStrategy: Placement strategies are not supported with the DAEMON scheduling strategy.");
    if (!revision || revision->launch_type != LaunchType::Fargate)
        return {};
    if (!service.placement_strategy.empty())
        return refuse("Placement strategies are not supported with FARGATE launch type. (placementStrategy)");
    if (!service.placement_constraints.empty())
        return refuse("Placement constraints are not supported with FARGATE launch type. (placementConstraints)");
    return {};
}

Result<void> read_rebalancing(Service& service, const ServiceRevision* revision, const Json& input)
{
    const auto wanted = text_of(input, "availabilityZoneRebalancing");
    if (!wanted.empty())
        service.zone_rebalancing = wanted == "ENABLED";
    if (!service.zone_rebalancing || can_rebalance_zones(service, revision))
        return {};
    if (wanted.empty()) { // it was chosen for the service, not by it
        service.zone_rebalancing = false;
        return {};
    }
    return refuse("availabilityZoneRebalancing: ENABLED needs a REPLICA service with the ECS deployment controller, a "
                  "maximumPercent above 100, no Classic Load Balancer, a placement strategy that is empty or begins "
                  "with spread over attribute:ecs.availability-zone, and no placement constraint on that attribute.");
}

void read_switches(Service& service, const Json& input)
{
    if (has(input, "propagateTags"))
        fields_from_json(input["propagateTags"], service.propagate_tags);
    if (has(input, "enableECSManagedTags"))
        service.managed_tags = flag_of(input, "enableECSManagedTags");
    if (has(input, "enableExecuteCommand"))
        service.enable_execute_command = flag_of(input, "enableExecuteCommand");
}

} // namespace

bool can_rebalance_zones(const Service& service, const ServiceRevision* revision)
{
    const auto classic = [](const Json& balancer) { return !text_of(balancer, "loadBalancerName").empty(); };
    const auto of_zone = [](const model::PlacementConstraint& constraint) {
        return constraint.expression.find(kZone) != std::string::npos;
    };
    if (!revision || service.scheduling_strategy != SchedulingStrategy::Replica
        || service.controller != DeploymentController::Ecs || service.deployment_configuration.maximum_percent <= 100
        || revision->launch_type == LaunchType::External)
        return false;
    const auto& strategy = service.placement_strategy;
    const bool over_zones = strategy.empty() || strategy.front().field == "attribute:" + std::string(kZone);
    return over_zones && std::ranges::none_of(revision->load_balancers, classic)
        && std::ranges::none_of(service.placement_constraints, of_zone)
        && std::ranges::none_of(constraints_of(*revision->definition), of_zone);
}

Result<void> read_service(Service& service, const ServiceRevision* revision, const Json& input)
{
    if (auto read = read_count(service, input); !read)
        return read;
    if (auto read = read_grace_period(service, revision, input); !read)
        return read;
    if (auto read = read_deployment_configuration(service, part_of(input, "deploymentConfiguration")); !read)
        return read;
    if (auto read = read_placement(service, revision, input); !read)
        return read;
    read_switches(service, input);
    return read_rebalancing(service, revision, input);
}

} // namespace quayside::control
