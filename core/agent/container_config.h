#pragma once

#include "core/agent/container_inputs.h"
#include "core/agent/host_agent.h"
#include "core/docker/types.h"
#include "core/model/task.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

// A container of a task as the engine wants it described. Pure.
namespace quayside::agent {

// Whether a variable of the environment says which region it is. Where none does, the installation's is set.
bool is_region(std::string_view variable);

// ecs-<family>-<revision>-<clean container name>-<20 hex digits of installation, task and container>: the same for
// every attempt, so that an attempt whose answer was lost is found again.
std::string container_name(const std::string& installation, const model::Task& task, std::size_t index);

// The same of the container of the task that the definition calls `name`; empty: it has none of that name.
std::string sibling_name(const std::string& installation, const model::Task& task, std::string_view name);

// ecs-<family>-<revision>-<volume>-<20 hex digits>: of a volume that the task has for itself.
std::string volume_name(const std::string& installation, const model::Task& task, const std::string& volume);

// ecs-<clean cluster name>-<20 hex digits of installation and cluster>: of the network of its tasks in awsvpc mode.
std::string network_name(const std::string& installation, const std::string& cluster);

// ecs.endpoint-<20 hex digits>: of the relay of an engine, by its image, and of its network.
std::string relay_network_name(const std::string& installation);
bool is_relay_network(std::string_view name);
std::string relay_name(const std::string& installation, const std::string& engine);

std::string task_arn(const AgentSettings& settings, const model::Task& task);

// Whether the labels say that this is container `index` of the task, made by this installation.
bool labels_fit(
    const docker::Labels& labels, const std::string& installation, const model::Task& task, std::size_t index);

// Whether it is of a kind that belongs to a task.
bool is_of_a_task(const docker::Labels& labels);

// What the containers of a task share on the engine.
struct TaskPlace {
    std::string pause{}; // the id of its pause container, where it has one
    std::string cgroup{}; // that bears the limits of the task; empty: each container bears them
    bool endpoint = true; // it reaches its endpoint
    std::string image{}; // instead of what its definition calls it
};

// `host_ports`: one for each port mapping of the container, static ones included; used in bridge mode only.
// `engine_cpus` bounds the CPU limit of a task that has one; 0 = not known.
docker::ContainerConfig container_config(const AgentSettings& settings, const model::Task& task, std::size_t index,
    std::span<const std::uint16_t> host_ports, std::int64_t engine_cpus, const TaskPlace& place = {},
    const ContainerInputs& inputs = {});

// The pause container: in awsvpc mode in the network of the task's cluster, with what containers of the definition ask
// for that is a matter of the network.
docker::ContainerConfig pause_config(
    const AgentSettings& settings, const model::Task& task, const std::string& cgroup = {});

// A pause container of the pool of an engine, which is of no task yet. Its labels stay what they are when a task gets
// it; its name, ecs-pool-<20 hex digits>, becomes that of the task's pause container before anybody joins it.
constexpr const char* kEngineLabel = "io.quayside.engine"; // for whose pool it was made
constexpr const char* kClusterLabel = "com.amazonaws.ecs.cluster";
std::string spare_name(const std::string& installation, const std::string& engine, TimePoint now, std::uint64_t number);
bool is_spare_name(const std::string& name);
docker::ContainerConfig spare_config(
    const AgentSettings& settings, const std::string& engine, const std::string& cluster, const std::string& name);
bool is_of_a_pool(const docker::Labels& labels, const std::string& installation);
std::string label_of(const docker::Labels& labels, const char* key); // empty: there is none

// The network that holds the address of the task endpoint, which leads nowhere else, and the container that has it.
docker::NetworkConfig relay_network(const AgentSettings& settings);
docker::ContainerConfig relay_config(const AgentSettings& settings, const std::string& engine);
bool is_of_a_relay(const docker::Labels& labels, const std::string& installation);
// Whether the task reaches its endpoint over a relay, where there is one: only for those that have a role is a second
// network worth the time that it takes, and those that have no network of theirs, or none at all, cannot have it.
bool needs_relay(const model::Task& task);
// Whether it is this container of it that is put into the relay's network.
bool joins_relay(const model::Task& task, std::size_t index);
// Whether a task could have one: it asks for nothing that is settled when its pause container is made.
bool may_have_spare(const AgentSettings& settings, const model::Task& task);

} // namespace quayside::agent
