#include "tests/sim/core_loop.h"

#include <utility>

namespace quayside::sim {

CoreLoop::CoreLoop(test::SimLoop& world, Duration clock_error)
    : world_(world)
    , clock_error_(clock_error)
{
}

CoreLoop::~CoreLoop() = default;

void CoreLoop::post(Function<void()> work)
{
    posted_.push_back(std::move(work));
    if (suspended_)
        return;
    ++scheduled_;
    world_.post([this, alive = std::weak_ptr(alive_)] {
        if (!alive.expired())
            run_one();
    });
}

// One piece at a time, so that the world can stop between any two.
void CoreLoop::run_one()
{
    --scheduled_;
    if (suspended_ || posted_.empty())
        return;
    const auto work = std::move(posted_.front());
    posted_.pop_front();
    work();
}

TimerHandle CoreLoop::after(Duration delay, Function<void()> work)
{
    auto timer = std::make_shared<Timer>();
    timer->work = std::move(work);
    timer->in_world = world_.after(delay, [this, alive = std::weak_ptr(alive_), weak = std::weak_ptr(timer)] {
        if (!alive.expired())
            expired(weak);
    });
    return TimerHandle(std::move(timer));
}

void CoreLoop::expired(const std::weak_ptr<Timer>& weak)
{
    const auto timer = weak.lock();
    if (!timer)
        return;
    if (suspended_) {
        late_.push_back(weak);
        return;
    }
    std::exchange(timer->work, nullptr)();
}

void CoreLoop::suspend()
{
    suspended_ = true;
}

void CoreLoop::resume()
{
    if (!std::exchange(suspended_, false))
        return;
    for (auto& weak : std::exchange(late_, {}))
        world_.post([this, alive = std::weak_ptr(alive_), weak] {
            if (!alive.expired())
                expired(weak);
        });
    while (scheduled_ < posted_.size()) {
        ++scheduled_;
        world_.post([this, alive = std::weak_ptr(alive_)] {
            if (!alive.expired())
                run_one();
        });
    }
}

} // namespace quayside::sim
