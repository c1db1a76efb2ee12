#pragma once

#include "core/base/random.h"
#include "core/base/time.h"

#include <cstdint>
#include <string>

namespace quayside::sim {

// In the worlds of these seeds there is a daemon as well; those below live on as they were found.
inline constexpr std::uint64_t kFirstSeedWithDaemon = 1'000'000;
// In these some tasks have network addresses of their own.
inline constexpr std::uint64_t kFirstSeedWithAddresses = 2'000'000;

// What a seed draws before its world begins.
struct Options {
    std::uint64_t seed = 1;
    bool print = false; // all that happens, as it happens
    bool large = false; // 2 % of the seeds
    bool daemon = false;
    bool addresses = false;
    int engines = 1;
    int most_engines = 8;
    int most_slices = 1; // of an engine
    int zones = 1;
    int most_tasks = 20; // that calls start, at any time
    int most_services = 0;
    Duration busy{}; // how long calls and faults go on
    Duration between_calls{}; // on average
    Duration between_faults{};
    Duration lost_after{};
    Duration cleanup_wait{};

    static Options draw(std::uint64_t seed);
    std::string text() const;
};

// A wait of an exponential distribution with this mean.
Duration wait_of(Random& random, Duration mean);

} // namespace quayside::sim
