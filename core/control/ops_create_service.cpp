#include "core/control/deployment_input.h"
#include "core/control/describe.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/roll_out.h"
#include "core/control/service_request.h"
#include "core/control/task_request.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

using model::DeploymentController;
using model::SchedulingStrategy;
using model::Service;
using model::ServiceRevision;
using model::ServiceStatus;

// What an external controller gives with each task set instead.
constexpr const char* kOfTaskSets[] = { "taskDefinition", "launchType", "capacityProviderStrategy", "platformVersion",
    "networkConfiguration", "loadBalancers", "serviceRegistries", "serviceConnectConfiguration", "volumeConfigurations",
    "vpcLatticeConfigurations" };

// What is asked for, with everything filled in that was not.
struct Wanted {
    Service service;
    ServiceRevision revision;
    bool has_revision = true;

    const ServiceRevision* its_revision() const { return has_revision ? &revision : nullptr; }
};

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Result<void> read_kind(Service& service, const Json& input)
{
    if (has(input, "schedulingStrategy"))
        fields_from_json(input["schedulingStrategy"], service.scheduling_strategy);
    fields_from_json(part_of(part_of(input, "deploymentController"), "type"), service.controller);
    const bool daemon = service.scheduling_strategy == SchedulingStrategy::Daemon;
    if (daemon && service.controller != DeploymentController::Ecs)
        return refuse("The DAEMON scheduling strategy is only supported with the ECS deployment controller. "
                      "(deploymentController)");
    if (!daemon && !has(input, "desiredCount"))
        return refuse("desiredCount is required for services with the REPLICA scheduling strategy.");
    if (text_of(input, "clientToken").size() > 36)
        return refuse("clientToken can have up to 36 characters.");
    return {};
}

Result<void> check_controller(const Service& service, const Json& input)
{
    if (service.controller == DeploymentController::CodeDeploy && part_of(input, "loadBalancers").size() != 1)
        return refuse("loadBalancers: a service with the CODE_DEPLOY deployment controller needs exactly one.");
    if (service.controller != DeploymentController::External)
        return has(input, "taskDefinition")
            ? Result<void>()
            : refuse("taskDefinition is required unless the deployment controller is EXTERNAL.");
    for (const char* member : kOfTaskSets)
        if (has(input, member))
            return refuse(fmt::format(
                "{}: a service with the EXTERNAL deployment controller takes it from its task sets.", member));
    return {};
}

// A DAEMON service goes to every instance, so the cluster's default strategy is not for it.
Result<void> read_launch_of(
    const Operation& operation, const model::Cluster& cluster, Wanted& wanted, const Json& input)
{
    if (wanted.service.scheduling_strategy == SchedulingStrategy::Replica)
        return read_revision_launch(operation, cluster, wanted.revision, input);
    if (!part_of(input, "capacityProviderStrategy").empty())
        return refuse("capacityProviderStrategy: a service with the DAEMON scheduling strategy cannot have one.");
    model::Cluster without = cluster;
    without.default_strategy.clear();
    if (auto read = read_revision_launch(operation, without, wanted.revision, input); !read)
        return read;
    if (wanted.revision.launch_type == model::LaunchType::Fargate)
        return refuse("launchType: the DAEMON scheduling strategy is not supported with the FARGATE launch type.");
    return {};
}

Result<void> read_wanted_revision(
    const Operation& operation, const model::Cluster& cluster, Wanted& wanted, const Json& input)
{
    wanted.has_revision = wanted.service.controller != DeploymentController::External;
    if (!wanted.has_revision)
        return {};
    if (auto read = read_revision(operation, wanted.revision, input); !read)
        return read;
    if (auto read = read_launch_of(operation, cluster, wanted, input); !read)
        return read;
    return check_revision(wanted.revision, input);
}

