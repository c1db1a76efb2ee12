#include "tests/support/sim_loop.h"

#include <algorithm>

namespace quayside::test {

void SimLoop::post(Function<void()> work)
{
    const std::lock_guard lock(mutex_);
    posted_.push_back(std::move(work));
}

TimerHandle SimLoop::after(Duration delay, Function<void()> work)
{
    const TimerKey key{ now_ + std::max(delay, Duration::zero()), next_timer_++ };
    timers_.emplace(key, std::move(work));
    const std::weak_ptr<Timers*> alive = alive_;
    return TimerHandle(std::shared_ptr<void>(alive_.get(), [alive, key](void*) {
        if (const auto timers = alive.lock())
            (*timers)->erase(key);
    }));
}

bool SimLoop::run_one()
{
    Function<void()> work;
    {
        const std::lock_guard lock(mutex_);
        if (!posted_.empty()) {
            work = std::move(posted_.front());
            posted_.pop_front();
        }
    }
    if (!work && !timers_.empty() && timers_.begin()->first.first <= now_) {
        work = std::move(timers_.begin()->second);
        timers_.erase(timers_.begin());
    }
    if (!work)
        return false;
    work();
    return true;
}

std::size_t SimLoop::run_ready()
{
    std::size_t count = 0;
    while (run_one())
        ++count;
    return count;
}

bool SimLoop::step()
{
    if (run_one())
        return true;
    if (timers_.empty())
        return false;
    now_ = std::max(now_, timers_.begin()->first.first);
    return run_one();
}

void SimLoop::advance(Duration duration)
{
    const TimePoint end = now_ + duration;
    run_ready();
    while (!timers_.empty() && timers_.begin()->first.first <= end)
        advance_to_next();
    now_ = end;
}

bool SimLoop::advance_to_next()
{
    if (timers_.empty())
        return false;
    now_ = std::max(now_, timers_.begin()->first.first);
    run_ready();
    return true;
}

} // namespace quayside::test
