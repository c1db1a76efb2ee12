#include "core/model/task.h"

#include "core/model/task_size.h"

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

std::int64_t reserved_memory(const ContainerDefinition& container, const ContainerOverride* override)
{
    const auto memory = override ? override->memory.value_or(container.memory) : container.memory;
    const auto reservation
        = override ? override->memory_reservation.value_or(container.memory_reservation) : container.memory_reservation;
    return reservation > 0 ? reservation : memory;
}

// An override of one container replaces what its definition asks for, if it asks for anything.
std::int64_t reserved_gpus(const TaskSpec& spec, const ContainerDefinition& container)
{
    const auto overrides = spec.overrides.empty() ? spec.overrides.end() : spec.overrides.find("containerOverrides");
    if (overrides != spec.overrides.end() && overrides->is_array())
        for (const auto& override : *overrides)
            if (override.is_object() && override.value("name", Json()) == container.name
                && override.contains("resourceRequirements"))
                return gpus_in(override);
    return container.gpus;
}

// spec.overrides may carry task-level sizes, as strings like in the task definition.
std::int64_t size_from(const TaskSpec& spec, const char* name, std::int64_t from_definition)
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
    container.gpus = reserved_gpus(spec, container);
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

TaskSize task_size(const TaskSpec& spec)
{
    return { size_from(spec, "cpu", spec.definition->cpu), size_from(spec, "memory", spec.definition->memory) };
}

Resources reservation(const TaskSpec& spec)
{
    const TaskDefinition& definition = *spec.definition;
    Resources sum;
    for (const auto& container : definition.containers) {
        const auto* override = find_override(spec, container.name);
        sum.cpu += override ? override->cpu.value_or(container.cpu) : container.cpu;
        sum.memory += reserved_memory(container, override);
        sum.gpus += reserved_gpus(spec, container);
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
    const auto [cpu, memory] = task_size(spec);
    if (cpu > 0)
        sum.cpu = cpu;
    if (memory > 0)
        sum.memory = memory;
    return sum;
}

} // namespace quayside::model
