#include "core/control/describe.h"
#include "core/control/events.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/start_tasks.h"
#include "core/control/task_request.h"
#include "core/control/waiting_tasks.h"
#include "core/control/written_task.h"
#include "core/scheduler/capacity.h"
#include "core/scheduler/provider_split.h"
#include "core/scheduler/request.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace quayside::control {

namespace {

using model::EventKind;
using model::Severity;
using model::Task;

constexpr std::int64_t kMostTasks = 10;

struct Reply {
    explicit Reply(const Operation& operation)
        : writer(operation, TaskWriter::Tags::With)
    {
    }
    TaskWriter writer;
    Json tasks = Json::array();
    Json failures = Json::array();
};

Json to_json(Reply&& reply)
{
    return { { "tasks", std::move(reply.tasks) }, { "failures", std::move(reply.failures) } };
}

void start_on(Operation& operation, const TaskRequest& request, RowId spec, const Id& instance, Reply& reply)
{
    const Task task = new_task(operation, *request.definition, spec, instance);
    operation.transaction.put(task);
    reply.tasks.push_back(reply.writer.write(*operation.state().tasks().find(task.id)));
    record_event(operation, Severity::Info, EventKind::Task, request.spec.cluster, task.id.hex(),
        fmt::format("Task started from {} on {}.", short_name(*request.definition),
            operation.state().container_instances().find(instance)->name));
}

void note_refusal(
    Operation& operation, const TaskRequest& request, std::size_t count, const scheduler::Refusal& refusal)
{
    record_event(operation, Severity::Warning, EventKind::Placement, request.spec.cluster,
        short_name(*request.definition),
        fmt::format("{} of {} could not be placed: {}. {}", count == 1 ? "1 task" : fmt::format("{} tasks", count),
            short_name(*request.definition), refusal.reason, refusal.detail));
}

Json failure_of(const Operation& operation, const TaskRequest& request, const scheduler::Refusal& refusal)
{
    // Nothing is there for such tasks, or what is there is not for the caller to know.
    if (refusal.instance.is_null() || request.spec.launch_type == model::LaunchType::Fargate)
        return { { "reason", refusal.reason.empty() ? "CAPACITY" : refusal.reason },
            { "detail", refusal.detail.empty() ? "Capacity is unavailable at this time" : refusal.detail } };
    const auto arn = arns(operation.installation).container_instance(request.spec.cluster, refusal.instance);
    return failure(arn, refusal.reason, refusal.detail);
}

// The tasks of one capacity provider of the strategy; without one, all tasks of the call.
struct Share {
    std::string provider;
    std::int64_t count = 0;
};

std::vector<Share> shares_of(const TaskRequest& request, std::int64_t count)
{
    if (request.strategy.empty())
        return { { {}, count } };
    const std::vector<std::int64_t> none(request.strategy.size()); // a base counts within one call
    const auto counts = scheduler::split_over_providers(request.strategy, none, count);
    std::vector<Share> shares;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0)
            shares.push_back({ request.strategy[i].capacity_provider, counts[i] });
    return shares;
}

TaskRequest request_for(const TaskRequest& call, const Share& share)
{
    TaskRequest request = call;
    request.spec.capacity_provider = share.provider;
    request.placement = scheduler::request_for(request.spec, request.rules.constraints, request.rules.strategy);
    return request;
}

// The tasks that an earlier call with the same token started, if there was one.
Result<std::optional<Json>> replay(const Operation& operation, const Json& input)
{
    const auto token = text_of(input, "clientToken");
    const auto spec = token.empty() ? nullptr : operation.state().spec_with_token(token);
    if (!spec)
        return std::optional<Json>();
    Reply reply(operation);
    std::vector<std::string> known;
    for (const auto& id : operation.state().tasks_in(spec->cluster)) {
        const auto task = operation.state().tasks().find(id);
        if (task->spec->client_token != token)
            continue;
        reply.tasks.push_back(reply.writer.write(*task));
        known.push_back(arns(operation.installation).task(spec->cluster, id));
    }
    if (spec->call != fingerprint_of_call("RunTask", input))
        return fail(Error{ "ConflictException",
            fmt::format("clientToken: a call with other parameters has used this token. It started {}.",
                fmt::join(known, ", ")),
            400, known });
    return std::optional(to_json(std::move(reply)));
}

Result<std::int64_t> count_of(const Json& input)
{
    const auto count = number_of(input, "count", 1);
    if (count < 1 || count > kMostTasks)
        return fail(Error::invalid_parameter("count should be between 1 and 10."));
    return count;
}

// Tasks of Fargate and of providers that scale need not find any.
bool needs_instances(const model::State& state, const TaskRequest& request)
{
    return request.spec.launch_type != model::LaunchType::Fargate
        && std::ranges::none_of(request.strategy, [&](const model::CapacityProviderStrategyItem& item) {
               return scheduler::waits_for_capacity(state, item.capacity_provider);
           });
}

