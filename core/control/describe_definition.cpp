#include "core/api/service_model.h"
#include "core/api/shape_reply.h"
#include "core/control/definition_rules.h"
#include "core/control/describe.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/scheduler/requirements.h"

namespace quayside::control {

namespace {

using model::NetworkMode;

void put_default(Json& json, const char* name, Json value)
{
    if (!json.contains(name))
        json[name] = std::move(value);
}

void fill_ports(Json& container, NetworkMode mode)
{
    const bool same = mode == NetworkMode::Host || mode == NetworkMode::Awsvpc;
    for (auto& mapping : container["portMappings"]) {
        put_default(mapping, "protocol", "tcp");
        if (mapping.contains("containerPort"))
            put_default(mapping, "hostPort", same ? mapping["containerPort"] : Json(0));
    }
}

void fill_container(Json& container, NetworkMode mode)
{
    put_default(container, "cpu", 0);
    put_default(container, "essential", true);
    for (const char* list : { "portMappings", "environment", "mountPoints", "volumesFrom", "systemControls" })
        put_default(container, list, Json::array());
    fill_ports(container, mode);
}

void fill_volume(Json& volume)
{
    if (volume.contains("efsVolumeConfiguration"))
        put_default(volume["efsVolumeConfiguration"], "rootDirectory", "/");
}

Json required(const model::TaskDefinition& definition)
{
    Json list = Json::array();
    for (const auto& [name, value] : scheduler::required_attributes(definition)) {
        Json attribute = { { "name", name } };
        if (!value.empty())
            attribute["value"] = value;
        list.push_back(std::move(attribute));
    }
    return list;
}

// "1 vCPU" and "0.5GB" are shown as units and MiB.
void normalise_sizes(Json& json, const model::TaskDefinition& definition)
{
    if (json.contains("cpu"))
        json["cpu"] = std::to_string(definition.cpu);
    if (json.contains("memory"))
        json["memory"] = std::to_string(definition.memory);
}

} // namespace

Json Describer::definition(const model::TaskDefinition& definition) const
{
    static const api::Shape& request = *api::ecs_model().shape("RegisterTaskDefinitionRequest");
    Json json = definition.document;
    api::keep_known(json, request);
    json.erase("tags");
    for (auto& container : json["containerDefinitions"])
        fill_container(container, definition.network_mode);
    put_default(json, "volumes", Json::array());
    for (auto& volume : json["volumes"])
        fill_volume(volume);
    put_default(json, "placementConstraints", Json::array());
    normalise_sizes(json, definition);
    json["taskDefinitionArn"] = arns(installation_).task_definition(definition.family, definition.revision);
    json["revision"] = definition.revision;
    json["status"] = to_string(definition.status);
    json["requiresAttributes"] = required(definition);
    json["compatibilities"] = compatibilities_of(definition);
    json["registeredAt"] = to_epoch_seconds(definition.registered_at);
    if (!definition.registered_by.empty())
        json["registeredBy"] = definition.registered_by;
    if (definition.deregistered_at != kNever)
        json["deregisteredAt"] = to_epoch_seconds(definition.deregistered_at);
    if (definition.delete_requested_at != kNever)
        json["deleteRequestedAt"] = to_epoch_seconds(definition.delete_requested_at);
    return json;
}

} // namespace quayside::control
