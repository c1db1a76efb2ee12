#include "core/control/describe.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ranges>

namespace quayside::control {

namespace {

using model::Deployment;
using model::DeploymentPtr;
using model::HookStatus;
using model::ServiceDeploymentStatus;

constexpr std::size_t kMostDescribed = 20;
constexpr std::size_t kMostListed = 100;
constexpr std::size_t kUsuallyListed = 20;

// CLUSTER/SERVICE/ID of an ARN of this type.
struct Parts {
    std::string cluster;
    std::string service;
    std::string id;
};

std::optional<Parts> parts_of(const std::string& text, std::string_view type)
{
    const auto arn = Arn::parse(text);
    if (!arn || arn->type != type)
        return std::nullopt;
    const auto first = arn->resource.find('/');
    const auto last = arn->resource.rfind('/');
    if (first == std::string::npos || last == first)
        return std::nullopt;
    return Parts{ arn->resource.substr(0, first), arn->resource.substr(first + 1, last - first - 1),
        arn->resource.substr(last + 1) };
}

// The id in an ARN cannot be turned back into the number, so the service's deployments are tried. Task sets are none.
DeploymentPtr find_deployment(const Operation& operation, const std::string& arn)
{
    const auto parts = parts_of(arn, "service-deployment");
    if (!parts)
        return nullptr;
    const auto& state = operation.state();
    for (const auto& [row, number] : state.deployments_of({ parts->cluster, parts->service })) {
        auto deployment = state.deployments().find(number);
        if (!deployment->task_set
            && arns(operation.installation).service_deployment(parts->cluster, parts->service, number) == arn)
            return deployment;
    }
    return nullptr;
}

Result<DeploymentPtr> require_deployment(const Operation& operation, const Json& input)
{
    const auto arn = text_of(input, "serviceDeploymentArn");
    if (!parts_of(arn, "service-deployment"))
        return fail(Error::invalid_parameter("The ARN provided is invalid. (serviceDeploymentArn)"));
    if (auto deployment = find_deployment(operation, arn))
        return deployment;
    return fail(Error{ "ServiceDeploymentNotFoundException",
        "serviceDeploymentArn: the service deployment " + arn + " was not found.", 400 });
}

model::ServiceRevisionPtr find_revision(const Operation& operation, const std::string& arn)
{
    const auto parts = parts_of(arn, "service-revision");
    std::uint64_t number = 0;
    if (!parts)
        return nullptr;
    const auto [end, problem] = std::from_chars(parts->id.data(), parts->id.data() + parts->id.size(), number);
    if (problem != std::errc{} || end != parts->id.data() + parts->id.size())
        return nullptr;
    auto revision = operation.state().service_revisions().find(number);
    return revision && revision->cluster == parts->cluster && revision->service == parts->service ? revision : nullptr;
}

Result<std::vector<std::string>> names_of(const Json& input, const char* member)
{
    auto names = texts_of(input, member);
    if (names.empty() || names.size() > kMostDescribed)
        return fail(
            Error::invalid_parameter(fmt::format("{}: between 1 and {} must be named.", member, kMostDescribed)));
    return names;
}

bool is_wanted(const Deployment& deployment, const Json& input)
{
    const auto statuses = texts_of(input, "status");
    const auto status = to_string(deployment.service_deployment_status);
    const Json& between = part_of(input, "createdAt");
    const double at = to_epoch_seconds(deployment.created_at);
    return !deployment.task_set && (statuses.empty() || std::ranges::find(statuses, status) != statuses.end())
        && (!has(between, "before") || at < between["before"].get<double>())
        && (!has(between, "after") || at > between["after"].get<double>());
}

// Keys of pages: rows as text, which sort as they were made.
std::string key_of(RowId row)
{
    return fmt::format("{:020}", row);
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
    const auto pager = Pager::read("ListServiceDeployments", input, kMostListed, kUsuallyListed);
    if (!pager)
        return fail(pager.error());
    const auto& numbers = state.deployments_of((*service)->key());
    std::vector<std::string> keys;
    for (const auto& [row, number] : numbers)
        if (is_wanted(*state.deployments().find(number), input))
            keys.push_back(key_of(row));
    const auto element = [&](const std::string& key) {
        return Describer(operation).service_deployment(*state.deployments().find(numbers.at(std::stoull(key))));
    };
    return pager->page("serviceDeployments", std::move(keys), element, true);
}

Result<Json> describe_service_deployments(Operation& operation, const Json& input)
{
    const auto names = names_of(input, "serviceDeploymentArns");
    if (!names)
        return fail(names.error());
    Json found = Json::array();
    Json failures = Json::array();
    for (const auto& name : *names)
        if (const auto deployment = find_deployment(operation, name))
            found.push_back(Describer(operation).service_deployment(*deployment));
        else
            failures.push_back(failure(name, "MISSING"));
    return Json{ { "serviceDeployments", std::move(found) }, { "failures", std::move(failures) } };
}

Result<Json> describe_service_revisions(Operation& operation, const Json& input)
{
    const auto names = names_of(input, "serviceRevisionArns");
    if (!names)
        return fail(names.error());
    Json found = Json::array();
    Json failures = Json::array();
    for (const auto& name : *names)
        if (const auto revision = find_revision(operation, name))
            found.push_back(Describer(operation).service_revision(*revision));
        else
            failures.push_back(failure(name, "MISSING"));
    return Json{ { "serviceRevisions", std::move(found) }, { "failures", std::move(failures) } };
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
