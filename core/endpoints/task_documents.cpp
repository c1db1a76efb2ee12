#include "core/endpoints/task_documents.h"

#include <nlohmann/json.hpp>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace quayside::endpoints {

namespace {

using model::Container;
using model::ContainerStatus;
using model::Task;
using model::TaskStatus;

constexpr std::int64_t kLeastShares = 2;

// A member of a document that is given and not empty.
const Json* given(const Json& document, const char* name)
{
    const auto found = document.find(name);
    return found == document.end() || found->is_null() || found->empty() ? nullptr : &*found;
}

void put(Json& json, const char* name, std::string_view text)
{
    if (!text.empty())
        json[name] = text;
}

void put_time(Json& json, const char* name, TimePoint time)
{
    if (time != kNever)
        json[name] = rfc3339(time);
}

const Json& definition_of(const Task& task, std::size_t index)
{
    return task.spec->definition->document.at("containerDefinitions").at(index);
}

// The agent words the states of its engine.
std::string_view known_status(const Container& container)
{
    switch (container.last_status) {
    case ContainerStatus::Running:
        return "RUNNING";
    case ContainerStatus::Stopped:
        return "STOPPED";
    case ContainerStatus::Pending:
        break;
    }
    return container.runtime_id.empty() ? "NONE" : "CREATED";
}

std::string_view known_status(const Task& task)
{
    if (task.last_status >= TaskStatus::Stopped)
        return "STOPPED";
    return task.last_status >= TaskStatus::Running ? "RUNNING" : "NONE";
}

Json ports(const Task& task, const Container& container, Version version)
{
    Json list = Json::array();
    if (task.spec->definition->network_mode == model::NetworkMode::Awsvpc)
        for (const auto& mapping : task.spec->definition->containers[&container - task.containers.data()].port_mappings)
            list.push_back({ { "ContainerPort", mapping.container_port },
                { "Protocol", std::string(to_string(mapping.protocol)) }, { "HostPort", mapping.container_port } });
    for (const auto& binding : container.network_bindings) {
        list.push_back({ { "ContainerPort", binding.container_port },
            { "Protocol", std::string(to_string(binding.protocol)) }, { "HostPort", binding.host_port } });
        if (version == Version::V4)
            put(list.back(), "HostIp", binding.bind_ip);
    }
    return list;
}

Json labels(const DocumentSource& source, const Task& task, std::size_t index)
{
    Json all = Json::object();
    if (const Json* own = given(definition_of(task, index), "dockerLabels"))
        all = *own;
    const auto& definition = *task.spec->definition;
    all["com.amazonaws.ecs.cluster"] = task.spec->cluster;
    all["com.amazonaws.ecs.container-name"] = definition.containers[index].name;
    all["com.amazonaws.ecs.task-arn"] = source.scope.task(task.spec->cluster, task.id);
    all["com.amazonaws.ecs.task-definition-family"] = plain_name(definition.family);
    all["com.amazonaws.ecs.task-definition-version"] = std::to_string(definition.revision);
    return all;
}

Json networks(const Task& task)
{
    Json network;
    network["NetworkMode"] = std::string(to_string(task.spec->definition->network_mode));
    if (task.spec->definition->network_mode == model::NetworkMode::Awsvpc && !task.network_interfaces.empty()) {
        const auto& interface = task.network_interfaces.front();
        network["IPv4Addresses"] = Json::array({ interface.private_ipv4_address });
        network["AttachmentIndex"] = 0;
        put(network, "MACAddress", interface.mac_address);
    }
    return Json::array({ std::move(network) });
}

void put_health(Json& json, const Container& container)
{
    Json health = Json::object();
    if (container.health != model::HealthStatus::Unknown)
        health["status"] = std::string(to_string(container.health));
    json["Health"] = std::move(health);
}

void put_logging(Json& json, const Json& definition)
{
    const Json* configuration = given(definition, "logConfiguration");
    if (!configuration)
        return;
    if (const Json* driver = given(*configuration, "logDriver"))
        json["LogDriver"] = *driver;
    if (const Json* options = given(*configuration, "options"))
        json["LogOptions"] = *options;
}

Json tags_of(const model::Tags& tags)
{
    Json json = Json::object();
    for (const auto& tag : tags)
        json[tag.key] = tag.value;
    return json;
}

Json limits(const Task& task)
{
    const auto& definition = *task.spec->definition;
    Json limits = Json::object();
    if (definition.cpu > 0)
        limits["CPU"] = static_cast<double>(definition.cpu) / 1024;
    if (definition.memory > 0)
        limits["Memory"] = definition.memory;
    return limits;
}

std::shared_ptr<const model::ContainerInstance> instance_of(const DocumentSource& source, const Task& task)
{
    return source.state.container_instances().find(task.container_instance);
}

} // namespace

