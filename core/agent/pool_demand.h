#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace quayside::agent {

// Pause containers that should stand ready, or that do, by the cluster in whose network they are.
using PoolCounts = std::map<std::string, std::size_t>;

// How many pause containers an engine keeps ready: one for each task in awsvpc mode that was begun there lately. Pure.
class PoolDemand {
public:
    PoolDemand(std::size_t most, Duration memory)
        : most_(most)
        , memory_(memory)
    {
    }

    // In any order: after a restart they come as the records have them.
    void begun(const std::string& cluster, TimePoint at);
    // For these clusters alone, `most` in all.
    PoolCounts wanted(const std::set<std::string>& clusters, TimePoint now) const;
    bool empty() const { return begun_.empty(); }

private:
    std::size_t most_;
    Duration memory_;
    std::multimap<TimePoint, std::string> begun_; // the last ones
};

// What is to be done next.
struct PoolStep {
    enum class Kind : std::uint8_t { Rest, Make, Remove } kind = Kind::Rest;
    std::string cluster;

    bool operator==(const PoolStep&) const = default;
};
// What is too much goes first: its addresses and its room may be needed.
PoolStep next_step(const PoolCounts& wanted, const PoolCounts& present);

} // namespace quayside::agent
