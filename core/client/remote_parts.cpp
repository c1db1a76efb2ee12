#include "core/client/remote_parts.h"

#include "core/base/arn.h"
#include "core/net/digest.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace quayside::client {

namespace {

std::vector<model::Port> ports_in(const Json& resource, model::Protocol protocol)
{
    std::vector<model::Port> ports;
    for (const auto& text : texts_in(resource, "stringSetValue")) {
        model::Port port{ 0, protocol };
        std::from_chars(text.data(), text.data() + text.size(), port.number);
        ports.push_back(port);
    }
    return ports;
}

model::Resources resources_in(const Json& said, const char* member)
{
    model::Resources resources;
    for (const auto& resource : list_in(said, member)) {
        const auto name = text_in(resource, "name");
        if (name == "CPU")
            resources.cpu = number_in(resource, "integerValue");
        else if (name == "MEMORY")
            resources.memory = number_in(resource, "integerValue");
        else if (name == "GPU")
            resources.gpus = static_cast<std::int64_t>(texts_in(resource, "stringSetValue").size());
        else if (name == "PORTS" || name == "PORTS_UDP")
            for (const auto& port : ports_in(resource, name == "PORTS" ? model::Protocol::Tcp : model::Protocol::Udp))
                resources.ports.push_back(port);
    }
    std::ranges::sort(resources.ports);
    return resources;
}

model::DeploymentConfiguration configuration_in(const Json& service)
{
    const Json& said = part_in(service, "deploymentConfiguration");
    const Json& breaker = part_in(said, "deploymentCircuitBreaker");
    const Json& alarms = part_in(said, "alarms");
    const Json& linear = part_in(said, "linearConfiguration");
    const Json& canary = part_in(said, "canaryConfiguration");
    model::DeploymentConfiguration configuration;
    read_enum(said, "strategy", configuration.strategy);
    configuration.maximum_percent = number_in(said, "maximumPercent", configuration.maximum_percent);
    configuration.minimum_healthy_percent
        = number_in(said, "minimumHealthyPercent", configuration.minimum_healthy_percent);
    configuration.circuit_breaker = flag_in(breaker, "enable");
    configuration.circuit_breaker_rollback = flag_in(breaker, "rollback");
    configuration.alarm_names = texts_in(alarms, "alarmNames");
    configuration.alarms = flag_in(alarms, "enable");
    configuration.alarms_rollback = flag_in(alarms, "rollback");
    configuration.bake_time = number_in(said, "bakeTimeInMinutes");
    if (linear.is_object()) {
        configuration.linear_step = tenths_in(linear, "stepPercent");
        configuration.linear_bake_time = number_in(linear, "stepBakeTimeInMinutes");
    }
    if (canary.is_object()) {
        configuration.canary_step = tenths_in(canary, "canaryPercent");
        configuration.canary_bake_time = number_in(canary, "canaryBakeTimeInMinutes");
    }
    configuration.lifecycle_hooks = list_in(said, "lifecycleHooks");
    return configuration;
}

std::vector<model::NetworkBinding> bindings_in(const Json& container)
{
    std::vector<model::NetworkBinding> bindings;
    for (const auto& said : list_in(container, "networkBindings")) {
        model::NetworkBinding binding;
        fields_from_json(said, binding);
        bindings.push_back(std::move(binding));
    }
    return bindings;
}

model::Container read_container(const Json& said)
{
    model::Container container;
    read_enum(said, "lastStatus", container.last_status);
    read_enum(said, "healthStatus", container.health);
    if (part_in(said, "exitCode").is_number())
        container.exit_code = static_cast<std::int32_t>(number_in(said, "exitCode"));
    container.runtime_id = text_in(said, "runtimeId");
    container.reason = text_in(said, "reason");
    container.image_digest = text_in(said, "imageDigest");
    container.network_bindings = bindings_in(said);
    return container;
}

model::NetworkInterface read_interface(const Json& attachment)
{
    model::NetworkInterface interface;
    for (const auto& detail : list_in(attachment, "details")) {
        if (text_in(detail, "name") == "privateIPv4Address")
            interface.private_ipv4_address = text_in(detail, "value");
        else if (text_in(detail, "name") == "macAddress")
            interface.mac_address = text_in(detail, "value");
    }
    return interface;
}

void read_agents(const Json& container, std::uint32_t index, std::vector<model::ManagedAgent>& agents)
{
    for (const auto& said : list_in(container, "managedAgents"))
        agents.push_back(
            { index, text_in(said, "lastStatus"), text_in(said, "reason"), time_in(said, "lastStartedAt") });
}

void read_containers(const Json& said, const model::TaskSpec& spec, model::Task& task)
{
    const auto& definitions = spec.definition->containers;
    task.containers.resize(definitions.size());
    for (const auto& container : list_in(said, "containers")) {
        const auto found
            = std::ranges::find(definitions, text_in(container, "name"), &model::ContainerDefinition::name);
        if (found == definitions.end())
            continue;
        const auto index = static_cast<std::uint32_t>(found - definitions.begin());
        task.containers[index] = read_container(container);
        task.containers[index].started_at = time_in(said, "startedAt");
        read_agents(container, index, task.managed_agents);
    }
}

} // namespace

Id id_of_text(std::string_view text)
{
    std::string hex(text);
    std::erase(hex, '-');
    if (const auto id = Id::parse(hex))
        return *id;
    const auto digest = net::sha256(text);
    Id id;
    std::memcpy(id.bytes.data(), digest.data(), id.bytes.size());
    return id;
}

