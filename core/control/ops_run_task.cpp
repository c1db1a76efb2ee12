#include "core/control/describe.h"
#include "core/control/events.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/start_tasks.h"
#include "core/control/task_request.h"

#include <fmt/format.h>

namespace quayside::control {

namespace {

using model::EventKind;
using model::Severity;
using model::Task;

constexpr std::int64_t kMostTasks = 10;

struct Reply {
    Json tasks = Json::array();
    Json failures = Json::array();
};

Json to_json(Reply reply)
{
    return { { "tasks", std::move(reply.tasks) }, { "failures", std::move(reply.failures) } };
}

void start_on(Operation& operation, const TaskRequest& request, RowId spec, const Id& instance, Reply& reply)
{
    const Task task = new_task(operation, *request.definition, spec, instance);
    operation.transaction.put(task);
    reply.tasks.push_back(Describer(operation).task(*operation.state().tasks().find(task.id)));
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
    const auto arn = arns(operation.installation).container_instance(request.spec.cluster, refusal.instance);
    return failure(arn, refusal.reason, refusal.detail);
}

// The tasks that an earlier call with the same token started, if there was one.
Result<std::optional<Json>> replay(const Operation& operation, const Json& input)
{
    const auto token = text_of(input, "clientToken");
    const auto spec = token.empty() ? nullptr : operation.state().spec_with_token(token);
    if (!spec)
        return std::optional<Json>();
    Reply reply;
    std::string known;
    for (const auto& id : operation.state().tasks_in(spec->cluster)) {
        const auto task = operation.state().tasks().find(id);
        if (task->spec->client_token != token)
            continue;
        reply.tasks.push_back(Describer(operation).task(*task));
        known += (known.empty() ? "" : ", ") + arns(operation.installation).task(spec->cluster, id);
    }
    if (spec->call != fingerprint_of_call("RunTask", input))
        return fail(Error{ "ConflictException",
            "clientToken: a call with other parameters has used this token. It started " + known + ".", 400 });
    return std::optional(to_json(std::move(reply)));
}

Result<std::int64_t> count_of(const Json& input)
{
    const auto count = number_of(input, "count", 1);
    if (count < 1 || count > kMostTasks)
        return fail(Error::invalid_parameter("count should be between 1 and 10."));
    return count;
}

bool has_instances(const model::State& state, const std::string& cluster)
{
    for (const auto& id : state.instances_in(cluster))
        if (state.container_instances().find(id)->status != model::ContainerInstanceStatus::Inactive)
            return true;
    return false;
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
    if (!has_instances(operation.state(), request->spec.cluster))
        return fail(Error::invalid_parameter("No Container Instances were found in your cluster."));

    const auto placement
        = scheduler::place(operation.state(), request->placement, static_cast<int>(*count), operation.random);
    Reply reply;
    if (!placement.instances.empty()) {
        if (!request->spec.client_token.empty())
            request->spec.call = fingerprint_of_call("RunTask", input);
        const RowId spec = operation.transaction.put(request->spec);
        for (const auto& instance : placement.instances)
            start_on(operation, *request, spec, instance, reply);
    }
    if (placement.refusal) {
        const auto missing = static_cast<std::size_t>(*count) - placement.instances.size();
        for (std::size_t i = 0; i < missing; ++i)
            reply.failures.push_back(failure_of(operation, *request, *placement.refusal));
        note_refusal(operation, *request, missing, *placement.refusal);
    }
    return to_json(std::move(reply));
}

Result<Json> start_task(Operation& operation, const Json& input)
{
    auto request = read_task_request(operation, input);
    if (!request)
        return fail(request.error());
    request->spec.client_token.clear();
    const auto names = texts_of(input, "containerInstances");
    if (names.empty())
        return fail(Error::client("Container Instances cannot be empty."));
    if (names.size() > static_cast<std::size_t>(kMostTasks))
        return fail(Error::invalid_parameter("containerInstances: at most 10 can be named."));
    Reply reply;
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
