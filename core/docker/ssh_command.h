#pragma once

#include "core/docker/engine_route.h"

#include <string>
#include <vector>

namespace quayside::docker {

// The ssh program and its arguments, with which one connection to the engine over there is made. It asks nobody for
// anything: keys come from the files of the route, its own configuration or an agent, and a host whose key is not known
// is refused.
std::vector<std::string> ssh_command(const EngineRoute& route);

} // namespace quayside::docker
