#pragma once

#include "core/base/arn.h"
#include "core/base/json.h"
#include "core/model/state.h"

#include <functional>

namespace quayside::endpoints {

// What the documents say beside the state.
struct DocumentSource {
    const model::State& state;
    ArnScope scope;
    std::function<std::string(const model::Task&, std::size_t)> docker_name; // of a container on its engine
};

enum class Version { V3, V4 };

// What a container is told about itself and its task by the task metadata endpoint: member names and order, and which
// of them are left out when empty, are those of the ECS agent. Pure.
Json container_document(const DocumentSource& source, const model::Task& task, std::size_t index, Version version);
Json task_document(const DocumentSource& source, const model::Task& task, Version version);
// As task_document, with the tags of the task and of its container instance.
Json task_document_with_tags(const DocumentSource& source, const model::Task& task, Version version);

// 2026-11-22T19:24:50.1Z
std::string rfc3339(TimePoint time);

} // namespace quayside::endpoints
