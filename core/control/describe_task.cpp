#include "core/control/describe.h"
#include "core/control/describe_parts.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/scheduler/attributes.h"

namespace quayside::control {

namespace {

using model::HealthStatus;
using model::Task;

Json bindings(const model::Container& container)
{
    Json list = Json::array();
    for (const auto& binding : container.network_bindings)
        list.push_back({ { "bindIP", binding.bind_ip }, { "containerPort", binding.container_port },
            { "hostPort", binding.host_port }, { "protocol", to_string(binding.protocol) } });
    return list;
}

// One entry for each container, with its name alone where nothing is overridden.
Json overrides(const model::TaskSpec& spec)
{
    Json given = spec.overrides;
    Json containers = Json::array();
    for (const auto& definition : spec.definition->containers) {
        Json entry = { { "name", definition.name } };
        for (const auto& override : part_of(given, "containerOverrides"))
            if (text_of(override, "name") == definition.name)
                entry = override;
        containers.push_back(std::move(entry));
    }
    given["containerOverrides"] = std::move(containers);
    if (!given.contains("inferenceAcceleratorOverrides"))
        given["inferenceAcceleratorOverrides"] = Json::array();
    return given;
}

void put_end(Json& json, const Task& task)
{
    if (task.stop_code != model::StopCode::None)
        json["stopCode"] = to_string(task.stop_code);
    put_text(json, "stoppedReason", task.stopped_reason);
}

void put_times(Json& json, const Task& task)
{
    put_time(json, "createdAt", task.created_at);
    put_time(json, "connectivityAt", task.connectivity_at);
    put_time(json, "pullStartedAt", task.pull_started_at);
    put_time(json, "pullStoppedAt", task.pull_stopped_at);
    put_time(json, "startedAt", task.started_at);
    put_time(json, "stoppingAt", task.stopping_at);
    put_time(json, "executionStoppedAt", task.execution_stopped_at);
    put_time(json, "stoppedAt", task.stopped_at);
}

void put_place(Json& json, const Task& task, const model::State& state, const ArnScope& scope)
{
    if (task.container_instance.is_null())
        return;
    if (task.spec->launch_type != model::LaunchType::Fargate)
        json["containerInstanceArn"] = scope.container_instance(task.spec->cluster, task.container_instance);
    const auto instance = state.container_instances().find(task.container_instance);
    if (!instance)
        return;
    put_text(json, "availabilityZone", instance->availability_zone);
    const auto architecture = scheduler::attribute_of(*instance, "ecs.cpu-architecture");
    if (architecture.found)
        json["attributes"].push_back({ { "name", "ecs.cpu-architecture" }, { "value", architecture.value } });
}

// What Fargate runs it on: LATEST is resolved.
void put_platform(Json& json, const model::TaskSpec& spec)
{
    if (spec.launch_type != model::LaunchType::Fargate)
        return;
    json["platformVersion"] = spec.platform_version == "1.3.0" ? "1.3.0" : "1.4.0";
    json["platformFamily"] = "Linux";
}

} // namespace

Json Describer::container(const Task& task, std::size_t index) const
{
    const auto& seen = task.containers[index];
    const auto definition = effective_container(*task.spec, index);
    const auto scope = arns(installation_);
    Json json = { { "containerArn", scope.container(task.spec->cluster, task.id, index) },
        { "taskArn", scope.task(task.spec->cluster, task.id) }, { "name", definition.name },
        { "image", definition.image }, { "lastStatus", to_string(seen.last_status) },
        { "networkBindings", bindings(seen) }, { "networkInterfaces", Json::array() },
        { "healthStatus", to_string(seen.health) }, { "cpu", std::to_string(definition.cpu) } };
    put_text(json, "imageDigest", seen.image_digest);
    put_text(json, "runtimeId", seen.runtime_id);
    put_text(json, "reason", seen.reason);
    if (seen.exit_code)
        json["exitCode"] = *seen.exit_code;
    if (definition.memory > 0)
        json["memory"] = std::to_string(definition.memory);
    if (definition.memory_reservation > 0)
        json["memoryReservation"] = std::to_string(definition.memory_reservation);
    return json;
}

Json Describer::task(const Task& task) const
{
    const auto& spec = *task.spec;
    const auto scope = arns(installation_);
    const auto reserved = reservation(spec);
    Json containers = Json::array();
    for (std::size_t i = 0; i < task.containers.size() && i < spec.definition->containers.size(); ++i)
        containers.push_back(container(task, i));
    Json json = { { "attachments", Json::array() }, { "attributes", Json::array() },
        { "clusterArn", scope.cluster(spec.cluster) },
        { "connectivity", task.connected ? "CONNECTED" : "DISCONNECTED" }, { "containers", std::move(containers) },
        { "cpu", std::to_string(reserved.cpu) }, { "desiredStatus", to_string(task.desired_status) },
        { "enableExecuteCommand", spec.enable_execute_command }, { "group", spec.group },
        { "healthStatus", to_string(task.health) }, { "lastStatus", to_string(task.last_status) },
        { "launchType", to_string(spec.launch_type) }, { "memory", std::to_string(reserved.memory) },
        { "overrides", overrides(spec) }, { "tags", describe(spec.tags) },
        { "taskArn", scope.task(spec.cluster, task.id) },
        { "taskDefinitionArn", scope.task_definition(spec.definition_key.family, spec.definition_key.revision) },
        { "version", task.version } };
    put_text(json, "startedBy", spec.started_by);
    put_text(json, "capacityProviderName", spec.capacity_provider);
    put_platform(json, spec);
    put_place(json, task, state_, scope);
    put_times(json, task);
    put_end(json, task);
    return json;
}

} // namespace quayside::control
