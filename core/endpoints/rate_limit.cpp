#include "core/endpoints/rate_limit.h"

#include <algorithm>

namespace quayside::endpoints {

namespace {

constexpr double kPerSecond = 40;
constexpr double kAtOnce = 60;
constexpr Duration kUntilFull = std::chrono::milliseconds{ 1500 };

} // namespace

bool RateLimit::allow(const Id& task, TimePoint now)
{
    if (now - tidied_at_ > kUntilFull) {
        std::erase_if(buckets_, [now](const auto& entry) { return now - entry.second.filled_at > kUntilFull; });
        tidied_at_ = now;
    }
    auto& bucket = buckets_.try_emplace(task, Bucket{ kAtOnce, now }).first->second;
    const double seconds = std::chrono::duration<double>(now - bucket.filled_at).count();
    bucket.tokens = std::clamp(bucket.tokens + seconds * kPerSecond, 0.0, kAtOnce);
    bucket.filled_at = now;
    if (bucket.tokens < 1)
        return false;
    bucket.tokens -= 1;
    return true;
}

} // namespace quayside::endpoints
