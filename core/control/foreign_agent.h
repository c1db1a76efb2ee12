#pragma once

#include "core/agent/host_agent.h"
#include "core/control/operation.h"
#include "core/model/container_instance.h"

#include <string>
#include <vector>

// Container instances that another program registered through the API. That program is their agent: it finds their
// tasks with ListTasks and DescribeTasks, runs them by its own means and submits what becomes of them.
namespace quayside::control {

// No engine of ours is behind it: in the engine's place stands its own id, so that it shares ports with no other.
inline bool is_foreign(const model::ContainerInstance& instance)
{
    return instance.engine == instance.id;
}

// What a foreign agent submits of one task.
struct Submission {
    Id task;
    std::string status{}; // of the whole task; empty: of some containers only
    std::string reason{}; // why the whole task stopped
    std::vector<agent::ContainerReport> containers{};
    std::vector<model::ManagedAgent> managed_agents{};
    model::AttachmentStatus attachment = model::AttachmentStatus::None; // none: nothing was said of it
    TimePoint pull_started_at{};
    TimePoint pull_stopped_at{};
    TimePoint execution_stopped_at{};
};

void record_submission(Operation& operation, const Submission& submission);

// The instance has left, and with it whoever could say that its tasks have stopped.
void end_tasks_of(Operation& operation, const model::ContainerInstance& instance);

} // namespace quayside::control
