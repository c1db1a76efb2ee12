#include "core/control/describe.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/rollout_lookup.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

using model::Deployment;
using model::DeploymentPtr;
using model::HookStatus;
using model::ServiceDeploymentStatus;

constexpr std::string_view kDeployment = "service-deployment";

Result<DeploymentPtr> require_deployment(const Operation& operation, const Json& input)
{
    const auto arn = text_of(input, "serviceDeploymentArn");
    if (const auto parsed = Arn::parse(arn);
        !parsed || parsed->type != kDeployment || std::ranges::count(parsed->resource, '/') < 2)
        return fail(Error::invalid_parameter("The ARN provided is invalid. (serviceDeploymentArn)"));
    if (auto deployment = find_deployment(operation, arn, kDeployment))
        return deployment;
    return fail(Error{ "ServiceDeploymentNotFoundException",
        "serviceDeploymentArn: the service deployment " + arn + " was not found.", 400 });
}

Json reply_with(const Operation& operation, const Deployment& deployment)
{
    return { { "serviceDeploymentArn",
        arns(operation.installation).service_deployment(deployment.cluster, deployment.service, deployment.number) } };
}

Error conflict(const Operation& operation, const Deployment& deployment, std::string_view verb)
{
    const auto arn
        = arns(operation.installation).service_deployment(deployment.cluster, deployment.service, deployment.number);
    return { "ConflictException",
        fmt::format("The service deployment {} cannot be {} because it is in {} state. (serviceDeploymentArn)", arn,
            verb, to_string(deployment.service_deployment_status)),
        400, { arn } };
}

// Asks for a rollback; the scheduler carries it out, or says that there is nothing to go back to.
void request_stop(Operation& operation, Deployment deployment, ServiceDeploymentStatus wanted, std::string reason)
{
    deployment.service_deployment_status = wanted;
    deployment.status_reason = std::move(reason);
    deployment.updated_at = operation.now;
    operation.transaction.put(std::move(deployment));
}

} // namespace

Result<Json> list_service_deployments(Operation& operation, const Json& input)
{
    const auto& state = operation.state();
    const auto cluster = find_cluster(state, input);
    if (!cluster)
        return fail(cluster.error());
    const auto service = require_service(state, (*cluster)->name, text_of(input, "service"));
    if (!service)
        return fail(service.error());
    const auto describe
        = [&](const Deployment& deployment) { return Describer(operation).service_deployment(deployment); };
    return page_of(operation, { "ListServiceDeployments", (*service)->key(), "serviceDeployments", describe }, input);
}

Result<Json> describe_service_deployments(Operation& operation, const Json& input)
{
    return describe_each(input, "serviceDeploymentArns", "serviceDeployments", [&](const std::string& arn) {
        const auto found = find_deployment(operation, arn, kDeployment);
        return found ? Describer(operation).service_deployment(*found) : Json();
    });
}

Result<Json> describe_service_revisions(Operation& operation, const Json& input)
{
    return describe_each(input, "serviceRevisionArns", "serviceRevisions", [&](const std::string& arn) {
        const auto found = find_revision(operation, arn, "service-revision");
        return found ? Describer(operation).service_revision(*found) : Json();
    });
}

Result<Json> stop_service_deployment(Operation& operation, const Json& input)
{
    const auto found = require_deployment(operation, input);
    if (!found)
        return fail(found.error());
    const Deployment& deployment = **found;
    if (deployment.service_deployment_status > ServiceDeploymentStatus::InProgress)
        return fail(conflict(operation, deployment, "stopped"));
    if (text_of(input, "stopType") == "ABORT")
        request_stop(operation, deployment, ServiceDeploymentStatus::StopRequested, "The user asked for it to stop.");
    else
        request_stop(
            operation, deployment, ServiceDeploymentStatus::RollbackRequested, "The user asked for a rollback.");
    return reply_with(operation, deployment);
}

Result<Json> continue_service_deployment(Operation& operation, const Json& input)
{
    const auto found = require_deployment(operation, input);
    if (!found)
        return fail(found.error());
    Deployment deployment = **found;
    const auto id = text_of(input, "hookId");
    const auto run = std::ranges::find(deployment.hooks, id, &model::HookRun::id);
    if (run == deployment.hooks.end())
        return fail(Error::invalid_parameter("hookId: the service deployment has no lifecycle hook " + id + "."));
    if (run->status != HookStatus::AwaitingAction)
        return fail(Error::invalid_parameter(
            fmt::format("hookId: the lifecycle hook {} is not waiting: it is {}.", id, to_string(run->status))));
    if (deployment.service_deployment_status > ServiceDeploymentStatus::InProgress)
        return fail(conflict(operation, deployment, "continued"));
    // A hook that failed makes the scheduler roll back. Without an action the deployment goes on.
    run->status = text_of(input, "action") == "ROLLBACK" ? HookStatus::Failed : HookStatus::Succeeded;
    run->finished_at = operation.now;
    deployment.updated_at = operation.now;
    operation.transaction.put(deployment);
    return reply_with(operation, deployment);
}

} // namespace quayside::control
