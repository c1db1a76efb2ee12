#include "core/scheduler/place.h"

#include "core/scheduler/attributes.h"
#include "core/scheduler/filters.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace quayside::scheduler {

namespace {

constexpr std::string_view kAttribute = "attribute:";

const Strategy kDefault[]
    = { { Strategy::Kind::Spread, "attribute:ecs.availability-zone" }, { Strategy::Kind::Spread, "instanceId" } };

using Indexes = std::vector<std::size_t>;

// Keeps those of `indexes` for which `measure` is least.
template <class F>
void keep_least(Indexes& indexes, F measure)
{
    using Measure = decltype(measure(std::size_t{}));
    Measure least = std::numeric_limits<Measure>::max();
    Indexes kept;
    for (const auto i : indexes) {
        const Measure value = measure(i);
        if (value > least)
            continue;
        if (value < least)
            kept.clear();
        least = value;
        kept.push_back(i);
    }
    indexes = std::move(kept);
}

// For one `spread` over an attribute: the tasks of the group by its values. Instances without it share the empty value.
class Spread {
public:
    Spread(const model::State& state, const PlacementRequest& request, std::string_view attribute,
        const std::vector<Host>& hosts)
        : attribute_(attribute)
    {
        for (const auto& host : hosts)
            value_of_host_.push_back(number_of(*host.instance));
        for (const auto& [id, count] : state.group_in(request.cluster, request.group))
            if (const auto instance = state.container_instances().find(id))
                counts_[number_of(*instance)] += count;
    }
    void add(std::size_t host) { ++counts_[value_of_host_[host]]; }
    std::uint32_t count(std::size_t host) const { return counts_[value_of_host_[host]]; }

private:
    std::size_t number_of(const model::ContainerInstance& instance)
    {
        const auto [found, added]
            = numbers_.try_emplace(std::string(attribute_of(instance, attribute_).value), counts_.size());
        if (added)
            counts_.push_back(0);
        return found->second;
    }

    std::string_view attribute_;
    std::unordered_map<std::string, std::size_t> numbers_; // of the values
    std::vector<std::uint32_t> counts_; // by number
    std::vector<std::size_t> value_of_host_;
};

class Placer {
public:
    Placer(const model::State& state, const PlacementRequest& request, Random& random)
        : state_(state)
        , request_(request)
        , random_(random)
        , strategies_(request.strategies)
    {
        // The default decides what the given strategies leave open.
        strategies_.insert(strategies_.end(), std::begin(kDefault), std::end(kDefault));
        for (const auto& id : state.instances_in(request.cluster))
            hosts_.push_back(host_of(state, *state.container_instances().find(id), request));
        for (const auto& strategy : strategies_)
            if (strategy.kind == Strategy::Kind::Spread && strategy.field.starts_with(kAttribute))
                spreads_.try_emplace(
                    strategy.field, state, request, std::string_view(strategy.field).substr(kAttribute.size()), hosts_);
        for (std::size_t i = 0; i < hosts_.size(); ++i)
            if (step_of(state, hosts_[i], request) == Step::Fits)
                fitting_.push_back(i);
    }

    std::optional<Id> next()
    {
        if (fitting_.empty())
            return std::nullopt;
        const std::size_t best = choose();
        take(best);
        return hosts_[best].instance->id;
    }

    // Of those that came equally far, the one with the most to give.
    Refusal closest() const
    {
        using Rank = std::tuple<Step, std::int64_t>;
        const Host* closest = nullptr;
        Rank best;
        for (const auto& host : hosts_) {
            const Step step = step_of(state_, host, request_);
            const Rank rank(step, step == Step::Cpu ? host.free_cpu : host.free_memory);
            if (closest && rank <= best)
                continue;
            closest = &host;
            best = rank;
        }
        if (!closest)
            return {};
        const auto verdict = check(state_, *closest, request_);
        return { closest->instance->id, std::string(reason_of(verdict.step)), verdict.detail };
    }

private:
    std::size_t choose()
    {
        Indexes candidates = fitting_;
        for (const auto& strategy : strategies_) {
            if (candidates.size() == 1 || strategy.kind == Strategy::Kind::Random)
                break;
            narrow(candidates, strategy);
        }
        if (request_.strategies.empty())
            keep_least(candidates, [this](std::size_t i) { return hosts_[i].tasks; });
        return candidates[random_.below(candidates.size())];
    }

    void narrow(Indexes& candidates, const Strategy& strategy)
    {
        if (strategy.kind == Strategy::Kind::Binpack) {
            const bool cpu = strategy.field == "cpu";
            keep_least(candidates, [&](std::size_t i) { return cpu ? hosts_[i].free_cpu : hosts_[i].free_memory; });
        } else if (const auto spread = spreads_.find(strategy.field); spread != spreads_.end()) {
            keep_least(candidates, [&](std::size_t i) { return spread->second.count(i); });
        } else {
            keep_least(candidates, [this](std::size_t i) { return hosts_[i].in_group; });
        }
    }

    void take(std::size_t index)
    {
        Host& host = hosts_[index];
        host.free_cpu -= request_.need.cpu;
        host.free_memory -= request_.need.memory;
        ++host.tasks;
        ++host.in_group;
        for (auto& [field, spread] : spreads_)
            spread.add(index);
        if (!request_.need.ports.empty())
            for (auto& other : hosts_)
                other.ports_taken = other.ports_taken || other.instance->engine == host.instance->engine;
        std::erase_if(fitting_, [this](std::size_t i) { return !still_fits(hosts_[i]); });
    }

    // Only what a task of this request changes.
    bool still_fits(const Host& host) const
    {
        return request_.need.cpu <= host.free_cpu && request_.need.memory <= host.free_memory && !host.ports_taken
            && !(request_.distinct_instance && host.in_group > 0);
    }

    const model::State& state_;
    const PlacementRequest& request_;
    Random& random_;
    std::vector<Strategy> strategies_;
    std::unordered_map<std::string, Spread> spreads_; // by field
    std::vector<Host> hosts_; // in the order of their ids
    Indexes fitting_;
};

} // namespace

Placement place(const model::State& state, const PlacementRequest& request, int count, Random& random)
{
    Placer placer(state, request, random);
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

std::optional<Refusal> why_not(
    const model::State& state, const model::ContainerInstance& instance, const PlacementRequest& request)
{
    const auto verdict = check(state, host_of(state, instance, request), request);
    if (verdict.step == Step::Fits)
        return std::nullopt;
    return Refusal{ instance.id, std::string(reason_of(verdict.step)), verdict.detail };
}

} // namespace quayside::scheduler
