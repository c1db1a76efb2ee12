#pragma once

#include "core/base/json.h"
#include "core/docker/engine_route.h"
#include "core/docker/json_stream.h"
#include "core/net/command_bridge.h"
#include "core/net/http_client.h"
#include "core/net/http_tunnel.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::docker {

// Calls to one engine's HTTP API, without knowledge of what they mean: finds out which version of it to speak before
// the first call and after every lost connection, turns refusals into errors, and ends everything with itself.
class EngineConnection : public std::enable_shared_from_this<EngineConnection> {
public:
    struct Request {
        std::string method = "GET";
        std::string path; // "/containers/json?all=1"
        std::string body;
        std::string content_type = "application/json"; // of the body
        net::Headers headers; // more of them
        Duration deadline = std::chrono::seconds(30);
        bool versioned = true;
        bool fresh = false; // not over a connection that is there already
        // For streams.
        Duration first_byte{};
        Duration idle{};
        Function<void(const Json&)> on_object; // the answer is a sequence of JSON objects without an end
        Function<void(std::string_view)> on_bytes; // the answer is bytes, and may be long in coming
    };
    // With the answer of a success (2xx or 304), or an Error: the engine's words and status, or 0 and a sentence.
    using Done = Function<void(Result<net::HttpResponse>)>;

    // `bridge` leads to the socket of the route; null if that is there by itself.
    EngineConnection(net::HttpClient& client, EngineRoute route, std::unique_ptr<net::CommandBridge> bridge = nullptr);

    // Runs `done` once, later, unless end_all() comes before.
    void call(Request request, Done done);
    // The same, for a call that the subscription ends.
    [[nodiscard]] Subscription stream(Request request, Done done);
    void end_all();
    // After a call that was answered, so that the version is known. The tunnel is the caller's: end_all() leaves it.
    std::unique_ptr<net::HttpTunnel> open_tunnel(const std::string& path, std::string body, net::TunnelEvents events,
        net::TunnelCall::Kind kind = net::TunnelCall::Kind::Upgrade);
    [[nodiscard]] TimerHandle after(Duration delay, Function<void()> work);

    // "unix:///var/run/docker.sock"
    const std::string& endpoint() const { return route_.name; }
    // For an answer that cannot be what was asked for: names the engine, then `what`.
    Error not_understood(const std::string& what) const;

private:
    using Number = std::uint64_t;
    struct Operation {
        Request request;
        Done done;
        Subscription running;
        JsonStream objects;
    };

    Number add(Request request, Done done);
    void negotiate();
    void negotiated(Result<net::HttpResponse> answer);
    Result<std::string> version_of(const Result<net::HttpResponse>& answer) const;
    void issue(Number number);
    void take_data(Number number, std::string_view bytes);
    Result<bool> take_object(Operation& operation) const;
    std::shared_ptr<Operation> take(Number number);
    void finish(Number number, Result<net::HttpResponse> result);
    Result<net::HttpResponse> judge(Result<net::HttpResponse> answer) const;
    net::HttpCall http_call(Request& request) const; // takes the body along

    net::HttpClient& client_;
    EngineRoute route_;
    std::unique_ptr<net::CommandBridge> bridge_;
    std::optional<std::string> version_;
    Subscription negotiation_;
    std::vector<Number> waiting_; // for the version
    std::map<Number, std::shared_ptr<Operation>> operations_; // shared: one may end while its callback runs
    Number last_ = 0;
};

// The version to speak with an engine that knows those from `oldest` to `newest`, written "1.41". Errors say why there
// is none.
Result<std::string> choose_api_version(std::string_view oldest, std::string_view newest);

} // namespace quayside::docker