bool has_instances(const model::State& state, const std::string& cluster)
{
    return std::ranges::any_of(state.instances_in(cluster), [&state](const Id& id) {
        const auto instance = state.container_instances().find(id);
        return instance->status != model::ContainerInstanceStatus::Inactive
            && instance->launch_type != model::LaunchType::Fargate;
    });
}

// Those that find no place on a provider which scales: they wait for one.
Result<void> wait(Operation& operation, const TaskRequest& request, RowId spec, std::int64_t count, Reply& reply)
{
    if (count > scheduler::waiting_room(operation.state(), request.spec.cluster))
        return fail(Error::client(fmt::format(
            "The limit of {} tasks that wait for capacity in a cluster is reached. Try again later. (count)",
            scheduler::kMostWaiting)));
    for (const auto& id : start_waiting(operation, spec, count))
        reply.tasks.push_back(reply.writer.write(*operation.state().tasks().find(id)));
    record_event(operation, Severity::Info, EventKind::Placement, request.spec.cluster, short_name(*request.definition),
        fmt::format("Waiting for capacity of {}: {} of {}.", request.spec.capacity_provider,
            count == 1 ? "1 task" : fmt::format("{} tasks", count), short_name(*request.definition)));
    return {};
}

Result<void> run_share(Operation& operation, const TaskRequest& request, std::int64_t count, Reply& reply)
{
    const auto placement
        = scheduler::place(operation.state(), request.placement, static_cast<int>(count), operation.random);
    const auto missing = count - static_cast<std::int64_t>(placement.instances.size());
    const bool waits = missing > 0 && scheduler::waits_for_capacity(operation.state(), request.spec.capacity_provider);
    RowId spec = 0;
    if (!placement.instances.empty() || waits) {
        auto kept = request.spec;
        if (waits) {
            kept.placement_constraints = request.rules.constraints;
            kept.placement_strategy = request.rules.strategy;
        }
        spec = operation.transaction.put(kept);
    }
    for (const auto& instance : placement.instances)
        start_on(operation, request, spec, instance, reply);
    if (waits)
        return wait(operation, request, spec, missing, reply);
    if (missing > 0 && placement.refusal) {
        for (std::int64_t i = 0; i < missing; ++i)
            reply.failures.push_back(failure_of(operation, request, *placement.refusal));
        note_refusal(operation, request, static_cast<std::size_t>(missing), *placement.refusal);
    }
    return {};
}

} // namespace

Result<Json> run_task(Operation& operation, const Json& input)
{
    const auto earlier = replay(operation, input);
    if (!earlier)
        return fail(earlier.error());
    if (*earlier)
        return **earlier;
    const auto count = count_of(input);
    if (!count)
        return fail(count.error());
    auto request = read_task_request(operation, input);
    if (!request)
        return fail(request.error());
    if (auto read = read_placement(*request, input); !read)
        return fail(read.error());
    if (needs_instances(operation.state(), *request) && !has_instances(operation.state(), request->spec.cluster))
        return fail(Error::invalid_parameter("No Container Instances were found in your cluster."));
    if (!request->spec.client_token.empty())
        request->spec.call = fingerprint_of_call("RunTask", input);

    Reply reply(operation);
    for (const auto& share : shares_of(*request, *count))
        if (auto done = run_share(operation, request_for(*request, share), share.count, reply); !done)
            return fail(done.error());
    return to_json(std::move(reply));
}

Result<Json> start_task(Operation& operation, const Json& input)
{
    Json here = input;
    here["launchType"] = "EC2"; // whatever the cluster's default strategy says
    auto request = read_task_request(operation, here);
    if (!request)
        return fail(request.error());
    request->spec.client_token.clear();
    const auto names = texts_of(input, "containerInstances");
    if (names.empty())
        return fail(Error::client("Container Instances cannot be empty."));
    if (names.size() > static_cast<std::size_t>(kMostTasks))
        return fail(Error::invalid_parameter("containerInstances: at most 10 can be named."));
    Reply reply(operation);
    RowId spec = 0;
    for (const auto& name : names) {
        const auto instance = find_instance(operation.state(), request->spec.cluster, name);
        if (!instance) {
            reply.failures.push_back(
                failure(arn_of_missing(arns(operation.installation), "container-instance", request->spec.cluster, name),
                    "MISSING"));
            continue;
        }
        if (const auto refusal = scheduler::why_not(operation.state(), *instance, request->placement)) {
            reply.failures.push_back(failure_of(operation, *request, *refusal));
            note_refusal(operation, *request, 1, *refusal);
            continue;
        }
        if (spec == 0)
            spec = operation.transaction.put(request->spec);
        start_on(operation, *request, spec, instance->id, reply);
    }
    return to_json(std::move(reply));
}

} // namespace quayside::control
