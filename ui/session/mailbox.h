#pragma once

#include "core/model/change_set.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace quayside::ui {

// Where published ChangeSets wait for the window. A window that is slower than the core finds one merged set instead of
// a queue, so what waits is bounded by the number of records. Safe from any thread.
class Mailbox {
public:
    using Set = std::shared_ptr<const model::ChangeSet>;

    // True if the reader must be woken: nothing was waiting.
    bool put(Set set);

    // What waits, oldest first, and nothing is left. A `full` set can only be the first.
    std::vector<Set> take();

    std::size_t waiting() const; // number of changes

private:
    mutable std::mutex mutex_;
    std::vector<Set> sets_; // each more than twice as large as its successor
};

// The sets as one; the single set itself if there is only one. Null if there is none.
Mailbox::Set merged(const std::vector<Mailbox::Set>& sets);

} // namespace quayside::ui
