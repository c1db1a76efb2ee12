#include "core/control/describe.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"
#include "core/control/service_request.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

using model::Deployment;
using model::DeploymentController;
using model::DeploymentPtr;
using model::DeploymentStatus;
using model::Service;
using model::ServicePtr;

constexpr std::size_t kMostTaskSets = 5;
constexpr std::uint64_t kLeastNumber = 1'000'000'000'000'000'000; // 19 digits
constexpr std::uint64_t kNumbers = 8'000'000'000'000'000'000;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

// The service of a call that manages task sets.
Result<ServicePtr> service_of(const Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    auto service = require_active_service(operation.state(), (*cluster)->name, text_of(input, "service"));
    if (service && (*service)->controller == DeploymentController::Ecs)
        return refuse("Amazon ECS only supports task set management on services configured to use external deployment "
                      "controllers. (service)");
    return service;
}

// By ecs-svc/<number> or ARN; null if the service has no such task set.
DeploymentPtr find_task_set(const model::State& state, const Service& service, const std::string& given)
{
    for (const auto number : service.deployments) {
        auto set = state.deployments().find(number);
        if (set->task_set && (given == deployment_id(*set) || given.ends_with("/" + deployment_id(*set))))
            return set;
    }
    return nullptr;
}

Result<DeploymentPtr> require_task_set(
    const model::State& state, const Service& service, const Json& input, const char* member)
{
    if (auto set = find_task_set(state, service, text_of(input, member)))
        return set;
    return fail(
        Error{ "TaskSetNotFoundException", fmt::format("The specified task set does not exist. ({})", member), 400 });
}

// Percent of the desired count; the whole of it if nothing is said.
Result<double> scale_of(const Json& input)
{
    const Json& scale = part_of(input, "scale");
    const double value = has(scale, "value") ? scale["value"].get<double>() : 100;
    if (!(value >= 0 && value <= 100))
        return refuse("scale.value must be between 0 and 100.");
    return value;
}

Json reply_with(const Operation& operation, const Service& service, std::uint64_t number)
{
    return { { "taskSet", Describer(operation).task_set(service, *operation.state().deployments().find(number)) } };
}

// What the call asks for; nothing of it is put yet.
struct Wanted {
    model::ServiceRevision revision;
    Deployment set;
};

Result<Wanted> read_wanted(Operation& operation, const Service& service, const Json& input)
{
    Wanted wanted;
    const auto cluster = operation.state().clusters().find(service.cluster);
    wanted.revision.cluster = wanted.set.cluster = service.cluster;
    wanted.revision.service = wanted.set.service = service.name;
    wanted.revision.created_at = wanted.set.created_at = wanted.set.updated_at = operation.now;
    if (auto read = read_revision(operation, wanted.revision, input); !read)
        return fail(read.error());
    if (auto read = read_revision_launch(operation, *cluster, wanted.revision, input); !read)
        return fail(read.error());
    if (auto checked = check_revision(wanted.revision, input); !checked)
        return fail(checked.error());
    const auto scale = scale_of(input);
    if (!scale)
        return fail(scale.error());
    auto tags = tags_of(input);
    if (!tags)
        return fail(tags.error());
    model::TaskSet set;
    set.external_id = text_of(input, "externalId");
    set.started_by = service.controller == DeploymentController::CodeDeploy ? "CODE_DEPLOY" : "";
    set.scale = *scale;
    set.steady_changed_at = operation.now;
    set.tags = std::move(tags).value();
    if (set.external_id.size() > 255)
        return refuse("externalId can have up to 255 characters.");
    wanted.set.task_set = std::move(set);
    wanted.set.status = DeploymentStatus::Active;
    wanted.set.desired_count = service.desired_count;
    return wanted;
}

// A task set that a call with a token makes has its number from the token, so that the same call sent again finds it.
std::uint64_t number_from(const Service& service, const std::string& token)
{
    const auto text = fmt::format("{}/{}/{}/{}", service.cluster, service.name, service.row, token);
    return kLeastNumber + std::stoull(fingerprint(text), nullptr, 16) % kNumbers;
}

bool same_task_set(const Deployment& a, const Wanted& wanted)
{
    return same_content(*a.revision, wanted.revision) && a.task_set->scale == wanted.set.task_set->scale
        && a.task_set->external_id == wanted.set.task_set->external_id && a.task_set->tags == wanted.set.task_set->tags;
}

} // namespace

