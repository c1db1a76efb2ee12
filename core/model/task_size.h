#pragma once

#include "core/model/task.h"

namespace quayside::model {

// The size given at task level, overrides applied; 0 = not given.
struct TaskSize {
    std::int64_t cpu = 0; // CPU units
    std::int64_t memory = 0; // MiB
};
TaskSize task_size(const TaskSpec& spec);

} // namespace quayside::model
