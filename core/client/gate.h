#pragma once

#include "core/base/loop.h"
#include "core/base/subscription.h"

#include <memory>
#include <mutex>

namespace quayside::client {

// Lets a handler through until it is shut; shutting waits for a handler that is running. Recursive, because a handler
// may drop its own subscription.
class Gate {
public:
    template <class F>
    void pass(F&& f)
    {
        const std::lock_guard lock(mutex_);
        if (open_)
            f();
    }
    void shut()
    {
        const std::lock_guard lock(mutex_);
        open_ = false;
    }
    bool open()
    {
        const std::lock_guard lock(mutex_);
        return open_;
    }

private:
    std::recursive_mutex mutex_;
    bool open_ = true;
};

// A subscription that begins and ends on the loop's thread, whatever thread asks.
template <class Begin>
Subscription across(Loop& loop, std::shared_ptr<Gate> gate, Begin begin)
{
    auto held = std::make_shared<Subscription>();
    loop.post([gate, held, begin = std::move(begin)]() mutable {
        if (gate->open())
            *held = begin();
    });
    return Subscription([&loop, gate, held]() mutable {
        gate->shut();
        loop.post([held = std::move(held)] { held->reset(); });
    });
}

} // namespace quayside::client
