#include "core/agent/pool_demand.h"

namespace quayside::agent {

namespace {

std::size_t count_of(const PoolCounts& counts, const std::string& cluster)
{
    const auto found = counts.find(cluster);
    return found == counts.end() ? 0 : found->second;
}

} // namespace

void PoolDemand::begun(const std::string& cluster, TimePoint at)
{
    begun_.emplace(at, cluster);
    if (begun_.size() > most_)
        begun_.erase(begun_.begin());
}

PoolCounts PoolDemand::wanted(const std::set<std::string>& clusters, TimePoint now) const
{
    PoolCounts counts;
    for (auto at = begun_.upper_bound(now - memory_); at != begun_.end(); ++at)
        if (clusters.contains(at->second))
            ++counts[at->second];
    return counts;
}

PoolStep next_step(const PoolCounts& wanted, const PoolCounts& present)
{
    for (const auto& [cluster, count] : present)
        if (count > count_of(wanted, cluster))
            return { PoolStep::Kind::Remove, cluster };
    for (const auto& [cluster, count] : wanted)
        if (count > count_of(present, cluster))
            return { PoolStep::Kind::Make, cluster };
    return {};
}

} // namespace quayside::agent
