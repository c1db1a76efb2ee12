#pragma once

#include "core/docker/engine.h"

namespace quayside::docker {

// What engines can do besides, but for those that a test stands in the place of: a single reading of a container's
// counters, at once and in the engine's own words (parse_stats() reads it), with nothing of the time before in it.
class StatsReader {
public:
    virtual ~StatsReader() = default;
    virtual void read_stats(std::string id, Engine::Callback<Json> done) = 0;

    // Null: this engine only streams.
    static StatsReader* of(Engine& engine) { return dynamic_cast<StatsReader*>(&engine); }
};

} // namespace quayside::docker
