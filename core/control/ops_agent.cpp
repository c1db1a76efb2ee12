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

Result<ContainerReport> report_of(const Task& task, const Json& input, const std::string& path)
{
    ContainerReport report;
    report.task = task.id;
    const auto& containers = task.spec->definition->containers;
    const auto name = text_of(input, "containerName");
    const auto found = std::ranges::find(containers, name, &model::ContainerDefinition::name);
    if (found == containers.end())
        return fail(Error::invalid_parameter(path + "containerName: the task has no container " + name + "."));
    report.index = static_cast<std::size_t>(found - containers.begin());
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

TimePoint time_of(const Json& input, const char* member)
{
    constexpr double latest = 4e9; // in the year 2096
    const double seconds = has(input, member) ? input[member].get<double>() : 0;
    if (!(seconds > 0))
        return kNever;
    return TimePoint(std::chrono::duration_cast<Duration>(std::chrono::duration<double>(std::min(seconds, latest))));
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
    const Json& containers = part_of(input, "containers");
    for (std::size_t i = 0; i < containers.size(); ++i) {
        auto report = report_of(**task, containers[i], "containers[" + std::to_string(i) + "].");
        if (!report)
            return fail(report.error());
        submission.containers.push_back(std::move(report).value());
    }
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

// No attachment is ever given to a foreign agent, so each that it names is one of which it learned elsewhere.
Result<Json> submit_attachment_state_changes(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const Json& attachments = part_of(input, "attachments");
    if (attachments.empty())
        return fail(Error::invalid_parameter("attachments can not be empty"));
    return fail(Error::invalid_parameter(
        "attachments: there is no attachment " + text_of(attachments.front(), "attachmentArn") + "."));
}

} // namespace quayside::control
