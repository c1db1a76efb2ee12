#pragma once

#include "core/base/function.h"

#include <utility>

namespace quayside {

// Ends what it stands for (a subscription, a stream) when destroyed. After that no handler of it runs any more,
// provided that it is destroyed on the thread on which the handlers run.
class Subscription {
public:
    Subscription() = default;
    explicit Subscription(Function<void()> end)
        : end_(std::move(end))
    {
    }
    Subscription(Subscription&& other) noexcept
        : end_(std::exchange(other.end_, nullptr))
    {
    }
    Subscription& operator=(Subscription&& other) noexcept
    {
        if (this != &other) {
            reset();
            end_ = std::exchange(other.end_, nullptr);
        }
        return *this;
    }
    ~Subscription() { reset(); }

    void reset()
    {
        if (auto end = std::exchange(end_, nullptr))
            end();
    }
    explicit operator bool() const { return static_cast<bool>(end_); }

private:
    Function<void()> end_;
};

} // namespace quayside