std::string rfc3339(TimePoint time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    std::string text = fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)));
    if (const auto fraction = (time - seconds).count(); fraction > 0) {
        text += fmt::format(".{:06}", fraction);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text + "Z";
}

Json container_document(const DocumentSource& source, const Task& task, std::size_t index, Version version)
{
    const auto& container = task.containers[index];
    const auto definition = effective_container(*task.spec, index);
    const Json& document = definition_of(task, index);
    Json json;
    json["DockerId"] = container.runtime_id;
    json["Name"] = definition.name;
    json["DockerName"] = source.docker_name(task, index);
    json["Image"] = definition.image;
    json["ImageID"] = container.image_digest;
    if (auto open = ports(task, container, version); !open.empty())
        json["Ports"] = std::move(open);
    json["Labels"] = labels(source, task, index);
    json["DesiredStatus"] = std::string(to_string(task.desired_status));
    json["KnownStatus"] = known_status(container);
    if (container.exit_code)
        json["ExitCode"] = *container.exit_code;
    json["Limits"] = { { "CPU", std::max(definition.cpu, kLeastShares) }, { "Memory", definition.memory } };
    put_time(json, "StartedAt", container.started_at);
    put_time(json, "FinishedAt", container.stopped_at);
    json["Type"] = "NORMAL";
    if (given(document, "healthCheck"))
        put_health(json, container);
    if (version == Version::V4) {
        put_logging(json, document);
        json["ContainerARN"] = source.scope.container(task.spec->cluster, task.id, index);
        if (definition.restart_policy)
            json["RestartCount"] = container.restart_count;
    }
    json["Networks"] = networks(task);
    return json;
}

Json task_document(const DocumentSource& source, const Task& task, Version version)
{
    const auto& spec = *task.spec;
    Json json;
    json["Cluster"] = spec.cluster;
    json["TaskARN"] = source.scope.task(spec.cluster, task.id);
    json["Family"] = plain_name(spec.definition_key.family);
    json["Revision"] = std::to_string(spec.definition_key.revision);
    json["DesiredStatus"] = std::string(to_string(task.desired_status));
    json["KnownStatus"] = known_status(task);
    if (auto bounds = limits(task); !bounds.empty())
        json["Limits"] = std::move(bounds);
    put_time(json, "PullStartedAt", task.pull_started_at);
    put_time(json, "PullStoppedAt", task.pull_stopped_at);
    put_time(json, "ExecutionStoppedAt", task.execution_stopped_at);
    if (const auto instance = instance_of(source, task))
        put(json, "AvailabilityZone", instance->availability_zone);
    if (version == Version::V4)
        json["LaunchType"] = std::string(to_string(spec.launch_type));
    json["Containers"] = Json::array();
    for (std::size_t i = 0; i < task.containers.size(); ++i)
        json["Containers"].push_back(container_document(source, task, i, version));
    if (version == Version::V4) {
        put(json, "ServiceName", plain_name(spec.service));
        json["FaultInjectionEnabled"] = false;
    }
    return json;
}

Json task_document_with_tags(const DocumentSource& source, const Task& task, Version version)
{
    Json json = task_document(source, task, version);
    if (!task.spec->tags.empty())
        json["TaskTags"] = tags_of(task.spec->tags);
    if (const auto instance = instance_of(source, task); instance && !instance->tags.empty())
        json["ContainerInstanceTags"] = tags_of(instance->tags);
    return json;
}

} // namespace quayside::endpoints
