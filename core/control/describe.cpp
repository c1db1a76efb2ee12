#include "core/control/describe.h"

#include "core/control/describe_parts.h"
#include "core/control/foreign_agent.h"
#include "core/control/input.h"
#include "core/control/launch_input.h"
#include "core/control/lookup.h"
#include "core/scheduler/attributes.h"
#include "core/scheduler/ports.h"

#include <algorithm>
#include <array>

namespace quayside::control {

namespace {

using model::ContainerInstance;

Json statistic(const char* name, std::size_t value)
{
    return { { "name", name }, { "value", std::to_string(value) } };
}

// By launch type, in the order of its enumerators.
using ByLaunchType = std::array<std::size_t, 3>;

void put_statistics(Json& list, const char* prefix, const char* suffix, const ByLaunchType& counts)
{
    constexpr const char* names[] = { "EC2", "Fargate", "External" };
    for (std::size_t i = 0; i < counts.size(); ++i)
        list.push_back(statistic((prefix + std::string(names[i]) + suffix).c_str(), counts[i]));
}

Json statistics(const model::State& state, const std::string& cluster)
{
    ByLaunchType running{}, pending{}, active{}, draining{};
    for (const auto& id : state.tasks_in(cluster)) {
        const auto task = state.tasks().find(id);
        const auto type = static_cast<std::size_t>(task->spec->launch_type);
        running[type] += task->last_status == model::TaskStatus::Running ? 1 : 0;
        pending[type] += task->last_status < model::TaskStatus::Running ? 1 : 0;
    }
    for (const auto& name : state.services_in(cluster)) {
        if (is_daemon_name(name))
            continue;
        const auto service = state.services().find({ cluster, name });
        const auto primary = primary_of(state, *service);
        const auto type = primary ? static_cast<std::size_t>(primary->revision->launch_type) : 0;
        active[type] += service->status == model::ServiceStatus::Active ? 1 : 0;
        draining[type] += service->status == model::ServiceStatus::Draining ? 1 : 0;
    }
    Json list = Json::array();
    put_statistics(list, "running", "TasksCount", running);
    put_statistics(list, "pending", "TasksCount", pending);
    put_statistics(list, "active", "ServiceCount", active);
    put_statistics(list, "draining", "ServiceCount", draining);
    return list;
}

// Those set aside for Fargate are nobody's.
std::size_t registered_instances(const model::State& state, const std::string& cluster)
{
    std::size_t count = 0;
    for (const auto& id : state.instances_in(cluster)) {
        const auto instance = state.container_instances().find(id);
        count += instance->status != model::ContainerInstanceStatus::Inactive
                && instance->launch_type != model::LaunchType::Fargate
            ? 1
            : 0;
    }
    return count;
}

std::size_t active_services(const model::State& state, const std::string& cluster)
{
    return static_cast<std::size_t>(std::ranges::count_if(state.services_in(cluster), [&](const std::string& name) {
        return !is_daemon_name(name)
            && state.services().find({ cluster, name })->status == model::ServiceStatus::Active;
    }));
}

Json resource(const char* name, const char* type)
{
    return { { "name", name }, { "type", type }, { "doubleValue", 0.0 }, { "longValue", 0 }, { "integerValue", 0 } };
}

Json integer_resource(const char* name, std::int64_t value)
{
    Json json = resource(name, "INTEGER");
    json["integerValue"] = value;
    return json;
}

Json port_resource(const char* name, const std::vector<model::Port>& ports, model::Protocol protocol)
{
    Json numbers = Json::array();
    for (const auto& port : ports)
        if (port.protocol == protocol)
            numbers.push_back(std::to_string(port.number));
    Json json = resource(name, "STRINGSET");
    json["stringSetValue"] = std::move(numbers);
    return json;
}

Json resources(std::int64_t cpu, std::int64_t memory, const std::vector<model::Port>& ports)
{
    Json list = Json::array();
    list.push_back(integer_resource("CPU", cpu));
    list.push_back(integer_resource("MEMORY", memory));
    list.push_back(port_resource("PORTS", ports, model::Protocol::Tcp));
    list.push_back(port_resource("PORTS_UDP", ports, model::Protocol::Udp));
    return list;
}

// GPUs by number; those that are free are the last.
Json gpu_resource(std::int64_t first, std::int64_t count)
{
    Json numbers = Json::array();
    for (std::int64_t i = first; i < count; ++i)
        numbers.push_back(std::to_string(i));
    Json json = resource("GPU", "STRINGSET");
    json["stringSetValue"] = std::move(numbers);
    return json;
}

Json attribute(std::string_view name, std::string_view value)
{
    Json json = { { "name", name } };
    if (!value.empty())
        json["value"] = value;
    return json;
}

Json attributes(const ContainerInstance& instance)
{
    Json list = Json::array();
    for (const auto& [name, value] : instance.attributes)
        list.push_back(attribute(name, value));
    for (const auto& name : scheduler::capabilities(instance))
        list.push_back(attribute(name, {}));
    return list;
}

Json version_info(const ContainerInstance& instance, const std::string& engine_version)
{
    if (!is_foreign(instance))
        return { { "agentVersion", scheduler::kAgentVersion }, { "agentHash", "quayside" },
            { "dockerVersion", "DockerVersion: " + engine_version } };
    Json info = Json::object();
    put_text(info, "agentVersion", instance.agent_version);
    put_text(info, "agentHash", instance.agent_hash);
    put_text(info, "dockerVersion", instance.docker_version);
    return info;
}

Json health(const model::State& state, const ContainerInstance& instance)
{
    std::string_view status = instance.agent_connected ? "OK" : "INSUFFICIENT_DATA";
    Json details = Json::array();
    details.push_back({ { "type", "CONTAINER_RUNTIME" }, { "status", status } });
    if (const auto daemons = instance.agent_connected ? health_of_daemons(state, instance) : std::string_view();
        !daemons.empty()) {
        details.push_back({ { "type", "DAEMON" }, { "status", daemons } });
        status = daemons;
    }
    return { { "overallStatus", status }, { "details", std::move(details) } };
}

} // namespace

Json Describer::cluster(const model::Cluster& cluster, const Json& input) const
{
    const auto counts = state_.counts_in(cluster.name);
    Json json = { { "clusterArn", arns(installation_).cluster(cluster.name) }, { "clusterName", cluster.name },
        { "status", to_string(cluster.status) },
        { "registeredContainerInstancesCount", registered_instances(state_, cluster.name) },
        { "runningTasksCount", counts.running }, { "pendingTasksCount", counts.pending },
        { "activeServicesCount", active_services(state_, cluster.name) } };
    json["statistics"] = includes(input, "STATISTICS") ? statistics(state_, cluster.name) : Json::array();
    json["tags"] = includes(input, "TAGS") ? describe(cluster.tags) : Json::array();
    json["settings"] = includes(input, "SETTINGS") ? cluster.settings : Json::array();
    json["capacityProviders"] = cluster.capacity_providers;
    json["defaultCapacityProviderStrategy"] = describe(cluster.default_strategy);
    if (includes(input, "CONFIGURATIONS") && !cluster.configuration.empty())
        json["configuration"] = cluster.configuration;
    if (includes(input, "ATTACHMENTS"))
        json["attachments"] = Json::array();
    if (!cluster.capacity_providers.empty())
        json["attachmentsStatus"] = "UPDATE_COMPLETE";
    if (!cluster.service_connect_defaults.empty())
        json["serviceConnectDefaults"] = cluster.service_connect_defaults;
    return json;
}

Json Describer::instance(const ContainerInstance& instance, const Json& input) const
{
    const auto& usage = state_.usage_of(instance.id);
    const auto& registered = instance.registered;
    const auto engine = state_.engines().find(instance.engine);
    Json json = { { "containerInstanceArn", arns(installation_).container_instance(instance.cluster, instance.id) },
        { "ec2InstanceId", scheduler::ec2_instance_id(instance.id) }, { "version", instance.version },
        { "versionInfo", version_info(instance, engine ? engine->version : std::string()) },
        { "remainingResources",
            resources(registered.cpu - usage.cpu, registered.memory - usage.memory,
                scheduler::ports_in_use(state_, instance)) },
        { "registeredResources", resources(registered.cpu, registered.memory, registered.ports) },
        { "status", to_string(instance.status) }, { "agentConnected", instance.agent_connected },
        { "runningTasksCount", usage.running }, { "pendingTasksCount", usage.pending },
        { "attributes", attributes(instance) }, { "registeredAt", to_epoch_seconds(instance.registered_at) },
        { "attachments", Json::array() } };
    if (registered.gpus > 0) {
        json["registeredResources"].push_back(gpu_resource(0, registered.gpus));
        json["remainingResources"].push_back(gpu_resource(usage.gpus, registered.gpus));
    }
    if (!instance.capacity_provider.empty())
        json["capacityProviderName"] = instance.capacity_provider;
    if (includes(input, "TAGS"))
        json["tags"] = describe(instance.tags);
    if (includes(input, "CONTAINER_INSTANCE_HEALTH"))
        json["healthStatus"] = health(state_, instance);
    return json;
}

Json Describer::engine(const model::Engine& engine) const
{
    Json instances = Json::array();
    for (const auto& id : state_.instances_of(engine.id))
        instances.push_back(arns(installation_).container_instance(state_.container_instances().find(id)->cluster, id));
    Json json = { { "engineId", engine.id.hex() }, { "name", engine.name }, { "kind", to_string(engine.kind) },
        { "connected", engine.connected }, { "cpus", engine.cpus }, { "memory", engine.memory },
        { "registeredAt", to_epoch_seconds(engine.registered_at) }, { "containerInstanceArns", std::move(instances) } };
    const std::pair<const char*, const std::string&> texts[] = { { "endpoint", engine.endpoint },
        { "problem", engine.problem }, { "version", engine.version }, { "operatingSystem", engine.operating_system },
        { "architecture", engine.architecture }, { "bindAddress", engine.bind_address } };
    for (const auto& [name, value] : texts)
        if (!value.empty())
            json[name] = value;
    if (engine.tls != model::EngineTls())
        json["tls"] = fields_to_json(engine.tls);
    if (engine.ssh != model::EngineSsh())
        json["ssh"] = fields_to_json(engine.ssh);
    if (engine.allow_plaintext)
        json["allowPlaintext"] = true;
    if (const auto why = installation_.no_task_endpoint.find(engine.id); why != installation_.no_task_endpoint.end())
        json["noTaskEndpoint"] = why->second;
    return json;
}

Json Describer::event(const model::Event& event) const
{
    return { { "at", to_epoch_seconds(event.at) }, { "severity", to_string(event.severity) },
        { "kind", to_string(event.kind) }, { "cluster", event.cluster }, { "object", event.object },
        { "message", event.message } };
}

} // namespace quayside::control
