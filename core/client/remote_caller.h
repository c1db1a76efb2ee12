#pragma once

#include "core/base/loop.h"
#include "core/client/ecs_client.h"
#include "core/client/remote_endpoint.h"
#include "core/net/http_client.h"
#include "core/net/request_signature.h"

#include <map>
#include <string>

namespace quayside::client {

// With what calls are signed; no keys at all: they are not. `done` runs once, perhaps at once; an Error has the code
// "profile".
using KeySource = std::function<void(Function<void(Result<net::SigningKeys>)> done)>;

// Sends calls to an endpoint elsewhere. Everything happens on the loop's thread; what has not been answered when it
// goes is not answered any more.
class RemoteCaller {
public:
    using Send = std::function<Subscription(net::HttpCall, net::HttpClient::Done)>;

    RemoteCaller(Loop& loop, RemoteEndpoint endpoint, Send send, KeySource keys);

    // Error: what the endpoint said; with http_status 0 there was no answer, or none of an ECS endpoint.
    void call(const std::string& operation, const Json& input, Reply reply);
    const RemoteEndpoint& endpoint() const { return endpoint_; }

private:
    void send(net::HttpRequest request, std::string service, Result<net::SigningKeys> keys, Reply reply);

    Loop& loop_;
    RemoteEndpoint endpoint_;
    Send send_;
    KeySource keys_;
    std::map<std::uint64_t, Subscription> running_;
    std::uint64_t next_ = 0;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

// What an HTTP answer says. Pure.
Result<Json> read_reply(const net::HttpResponse& response);

} // namespace quayside::client
