#pragma once

#include "core/base/error.h"
#include "core/base/loop.h"
#include "core/base/subscription.h"
#include "core/client/terminal.h"
#include "core/net/web_socket.h"

#include <memory>
#include <string>

namespace quayside::client {

// Terminals over WebSockets, as their tickets name them, on the loop's thread. It and its terminals may go on any
// thread; the loop outlives them.
class WebTerminals final : public Terminals {
public:
    using Connect
        = Function<Subscription(const std::string& url, Function<void(Result<std::unique_ptr<net::WebSocket>>)> done)>;

    // `connect` is called on the loop's thread.
    WebTerminals(Loop& loop, Connect connect);

    [[nodiscard]] std::unique_ptr<Terminal> join(
        TerminalTicket ticket, TerminalSize size, TerminalEvents events) override;

private:
    Loop& loop_;
    std::shared_ptr<Connect> connect_;
};

} // namespace quayside::client
