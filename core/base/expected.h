#pragma once

#include <cassert>
#include <type_traits>
#include <utility>
#include <variant>

namespace quayside {

// The failure half of an Expected, spelled as std::unexpected.
template <class E>
struct Unexpected {
    E error;
};
template <class E>
Unexpected(E) -> Unexpected<E>;

// A value or the reason why there is none: the subset of std::expected (C++23) that the project uses, under the same
// names, so that it can become a `using` the day the compiler has it. Not thread-safe; a value like any other.
template <class T, class E>
class [[nodiscard]] Expected {
    using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

public:
    using value_type = T;
    using error_type = E;

    Expected() requires std::is_default_constructible_v<Stored> : data_(std::in_place_index<0>) { }
    template <class U = Stored>
    requires(!std::is_void_v<T> && std::is_constructible_v<Stored, U> && !std::is_same_v<std::decay_t<U>, Expected>)
        Expected(U&& value)
        : data_(std::in_place_index<0>, std::forward<U>(value))
    {
    }
    template <class F>
    Expected(Unexpected<F> failure)
        : data_(std::in_place_index<1>, std::move(failure.error))
    {
    }

    bool has_value() const { return data_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const Stored& value() const&
    {
        assert(has_value());
        return *std::get_if<0>(&data_);
    }
    Stored& value() &
    {
        assert(has_value());
        return *std::get_if<0>(&data_);
    }
    Stored&& value() &&
    {
        assert(has_value());
        return std::move(*std::get_if<0>(&data_));
    }
    const Stored& operator*() const& { return value(); }
    Stored& operator*() & { return value(); }
    Stored&& operator*() && { return std::move(*this).value(); }
    const Stored* operator->() const { return &value(); }
    Stored* operator->() { return &value(); }

    const E& error() const&
    {
        assert(!has_value());
        return *std::get_if<1>(&data_);
    }
    E&& error() &&
    {
        assert(!has_value());
        return std::move(*std::get_if<1>(&data_));
    }

    template <class U>
    Stored value_or(U&& other) const&
    {
        return has_value() ? value() : static_cast<Stored>(std::forward<U>(other));
    }

    // Calls `f(value)`, which returns another Expected with the same error type.
    template <class F>
    auto and_then(F&& f) const& -> std::invoke_result_t<F, const Stored&>
    {
        if (has_value())
            return std::forward<F>(f)(value());
        return Unexpected{ error() };
    }

    // Replaces the value by `f(value)`.
    template <class F>
    auto transform(F&& f) const& -> Expected<std::invoke_result_t<F, const Stored&>, E>
    {
        if (has_value())
            return std::forward<F>(f)(value());
        return Unexpected{ error() };
    }

private:
    std::variant<Stored, E> data_;
};

} // namespace quayside