Result<Json> create_task_set(Operation& operation, const Json& input)
{
    const auto found = service_of(operation, input);
    if (!found)
        return fail(found.error());
    Service service = **found;
    const auto token = text_of(input, "clientToken");
    if (token.size() > 36)
        return refuse("clientToken can have up to 36 characters.");
    auto wanted = read_wanted(operation, service, input);
    if (!wanted)
        return fail(wanted.error());
    wanted->set.number = token.empty() ? new_number(operation) : number_from(service, token);
    if (const auto before = operation.state().deployments().find(wanted->set.number)) {
        if (!same_task_set(*before, *wanted))
            return refuse("Creation of task set was not idempotent. (clientToken)");
        return reply_with(operation, service, before->number);
    }
    if (service.deployments.size() >= kMostTaskSets)
        return fail(Error{ "LimitExceededException", "A service can have at most 5 task sets. (service)", 400 });
    wanted->revision.number = new_number(operation);
    wanted->set.revision_number = wanted->revision.number;
    service.deployments.push_back(wanted->set.number);
    service.updated_at = operation.now;
    operation.transaction.put(wanted->revision);
    operation.transaction.put(service);
    operation.transaction.put(wanted->set);
    return reply_with(operation, service, wanted->set.number);
}

Result<Json> update_task_set(Operation& operation, const Json& input)
{
    const auto service = service_of(operation, input);
    if (!service)
        return fail(service.error());
    const auto found = require_task_set(operation.state(), **service, input, "taskSet");
    if (!found)
        return fail(found.error());
    const auto scale = scale_of(input);
    if (!scale)
        return fail(scale.error());
    Deployment set = **found;
    if (set.status == DeploymentStatus::Draining)
        return refuse("The task set is being deleted. (taskSet)");
    if (set.task_set->scale != *scale) {
        set.task_set->scale = *scale;
        set.updated_at = operation.now;
        operation.transaction.put(set);
    }
    return reply_with(operation, **service, set.number);
}

Result<Json> delete_task_set(Operation& operation, const Json& input)
{
    const auto service = service_of(operation, input);
    if (!service)
        return fail(service.error());
    const auto found = require_task_set(operation.state(), **service, input, "taskSet");
    if (!found)
        return fail(found.error());
    Deployment set = **found;
    if (set.status == DeploymentStatus::Primary && set.task_set->scale > 0 && !flag_of(input, "force"))
        return refuse("The primary task set cannot be deleted while its scale is above 0. Scale it to 0, make another "
                      "one primary, or give force. (force)");
    if (set.status != DeploymentStatus::Draining) {
        set.status = DeploymentStatus::Draining;
        set.updated_at = operation.now;
        operation.transaction.put(set);
    }
    return reply_with(operation, **service, set.number);
}

Result<Json> describe_task_sets(Operation& operation, const Json& input)
{
    const auto service = service_of(operation, input);
    if (!service)
        return fail(service.error());
    const auto& state = operation.state();
    auto names = texts_of(input, "taskSets");
    if (names.empty())
        for (const auto number : (*service)->deployments)
            names.push_back(deployment_id(*state.deployments().find(number)));
    Json sets = Json::array();
    Json failures = Json::array();
    for (const auto& name : names) {
        const auto set = find_task_set(state, **service, name);
        if (!set) {
            const auto scope = arns(operation.installation);
            failures.push_back(failure(is_arn(name)
                    ? name
                    : arn_of_missing(scope, "task-set", (*service)->cluster + "/" + (*service)->name, name),
                "MISSING"));
            continue;
        }
        sets.push_back(Describer(operation).task_set(**service, *set));
        if (!includes(input, "TAGS"))
            sets.back().erase("tags");
    }
    return Json{ { "taskSets", std::move(sets) }, { "failures", std::move(failures) } };
}

Result<Json> update_service_primary_task_set(Operation& operation, const Json& input)
{
    const auto service = service_of(operation, input);
    if (!service)
        return fail(service.error());
    const auto found = require_task_set(operation.state(), **service, input, "primaryTaskSet");
    if (!found)
        return fail(found.error());
    if ((*found)->status == DeploymentStatus::Draining)
        return refuse("The task set is being deleted. (primaryTaskSet)");
    Service next = **service;
    for (const auto number : next.deployments) {
        Deployment set = *operation.state().deployments().find(number);
        const bool chosen = number == (*found)->number;
        const auto status = chosen ? DeploymentStatus::Primary : DeploymentStatus::Active;
        if (set.status == status || (!chosen && set.status != DeploymentStatus::Primary))
            continue;
        set.status = status;
        set.updated_at = operation.now;
        operation.transaction.put(std::move(set));
    }
    std::erase(next.deployments, (*found)->number);
    next.deployments.insert(next.deployments.begin(), (*found)->number);
    next.updated_at = operation.now;
    operation.transaction.put(next);
    return reply_with(operation, next, (*found)->number);
}

} // namespace quayside::control
