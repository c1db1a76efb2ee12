#pragma once

#include "core/agent/host_agent.h"
#include "core/docker/types.h"
#include "core/model/task.h"

#include <string>
#include <vector>

// Where a task's volumes are kept, and how its containers mount them. Pure.
namespace quayside::agent {

// docker::kRoleLabel of a volume that is made for a task.
constexpr const char* kTaskVolume = "volume";

// A volume of the engine that must be there before a container which mounts it is made.
struct NeededVolume {
    docker::VolumeConfig config;
    bool may_be_made = true; // else somebody has made it, or the task cannot run
};

// Those that container `index` mounts, its volumesFrom not counted.
std::vector<NeededVolume> needed_volumes(const AgentSettings& settings, const model::Task& task, std::size_t index);

// The names of those that are made for this task and go with it.
std::vector<std::string> volumes_of(const AgentSettings& settings, const model::Task& task);

// HostConfig.Binds and HostConfig.VolumesFrom of container `index`.
Json binds(const AgentSettings& settings, const model::Task& task, std::size_t index);
Json volumes_from(const AgentSettings& settings, const model::Task& task, std::size_t index);

} // namespace quayside::agent
