#pragma once

#include "core/model/task.h"
#include "core/store/store.h"

#include <cstddef>

namespace quayside::bench {

struct WorldSize {
    std::size_t tasks = 100'000;
    std::size_t instances = 5'000;
    std::size_t specs = 1'000; // groups of equal tasks
};

// A cluster full of running one-container tasks, as they are after some hours: every field that a running task has is
// set. The same for the same size.
void fill(store::Store& store, const WorldSize& size);

// Another value that the agent could report for the task; differs from the one before it each time.
model::Task changed(const model::Task& task);

} // namespace quayside::bench
