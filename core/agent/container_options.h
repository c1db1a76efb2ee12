#pragma once

#include "core/agent/container_inputs.h"
#include "core/base/json.h"
#include "core/model/task_definition.h"

#include <nlohmann/json.hpp>

#include <string>

namespace quayside::agent {

// The member of an object, or null where it is not there or there is no object.
const Json& member(const Json& object, const char* name);
// The member of an object, or an empty list where there is none.
const Json& list_of(const Json& object, const char* name);

// What was registered for one container; null where there is none.
const Json& container_document(const model::TaskDefinition& definition, std::size_t index);

// Takes over the members of a container definition that go to the engine as they are: user, workingDirectory, hostname,
// privileged, readonlyRootFilesystem, dns, extraHosts, ulimits, linuxParameters, systemControls, logConfiguration, ...
// What has another type than it should is left out; the engine then uses its default. In awsvpc mode the systemControls
// of the network are left to the pause container. Of `inputs` those for the log driver are used.
void apply_options(const Json& container, bool in_awsvpc, const ContainerInputs& inputs, Json& body);
// Those that are left to it.
void apply_network_controls(const Json& container, Json& host);

} // namespace quayside::agent
