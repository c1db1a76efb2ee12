#pragma once

#include "core/docker/types.h"

#include <cstdint>

namespace quayside::docker {

// How much a simulated container uses. Closed formulas of the time since its start: nothing is kept or counted, so a
// container that nobody looks at costs nothing.
struct SimulatedLoad {
    double cpu_units = 100; // mean; 1024 = one vCPU
    double cpu_swing = 0.5; // 0..1 of the mean
    double memory_mib = 64; // reached after half a minute
    double memory_swing = 0.1; // 0..1 of the mean
    double received_per_s = 20'000; // bytes
    double sent_per_s = 40'000;
    double period_s = 60; // of the waves
};

// A load that suits a container with these limits (0 = none), different for each `seed`.
SimulatedLoad typical_load(std::int64_t cpu_shares, std::int64_t memory_bytes, std::uint64_t seed);

// The counters of a container that has run since `started_at`.
Stats simulated_stats(const SimulatedLoad& load, std::uint64_t seed, TimePoint started_at, TimePoint now);

// The same as an engine tells it: GET /containers/{id}/stats.
Json stats_document(const std::string& id, const Stats& stats, std::int64_t cpus);

} // namespace quayside::docker
