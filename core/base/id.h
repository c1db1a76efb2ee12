#pragma once

#include <array>
#include <bit>
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

    // Compared as two numbers: ids are looked up too often to go byte by byte.
    friend bool operator==(const Id& a, const Id& b) { return a.half(0) == b.half(0) && a.half(8) == b.half(8); }
    friend std::strong_ordering operator<=>(const Id& a, const Id& b)
    {
        const auto high = big_endian(a.half(0)) <=> big_endian(b.half(0));
        return high != 0 ? high : big_endian(a.half(8)) <=> big_endian(b.half(8));
    }
    bool is_null() const { return *this == Id{}; }
    std::string hex() const;
    static std::optional<Id> parse(std::string_view hex); // exactly 32 hex digits

private:
    std::uint64_t half(std::size_t offset) const
    {
        std::uint64_t word;
        std::memcpy(&word, bytes.data() + offset, sizeof word);
        return word;
    }
    static std::uint64_t big_endian(std::uint64_t word)
    {
        return std::endian::native == std::endian::little ? __builtin_bswap64(word) : word;
    }
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
