#pragma once

#include <cstdint>

namespace quayside::sim {

// Seeds of every run whose lives still end in a broken invariant: faults of the product that are known and not mended
// yet. They are printed each time. A seed leaves the list with the mend that heals it; none joins it with a change.
constexpr std::uint64_t kOpenSeeds[] = {
    42,
    257,
    302,
    350,
    398,
    478,
    548,
    586,
    592,
    608,
    632,
    646,
    686,
    692,
    712,
    733,
    753,
};

} // namespace quayside::sim
