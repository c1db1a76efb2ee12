#pragma once

#include "core/base/random.h"
#include "core/control/control_plane.h"
#include "core/control/used_signatures.h"
#include "core/net/http.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace quayside::control {

// How requests are to be signed.
enum class Signatures : std::uint8_t {
    Off, // signatures are not looked at
    Lenient, // a signature may be absent or must be well formed; it is not verified
    Strict, // by one of the access keys
};
std::string_view name_of(Signatures signatures);

// What a request must comply with.
struct RequestRules {
    std::uint16_t port = 0; // on which the API is served
    std::string host = "127.0.0.1"; // at which it is, beside 127.0.0.1, localhost and [::1]
    // Whether it may be called by other names than loopback's. Only with strict signatures, which the host is part of:
    // without them any name could be made to point here.
    bool any_host = false;
    Signatures signatures = Signatures::Lenient;
    std::string region = "us-east-1";
};

// What an HTTP request asks for.
struct ApiRequest {
    std::string operation;
    Json input;
};

// With what the owner of an access key signs; `token` is that of temporary credentials, else empty. Nothing: unknown.
using Keys = std::function<std::optional<std::string>(std::string_view access_key, std::string_view token)>;

// Reads a request to the API. Only POST / with the target of an operation and a JSON body. Errors have the code and
// status that go into the reply. Pure.
Result<ApiRequest> read_request(
    const net::HttpRequest& request, const RequestRules& rules, const Keys& keys, TimePoint now);

// The reply as ECS sends it. `request_id` is a UUID. Pure.
net::HttpResponse write_response(const Result<Json>& result, const std::string& request_id);

// The API over HTTP in front of a control plane, which keeps a record of the requests. On the loop's thread.
class Endpoint {
public:
    explicit Endpoint(ControlPlane& control);

    // Before the first request.
    void set_rules(RequestRules rules) { rules_ = std::move(rules); }
    void handle(const net::HttpRequest& request, Function<void(net::HttpResponse)> respond);
    // The answer to a request that the server itself does not take; `request` is what was read of it.
    net::HttpResponse refuse(int status, const std::string& why, const net::HttpRequest& request);
    // Whether the role of the task with this session token allows it. Who has none, and so a key of the installation,
    // may do everything.
    Result<void> check_role(const std::string& token, const std::string& operation) const;
    // Takes the WebSocket of a client that asks for /session/<id> of a session that waits for it; empty for any other.
    Function<void(std::unique_ptr<net::WebSocket>)> upgrade(const net::HttpRequest& request);

private:
    Result<ApiRequest> read(const net::HttpRequest& request, TimePoint now);
    net::HttpResponse answered(RequestRecord record, const Result<Json>& result);

    ControlPlane& control_;
    RequestRules rules_;
    UsedSignatures used_;
    Random random_ = Random::from_system();
};

} // namespace quayside::control
