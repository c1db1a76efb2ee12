#include "core/scheduler/ranking.h"

#include "core/scheduler/attributes.h"

#include <algorithm>
#include <limits>

namespace quayside::scheduler {

namespace {

using Kind = RankStep::Kind;

constexpr std::string_view kAttribute = "attribute:";
constexpr std::string_view kZone = "ecs.availability-zone";

RankStep step_of(const Strategy& strategy)
{
    switch (strategy.kind) {
    case Strategy::Kind::Binpack:
        return { strategy.field == "cpu" ? Kind::PackCpu : Kind::PackMemory, {} };
    case Strategy::Kind::Spread:
        if (strategy.field.starts_with(kAttribute))
            return { Kind::SpreadAttribute, strategy.field.substr(kAttribute.size()) };
        return { Kind::SpreadInstance, {} };
    case Strategy::Kind::Random:
        break;
    }
    return {};
}

void add(std::vector<RankStep>& steps, RankStep step)
{
    if (!steps.empty() && steps.back().kind == Kind::Random)
        return;
    const auto same
        = [&step](const RankStep& other) { return other.kind == step.kind && other.attribute == step.attribute; };
    if (std::ranges::none_of(steps, same))
        steps.push_back(std::move(step));
}

} // namespace

std::vector<RankStep> rank_steps(const PlacementRequest& request)
{
    std::vector<RankStep> steps;
    for (const auto& strategy : request.strategies)
        add(steps, step_of(strategy));
    add(steps, { Kind::SpreadAttribute, std::string(kZone), false });
    add(steps, { Kind::SpreadInstance, {}, false });
    if (request.strategies.empty())
        add(steps, { Kind::LeastLoaded, {}, false });
    add(steps, { Kind::Random, {}, false });
    return steps;
}

std::string name_of(const RankStep& step)
{
    switch (step.kind) {
    case Kind::SpreadAttribute:
        return "spread over attribute:" + step.attribute;
    case Kind::SpreadInstance:
        return "spread over instanceId";
    case Kind::PackCpu:
        return "binpack by cpu";
    case Kind::PackMemory:
        return "binpack by memory";
    case Kind::LeastLoaded:
        return "fewest tasks";
    case Kind::Random:
        break;
    }
    return "random";
}

Ranking::Ranking(const PlacementRequest& request, const std::vector<Host>& hosts)
    : hosts_(hosts)
    , steps_(rank_steps(request))
{
    for (const auto& step : steps_) {
        if (step.kind != Kind::SpreadAttribute)
            continue;
        auto& spread = spreads_[step.attribute];
        std::unordered_map<std::string, std::size_t> numbers;
        for (const auto& host : hosts) {
            // Instances without the attribute share the empty value.
            const auto value = std::string(attribute_of(*host.instance, step.attribute).value);
            const auto number = numbers.try_emplace(value, numbers.size()).first->second;
            spread.value_of_host.push_back(number);
            spread.counts.resize(numbers.size());
            spread.counts[number] += host.in_group;
        }
    }
}

std::int64_t Ranking::measure(std::size_t step, std::size_t host) const
{
    switch (steps_[step].kind) {
    case Kind::SpreadAttribute: {
        const auto& spread = spreads_.at(steps_[step].attribute);
        return spread.counts[spread.value_of_host[host]];
    }
    case Kind::SpreadInstance:
        return hosts_[host].in_group;
    case Kind::PackCpu:
        return hosts_[host].free_cpu;
    case Kind::PackMemory:
        return hosts_[host].free_memory;
    case Kind::LeastLoaded:
        return hosts_[host].tasks;
    case Kind::Random:
        break;
    }
    return 0;
}

void Ranking::narrow(std::vector<std::size_t>& candidates, std::size_t step) const
{
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const auto host : candidates)
        least = std::min(least, measure(step, host));
    std::erase_if(candidates, [&](std::size_t host) { return measure(step, host) > least; });
}

std::vector<std::size_t> Ranking::best_of(std::vector<std::size_t> candidates) const
{
    for (std::size_t step = 0; step < steps_.size() && candidates.size() > 1; ++step)
        narrow(candidates, step);
    return candidates;
}

void Ranking::planned(std::size_t host)
{
    for (auto& [attribute, spread] : spreads_)
        ++spread.counts[spread.value_of_host[host]];
}

} // namespace quayside::scheduler
