#include "core/agent/orphans.h"

#include "core/agent/container_config.h"
#include "core/agent/observe.h"
#include "core/base/log.h"

namespace quayside::agent {

Orphans::Orphans(docker::Engine& engine, const AgentSettings& settings, Belongs belongs)
    : engine_(engine)
    , settings_(settings)
    , belongs_(std::move(belongs))
{
}

void Orphans::remove(const std::string& id)
{
    if (!under_way_.insert(id).second)
        return;
    engine_.inspect(id, alive_.guard([this, id](const Result<docker::ContainerState>& state) {
        if (state)
            inspected(*state);
        else
            under_way_.erase(id);
    }));
}

void Orphans::inspected(const docker::ContainerState& state)
{
    const auto label = state.labels.find(docker::kInstallationLabel);
    const bool ours = label != state.labels.end() && label->second == settings_.installation
        && (is_of_a_task(state.labels) || is_of_a_pool(state.labels, settings_.installation)
            || is_of_a_relay(state.labels, settings_.installation));
    if (!ours || belongs_(state)) {
        under_way_.erase(state.id);
        return;
    }
    log::info("agent", "removing container {}, which belongs to no task", state.name);
    if (fact_of(state) != Fact::Running)
        return remove_ended(state.id);
    engine_.stop(state.id, settings_.stop_timeout, alive_.guard([this, id = state.id](const Result<void>& result) {
        if (result)
            remove_ended(id);
        else
            under_way_.erase(id);
    }));
}

void Orphans::remove_ended(const std::string& id)
{
    engine_.remove(id, alive_.guard([this, id](const Result<void>&) { under_way_.erase(id); }));
}

} // namespace quayside::agent
