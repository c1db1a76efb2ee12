#pragma once

#include "tests/sim/options.h"

#include <cstdint>
#include <map>
#include <string>

namespace quayside::sim {

// What came of one seed.
struct Outcome {
    std::string wrong; // empty: everything held, and in the end all was in order
    std::uint64_t hash = 0; // of all that happened
    Duration lived{}; // virtual time, without long sleeps
    std::uint64_t steps = 0;
    std::uint64_t checks = 0;
    std::uint64_t calls = 0;
    std::uint64_t kills = 0; // of the program
    std::uint64_t cuts = 0; // of these inside a write
    std::map<std::string, std::uint64_t> faults; // by kind
};

// Lives one life: calls and faults, with every invariant checked at every step; then everything is healed, and the
// cluster must come to rest. The same options give the same outcome.
Outcome simulate(const Options& options);

} // namespace quayside::sim
