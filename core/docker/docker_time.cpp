#include "core/docker/docker_time.h"

#include "core/base/iso_time.h"

#include <fmt/format.h>

namespace quayside::docker {

std::optional<TimePoint> parse_time(std::string_view text)
{
    return parse_iso_time(text);
}

std::string unix_time(TimePoint at)
{
    const auto micros = at.time_since_epoch().count();
    return fmt::format("{}.{:06}", micros / 1'000'000, micros % 1'000'000);
}

} // namespace quayside::docker
