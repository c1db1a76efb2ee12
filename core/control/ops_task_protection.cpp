#include "core/control/describe_parts.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

#include <fmt/format.h>

namespace quayside::control {

namespace {

using model::Task;
using model::TaskPtr;

constexpr std::size_t kMostRead = 100;
constexpr std::size_t kMostChanged = 10;
constexpr std::int64_t kUsualMinutes = 120;
constexpr std::int64_t kMostMinutes = 2880;

struct Reply {
    Json tasks = Json::array();
    Json failures = Json::array();
};

Json protection_of(const Operation& operation, const Task& task)
{
    const bool holds = task.protected_until > operation.now;
    Json json = { { "taskArn", arns(operation.installation).task(task.spec->cluster, task.id) },
        { "protectionEnabled", holds } };
    if (holds)
        put_time(json, "expirationDate", task.protected_until);
    return json;
}

// Only tasks of services that shall run can be protected.
bool is_valid(const Task& task)
{
    return !task.spec->service.empty() && !is_daemon_name(task.spec->service)
        && task.desired_status == model::DesiredStatus::Running && task.last_status < model::TaskStatus::Stopped;
}

// The named tasks, in the order of the call; those that are missing or cannot be protected become failures.
std::vector<TaskPtr> tasks_of(
    const Operation& operation, const std::string& cluster, const std::vector<std::string>& names, Json& failures)
{
    std::vector<TaskPtr> tasks;
    const auto scope = arns(operation.installation);
    for (const auto& name : names) {
        auto task = find_task(operation.state(), cluster, name);
        if (!task)
            failures.push_back(failure(arn_of_missing(scope, "task", cluster, name), "MISSING"));
        else if (!is_valid(*task))
            failures.push_back(failure(
                scope.task(cluster, task->id), "TASK_NOT_VALID", "Only a running task of a service can be protected."));
        else
            tasks.push_back(std::move(task));
    }
    return tasks;
}

std::size_t protected_tasks(const Operation& operation, const model::Service::Key& service)
{
    std::size_t count = 0;
    for (const auto& id : operation.state().open_tasks_of(service))
        count += operation.state().tasks().find(id)->protected_until > operation.now ? 1 : 0;
    return count;
}

// One more protected task than the service shall have would keep a deployment from ever ending.
bool would_block(const Operation& operation, const Task& task)
{
    const model::Service::Key key{ task.spec->cluster, task.spec->service };
    const auto service = operation.state().services().find(key);
    if (!service || service->deployments.size() < 2 || task.protected_until > operation.now)
        return false;
    return protected_tasks(operation, key) >= static_cast<std::size_t>(service->desired_count);
}

Json to_json(Reply reply)
{
    return { { "protectedTasks", std::move(reply.tasks) }, { "failures", std::move(reply.failures) } };
}

Result<std::vector<std::string>> names_of(const Json& input, std::size_t most)
{
    auto names = texts_of(input, "tasks");
    if (names.empty())
        return fail(Error::invalid_parameter("Tasks cannot be empty. (tasks)"));
    if (names.size() > most)
        return fail(Error::invalid_parameter(fmt::format("tasks: at most {} can be named.", most)));
    return names;
}

} // namespace

Result<Json> get_task_protection(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto names = names_of(input, kMostRead);
    if (!names)
        return fail(names.error());
    Reply reply;
    for (const auto& task : tasks_of(operation, (*cluster)->name, *names, reply.failures))
        reply.tasks.push_back(protection_of(operation, *task));
    return to_json(std::move(reply));
}

Result<Json> update_task_protection(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto names = names_of(input, kMostChanged);
    if (!names)
        return fail(names.error());
    const auto minutes = number_of(input, "expiresInMinutes", kUsualMinutes);
    if (minutes < 1 || minutes > kMostMinutes)
        return fail(Error::invalid_parameter(fmt::format("expiresInMinutes must be between 1 and {}.", kMostMinutes)));
    const bool enable = flag_of(input, "protectionEnabled");
    Reply reply;
    for (const auto& task : tasks_of(operation, (*cluster)->name, *names, reply.failures)) {
        if (enable && would_block(operation, *task)) {
            reply.failures.push_back(failure(arns(operation.installation).task((*cluster)->name, task->id),
                "DEPLOYMENT_BLOCKED", "The service would have more protected tasks than its desired count."));
            continue;
        }
        Task next = *task;
        next.protected_until = enable ? operation.now + std::chrono::minutes(minutes) : kNever;
        reply.tasks.push_back(protection_of(operation, next));
        operation.transaction.put(std::move(next));
    }
    return to_json(std::move(reply));
}

} // namespace quayside::control
