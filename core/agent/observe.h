#pragma once

#include "core/agent/host_agent.h"
#include "core/agent/plan_host.h"
#include "core/docker/types.h"
#include "core/model/task.h"

#include <optional>
#include <string>

// What an inspection means. Pure.
namespace quayside::agent {

// A container that was never started but carries an error has failed to start: that counts as an end.
Fact fact_of(const docker::ContainerState& state);
// Of a row of the list, which says less: a failed start looks like one that is still to come.
Fact fact_of(const docker::ContainerSummary& row);

// Fact is Running or Ended.
ContainerReport report_of(
    const model::Task& task, std::size_t index, const docker::ContainerState& state, TimePoint now);

// What events said of a running container before it died.
struct Foretold {
    bool killed = false; // through the engine: that explains exit code 137
    bool out_of_memory = false;

    void note(const docker::Event& event);
};

// The end of a container that ran, from the "die" event alone: the engine answers an inspection only once it has taken
// the network down, some 50 ms later. Nothing where the event does not say all: exit code 137 without a kill may be a
// lack of memory.
std::optional<ContainerReport> end_of(
    const model::Task& task, std::size_t index, const docker::Event& event, const Foretold& foretold);

// Reasons as ECS words them, "<name>: <text>", for an answer of the engine.
std::string reason(const char* name, const Error& error);
std::string pull_reason(const Error& error);

// Whether the definition gives this container a health check.
bool has_health_check(const model::TaskDefinition& definition, std::size_t index);

} // namespace quayside::agent
