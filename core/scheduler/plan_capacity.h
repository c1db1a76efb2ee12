#pragma once

#include "core/model/state.h"

#include <cstdint>
#include <string>
#include <vector>

// Managed scaling: how many container instances a capacity provider needs, and which come and go. Pure.
namespace quayside::scheduler {

// Of a pool that is `needed` of `instances`, in percent: more than 100 asks for more instances, less for fewer.
double capacity_reservation(std::int64_t needed, std::int64_t instances);

// How many instances a pool should have, so that its reservation comes to the target (in percent).
std::int64_t wanted_instances(std::int64_t needed, std::int64_t target);

struct CapacityReading {
    std::int64_t needed = 0; // M: instances with tasks, and those for which tasks wait
    std::int64_t instances = 0; // N: all, also those that are just starting; not those that are let go
    std::int64_t waiting = 0; // tasks without an instance
    std::int64_t too_large = 0; // of those, how many no instance of the pool could take

    double reservation() const { return capacity_reservation(needed, instances); }
    bool operator==(const CapacityReading&) const = default;
};
CapacityReading read_capacity(const model::State& state, const model::CapacityProvider& provider);

// Room of an instance that the pool would start, or of the largest that it has; zero: nothing is known.
model::Resources instance_size(const model::State& state, const model::CapacityProvider& provider);

struct CapacityPlan {
    CapacityReading reading;
    std::int64_t add = 0; // so many instances more
    std::vector<Id> let_go; // they take no more tasks, and are removed once they are empty
    std::vector<Id> remove; // they were let go and are empty
    TimePoint surplus_since; // as CapacityProvider keeps it
    TimePoint wake; // look again then, even if nothing changes; kNever: no need
};
CapacityPlan plan_capacity(const model::State& state, const model::CapacityProvider& provider, TimePoint now);

// The tasks that have no instance (yet), and what becomes of them now.
struct WaitingPlan {
    std::vector<Id> ended; // asked to stop while they waited: there is nothing to wait for
    std::vector<Id> given_up; // waited too long
    std::vector<Id> waiting; // the others, oldest first
    TimePoint wake; // when the next one is given up; kNever: none waits
};
WaitingPlan plan_waiting(const model::State& state, TimePoint now);

// How many more tasks of a cluster may wait.
std::int64_t waiting_room(const model::State& state, const std::string& cluster);

inline constexpr std::int64_t kMostWaiting = 500; // tasks of one cluster
inline constexpr Duration kLongestWait = std::chrono::minutes{ 10 }; // for capacity; then a task is given up
inline constexpr Duration kSurplusWait = std::chrono::minutes{ 15 }; // before instances go, and between two steps

} // namespace quayside::scheduler