Json object_in(const Json& json, const char* name)
{
    const Json& part = part_in(json, name);
    return part.is_object() ? part : Json::object();
}

std::vector<std::string> texts_in(const Json& json, const char* name)
{
    std::vector<std::string> texts;
    for (const auto& text : list_in(json, name))
        if (text.is_string())
            texts.push_back(text.get<std::string>());
    return texts;
}

std::int64_t tenths_in(const Json& json, const char* name)
{
    return std::llround(real_in(json, name) * 10);
}

model::Tags tags_in(const Json& json)
{
    model::Tags tags;
    for (const auto& tag : list_in(json, "tags"))
        tags.push_back({ text_in(tag, "key"), text_in(tag, "value") });
    return tags;
}

model::CapacityProviderStrategy strategy_in(const Json& json, const char* name)
{
    model::CapacityProviderStrategy strategy;
    for (const auto& item : list_in(json, name))
        strategy.push_back({ text_in(item, "capacityProvider"), number_in(item, "weight"), number_in(item, "base") });
    return strategy;
}

std::vector<model::HookRun> hooks_in(const Json& said, const model::Deployment& deployment)
{
    std::vector<model::HookRun> hooks;
    for (const auto& hook : list_in(said, "lifecycleHookDetails")) {
        model::HookRun run;
        run.id = text_in(hook, "hookId");
        read_enum(hook, "status", run.status);
        run.stage = deployment.stage;
        run.expires_at = time_in(hook, "expiresAt");
        hooks.push_back(std::move(run));
    }
    return hooks;
}

model::ContainerInstance read_instance(const Json& said)
{
    model::ContainerInstance instance;
    instance.name = text_in(said, "ec2InstanceId");
    if (instance.name.empty())
        instance.name = short_name_of(text_in(said, "containerInstanceArn"));
    read_enum(said, "status", instance.status);
    instance.agent_connected = flag_in(said, "agentConnected");
    instance.registered = resources_in(said, "registeredResources");
    for (const auto& attribute : list_in(said, "attributes")) {
        instance.attributes.push_back({ text_in(attribute, "name"), text_in(attribute, "value") });
        if (instance.attributes.back().name == "ecs.availability-zone")
            instance.availability_zone = instance.attributes.back().value;
    }
    instance.registered_at = time_in(said, "registeredAt");
    instance.version = number_in(said, "version", 1);
    instance.tags = tags_in(said);
    instance.capacity_provider = text_in(said, "capacityProviderName");
    const Json& versions = part_in(said, "versionInfo");
    instance.agent_version = text_in(versions, "agentVersion");
    instance.agent_hash = text_in(versions, "agentHash");
    instance.docker_version = text_in(versions, "dockerVersion");
    return instance;
}

model::Service read_service(const Json& said)
{
    model::Service service;
    service.name = text_in(said, "serviceName");
    read_enum(said, "status", service.status);
    read_enum(said, "schedulingStrategy", service.scheduling_strategy);
    read_enum(part_in(said, "deploymentController"), "type", service.controller);
    service.desired_count = number_in(said, "desiredCount");
    service.deployment_configuration = configuration_in(said);
    fields_from_json(list_in(said, "placementConstraints"), service.placement_constraints);
    fields_from_json(list_in(said, "placementStrategy"), service.placement_strategy);
    service.zone_rebalancing = text_in(said, "availabilityZoneRebalancing") == "ENABLED";
    service.health_check_grace_period = number_in(said, "healthCheckGracePeriodSeconds");
    read_enum(said, "propagateTags", service.propagate_tags);
    service.managed_tags = flag_in(said, "enableECSManagedTags");
    service.enable_execute_command = flag_in(said, "enableExecuteCommand");
    service.created_at = time_in(said, "createdAt");
    service.updated_at = service.created_at;
    service.created_by = text_in(said, "createdBy");
    service.tags = tags_in(said);
    return service;
}

model::Task read_task(const Json& said, const model::TaskSpec& spec)
{
    model::Task task;
    read_enum(said, "lastStatus", task.last_status);
    read_enum(said, "desiredStatus", task.desired_status);
    read_enum(said, "healthStatus", task.health);
    read_enum(said, "stopCode", task.stop_code);
    task.connected = text_in(said, "connectivity") != "DISCONNECTED";
    task.version = static_cast<std::uint32_t>(number_in(said, "version", 1));
    task.created_at = time_in(said, "createdAt");
    task.connectivity_at = time_in(said, "connectivityAt");
    task.pull_started_at = time_in(said, "pullStartedAt");
    task.pull_stopped_at = time_in(said, "pullStoppedAt");
    task.started_at = time_in(said, "startedAt");
    task.stopping_at = time_in(said, "stoppingAt");
    task.execution_stopped_at = time_in(said, "executionStoppedAt");
    task.stopped_at = time_in(said, "stoppedAt");
    task.stopped_reason = text_in(said, "stoppedReason");
    task.settled = task.last_status == model::TaskStatus::Stopped;
    read_containers(said, spec, task);
    for (const auto& attachment : list_in(said, "attachments"))
        if (text_in(attachment, "type") == "ElasticNetworkInterface")
            task.network_interfaces.push_back(read_interface(attachment));
    return task;
}

} // namespace quayside::client
