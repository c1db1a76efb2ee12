#pragma once

#include "core/model/task.h"

#include <memory>
#include <string>
#include <vector>

// Records built from the JSON that a person would register.
namespace quayside::test {

inline Json container_json(const std::string& name, Json more = Json::object())
{
    Json container{ { "name", name }, { "image", "registry.test/" + name + ":1" }, { "memory", 128 } };
    container.update(more);
    return container;
}

inline Json definition_json(const std::string& family, std::vector<Json> containers, Json more = Json::object())
{
    Json document{ { "family", family }, { "containerDefinitions", containers } };
    document.update(more);
    return document;
}

// A family with one container.
inline Json one_container(const std::string& family, Json more = Json::object())
{
    return definition_json(family, { container_json(family, std::move(more)) });
}

inline model::TaskSpecPtr make_spec(const Json& document, RowId row, const std::string& cluster = "default")
{
    auto definition = std::make_shared<model::TaskDefinition>();
    definition->family = document.at("family").get<std::string>();
    definition->revision = 1;
    definition->document = document;
    model::read_document(*definition);
    auto spec = std::make_shared<model::TaskSpec>();
    spec->row = row;
    spec->cluster = cluster;
    spec->definition_key = definition->key();
    spec->definition = std::move(definition);
    return spec;
}

inline model::TaskPtr make_task(model::TaskSpecPtr spec, const Id& id, const Id& instance, TimePoint created_at)
{
    auto task = std::make_shared<model::Task>();
    task->id = id;
    task->container_instance = instance;
    task->spec_row = spec->row;
    task->last_status = model::TaskStatus::Pending;
    task->created_at = created_at;
    task->containers.resize(spec->definition->containers.size());
    task->spec = std::move(spec);
    return task;
}

} // namespace quayside::test
