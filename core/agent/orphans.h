#pragma once

#include "core/agent/host_agent.h"
#include "core/base/alive.h"
#include "core/docker/engine.h"

#include <memory>
#include <string>
#include <unordered_set>

namespace quayside::agent {

// Stops and removes containers of this installation that belong to no task, nor to a pool or relay: what a crash or
// a lost answer left behind.
// Each is inspected first; one that does not carry our label, or whose task exists after all, is left alone. What fails
// is tried again when the next list shows it. On the loop's thread.
class Orphans {
public:
    // `belongs` tells whether a container with these labels is accounted for after all.
    using Belongs = Function<bool(const docker::ContainerState&)>;
    Orphans(docker::Engine& engine, const AgentSettings& settings, Belongs belongs);

    void remove(const std::string& id);

private:
    void inspected(const docker::ContainerState& state);
    void remove_ended(const std::string& id);

    docker::Engine& engine_;
    const AgentSettings& settings_;
    Belongs belongs_;
    std::unordered_set<std::string> under_way_;
    Alive alive_;
};

} // namespace quayside::agent
