#pragma once

#include "core/base/random.h"
#include "core/model/state.h"
#include "core/scheduler/expression.h"

#include <optional>
#include <string>
#include <vector>

// Which container instances take new tasks. Pure: the state, a request and a source of chance go in, a plan comes out.
namespace quayside::scheduler {

class WhatIf;

struct Strategy {
    enum class Kind : std::uint8_t { Random, Spread, Binpack };

    Kind kind = Kind::Random;
    // Spread: instanceId or attribute:NAME. Binpack: cpu or memory. Random: empty.
    std::string field;

    bool operator==(const Strategy&) const = default;
};

struct PlacementRequest {
    std::string cluster;
    std::string group; // for distinctInstance and spread; service:NAME of a service's tasks
    model::Resources need;
    model::Attributes attributes; // that an instance must have
    model::LaunchType launch_type = model::LaunchType::Ec2; // FARGATE and EXTERNAL have instances of their own
    std::string capacity_provider; // only its instances; empty: all of the launch type
    // Only these availability zones; empty: any. A subnet is no place here, so the subnets of awsvpc do not decide it.
    std::vector<std::string> zones;
    bool distinct_instance = false;
    std::vector<Expression> member_of;
    std::vector<Strategy> strategies; // empty: spread over zones, then instances, then the least loaded
};

// Why an instance does not take a task.
struct Refusal {
    Id instance; // null if there is none that is for such tasks at all
    std::string reason; // as in failures[].reason: RESOURCE:MEMORY; empty if the cluster has no instance
    std::string detail; // one sentence
};

struct Placement {
    std::vector<Id> instances; // one for each task that has a place
    std::optional<Refusal> refusal; // that of the instance which came closest, if not all tasks have a place
};

// Places up to `count` equal tasks, one after the other. Room that DAEMON services need on instances where their task
// is yet to run is left to them.
Placement place(const model::State& state, const PlacementRequest& request, int count, Random& random);
// The same in a state that is thought different.
Placement place(
    const model::State& state, const PlacementRequest& request, int count, Random& random, const WhatIf& what_if);

// Whether one task fits on one instance, without constraints and strategies: what StartTask asks.
std::optional<Refusal> why_not(
    const model::State& state, const model::ContainerInstance& instance, const PlacementRequest& request);

} // namespace quayside::scheduler
