#include "core/client/remote_records.h"

#include "core/api/service_model.h"
#include "core/api/shape_reply.h"
#include "core/base/arn.h"
#include "core/client/remote_parts.h"
#include "core/client/reply_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace quayside::client {

namespace {

constexpr std::string_view kDeploymentMark = "ecs-svc/";

std::uint64_t deployment_number(std::string_view id)
{
    std::uint64_t number = 0;
    if (id.starts_with(kDeploymentMark))
        std::from_chars(id.data() + kDeploymentMark.size(), id.data() + id.size(), number);
    return number;
}

std::string cluster_in(const Json& json)
{
    return std::string(short_name_of(text_in(json, "clusterArn")));
}

// Of an ARN whose end is an id with or without hyphens. What is no such id gets one that is always the same.
Id id_in(const Json& json, const char* member)
{
    return id_of_text(short_name_of(text_in(json, member)));
}

model::TaskDefinition::Key definition_key(std::string_view arn)
{
    const auto name = short_name_of(arn);
    const auto colon = name.rfind(':');
    model::TaskDefinition::Key key;
    key.family = name.substr(0, colon);
    if (colon != name.npos)
        std::from_chars(name.data() + colon + 1, name.data() + name.size(), key.revision);
    return key;
}

model::TaskDefinition read_definition(const Json& reply)
{
    static const api::Shape& request = *api::ecs_model().shape("RegisterTaskDefinitionRequest");
    const Json& said = part_in(reply, "taskDefinition");
    model::TaskDefinition definition;
    const auto key = definition_key(text_in(said, "taskDefinitionArn"));
    definition.family = key.family;
    definition.revision = key.revision;
    read_enum(said, "status", definition.status);
    definition.registered_at = time_in(said, "registeredAt");
    definition.deregistered_at = time_in(said, "deregisteredAt");
    definition.registered_by = text_in(said, "registeredBy");
    definition.tags = tags_in(reply);
    definition.document = said.is_object() ? said : Json::object();
    api::keep_known(definition.document, request);
    read_document(definition);
    return definition;
}

model::Severity severity_of(const std::string& message)
{
    for (const char* word : { "unable", "fail", "unhealthy", "rolling back", "was not able" })
        if (message.find(word) != std::string::npos)
            return model::Severity::Warning;
    return model::Severity::Info;
}

} // namespace

std::string RemoteRecords::own_arn(const std::string& arn) const
{
    const auto found = arns_.find(arn);
    return found == arns_.end() ? arn : found->second;
}

template <class T>
std::shared_ptr<const T> RemoteRecords::put(T value)
{
    auto& next = std::get<model::Table<T>>(next_);
    for (auto known : { next.find(value.key()), state_.of<T>().find(value.key()) })
        if (known && *known == value) {
            next.put(known);
            return known;
        }
    auto kept = std::make_shared<const T>(std::move(value));
    next.put(kept);
    return kept;
}

model::ChangeSet RemoteRecords::take(const RemoteLook& look)
{
    next_ = {};
    take_clusters(look);
    take_capacity_providers(look);
    take_engines(look);
    take_instances(look);
    take_definitions(look);
    take_services(look);
    take_tasks(look);
    take_events(look);
    model::ChangeSet changes;
    changes.full = !std::exchange(looked_, true);
    for_each_kind(changes, [this]<class T>(model::Changes<T>& kind) {
        const auto& next = std::get<model::Table<T>>(next_);
        for (const auto& [key, value] : next)
            if (auto before = state_.of<T>().find(key); before != value)
                kind.push_back({ std::move(before), value });
        for (const auto& [key, value] : state_.of<T>())
            if (!next.find(key))
                kind.push_back({ value, nullptr });
    });
    state_.apply(changes);
    return changes;
}

void RemoteRecords::take_clusters(const RemoteLook& look)
{
    for (const auto& said : look.clusters) {
        model::Cluster cluster;
        cluster.name = text_in(said, "clusterName");
        cluster.status
            = text_in(said, "status") == "INACTIVE" ? model::ClusterStatus::Inactive : model::ClusterStatus::Active;
        cluster.tags = tags_in(said);
        cluster.settings = list_in(said, "settings");
        cluster.configuration = object_in(said, "configuration");
        cluster.service_connect_defaults = object_in(said, "serviceConnectDefaults");
        for (const auto& provider : list_in(said, "capacityProviders"))
            if (provider.is_string())
                cluster.capacity_providers.push_back(provider.get<std::string>());
        cluster.default_strategy = strategy_in(said, "defaultCapacityProviderStrategy");
        if (const auto arn = Arn::parse(text_in(said, "clusterArn")))
            account_ = arn->account;
        if (!cluster.name.empty())
            put(std::move(cluster));
    }
}

