#include "core/scheduler/plain_place.h"

#include "core/scheduler/ranking.h"
#include "core/scheduler/rules.h"

#include <utility>

namespace quayside::scheduler {

namespace {

class Placer {
public:
    Placer(const model::State& state, const PlacementRequest& request, const WhatIf& what_if, Random& random)
        : what_if_(what_if)
        , view_(state, request, what_if_)
        , hosts_(all_hosts(view_))
        , ranking_(request, hosts_)
        , random_(random)
    {
        for (std::size_t i = 0; i < hosts_.size(); ++i)
            if (!first_broken(view_, hosts_[i]))
                fitting_.push_back(i);
    }

    std::optional<Id> next()
    {
        if (fitting_.empty())
            return std::nullopt;
        const auto best = ranking_.best_of(fitting_);
        const std::size_t chosen = best[random_.below(best.size())];
        take(chosen);
        return hosts_[chosen].instance->id;
    }

    Refusal closest() const { return closest_refusal(view_); }

private:
    static std::vector<Host> all_hosts(const View& view)
    {
        std::vector<Host> hosts;
        for (const auto& id : view.state.instances_in(view.request.cluster))
            hosts.push_back(host_of(view, *view.state.container_instances().find(id)));
        return hosts;
    }

    void take(std::size_t index)
    {
        Host& host = hosts_[index];
        what_if_.add(host.instance->id, view_.request.group, view_.request.need);
        host.free_cpu -= view_.request.need.cpu;
        host.free_memory -= view_.request.need.memory;
        host.free_gpus -= view_.request.need.gpus;
        ++host.tasks;
        ++host.in_group;
        ranking_.planned(index);
        std::erase_if(fitting_, [this](std::size_t i) { return first_broken(view_, hosts_[i]).has_value(); });
    }

    WhatIf what_if_;
    View view_;
    std::vector<Host> hosts_; // in the order of their ids
    Ranking ranking_;
    Random& random_;
    std::vector<std::size_t> fitting_;
};

} // namespace

Placement place_plainly(
    const model::State& state, const PlacementRequest& request, int count, Random& random, const WhatIf& what_if)
{
    Placer placer(state, request, what_if, random);
    Placement placement;
    for (int i = 0; i < count; ++i) {
        const auto instance = placer.next();
        if (!instance) {
            placement.refusal = placer.closest();
            break;
        }
        placement.instances.push_back(*instance);
    }
    return placement;
}

} // namespace quayside::scheduler
