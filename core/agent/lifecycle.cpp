#include "core/agent/lifecycle.h"

#include "core/agent/observe.h"
#include "core/agent/pause.h"
#include "core/base/fields.h"

#include <algorithm>

namespace quayside::agent {

namespace {

using model::ContainerStatus;
using model::DesiredStatus;
using model::StopCode;
using model::Task;
using model::TaskStatus;

void set_once(TimePoint& member, TimePoint value)
{
    if (member == kNever)
        member = value;
}

// An engine's clock may differ from ours: what it says is kept between what came before and now.
TimePoint between(TimePoint earliest, TimePoint value, TimePoint now)
{
    return std::max(earliest, std::min(value == kNever ? now : value, now));
}

void raise(TaskStatus& status, TaskStatus to)
{
    status = std::max(status, to);
}

bool is_essential(const Task& task, std::size_t index)
{
    return task.spec->definition->containers[index].essential;
}

// A later start of a container that has not ended for us is a restart by its policy: startedAt stays the first.
void record_restart(model::Container& container, const ContainerReport& report)
{
    const bool is_later = container.started_at != kNever
        && report.started_at > std::max(container.started_at, container.last_restart_at);
    if (!is_later || report.status != ContainerStatus::Running || container.last_status == ContainerStatus::Stopped)
        return;
    ++container.restart_count;
    container.last_restart_at = report.started_at;
}

void record(model::Container& container, const ContainerReport& report)
{
    container.last_status = std::max(container.last_status, report.status);
    if (container.runtime_id.empty())
        container.runtime_id = limited(report.runtime_id, 255);
    if (report.status == ContainerStatus::Running && container.last_status == ContainerStatus::Running)
        container.health = report.health;
    if (container.image_digest.empty())
        container.image_digest = limited(report.image_digest, 255);
    if (container.reason.empty())
        container.reason = limited(report.reason, kMostReason);
    if (!container.exit_code)
        container.exit_code = report.exit_code;
    if (container.network_bindings.empty())
        container.network_bindings = report.network_bindings;
    set_once(container.started_at, report.started_at);
    set_once(container.stopped_at, report.stopped_at);
}

// The worst of the essential containers that have a check: UNHEALTHY, then UNKNOWN, then HEALTHY.
model::HealthStatus health_of(const Task& task)
{
    using enum model::HealthStatus;
    bool checked = false;
    bool unknown = false;
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
        if (!is_essential(task, i) || !has_health_check(*task.spec->definition, i))
            continue;
        if (task.containers[i].health == Unhealthy)
            return Unhealthy;
        checked = true;
        unknown = unknown || task.containers[i].health == Unknown;
    }
    return checked && !unknown ? Healthy : Unknown;
}

// What comes after the end was decided no longer counts as the task's way up.
bool is_late(const Task& task, TimePoint at)
{
    return task.stopping_at != kNever && at > task.stopping_at;
}

void record_pull(Task& task, const ContainerReport& report, TimePoint now)
{
    // A pull that another task began may be older than this one, or than a step of the clock, even one on its way.
    const auto seen
        = [&](TimePoint at, TimePoint latest) { return at == kNever ? kNever : between(task.created_at, at, latest); };
    const TimePoint stopped = seen(report.pull_stopped_at, now);
    const TimePoint started = seen(report.pull_started_at, stopped == kNever ? now : stopped);
    if (started != kNever && !is_late(task, started))
        task.pull_started_at = task.pull_started_at == kNever ? started : std::min(task.pull_started_at, started);
    if (!is_late(task, stopped))
        task.pull_stopped_at = std::max(task.pull_stopped_at, stopped);
}

bool all_stopped(const Task& task)
{
    return std::ranges::all_of(
        task.containers, [](const auto& container) { return container.last_status == ContainerStatus::Stopped; });
}

bool any_running(const Task& task)
{
    return std::ranges::any_of(
        task.containers, [](const auto& container) { return container.last_status == ContainerStatus::Running; });
}

// A container that ran and has ended already, unseen, counts as one that reached RUNNING.
bool reached_running(const Task& task, std::size_t index)
{
    const auto& container = task.containers[index];
    return container.last_status == ContainerStatus::Running || container.started_at != kNever
        || (!is_essential(task, index) && container.last_status == ContainerStatus::Stopped);
}

void note_running(Task& task, TimePoint now)
{
    const TimePoint earliest = std::max({ task.created_at, task.pull_started_at, task.pull_stopped_at });
    TimePoint latest = earliest;
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
        if (!reached_running(task, i))
            return;
        latest = std::max(latest, task.containers[i].started_at);
    }
    if (is_late(task, latest))
        return;
    set_once(task.started_at, between(earliest, latest, now));
    if (task.desired_status == DesiredStatus::Running)
        raise(task.last_status, TaskStatus::Running);
}

