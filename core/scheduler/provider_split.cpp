#include "core/scheduler/provider_split.h"

#include <algorithm>
#include <cassert>

namespace quayside::scheduler {

namespace {

using model::CapacityProviderStrategy;
using Counts = std::span<const std::int64_t>;

std::int64_t weight_of(const CapacityProviderStrategy& strategy)
{
    std::int64_t sum = 0;
    for (const auto& item : strategy)
        sum += item.weight;
    return sum;
}

std::int64_t beyond_base(const CapacityProviderStrategy& strategy, Counts placed, std::size_t item)
{
    return std::max<std::int64_t>(placed[item] - strategy[item].base, 0);
}

std::int64_t all_beyond_base(const CapacityProviderStrategy& strategy, Counts placed)
{
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < strategy.size(); ++i)
        sum += beyond_base(strategy, placed, i);
    return sum;
}

// How far an item is behind its share of `total` tasks, times the sum of the weights: whole numbers compare exactly.
std::int64_t deficit(
    const CapacityProviderStrategy& strategy, Counts placed, std::size_t item, std::int64_t total, std::int64_t weights)
{
    return total * strategy[item].weight - beyond_base(strategy, placed, item) * weights;
}

} // namespace

std::optional<std::size_t> next_provider(const CapacityProviderStrategy& strategy, Counts placed)
{
    assert(placed.size() == strategy.size());
    for (std::size_t i = 0; i < strategy.size(); ++i)
        if (placed[i] < strategy[i].base)
            return i;
    const std::int64_t weights = weight_of(strategy);
    if (weights == 0)
        return std::nullopt;
    const std::int64_t total = all_beyond_base(strategy, placed) + 1;
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < strategy.size(); ++i)
        if (strategy[i].weight > 0
            && (!best
                || deficit(strategy, placed, i, total, weights) > deficit(strategy, placed, *best, total, weights)))
            best = i;
    return best;
}

std::vector<std::int64_t> split_over_providers(
    const CapacityProviderStrategy& strategy, Counts placed, std::int64_t count)
{
    std::vector<std::int64_t> now(placed.begin(), placed.end());
    for (; count > 0; --count) {
        const auto item = next_provider(strategy, now);
        if (!item)
            break;
        ++now[*item];
    }
    for (std::size_t i = 0; i < now.size(); ++i)
        now[i] -= placed[i];
    return now;
}

std::optional<std::size_t> provider_to_shrink(const CapacityProviderStrategy& strategy, Counts placed, Counts removable)
{
    assert(placed.size() == strategy.size() && removable.size() == strategy.size());
    const std::int64_t weights = weight_of(strategy);
    const std::int64_t total = all_beyond_base(strategy, placed) - 1;
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < strategy.size(); ++i)
        if (removable[i] > 0 && beyond_base(strategy, placed, i) > 0
            && (!best
                || deficit(strategy, placed, i, total, weights) <= deficit(strategy, placed, *best, total, weights)))
            best = i;
    if (best)
        return best;
    for (std::size_t i = strategy.size(); i-- > 0;)
        if (removable[i] > 0)
            return i;
    return std::nullopt;
}

} // namespace quayside::scheduler
