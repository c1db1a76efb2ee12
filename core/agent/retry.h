#pragma once

#include "core/base/random.h"
#include "core/base/time.h"

#include <algorithm>

namespace quayside::agent {

// How long to wait before the next attempt: doubled each time, between two bounds, with up to a fifth on top so that
// what failed together does not come back together.
struct Retry {
    Duration first = std::chrono::seconds{ 1 };
    Duration last = std::chrono::seconds{ 30 };
    Random* random = nullptr; // none: no jitter

    Duration after(int failures) const
    {
        Duration wait = std::min(first, last);
        for (int i = 1; i < failures && wait < last; ++i)
            wait = std::min(wait * 2, last);
        if (!random)
            return wait;
        return wait + Duration(static_cast<std::int64_t>(random->fraction() * 0.2 * static_cast<double>(wait.count())));
    }
};

} // namespace quayside::agent
