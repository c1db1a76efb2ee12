#pragma once

#include "core/agent/host_agent.h"
#include "core/docker/simulated_engine.h"
#include "core/model/state.h"

#include <memory>
#include <vector>

namespace quayside::control {

// The simulated engine of a record. It lives in this process, so at a start it has forgotten its containers: those that
// `state` says run are put back, as if the engine had gone on.
std::shared_ptr<docker::SimulatedEngine> open_simulated(
    Loop& loop, const model::Engine& record, const model::State& state, const agent::AgentSettings& settings);

// Readings at whole seconds of [from, to) since the container's start.
std::vector<docker::Stats> simulated_past(
    docker::SimulatedEngine& engine, const std::string& container_name, TimePoint from, TimePoint to);

} // namespace quayside::control
