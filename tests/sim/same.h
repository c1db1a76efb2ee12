#pragma once

#include "core/model/state.h"

#include <string>

namespace quayside::sim {

// Whether a full set holds exactly the records of a state; what a record points to is looked up anew at every start and
// does not count.
bool same_records(const model::ChangeSet& full, const model::State& state);

// In words, for who looks at a failure.
std::string first_difference(const model::ChangeSet& full, const model::State& state);

} // namespace quayside::sim
