#include "core/scheduler/provider_shares.h"

#include "core/scheduler/provider_split.h"

#include <algorithm>

namespace quayside::scheduler {

using model::CapacityProviderStrategyItem;

ProviderShares::ProviderShares(const ServicePass& pass)
    : pass_(pass)
{
    for (const auto& deployment : pass.deployments)
        placed_.emplace_back(deployment.revision->capacity_provider_strategy.size());
    for (const auto& view : pass.tasks)
        if (const auto item = item_of(view); view.stays() && item < items(view.deployment))
            ++placed_[view.deployment][item];
}

std::size_t ProviderShares::item_of(const TaskView& view) const
{
    if (items(view.deployment) == 0)
        return 0;
    const auto& strategy = pass_.deployments[view.deployment].revision->capacity_provider_strategy;
    const auto found = std::ranges::find(
        strategy, view.task->spec->capacity_provider, &CapacityProviderStrategyItem::capacity_provider);
    return static_cast<std::size_t>(found - strategy.begin());
}

std::optional<std::size_t> ProviderShares::next_to_go(
    std::size_t deployment, std::span<const std::int64_t> removable) const
{
    return provider_to_shrink(
        pass_.deployments[deployment].revision->capacity_provider_strategy, placed_[deployment], removable);
}

void ProviderShares::remove(std::size_t deployment, std::size_t item)
{
    if (item < items(deployment))
        --placed_[deployment][item];
}

} // namespace quayside::scheduler
