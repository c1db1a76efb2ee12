#include "core/scheduler/place.h"

#include "core/scheduler/batch.h"
#include "core/scheduler/plain_place.h"
#include "core/scheduler/rules.h"
#include "core/scheduler/single.h"

namespace quayside::scheduler {

namespace {

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
    auto& fleet = Fleet::of(state, request.cluster);
    const auto wanted = static_cast<std::size_t>(count);
    if (wanted == 1 && request.strategies.empty()) {
        if (const auto instance = place_one(state, fleet, request, random))
            placement.instances.push_back(*instance);
    } else {
        Batch batch(state, fleet, request, random);
        placement.instances.reserve(wanted);
        while (placement.instances.size() < wanted) {
            const auto instance = batch.next();
            if (!instance)
                break;
            placement.instances.push_back(*instance);
        }
    }
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
