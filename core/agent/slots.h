#pragma once

#include "core/base/function.h"

#include <deque>
#include <utility>

namespace quayside::agent {

// Lets so many pieces of work run at a time; the others wait in line.
class Slots {
public:
    explicit Slots(int count)
        : count_(count)
        , free_(count)
    {
    }

    bool idle() const { return free_ == count_; }

    // Runs `work` now or when a slot is free. It, or what it leads to, calls release() once.
    void take(Function<void()> work, bool first_in_line = false)
    {
        if (free_ > 0) {
            --free_;
            work();
        } else if (first_in_line) {
            waiting_.push_front(std::move(work));
        } else {
            waiting_.push_back(std::move(work));
        }
    }
    void release()
    {
        ++free_;
        while (free_ > 0 && !waiting_.empty()) {
            const auto next = std::move(waiting_.front());
            waiting_.pop_front();
            --free_;
            next();
        }
    }

private:
    const int count_;
    int free_;
    std::deque<Function<void()>> waiting_;
};

} // namespace quayside::agent
