#include "core/scheduler/rollout_judge.h"

#include "core/scheduler/rollout.h"
#include "core/scheduler/rollout_end.h"
#include "core/scheduler/service_said.h"
#include "core/scheduler/start_outcome.h"
#include "core/scheduler/start_throttle.h"

#include <algorithm>

namespace quayside::scheduler {

using namespace model;

namespace {

constexpr const char* kImpaired = "impaired";

void say_if_impaired(ServicePass& pass, const Deployment& deployment)
{
    const bool impaired = deployment.failed_tasks >= kImpairedAfter || deployment.start_failures >= kImpairedAfter;
    if (impaired && may_say(pass.service, kImpaired, pass.now))
        pass.tell("is unable to consistently start tasks successfully. For more information, see the Troubleshooting "
                  "section of the Amazon ECS Developer Guide.",
            Severity::Warning);
}

std::vector<std::string> ringing(const ServicePass& pass, const DeploymentConfiguration& configuration)
{
    std::vector<std::string> names;
    for (const auto& name : configuration.alarm_names)
        if (const auto alarm = pass.state.alarms().find(name); alarm && alarm->state == AlarmState::Alarm)
            names.push_back(name);
    return names;
}

void begin_rollout(ServicePass& pass, Deployment& deployment)
{
    if (deployment.service_deployment_status != ServiceDeploymentStatus::Pending)
        return;
    deployment.service_deployment_status = ServiceDeploymentStatus::InProgress;
    deployment.started_at = pass.now;
    unsay(pass.service, kImpaired);
    // An alarm that rings already cannot tell anything about this deployment.
    if (deployment.alarms == MonitorStatus::Monitoring && !ringing(pass, deployment.configuration).empty())
        deployment.alarms = MonitorStatus::Disabled;
}

bool failed_its_checks(const ServicePass& pass, const Deployment& deployment)
{
    return std::ranges::any_of(pass.ended, [&](const TaskPtr& task) {
        return task->spec->deployment == deployment.number
            && ending_of(*task, pass.settings.proof) == Ending::FailedCheck;
    });
}

bool trip_breaker(ServicePass& pass, Deployment& deployment)
{
    const auto desired = pass.service.desired_count;
    deployment.circuit_breaker_threshold = circuit_breaker_threshold(desired);
    if (deployment.circuit_breaker != MonitorStatus::Monitoring || desired == 0
        || deployment.failed_tasks < deployment.circuit_breaker_threshold)
        return false;
    const std::string what
        = failed_its_checks(pass, deployment) ? "tasks failed container health checks." : "tasks failed to start.";
    deployment.circuit_breaker = MonitorStatus::Triggered;
    fail_rollout(pass,
        { "ECS deployment circuit breaker: " + what, "ECS deployment circuit breaker:", "deployment failed: " + what,
            deployment.configuration.circuit_breaker_rollback });
    return true;
}

bool trip_alarms(ServicePass& pass, Deployment& deployment)
{
    if (deployment.alarms != MonitorStatus::Monitoring)
        return false;
    auto names = ringing(pass, deployment.configuration);
    if (names.empty())
        return false;
    deployment.alarms = MonitorStatus::Triggered;
    deployment.triggered_alarms = std::move(names);
    fail_rollout(pass,
        { "ECS deployment failed: alarm detected.", "ECS deployment alarms:", "deployment failed: alarm detected.",
            deployment.configuration.alarms_rollback });
    return true;
}

void follow_request(ServicePass& pass, Deployment& deployment)
{
    using enum ServiceDeploymentStatus;
    if (deployment.service_deployment_status <= InProgress)
        return;
    if (deployment.stage == LifecycleStage::CleanUp) // too late: the old tasks are on their way out
        deployment.service_deployment_status = InProgress;
    else if (deployment.service_deployment_status == StopRequested)
        fail_rollout(pass, { "Service deployment stopped on request.", {}, {}, false, Stopped });
    else
        fail_rollout(pass,
            { "Service deployment rolled back on request.", "Service deployment stopped:", {}, true, RollbackFailed });
}

// A request that a newer deployment overtook.
void drop_requests(ServicePass& pass)
{
    using enum ServiceDeploymentStatus;
    for (auto& deployment : pass.deployments) {
        const auto status = deployment.service_deployment_status;
        if (deployment.status == DeploymentStatus::Primary || (status != StopRequested && status != RollbackRequested))
            continue;
        deployment.service_deployment_status = Stopped;
        deployment.stopped_at = deployment.finished_at = pass.now;
    }
}

} // namespace

void settle_ended(ServicePass& pass)
{
    for (const auto& task : pass.ended) {
        pass.plan.settled.push_back(task->id);
        const auto owner = std::ranges::find(pass.deployments, task->spec->deployment, &Deployment::number);
        if (owner == pass.deployments.end())
            continue;
        note_ending(*owner, *task, ending_of(*task, pass.settings.proof), pass.now);
        say_if_impaired(pass, *owner);
    }
}

void forgive(ServicePass& pass)
{
    for (auto& view : pass.tasks) {
        if (view.going || !view.running() || view.deployment >= pass.deployments.size())
            continue;
        auto& deployment = pass.deployments[view.deployment];
        if (deployment.failed_tasks == 0 && deployment.start_failures == 0)
            continue;
        const TimePoint failed = last_failure(deployment, pass.now);
        // A start that lies ahead was before the clock was set back: long ago.
        if (deployment.start_failures > 0 && view.task->started_at > failed && view.task->started_at <= pass.now) {
            deployment.start_failures = 0;
            deployment.next_start_at = std::min(deployment.next_start_at, pass.now + start_delay(1));
        }
        const auto& rule = pass.rules[view.deployment];
        const TimePoint proven = proven_at(*view.task, rule, pass.settings.proof, pass.now);
        if (proven > failed) {
            deployment.failed_tasks = 0;
            unsay(pass.service, kImpaired);
        } else if (proven == kNever && !rule.checked && !view.task->unknown) {
            pass.wake_at(view.task->started_at + pass.settings.proof);
        }
    }
}

void judge_rollout(ServicePass& pass)
{
    drop_requests(pass);
    auto* deployment = pass.primary();
    if (!deployment || deployment->rollout_state != RolloutState::InProgress)
        return;
    begin_rollout(pass, *deployment);
    if (trip_breaker(pass, *deployment) || trip_alarms(pass, *deployment))
        return;
    follow_request(pass, *deployment);
}

bool is_held(ServicePass& pass, const Deployment& deployment)
{
    bool held = false;
    // What seems to take longer was said before the clock was set back.
    const auto wait = [&](TimePoint until, Duration longest) {
        if (until <= pass.now || until > pass.now + longest)
            return;
        held = true;
        pass.wake_at(until);
    };
    wait(deployment.next_start_at, longest_wait(deployment));
    if (!pass.look.room_changed)
        wait(pass.service.throttled_until, kTryPlaceAgain);
    return held;
}

} // namespace quayside::scheduler
