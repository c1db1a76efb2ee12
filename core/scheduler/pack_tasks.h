#pragma once

#include "core/model/resources.h"
#include "core/model/task.h"

#include <cstdint>
#include <vector>

namespace quayside::scheduler {

// Equal tasks that wait.
struct WaitingGroup {
    model::TaskSpecPtr spec;
    std::int64_t count = 0;
};

struct Packing {
    std::int64_t instances = 0; // that the tasks fill
    std::int64_t too_large = 0; // tasks that fit on none
};

// How many empty instances of a size the tasks need, the largest first, each where it first fits.
Packing pack_tasks(std::vector<WaitingGroup> groups, const model::Resources& size);

} // namespace quayside::scheduler
