#pragma once

#include "core/base/time.h"

#include <string_view>
#include <unordered_map>

namespace quayside::control {

// The signatures of accepted requests, for as long as they are young enough to be accepted again: a request that was
// overheard cannot be repeated. Clients sign equal requests of one second alike, so these are let through for two.
class UsedSignatures {
public:
    // Whether the signature may be used now; from then on it has been.
    bool use(std::string_view signature, TimePoint now);

private:
    using Times = std::unordered_map<std::size_t, TimePoint>; // hash of a signature -> its first use

    Times recent_, older_;
    TimePoint recent_since_ = kNever;
};

} // namespace quayside::control
