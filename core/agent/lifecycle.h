#pragma once

#include "core/agent/host_agent.h"
#include "core/model/task.h"

#include <span>
#include <string>

// How a task moves. Pure: the task before and what happened go in, the task after comes out. A status never goes back,
// STOPPED is final, a timestamp or an exit code is set once; `version` grows by one if something changed that the API
// shows.
namespace quayside::agent {

// ECS's limit of a reason, in bytes, and a text within such a limit, cut at a character's start.
constexpr std::size_t kMostReason = 1024;
std::string limited(std::string text, std::size_t most);

// What the agent found out about containers of this task. An essential container that ended makes desiredStatus STOPPED
// (EssentialContainerExited, or TaskFailedToStart if it never ran).
model::Task apply_reports(const model::Task& task, std::span<const ContainerReport> reports, TimePoint now);

// Asks for the end of a task: desiredStatus, stopCode, stoppedReason and stoppingAt, unless they are set already. The
// task becomes STOPPING if it runs, and STOPPED at once if no agent has it (not placed).
model::Task request_stop(const model::Task& task, model::StopCode code, const std::string& reason, TimePoint now);

// The engine does not answer: DISCONNECTED, and unknown in the window. Nothing else changes.
model::Task disconnect(const model::Task& task, TimePoint now);
model::Task reconnect(const model::Task& task, TimePoint now);

// The engine did not answer for so long that its tasks count as gone: STOPPED with "Host EC2 (instance ID) terminated."
// Exit codes stay absent.
model::Task lose_task(const model::Task& task, TimePoint now);

} // namespace quayside::agent
