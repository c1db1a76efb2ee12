#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace quayside::ui {

struct TaskSize {
    std::int64_t cpu = 0; // units
    std::int64_t memory = 0; // MiB

    bool operator==(const TaskSize&) const = default;
};

// The pairs that a task on Fargate may have, ascending.
const std::vector<TaskSize>& fargate_sizes();
bool is_fargate_size(const TaskSize& size);

QString size_text(const TaskSize& size); // "1 vCPU with 2 GiB"

} // namespace quayside::ui
