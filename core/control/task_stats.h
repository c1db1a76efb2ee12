#pragma once

#include "core/base/alive.h"
#include "core/base/loop.h"
#include "core/control/operation.h"

#include <map>
#include <utility>
#include <vector>

namespace quayside::docker {
class StatsReader;
}

namespace quayside::control {

// What programs inside of tasks are told of what their containers use: the engine's own reading, with the one before it
// as precpu_stats and preread, the network of the task where it has one of its own, and from the second reading on the
// rates over the time between them. An engine is asked when a program asks, at most once a second. On the core thread.
class TaskStats {
public:
    TaskStats(Loop& loop, EngineAccess& engines, const model::State& state);

    // null while nothing is known: the container does not run, or its engine does not answer.
    void read(const model::Task& task, std::size_t index, Function<void(Json)> done);

private:
    using Key = std::pair<Id, std::size_t>; // task, container
    struct Entry {
        Json last; // as the engine told it
        Json answer; // what was given for it
        TimePoint read_at;
        std::vector<Function<void(Json)>> waiting; // for the next one
    };

    docker::StatsReader* reader_of(const model::Task& task) const;
    void read_network(const Key& key, Json reading);
    void take(const Key& key, Json reading);
    void forget_old();

    Loop& loop_;
    EngineAccess& engines_;
    const model::State& state_;
    std::map<Key, Entry> entries_;
    Alive alive_;
};

} // namespace quayside::control
