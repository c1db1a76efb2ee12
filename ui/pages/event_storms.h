#pragma once

#include "core/model/event.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace quayside::ui {

using EventPtr = std::shared_ptr<const model::Event>;

// A row of the event list: one event, or a storm of events that say the same, as the newest of them.
struct EventRow {
    using Key = std::uint64_t;

    EventPtr event;
    std::vector<EventPtr> storm; // all of it, oldest first; empty: no storm
    std::size_t objects = 1; // that it speaks of
    bool open = false; // its events are rows as well
    bool inside = false; // an event of an open storm

    // That of a storm stays while it grows.
    Key key() const { return storm.empty() ? event->row * 2 : storm.front()->row * 2 + 1; }
    bool operator==(const EventRow&) const = default;
};

// Events that say the same about anything, each within a minute of the one before, are a storm once there are enough of
// them. `events` in the order in which they happened; `open`: the first rows of the storms whose events are wanted as
// well. Pure.
std::vector<EventRow> fold_events(const std::vector<EventPtr>& events, const std::set<model::Event::Key>& open);

// What an event says without the ids and numbers in it.
std::string gist_of(const std::string& message);

} // namespace quayside::ui
