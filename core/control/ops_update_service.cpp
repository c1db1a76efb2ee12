#include "core/control/describe.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/launch_input.h"
#include "core/control/lookup.h"
#include "core/control/roll_out.h"
#include "core/control/service_request.h"
#include "core/scheduler/rollout.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace quayside::control {

namespace {

using model::Deployment;
using model::DeploymentController;
using model::Service;
using model::ServiceRevision;
using model::ServiceStatus;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

// What an update may say of services whose rollouts others drive.
constexpr std::string_view kAlways[] = { "cluster", "service", "desiredCount", "healthCheckGracePeriodSeconds",
    "placementConstraints", "placementStrategy", "enableECSManagedTags", "propagateTags", "enableExecuteCommand",
    "deploymentController", "availabilityZoneRebalancing" };

Result<void> check_controller(const Service& service, const Json& input)
{
    if (has(input, "deploymentController")
        && text_of(input["deploymentController"], "type") != to_string(service.controller))
        return refuse("deploymentController: the deployment controller of a service cannot be changed. Create another "
                      "service.");
    if (service.controller == DeploymentController::Ecs)
        return {};
    const bool code_deploy = service.controller == DeploymentController::CodeDeploy;
    for (const auto& [member, value] : input.items()) {
        if (std::ranges::find(kAlways, member) != std::end(kAlways) || value == Json(false))
            continue;
        if (code_deploy && member == "deploymentConfiguration")
            continue;
        if (code_deploy)
            return refuse(fmt::format("Unable to update {} on services with a CODE_DEPLOY deployment controller. Use "
                                      "AWS CodeDeploy to trigger a new deployment. ({})",
                member == "taskDefinition" ? "task definition" : member, member));
        return refuse(fmt::format("Unable to update {} on services with an EXTERNAL deployment controller. Create a "
                                  "task set instead. ({})",
            member == "taskDefinition" ? "task definition" : member, member));
    }
    return {};
}

// A strategy is part of the revision, so a change of it needs a deployment, which the caller has to ask for.
Result<void> read_strategy_of(const Operation& operation, ServiceRevision& revision, const Json& input)
{
    if (!has(input, "capacityProviderStrategy"))
        return {};
    const auto cluster = operation.state().clusters().find(revision.cluster);
    auto strategy = read_strategy(operation.state(), *cluster, input, "capacityProviderStrategy");
    if (!strategy)
        return fail(strategy.error());
    if (*strategy == revision.capacity_provider_strategy)
        return {};
    if (!flag_of(input, "forceNewDeployment"))
        return refuse("When switching from launch type to capacity provider strategy on an existing service, or making "
                      "a change to a capacity provider strategy on a service that is already using one, you must force "
                      "a new deployment. (capacityProviderStrategy)");
    revision.launch_type = launch_type_of(*strategy);
    revision.capacity_provider_strategy = std::move(strategy).value();
    if (revision.launch_type != model::LaunchType::Fargate)
        revision.platform_version.clear();
    return {};
}

// The revision that the update asks for: that of the PRIMARY deployment, with what the call says changed.
Result<ServiceRevision> wanted_revision(
    const Operation& operation, const Service& service, const ServiceRevision& current, const Json& input)
{
    ServiceRevision revision = current;
    revision.image_digests.clear();
    if (auto read = read_strategy_of(operation, revision, input); !read)
        return fail(read.error());
    if (service.scheduling_strategy == model::SchedulingStrategy::Daemon
        && !revision.capacity_provider_strategy.empty())
        return refuse("capacityProviderStrategy: a service with the DAEMON scheduling strategy cannot have one.");
    if (auto read = read_revision(operation, revision, input); !read)
        return fail(read.error());
    if (auto checked = check_revision(revision, input); !checked)
        return fail(checked.error());
    return revision;
}

// A changed count holds at once, also for the deployment that goes on.
void keep_deploying(Operation& operation, Service service, const model::DeploymentPtr& primary)
{
    if (primary && primary->desired_count != service.desired_count) {
        Deployment deployment = *primary;
        deployment.desired_count = service.desired_count;
        deployment.circuit_breaker_threshold = scheduler::circuit_breaker_threshold(service.desired_count);
        deployment.updated_at = operation.now;
        operation.transaction.put(std::move(deployment));
    }
    operation.transaction.put(std::move(service));
}

Json reply_with(const Operation& operation, const Service::Key& key)
{
    return { { "service", Describer(operation).service(*operation.state().services().find(key)) } };
}

void let_go_of_task_sets(Operation& operation, const Service& service)
{
    for (const auto number : service.deployments) {
        Deployment deployment = *operation.state().deployments().find(number);
        deployment.status = model::DeploymentStatus::Draining;
        deployment.updated_at = operation.now;
        operation.transaction.put(std::move(deployment));
    }
}

} // namespace

Result<Json> update_service(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto found = require_active_service(operation.state(), (*cluster)->name, text_of(input, "service"));
    if (!found)
        return fail(found.error());
    Service service = **found;
    if (auto checked = check_controller(service, input); !checked)
        return fail(checked.error());
    const auto primary = primary_of(operation.state(), service);
    if (service.controller != DeploymentController::Ecs || !primary) {
        if (auto read = read_service(service, primary ? primary->revision.get() : nullptr, input); !read)
            return fail(read.error());
        if (service != **found)
            service.updated_at = operation.now;
        operation.transaction.put(service);
        return reply_with(operation, service.key());
    }
    auto revision = wanted_revision(operation, service, *primary->revision, input);
    if (!revision)
        return fail(revision.error());
    if (auto read = read_service(service, &*revision, input); !read)
        return fail(read.error());
    if (service != **found)
        service.updated_at = operation.now;
    if (flag_of(input, "forceNewDeployment") || !same_content(*primary->revision, *revision))
        roll_out(operation, service, std::move(revision).value());
    else
        keep_deploying(operation, service, primary);
    return reply_with(operation, service.key());
}

Result<Json> delete_service(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto found = require_service(operation.state(), (*cluster)->name, text_of(input, "service"));
    if (!found)
        return fail(found.error());
    Service service = **found;
    if (service.status == ServiceStatus::Inactive)
        return fail(Error{ "ServiceNotFoundException", "Service not found.", 400 });
    if (service.status == ServiceStatus::Draining)
        return reply_with(operation, service.key());
    const bool force = flag_of(input, "force");
    // The count of a DAEMON service is not the caller's to lower, so it always takes force.
    const bool daemon = service.scheduling_strategy == model::SchedulingStrategy::Daemon;
    if (!force && (daemon || service.desired_count > 0))
        return refuse("The service cannot be stopped while it is scaled above 0. (force)");
    const bool task_sets = service.controller != DeploymentController::Ecs;
    if (!force && task_sets && !service.deployments.empty())
        return refuse("The service cannot be deleted while it has task sets. Delete them first, or give force.");
    if (task_sets)
        let_go_of_task_sets(operation, service);
    service.status = ServiceStatus::Draining;
    service.desired_count = 0;
    service.steady = false;
    service.updated_at = operation.now;
    operation.transaction.put(service);
    return reply_with(operation, service.key());
}

} // namespace quayside::control
