#include "core/scheduler/few.h"

#include "core/scheduler/kept_room.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace quayside::scheduler {

namespace {

class Few {
public:
    Few(const model::State& state, ClusterFleet& fleet, const PlacementRequest& request, Random& random)
        : state_(state)
        , fleet_(fleet)
        , request_(request)
        , random_(random)
        , eligible_(fleet.eligible_for(state, request))
        , daemon_(is_daemon(state, request.cluster, request.group))
        , group_by_zone_(fleet.loads_by_zone().size())
    {
        for (const auto& [id, count] : state.group_in(request.cluster, request.group))
            if (const auto member = fleet_.member(id)) {
                of_group(*member).tasks = count;
                group_by_zone_[fleet_.zone_of(*member)] += count;
            }
    }

    // The place of the best instance.
    std::optional<std::uint32_t> best()
    {
        sort_zones();
        for (std::size_t first = 0; first < zones_.size();) {
            std::size_t last = first + 1;
            while (last < zones_.size() && zones_[last].tasks == zones_[first].tasks)
                ++last;
            auto found = without_group(first, last);
            if (!found && !group_.empty() && !request_.distinct_instance)
                found = within_group(first, last);
            if (found)
                return found;
            first = last;
        }
        return std::nullopt;
    }

    void plan_on(std::uint32_t member)
    {
        auto& here = of_group(member);
        ++here.tasks;
        ++here.planned;
        ++group_by_zone_[fleet_.zone_of(member)];
        if (!request_.need.ports.empty())
            engines_taken_.insert(fleet_.instance(member)->engine);
    }

    // How often an instance was looked at.
    std::size_t looks() const { return looks_; }

private:
    struct Zone {
        std::uint32_t tasks = 0; // of the group
        std::uint32_t chance = 0;
        std::uint32_t number = 0;
    };
    struct OfGroup {
        std::uint32_t member = 0;
        std::uint32_t tasks = 0; // with those planned
        std::uint32_t planned = 0;
    };

    OfGroup& of_group(std::uint32_t member)
    {
        const auto place = static_cast<std::uint32_t>(group_.size());
        const auto [found, added] = place_in_group_.try_emplace(member, place);
        if (added)
            group_.push_back({ member });
        return group_[found->second];
    }

    // By the tasks of the group; equal ones in any order.
    void sort_zones()
    {
        const auto& loads = fleet_.loads_by_zone();
        zones_.clear();
        for (std::uint32_t i = 0; i < loads.size(); ++i)
            zones_.push_back({ group_by_zone_[i], static_cast<std::uint32_t>(random_.below(1U << 31)), i });
        std::erase_if(zones_, [&loads](const Zone& zone) { return loads[zone.number].members == 0; });
        std::ranges::sort(zones_, {}, [](const Zone& zone) { return std::tuple(zone.tasks, zone.chance); });
    }

    bool fits(std::uint32_t member, std::int64_t planned)
    {
        ++looks_;
        const auto& need = request_.need;
        return eligible_.has(member) && fleet_.free_cpu(member, daemon_) - planned * need.cpu >= need.cpu
            && fleet_.free_memory(member, daemon_) - planned * need.memory >= need.memory
            && (need.gpus == 0 || fleet_.free_gpus(member, daemon_) - planned * need.gpus >= need.gpus)
            && (need.ports.empty() || ports_free(member))
            && fleet_.matches_tasks(state_, request_, member, planned > 0);
    }

    bool ports_free(std::uint32_t member) const
    {
        return !engines_taken_.contains(fleet_.instance(member)->engine)
            && fleet_.ports_free(state_, request_.need.ports, member, daemon_);
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
            if (fits(member, 0) && !place_in_group_.contains(member))
                return member;
        }
        return std::nullopt;
    }

    // The one with the fewest of the group, then of all.
    std::optional<std::uint32_t> within_group(std::size_t first, std::size_t last)
    {
        std::optional<std::uint32_t> best;
        std::tuple<std::uint32_t, std::uint32_t, std::uint64_t> least;
        for (const auto& here : group_) {
            if (!is_among(fleet_.zone_of(here.member), first, last) || !fits(here.member, here.planned))
                continue;
            const std::tuple measure(here.tasks, fleet_.tasks(here.member) + here.planned, random_.below(1U << 31));
            if (best && measure >= least)
                continue;
            best = here.member;
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
    const bool daemon_;
    std::vector<OfGroup> group_;
    model::FlatMap<std::uint32_t, std::uint32_t> place_in_group_; // by member
    std::vector<std::uint32_t> group_by_zone_;
    std::vector<Zone> zones_;
    std::unordered_set<Id> engines_taken_; // whose ports a planned task holds
    std::size_t looks_ = 0;
};

} // namespace

std::optional<std::vector<Id>> place_few(
    const model::State& state, ClusterFleet& fleet, const PlacementRequest& request, std::size_t count, Random& random)
{
    Few few(state, fleet, request, random);
    const std::size_t most_looks = 2 * fleet.size(); // the first task looks at none more often than twice
    std::vector<Id> instances;
    instances.reserve(count);
    while (instances.size() < count) {
        if (few.looks() > most_looks)
            return std::nullopt;
        const auto best = few.best();
        if (!best)
            break;
        instances.push_back(fleet.id(*best));
        if (instances.size() < count)
            few.plan_on(*best);
    }
    return instances;
}

} // namespace quayside::scheduler
