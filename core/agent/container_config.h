#pragma once

#include "core/agent/host_agent.h"
#include "core/docker/types.h"
#include "core/model/task.h"

#include <cstdint>
#include <span>
#include <string>

// A container of a task as the engine wants it described. Pure.
namespace quayside::agent {

// ecs-<family>-<revision>-<clean container name>-<20 hex digits of installation, task and container>: the same for
// every attempt, so that an attempt whose answer was lost is found again.
std::string container_name(const std::string& installation, const model::Task& task, std::size_t index);

// ecs-<clean cluster name>-<20 hex digits of installation and cluster>: of the network of its tasks in awsvpc mode.
std::string network_name(const std::string& installation, const std::string& cluster);

std::string task_arn(const AgentSettings& settings, const model::Task& task);

// Whether the labels say that this is container `index` of the task, made by this installation.
bool labels_fit(
    const docker::Labels& labels, const std::string& installation, const model::Task& task, std::size_t index);

// Whether it is of a kind that belongs to a task.
bool is_of_a_task(const docker::Labels& labels);

// `host_ports`: one for each port mapping of the container, static ones included; used in bridge mode only.
// `engine_cpus` bounds the CPU limit of a task that has one; 0 = not known. `pause`: the id of the task's pause
// container, in awsvpc mode.
docker::ContainerConfig container_config(const AgentSettings& settings, const model::Task& task, std::size_t index,
    std::span<const std::uint16_t> host_ports, std::int64_t engine_cpus, const std::string& pause = {});

// The pause container, in the network of the task's cluster. It has what containers of the definition ask for that is
// a matter of the network.
docker::ContainerConfig pause_config(const AgentSettings& settings, const model::Task& task);

} // namespace quayside::agent