Result<Wanted> read_wanted(const Operation& operation, const model::Cluster& cluster, const Json& input)
{
    Wanted wanted;
    auto& service = wanted.service;
    service.cluster = cluster.name;
    service.name = text_of(input, "serviceName");
    service.created_at = service.updated_at = operation.now;
    service.created_by = "arn:aws:iam::" + operation.installation.account + ":root";
    service.client_token = text_of(input, "clientToken");
    service.call = fingerprint_of_call("CreateService", input);
    service.zone_rebalancing = true; // unless it cannot be
    if (auto read = read_kind(service, input); !read)
        return fail(read.error());
    service.deployment_configuration = usual_configuration(service.scheduling_strategy);
    if (auto checked = check_controller(service, input); !checked)
        return fail(checked.error());
    if (auto read = read_wanted_revision(operation, cluster, wanted, input); !read)
        return fail(read.error());
    if (auto read = read_service(service, wanted.its_revision(), input); !read)
        return fail(read.error());
    auto tags = tags_of(input);
    if (!tags)
        return fail(tags.error());
    service.tags = std::move(tags).value();
    return wanted;
}

// Whether everything that the call says is so already: then it is the same call, sent again.
bool says_the_same(const Operation& operation, const Service& existing, const Wanted& wanted, const Json& input)
{
    if (!wanted.service.client_token.empty() && wanted.service.client_token == existing.client_token)
        return wanted.service.call == existing.call;
    const Describer describer(operation);
    const auto primary = primary_of(operation.state(), existing);
    const Json is = describer.settings(existing, primary ? primary->revision.get() : nullptr);
    const Json asked = describer.settings(wanted.service, wanted.its_revision());
    for (const auto& [member, value] : input.items())
        if (part_of(is, member.c_str()) != part_of(asked, member.c_str()))
            return false;
    return true;
}

// The first task set of a service that CodeDeploy would drive.
void begin_task_set(Operation& operation, Wanted& wanted)
{
    model::Deployment set;
    set.number = new_number(operation);
    set.cluster = wanted.service.cluster;
    set.service = wanted.service.name;
    set.revision_number = wanted.revision.number;
    set.created_at = set.updated_at = operation.now;
    set.task_set.emplace();
    set.task_set->started_by = "CODE_DEPLOY";
    set.task_set->steady_changed_at = operation.now;
    wanted.service.deployments = { set.number };
    operation.transaction.put(wanted.service);
    operation.transaction.put(std::move(set));
}

void put_all(Operation& operation, Wanted wanted)
{
    if (!wanted.has_revision) {
        operation.transaction.put(std::move(wanted.service));
        return;
    }
    if (wanted.service.controller != DeploymentController::CodeDeploy)
        return roll_out(operation, std::move(wanted.service), std::move(wanted.revision));
    wanted.revision = put_revision(operation, wanted.service, std::move(wanted.revision));
    begin_task_set(operation, wanted);
}

} // namespace

Result<Json> create_service(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto name = text_of(input, "serviceName");
    if (!is_name(name))
        return refuse("serviceName can have up to 255 letters, digits, hyphens and underscores.");
    const model::Service::Key key{ (*cluster)->name, name };
    const auto existing = operation.state().services().find(key);
    if (existing && existing->status == ServiceStatus::Draining)
        return refuse("Unable to Start a service that is still Draining. (serviceName)");
    auto wanted = read_wanted(operation, **cluster, input);
    if (!wanted)
        return fail(wanted.error());
    if (existing && existing->status == ServiceStatus::Active) {
        if (!says_the_same(operation, *existing, *wanted, input))
            return refuse("Creation of service was not idempotent. (serviceName)");
        return Json{ { "service", Describer(operation).service(*existing) } };
    }
    if (existing) // its history is that of another service
        forget_rollouts(operation.transaction, key);
    put_all(operation, std::move(wanted).value());
    return Json{ { "service", Describer(operation).service(*operation.state().services().find(key)) } };
}

} // namespace quayside::control
