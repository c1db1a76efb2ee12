#include "core/control/foreign_agent.h"

#include "core/agent/lifecycle.h"
#include "core/control/engine_reports.h"

#include <algorithm>

namespace quayside::control {

namespace {

using agent::ContainerReport;
using model::ContainerStatus;
using model::Task;

ContainerStatus as_container_status(const std::string& task_status)
{
    if (task_status == "STOPPED")
        return ContainerStatus::Stopped;
    return task_status == "RUNNING" ? ContainerStatus::Running : ContainerStatus::Pending;
}

// Containers that the submission does not name are as the whole task is.
void add_rest(const Task& task, const std::string& status, std::vector<ContainerReport>& reports)
{
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
        if (std::ranges::find(reports, i, &ContainerReport::index) != reports.end())
            continue;
        ContainerReport report;
        report.task = task.id;
        report.index = i;
        report.status = as_container_status(status);
        reports.push_back(std::move(report));
    }
}

// A container that runs has started, and one with an exit code did: agents do not submit when.
void put_times(const Submission& submission, std::vector<ContainerReport>& reports, TimePoint now)
{
    for (auto& report : reports) {
        if (report.status == ContainerStatus::Running || report.exit_code)
            report.started_at = now;
        report.stopped_at = submission.execution_stopped_at;
        report.pull_started_at = submission.pull_started_at;
        report.pull_stopped_at = submission.pull_stopped_at;
    }
}

void record(Task& task, const model::ManagedAgent& said, TimePoint now)
{
    const auto known = std::ranges::find(task.managed_agents, said.container, &model::ManagedAgent::container);
    auto& kept = known == task.managed_agents.end() ? task.managed_agents.emplace_back() : *known;
    const bool starts = said.last_status == "RUNNING" && kept.last_status != "RUNNING";
    const TimePoint started = starts ? now : kept.last_started_at;
    kept = said;
    kept.last_started_at = started;
}

// Of what a task has besides its containers.
Task with_parts(Task task, const Submission& submission, TimePoint now)
{
    if (task.last_status >= model::TaskStatus::Stopped)
        return task;
    const Task before = task;
    for (const auto& said : submission.managed_agents)
        record(task, said, now);
    if (submission.attachment != model::AttachmentStatus::None)
        task.attachment = submission.attachment;
    if (task != before)
        ++task.version;
    return task;
}

bool has_run(const Task& task, const std::vector<ContainerReport>& reports)
{
    return std::ranges::any_of(task.containers, [](const auto& container) { return container.started_at != kNever; })
        || std::ranges::any_of(reports, [](const auto& report) { return report.started_at != kNever; });
}

} // namespace

void record_submission(Operation& operation, const Submission& submission)
{
    const auto task = operation.state().tasks().find(submission.task);
    auto reports = submission.containers;
    add_rest(*task, submission.status, reports);
    put_times(submission, reports, operation.now);
    Task known = with_parts(agent::reconnect(*task, operation.now), submission, operation.now);
    if (submission.status == "STOPPED" && !submission.reason.empty())
        known = agent::request_stop(known,
            has_run(known, reports) ? model::StopCode::EssentialContainerExited : model::StopCode::TaskFailedToStart,
            submission.reason, operation.now);
    operation.transaction.put(std::move(known));
    record_containers(operation.transaction, reports, operation.now);
}

void end_tasks_of(Operation& operation, const model::ContainerInstance& instance)
{
    const auto tasks = operation.state().tasks_on(instance.id);
    for (const auto& id : tasks)
        if (operation.state().tasks().find(id)->last_status < model::TaskStatus::Stopped)
            record_submission(operation, { .task = id, .status = "STOPPED" });
}

} // namespace quayside::control
