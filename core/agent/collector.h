#pragma once

#include "core/docker/types.h"
#include "core/model/metrics.h"

#include <optional>

namespace quayside::agent {

// Turns the counters of one container into rates. A first reading, or one whose counters went back (the container was
// started again) gives none; one without a time (the container has ended) is left out.
class Collector {
public:
    std::optional<model::Sample> add(const docker::Stats& reading);
    // The stream broke: the next reading is a first one.
    void reset() { last_ = {}; }

private:
    docker::Stats last_;
};

} // namespace quayside::agent
