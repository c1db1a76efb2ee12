#pragma once

#include "ui/editor/task_graph.h"

#include <vector>

namespace quayside::ui {

// The steps in which the agent starts the containers: those of one step start together, once what they wait for has
// got there. Those that never do are left over.
struct StartOrder {
    std::vector<std::vector<std::size_t>> steps;
    std::vector<std::size_t> stuck;

    bool operator==(const StartOrder&) const = default;
};

StartOrder start_order(const TaskGraph& graph);

} // namespace quayside::ui
