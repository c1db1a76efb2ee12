#pragma once

#include "core/docker/log_line.h"

#include <cstdint>
#include <vector>

namespace quayside::docker {

// What a simulated container wrote in [from, to): a closed formula of the time since its start, about a line a second,
// different for each `seed`. Nothing is kept, so a container whose log nobody reads costs nothing.
std::vector<LogLine> simulated_log(std::uint64_t seed, TimePoint started_at, TimePoint from, TimePoint to);

} // namespace quayside::docker