void RemoteRecords::take_capacity_providers(const RemoteLook& look)
{
    for (const auto& said : look.capacity_providers) {
        const Json& group = part_in(said, "autoScalingGroupProvider");
        const Json& scaling = part_in(group, "managedScaling");
        model::CapacityProvider provider;
        provider.name = text_in(said, "name");
        provider.cluster = text_in(said, "cluster");
        read_enum(said, "status", provider.status);
        read_enum(said, "updateStatus", provider.update);
        provider.update_reason = text_in(said, "updateStatusReason");
        provider.tags = tags_in(said);
        provider.managed_instances = object_in(said, "managedInstancesProvider");
        provider.auto_scaling_group_arn = text_in(group, "autoScalingGroupArn");
        provider.managed_scaling = text_in(scaling, "status") == "ENABLED";
        provider.target_capacity = number_in(scaling, "targetCapacity", provider.target_capacity);
        provider.minimum_scaling_step_size
            = number_in(scaling, "minimumScalingStepSize", provider.minimum_scaling_step_size);
        provider.maximum_scaling_step_size
            = number_in(scaling, "maximumScalingStepSize", provider.maximum_scaling_step_size);
        provider.instance_warmup_period = number_in(scaling, "instanceWarmupPeriod", provider.instance_warmup_period);
        provider.managed_termination_protection = text_in(group, "managedTerminationProtection") == "ENABLED";
        provider.managed_draining = text_in(group, "managedDraining") != "DISABLED";
        // Fargate's two are everywhere and have no record.
        if (!provider.name.empty() && !provider.name.starts_with("FARGATE"))
            put(std::move(provider));
    }
}

void RemoteRecords::take_engines(const RemoteLook& look)
{
    engine_of_.clear();
    for (const auto& said : look.engines) {
        model::Engine engine;
        engine.id = id_in(said, "engineId");
        fields_from_json(said, engine); // members of the same names; what is not among them keeps its default
        engine.registered_at = time_in(said, "registeredAt");
        const Json& instances = list_in(said, "containerInstanceArns");
        for (std::size_t i = 0; i < instances.size(); ++i)
            if (instances[i].is_string())
                engine_of_[id_of_text(short_name_of(instances[i].get_ref<const std::string&>()))]
                    = { engine.id, instances.size() == 1 ? engine.name : fmt::format("{}-{}", engine.name, i + 1) };
        put(std::move(engine));
    }
}

void RemoteRecords::take_instances(const RemoteLook& look)
{
    for (const auto& said : look.instances) {
        auto instance = read_instance(said);
        instance.id = id_in(said, "containerInstanceArn");
        instance.cluster = std::string(Arn::parse(text_in(said, "containerInstanceArn")).value_or(Arn()).cluster());
        if (const auto found = engine_of_.find(instance.id); found != engine_of_.end())
            std::tie(instance.engine, instance.name) = found->second;
        put(std::move(instance));
    }
}

void RemoteRecords::take_definitions(const RemoteLook& look)
{
    for (const auto& reply : look.definitions) {
        auto definition = read_definition(reply);
        if (!definition.family.empty())
            definitions_[short_name(definition)] = std::move(definition);
    }
    for (auto& [name, definition] : definitions_) {
        const auto listed = look.listed.find(name);
        definition.status = listed == look.listed.end() ? model::TaskDefinitionStatus::Inactive : listed->second;
        if (listed != look.listed.end())
            put(definition);
    }
    for (const auto& task : look.tasks) // which show more of one than services do
        definition_of(text_in(task, "taskDefinitionArn"), list_in(task, "containers"));
}

