#pragma once

#include "core/base/random.h"
#include "core/control/control_plane.h"
#include "core/net/http.h"

#include <cstdint>
#include <string>

namespace quayside::control {

// What an HTTP request asks for.
struct ApiRequest {
    std::string operation;
    Json input;
};

// Reads a request to the API served on `port` of this machine. Only POST / with the target of an operation and a JSON
// body; only under a loopback name, so that no other name can be made to point here; a signature may be absent or must
// be well formed, and is not verified. Errors have the code and status that go into the reply. Pure.
Result<ApiRequest> read_request(const net::HttpRequest& request, std::uint16_t port);

// The reply as ECS sends it. `request_id` is a UUID. Pure.
net::HttpResponse write_response(const Result<Json>& result, const std::string& request_id);

// The API over HTTP in front of a control plane. On the loop's thread.
class Endpoint {
public:
    explicit Endpoint(ControlPlane& control);

    // Before the first request.
    void set_port(std::uint16_t port) { port_ = port; }
    void handle(const net::HttpRequest& request, Function<void(net::HttpResponse)> respond);
    // The answer to a request that the server itself does not take.
    net::HttpResponse refuse(int status, const std::string& why);

private:
    ControlPlane& control_;
    std::uint16_t port_ = 0;
    Random random_ = Random::from_system();
};

} // namespace quayside::control
