#include "core/scheduler/task_sets.h"

#include "core/scheduler/hold.h"

#include <algorithm>
#include <cmath>

namespace quayside::scheduler {

using namespace model;

namespace {

void note_stability(ServicePass& pass, std::size_t index)
{
    Deployment& deployment = pass.deployments[index];
    TaskSet& set = *deployment.task_set;
    const auto totals = pass.totals([index](const TaskView& view) { return view.deployment == index; });
    const bool steady = totals.fit_healthy == deployment.desired_count && totals.alive == totals.fit_healthy;
    if (steady != set.steady || set.steady_changed_at == kNever)
        set.steady_changed_at = pass.now;
    set.steady = steady;
}

} // namespace

std::int64_t computed_desired_count(std::int64_t desired_count, double scale)
{
    // A scale has two digits after the point: counted in those, the product is exact.
    return (desired_count * std::llround(scale * 100) + 9'999) / 10'000;
}

void hold_task_sets(ServicePass& pass)
{
    for (std::size_t i = 0; i < pass.deployments.size(); ++i) {
        auto& deployment = pass.deployments[i];
        if (!deployment.task_set)
            continue;
        const bool draining = deployment.status == DeploymentStatus::Draining;
        deployment.desired_count
            = draining ? 0 : computed_desired_count(pass.service.desired_count, deployment.task_set->scale);
        hold_deployment(pass, i, deployment.desired_count);
        note_stability(pass, i);
    }
}

} // namespace quayside::scheduler
