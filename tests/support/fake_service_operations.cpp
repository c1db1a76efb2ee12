#include "tests/support/fake_operations.h"

#include "core/base/arn.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

// What the window asks for about services, without a scheduler: a deployment that begins goes on for ever.
namespace quayside::test {

namespace {

using namespace model;

template <class T>
void change(ChangeSet& changes, const std::shared_ptr<const T>& before, T after)
{
    changes.of<T>().push_back({ before, std::make_shared<const T>(std::move(after)) });
}

template <class T>
std::shared_ptr<const T> add(ChangeSet& changes, T record)
{
    auto shared = std::make_shared<const T>(std::move(record));
    changes.of<T>().push_back({ nullptr, shared });
    return shared;
}

Json rule(const char* name, bool passed, std::string needs, std::string has)
{
    Json json = { { "rule", name }, { "passed", passed }, { "needs", std::move(needs) }, { "has", std::move(has) } };
    json["text"] = std::string(passed ? "It keeps the rule " : "It breaks the rule ") + name + ".";
    return json;
}

void read_placement(Service& service, const Json& input)
{
    if (input.contains("placementStrategy")) {
        service.placement_strategy.clear();
        for (const auto& item : input["placementStrategy"])
            service.placement_strategy.push_back(
                { item.value("type", "") == "binpack" ? StrategyType::Binpack : StrategyType::Spread,
                    item.value("field", std::string()) });
    }
    service.desired_count = input.value("desiredCount", service.desired_count);
}

} // namespace

ServicePtr FakeOperations::find_service(const Json& input, const char* member) const
{
    return state_.services().find(
        { input.value("cluster", std::string("default")), input.value(member, std::string()) });
}

void FakeOperations::deploy(Service& service, const TaskDefinitionPtr& definition, Changes& changes)
{
    ServiceRevision revision;
    revision.row = next_number_;
    revision.number = next_number_;
    revision.cluster = service.cluster;
    revision.service = service.name;
    revision.definition_key = definition->key();
    revision.definition = definition;
    revision.created_at = fake_now();
    const auto shared = add(changes, std::move(revision));
    Deployment deployment;
    deployment.row = ++next_number_;
    deployment.number = next_number_++;
    deployment.cluster = service.cluster;
    deployment.service = service.name;
    deployment.revision_number = shared->number;
    deployment.revision = shared;
    deployment.desired_count = service.desired_count;
    deployment.configuration = service.deployment_configuration;
    deployment.circuit_breaker_threshold = 3;
    deployment.service_deployment_status = ServiceDeploymentStatus::InProgress;
    deployment.created_at = fake_now();
    for (const auto number : service.deployments)
        if (const auto before = state_.deployments().find(number);
            before && before->status == DeploymentStatus::Primary) {
            deployment.source_revisions = { before->revision_number };
            Deployment superseded = *before;
            superseded.status = DeploymentStatus::Active;
            change(changes, before, std::move(superseded));
        }
    service.deployments.insert(service.deployments.begin(), deployment.number);
    add(changes, std::move(deployment));
}

Result<Json> FakeOperations::create_service(const Json& input, Changes& changes)
{
    const auto definition = find_definition(input.value("taskDefinition", std::string()));
    if (!definition)
        return fail(Error::client("Unable to describe task definition."));
    Service service;
    service.row = next_number_++;
    service.cluster = input.value("cluster", std::string("default"));
    service.name = input.value("serviceName", std::string());
    service.created_at = fake_now();
    if (state_.services().find(service.key()))
        return fail(Error::invalid_parameter("Creation of service was not idempotent."));
    read_placement(service, input);
    deploy(service, definition, changes);
    const auto shared = add(changes, std::move(service));
    return Json{ { "service", { { "serviceName", shared->name } } } };
}

Result<Json> FakeOperations::update_service(const Json& input, Changes& changes)
{
    const auto service = find_service(input, "service");
    if (!service)
        return fail({ "ServiceNotFoundException", "Service not found.", 400 });
    Service updated = *service;
    read_placement(updated, input);
    const auto definition = find_definition(input.value("taskDefinition", std::string()));
    const auto current
        = service->deployments.empty() ? nullptr : state_.deployments().find(service->deployments.front());
    if (definition || (input.value("forceNewDeployment", false) && current))
        deploy(updated, definition ? definition : current->revision->definition, changes);
    change(changes, service, std::move(updated));
    return Json{ { "service", { { "serviceName", service->name } } } };
}

Result<Json> FakeOperations::delete_service(const Json& input, Changes& changes) const
{
    const auto service = find_service(input, "service");
    if (!service)
        return fail({ "ServiceNotFoundException", "Service not found.", 400 });
    Service gone = *service;
    gone.status = ServiceStatus::Draining;
    gone.desired_count = 0;
    change(changes, service, std::move(gone));
    return Json{ { "service", { { "serviceName", service->name } } } };
}

Result<Json> FakeOperations::end_deployment(const Json& input, Changes& changes) const
{
    const auto arn = input.value("serviceDeploymentArn", std::string());
    for (const auto& [number, deployment] : state_.deployments()) {
        const bool meant = arn == ArnScope().service_deployment(deployment->cluster, deployment->service, number)
            || arn
                == ArnScope{ "000000000000", "us-east-1" }.service_deployment(
                    deployment->cluster, deployment->service, number);
        if (!meant)
            continue;
        Deployment ended = *deployment;
        ended.service_deployment_status = input.value("stopType", std::string()) == "ABORT"
            ? ServiceDeploymentStatus::Stopped
            : ServiceDeploymentStatus::RollbackInProgress;
        change(changes, deployment, std::move(ended));
        return Json{ { "serviceDeploymentArn", arn } };
    }
    return fail(
        { "ServiceDeploymentNotFoundException", "The service deploy ARN that you specified doesn't exist.", 400 });
}

Result<Json> FakeOperations::protect_tasks(const Json& input, Changes& changes) const
{
    for (const auto& name : input.at("tasks")) {
        const auto task = find_task(name.get<std::string>());
        if (!task)
            return fail(Error::invalid_parameter("The referenced task was not found."));
        Task edited = *task;
        edited.protected_until = input.value("protectionEnabled", false) ? fake_now() + std::chrono::hours(2) : kNever;
        change(changes, task, std::move(edited));
    }
    return Json{ { "protectedTasks", Json::array() }, { "failures", Json::array() } };
}

Json FakeOperations::explained(const ContainerInstance& instance, const Resources& need, int tasks) const
{
    const auto& usage = state_.usage_of(instance.id);
    const auto cpu = instance.registered.cpu - usage.cpu;
    const auto memory = instance.registered.memory - usage.memory;
    Json json = { { "containerInstanceArn", ArnScope().container_instance(instance.cluster, instance.id) },
        { "containerInstanceName", instance.name }, { "availabilityZone", instance.availability_zone },
        { "tasks", tasks } };
    const bool active = instance.status == ContainerInstanceStatus::Active;
    json["rules"] = Json::array({ rule("status", active, "ACTIVE", active ? "active" : "draining"),
        rule("agent", instance.agent_connected, "", instance.agent_connected ? "connected" : "not connected"),
        rule("cpu", cpu >= need.cpu, std::to_string(need.cpu), std::to_string(cpu) + " free"),
        rule("memory", memory >= need.memory, std::to_string(need.memory), std::to_string(memory) + " free") });
    return json;
}

// Tasks go to the instances in turn, as far as they fit.
Result<Json> FakeOperations::explain_placement(const Json& input) const
{
    if (const auto instance = find_instance(input.value("containerInstance", std::string())))
        return explain_drain(*instance);
    for (const auto& constraint : input.value("placementConstraints", Json::array()))
        if (constraint.value("expression", std::string()).ends_with("="))
            return fail(
                Error::invalid_parameter("Expected a value at character 14 (placementConstraints[0].expression)"));
    Resources need;
    std::string subject = "task";
    std::string cluster = input.value("cluster", std::string("default"));
    if (const auto task = find_task(input.value("task", std::string())))
        need = reservation(*task->spec);
    else if (const auto service = find_service(input, "service"); service && !service->deployments.empty()) {
        TaskSpec spec;
        spec.definition = state_.deployments().find(service->deployments.front())->revision->definition;
        need = reservation(spec);
    } else if (const auto definition = find_definition(input.value("taskDefinition", std::string()))) {
        TaskSpec spec;
        spec.definition = definition;
        need = reservation(spec);
    } else {
        return fail(Error::client("Unable to describe task definition."));
    }
    const int count = input.value("count", 1);
    std::vector<std::shared_ptr<const ContainerInstance>> fitting;
    for (const auto& id : state_.instances_in(cluster)) {
        const auto instance = state_.container_instances().find(id);
        const auto& usage = state_.usage_of(id);
        if (instance->status == ContainerInstanceStatus::Active && instance->agent_connected
            && instance->registered.cpu - usage.cpu >= need.cpu
            && instance->registered.memory - usage.memory >= need.memory)
            fitting.push_back(instance);
    }
    Json share = { { "count", count }, { "instances", Json::array() } };
    for (const auto& id : state_.instances_in(cluster)) {
        const auto instance = state_.container_instances().find(id);
        const auto place = std::ranges::find(fitting, instance) - fitting.begin();
        const auto places = static_cast<int>(fitting.size());
        const int tasks = place < places ? count / places + (place < count % places ? 1 : 0) : 0;
        share["instances"].push_back(explained(*instance, need, tasks));
    }
    const int placed = fitting.empty() ? 0 : count;
    return Json{ { "subject", subject }, { "count", count }, { "placed", placed }, { "shares", Json::array({ share }) },
        { "summary",
            Json::array({ std::to_string(placed) + " of " + std::to_string(count) + " tasks have a place." }) },
        { "suggestions",
            placed < count ? Json::array({ "Lower the CPU to 256 units: then it fits on quay-b1." })
                           : Json::array() } };
}

Json FakeOperations::explain_drain(const ContainerInstance& instance) const
{
    Json moves = Json::array();
    for (const auto& id : state_.tasks_on(instance.id)) {
        const auto task = state_.tasks().find(id);
        if (task->last_status >= TaskStatus::Stopped)
            continue;
        const bool moved = !task->spec->service.empty();
        moves.push_back({ { "taskArn", ArnScope().task(instance.cluster, id) },
            { "outcome", moved ? "moves" : "stays" }, { "containerInstanceName", moved ? "quay-a1" : "" },
            { "text", moved ? "Stops once its replacement runs on quay-a1." : "It belongs to no service." } });
    }
    return Json{ { "subject", instance.name }, { "moves", std::move(moves) } };
}

} // namespace quayside::test
