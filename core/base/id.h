#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace quayside {

// The 128-bit identity of a task, container instance or engine; written as 32 lower-case hex digits, as ECS does.
struct Id {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Id&) const = default;
    bool is_null() const { return *this == Id{}; }
    std::string hex() const;
    static std::optional<Id> parse(std::string_view hex); // exactly 32 hex digits
};

// The identity of a row in the database, unique over all kinds and never used twice. 0 = not stored yet.
using RowId = std::uint64_t;

} // namespace quayside

template <>
struct std::hash<quayside::Id> {
    std::size_t operator()(const quayside::Id& id) const noexcept
    {
        std::size_t word; // ids are random: any eight bytes are a hash
        std::memcpy(&word, id.bytes.data(), sizeof word);
        return word;
    }
};
