#include "core/control/waiting_tasks.h"

#include "core/agent/lifecycle.h"
#include "core/control/events.h"
#include "core/scheduler/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace quayside::control {

namespace {

using model::Task;
using model::TaskStatus;

// No agent has it, so what an agent would report is written here.
Task ended(Task task, TimePoint now)
{
    task.last_status = TaskStatus::Stopped;
    task.stopped_at = now;
    for (auto& container : task.containers)
        container.last_status = model::ContainerStatus::Stopped;
    ++task.version;
    return task;
}

void give_up(Operation& operation, const Task& task)
{
    const auto reason = fmt::format("Capacity is unavailable at this time: no container instance of the capacity "
                                    "provider {} became free within {} minutes.",
        task.spec->capacity_provider,
        std::chrono::duration_cast<std::chrono::minutes>(scheduler::kLongestWait).count());
    operation.transaction.put(
        ended(agent::request_stop(task, model::StopCode::TaskFailedToStart, reason, operation.now), operation.now));
    record_event(
        operation, model::Severity::Warning, model::EventKind::Placement, task.spec->cluster, task.id.hex(), reason);
}

void put_on(Operation& operation, Task task, const Id& instance)
{
    task.container_instance = instance;
    if (task.spec->definition->network_mode != model::NetworkMode::Awsvpc)
        task.last_status = TaskStatus::Pending;
    ++task.version;
    operation.transaction.put(std::move(task));
}

// Equal tasks, oldest first.
void place_group(Operation& operation, const std::vector<Id>& ids)
{
    const auto first = operation.state().tasks().find(ids.front());
    const auto request = scheduler::request_for(operation.state(), *first->spec);
    const auto placement = scheduler::place(operation.state(), request, static_cast<int>(ids.size()), operation.random);
    for (std::size_t i = 0; i < placement.instances.size(); ++i)
        put_on(operation, *operation.state().tasks().find(ids[i]), placement.instances[i]);
}

} // namespace

std::vector<Id> start_waiting(Operation& operation, RowId spec_row, std::int64_t count)
{
    const auto spec = operation.state().task_specs().find(spec_row);
    count = std::min(count, scheduler::waiting_room(operation.state(), spec->cluster));
    std::vector<Id> ids;
    for (std::int64_t i = 0; i < count; ++i) {
        Task task;
        task.id = operation.random.id();
        task.spec_row = spec_row;
        task.created_at = task.connectivity_at = operation.now;
        task.containers.resize(spec->definition->containers.size());
        ids.push_back(task.id);
        operation.transaction.put(std::move(task));
    }
    return ids;
}

void advance_waiting(Operation& operation, const scheduler::WaitingPlan& plan)
{
    for (const auto& id : plan.ended)
        operation.transaction.put(ended(*operation.state().tasks().find(id), operation.now));
    for (const auto& id : plan.given_up)
        give_up(operation, *operation.state().tasks().find(id));
    std::vector<RowId> order; // of the oldest task of each
    std::map<RowId, std::vector<Id>> groups;
    for (const auto& id : plan.waiting) {
        const auto row = operation.state().tasks().find(id)->spec_row;
        auto& group = groups[row];
        if (group.empty())
            order.push_back(row);
        group.push_back(id);
    }
    for (const auto row : order)
        place_group(operation, groups[row]);
}

} // namespace quayside::control
