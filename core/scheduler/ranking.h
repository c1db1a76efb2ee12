#pragma once

#include "core/scheduler/rules.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace quayside::scheduler {

// One step of the choice among instances that fit: each keeps those for which its measure is least.
struct RankStep {
    enum class Kind : std::uint8_t { SpreadAttribute, SpreadInstance, PackCpu, PackMemory, LeastLoaded, Random };

    Kind kind = Kind::Random;
    std::string attribute; // of SpreadAttribute
    bool asked_for = true; // false: a default that decides what the strategies leave open
};

// The strategies of a request, and after them the defaults: zones, then instances; without any strategy then the least
// loaded; in the end chance. Nothing follows Random, and what is there already is not repeated.
std::vector<RankStep> rank_steps(const PlacementRequest& request);

// "spread over attribute:rack", for people.
std::string name_of(const RankStep& step);

// The measures of instances in all steps, while tasks are planned on them.
class Ranking {
public:
    Ranking(const PlacementRequest& request, const std::vector<Host>& hosts);

    const std::vector<RankStep>& steps() const { return steps_; }
    std::int64_t measure(std::size_t step, std::size_t host) const;
    // Keeps those for which the measure is least.
    void narrow(std::vector<std::size_t>& candidates, std::size_t step) const;
    // Those that no step can tell apart.
    std::vector<std::size_t> best_of(std::vector<std::size_t> candidates) const;
    // A task of the request is planned there; its own figures in `hosts` are the caller's to change.
    void planned(std::size_t host);

private:
    struct Spread {
        std::vector<std::size_t> value_of_host;
        std::vector<std::int64_t> counts; // by value
    };

    const std::vector<Host>& hosts_;
    std::vector<RankStep> steps_;
    std::unordered_map<std::string, Spread> spreads_; // by attribute
};

} // namespace quayside::scheduler
