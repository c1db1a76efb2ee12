#pragma once

#include "core/model/placement.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

// How tasks are shared among the items of a capacity provider strategy: first the base of the item that has one, then
// whichever item is furthest behind its weight. So after any number of tasks each item is within one task of its share.
namespace quayside::scheduler {

// The item that gets the next task, if `placed` (one number for each item) are there already; of equals the earlier.
// None if no item has a weight and the base is full.
std::optional<std::size_t> next_provider(
    const model::CapacityProviderStrategy& strategy, std::span<const std::int64_t> placed);

// How many of `count` more tasks each item gets. They are fewer than `count` only where next_provider() finds none.
std::vector<std::int64_t> split_over_providers(
    const model::CapacityProviderStrategy& strategy, std::span<const std::int64_t> placed, std::int64_t count);

// The item that gives up the next task when there are too many, among those of which `removable` may go: the one
// furthest ahead of its weight, of equals the later; tasks of the base go last. None if none may.
std::optional<std::size_t> provider_to_shrink(const model::CapacityProviderStrategy& strategy,
    std::span<const std::int64_t> placed, std::span<const std::int64_t> removable);

} // namespace quayside::scheduler
