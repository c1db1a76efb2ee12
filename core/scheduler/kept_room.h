#pragma once

#include "core/scheduler/place.h"

#include <vector>

// The room of a DAEMON service's task is kept on every instance that the service is for, whether the task runs there
// yet or not.
namespace quayside::scheduler {

// What the tasks of each DAEMON service of a cluster ask for; of one that goes to the instances of capacity providers,
// on each of these.
std::vector<PlacementRequest> daemons_in(const model::State& state, const std::string& cluster);

// Whether a group is that of a DAEMON service: its tasks may take the room that is kept for daemons.
bool is_daemon(const model::State& state, const std::string& cluster, const std::string& group);

} // namespace quayside::scheduler