// When the container ended, by our clock. The engine's may differ: by as much as it did when the task came up.
TimePoint end_of(const Task& task, const model::Container& container, TimePoint now)
{
    if (container.stopped_at == kNever)
        return now;
    Duration behind{};
    if (task.started_at != kNever)
        behind = task.started_at - std::ranges::max(task.containers, {}, &model::Container::started_at).started_at;
    return std::min(container.stopped_at + behind, now);
}

TimePoint way_up(const Task& task)
{
    return std::max({ task.created_at, task.pull_started_at, task.pull_stopped_at, task.started_at });
}

// What the task as a whole needs could not be had: its volumes, secrets, environment files or role.
bool lacks_resources(const model::Container& container)
{
    const auto says = [&container](std::string_view start) { return container.reason.starts_with(start); };
    return container.started_at == kNever
        && (says("ResourceInitializationError") || says("VolumeError") || says("ECS was unable to assume the role"));
}

void note_essential_exit(Task& task, TimePoint now)
{
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
        const auto& container = task.containers[i];
        const bool counts = is_essential(task, i) || lacks_resources(container);
        if (container.last_status != ContainerStatus::Stopped || !counts)
            continue;
        if (task.desired_status == DesiredStatus::Stopped)
            return;
        const bool ran = container.started_at != kNever;
        task.desired_status = DesiredStatus::Stopped;
        task.stop_code = ran ? StopCode::EssentialContainerExited : StopCode::TaskFailedToStart;
        task.stopped_reason = ran ? "Essential container in task exited" : "Task failed to start";
        if (lacks_resources(container))
            task.stopped_reason = container.reason;
        set_once(task.stopping_at, std::max(way_up(task), ran ? end_of(task, container, now) : now));
        return;
    }
}

// It holds up everything else, so its end is that of the task.
void record_pause(Task& task, const ContainerReport& report, TimePoint now)
{
    if (report.network_interface && task.network_interfaces.empty())
        task.network_interfaces.push_back(*report.network_interface);
    else if (report.network_interface && task.network_interfaces.front().pause_id == report.network_interface->pause_id)
        task.network_interfaces.front() = *report.network_interface; // started by others, it may have another address
    if (report.status == ContainerStatus::Running)
        raise(task.last_status, TaskStatus::Pending);
    if (report.status != ContainerStatus::Stopped)
        return;
    const bool ran = !task.network_interfaces.empty();
    for (auto& interface : task.network_interfaces)
        interface.pause_id.clear();
    if (task.desired_status == DesiredStatus::Stopped)
        return;
    task.desired_status = DesiredStatus::Stopped;
    task.stop_code = ran ? StopCode::EssentialContainerExited : StopCode::TaskFailedToStart;
    task.stopped_reason = ran ? "Essential container in task exited" : "Task failed to start";
    if (!ran && !report.reason.empty())
        task.stopped_reason = limited(report.reason, kMostReason);
    set_once(task.stopping_at, std::max(way_up(task), now));
}

void note_stopping(Task& task)
{
    if (task.desired_status == DesiredStatus::Stopped && (any_running(task) || task.last_status >= TaskStatus::Running))
        raise(task.last_status, TaskStatus::Stopping);
}

