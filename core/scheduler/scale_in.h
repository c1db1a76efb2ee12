#pragma once

#include "core/scheduler/service_pass.h"

#include <cstddef>
#include <limits>
#include <vector>

namespace quayside::scheduler {

// Which `count` of the candidates (indexes into pass.tasks) are stopped, first things first: those that do not run or
// are not healthy, those of old deployments, those on instances that drain or do not answer, then those whose going
// leaves the best result for the placement strategy (without one: the fullest zone, then the instance with the most
// tasks of the service), the oldest of equals.
std::vector<std::size_t> choose_for_scale_in(
    const ServicePass& pass, const std::vector<std::size_t>& candidates, std::int64_t count);

// Stops up to `count` of the candidates, at most `most_healthy` healthy ones among them, and no protected ones. If all
// are protected, the service says that it cannot scale in.
void scale_in_among(
    ServicePass& pass, std::vector<std::size_t> candidates, std::int64_t count, std::int64_t most_healthy);

// The same with the tasks that stay and are `included(view)` as candidates.
template <class Included>
void scale_in(ServicePass& pass, std::int64_t count, Included included,
    std::int64_t most_healthy = std::numeric_limits<std::int64_t>::max())
{
    if (count <= 0)
        return;
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < pass.tasks.size(); ++i)
        if (pass.tasks[i].stays() && included(pass.tasks[i]))
            candidates.push_back(i);
    scale_in_among(pass, std::move(candidates), count, most_healthy);
}

} // namespace quayside::scheduler
