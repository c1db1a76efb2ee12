#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/base/subscription.h"
#include "core/net/asio_loop.h"
#include "core/net/http.h"
#include "core/net/transport.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace quayside::net {

struct WebSocketEvents {
    Function<void(std::string_view bytes, bool text)> message;
    Function<void()> ended; // the other side has gone or broken the protocol; the last event
};

// An end of a WebSocket. On the loop's thread; events never come from inside a call. Destroying it, also inside an
// event, drops the other side unless close() was called before.
class WebSocket {
public:
    virtual ~WebSocket() = default;

    virtual void start(WebSocketEvents events) = 0;
    virtual void send(std::string bytes) = 0; // as a binary message
    virtual void send_text(std::string text) = 0;
    virtual std::size_t unsent() const = 0; // bytes
    // Says goodbye after what is still to be sent, within a few seconds. No event comes any more.
    virtual void close() = 0;
};

// The server's end, on a connection on which `request` asks for it, and nothing came behind that. A longer message ends
// it.
std::unique_ptr<WebSocket> accept_web_socket(
    AsioLoop& loop, std::unique_ptr<Transport> transport, const HttpRequest& request, std::size_t longest_message);

// The client's end of the one at `url` ("ws://host:port/path", or wss). `done` runs once, later; an Error has a
// sentence. It says goodbye by itself to a server that has been silent for a minute. Dropping the subscription ends the
// attempt.
[[nodiscard]] Subscription connect_web_socket(AsioLoop& loop, const std::string& url, Trust trust,
    std::size_t longest_message, Function<void(Result<std::unique_ptr<WebSocket>>)> done);

} // namespace quayside::net
