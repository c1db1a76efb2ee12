#pragma once

#include "core/scheduler/service_pass.h"

#include <cstddef>
#include <vector>

namespace quayside::scheduler {

// Which `count` of the candidates (indexes into pass.tasks) are stopped, first things first: those that do not run or
// are not healthy, those of old deployments, those on instances that drain or do not answer, then those whose going
// leaves the best result for the placement strategy (without one: the fullest zone, then the instance with the most
// tasks of the service), the oldest of equals.
std::vector<std::size_t> choose_for_scale_in(
    const ServicePass& pass, const std::vector<std::size_t>& candidates, std::int64_t count);

// Stops up to `count` of the tasks that stay and are `included(view)`, but for protected ones. If all of them are
// protected, the service says that it cannot scale in.
template <class Included>
void scale_in(ServicePass& pass, std::int64_t count, Included included);

// As above, with the candidates at hand.
void scale_in_among(ServicePass& pass, std::vector<std::size_t> candidates, std::int64_t count);

template <class Included>
void scale_in(ServicePass& pass, std::int64_t count, Included included)
{
    if (count <= 0)
        return;
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < pass.tasks.size(); ++i)
        if (pass.tasks[i].stays() && included(pass.tasks[i]))
            candidates.push_back(i);
    scale_in_among(pass, std::move(candidates), count);
}

} // namespace quayside::scheduler
