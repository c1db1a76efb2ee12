#include "core/scheduler/single.h"

#include "core/scheduler/kept_room.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace quayside::scheduler {

namespace {

class Single {
public:
    Single(const model::State& state, ClusterFleet& fleet, const PlacementRequest& request, Random& random)
        : state_(state)
        , fleet_(fleet)
        , request_(request)
        , random_(random)
        , eligible_(fleet.eligible_for(state, request))
        , group_(state.group_in(request.cluster, request.group))
        , daemon_(is_daemon(state, request.cluster, request.group))
    {
    }

    std::optional<Id> best()
    {
        count_zones();
        for (std::size_t first = 0; first < zones_.size();) {
            std::size_t last = first + 1;
            while (last < zones_.size() && zones_[last].tasks == zones_[first].tasks)
                ++last;
            auto found = without_group(first, last);
            if (!found && !group_.empty() && !request_.distinct_instance)
                found = within_group(first, last);
            if (found)
                return fleet_.instance(*found)->id;
            first = last;
        }
        return std::nullopt;
    }

private:
    struct Zone {
        std::uint32_t tasks = 0; // of the group
        std::uint32_t chance = 0;
        std::uint32_t number = 0;
    };

    // By the tasks of the group; equal ones in any order.
    void count_zones()
    {
        const auto& loads = fleet_.loads_by_zone();
        zones_.resize(loads.size());
        for (std::uint32_t i = 0; i < zones_.size(); ++i)
            zones_[i] = { 0, static_cast<std::uint32_t>(random_.below(1U << 31)), i };
        for (const auto& [id, count] : group_)
            if (const auto member = fleet_.member(id))
                zones_[fleet_.zone_of(*member)].tasks += count;
        std::erase_if(zones_, [&loads](const Zone& zone) { return loads[zone.number].members == 0; });
        std::ranges::sort(zones_, {}, [](const Zone& zone) { return std::tuple(zone.tasks, zone.chance); });
    }

    bool fits(std::uint32_t member) const
    {
        const auto& need = request_.need;
        return eligible_.has(member) && fleet_.free_cpu(member, daemon_) >= need.cpu
            && fleet_.free_memory(member, daemon_) >= need.memory
            && (need.gpus == 0 || fleet_.free_gpus(member, daemon_) >= need.gpus)
            && (need.ports.empty() || fleet_.ports_free(state_, need.ports, member, daemon_))
            && fleet_.matches_tasks(state_, request_, member, false);
    }

    // The least loaded of some zones on which the group has nothing.
    std::optional<std::uint32_t> without_group(std::size_t first, std::size_t last)
    {
        const auto& loads = fleet_.loads_by_zone();
        std::size_t most = 0;
        for (std::size_t zone = first; zone < last; ++zone)
            most = std::max(most, loads[zones_[zone].number].by_tasks.size());
        for (std::size_t tasks = 0; tasks < most; ++tasks)
            for (std::size_t zone = first; zone < last; ++zone) {
                const auto& rows = loads[zones_[zone].number].by_tasks;
                if (tasks < rows.size() && !rows[tasks].empty())
                    if (const auto found = any_of(rows[tasks]))
                        return found;
            }
        return std::nullopt;
    }

    // The first that fits, from a place that chance chooses.
    std::optional<std::uint32_t> any_of(const std::vector<std::uint32_t>& members)
    {
        const std::size_t start = random_.below(members.size());
        for (std::size_t i = 0; i < members.size(); ++i) {
            const std::size_t place = start + i;
            const auto member = members[place < members.size() ? place : place - members.size()];
            if (fits(member) && (group_.empty() || !group_.contains(fleet_.instance(member)->id)))
                return member;
        }
        return std::nullopt;
    }

    // The one with the fewest of the group, then of all.
    std::optional<std::uint32_t> within_group(std::size_t first, std::size_t last)
    {
        std::optional<std::uint32_t> best;
        std::tuple<std::uint32_t, std::uint32_t, std::uint64_t> least;
        for (const auto& [id, count] : group_) {
            const auto member = fleet_.member(id);
            if (!member || !is_among(fleet_.zone_of(*member), first, last) || !fits(*member))
                continue;
            const std::tuple measure(count, fleet_.tasks(*member), random_.below(1U << 31));
            if (best && measure >= least)
                continue;
            best = member;
            least = measure;
        }
        return best;
    }

    bool is_among(std::uint32_t zone, std::size_t first, std::size_t last) const
    {
        return std::any_of(zones_.begin() + static_cast<std::ptrdiff_t>(first),
            zones_.begin() + static_cast<std::ptrdiff_t>(last), [zone](const Zone& z) { return z.number == zone; });
    }

    const model::State& state_;
    ClusterFleet& fleet_;
    const PlacementRequest& request_;
    Random& random_;
    const Eligible& eligible_;
    const model::State::GroupCounts& group_;
    const bool daemon_;
    std::vector<Zone> zones_;
};

} // namespace

std::optional<Id> place_one(
    const model::State& state, ClusterFleet& fleet, const PlacementRequest& request, Random& random)
{
    return Single(state, fleet, request, random).best();
}

} // namespace quayside::scheduler
