#pragma once

#include "core/agent/slots.h"
#include "core/base/loop.h"

namespace quayside::agent {

// Lets the engine stop a few containers at a time: it is done with all of them as soon as with all at once, but with
// the first much sooner, so that they are out of its way. Containers that take their time to end hold nobody up: while
// none is done, another is let through every now and then.
class StopLine {
public:
    StopLine(Loop& loop, int at_once)
        : loop_(loop)
        , slots_(at_once)
    {
    }

    // Runs `work` now or later. It, or what it leads to, calls release() once.
    void take(Function<void()> work)
    {
        slots_.take(std::move(work));
        if (slots_.anybody_waits() && !patience_.active())
            wait();
    }
    void release()
    {
        if (let_through_ > 0)
            --let_through_;
        else
            slots_.release();
        wait();
    }

private:
    static constexpr Duration kPatience = std::chrono::milliseconds{ 50 };

    void wait()
    {
        patience_.cancel();
        if (slots_.anybody_waits())
            patience_ = loop_.after(kPatience, [this] {
                ++let_through_;
                slots_.release();
                wait();
            });
    }

    Loop& loop_;
    Slots slots_;
    int let_through_ = 0; // beyond so many at once
    TimerHandle patience_;
};

} // namespace quayside::agent
