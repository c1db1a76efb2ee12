#pragma once

#include "core/base/function.h"
#include "core/net/asio_loop.h"
#include "core/net/http.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace quayside::net {

class Transport;

struct WebSocketEvents {
    Function<void(std::string_view bytes, bool text)> message;
    Function<void()> ended; // the client has gone or broken the protocol; the last event
};

// The server's end of a WebSocket. On the loop's thread; events never come from inside a call. Destroying it, also
// inside an event, drops the client unless close() was called before.
class WebSocket {
public:
    virtual ~WebSocket() = default;

    virtual void start(WebSocketEvents events) = 0;
    virtual void send(std::string bytes) = 0; // as a binary message
    virtual std::size_t unsent() const = 0; // bytes
    // Says goodbye after what is still to be sent, within a few seconds. No event comes any more.
    virtual void close() = 0;
};

// On a connection on which `request` asks for it, and nothing came behind that. A longer message ends it.
std::unique_ptr<WebSocket> accept_web_socket(
    AsioLoop& loop, std::unique_ptr<Transport> transport, const HttpRequest& request, std::size_t longest_message);

} // namespace quayside::net
