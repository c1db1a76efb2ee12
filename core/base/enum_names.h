#pragma once

#include <algorithm>
#include <cassert>
#include <iterator>
#include <optional>
#include <string_view>

namespace quayside {

// The spelling of an enum on the wire. A specialisation has `static constexpr std::string_view names[]`, in the order
// of the enumerators, which count from 0.
template <class E>
struct EnumNames;

template <class E>
concept NamedEnum = requires
{
    EnumNames<E>::names;
};

template <NamedEnum E>
constexpr std::string_view to_string(E value)
{
    return EnumNames<E>::names[static_cast<std::size_t>(value)];
}

template <NamedEnum E>
constexpr std::optional<E> parse_enum(std::string_view name)
{
    const auto found = std::find(std::begin(EnumNames<E>::names), std::end(EnumNames<E>::names), name);
    if (found == std::end(EnumNames<E>::names))
        return std::nullopt;
    return static_cast<E>(found - std::begin(EnumNames<E>::names));
}

} // namespace quayside
