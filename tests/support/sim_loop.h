#pragma once

#include "core/base/loop.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace quayside::test {

// A Loop whose time stands still until a test moves it. Work runs only inside the calls below, on the calling thread,
// in a fixed order: posted work first, in the order of the calls; then timers by time, those of equal time in the order
// in which they were set. post() may be called from any thread.
class SimLoop : public Loop {
public:
    explicit SimLoop(TimePoint start = kStart)
        : now_(start)
    {
    }

    void post(Function<void()> work) override;
    [[nodiscard]] TimerHandle after(Duration delay, Function<void()> work) override;
    TimePoint now() const override { return now_; }

    // Runs everything that can run without time passing. Returns how many pieces of work ran.
    std::size_t run_ready();
    // Runs one piece of posted work or one timer that is due. False if there is none.
    bool run_one();
    // As run_one(), after moving time to the next timer if nothing is ready. False if there is nothing to do, ever.
    bool step();
    // Moves time forward by `duration`, stopping at each timer on the way.
    void advance(Duration duration);
    // Moves time to the next timer and runs what is ready there. False if no timer is set.
    bool advance_to_next();
    // Advances until `condition()` holds, at most `limit`. Returns whether it does.
    template <class Condition>
    bool advance_until(Condition condition, Duration limit)
    {
        const TimePoint end = now_ + limit;
        run_ready();
        while (!condition()) {
            if (timers_.empty() || timers_.begin()->first.first > end) {
                now_ = end;
                return false;
            }
            advance_to_next();
        }
        return true;
    }

    std::size_t timers() const { return timers_.size(); }

    // 2026-01-01T00:00:00Z
    static constexpr TimePoint kStart{ std::chrono::seconds{ 1'767'225'600 } };

private:
    using TimerKey = std::pair<TimePoint, std::uint64_t>;
    using Timers = std::map<TimerKey, Function<void()>>;

    TimePoint now_;
    std::uint64_t next_timer_ = 0;
    Timers timers_;
    std::shared_ptr<Timers*> alive_ = std::make_shared<Timers*>(&timers_); // handles may outlive a failed test's loop
    std::mutex mutex_;
    std::deque<Function<void()>> posted_;
};

} // namespace quayside::test
