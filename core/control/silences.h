#pragma once

#include "core/base/id.h"
#include "core/base/loop.h"
#include "core/model/change_set.h"

#include <unordered_map>

namespace quayside::control {

// Tells of engines, or of others, that have not answered for a while. Silence is counted by timers, which go on
// whatever is done to the clock, and in short naps, which show that the machine slept: then nobody listened, and every
// count starts anew, as it does when the program starts. On the core thread.
class Silences {
public:
    // `lost` runs when one has been silent for `grace`, and now and then while it still is. A grace of zero means
    // never.
    Silences(Loop& loop, Duration grace, Function<void(const Id&)> lost);

    // A silence begins, or goes on; and ends.
    void begin(const Id& id);
    void end(const Id& id) { silences_.erase(id); }
    // Tells of published changes of engines: they are silent while they are not connected.
    void apply(const model::ChangeSet& changes);

private:
    struct Silence {
        Duration counted{};
        TimerHandle nap;
    };
    void nap(const Id& id);
    void wake(const Id& id, Duration slept, TimePoint planned);

    Loop& loop_;
    const Duration grace_;
    Function<void(const Id&)> lost_;
    std::unordered_map<Id, Silence> silences_;
};

} // namespace quayside::control
