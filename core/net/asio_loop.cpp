#include "core/net/asio_loop.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <utility>

namespace quayside::net {

namespace asio = boost::asio;

struct AsioLoop::Impl {
    asio::io_context context;
    asio::executor_work_guard<asio::io_context::executor_type> keep_running = asio::make_work_guard(context);
};

namespace {

struct Timer {
    Timer(asio::io_context& context, Duration delay, Function<void()> what)
        : clock(context, delay)
        , work(std::move(what))
    {
    }
    asio::steady_timer clock;
    Function<void()> work;
};

struct Signals : std::enable_shared_from_this<Signals> {
    Signals(asio::io_context& context, Function<void(int)> what)
        : set(context)
        , handler(std::move(what))
    {
    }

    void wait()
    {
        set.async_wait([weak = weak_from_this()](const boost::system::error_code& error, int signal) {
            const auto self = weak.lock();
            if (error || !self)
                return;
            self->wait();
            self->handler(signal);
        });
    }

    asio::signal_set set;
    Function<void(int)> handler;
};

} // namespace

AsioLoop::AsioLoop()
    : impl_(std::make_unique<Impl>())
{
}

AsioLoop::~AsioLoop() = default;

void AsioLoop::run()
{
    impl_->context.run();
    impl_->context.restart(); // only here, so that a stop() that comes before run() is not lost
}

void AsioLoop::stop()
{
    impl_->context.stop();
}

void AsioLoop::post(Function<void()> work)
{
    asio::post(impl_->context, std::move(work));
}

TimerHandle AsioLoop::after(Duration delay, Function<void()> work)
{
    auto timer = std::make_shared<Timer>(impl_->context, delay, std::move(work));
    timer->clock.async_wait([weak = std::weak_ptr(timer)](const boost::system::error_code& error) {
        // An expired timer that is cancelled before its turn comes still gets here without an error.
        const auto alive = weak.lock();
        if (!error && alive)
            std::exchange(alive->work, nullptr)();
    });
    return TimerHandle(std::move(timer));
}

TimePoint AsioLoop::now() const
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

Subscription AsioLoop::on_signals(const std::vector<int>& signals, Function<void(int)> handler)
{
    auto waiting = std::make_shared<Signals>(impl_->context, std::move(handler));
    for (const int signal : signals)
        waiting->set.add(signal);
    waiting->wait();
    return Subscription([waiting = std::move(waiting)]() mutable { waiting.reset(); });
}

asio::io_context& AsioLoop::context()
{
    return impl_->context;
}

} // namespace quayside::net
