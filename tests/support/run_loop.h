#pragma once

#include "core/net/asio_loop.h"

#include <chrono>

namespace quayside::test {

// Runs a real loop until `done` returns true. False if that does not happen in time.
template <class Done>
bool run_until(net::AsioLoop& loop, Done done, std::chrono::milliseconds limit = std::chrono::seconds(10))
{
    const auto end = std::chrono::steady_clock::now() + limit;
    bool reached = false;
    TimerHandle tick;
    Function<void()> look;
    look = [&] {
        reached = done();
        if (reached || std::chrono::steady_clock::now() > end)
            loop.stop();
        else
            tick = loop.after(std::chrono::milliseconds(1), [&] { look(); });
    };
    loop.post([&] { look(); });
    loop.run();
    return reached;
}

} // namespace quayside::test
