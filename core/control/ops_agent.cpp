#include "core/agent/lifecycle.h"
#include "core/control/attachments.h"
#include "core/control/foreign_agent.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

#include <algorithm>
#include <array>
#include <limits>

namespace quayside::control {

namespace {

using agent::ContainerReport;
using model::ContainerStatus;
using model::Task;

// What agents say of a container or task on its way up.
constexpr std::array kOnTheWay = { "NONE", "MANIFEST_PULLED", "PULLED", "CREATED", "RESOURCES_PROVISIONED", "PENDING",
    "PROVISIONING", "ACTIVATING" };
constexpr std::size_t kMostBindings = 1000;

Json acknowledged()
{
    return { { "acknowledgment", "ok" } };
}

Result<ContainerStatus> status_of(const Json& input, const std::string& path)
{
    const auto status = text_of(input, "status");
    if (status == "RUNNING")
        return ContainerStatus::Running;
    if (status == "STOPPED")
        return ContainerStatus::Stopped;
    if (status.empty() || std::ranges::find(kOnTheWay, status) != kOnTheWay.end())
        return ContainerStatus::Pending;
    return fail(Error::invalid_parameter(path + "status should be one of [PENDING, RUNNING, STOPPED]."));
}

Result<std::vector<model::NetworkBinding>> bindings_of(const Json& input, const std::string& path)
{
    std::vector<model::NetworkBinding> bindings;
    for (const auto& given : part_of(input, "networkBindings")) {
        for (const char* port : { "containerPort", "hostPort" })
            if (const auto number = number_of(given, port);
                number < 0 || number > std::numeric_limits<std::uint16_t>::max())
                return fail(Error::invalid_parameter(path + "networkBindings: " + port + " must be a port number."));
        fields_from_json(given, bindings.emplace_back());
    }
    if (bindings.size() > kMostBindings)
        return fail(Error::invalid_parameter(path + "networkBindings: there are too many."));
    return bindings;
}

Result<std::size_t> container_of(const Task& task, const Json& input, const std::string& path)
{
    const auto& containers = task.spec->definition->containers;
    const auto name = text_of(input, "containerName");
    const auto found = std::ranges::find(containers, name, &model::ContainerDefinition::name);
    if (found == containers.end())
        return fail(Error::invalid_parameter(path + "containerName: the task has no container " + name + "."));
    return static_cast<std::size_t>(found - containers.begin());
}

Result<ContainerReport> report_of(const Task& task, const Json& input, const std::string& path)
{
    ContainerReport report;
    report.task = task.id;
    const auto container = container_of(task, input, path);
    if (!container)
        return fail(container.error());
    report.index = *container;
    const auto status = status_of(input, path);
    if (!status)
        return fail(status.error());
    report.status = *status;
    auto bindings = bindings_of(input, path);
    if (!bindings)
        return fail(bindings.error());
    report.network_bindings = std::move(bindings).value();
    report.runtime_id = text_of(input, "runtimeId");
    report.image_digest = text_of(input, "imageDigest");
    report.reason = text_of(input, "reason");
    if (has(input, "exitCode"))
        report.exit_code = static_cast<std::int32_t>(number_of(input, "exitCode"));
    return report;
}

Result<model::ManagedAgent> managed_agent_of(const Task& task, const Json& input, const std::string& path)
{
    const auto container = container_of(task, input, path);
    if (!container)
        return fail(container.error());
    model::ManagedAgent agent;
    agent.container = static_cast<std::uint32_t>(*container);
    agent.last_status = text_of(input, "status");
    agent.reason = agent::limited(text_of(input, "reason"), agent::kMostReason);
    if (agent.last_status != "PENDING" && agent.last_status != "RUNNING" && agent.last_status != "STOPPED")
        return fail(Error::invalid_parameter(path + "status should be one of [PENDING, RUNNING, STOPPED]."));
    return agent;
}

struct SubmittedAttachment {
    model::TaskPtr task;
    model::AttachmentStatus status = model::AttachmentStatus::None;
};

Result<SubmittedAttachment> attachment_of(
    const model::State& state, const std::string& cluster, const Json& input, const std::string& path)
{
    const auto arn = text_of(input, "attachmentArn");
    const auto id = task_of_attachment(arn);
    const auto task = id ? state.tasks().find(*id) : nullptr;
    const auto instance = task ? state.container_instances().find(task->container_instance) : InstancePtr();
    if (!instance || task->spec->cluster != cluster || !is_foreign(*instance) || !has_attachment(*task->spec))
        return fail(Error::invalid_parameter(path + "attachmentArn: there is no attachment " + arn + "."));
    const auto status = parse_enum<model::AttachmentStatus>(text_of(input, "status"));
    if (!status || *status == model::AttachmentStatus::None)
        return fail(Error::invalid_parameter(path
            + "status should be one of [PRECREATED, CREATED, ATTACHING, ATTACHED, DETACHING, DETACHED, DELETED, "
              "FAILED]."));
    return SubmittedAttachment{ task, *status };
}

// Each of a list, by `read`, which names the place of what is wrong.
template <class T, class F>
Result<std::vector<T>> read_list(const Json& input, const char* member, const F& read)
{
    std::vector<T> list;
    const Json& given = part_of(input, member);
    for (std::size_t i = 0; i < given.size(); ++i) {
        auto one = read(given[i], std::string(member) + "[" + std::to_string(i) + "].");
        if (!one)
            return fail(one.error());
        list.push_back(std::move(one).value());
    }
    return list;
}

Result<std::vector<SubmittedAttachment>> read_attachments(
    const model::State& state, const std::string& cluster, const Json& input)
{
    return read_list<SubmittedAttachment>(input, "attachments",
        [&](const Json& given, const std::string& path) { return attachment_of(state, cluster, given, path); });
}

Result<void> read_attachment(const Operation& operation, const Task& task, Submission& submission, const Json& input)
{
    const auto attachments = read_attachments(operation.state(), task.spec->cluster, input);
    if (!attachments)
        return fail(attachments.error());
    for (const auto& attachment : *attachments) {
        if (attachment.task->id != task.id)
            return fail(Error::invalid_parameter("attachments: one of them is another task's."));
        submission.attachment = attachment.status;
    }
    return {};
}

// The containers, managed agents and attachments of a task that a submission names.
Result<void> read_parts(const Operation& operation, const Task& task, Submission& submission, const Json& input)
{
    auto containers = read_list<ContainerReport>(
        input, "containers", [&](const Json& given, const std::string& path) { return report_of(task, given, path); });
    if (!containers)
        return fail(containers.error());
    auto agents = read_list<model::ManagedAgent>(input, "managedAgents",
        [&](const Json& given, const std::string& path) { return managed_agent_of(task, given, path); });
    if (!agents)
        return fail(agents.error());
    submission.containers = std::move(containers).value();
    submission.managed_agents = std::move(agents).value();
    return read_attachment(operation, task, submission, input);
}

// The task that an agent speaks of; null if it is gone, of which an agent may learn late.
Result<model::TaskPtr> submitted_task(const Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto name = text_of(input, "task");
    if (name.empty())
        return fail(Error::invalid_parameter("task is required."));
    auto task = find_task(operation.state(), (*cluster)->name, name);
    const auto instance = task ? operation.state().container_instances().find(task->container_instance) : InstancePtr();
    if (task && (!instance || !is_foreign(*instance)))
        return fail(Error::client("The task is not on a container instance that an agent has registered. (task)"));
    return task;
}

} // namespace

Result<Json> discover_poll_endpoint(Operation& operation, const Json&)
{
    if (operation.installation.endpoint.empty())
        return fail(Error::client("The API is not served at present."));
    const auto endpoint = operation.installation.endpoint + "/";
    return Json{ { "endpoint", endpoint }, { "telemetryEndpoint", endpoint } };
}

Result<Json> update_container_agent(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto instance = require_instance(operation.state(), (*cluster)->name, text_of(input, "containerInstance"));
    if (!instance)
        return fail(instance.error());
    if (is_foreign(**instance) && (*instance)->agent_version.empty())
        return fail(Error{ "MissingVersionException",
            "The version of the container agent is not known: it said none when it registered the instance.", 400 });
    return fail(Error{ "NoUpdateAvailableException", "There is no update available for your container agent.", 400 });
}

Result<Json> submit_task_state_change(Operation& operation, const Json& input)
{
    const auto task = submitted_task(operation, input);
    if (!task)
        return fail(task.error());
    if (const auto status = status_of(input, {}); !status)
        return fail(status.error());
    if (!*task)
        return acknowledged();
    Submission submission;
    submission.task = (*task)->id;
    submission.status = text_of(input, "status");
    submission.reason = text_of(input, "reason");
    submission.pull_started_at = time_of(input, "pullStartedAt");
    submission.pull_stopped_at = time_of(input, "pullStoppedAt");
    submission.execution_stopped_at = time_of(input, "executionStoppedAt");
    if (auto read = read_parts(operation, **task, submission, input); !read)
        return fail(read.error());
    record_submission(operation, submission);
    return acknowledged();
}

Result<Json> submit_container_state_change(Operation& operation, const Json& input)
{
    const auto task = submitted_task(operation, input);
    if (!task)
        return fail(task.error());
    if (!*task)
        return acknowledged();
    auto report = report_of(**task, input, {});
    if (!report)
        return fail(report.error());
    record_submission(operation, { .task = (*task)->id, .containers = { std::move(report).value() } });
    return acknowledged();
}

Result<Json> submit_attachment_state_changes(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    if (part_of(input, "attachments").empty())
        return fail(Error::invalid_parameter("attachments can not be empty"));
    const auto attachments = read_attachments(operation.state(), (*cluster)->name, input);
    if (!attachments)
        return fail(attachments.error());
    for (const auto& [task, status] : *attachments)
        record_submission(operation, { .task = task->id, .attachment = status });
    return acknowledged();
}

} // namespace quayside::control
