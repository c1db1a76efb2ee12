#include "core/scheduler/service_rolling.h"

#include "core/scheduler/bake.h"
#include "core/scheduler/rebalance.h"
#include "core/scheduler/rolling.h"
#include "core/scheduler/rollout_end.h"
#include "core/scheduler/rollout_judge.h"
#include "core/scheduler/scale_in.h"
#include "core/scheduler/service_said.h"
#include "core/scheduler/start_outcome.h"
#include "core/scheduler/start_throttle.h"

#include <algorithm>

namespace quayside::scheduler {

using namespace model;

namespace {

constexpr const char* kStuck = "stuck";

bool is_primary(const ServicePass& pass, const TaskView& view)
{
    return view.deployment < pass.deployments.size()
        && pass.deployments[view.deployment].status == DeploymentStatus::Primary;
}

// Of no use any more and costs nothing: what is still on its way up.
void stop_pending_old(ServicePass& pass)
{
    for (auto& view : pass.tasks)
        if (view.stays() && !is_primary(pass, view) && view.task->last_status < TaskStatus::Running
            && !is_protected(*view.task, pass.now))
            pass.scale_in(view);
}

RollingCounts count(ServicePass& pass, const Deployment& primary)
{
    const auto all = pass.totals();
    const auto fresh = pass.totals([&](const TaskView& view) { return is_primary(pass, view); });
    RollingCounts counts;
    counts.desired = pass.service.desired_count;
    counts.limits = limits_of(counts.desired, pass.service.deployment_configuration);
    counts.alive = all.alive;
    counts.going = all.going;
    counts.fresh = fresh.fit;
    counts.fresh_healthy = fresh.fit_healthy;
    counts.old = all.stay - fresh.fit;
    counts.old_healthy = all.healthy - fresh.fit_healthy;
    counts.held = is_held(pass, primary);
    counts.no_room = counts.fresh < counts.desired && lacks_room(pass.service);
    return counts;
}

void stop_unready(ServicePass& pass, std::int64_t count)
{
    for (auto& view : pass.tasks) {
        if (count <= 0)
            return;
        const bool old = !is_primary(pass, view) || !view.fit();
        if (!view.stays() || !old || view.healthy)
            continue;
        if (view.unhealthy) {
            pass.stop(view, kStopReasonUnhealthy);
            pass.tell("(task " + view.task->id.hex() + ") failed container health checks.", Severity::Warning);
        } else if (!is_protected(*view.task, pass.now) || view.displaced) {
            pass.scale_in(view);
        } else {
            pass.wake_at(view.task->protected_until);
            continue;
        }
        --count;
    }
}

// What drains goes whether it is protected or not.
void stop_healthy(ServicePass& pass, std::int64_t count)
{
    for (auto& view : pass.tasks)
        if (count > 0 && view.stays() && view.displaced && view.healthy && is_primary(pass, view)) {
            pass.scale_in(view);
            --count;
        }
    scale_in(pass, count, [&](const TaskView& view) { return !is_primary(pass, view) && view.healthy; });
}

void say_if_stuck(ServicePass& pass, bool stuck)
{
    if (!stuck)
        unsay(pass.service, kStuck);
    else if (may_say(pass.service, kStuck, pass.now))
        pass.tell("was unable to stop or start tasks during a deployment because of the service deployment "
                  "configuration. Update the minimumHealthyPercent or maximumPercent value and try again.",
            Severity::Warning);
}

// How many healthy tasks may be stopped: those that cannot be, protected ones, may be the ones that are not healthy.
std::int64_t spare_healthy(const ServicePass& pass)
{
    return pass.totals().healthy
        - limits_of(pass.service.desired_count, pass.service.deployment_configuration).minimum_healthy;
}

// A deployment that failed starts nothing more; what runs goes on, up to the desired count.
void keep_what_runs(ServicePass& pass)
{
    scale_in(
        pass, pass.totals().stay - pass.service.desired_count, [](const TaskView&) { return true; },
        spare_healthy(pass));
}

void complete_if_there(ServicePass& pass, Deployment& primary)
{
    const auto old = pass.totals([&](const TaskView& view) { return !is_primary(pass, view); });
    const auto fresh = pass.totals([&](const TaskView& view) { return is_primary(pass, view); });
    const auto desired = pass.service.desired_count;
    const bool there
        = old.alive == 0 && fresh.fit_healthy == desired && fresh.stay == desired && (desired > 0 || fresh.alive == 0);
    if (there && has_baked(pass, primary))
        complete_rollout(pass);
}

} // namespace

void stop_pending_on_draining(ServicePass& pass)
{
    for (auto& view : pass.tasks)
        if (view.stays() && view.displaced && view.task->last_status < TaskStatus::Running)
            pass.scale_in(view);
}

void roll(ServicePass& pass)
{
    Deployment& primary = *pass.primary();
    primary.desired_count = pass.service.desired_count;
    stop_pending_on_draining(pass);
    if (primary.rollout_state == RolloutState::Failed) {
        keep_what_runs(pass);
        return;
    }
    stop_pending_old(pass);
    const auto counts = count(pass, primary);
    const auto moves = rolling_moves(counts);
    stop_unready(pass, moves.stop_unready);
    stop_healthy(pass, moves.stop_healthy);
    pass.start(primary, moves.start);
    if (!is_rebalancing(pass, counts.fresh))
        scale_in(
            pass, counts.fresh - counts.desired,
            [&](const TaskView& view) { return is_primary(pass, view) && view.fit(); }, spare_healthy(pass));
    say_if_stuck(pass, moves.stuck);
    if (primary.rollout_state == RolloutState::InProgress)
        complete_if_there(pass, primary);
}

} // namespace quayside::scheduler
