#include "core/control/deployment_input.h"
#include "core/control/describe.h"
#include "core/control/describe_parts.h"
#include "core/control/express.h"
#include "core/control/input.h"
#include "core/control/launch_input.h"
#include "core/control/lookup.h"
#include "core/control/placement_input.h"
#include "core/control/reply_out.h"
#include "core/scheduler/task_sets.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

namespace quayside::control {

namespace {

using model::Deployment;
using model::Service;
using model::ServiceRevision;

constexpr std::size_t kMostEvents = 100;

// In the form of a UUID, the same at every call.
std::string event_id(const model::Event& event)
{
    return fmt::format("{:08x}-0000-4000-8000-{:012x}", (event.row * 0x9e37'79b1ULL) & 0xffff'ffffULL, event.row);
}

// Newest first. Those of an earlier service of the same name are not its.
Json events_of(const model::State& state, const Service& service)
{
    std::vector<std::shared_ptr<const model::Event>> events;
    for (const RowId row : std::views::reverse(state.events_of(service.key()))) {
        auto event = state.events().find(row);
        if (events.size() == kMostEvents || event->at < service.created_at)
            break;
        events.push_back(std::move(event));
    }
    std::string text;
    TextOut::list(text, events.size(), [&](TextOut& out, std::size_t i) {
        out.text("id", event_id(*events[i]));
        out.seconds("createdAt", events[i]->at);
        out.text("message", events[i]->message);
    });
    return api::written(text);
}

void put_counts(Json& json, const model::TaskCounts& counts)
{
    json["runningCount"] = counts.running;
    json["pendingCount"] = counts.pending;
}

} // namespace

Json Describer::settings(const Service& service, const ServiceRevision* revision) const
{
    Json json = Json::object();
    ValueOut out(json);
    out.text("serviceName", service.name);
    out.number("desiredCount", service.desired_count);
    out.text("schedulingStrategy", to_string(service.scheduling_strategy));
    out.value("deploymentController", { { "type", to_string(service.controller) } });
    out.value("deploymentConfiguration", describe(service.deployment_configuration));
    out.value("placementConstraints", describe(service.placement_constraints));
    out.value("placementStrategy", describe(service.placement_strategy));
    out.text("availabilityZoneRebalancing", service.zone_rebalancing ? "ENABLED" : "DISABLED");
    out.number("healthCheckGracePeriodSeconds", service.health_check_grace_period);
    out.text("propagateTags", to_string(service.propagate_tags));
    out.flag("enableECSManagedTags", service.managed_tags);
    out.flag("enableExecuteCommand", service.enable_execute_command);
    out.value("tags", describe(service.tags));
    out.value("loadBalancers", Json::array());
    out.value("serviceRegistries", Json::array());
    if (!revision)
        return json;
    json["taskDefinition"]
        = arns(installation_).task_definition(revision->definition_key.family, revision->definition_key.revision);
    json["loadBalancers"] = revision->load_balancers;
    json["serviceRegistries"] = revision->service_registries;
    put_launch(json, *revision);
    put_document(json, "networkConfiguration", revision->network_configuration);
    put_document(json, "serviceConnectConfiguration", revision->service_connect_configuration);
    put_document(json, "vpcLatticeConfigurations", revision->vpc_lattice_configurations);
    return json;
}

Json Describer::service(const Service& service) const
{
    const auto primary = primary_of(state_, service);
    const auto scope = arns(installation_);
    Json json = settings(service, primary ? primary->revision.get() : nullptr);
    ValueOut out(json);
    out.text("serviceArn", scope.service(service.cluster, service.name));
    out.text("clusterArn", scope.cluster(service.cluster));
    out.text("status", to_string(service.status));
    out.text("resourceManagementType", is_express(state_, service) ? "ECS" : "CUSTOMER");
    put_counts(json, state_.counts_of(service.key()));
    out.seconds("createdAt", service.created_at);
    out.text("createdBy", service.created_by);
    out.value("events", events_of(state_, service));
    out.value("deployments", Json::array());
    out.value("taskSets", Json::array());
    for (const auto number : service.deployments) {
        const auto deployment = state_.deployments().find(number);
        if (deployment->task_set)
            json["taskSets"].push_back(task_set(service, *deployment));
        else
            json["deployments"].push_back(this->deployment(*deployment));
    }
    if (service.controller == model::DeploymentController::Ecs && primary) {
        json["currentServiceDeployment"] = scope.service_deployment(service.cluster, service.name, primary->number);
        json["currentServiceRevisions"] = current_revisions(service);
    }
    return json;
}

// One entry for each revision that has tasks or shall have; a rollback may bring back one that is still there.
Json Describer::current_revisions(const Service& service) const
{
    std::vector<std::uint64_t> numbers;
    for (const auto number : service.deployments) {
        const auto revision = state_.deployments().find(number)->revision_number;
        if (std::ranges::find(numbers, revision) == numbers.end())
            numbers.push_back(revision);
    }
    Json list = Json::array();
    for (const auto number : numbers) {
        Json entry = revision_summary(service.key(), number);
        if (entry["requestedTaskCount"] != 0 || entry["runningTaskCount"] != 0 || entry["pendingTaskCount"] != 0
            || list.empty())
            list.push_back(std::move(entry));
    }
    return list;
}

Json Describer::revision_summary(const Service::Key& key, std::uint64_t revision) const
{
    std::int64_t requested = 0;
    model::TaskCounts counts;
    const auto service = state_.services().find(key);
    for (const auto number : service ? service->deployments : std::vector<std::uint64_t>()) {
        const auto deployment = state_.deployments().find(number);
        if (deployment->revision_number != revision)
            continue;
        const auto its = state_.counts_of(number);
        requested += deployment->status == model::DeploymentStatus::Primary ? service->desired_count : its.tasks;
        counts.running += its.running;
        counts.pending += its.pending;
    }
    return { { "arn", arns(installation_).service_revision(key.cluster, key.name, revision) },
        { "requestedTaskCount", requested }, { "runningTaskCount", counts.running },
        { "pendingTaskCount", counts.pending } };
}

Json Describer::deployment(const Deployment& deployment) const
{
    const auto& revision = *deployment.revision;
    Json json = Json::object();
    ValueOut out(json);
    out.text("id", deployment_id(deployment));
    out.text("status", to_string(deployment.status));
    out.text("taskDefinition",
        arns(installation_).task_definition(revision.definition_key.family, revision.definition_key.revision));
    out.number("desiredCount", deployment.desired_count);
    out.number("failedTasks", deployment.failed_tasks);
    out.seconds("createdAt", deployment.created_at);
    out.seconds("updatedAt", deployment.updated_at);
    out.text("rolloutState", to_string(deployment.rollout_state));
    out.text("rolloutStateReason", deployment.rollout_state_reason);
    put_counts(json, state_.counts_of(deployment.number));
    put_launch(json, revision);
    put_document(json, "networkConfiguration", revision.network_configuration);
    put_document(json, "serviceConnectConfiguration", revision.service_connect_configuration);
    put_document(json, "vpcLatticeConfigurations", revision.vpc_lattice_configurations);
    return json;
}

Json Describer::task_set(const Service& service, const Deployment& deployment) const
{
    const auto& revision = *deployment.revision;
    const auto& set = *deployment.task_set;
    const auto scope = arns(installation_);
    Json json = { { "id", deployment_id(deployment) },
        { "taskSetArn", scope.task_set(service.cluster, service.name, deployment.number) },
        { "serviceArn", scope.service(service.cluster, service.name) },
        { "clusterArn", scope.cluster(service.cluster) }, { "status", to_string(deployment.status) },
        { "taskDefinition", scope.task_definition(revision.definition_key.family, revision.definition_key.revision) },
        { "computedDesiredCount", scheduler::computed_desired_count(service.desired_count, set.scale) },
        { "createdAt", to_epoch_seconds(deployment.created_at) },
        { "updatedAt", to_epoch_seconds(deployment.updated_at) }, { "loadBalancers", revision.load_balancers },
        { "serviceRegistries", revision.service_registries },
        { "scale", { { "value", set.scale }, { "unit", "PERCENT" } } },
        { "stabilityStatus", set.steady ? "STEADY_STATE" : "STABILIZING" },
        { "stabilityStatusAt", to_epoch_seconds(set.steady_changed_at) }, { "tags", describe(set.tags) } };
    put_text(json, "startedBy", set.started_by);
    put_text(json, "externalId", set.external_id);
    put_counts(json, state_.counts_of(deployment.number));
    put_launch(json, revision);
    put_document(json, "networkConfiguration", revision.network_configuration);
    return json;
}

std::string deployment_id(const Deployment& deployment)
{
    return fmt::format("ecs-svc/{}", deployment.number);
}

} // namespace quayside::control
