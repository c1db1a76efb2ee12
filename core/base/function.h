#pragma once

#include <memory>
#include <utility>

namespace quayside {

template <class Signature>
class Function;

// A callable that can be moved but not copied, so that it may own what it captures (std::move_only_function is C++23).
// Empty when default-constructed; calling an empty one is a bug.
template <class R, class... Args>
class Function<R(Args...)> {
public:
    Function() = default;
    Function(std::nullptr_t) { }
    template <class F>
    requires(!std::is_same_v<std::decay_t<F>, Function> && std::is_invocable_r_v<R, F&, Args...>) Function(F&& f)
        : callable_(std::make_unique<Holder<std::decay_t<F>>>(std::forward<F>(f)))
    {
    }

    R operator()(Args... args) const { return callable_->call(std::forward<Args>(args)...); }
    explicit operator bool() const { return callable_ != nullptr; }

private:
    struct Callable {
        virtual ~Callable() = default;
        virtual R call(Args... args) = 0;
    };
    template <class F>
    struct Holder final : Callable {
        explicit Holder(F f)
            : f_(std::move(f))
        {
        }
        R call(Args... args) override { return f_(std::forward<Args>(args)...); }
        F f_;
    };
    std::unique_ptr<Callable> callable_;
};

} // namespace quayside
