#include "core/scheduler/place.h"

#include "core/scheduler/batch.h"
#include "core/scheduler/few.h"
#include "core/scheduler/plain_place.h"
#include "core/scheduler/rules.h"

namespace quayside::scheduler {

namespace {

constexpr std::size_t kFew = 32;
constexpr std::size_t kMany = 256; // instances: to look at all of them once more takes a while

std::vector<Id> find_instances(
    const model::State& state, const PlacementRequest& request, std::size_t count, Random& random)
{
    auto& fleet = Fleet::of(state, request.cluster);
    if (request.strategies.empty() && (count == 1 || (count <= kFew && fleet.size() >= kMany)))
        if (auto few = place_few(state, fleet, request, count, random))
            return std::move(*few);
    Batch batch(state, fleet, request, random);
    std::vector<Id> instances;
    instances.reserve(count);
    while (instances.size() < count) {
        const auto instance = batch.next();
        if (!instance)
            break;
        instances.push_back(*instance);
    }
    return instances;
}

Refusal refusal_after(const model::State& state, const PlacementRequest& request, const std::vector<Id>& planned)
{
    WhatIf what_if;
    for (const auto& instance : planned)
        what_if.add(instance, request.group, request.need);
    return closest_refusal(View(state, request, what_if));
}

} // namespace

Placement place(const model::State& state, const PlacementRequest& request, int count, Random& random)
{
    Placement placement;
    if (count <= 0)
        return placement;
    const auto wanted = static_cast<std::size_t>(count);
    placement.instances = find_instances(state, request, wanted, random);
    if (placement.instances.size() < wanted)
        placement.refusal = refusal_after(state, request, placement.instances);
    return placement;
}

Placement place(
    const model::State& state, const PlacementRequest& request, int count, Random& random, const WhatIf& what_if)
{
    return what_if.empty() ? place(state, request, count, random)
                           : place_plainly(state, request, count, random, what_if);
}

} // namespace quayside::scheduler
