#include "core/base/iso_time.h"

#include <charconv>

namespace quayside {

namespace {

// Takes numbers and signs off the front of a text; once something does not fit, everything after it fails too.
class Cursor {
public:
    explicit Cursor(std::string_view text)
        : rest_(text)
    {
    }

    int number(std::size_t digits)
    {
        int value = 0;
        const auto* end = rest_.data() + digits;
        good_ = good_ && rest_.size() >= digits && std::from_chars(rest_.data(), end, value).ptr == end && value >= 0;
        rest_.remove_prefix(good_ ? digits : 0);
        return value;
    }

    bool skip(char c)
    {
        const bool found = good_ && !rest_.empty() && rest_.front() == c;
        rest_.remove_prefix(found ? 1 : 0);
        return found;
    }

    void expect(char c) { good_ = skip(c); }

    std::chrono::nanoseconds fraction()
    {
        std::int64_t value = 0;
        std::int64_t unit = 1'000'000'000;
        while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
            unit /= 10;
            value += unit * (rest_.front() - '0');
            rest_.remove_prefix(1);
        }
        return std::chrono::nanoseconds(value);
    }

    std::chrono::minutes offset()
    {
        if (skip('Z'))
            return {};
        const int sign = skip('-') ? -1 : 1;
        if (sign == 1)
            expect('+');
        const int hours = number(2);
        expect(':');
        return std::chrono::minutes(sign * (hours * 60 + number(2)));
    }

    bool good() const { return good_; }
    bool ended() const { return good_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool good_ = true;
};

} // namespace

std::optional<TimePoint> parse_iso_time(std::string_view text)
{
    using namespace std::chrono;
    Cursor cursor(text);
    const year y(cursor.number(4));
    cursor.expect('-');
    const month m(static_cast<unsigned>(cursor.number(2)));
    cursor.expect('-');
    const day d(static_cast<unsigned>(cursor.number(2)));
    cursor.expect('T');
    const hours h(cursor.number(2));
    cursor.expect(':');
    const minutes min(cursor.number(2));
    cursor.expect(':');
    const seconds s(cursor.number(2));
    const auto fraction = cursor.skip('.') ? cursor.fraction() : nanoseconds(0);
    const auto offset = cursor.offset();
    const year_month_day date(y, m, d);
    if (!cursor.ended() || !date.ok() || h >= hours(24) || min >= minutes(60) || s > seconds(60))
        return {};
    if (y < year(1970))
        return kNever;
    return time_point_cast<Duration>(sys_days(date) + h + min + s + fraction - offset);
}

} // namespace quayside
