#pragma once

#include "core/model/change_set.h"
#include "core/model/state.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace quayside::control {

// Which records have been kept long enough: stopped tasks for `cleanup_wait`, and of the events the newest
// `events_kept`. Follows the published sets, so that finding them costs nothing while there are none. Decides only:
// the caller erases.
class Retention {
public:
    Retention(Duration cleanup_wait, std::size_t events_kept)
        : wait_(cleanup_wait)
        , events_kept_(events_kept)
    {
    }

    void apply(const model::ChangeSet& changes);

    struct Expired {
        std::vector<Id> tasks;
        std::vector<RowId> events; // oldest first
    };
    Expired expired(TimePoint now) const;

    // When to look again; nothing if a published set must come first.
    std::optional<TimePoint> next() const;

private:
    Duration wait_;
    std::size_t events_kept_;
    std::set<std::pair<TimePoint, Id>> stopped_;
    std::set<RowId> events_;
};

} // namespace quayside::control
