#pragma once

#include "core/model/state.h"
#include "ui/session/live_use.h"
#include "ui/topology/topology.h"
#include "ui/topology/topology_card.h"

#include <string>

namespace quayside::ui {

enum class TopologySize { Cpu, Memory };
enum class TopologyHue { Service, Family };

struct TopologyChoice {
    TopologySize size = TopologySize::Cpu;
    TopologyHue hue = TopologyHue::Service;
};

// The cluster as it is drawn: zones and instances by name, on each the tasks that have not stopped, those that reserve
// most at the bottom.
TopologyZones topology_of(const model::State& state, const std::string& cluster, const TopologyChoice& choice,
    const LiveUse& instances, const LiveUse& tasks);

// Tasks of a cluster that are on no instance yet.
std::vector<model::TaskPtr> unplaced_tasks(const model::State& state, const std::string& cluster);

TopologyFacts facts_of(
    const model::State& state, const TopologyItem& item, const LiveUse& instances, const LiveUse& tasks);

} // namespace quayside::ui
