#pragma once

#include "core/model/change_set.h"
#include "core/model/state.h"

#include <map>

namespace quayside::control {

// What each engine's agent is told of a published set: its own instances and the tasks on them. Engines that the set
// does not concern are left out, so that the cost follows the changes and not the number of engines. Pure.
//
// `state` is that after the set. A full set gives full sets, one for every engine in the state.
std::map<Id, model::ChangeSet> split_by_engine(const model::ChangeSet& changes, const model::State& state);

// Everything that concerns one engine, as a full set. Pure.
model::ChangeSet everything_on(const Id& engine, const model::State& state);

} // namespace quayside::control
