#pragma once

#include "core/base/id.h"

#include <cstdint>
#include <random>

namespace quayside {

// A seeded source of ids and numbers, so that a simulation can be replayed. Used on one thread.
class Random {
public:
    explicit Random(std::uint64_t seed)
        : engine_(seed)
    {
    }
    static Random from_system();

    Id id();
    std::uint64_t below(std::uint64_t bound); // uniform in [0, bound); bound > 0
    double fraction(); // uniform in [0, 1)

private:
    std::mt19937_64 engine_;
};

} // namespace quayside
