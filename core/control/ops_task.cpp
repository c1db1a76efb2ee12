#include "core/agent/lifecycle.h"
#include "core/control/describe.h"
#include "core/control/events.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"
#include "core/control/written_task.h"

namespace quayside::control {

namespace {

using model::Task;

constexpr std::size_t kMostDescribed = 100;

struct TaskFilter {
    model::DesiredStatus desired = model::DesiredStatus::Running;
    std::optional<model::LaunchType> launch_type;
    std::string family;
    std::string started_by;
    std::string service;

    bool operator()(const Task& task) const
    {
        const auto& spec = *task.spec;
        return task.desired_status == desired && (!launch_type || spec.launch_type == *launch_type)
            && (family.empty() || spec.definition_key.family == family) && (service.empty() || spec.service == service)
            && (started_by.empty() || spec.started_by == started_by);
    }
};

// The name of the service or daemon whose tasks are asked for; empty: those of all.
std::string owner_of(const Json& input)
{
    if (has(input, "daemonName"))
        return daemon_name(short_name_of(text_of(input, "daemonName")));
    return std::string(short_name_of(text_of(input, "serviceName")));
}

// The tasks among which is looked: all of the cluster, or those of one instance or service. Of a service, those that
// have stopped are not kept together.
Result<const model::State::Ids*> ids_of(const model::State& state, const std::string& cluster, const Json& input)
{
    const auto owner = owner_of(input);
    if (!has(input, "containerInstance") && !owner.empty() && text_of(input, "desiredStatus") != "STOPPED")
        return &state.open_tasks_of({ cluster, owner });
    if (!has(input, "containerInstance"))
        return &state.tasks_in(cluster);
    const auto instance = require_instance(state, cluster, text_of(input, "containerInstance"));
    if (!instance)
        return fail(instance.error());
    return &state.tasks_on((*instance)->id);
}

Result<void> check_filters(const Json& input)
{
    if (has(input, "startedBy"))
        for (const char* other : { "family", "containerInstance", "serviceName", "daemonName", "launchType" })
            if (has(input, other))
                return fail(Error::invalid_parameter(
                    std::string("startedBy must be the only filter; ") + other + " was given as well."));
    if (has(input, "serviceName") && has(input, "daemonName"))
        return fail(Error::invalid_parameter("Give either serviceName or daemonName, not both. (daemonName)"));
    return {};
}

Result<void> check_owner(const model::State& state, const std::string& cluster, const Json& input)
{
    if (has(input, "serviceName"))
        if (auto service = require_service(state, cluster, text_of(input, "serviceName")); !service)
            return fail(service.error());
    if (has(input, "daemonName") && !state.services().find({ cluster, owner_of(input) }))
        return fail(Error::invalid_parameter("daemonName: there is no daemon " + text_of(input, "daemonName") + "."));
    return {};
}

} // namespace

Result<Json> stop_task(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto task = require_task(operation.state(), (*cluster)->name, text_of(input, "task"));
    if (!task)
        return fail(task.error());
    const auto given = text_of(input, "reason");
    const auto reason = given.empty() ? "Task stopped by user" : given;
    const Task after = agent::request_stop(**task, model::StopCode::UserInitiated, reason, operation.now);
    if (after.desired_status != (*task)->desired_status)
        record_event(operation, model::Severity::Info, model::EventKind::Task, (*cluster)->name, after.id.hex(),
            "Task is asked to stop: " + reason);
    operation.transaction.put(after);
    Json shown = Describer(operation).task(*operation.state().tasks().find(after.id));
    // The reply has the status in which the call found the task, as that of ECS does.
    if (after.last_status != model::TaskStatus::Stopped)
        shown["lastStatus"] = to_string((*task)->last_status);
    return Json{ { "task", std::move(shown) } };
}

Result<Json> describe_tasks(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto names = texts_of(input, "tasks");
    if (names.empty())
        return fail(Error::invalid_parameter("Tasks cannot be empty."));
    if (names.size() > kMostDescribed)
        return fail(Error::invalid_parameter("tasks: at most 100 can be described at once."));
    Json tasks = Json::array();
    Json failures = Json::array();
    TaskWriter writer(operation, includes(input, "TAGS") ? TaskWriter::Tags::With : TaskWriter::Tags::Without);
    for (const auto& name : names) {
        const auto task = find_task(operation.state(), (*cluster)->name, name);
        if (!task) {
            failures.push_back(
                failure(arn_of_missing(arns(operation.installation), "task", (*cluster)->name, name), "MISSING"));
            continue;
        }
        tasks.push_back(writer.write(*task));
    }
    return Json{ { "tasks", std::move(tasks) }, { "failures", std::move(failures) } };
}

Result<Json> list_tasks(Operation& operation, const Json& input)
{
    const auto& state = operation.state();
    const auto cluster = find_cluster(state, input);
    if (!cluster)
        return fail(cluster.error());
    if (auto checked = check_filters(input); !checked)
        return fail(checked.error());
    if (auto checked = check_owner(state, (*cluster)->name, input); !checked)
        return fail(checked.error());
    const auto pager = Pager::read("ListTasks", input);
    if (!pager)
        return fail(pager.error());
    const auto ids = ids_of(state, (*cluster)->name, input);
    if (!ids)
        return fail(ids.error());
    // No task ever wants to be PENDING.
    if (text_of(input, "desiredStatus") == "PENDING")
        return Json{ { "taskArns", Json::array() } };
    TaskFilter filter;
    filter.desired = parse_enum<model::DesiredStatus>(text_of(input, "desiredStatus")).value_or(filter.desired);
    filter.launch_type = parse_enum<model::LaunchType>(text_of(input, "launchType"));
    filter.family = text_of(input, "family");
    filter.service = owner_of(input);
    filter.started_by = text_of(input, "startedBy");
    const auto scope = arns(operation.installation);
    return pager->page("taskArns", **ids, [&](const Id& id) -> std::optional<Json> {
        const auto task = state.tasks().find(id);
        return filter(*task) ? std::optional<Json>(scope.task((*cluster)->name, id)) : std::nullopt;
    });
}

} // namespace quayside::control
