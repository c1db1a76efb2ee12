#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace quayside::sim {

// Which lives are lived, and how many at once.
struct Plan {
    std::uint64_t first_seed = 1;
    std::uint64_t most_seeds = 1'000'000;
    std::vector<std::uint64_t> seeds; // these instead, if any
    double seconds = 100; // of wall time; no life begins later
    double hours = 1e9; // of virtual time; no life begins when they are reached
    int processes = 2;
    std::uint64_t most_failures = 1'000'000; // then enough is known
    bool twice = false; // each seed twice, which must give the same
    std::string bug; // that is planted; empty: none
};

// The sum over all of them.
struct Totals {
    std::uint64_t seeds = 0;
    double hours = 0; // virtual
    std::uint64_t steps = 0;
    std::uint64_t checks = 0;
    std::uint64_t calls = 0;
    std::uint64_t kills = 0;
    std::uint64_t cuts = 0;
    std::map<std::string, std::uint64_t> faults;
    struct Failure {
        std::uint64_t seed = 0;
        std::string wrong;
        std::uint64_t steps = 0; // after which it showed
    };
    std::vector<Failure> failures;

    std::uint64_t all_faults() const;
    std::string text() const;
};

// Runs the plan in processes of this same program.
Totals run(const Plan& plan);

// What such a process does instead of its usual work; false if this is none.
bool is_worker(int& exit_code);

// Lives one seed again and prints all that happens in it, if QUAYSIDE_SIM_SEED asks for it; QUAYSIDE_SIM_BUG may name
// the bug that is planted meanwhile.
bool is_replay(int& exit_code);

// The line that asks for it.
std::string replay_line(std::uint64_t seed, const std::string& bug);

} // namespace quayside::sim
