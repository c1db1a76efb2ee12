#include "core/control/describe_placement.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/task_request.h"
#include "core/scheduler/provider_split.h"
#include "core/scheduler/request.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

using scheduler::PlacementRequest;

constexpr std::int64_t kDefaultInstances = 1'000;
constexpr std::uint64_t kSeed = 1; // the same question has the same answer, and no other choice is touched

// What is asked, whoever asks: equal tasks, shared among providers where a strategy says so.
struct Question {
    std::int64_t count = 1;
    std::vector<std::pair<PlacementRequest, std::int64_t>> shares;
};

PlacementRequest on_provider(PlacementRequest request, const std::string& provider)
{
    request.capacity_provider = provider;
    request.launch_type = scheduler::is_fargate(provider) ? model::LaunchType::Fargate : model::LaunchType::Ec2;
    return request;
}

Question question_of(const PlacementRequest& request, const model::CapacityProviderStrategy& strategy,
    const std::vector<std::int64_t>& there, std::int64_t count)
{
    Question question{ count, {} };
    if (strategy.empty()) {
        question.shares.emplace_back(request, count);
        return question;
    }
    const auto split = scheduler::split_over_providers(strategy, there, count);
    for (std::size_t i = 0; i < strategy.size(); ++i)
        if (split[i] > 0)
            question.shares.emplace_back(on_provider(request, strategy[i].capacity_provider), split[i]);
    return question;
}

Result<void> check_constraints(const Json& input)
{
    const Json& constraints = part_of(input, "placementConstraints");
    for (std::size_t i = 0; i < constraints.size(); ++i) {
        if (text_of(constraints[i], "type") != "memberOf")
            continue;
        const auto parsed = scheduler::Expression::parse(text_of(constraints[i], "expression"));
        if (!parsed)
            return fail(Error::invalid_parameter(
                fmt::format("placementConstraints[{}].expression: {}", i, parsed.error().message)));
    }
    return {};
}

// The service as a call that would change it would make it.
Result<void> apply_changes(
    const Operation& operation, const Json& input, model::Service& service, model::ServiceRevision& revision)
{
    if (has(input, "taskDefinition")) {
        revision.definition = find_definition(operation.state(), text_of(input, "taskDefinition"));
        if (!revision.definition)
            return fail(Error::client("TaskDefinition not found."));
        revision.definition_key = revision.definition->key();
    }
    if (auto checked = check_constraints(input); !checked)
        return checked;
    if (has(input, "placementConstraints"))
        fields_from_json(input["placementConstraints"], service.placement_constraints);
    if (has(input, "placementStrategy"))
        fields_from_json(input["placementStrategy"], service.placement_strategy);
    if (has(input, "launchType")) {
        fields_from_json(input["launchType"], revision.launch_type);
        revision.capacity_provider_strategy.clear();
    }
    if (has(input, "capacityProviderStrategy"))
        fields_from_json(input["capacityProviderStrategy"], revision.capacity_provider_strategy);
    return {};
}

std::vector<std::int64_t> tasks_by_provider(
    const model::State& state, const model::Service& service, const model::CapacityProviderStrategy& strategy)
{
    std::vector<std::int64_t> there(strategy.size());
    for (const auto& id : state.open_tasks_of(service.key())) {
        const auto task = state.tasks().find(id);
        if (task->last_status >= model::TaskStatus::Stopped)
            continue;
        for (std::size_t i = 0; i < strategy.size(); ++i)
            there[i] += task->spec->capacity_provider == strategy[i].capacity_provider ? 1 : 0;
    }
    return there;
}

Result<Question> of_service(const Operation& operation, const model::Cluster& cluster, const Json& input)
{
    const auto& state = operation.state();
    const auto found = state.services().find(
        model::Service::Key{ cluster.name, std::string(short_name_of(text_of(input, "service"))) });
    if (!found || found->status == model::ServiceStatus::Inactive)
        return fail(Error{ "ServiceNotFoundException", "Service not found.", 400 });
    const auto deployment = found->deployments.empty() ? nullptr : state.deployments().find(found->deployments.front());
    if (!deployment)
        return fail(Error::invalid_parameter("service: it has no deployment."));
    model::Service service = *found;
    model::ServiceRevision revision = *deployment->revision;
    if (auto applied = apply_changes(operation, input, service, revision); !applied)
        return fail(applied.error());
    const auto& strategy = revision.capacity_provider_strategy;
    return question_of(scheduler::request_for(service, revision), strategy, tasks_by_provider(state, service, strategy),
        number_of(input, "count", 1));
}

Result<Question> of_call(const Operation& operation, const Json& input)
{
    auto request = read_task_request(operation, input);
    if (!request)
        return fail(request.error());
    if (auto read = read_placement(*request, input); !read)
        return fail(read.error());
    const std::vector<std::int64_t> none(request->strategy.size());
    return question_of(request->placement, request->strategy, none, number_of(input, "count", 1));
}

