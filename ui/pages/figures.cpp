#include "ui/pages/figures.h"

#include <algorithm>
#include <limits>

namespace quayside::ui {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

Capacity share(double used, double reserved, double registered)
{
    if (registered <= 0)
        return { kUnknown, kUnknown };
    return { used / registered, reserved / registered };
}

} // namespace

Capacity ClusterFigures::cpu() const
{
    return share(cpu_used, cpu_reserved, cpu_registered);
}

Capacity ClusterFigures::memory() const
{
    return share(memory_used, memory_reserved, memory_registered);
}

ClusterFigures figures_of(const model::State& state, const std::string& cluster, const LiveUse* use)
{
    ClusterFigures sum;
    for (const Id& id : state.instances_in(cluster)) {
        const auto instance = state.container_instances().find(id);
        if (instance->status == model::ContainerInstanceStatus::Inactive)
            continue;
        const auto& usage = state.usage_of(id);
        const auto* recent = use ? use->find(id) : nullptr;
        ++sum.instances;
        sum.draining += instance->status == model::ContainerInstanceStatus::Draining ? 1 : 0;
        sum.disconnected += instance->agent_connected ? 0 : 1;
        sum.cpu_registered += static_cast<double>(instance->registered.cpu);
        sum.cpu_reserved += static_cast<double>(usage.cpu);
        sum.cpu_used += recent ? static_cast<double>(recent->last.cpu) : kUnknown;
        sum.memory_registered += static_cast<double>(instance->registered.memory);
        sum.memory_reserved += static_cast<double>(usage.memory);
        sum.memory_used += recent ? static_cast<double>(recent->last.memory) : kUnknown;
    }
    return sum;
}

Capacity cpu_of(const model::State& state, const model::ContainerInstance& instance, const LiveUse* use)
{
    const auto* recent = use ? use->find(instance.id) : nullptr;
    return share(recent ? static_cast<double>(recent->last.cpu) : kUnknown,
        static_cast<double>(state.usage_of(instance.id).cpu), static_cast<double>(instance.registered.cpu));
}

Capacity memory_of(const model::State& state, const model::ContainerInstance& instance, const LiveUse* use)
{
    const auto* recent = use ? use->find(instance.id) : nullptr;
    return share(recent ? static_cast<double>(recent->last.memory) : kUnknown,
        static_cast<double>(state.usage_of(instance.id).memory), static_cast<double>(instance.registered.memory));
}

model::Resources limits_of(const model::TaskSpec& spec)
{
    model::Resources limits = model::reservation(spec);
    if (!spec.definition)
        return limits;
    std::int64_t memory = 0;
    for (std::size_t i = 0; i < spec.definition->containers.size(); ++i) {
        const auto container = model::effective_container(spec, i);
        memory += std::max(container.memory, container.memory_reservation);
    }
    limits.memory = spec.definition->memory > 0 ? limits.memory : std::max(limits.memory, memory);
    return limits;
}

} // namespace quayside::ui
