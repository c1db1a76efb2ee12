#include "core/client/reply_parts.h"

#include <cmath>

namespace quayside::client {

namespace {

constexpr double kMostSeconds = 253'402'300'799; // the end of the year 9999

} // namespace

const Json& part_in(const Json& json, const char* name)
{
    static const Json none;
    const auto found = json.is_object() ? json.find(name) : json.end();
    return found == json.end() ? none : *found;
}

const Json& list_in(const Json& json, const char* name)
{
    static const Json none = Json::array();
    const Json& part = part_in(json, name);
    return part.is_array() ? part : none;
}

std::string text_in(const Json& json, const char* name)
{
    const Json& part = part_in(json, name);
    return part.is_string() ? part.get<std::string>() : std::string();
}

std::int64_t number_in(const Json& json, const char* name, std::int64_t otherwise)
{
    const Json& part = part_in(json, name);
    return part.is_number() ? part.get<std::int64_t>() : otherwise;
}

double real_in(const Json& json, const char* name, double otherwise)
{
    const Json& part = part_in(json, name);
    return part.is_number() ? part.get<double>() : otherwise;
}

bool flag_in(const Json& json, const char* name)
{
    const Json& part = part_in(json, name);
    return part.is_boolean() && part.get<bool>();
}

TimePoint time_in(const Json& json, const char* name)
{
    const double seconds = real_in(json, name);
    if (!(seconds > 0 && seconds < kMostSeconds))
        return kNever;
    return TimePoint(std::chrono::milliseconds(std::llround(seconds * 1000)));
}

} // namespace quayside::client
