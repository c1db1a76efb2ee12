#include "core/scheduler/capacity.h"

#include <algorithm>

namespace quayside::scheduler {

bool waits_for_capacity(const model::State& state, const std::string& provider)
{
    const auto record = state.capacity_providers().find(provider);
    return record && record->managed_scaling && record->status == model::CapacityProviderStatus::Active;
}

bool is_provider_used(const model::State& state, const std::string& cluster, const std::string& provider)
{
    for (const auto& id : state.tasks_in(cluster))
        if (const auto task = state.tasks().find(id);
            task->spec->capacity_provider == provider && task->last_status < model::TaskStatus::Stopped)
            return true;
    const auto names
        = [&provider](const model::CapacityProviderStrategyItem& item) { return item.capacity_provider == provider; };
    for (const auto& name : state.services_in(cluster)) {
        const auto service = state.services().find({ cluster, name });
        for (const auto number : service->deployments)
            if (service->status != model::ServiceStatus::Inactive
                && std::ranges::any_of(state.deployments().find(number)->revision->capacity_provider_strategy, names))
                return true;
    }
    return false;
}

bool is_for(const model::CapacityProviderStrategy& strategy, const model::ContainerInstance& instance)
{
    const auto names_it = [&instance](const model::CapacityProviderStrategyItem& item) {
        return item.capacity_provider == instance.capacity_provider;
    };
    return strategy.empty() || std::ranges::any_of(strategy, names_it);
}

} // namespace quayside::scheduler
