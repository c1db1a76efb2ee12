#pragma once

#include "core/base/loop.h"
#include "tests/support/sim_loop.h"

#include <deque>
#include <memory>
#include <vector>

namespace quayside::sim {

// The loop of one life of the program, in a world that goes on without it: it can be suspended, its clock can be set,
// and when it goes everything that waited in it is gone, as with kill -9.
class CoreLoop final : public Loop {
public:
    CoreLoop(test::SimLoop& world, Duration clock_error);
    ~CoreLoop() override;

    void post(Function<void()> work) override;
    [[nodiscard]] TimerHandle after(Duration delay, Function<void()> work) override;
    TimePoint now() const override { return world_.now() + clock_error_; }

    // SIGSTOP and SIGCONT: what comes due in between runs afterwards.
    void suspend();
    void resume();
    bool suspended() const { return suspended_; }
    // The wall clock is this far from the world's; timers do not care.
    void set_clock_error(Duration error) { clock_error_ = error; }

private:
    struct Timer {
        Function<void()> work;
        TimerHandle in_world;
    };
    void run_one();
    void expired(const std::weak_ptr<Timer>& timer);

    test::SimLoop& world_;
    Duration clock_error_;
    bool suspended_ = false;
    std::deque<Function<void()>> posted_;
    std::size_t scheduled_ = 0; // pieces of work in the world's queue
    std::vector<std::weak_ptr<Timer>> late_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

} // namespace quayside::sim
