#pragma once

#include "tests/sim/sim_world.h"

#include <string>

namespace quayside::sim {

// I8 and I11, for a world in which nothing goes wrong any more: the first thing that is not yet as it should be, with
// the number of the invariant; empty when the cluster is at rest.
std::string not_at_rest(const SimWorld& world);

} // namespace quayside::sim
