#include "core/control/describe.h"
#include "core/control/describe_parts.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/scheduler/capacity.h"

#include <algorithm>
#include <ranges>

namespace quayside::control {

namespace {

using model::Deployment;
using model::Service;
using model::ServiceRevision;
using model::ServiceStatus;
using model::Task;
using model::TaskStatus;

struct Counts {
    std::int64_t running = 0;
    std::int64_t staying = 0; // running, and not asked to stop
    std::int64_t draining = 0; // asked to stop
};

bool is_going(const Task& task)
{
    return task.desired_status == model::DesiredStatus::Stopped;
}

// The tasks of a revision; with a provider, those on its instances.
Counts count(const model::State& state, const Service::Key& daemon, std::uint64_t revision, const std::string& provider)
{
    Counts counts;
    for (const auto& id : state.open_tasks_of(daemon)) {
        const auto task = state.tasks().find(id);
        const auto deployment = state.deployments().find(task->spec->deployment);
        if (task->last_status >= TaskStatus::Stopped || !deployment || deployment->revision_number != revision
            || (!provider.empty() && task->spec->capacity_provider != provider))
            continue;
        const bool runs = task->last_status == TaskStatus::Running;
        counts.running += runs ? 1 : 0;
        counts.staying += runs && !is_going(*task) ? 1 : 0;
        counts.draining += is_going(*task) ? 1 : 0;
    }
    return counts;
}

// What a daemon runs or may go back to: what it rolled out, down to the last that was completed.
bool may_still_run(const model::State& state, const Service& daemon, const model::TaskDefinition::Key& definition)
{
    for (const auto& [row, number] : state.deployments_of(daemon.key()) | std::views::reverse) {
        const auto deployment = state.deployments().find(number);
        if (deployment->revision->definition_key == definition)
            return true;
        if (deployment->rollout_state == model::RolloutState::Completed)
            return false;
    }
    return false;
}

bool is_in_use(const model::State& state, const model::TaskDefinition& definition)
{
    return std::ranges::any_of(state.services(), [&](const auto& entry) {
        const Service& service = *entry.second;
        return is_daemon_name(service.name) && service.status != ServiceStatus::Inactive
            && may_still_run(state, service, definition.key());
    });
}

// A deleted one is gone for good once no daemon can come back to it.
std::string_view status_of(const model::State& state, const model::TaskDefinition& definition)
{
    const bool deleted
        = definition.status == model::TaskDefinitionStatus::DeleteInProgress && !is_in_use(state, definition);
    return deleted ? "DELETED" : to_string(definition.status);
}

std::string_view health_on(const model::State& state, const Service::Key& daemon, const Id& instance)
{
    for (const auto& id : state.open_tasks_of(daemon)) {
        const auto task = state.tasks().find(id);
        if (task->container_instance != instance || task->last_status >= TaskStatus::Stopped || is_going(*task))
            continue;
        if (task->last_status < TaskStatus::Running)
            return "INITIALIZING";
        return task->health == model::HealthStatus::Unhealthy ? "IMPAIRED" : "OK";
    }
    return "IMPAIRED";
}

} // namespace

std::string_view health_of_daemons(const model::State& state, const model::ContainerInstance& instance)
{
    static constexpr std::string_view from_best[] = { "", "OK", "INITIALIZING", "IMPAIRED" };
    std::size_t worst = 0;
    for (const auto& name : state.daemons_in(instance.cluster)) {
        const auto daemon = state.services().find({ instance.cluster, name });
        const auto primary = primary_of(state, *daemon);
        if (!is_daemon_name(name) || daemon->status != ServiceStatus::Active || !primary
            || !scheduler::is_for(primary->revision->capacity_provider_strategy, instance))
            continue;
        const auto* health = std::ranges::find(from_best, health_on(state, daemon->key(), instance.id));
        worst = std::max(worst, static_cast<std::size_t>(health - std::begin(from_best)));
    }
    return from_best[worst];
}

Json Describer::daemon_revision_detail(const Service::Key& daemon, std::uint64_t number) const
{
    const auto scope = arns(installation_);
    const auto described = [](const std::string& arn, const Counts& counts) {
        return Json{ { "arn", arn }, { "runningCount", counts.running }, { "runningInstanceCount", counts.staying },
            { "drainingInstanceCount", counts.draining } };
    };
    Json providers = Json::array();
    if (const auto revision = state_.service_revisions().find(number))
        for (const auto& [provider, weight, base] : revision->capacity_provider_strategy)
            providers.push_back(described(scope.capacity_provider(provider), count(state_, daemon, number, provider)));
    const auto all = count(state_, daemon, number, {});
    return { { "arn", scope.service_revision(daemon.cluster, daemon.name, number) },
        { "capacityProviders", std::move(providers) }, { "totalRunningCount", all.running },
        { "totalRunningInstanceCount", all.staying }, { "totalDrainingInstanceCount", all.draining } };
}

Json Describer::daemon(const Service& daemon) const
{
    const auto scope = arns(installation_);
    Json json = { { "daemonArn", scope.service(daemon.cluster, daemon.name) },
        { "clusterArn", scope.cluster(daemon.cluster) },
        { "status", daemon.status == ServiceStatus::Active ? "ACTIVE" : "DELETE_IN_PROGRESS" },
        { "createdAt", to_epoch_seconds(daemon.created_at) }, { "updatedAt", to_epoch_seconds(daemon.updated_at) },
        { "currentRevisions", Json::array() } };
    if (const auto primary = primary_of(state_, daemon))
        json["deploymentArn"] = scope.service_deployment(daemon.cluster, daemon.name, primary->number);
    std::vector<std::uint64_t> numbers;
    for (const auto number : daemon.deployments)
        if (const auto revision = state_.deployments().find(number)->revision_number;
            std::ranges::find(numbers, revision) == numbers.end())
            numbers.push_back(revision);
    for (const auto number : numbers)
        json["currentRevisions"].push_back(daemon_revision_detail(daemon.key(), number));
    return json;
}

Json Describer::daemon_deployment(const Deployment& deployment) const
{
    const Service::Key daemon{ deployment.cluster, deployment.service };
    const auto scope = arns(installation_);
    Json json = service_deployment(deployment);
    json["daemonDeploymentArn"] = json["serviceDeploymentArn"];
    json["daemonArn"] = json["serviceArn"];
    json["targetDaemonRevisionArn"] = json["targetServiceRevisionArn"];
    json["targetDaemonRevision"] = daemon_revision_detail(daemon, deployment.revision_number);
    json["sourceDaemonRevisions"] = Json::array();
    for (const auto number : deployment.source_revisions)
        json["sourceDaemonRevisions"].push_back(daemon_revision_detail(daemon, number));
    json["circuitBreaker"] = json["deploymentCircuitBreaker"];
    json["deploymentConfiguration"]["drainPercent"] = deployment.configuration.drain_percent;
    if (const auto target = state_.service_revisions().find(deployment.rolled_back_to)) {
        json["rollback"]["rollbackTargetDaemonRevisionArn"] = json["rollback"]["serviceRevisionArn"];
        json["rollback"]["rollbackCapacityProviders"] = Json::array();
        for (const auto& item : target->capacity_provider_strategy)
            json["rollback"]["rollbackCapacityProviders"].push_back(scope.capacity_provider(item.capacity_provider));
    }
    return json;
}

Json Describer::daemon_revision(const ServiceRevision& revision) const
{
    Json json = service_revision(revision);
    json["daemonRevisionArn"] = json["serviceRevisionArn"];
    json["daemonArn"] = json["serviceArn"];
    json["daemonTaskDefinitionArn"] = json["taskDefinition"];
    for (const auto& [name, value] : revision.daemon_settings.items())
        json[name] = value;
    return json;
}

Json Describer::daemon_definition(const model::TaskDefinition& definition) const
{
    Json json = this->definition(definition);
    json["daemonTaskDefinitionArn"] = json["arn"] = json["taskDefinitionArn"];
    json["status"] = status_of(state_, definition);
    return json;
}

} // namespace quayside::control
