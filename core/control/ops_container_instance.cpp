#include "core/agent/lifecycle.h"
#include "core/control/describe.h"
#include "core/control/events.h"
#include "core/control/foreign_agent.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"
#include "core/scheduler/expression.h"

namespace quayside::control {

namespace {

using model::ContainerInstance;
using model::ContainerInstanceStatus;

constexpr std::size_t kMostDescribed = 100;
constexpr std::size_t kMostUpdated = 10;

Json missing(const Operation& operation, const std::string& cluster, const std::string& name)
{
    return failure(arn_of_missing(arns(operation.installation), "container-instance", cluster, name), "MISSING");
}

void note_change(Operation& operation, const ContainerInstance& instance, const std::string& what)
{
    record_event(operation, model::Severity::Info, model::EventKind::Instance, instance.cluster, instance.id.hex(),
        "Container instance " + instance.name + " " + what);
}

Result<std::optional<scheduler::Expression>> filter_of(const Json& input)
{
    if (!has(input, "filter"))
        return std::optional<scheduler::Expression>();
    auto parsed = scheduler::Expression::parse(text_of(input, "filter"));
    if (!parsed)
        return fail(Error::invalid_parameter("filter: " + parsed.error().message));
    return std::optional(std::move(parsed).value());
}

bool has_status(const ContainerInstance& instance, const std::string& status)
{
    return status.empty() ? instance.status != ContainerInstanceStatus::Inactive : to_string(instance.status) == status;
}

} // namespace

Result<Json> describe_container_instances(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto names = texts_of(input, "containerInstances");
    if (names.empty())
        return fail(Error::client("Container Instances cannot be empty."));
    if (names.size() > kMostDescribed)
        return fail(Error::invalid_parameter("containerInstances: at most 100 can be described at once."));
    Json instances = Json::array();
    Json failures = Json::array();
    for (const auto& name : names)
        if (const auto instance = find_instance(operation.state(), (*cluster)->name, name))
            instances.push_back(Describer(operation).instance(*instance, input));
        else
            failures.push_back(missing(operation, (*cluster)->name, name));
    return Json{ { "containerInstances", std::move(instances) }, { "failures", std::move(failures) } };
}

Result<Json> list_container_instances(Operation& operation, const Json& input)
{
    const auto& state = operation.state();
    const auto cluster = find_cluster(state, input);
    if (!cluster)
        return fail(cluster.error());
    const auto pager = Pager::read("ListContainerInstances", input);
    if (!pager)
        return fail(pager.error());
    const auto filter = filter_of(input);
    if (!filter)
        return fail(filter.error());
    const auto scope = arns(operation.installation);
    const auto status = text_of(input, "status");
    return pager->page(
        "containerInstanceArns", state.instances_in((*cluster)->name), [&](const Id& id) -> std::optional<Json> {
            const auto instance = state.container_instances().find(id);
            const bool wanted = instance->launch_type != model::LaunchType::Fargate && has_status(*instance, status)
                && (!*filter || (*filter)->matches(scheduler::facts_of(*instance, state)));
            return wanted ? std::optional<Json>(scope.container_instance(instance->cluster, id)) : std::nullopt;
        });
}

Result<Json> update_container_instances_state(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto status = parse_enum<ContainerInstanceStatus>(text_of(input, "status"));
    if (!status || *status == ContainerInstanceStatus::Inactive)
        return fail(Error::invalid_parameter("Container instance status should be one of [ACTIVE, DRAINING]"));
    const auto names = texts_of(input, "containerInstances");
    if (names.empty() || names.size() > kMostUpdated)
        return fail(Error::invalid_parameter("containerInstances: between 1 and 10 must be named."));
    Json instances = Json::array();
    Json failures = Json::array();
    for (const auto& name : names) {
        const auto found = find_instance(operation.state(), (*cluster)->name, name);
        if (!found) {
            failures.push_back(missing(operation, (*cluster)->name, name));
            continue;
        }
        if (found->status == ContainerInstanceStatus::Inactive) {
            failures.push_back(
                failure(arns(operation.installation).container_instance(found->cluster, found->id), "INACTIVE"));
            continue;
        }
        ContainerInstance instance = *found;
        if (instance.status != *status) {
            instance.status = *status;
            ++instance.version;
            operation.transaction.put(instance);
            note_change(operation, instance, "is " + std::string(to_string(*status)) + " now.");
        }
        instances.push_back(Describer(operation).instance(instance, input));
    }
    return Json{ { "containerInstances", std::move(instances) }, { "failures", std::move(failures) } };
}

Result<Json> deregister_container_instance(Operation& operation, const Json& input)
{
    const auto& state = operation.state();
    const auto cluster = find_cluster(state, input);
    if (!cluster)
        return fail(cluster.error());
    const auto found = require_instance(state, (*cluster)->name, text_of(input, "containerInstance"));
    if (!found)
        return fail(found.error());
    if (!flag_of(input, "force") && state.usage_of((*found)->id).tasks > 0)
        return fail(Error::invalid_parameter("Found running tasks on the instance."));
    const auto tasks = state.tasks_on((*found)->id);
    for (const auto& id : tasks)
        operation.transaction.put(agent::request_stop(*state.tasks().find(id), model::StopCode::None,
            "Container instance deregistration forced by user", operation.now));
    ContainerInstance instance = **found;
    instance.status = ContainerInstanceStatus::Inactive;
    ++instance.version;
    operation.transaction.put(instance);
    if (is_foreign(instance))
        end_tasks_of(operation, instance);
    note_change(operation, instance, "deregistered.");
    return Json{ { "containerInstance", Describer(operation).instance(instance, input) } };
}

} // namespace quayside::control
