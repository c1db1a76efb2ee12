#include "core/scheduler/hold.h"

#include "core/scheduler/rollout_judge.h"
#include "core/scheduler/scale_in.h"
#include "core/scheduler/start_throttle.h"

#include <algorithm>

namespace quayside::scheduler {

namespace {

// What has to go and is no longer needed.
void stop_unfit(ServicePass& pass, std::size_t index, std::int64_t count)
{
    for (auto& view : pass.tasks) {
        if (view.deployment != index || !view.stays() || view.fit() || count <= 0)
            continue;
        if (view.unhealthy) {
            pass.stop(view, kStopReasonUnhealthy);
            pass.tell("(task " + view.task->id.hex() + ") failed container health checks.", model::Severity::Warning);
        } else {
            pass.scale_in(view);
        }
        --count;
    }
}

} // namespace

void hold_deployment(ServicePass& pass, std::size_t index, std::int64_t count)
{
    const auto mine = [index](const TaskView& view) { return view.deployment == index; };
    const auto totals = pass.totals(mine);
    stop_unfit(pass, index, totals.stay - totals.fit - std::max<std::int64_t>(count - totals.fit_healthy, 0));
    if (totals.fit > count)
        scale_in(pass, totals.fit - count, [&](const TaskView& view) { return mine(view) && view.fit(); });
    else if (totals.fit < count && !is_held(pass, pass.deployments[index]))
        pass.start(pass.deployments[index], count - totals.fit);
}

} // namespace quayside::scheduler