// One that can no more be described is made of what its tasks show.
model::TaskDefinitionPtr RemoteRecords::definition_of(const std::string& arn, const Json& containers)
{
    const auto key = definition_key(arn);
    if (auto known = std::get<model::Table<model::TaskDefinition>>(next_).find(key))
        return known;
    if (const auto described = definitions_.find(fmt::format("{}:{}", key.family, key.revision));
        described != definitions_.end())
        return put(described->second);
    model::TaskDefinition definition;
    definition.family = key.family;
    definition.revision = key.revision;
    definition.status = model::TaskDefinitionStatus::Inactive;
    definition.document["family"] = key.family;
    definition.document["containerDefinitions"] = Json::array();
    for (const auto& container : containers)
        definition.document["containerDefinitions"].push_back(
            { { "name", text_in(container, "name") }, { "image", text_in(container, "image") } });
    read_document(definition);
    return put(std::move(definition));
}

void RemoteRecords::take_services(const RemoteLook& look)
{
    service_deployments_.clear();
    for (const auto& said : look.service_deployments)
        service_deployments_[text_in(said, "serviceDeploymentArn")] = said;
    for (const auto& said : look.services) {
        auto service = read_service(said);
        service.cluster = cluster_in(said);
        if (service.name.empty())
            continue;
        for (const auto& deployment : list_in(said, "deployments"))
            take_deployment(service, deployment);
        const auto current = service_deployments_.find(text_in(said, "currentServiceDeployment"));
        const auto primary = service.deployments.empty()
            ? nullptr
            : std::get<model::Table<model::Deployment>>(next_).find(service.deployments.front());
        if (primary && current != service_deployments_.end()) {
            auto deployment = *primary;
            take_service_deployment(deployment, current->second);
            put(std::move(deployment));
        }
        put(std::move(service));
    }
}

void RemoteRecords::take_deployment(model::Service& service, const Json& said)
{
    model::Deployment deployment;
    deployment.number = deployment_number(text_in(said, "id"));
    if (deployment.number == 0)
        return;
    model::ServiceRevision revision;
    revision.number = deployment.number;
    deployment.revision_number = revision.number;
    deployment.cluster = revision.cluster = service.cluster;
    deployment.service = revision.service = service.name;
    revision.definition = definition_of(text_in(said, "taskDefinition"), Json::array());
    revision.definition_key = revision.definition->key();
    read_enum(said, "launchType", revision.launch_type);
    revision.capacity_provider_strategy = strategy_in(said, "capacityProviderStrategy");
    revision.platform_version = text_in(said, "platformVersion");
    revision.created_at = time_in(said, "createdAt");
    revision.network_configuration = object_in(said, "networkConfiguration");
    revision.service_connect_configuration = object_in(said, "serviceConnectConfiguration");
    deployment.revision = put(std::move(revision));

    read_enum(said, "status", deployment.status);
    read_enum(said, "rolloutState", deployment.rollout_state);
    deployment.rollout_state_reason = text_in(said, "rolloutStateReason");
    deployment.service_deployment_status = deployment.rollout_state == model::RolloutState::InProgress
        ? model::ServiceDeploymentStatus::InProgress
        : model::ServiceDeploymentStatus::Successful;
    deployment.configuration = service.deployment_configuration;
    deployment.desired_count = number_in(said, "desiredCount");
    deployment.failed_tasks = number_in(said, "failedTasks");
    deployment.created_at = deployment.started_at = time_in(said, "createdAt");
    deployment.updated_at = time_in(said, "updatedAt");
    if (deployment.rollout_state == model::RolloutState::Completed)
        deployment.finished_at = deployment.updated_at;
    const bool primary = deployment.status == model::DeploymentStatus::Primary;
    service.deployments.insert(primary ? service.deployments.begin() : service.deployments.end(), deployment.number);
    put(std::move(deployment));
}

