#include "core/control/deployment_input.h"
#include "core/control/describe.h"
#include "core/control/describe_parts.h"
#include "core/control/input.h"
#include "core/control/launch_input.h"
#include "core/control/lookup.h"

#include <algorithm>

namespace quayside::control {

namespace {

using model::Deployment;
using model::HookRun;
using model::ServiceRevision;

double percent(std::int64_t tenths)
{
    return static_cast<double>(tenths) / 10;
}

Json hook_details(const Deployment& deployment, const HookRun& run)
{
    const Json& hooks = deployment.configuration.lifecycle_hooks;
    const auto index = static_cast<std::size_t>(run.hook);
    const Json& hook = index < hooks.size() ? hooks[index] : part_of(Json::object(), "");
    const auto type = text_of(hook, "targetType");
    const auto action = text_of(part_of(hook, "timeoutConfiguration"), "action");
    Json json = { { "hookId", run.id }, { "targetType", type.empty() ? "AWS_LAMBDA" : type },
        { "status", to_string(run.status) }, { "timeoutAction", action.empty() ? "ROLLBACK" : action } };
    put_text(json, "targetArn", text_of(hook, "hookTargetArn"));
    put_time(json, "expiresAt", run.expires_at);
    return json;
}

// The weights of the traffic that the old revisions keep.
void put_weights(Json& summary, const Deployment& deployment, bool target)
{
    if (deployment.configuration.strategy == model::DeploymentStrategy::Rolling)
        return;
    const auto share = [target](std::int64_t weight) { return percent(target ? weight : 1000 - weight); };
    summary["requestedProductionTrafficWeight"] = share(deployment.production_weight);
    summary["requestedTestTrafficWeight"] = share(deployment.test_weight);
}

Json circuit_breaker(const Deployment& deployment)
{
    return { { "status", to_string(deployment.circuit_breaker) }, { "failureCount", deployment.failed_tasks },
        { "threshold", deployment.circuit_breaker_threshold } };
}

Json alarms(const Deployment& deployment)
{
    return { { "status", to_string(deployment.alarms) }, { "alarmNames", deployment.configuration.alarm_names },
        { "triggeredAlarmNames", deployment.triggered_alarms } };
}

// Each container's image with the digest that its tag meant, once that is known.
Json images_of(const ServiceRevision& revision)
{
    Json list = Json::array();
    for (const auto& container : revision.definition->containers) {
        list.push_back({ { "containerName", container.name }, { "image", container.image } });
        const auto digest = std::ranges::find(revision.image_digests, container.name, &model::KeyValue::name);
        if (digest != revision.image_digests.end())
            list.back()["imageDigest"] = digest->value;
    }
    return list;
}

Json resolved_balancers(const ServiceRevision& revision)
{
    Json list = Json::array();
    for (const auto& balancer : revision.load_balancers) {
        Json entry = Json::object();
        put_text(entry, "targetGroupArn", text_of(balancer, "targetGroupArn"));
        put_text(entry, "productionListenerRule",
            text_of(part_of(balancer, "advancedConfiguration"), "productionListenerRule"));
        list.push_back(std::move(entry));
    }
    return list;
}

void put_rollback(Json& json, const Deployment& deployment, const ArnScope& scope)
{
    if (deployment.rolled_back_to == 0)
        return;
    json["rollback"] = { { "serviceRevisionArn",
        scope.service_revision(deployment.cluster, deployment.service, deployment.rolled_back_to) } };
    put_text(json["rollback"], "reason", deployment.rollback_reason);
    put_time(json["rollback"], "startedAt", deployment.rollback_started_at);
}

} // namespace

Json Describer::service_deployment(const Deployment& deployment) const
{
    const model::Service::Key key{ deployment.cluster, deployment.service };
    const auto scope = arns(installation_);
    Json target = revision_summary(key, deployment.revision_number);
    put_weights(target, deployment, true);
    Json sources = Json::array();
    for (const auto number : deployment.source_revisions) {
        sources.push_back(revision_summary(key, number));
        put_weights(sources.back(), deployment, false);
    }
    Json json = { { "serviceDeploymentArn",
                      scope.service_deployment(deployment.cluster, deployment.service, deployment.number) },
        { "serviceArn", scope.service(deployment.cluster, deployment.service) },
        { "clusterArn", scope.cluster(deployment.cluster) },
        { "targetServiceRevisionArn",
            scope.service_revision(deployment.cluster, deployment.service, deployment.revision_number) },
        { "sourceServiceRevisions", std::move(sources) }, { "targetServiceRevision", std::move(target) },
        { "status", to_string(deployment.service_deployment_status) },
        { "deploymentConfiguration", describe(deployment.configuration) },
        { "deploymentCircuitBreaker", circuit_breaker(deployment) }, { "alarms", alarms(deployment) } };
    put_text(json, "statusReason", deployment.status_reason);
    put_time(json, "createdAt", deployment.created_at);
    put_time(json, "startedAt", deployment.started_at);
    put_time(json, "finishedAt", deployment.finished_at);
    put_time(json, "stoppedAt", deployment.stopped_at);
    put_time(json, "updatedAt", deployment.updated_at);
    if (deployment.stage != model::LifecycleStage::None)
        json["lifecycleStage"] = to_string(deployment.stage);
    for (const auto& run : deployment.hooks)
        json["lifecycleHookDetails"].push_back(hook_details(deployment, run));
    put_rollback(json, deployment, scope);
    return json;
}

Json Describer::service_revision(const ServiceRevision& revision) const
{
    const auto scope = arns(installation_);
    Json json = { { "serviceRevisionArn", scope.service_revision(revision.cluster, revision.service, revision.number) },
        { "serviceArn", scope.service(revision.cluster, revision.service) },
        { "clusterArn", scope.cluster(revision.cluster) },
        { "taskDefinition", scope.task_definition(revision.definition_key.family, revision.definition_key.revision) },
        { "loadBalancers", revision.load_balancers }, { "serviceRegistries", revision.service_registries },
        { "containerImages", images_of(revision) }, { "guardDutyEnabled", false },
        { "resolvedConfiguration", { { "loadBalancers", resolved_balancers(revision) } } },
        { "createdAt", to_epoch_seconds(revision.created_at) } };
    put_launch(json, revision);
    put_document(json, "networkConfiguration", revision.network_configuration);
    put_document(json, "serviceConnectConfiguration", revision.service_connect_configuration);
    put_document(json, "vpcLatticeConfigurations", revision.vpc_lattice_configurations);
    return json;
}

} // namespace quayside::control
