#include "core/control/simulation.h"

#include "core/agent/container_config.h"
#include "core/agent/pause.h"
#include "core/agent/pause_image.h"
#include "core/agent/task_networks.h"
#include "core/base/log.h"

#include <algorithm>

namespace quayside::control {

namespace {

std::vector<std::uint16_t> host_ports(const model::Task& task, std::size_t index)
{
    std::vector<std::uint16_t> ports;
    for (const auto& mapping : model::effective_container(*task.spec, index).port_mappings) {
        const auto& bindings = task.containers[index].network_bindings;
        const auto bound = std::ranges::find_if(bindings, [&](const auto& binding) {
            return binding.container_port == mapping.container_port && binding.protocol == mapping.protocol;
        });
        ports.push_back(bound == bindings.end() ? mapping.host_port : bound->host_port);
    }
    return ports;
}

// Its address is the first that is free and not the one it had: nobody in the simulation asks for it.
void put_pause_back(docker::SimulatedEngine& engine, const model::Task& task, const agent::AgentSettings& settings)
{
    const auto config = agent::pause_config(settings, task);
    auto& host = engine.host();
    host.add_image(agent::kPauseImage);
    const bool shares_network = agent::shares_network(*task.spec->definition);
    docker::NetworkConfig network{ agent::network_name(settings.installation, task.spec->cluster), {},
        { { docker::kInstallationLabel, settings.installation } } };
    for (int i = 0; shares_network && i < agent::kTaskSubnets && !host.networks().contains(network.name); ++i) {
        network.subnet = agent::task_subnet(i);
        [[maybe_unused]] const auto made = host.networks().create(network);
    }
    const auto& id = task.network_interfaces.front().pause_id;
    if (const auto put = engine.put_container(config, task.created_at, id); !put)
        log::warning("control", "a simulated container is lost: {}", put.error().message);
}

void put_back(docker::SimulatedEngine& engine, const model::Task& task, const agent::AgentSettings& settings)
{
    std::string pause;
    if (agent::holds_network(task)) {
        put_pause_back(engine, task, settings);
        pause = task.network_interfaces.front().pause_id;
    }
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
        const auto& container = task.containers[i];
        if (container.last_status != model::ContainerStatus::Running)
            continue;
        const auto config
            = agent::container_config(settings, task, i, host_ports(task, i), engine.host().settings().cpus, { pause, {} });
        if (const auto put = engine.put_container(config, container.started_at, container.runtime_id); !put)
            log::warning("control", "a simulated container is lost: {}", put.error().message);
    }
}

} // namespace

std::shared_ptr<docker::SimulatedEngine> open_simulated(
    Loop& loop, const model::Engine& record, const model::State& state, const agent::AgentSettings& settings)
{
    auto simulation = docker::SimulatedEngineSettings::read(record.simulation);
    simulation.id = record.id.hex();
    // Another one at each start: container ids of the last one are in the state, and none is given twice.
    simulation.seed = std::hash<Id>()(record.id) ^ static_cast<std::uint64_t>(loop.now().time_since_epoch().count());
    auto engine = std::make_shared<docker::SimulatedEngine>(loop, std::move(simulation));
    for (const Id& instance : state.instances_of(record.id))
        for (const Id& id : state.tasks_on(instance))
            put_back(*engine, *state.tasks().find(id), settings);
    return engine;
}

std::vector<docker::Stats> simulated_past(
    docker::SimulatedEngine& engine, const std::string& container_name, TimePoint from, TimePoint to)
{
    std::vector<docker::Stats> readings;
    const auto* container = engine.host().find(container_name);
    if (!container || container->state != docker::RunState::Running)
        return readings;
    const auto second = std::chrono::seconds{ 1 };
    for (auto at = std::chrono::ceil<std::chrono::seconds>(std::max(from, container->started_at)); at < to;
         at += second)
        readings.push_back(engine.host().stats(*container, at));
    return readings;
}

} // namespace quayside::control
