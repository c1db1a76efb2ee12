#pragma once

#include "core/model/state.h"

namespace quayside::test {

struct FleetSize {
    int engines = 3; // one per zone, in each cluster
    int instances = 8; // spread over the engines of the first cluster
    int tasks = 24; // RUNNING but for every eighth, which is PENDING
    int stopped = 6; // with exit codes and reasons
    int events = 12;
    bool other_cluster = true; // an empty one, "staging"
    // A service for each family, some in trouble, one deployment under way and some that are over; then the tasks are
    // theirs, and there are more of them.
    bool services = false;
};

// The records of an invented installation, all different, always the same: cluster "harbour" with engines quay-a…,
// instances quay-a1…, eight families and their tasks. `now` is the time of the youngest record.
model::State fake_fleet(const FleetSize& size, TimePoint now);

// The same as the first set that a subscriber gets.
std::shared_ptr<const model::ChangeSet> first_set(const model::State& state);

// An id that depends on `kind` and `number` alone.
Id fake_id(char kind, std::uint64_t number);

} // namespace quayside::test
