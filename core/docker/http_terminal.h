#pragma once

#include "core/docker/terminal.h"

#include <memory>

namespace quayside::docker {

class EngineConnection;

// A terminal on a real engine: POST /containers/{id}/exec, and the start of that as a tunnel.
std::unique_ptr<Terminal> open_http_terminal(
    std::shared_ptr<EngineConnection> connection, TerminalRequest request, TerminalEvents events);

} // namespace quayside::docker
