#include "core/scheduler/ports.h"

#include <algorithm>

namespace quayside::scheduler {

namespace {

using model::Port;

bool holds(const model::Task& task, const Port& port)
{
    if (task.last_status >= model::TaskStatus::Stopped)
        return false;
    for (const auto& container : task.containers)
        for (const auto& binding : container.network_bindings)
            if (binding.host_port == port.number && binding.protocol == port.protocol)
                return true;
    return false;
}

// A port that an agent picked is known from the binding only.
bool picked_on(
    const model::State& state, const model::ContainerInstance& instance, const Port& port, const WhatIf& what_if)
{
    if (port.number < instance.first_dynamic_port || port.number > instance.last_dynamic_port)
        return false;
    return std::ranges::any_of(state.tasks_on(instance.id),
        [&](const Id& id) { return !what_if.is_gone(id) && holds(*state.tasks().find(id), port); });
}

// How often a slice holds a port as far as is planned: a freed one counts back.
bool is_held(const model::State& state, const Id& slice, const Port& port, const WhatIf& what_if)
{
    const auto& used = state.usage_of(slice).ports;
    const auto* shift = what_if.shift_of(slice);
    if (!shift)
        return std::ranges::binary_search(used, port);
    return std::ranges::count(used, port) + std::ranges::count(shift->added_ports, port)
        > std::ranges::count(shift->freed_ports, port);
}

bool is_taken(
    const model::State& state, const model::ContainerInstance& instance, const Port& port, const WhatIf& what_if)
{
    return is_held(state, instance.id, port, what_if) || picked_on(state, instance, port, what_if);
}

} // namespace

std::optional<Port> taken_port(const model::State& state, const model::ContainerInstance& instance,
    std::span<const Port> wanted, const WhatIf& what_if)
{
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const Port& port = wanted[i];
        if ((i > 0 && wanted[i - 1] == port)
            || std::ranges::find(instance.registered.ports, port) != instance.registered.ports.end())
            return port;
        for (const auto& slice : state.instances_of(instance.engine))
            if (is_taken(state, *state.container_instances().find(slice), port, what_if))
                return port;
    }
    return std::nullopt;
}

std::vector<Port> ports_in_use(const model::State& state, const model::ContainerInstance& instance)
{
    std::vector<Port> ports = instance.registered.ports;
    for (const auto& slice : state.instances_of(instance.engine)) {
        const auto& used = state.usage_of(slice).ports;
        ports.insert(ports.end(), used.begin(), used.end());
    }
    std::ranges::sort(ports);
    ports.erase(std::unique(ports.begin(), ports.end()), ports.end());
    return ports;
}

} // namespace quayside::scheduler
