#pragma once

#include "core/base/error.h"
#include "core/model/engine_address.h"
#include "core/net/tls_files.h"

#include <cstdint>
#include <string>

namespace quayside::docker {

// The way to an engine, taken from its address.
struct EngineRoute {
    std::string name; // the endpoint, for sentences
    std::string url = "http://docker"; // what the calls' paths are appended to
    std::string unix_socket; // empty: TCP, or not known yet
    std::string user; // these of tcp and ssh; the user of ssh may be empty, its port 0
    std::string host;
    std::uint16_t port = 0;
    net::TlsFiles tls;
    // Of ssh: where the engine listens over there, empty: where docker looks by itself.
    bool over_ssh = false;
    std::string remote_socket;
    model::EngineSsh ssh;
};

// An error begins with the name of the member that is wrong: "endpoint: ...". Looks at no file.
Result<EngineRoute> route_to(const model::EngineAddress& address);

// Whether the engine is on this machine: behind a socket or a loopback address.
bool is_local(const std::string& endpoint);

} // namespace quayside::docker
