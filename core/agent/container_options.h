#pragma once

#include "core/base/json.h"

#include <nlohmann/json.hpp>

namespace quayside::agent {

// The member of an object, or null where it is not there or there is no object.
const Json& member(const Json& object, const char* name);

// Takes over the members of a container definition that go to the engine as they are: user, workingDirectory, hostname,
// privileged, readonlyRootFilesystem, dns, extraHosts, ulimits, linuxParameters, systemControls, logConfiguration, ...
// What has another type than it should is left out; the engine then uses its default. `volumes` is that of the task
// definition: mount points with a host path become binds.
void apply_options(const Json& container, const Json& volumes, Json& body);

} // namespace quayside::agent
