#pragma once

#include "core/model/state.h"
#include "ui/look/bars.h"
#include "ui/session/live_use.h"

#include <string>

// Sums and shares that pages show in more than one place, so that they agree.
namespace quayside::ui {

// CPU units and MiB of all active or draining container instances of a cluster. `used` is NaN unless the use of every
// one of them is known.
struct ClusterFigures {
    std::size_t instances = 0;
    std::size_t draining = 0;
    std::size_t disconnected = 0;
    double cpu_registered = 0;
    double cpu_reserved = 0;
    double cpu_used = 0;
    double memory_registered = 0;
    double memory_reserved = 0;
    double memory_used = 0;

    Capacity cpu() const;
    Capacity memory() const;
};

ClusterFigures figures_of(const model::State& state, const std::string& cluster, const LiveUse* use);

// What one container instance has, has promised and uses; `used` is NaN where it is not known.
Capacity cpu_of(const model::State& state, const model::ContainerInstance& instance, const LiveUse* use);
Capacity memory_of(const model::State& state, const model::ContainerInstance& instance, const LiveUse* use);

// What all containers of a task may use at most: its hard limits, else what it reserves. CPU units and MiB.
model::Resources limits_of(const model::TaskSpec& spec);

} // namespace quayside::ui
