#pragma once

#include "core/base/id.h"
#include "core/base/time.h"

#include <map>

namespace quayside::endpoints {

// 40 requests a second for each task, and up to 60 at once, as the ECS agent allows.
class RateLimit {
public:
    bool allow(const Id& task, TimePoint now);

private:
    struct Bucket {
        double tokens = 0;
        TimePoint filled_at;
    };

    std::map<Id, Bucket> buckets_; // those that are not full
    TimePoint tidied_at_ = kNever;
};

} // namespace quayside::endpoints
