#include "core/agent/observe.h"

#include "core/agent/container_config.h"
#include "core/agent/pause.h"

#include <algorithm>
#include <cstdlib>

namespace quayside::agent {

namespace {

using docker::RunState;

constexpr std::int32_t kKilled = 137;

// In host mode the engine publishes nothing: the container's ports are the host's.
std::vector<model::NetworkBinding> bindings(
    const model::TaskDefinition& definition, std::size_t index, const docker::ContainerState& state)
{
    std::vector<model::NetworkBinding> all;
    if (definition.network_mode == model::NetworkMode::Host)
        for (const auto& mapping : definition.containers[index].port_mappings)
            all.push_back({ mapping.container_port, mapping.container_port, mapping.protocol, "0.0.0.0" });
    for (const auto& port : state.ports)
        if (port.host_port != 0 && port.host_ip.find(':') == std::string::npos) // ECS leaves out the IPv6 twin
            all.push_back({ port.container_port, port.host_port, port.protocol, port.host_ip });
    return all;
}

// A check that the image brings does not count.
model::HealthStatus health_of(const model::Task& task, std::size_t index, const docker::ContainerState& state)
{
    if (!has_health_check(*task.spec->definition, index))
        return model::HealthStatus::Unknown;
    if (state.health == "healthy")
        return model::HealthStatus::Healthy;
    return state.health == "unhealthy" ? model::HealthStatus::Unhealthy : model::HealthStatus::Unknown;
}

std::string end_reason(const docker::ContainerState& state)
{
    if (state.out_of_memory)
        return "OutOfMemoryError: Container killed due to memory usage";
    if (state.error.empty())
        return {};
    return state.started_at == kNever ? "CannotStartContainerError: Error response from daemon: " + state.error
                                      : "DockerStateError: " + state.error;
}

} // namespace

Fact fact_of(const docker::ContainerState& state)
{
    switch (state.state) {
    case RunState::Running:
    case RunState::Paused:
    case RunState::Restarting:
        return Fact::Running;
    case RunState::Created:
        return state.started_at == kNever && state.error.empty() ? Fact::Created : Fact::Ended;
    case RunState::Removing:
    case RunState::Exited:
    case RunState::Dead:
        break;
    }
    return Fact::Ended;
}

Fact fact_of(const docker::ContainerSummary& row)
{
    docker::ContainerState state;
    state.state = row.state;
    return fact_of(state);
}

ContainerReport report_of(
    const model::Task& task, std::size_t index, const docker::ContainerState& state, TimePoint now)
{
    ContainerReport report;
    report.task = task.id;
    report.index = index;
    report.runtime_id = state.id;
    report.started_at = state.started_at;
    report.seen_at = now;
    report.network_bindings = bindings(*task.spec->definition, index, state);
    if (fact_of(state) == Fact::Running) {
        report.status = model::ContainerStatus::Running;
        report.health = health_of(task, index, state);
        if (is_pause(task, index)) {
            const auto its = std::ranges::find_if(
                state.networks, [](const auto& each) { return !is_relay_network(each.network); });
            const auto place = its == state.networks.end() ? docker::NetworkPlace() : *its;
            report.network_interface = { place.ipv4_address, place.mac_address, state.id };
        }
        return report;
    }
    report.status = model::ContainerStatus::Stopped;
    report.reason = end_reason(state);
    if (state.started_at != kNever) {
        report.stopped_at = state.finished_at == kNever ? now : state.finished_at;
        report.exit_code = state.exit_code;
    } else {
        report.network_bindings.clear();
    }
    return report;
}

void Foretold::note(const docker::Event& event)
{
    if (event.action == "oom")
        out_of_memory = true;
    if (event.action != "kill")
        return;
    const auto signal = event.attributes.find("signal");
    killed = killed || (signal != event.attributes.end() && (signal->second == "9" || signal->second == "15"));
}

std::optional<ContainerReport> end_of(
    const model::Task& task, std::size_t index, const docker::Event& event, const Foretold& foretold)
{
    const auto code = event.attributes.find("exitCode");
    if (event.action != "die" || code == event.attributes.end() || index >= task.containers.size())
        return std::nullopt;
    docker::ContainerState ended;
    ended.id = event.container_id;
    ended.state = RunState::Exited;
    ended.exit_code = std::atoi(code->second.c_str());
    ended.out_of_memory = foretold.out_of_memory;
    ended.started_at = task.containers[index].started_at;
    ended.finished_at = event.at;
    const bool explained = ended.exit_code != kKilled || foretold.killed || foretold.out_of_memory;
    if (ended.started_at == kNever || !explained)
        return std::nullopt;
    return report_of(task, index, ended, event.at);
}

std::string reason(const char* name, const Error& error)
{
    return std::string(name) + ": Error response from daemon: " + error.message;
}

std::string pull_reason(const Error& error)
{
    std::string hint;
    if (error.message.find("requested access to the resource is denied") != std::string::npos)
        hint = "The task can't pull the image. Check whether the image exists. ";
    else if (error.message.find("request canceled while waiting for connection") != std::string::npos)
        hint = "The task can't pull the image. Check your network configuration. ";
    else if (error.message.find("dial tcp 127.0.0.1:") != std::string::npos)
        hint = "127.0.0.1 is the engine's own machine, where no registry answers: that of Quayside is reached by "
               "engines "
               "of the machine that Quayside runs on. ";
    return "CannotPullContainerError: " + hint + "Error response from daemon: " + error.message;
}

bool has_health_check(const model::TaskDefinition& definition, std::size_t index)
{
    const auto containers = definition.document.find("containerDefinitions");
    return containers != definition.document.end() && containers->is_array() && index < containers->size()
        && (*containers)[index].contains("healthCheck");
}

} // namespace quayside::agent
