#pragma once

#include "core/agent/host_agent.h"
#include "core/store/store.h"

namespace quayside::control {

// Records whether an engine answers and what it said of itself: in its record, its container instances
// (agentConnected) and their tasks (connectivity; unknown while it does not answer). A report on an engine that is not
// registered any more changes nothing. No task is stopped by silence.
void record_engine(store::Transaction& transaction, const Id& engine, const agent::EngineReport& report, TimePoint now);

// The engine has been silent for longer than is waited for: its tasks are given up. The only way in which silence stops
// a task. Containers that turn up later are stopped by the agent, never revived.
void give_up_tasks(store::Transaction& transaction, const Id& engine, Duration waited, TimePoint now);

} // namespace quayside::control
