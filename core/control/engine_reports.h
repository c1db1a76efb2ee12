#pragma once

#include "core/agent/host_agent.h"
#include "core/store/store.h"

#include <vector>

namespace quayside::control {

// Records whether an engine answers and what it said of itself: in its record, its container instances
// (agentConnected) and their tasks (connectivity; unknown while it does not answer). A report on an engine that is not
// registered any more changes nothing. No task is stopped by silence.
void record_engine(store::Transaction& transaction, const Id& engine, const agent::EngineReport& report, TimePoint now);

// Whether the agent of an instance is connected: agentConnected, and of its tasks as above.
void connect_instance(store::Transaction& transaction, const Id& instance, bool connected, TimePoint now);

// Records what agents found out about containers. Reports on tasks that are gone change nothing.
void record_containers(
    store::Transaction& transaction, const std::vector<agent::ContainerReport>& reports, TimePoint now);

// An engine has been silent for as long as is waited for: its tasks are given up.
void give_up(store::Transaction& transaction, const model::Engine& engine, Duration waited, TimePoint now);

} // namespace quayside::control