void RemoteRecords::take_service_deployment(model::Deployment& deployment, const Json& said)
{
    const Arn arn = Arn::parse(text_in(said, "serviceDeploymentArn")).value_or(Arn());
    const ArnScope scope{ arn.account, arn.region };
    arns_[scope.service_deployment(deployment.cluster, deployment.service, deployment.number)]
        = text_in(said, "serviceDeploymentArn");
    read_enum(said, "status", deployment.service_deployment_status);
    deployment.status_reason = text_in(said, "statusReason");
    deployment.started_at = time_in(said, "startedAt");
    deployment.finished_at = time_in(said, "finishedAt");
    deployment.stopped_at = time_in(said, "stoppedAt");
    read_enum(said, "lifecycleStage", deployment.stage);
    const Json& breaker = part_in(said, "deploymentCircuitBreaker");
    read_enum(breaker, "status", deployment.circuit_breaker);
    deployment.circuit_breaker_threshold = number_in(breaker, "threshold");
    deployment.failed_tasks = number_in(breaker, "failureCount", deployment.failed_tasks);
    const Json& alarms = part_in(said, "alarms");
    read_enum(alarms, "status", deployment.alarms);
    deployment.triggered_alarms = texts_in(alarms, "triggeredAlarmNames");
    const Json& target = part_in(said, "targetServiceRevision");
    deployment.production_weight = tenths_in(target, "requestedProductionTrafficWeight");
    deployment.test_weight = tenths_in(target, "requestedTestTrafficWeight");
    deployment.hooks = hooks_in(said, deployment);
}

// Tasks of one origin share it.
model::TaskSpecPtr RemoteRecords::spec_of(const Json& said)
{
    model::TaskSpec spec;
    spec.cluster = cluster_in(said);
    spec.definition = definition_of(text_in(said, "taskDefinitionArn"), list_in(said, "containers"));
    spec.definition_key = spec.definition->key();
    spec.group = text_in(said, "group");
    spec.started_by = text_in(said, "startedBy");
    if (spec.group.starts_with("service:")) {
        spec.service = spec.group.substr(std::string_view("service:").size());
        spec.deployment = deployment_number(spec.started_by);
    }
    spec.capacity_provider = text_in(said, "capacityProviderName");
    spec.platform_version = text_in(said, "platformVersion");
    read_enum(said, "launchType", spec.launch_type);
    spec.enable_execute_command = flag_in(said, "enableExecuteCommand");
    spec.overrides = object_in(said, "overrides");
    fields_from_json(list_in(spec.overrides, "containerOverrides"), spec.container_overrides);
    spec.tags = tags_in(said);
    auto& row = rows_[fields_to_json(spec).dump(-1, ' ', false, Json::error_handler_t::replace)];
    row = row == 0 ? ++last_row_ : row;
    spec.row = row;
    return put(std::move(spec));
}

void RemoteRecords::take_tasks(const RemoteLook& look)
{
    protected_.clear();
    for (const auto& said : look.protected_tasks)
        if (flag_in(said, "protectionEnabled"))
            protected_[id_in(said, "taskArn")] = time_in(said, "expirationDate");
    for (const auto& said : look.tasks) {
        const auto spec = spec_of(said);
        auto task = read_task(said, *spec);
        task.id = id_in(said, "taskArn");
        if (!text_in(said, "containerInstanceArn").empty())
            task.container_instance = id_in(said, "containerInstanceArn");
        task.spec = spec;
        task.spec_row = spec->row;
        if (const auto found = protected_.find(task.id); found != protected_.end())
            task.protected_until = found->second;
        put(std::move(task));
    }
}

void RemoteRecords::add_event(model::Event event)
{
    auto& row = rows_[fields_to_json(event).dump(-1, ' ', false, Json::error_handler_t::replace)];
    row = row == 0 ? ++last_row_ : row;
    event.row = row;
    put(std::move(event));
}

// Those of an endpoint that keeps events are all there are; of another one its services have some.
void RemoteRecords::take_events(const RemoteLook& look)
{
    for (auto said = look.events.rbegin(); said != look.events.rend(); ++said) {
        model::Event event;
        fields_from_json(*said, event); // all but the time are of the same names and spelling
        event.at = time_in(*said, "at");
        add_event(std::move(event));
    }
    if (!look.events.empty())
        return;
    for (const auto& service : look.services) {
        const Json& events = list_in(service, "events");
        for (auto said = events.rbegin(); said != events.rend(); ++said) {
            model::Event event;
            event.at = time_in(*said, "createdAt");
            event.message = text_in(*said, "message");
            event.severity = severity_of(event.message);
            event.kind = model::EventKind::Service;
            event.cluster = cluster_in(service);
            event.object = text_in(service, "serviceName");
            add_event(std::move(event));
        }
    }
}

} // namespace quayside::client
