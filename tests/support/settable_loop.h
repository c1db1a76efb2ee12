#pragma once

#include "tests/support/sim_loop.h"

namespace quayside::test {

// Its wall clock can be set; timers do not care.
class SettableLoop final : public SimLoop {
public:
    TimePoint now() const override { return SimLoop::now() + error; }
    Duration error{};
};

} // namespace quayside::test
