#include "core/scheduler/plan_service.h"

#include "core/scheduler/daemon.h"
#include "core/scheduler/rebalance.h"
#include "core/scheduler/rollout_end.h"
#include "core/scheduler/rollout_judge.h"
#include "core/scheduler/service_rolling.h"
#include "core/scheduler/stages.h"
#include "core/scheduler/steady.h"
#include "core/scheduler/task_sets.h"

namespace quayside::scheduler {

using namespace model;

namespace {

// Of deployments that the service no longer has, such as of an earlier service of this name.
void stop_strays(ServicePass& pass)
{
    for (auto& view : pass.tasks)
        if (view.deployment >= pass.deployments.size())
            pass.scale_in(view);
}

// A deleted service: everything stops, protected or not, and what was rolled out or back ends with it.
void wind_up(ServicePass& pass)
{
    using enum ServiceDeploymentStatus;
    for (auto& view : pass.tasks)
        pass.scale_in(view);
    const bool empty = pass.tasks.empty();
    for (auto& deployment : pass.deployments) {
        const auto status = deployment.service_deployment_status;
        if (status == Pending || status == InProgress || status == StopRequested || status == RollbackRequested) {
            deployment.service_deployment_status = Stopped;
            deployment.stopped_at = deployment.finished_at = pass.now;
        } else if (status == RollbackInProgress) {
            deployment.service_deployment_status = RollbackFailed;
            deployment.finished_at = pass.now;
        }
        deployment.desired_count = 0;
        if (empty)
            deployment.status = DeploymentStatus::Inactive;
    }
    pass.service.steady = false;
    if (!empty)
        return;
    pass.service.status = ServiceStatus::Inactive;
    pass.service.deployments.clear();
    pass.service.said.clear();
    pass.service.throttled_until = kNever;
    pass.service.updated_at = pass.now;
}

void move(ServicePass& pass)
{
    forgive(pass);
    if (pass.service.controller != DeploymentController::Ecs) {
        hold_task_sets(pass);
        return;
    }
    judge_rollout(pass);
    if (!pass.primary())
        return;
    if (pass.service.scheduling_strategy == SchedulingStrategy::Daemon)
        plan_daemon(pass);
    else if (goes_through_stages(pass))
        pass_through_stages(pass);
    else
        roll(pass);
}

} // namespace

ServicePlan plan_service(
    const State& state, const Service& service, const PlanSettings& settings, const Look& look, Random& random)
{
    ServicePass pass(state, service, settings, look, random);
    settle_ended(pass);
    if (service.status == ServiceStatus::Inactive)
        return pass.finish();
    if (service.status != ServiceStatus::Active) {
        wind_up(pass);
        tell_stops(pass);
        return pass.finish();
    }
    stop_strays(pass);
    move(pass);
    tell_stops(pass);
    retire_deployments(pass);
    note_steady(pass);
    if (pass.service.steady)
        rebalance(pass);
    trim_history(pass);
    return pass.finish();
}

} // namespace quayside::scheduler
