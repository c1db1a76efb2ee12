#include "core/scheduler/rollout_end.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <ranges>
#include <set>

namespace quayside::scheduler {

using namespace model;

namespace {

constexpr std::int64_t kAllTraffic = 1000;

void end_as(Deployment& deployment, ServiceDeploymentStatus status, TimePoint now)
{
    deployment.service_deployment_status = status;
    deployment.finished_at = now;
    if (status == ServiceDeploymentStatus::Stopped)
        deployment.stopped_at = now;
}

void note_rollback(Deployment& failed, const Deployment& target, const Failure& failure, TimePoint now)
{
    failed.service_deployment_status = ServiceDeploymentStatus::RollbackInProgress;
    failed.rolled_back_to = target.revision_number;
    failed.rollback_reason = failure.reason;
    failed.rollback_started_at = now;
}

// What another deployment took the place of before it had ended goes on.
void resume(Deployment& deployment)
{
    if (deployment.rollout_state != RolloutState::InProgress)
        return;
    deployment.service_deployment_status = ServiceDeploymentStatus::InProgress;
    deployment.status_reason.clear();
    deployment.stopped_at = deployment.finished_at = kNever;
}

// The tasks of the deployment before are still there: it is PRIMARY again.
void return_to(ServicePass& pass, Deployment& blue, const Failure& failure)
{
    Deployment& failed = *pass.primary();
    note_rollback(failed, blue, failure, pass.now);
    failed.status = DeploymentStatus::Active;
    failed.test_weight = 0;
    set_weight(failed, &blue, 0);
    blue.status = DeploymentStatus::Primary;
    resume(blue);
    std::erase(pass.service.deployments, blue.number);
    pass.service.deployments.insert(pass.service.deployments.begin(), blue.number);
    pass.tell(fmt::format("rolling back to deployment ecs-svc/{}.", blue.number));
}

void deploy_again(ServicePass& pass, const Deployment& target, const Failure& failure)
{
    const auto undone = pass.primary()->number;
    note_rollback(*pass.primary(), target, failure, pass.now);
    Deployment& rollback = pass.begin(*target.revision);
    rollback.rollback_of = undone;
    rollback.rollout_state_reason
        = fmt::format("{} rolling back to deploymentId ecs-svc/{}.", failure.rollback_reason, target.number);
    rollback.alarms = MonitorStatus::Disabled;
    pass.tell(fmt::format("rolling back to deployment ecs-svc/{}.", target.number));
}

void finish_monitors(Deployment& deployment)
{
    for (auto* monitor : { &deployment.circuit_breaker, &deployment.alarms })
        if (*monitor == MonitorStatus::Monitoring)
            *monitor = MonitorStatus::MonitoringComplete;
}

bool waits_for_its_rollback(ServicePass& pass, const Deployment& failed)
{
    const auto* primary = pass.primary();
    return primary && primary->rollback_of == failed.number && primary->rollout_state != RolloutState::Completed;
}

void end_unfinished_business(ServicePass& pass, Deployment& retired)
{
    using enum ServiceDeploymentStatus;
    if (retired.service_deployment_status == RollbackInProgress && !waits_for_its_rollback(pass, retired))
        end_as(retired, RollbackSuccessful, pass.now);
    if (retired.rollback_of == 0 || retired.rollout_state == RolloutState::Completed)
        return;
    if (auto* undone = pass.find(retired.rollback_of);
        undone && undone->service_deployment_status == RollbackInProgress)
        end_as(*undone, RollbackFailed, pass.now);
}

} // namespace

void set_weight(Deployment& green, Deployment* blue, std::int64_t weight)
{
    green.production_weight = weight;
    if (blue)
        blue->production_weight = kAllTraffic - weight;
}

DeploymentPtr last_completed(const ServicePass& pass)
{
    for (const auto& [row, number] : pass.state.deployments_of(pass.service.key()) | std::views::reverse) {
        const auto deployment = pass.state.deployments().find(number);
        // An earlier service of this name is another one.
        if (deployment->created_at < pass.service.created_at)
            break;
        if (deployment->status != DeploymentStatus::Primary && deployment->rollout_state == RolloutState::Completed)
            return deployment;
    }
    return nullptr;
}

Deployment* blue_of(ServicePass& pass)
{
    Deployment* blue = nullptr;
    std::ptrdiff_t most = 0;
    for (std::size_t i = 0; i < pass.deployments.size(); ++i) {
        auto& deployment = pass.deployments[i];
        if (deployment.status != DeploymentStatus::Active || deployment.rolled_back_to != 0)
            continue;
        if (deployment.rollout_state == RolloutState::Completed)
            return &deployment;
        const auto running = std::ranges::count_if(
            pass.tasks, [i](const TaskView& view) { return view.deployment == i && view.stays() && view.running(); });
        if (running > most) {
            most = running;
            blue = &deployment;
        }
    }
    return blue;
}

void fail_rollout(ServicePass& pass, const Failure& failure)
{
    Deployment& failed = *pass.primary();
    const bool shifts = failed.stage != LifecycleStage::None;
    failed.rollout_state = RolloutState::Failed;
    failed.rollout_state_reason = failed.status_reason = failure.reason;
    finish_monitors(failed);
    if (!failure.message.empty())
        pass.tell(fmt::format("(deployment ecs-svc/{}) {}", failed.number, failure.message), Severity::Error);
    if (auto* undone = failed.rollback_of == 0 ? nullptr : pass.find(failed.rollback_of))
        end_as(*undone, ServiceDeploymentStatus::RollbackFailed, pass.now);

    const bool may_roll_back = failure.roll_back && failed.rollback_of == 0;
    if (auto* blue = may_roll_back && shifts ? blue_of(pass) : nullptr)
        return_to(pass, *blue, failure);
    else if (const auto target = may_roll_back ? last_completed(pass) : nullptr)
        deploy_again(pass, *target, failure);
    else
        end_as(failed,
            failure.roll_back && failed.rollback_of == 0 ? ServiceDeploymentStatus::RollbackFailed
                                                         : failure.without_rollback,
            pass.now);
}

void complete_rollout(ServicePass& pass)
{
    Deployment& done = *pass.primary();
    done.rollout_state = RolloutState::Completed;
    done.rollout_state_reason = fmt::format("ECS deployment ecs-svc/{} completed.", done.number);
    done.failed_tasks = 0;
    done.production_weight = kAllTraffic;
    finish_monitors(done);
    end_as(done, ServiceDeploymentStatus::Successful, pass.now);
    if (auto* undone = done.rollback_of == 0 ? nullptr : pass.find(done.rollback_of))
        end_as(*undone, ServiceDeploymentStatus::RollbackSuccessful, pass.now);
    pass.tell(fmt::format("(deployment ecs-svc/{}) deployment completed.", done.number));
}

void retire_deployments(ServicePass& pass)
{
    for (std::size_t i = 0; i < pass.deployments.size(); ++i) {
        auto& deployment = pass.deployments[i];
        const bool may_go = deployment.task_set ? deployment.status == DeploymentStatus::Draining
                                                : deployment.status == DeploymentStatus::Active;
        const auto totals = pass.totals([i](const TaskView& view) { return view.deployment == i; });
        if (!deployment.task_set && deployment.status == DeploymentStatus::Active)
            deployment.desired_count = totals.stay;
        if (!may_go || totals.alive > 0)
            continue;
        deployment.status = DeploymentStatus::Inactive;
        std::erase(pass.service.deployments, deployment.number);
        end_unfinished_business(pass, deployment);
    }
}

void trim_history(ServicePass& pass)
{
    const auto& all = pass.state.deployments_of(pass.service.key());
    if (all.size() <= pass.settings.history_kept)
        return;
    const auto completed = last_completed(pass);
    std::size_t surplus = all.size() - pass.settings.history_kept;
    std::set<std::uint64_t> used;
    for (const auto& [row, number] : all) {
        const auto deployment = pass.state.deployments().find(number);
        const bool counts = std::ranges::find(pass.service.deployments, number) != pass.service.deployments.end()
            || pass.state.counts_of(number).tasks > 0;
        if (surplus == 0 || counts || (completed && completed->number == number)) {
            used.insert(deployment->revision_number);
        } else {
            pass.plan.forgotten_deployments.push_back(number);
            --surplus;
        }
    }
    for (const auto& deployment : pass.deployments)
        used.insert(deployment.revision_number);
    for (const auto& [row, number] : pass.state.revisions_of(pass.service.key()))
        if (!used.contains(number))
            pass.plan.forgotten_revisions.push_back(number);
}

} // namespace quayside::scheduler
