#pragma once

#include "core/base/loop.h"
#include "core/control/operation.h"
#include "core/model/change_set.h"

#include <functional>

namespace quayside::control {

// Managed scaling as it happens: tasks that wait are placed or given up, and the pools of capacity providers grow and
// shrink. Looks only when something of it has changed or falls due. Lives on the core thread.
class CapacityLoop {
public:
    // Runs work in a transaction and sees to its flush.
    using Update = std::function<void(const std::function<void(Operation&)>&)>;
    CapacityLoop(Loop& loop, const model::State& state, Update update);

    // Tells of published changes.
    void apply(const model::ChangeSet& changes);
    // What was written could not be kept: it is decided again.
    void undone();

private:
    bool concerns(const model::ChangeSet& changes) const;
    void look_in(Duration wait);
    void look();
    void forget_slices(Operation& operation) const;

    Loop& loop_;
    const model::State& state_;
    Update update_;
    TimePoint due_ = kNever;
    TimerHandle timer_;
};

} // namespace quayside::control
