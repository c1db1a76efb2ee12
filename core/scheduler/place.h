#pragma once

#include "core/base/random.h"
#include "core/model/state.h"
#include "core/scheduler/expression.h"

#include <optional>
#include <string>
#include <vector>

// Which container instances take new tasks. Pure: the state, a request and a source of chance go in, a plan comes out.
namespace quayside::scheduler {

struct Strategy {
    enum class Kind : std::uint8_t { Random, Spread, Binpack };

    Kind kind = Kind::Random;
    // Spread: instanceId or attribute:NAME. Binpack: cpu or memory. Random: empty.
    std::string field;
};

struct PlacementRequest {
    std::string cluster;
    std::string group; // for distinctInstance and spread
    model::Resources need;
    model::Attributes attributes; // that an instance must have
    bool distinct_instance = false;
    std::vector<Expression> member_of;
    std::vector<Strategy> strategies; // empty: spread over zones, then instances, then the least loaded
};

// Why an instance does not take a task.
struct Refusal {
    Id instance; // null if there is none in the cluster
    std::string reason; // as in failures[].reason: RESOURCE:MEMORY
    std::string detail; // one sentence
};

struct Placement {
    std::vector<Id> instances; // one for each task that has a place
    std::optional<Refusal> refusal; // that of the instance which came closest, if not all tasks have a place
};

// Places up to `count` equal tasks, one after the other.
Placement place(const model::State& state, const PlacementRequest& request, int count, Random& random);

// Whether one task fits on one instance, without constraints and strategies: what StartTask asks.
std::optional<Refusal> why_not(
    const model::State& state, const model::ContainerInstance& instance, const PlacementRequest& request);

} // namespace quayside::scheduler