void note_stopped(Task& task, TimePoint now)
{
    if (!all_stopped(task))
        return;
    if (holds_network(task))
        return raise(task.last_status, TaskStatus::Deprovisioning);
    TimePoint last_exit;
    for (const auto& container : task.containers)
        if (container.started_at != kNever)
            last_exit = std::max(last_exit, end_of(task, container, now));
    task.desired_status = DesiredStatus::Stopped;
    set_once(task.stopping_at, now);
    if (last_exit != kNever)
        set_once(task.execution_stopped_at, std::max(task.stopping_at, last_exit));
    set_once(task.stopped_at, std::max(now, task.execution_stopped_at));
    task.last_status = TaskStatus::Stopped;
    task.unknown = false;
}

Task versioned(const Task& before, Task after)
{
    Task shown = after;
    shown.unknown = before.unknown;
    if (!(shown == before))
        ++after.version;
    return after;
}

} // namespace

std::string limited(std::string text, std::size_t most)
{
    if (text.size() > most) {
        while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80)
            --most;
        text.resize(most);
    }
    return text;
}

Task apply_reports(const Task& task, std::span<const ContainerReport> reports, TimePoint now)
{
    if (task.last_status >= TaskStatus::Stopped)
        return task;
    Task after = task;
    after.containers.resize(task.spec->definition->containers.size());
    for (const auto& report : reports) {
        if (is_pause(task, report.index))
            record_pause(after, report, now);
        if (report.index >= after.containers.size())
            continue;
        raise(after.last_status, TaskStatus::Pending);
        if (task.spec->definition->containers[report.index].restart_policy)
            record_restart(after.containers[report.index], report);
        record(after.containers[report.index], report);
        record_pull(after, report, now);
    }
    after.health = health_of(after);
    note_running(after, now);
    note_essential_exit(after, now);
    note_stopping(after);
    note_stopped(after, now);
    return versioned(task, std::move(after));
}

Task request_stop(const Task& task, StopCode code, const std::string& reason, TimePoint now)
{
    if (task.last_status >= TaskStatus::Stopped || task.desired_status == DesiredStatus::Stopped)
        return task;
    Task after = task;
    after.desired_status = DesiredStatus::Stopped;
    after.stop_code = code;
    after.stopped_reason = limited(reason, kMostReason);
    set_once(after.stopping_at, now);
    if (after.container_instance.is_null()) {
        after.last_status = TaskStatus::Stopped;
        set_once(after.stopped_at, now);
    }
    note_stopping(after);
    return versioned(task, std::move(after));
}

Task disconnect(const Task& task, TimePoint now)
{
    if (task.last_status >= TaskStatus::Stopped || (!task.connected && task.unknown))
        return task;
    Task after = task;
    if (after.connected)
        after.connectivity_at = now;
    after.connected = false;
    after.unknown = true;
    return versioned(task, std::move(after));
}

Task reconnect(const Task& task, TimePoint now)
{
    if (task.last_status >= TaskStatus::Stopped || (task.connected && !task.unknown && task.connectivity_at != kNever))
        return task;
    Task after = task;
    if (!after.connected || after.connectivity_at == kNever)
        after.connectivity_at = now;
    after.connected = true;
    after.unknown = false;
    return versioned(task, std::move(after));
}

Task lose_task(const Task& task, TimePoint now)
{
    if (task.last_status >= TaskStatus::Stopped)
        return task;
    Task after = task;
    if (after.desired_status != DesiredStatus::Stopped) {
        after.desired_status = DesiredStatus::Stopped;
        after.stop_code = StopCode::TerminationNotice;
        after.stopped_reason = "Host EC2 (instance " + task.container_instance.hex() + ") terminated.";
    }
    set_once(after.stopping_at, now);
    set_once(after.stopped_at, now);
    for (auto& container : after.containers)
        container.last_status = ContainerStatus::Stopped;
    after.last_status = TaskStatus::Stopped;
    after.unknown = false;
    return versioned(task, std::move(after));
}

} // namespace quayside::agent
