#pragma once

#include <chrono>

namespace quayside {

// Wall-clock time in UTC. Everything that is stored, sent or compared across restarts uses it.
using Duration = std::chrono::microseconds;
using TimePoint = std::chrono::sys_time<Duration>;

// The epoch itself stands for "has not happened".
constexpr TimePoint kNever{};

// Seconds since the epoch with a fraction, as the ECS wire protocol writes timestamps (millisecond precision).
constexpr double to_epoch_seconds(TimePoint t)
{
    return static_cast<double>(std::chrono::duration_cast<std::chrono::milliseconds>(t.time_since_epoch()).count())
        / 1000.0;
}

} // namespace quayside
