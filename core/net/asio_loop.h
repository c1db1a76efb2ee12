#pragma once

#include "core/base/loop.h"
#include "core/base/subscription.h"

#include <memory>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace quayside::net {

// The Loop of the running program: one thread inside run(), woken by sockets, timers, signals and posted work.
class AsioLoop final : public Loop {
public:
    AsioLoop();
    ~AsioLoop() override; // work that is still queued is destroyed, not run
    AsioLoop(const AsioLoop&) = delete;
    AsioLoop& operator=(const AsioLoop&) = delete;

    // Makes the calling thread the loop's thread until stop() is called. May be called again afterwards.
    void run();
    // From any thread. What runs at this moment is finished, the rest stays queued. Before run(): that returns at once.
    void stop();

    void post(Function<void()> work) override;
    [[nodiscard]] TimerHandle after(Duration delay, Function<void()> work) override;
    TimePoint now() const override;

    // Calls `handler` on the loop's thread whenever the process gets one of `signals` (SIGTERM, SIGINT, ...), which
    // then no longer end it. Dropping the subscription gives the signals their default meaning back.
    [[nodiscard]] Subscription on_signals(const std::vector<int>& signals, Function<void(int)> handler);

    // For the other parts of this room.
    boost::asio::io_context& context();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace quayside::net
