#include "ui/tables/sort_key.h"

#include <QString>

#include <algorithm>
#include <bit>
#include <cmath>

namespace quayside::ui {

namespace {

// Doubles in an order of unsigned numbers: negatives turned round, positives above them.
constexpr std::uint64_t kSign = std::uint64_t{ 1 } << 63;

std::uint64_t ordered(std::int64_t value)
{
    return static_cast<std::uint64_t>(value) ^ kSign;
}

// Runs of digits become their length and digits, so that comparing bytes compares values.
std::string natural(std::string_view lower)
{
    std::string out;
    out.reserve(lower.size() + 4);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 0; i < lower.size();) {
        if (!is_digit(lower[i])) {
            out += lower[i++];
            continue;
        }
        while (i + 1 < lower.size() && lower[i] == '0' && is_digit(lower[i + 1]))
            ++i;
        const auto end = std::find_if_not(lower.begin() + static_cast<std::ptrdiff_t>(i), lower.end(), is_digit);
        const auto digits = static_cast<std::size_t>(end - lower.begin()) - i;
        out += static_cast<char>('0' + std::min<std::size_t>(digits, 9));
        out.append(lower, i, digits);
        i += digits;
    }
    return out;
}

SortKey key_of_bytes(std::string bytes)
{
    SortKey key;
    for (std::size_t i = 0; i < 8; ++i)
        key.head = key.head << 8 | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
    if (bytes.size() > 8)
        key.tail = bytes.substr(8);
    return key;
}

} // namespace

SortKey number_key(double number)
{
    if (std::isnan(number))
        return {};
    const auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);
    return { (bits & kSign) != 0 ? ~bits : bits | kSign, {} };
}

double number_of(const SortKey& key)
{
    if (key.head == 0)
        return std::nan("");
    return std::bit_cast<double>((key.head & kSign) != 0 ? key.head & ~kSign : ~key.head);
}

SortKey time_key(TimePoint at)
{
    return at == kNever ? SortKey{} : SortKey{ ordered(at.time_since_epoch().count()), {} };
}

TimePoint time_of(const SortKey& key)
{
    return key.head == 0 ? kNever : TimePoint(Duration(static_cast<std::int64_t>(key.head ^ kSign)));
}

SortKey text_key(QStringView text)
{
    const QByteArray lower = text.toString().toLower().toUtf8();
    return key_of_bytes(natural({ lower.data(), static_cast<std::size_t>(lower.size()) }));
}

SortKey text_key(std::string_view utf8)
{
    std::string lower(utf8);
    const bool ascii = std::all_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
    if (!ascii)
        return text_key(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())));
    std::transform(lower.begin(), lower.end(), lower.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return key_of_bytes(natural(lower));
}

} // namespace quayside::ui
