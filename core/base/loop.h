#pragma once

#include "core/base/function.h"
#include "core/base/time.h"

#include <memory>

namespace quayside {

// Cancels its timer when destroyed. Must be destroyed on the loop's thread, before the loop.
class TimerHandle {
public:
    TimerHandle() = default;
    explicit TimerHandle(std::shared_ptr<void> keeper)
        : keeper_(std::move(keeper))
    {
    }
    void cancel() { keeper_.reset(); }
    bool active() const { return keeper_ != nullptr; }

private:
    std::shared_ptr<void> keeper_;
};

// One thread's queue of work: the only way to wait and the only clock of the core. The real one is net::AsioLoop; tests
// use a manual one whose time stands still until it is advanced.
class Loop {
public:
    virtual ~Loop() = default;

    // Runs `work` later on the loop's thread, in the order of the calls. May be called from any thread.
    virtual void post(Function<void()> work) = 0;

    // Runs `work` once after `delay` (monotonic: clock jumps do not matter) unless the handle is destroyed before.
    // Only on the loop's thread.
    [[nodiscard]] virtual TimerHandle after(Duration delay, Function<void()> work) = 0;

    // Wall-clock time. May be called from any thread.
    virtual TimePoint now() const = 0;
};

} // namespace quayside
