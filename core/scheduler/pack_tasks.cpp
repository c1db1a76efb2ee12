#include "core/scheduler/pack_tasks.h"

#include <algorithm>
#include <set>
#include <string>

namespace quayside::scheduler {

namespace {

using model::Resources;

struct Bin {
    Resources free;
    std::set<std::string> alone; // groups whose tasks want an instance each
};

struct Need {
    Resources reserved;
    std::string group;
    bool distinct = false;
    std::int64_t count = 0;
};

Need need_of(const WaitingGroup& group)
{
    const auto distinct = std::ranges::any_of(group.spec->placement_constraints,
        [](const auto& constraint) { return constraint.type == model::ConstraintType::DistinctInstance; });
    return { model::reservation(*group.spec), group.spec->group, distinct, group.count };
}

// Share of an instance that the task takes of what it takes most of.
double largest_share(const Need& need, const Resources& size)
{
    const auto share = [](std::int64_t part, std::int64_t whole) {
        return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
    };
    return std::max({ share(need.reserved.cpu, size.cpu), share(need.reserved.memory, size.memory),
        share(need.reserved.gpus, size.gpus) });
}

bool fits(const Need& need, const Bin& bin)
{
    const auto taken
        = [&bin](const model::Port& port) { return std::ranges::find(bin.free.ports, port) != bin.free.ports.end(); };
    return need.reserved.cpu <= bin.free.cpu && need.reserved.memory <= bin.free.memory
        && need.reserved.gpus <= bin.free.gpus && std::ranges::none_of(need.reserved.ports, taken)
        && !(need.distinct && bin.alone.contains(need.group));
}

void put(const Need& need, Bin& bin)
{
    bin.free.cpu -= need.reserved.cpu;
    bin.free.memory -= need.reserved.memory;
    bin.free.gpus -= need.reserved.gpus;
    bin.free.ports.insert(bin.free.ports.end(), need.reserved.ports.begin(), need.reserved.ports.end());
    if (need.distinct)
        bin.alone.insert(need.group);
}

} // namespace

Packing pack_tasks(std::vector<WaitingGroup> groups, const Resources& size)
{
    std::vector<Need> needs;
    for (const auto& group : groups)
        needs.push_back(need_of(group));
    std::ranges::stable_sort(
        needs, [&size](const Need& a, const Need& b) { return largest_share(a, size) > largest_share(b, size); });
    Packing packing;
    std::vector<Bin> bins;
    for (const auto& need : needs) {
        if (!fits(need, Bin{ size, {} })) {
            packing.too_large += need.count;
            continue;
        }
        std::size_t first = 0; // earlier ones have no room for the rest of the group either
        for (std::int64_t i = 0; i < need.count; ++i) {
            while (first < bins.size() && !fits(need, bins[first]))
                ++first;
            if (first == bins.size())
                bins.push_back({ size, {} });
            put(need, bins[first]);
        }
    }
    packing.instances = static_cast<std::int64_t>(bins.size());
    return packing;
}

} // namespace quayside::scheduler
