#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/base/subscription.h"
#include "core/net/asio_loop.h"
#include "core/net/transport.h"

#include <memory>
#include <string>

namespace quayside::net {

struct Destination {
    std::string host; // a name or an address, without brackets
    std::string port;
    bool tls = false;
    Trust trust;
};

// Connects. `done` runs once, later; an Error has a sentence that names the destination. Dropping the subscription ends
// the attempt.
[[nodiscard]] Subscription dial(
    AsioLoop& loop, Destination destination, Function<void(Result<std::unique_ptr<Transport>>)> done);

} // namespace quayside::net
