#include "core/scheduler/rollout.h"

#include "core/base/arn.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside::scheduler {

namespace {

using namespace model;

Deployment new_deployment(const Service& service, const ServiceRevision& revision, std::uint64_t number, TimePoint now)
{
    Deployment made;
    made.number = number;
    made.cluster = service.cluster;
    made.service = service.name;
    made.revision_number = revision.number;
    made.rollout_state_reason = fmt::format("ECS deployment ecs-svc/{} in progress.", number);
    made.configuration = service.deployment_configuration;
    made.desired_count = service.desired_count;
    made.created_at = made.updated_at = now;
    if (made.configuration.circuit_breaker)
        made.circuit_breaker = MonitorStatus::Monitoring;
    made.circuit_breaker_threshold = circuit_breaker_threshold(service.desired_count);
    if (made.configuration.alarms)
        made.alarms = MonitorStatus::Monitoring;
    if (made.configuration.strategy != DeploymentStrategy::Rolling) {
        made.stage = LifecycleStage::ReconcileService;
        made.stage_since = now;
    }
    return made;
}

Deployment superseded(Deployment deployment, TimePoint now)
{
    deployment.status = DeploymentStatus::Active;
    deployment.updated_at = now;
    if (deployment.service_deployment_status <= ServiceDeploymentStatus::InProgress) {
        deployment.service_deployment_status = ServiceDeploymentStatus::Stopped;
        deployment.status_reason = "A newer deployment took its place.";
        deployment.stopped_at = deployment.finished_at = now;
    }
    return deployment;
}

// Of a daemon, they belong to the revision: a rollback brings them back.
void take_settings(Service& daemon, const Json& settings)
{
    daemon.propagate_tags
        = settings.value("propagateTags", "NONE") == "DAEMON" ? PropagateTags::Service : PropagateTags::None;
    daemon.managed_tags = settings.value("enableECSManagedTags", false);
    daemon.enable_execute_command = settings.value("enableExecuteCommand", false);
}

} // namespace

std::int64_t circuit_breaker_threshold(std::int64_t desired_count)
{
    return std::clamp<std::int64_t>((desired_count + 1) / 2, 3, 200);
}

Rollout begin_deployment(
    const State& state, Service service, const ServiceRevision& revision, std::uint64_t number, TimePoint now)
{
    Rollout rollout;
    rollout.deployments.push_back(new_deployment(service, revision, number, now));
    for (const auto other : service.deployments) {
        const auto deployment = state.deployments().find(other);
        auto& sources = rollout.deployments.front().source_revisions;
        if (state.counts_of(other).tasks > 0
            && std::ranges::find(sources, deployment->revision_number) == sources.end())
            sources.push_back(deployment->revision_number);
        if (deployment->status == DeploymentStatus::Primary)
            rollout.deployments.push_back(superseded(*deployment, now));
    }
    if (is_daemon_name(service.name))
        take_settings(service, revision.daemon_settings);
    service.deployments.insert(service.deployments.begin(), number);
    service.steady = false;
    service.updated_at = now;
    rollout.service = std::move(service);
    return rollout;
}

} // namespace quayside::scheduler
