#include "ui/editor/start_order.h"

#include <algorithm>

namespace quayside::ui {

StartOrder start_order(const TaskGraph& graph)
{
    StartOrder order;
    std::vector<bool> started(graph.containers.size(), false);
    const auto is_met = [&](const TaskGraph::Edge& edge) {
        // Nobody ever becomes healthy without a check.
        return started[edge.first] && (edge.condition != "HEALTHY" || graph.containers[edge.first].has_health_check);
    };
    for (;;) {
        std::vector<std::size_t> step;
        for (std::size_t i = 0; i < started.size(); ++i)
            if (!started[i] && std::ranges::all_of(graph.edges, [&](const TaskGraph::Edge& edge) {
                    return edge.waits != i || is_met(edge);
                }))
                step.push_back(i);
        if (step.empty())
            break;
        for (const auto i : step)
            started[i] = true;
        order.steps.push_back(std::move(step));
    }
    for (std::size_t i = 0; i < started.size(); ++i)
        if (!started[i])
            order.stuck.push_back(i);
    return order;
}

} // namespace quayside::ui
