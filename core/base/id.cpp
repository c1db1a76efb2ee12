#include "core/base/id.h"

#include <cctype>

namespace quayside {

namespace {

constexpr char kDigits[] = "0123456789abcdef";

int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const int lower = std::tolower(static_cast<unsigned char>(c));
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

std::string Id::hex() const
{
    std::string text(bytes.size() * 2, '0');
    auto digit = text.begin();
    for (const auto byte : bytes) {
        *digit++ = kDigits[byte >> 4];
        *digit++ = kDigits[byte & 15];
    }
    return text;
}

std::optional<Id> Id::parse(std::string_view hex)
{
    Id id;
    if (hex.size() != id.bytes.size() * 2)
        return std::nullopt;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        const int high = digit_value(hex[2 * i]);
        const int low = digit_value(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return id;
}

} // namespace quayside
