#pragma once

#include "core/base/fields.h"

#include <bit>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

// A compact form of whatever lists its members in `fields`, straight to and from bytes. A record is a varint whose bit
// i says that member i differs from its default, followed by those members. So a member may be added at the end of the
// list and old bytes still read well; to move or remove one takes a new format byte and an upgrade step.
//   integer: varint, zigzag if signed; time: as integer; bool, enum: one byte; Id: its 16 bytes;
//   string, Json: length and bytes; vector: count and elements; optional: one byte and the value
namespace quayside::store {

class BinaryWriter {
public:
    explicit BinaryWriter(std::string& out)
        : out_(out)
    {
    }

    template <class T>
    void write(const T& value)
    {
        if constexpr (HasFields<T>)
            write_record(value);
        else if constexpr (detail::is_vector<T>::value)
            write_vector(value);
        else if constexpr (detail::is_optional<T>::value)
            write_optional(value);
        else if constexpr (NamedEnum<T> || std::is_same_v<T, bool>)
            out_.push_back(static_cast<char>(value));
        else if constexpr (std::is_same_v<T, Id>)
            out_.append(reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size());
        else if constexpr (std::is_same_v<T, TimePoint>)
            write(value.time_since_epoch().count());
        else if constexpr (std::is_same_v<T, std::string>)
            write_bytes(value);
        else if constexpr (std::is_same_v<T, Json>)
            write_bytes(value.dump(-1, ' ', false, Json::error_handler_t::replace));
        else
            write_integer(value);
    }

private:
    void varint(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7)
            out_.push_back(static_cast<char>(value | 0x80));
        out_.push_back(static_cast<char>(value));
    }
    template <class T>
    void write_integer(T value)
    {
        static_assert(std::is_integral_v<T>, "no binary form for this member");
        if constexpr (std::is_signed_v<T>) {
            const auto wide = static_cast<std::int64_t>(value);
            varint((static_cast<std::uint64_t>(wide) << 1) ^ static_cast<std::uint64_t>(wide >> 63));
        } else {
            varint(value);
        }
    }
    void write_bytes(std::string_view bytes)
    {
        varint(bytes.size());
        out_.append(bytes);
    }
    template <class T>
    void write_vector(const T& values)
    {
        varint(values.size());
        for (const auto& value : values)
            write(value);
    }
    template <class T>
    void write_optional(const T& value)
    {
        out_.push_back(value ? 1 : 0);
        if (value)
            write(*value);
    }
    template <class T>
    void write_record(const T& value)
    {
        const auto& blank = detail::default_members<T>();
        assert(blank.size() <= 64);
        std::uint64_t present = 0;
        std::size_t i = 0;
        T::fields(value, [&]<class M>(const char*, const M& member) {
            present |= std::uint64_t{ !(member == *static_cast<const M*>(blank[i])) } << i;
            ++i;
        });
        varint(present);
        i = 0;
        T::fields(value, [&](const char*, const auto& member) {
            if (present >> i++ & 1)
                write(member);
        });
    }

    std::string& out_;
};

// Reads what BinaryWriter wrote. Never goes past the end; `good()` says whether everything was there and in range.
class BinaryReader {
public:
    explicit BinaryReader(std::string_view in)
        : next_(in.data())
        , end_(in.data() + in.size())
    {
    }

    bool good() const { return good_; }
    bool at_end() const { return next_ == end_; }

    template <class T>
    void read(T& value)
    {
        if constexpr (HasFields<T>)
            read_record(value);
        else if constexpr (detail::is_vector<T>::value)
            read_vector(value);
        else if constexpr (detail::is_optional<T>::value)
            read_optional(value);
        else if constexpr (NamedEnum<T>)
            value = static_cast<T>(small(std::size(EnumNames<T>::names)));
        else if constexpr (std::is_same_v<T, bool>)
            value = small(2) != 0;
        else if constexpr (std::is_same_v<T, Id>)
            read_id(value);
        else if constexpr (std::is_same_v<T, TimePoint>)
            value = TimePoint(Duration(integer<std::int64_t>()));
        else if constexpr (std::is_same_v<T, std::string>)
            value.assign(bytes());
        else if constexpr (std::is_same_v<T, Json>)
            read_json(value);
        else
            value = integer<T>();
    }

private:
    std::size_t left() const { return static_cast<std::size_t>(end_ - next_); }
    void refuse()
    {
        good_ = false;
        next_ = end_;
    }
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64 && next_ != end_; shift += 7) {
            const auto byte = static_cast<std::uint8_t>(*next_++);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        refuse();
        return 0;
    }
    std::uint64_t small(std::size_t bound)
    {
        const std::uint64_t value = varint();
        if (value < bound)
            return value;
        refuse();
        return 0;
    }
    template <class T>
    T integer()
    {
        std::uint64_t value = varint();
        if constexpr (std::is_signed_v<T>)
            value = (value >> 1) ^ (0 - (value & 1));
        const auto narrow = static_cast<T>(value);
        if (static_cast<std::uint64_t>(narrow) != value)
            refuse();
        return narrow;
    }
    std::string_view bytes()
    {
        const std::uint64_t size = varint();
        if (size > left()) {
            refuse();
            return {};
        }
        const std::string_view found(next_, size);
        next_ += size;
        return found;
    }
    void read_id(Id& id)
    {
        if (left() < id.bytes.size())
            return refuse();
        std::memcpy(id.bytes.data(), next_, id.bytes.size());
        next_ += id.bytes.size();
    }
    void read_json(Json& json)
    {
        json = Json::parse(bytes(), nullptr, false);
        if (json.is_discarded())
            refuse();
    }
    template <class T>
    void read_vector(T& values)
    {
        const std::uint64_t count = varint();
        if (count > left()) // each element takes a byte at least
            return refuse();
        values.resize(count);
        for (auto& value : values)
            read(value);
    }
    template <class T>
    void read_optional(T& value)
    {
        if (small(2))
            read(value.emplace());
    }
    template <class T>
    void read_record(T& value)
    {
        std::uint64_t present = varint();
        T::fields(value, [&](const char*, auto& member) {
            if (present & 1)
                read(member);
            present >>= 1;
        });
        if (present != 0)
            refuse();
    }

    const char* next_;
    const char* end_;
    bool good_ = true;
};

} // namespace quayside::store
