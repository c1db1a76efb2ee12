#include "core/relay/cutter.h"

#include <algorithm>

namespace quayside::relay {

namespace {

void put(std::string& out, std::uint32_t number, int bytes)
{
    while (bytes-- > 0)
        out += static_cast<char>(number >> (8 * bytes) & 0xFF);
}

std::uint32_t take(std::string_view bytes)
{
    std::uint32_t number = 0;
    for (const char byte : bytes)
        number = number << 8 | static_cast<unsigned char>(byte);
    return number;
}

bool is_said_by_a_relay(char kind)
{
    return kind >= static_cast<char>(Kind::Listening) && kind <= static_cast<char>(Kind::Ping);
}

} // namespace

std::string bytes_of(Kind kind, std::uint32_t connection, std::string_view bytes)
{
    std::string out;
    do {
        const auto piece = bytes.substr(0, kLongest);
        out += static_cast<char>(kind);
        put(out, 0, 1);
        put(out, static_cast<std::uint32_t>(piece.size()), 2);
        put(out, connection, 4);
        out += piece;
        bytes.remove_prefix(piece.size());
    } while (!bytes.empty());
    return out;
}

Result<std::optional<Frame>> Cutter::next()
{
    const std::string_view rest = std::string_view(bytes_).substr(used_);
    const auto half = [this] {
        bytes_.erase(0, std::exchange(used_, 0));
        return std::optional<Frame>();
    };
    if (rest.size() < kHeader)
        return half();
    const auto length = take(rest.substr(2, 2));
    if (!is_said_by_a_relay(rest[0]) || rest[1] != 0 || length > kLongest)
        return fail(Error::no_answer("what should be a relay says something else"));
    if (rest.size() < kHeader + length)
        return half();
    used_ += kHeader + length;
    return std::optional(
        Frame{ static_cast<Kind>(rest[0]), take(rest.substr(4, 4)), std::string(rest.substr(kHeader, length)) });
}

} // namespace quayside::relay