Json answer(const Operation& operation, const Question& question, std::size_t rows)
{
    PlacementDescriber describer(operation, rows);
    Random random(kSeed);
    scheduler::WhatIf what_if;
    for (const auto& [request, count] : question.shares) {
        const auto explanation
            = scheduler::explain(operation.state(), request, static_cast<int>(count), random, what_if);
        for (const auto& id : explanation.placement.instances)
            what_if.add(id, request.group, request.need);
        describer.add(explanation, request, count);
    }
    return describer.reply(question.count);
}

Result<Json> of_task(const Operation& operation, const model::Cluster& cluster, const Json& input, std::size_t rows)
{
    const auto task = require_task(operation.state(), cluster.name, text_of(input, "task"));
    if (!task)
        return fail(task.error());
    PlacementDescriber describer(operation, rows);
    Random random(kSeed);
    describer.current((*task)->container_instance);
    describer.add(scheduler::explain_task(operation.state(), **task, random),
        scheduler::request_for(operation.state(), *(*task)->spec), 1);
    return describer.reply(1);
}

Result<Json> of_drain(const Operation& operation, const model::Cluster& cluster, const Json& input)
{
    const auto instance = require_instance(operation.state(), cluster.name, text_of(input, "containerInstance"));
    if (!instance)
        return fail(instance.error());
    Random random(kSeed);
    return describe_moves(
        operation, (*instance)->name, scheduler::preview_drain(operation.state(), **instance, random));
}

// Which of the members that say what is asked is there; empty if it is not exactly one.
std::string subject_of(const Json& input)
{
    std::string subject;
    for (const char* member : { "task", "service", "containerInstance" })
        if (has(input, member)) {
            if (!subject.empty())
                return {};
            subject = member;
        }
    if (subject.empty() && has(input, "taskDefinition"))
        return "taskDefinition";
    return subject;
}

Result<Json> explain_subject(
    const Operation& operation, const model::Cluster& cluster, const std::string& subject, const Json& input)
{
    const auto rows = static_cast<std::size_t>(number_of(input, "maxInstances", kDefaultInstances));
    if (subject == "task")
        return of_task(operation, cluster, input, rows);
    if (subject == "containerInstance")
        return of_drain(operation, cluster, input);
    const auto question = subject == "service" ? of_service(operation, cluster, input) : of_call(operation, input);
    if (!question)
        return fail(question.error());
    return answer(operation, *question, rows);
}

// The instances that a loss is asked of: those named, or all of a zone.
Result<std::vector<Id>> lost_instances(const Operation& operation, const model::Cluster& cluster, const Json& input)
{
    const auto& state = operation.state();
    std::vector<Id> lost;
    for (const auto& name : part_of(input, "containerInstances")) {
        const auto instance = require_instance(state, cluster.name, name.get<std::string>());
        if (!instance)
            return fail(instance.error());
        if (std::ranges::find(lost, (*instance)->id) == lost.end())
            lost.push_back((*instance)->id);
    }
    const auto zone = text_of(input, "availabilityZone");
    if (lost.empty() == zone.empty())
        return fail(Error::invalid_parameter("Name either an availabilityZone or containerInstances."));
    if (!zone.empty())
        for (const auto& id : state.instances_in(cluster.name))
            if (state.container_instances().find(id)->availability_zone == zone)
                lost.push_back(id);
    if (lost.empty())
        return fail(Error::invalid_parameter(
            fmt::format("availabilityZone: no container instance of {} is in {}.", cluster.name, zone)));
    return lost;
}

std::string name_of(const Operation& operation, const std::vector<Id>& instances, const std::string& zone)
{
    if (!zone.empty())
        return zone;
    if (instances.size() == 1)
        return operation.state().container_instances().find(instances.front())->name;
    return fmt::format("{} container instances", instances.size());
}

} // namespace

Result<Json> preview_loss(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto lost = lost_instances(operation, **cluster, input);
    if (!lost)
        return fail(lost.error());
    Random random(kSeed);
    auto reply = describe_moves(operation, name_of(operation, *lost, text_of(input, "availabilityZone")),
        scheduler::preview_loss(operation.state(), *lost, random));
    reply["containerInstances"] = lost->size();
    return reply;
}

Result<Json> explain_placement(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto subject = subject_of(input);
    if (subject.empty())
        return fail(Error::invalid_parameter(
            "Name exactly one of task, service and containerInstance, or a taskDefinition to run."));
    auto reply = explain_subject(operation, **cluster, subject, input);
    if (reply)
        (*reply)["subject"] = subject;
    return reply;
}

} // namespace quayside::control
