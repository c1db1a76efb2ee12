#include "core/model/task.h"

#include <algorithm>

namespace quayside::model {

namespace {

const ContainerOverride* find_override(const TaskSpec& spec, const std::string& container)
{
    const auto found = std::ranges::find(spec.container_overrides, container, &ContainerOverride::name);
    return found == spec.container_overrides.end() ? nullptr : &*found;
}

// A variable of the override replaces the one of the same name; new ones follow in their order.
void apply_environment(std::vector<KeyValue>& environment, const std::vector<KeyValue>& overrides)
{
    for (const auto& variable : overrides) {
        const auto same = std::ranges::find(environment, variable.name, &KeyValue::name);
        if (same == environment.end())
            environment.push_back(variable);
        else
            same->value = variable.value;
    }
}

std::int64_t reserved_memory(const ContainerDefinition& container)
{
    return container.memory_reservation > 0 ? container.memory_reservation : container.memory;
}

// spec.overrides may carry task-level sizes, as strings like in the task definition.
std::int64_t task_size(const TaskSpec& spec, const char* name, std::int64_t from_definition)
{
    const auto found = spec.overrides.find(name);
    if (found == spec.overrides.end() || !found->is_string())
        return from_definition;
    TaskDefinition sized;
    sized.document[name] = *found;
    read_document(sized);
    const std::int64_t given = std::max(sized.cpu, sized.memory);
    return given > 0 ? given : from_definition;
}

} // namespace

ContainerDefinition effective_container(const TaskSpec& spec, std::size_t index)
{
    ContainerDefinition container = spec.definition->containers[index];
    const auto* override = find_override(spec, container.name);
    if (!override)
        return container;
    if (!override->command.empty())
        container.command = override->command;
    apply_environment(container.environment, override->environment);
    container.cpu = override->cpu.value_or(container.cpu);
    container.memory = override->memory.value_or(container.memory);
    container.memory_reservation = override->memory_reservation.value_or(container.memory_reservation);
    return container;
}

Resources reservation(const TaskSpec& spec)
{
    const TaskDefinition& definition = *spec.definition;
    Resources sum;
    for (std::size_t i = 0; i < definition.containers.size(); ++i) {
        const auto container = effective_container(spec, i);
        sum.cpu += container.cpu;
        sum.memory += reserved_memory(container);
        if (definition.network_mode == NetworkMode::Awsvpc)
            continue;
        for (const auto& mapping : container.port_mappings) {
            const bool host = definition.network_mode == NetworkMode::Host;
            const std::uint16_t port = host && mapping.host_port == 0 ? mapping.container_port : mapping.host_port;
            if (port != 0)
                sum.ports.push_back({ port, mapping.protocol });
        }
    }
    std::ranges::sort(sum.ports);
    if (const auto cpu = task_size(spec, "cpu", definition.cpu))
        sum.cpu = cpu;
    if (const auto memory = task_size(spec, "memory", definition.memory))
        sum.memory = memory;
    return sum;
}

} // namespace quayside::model
