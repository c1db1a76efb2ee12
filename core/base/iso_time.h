#pragma once

#include "core/base/time.h"

#include <optional>
#include <string_view>

namespace quayside {

// "2026-11-22T19:24:58.526925447Z" of ISO-8601, with any number of fractional digits or none, and any offset. A time
// before 1970 is kNever. Nothing if it is no time.
std::optional<TimePoint> parse_iso_time(std::string_view text);

} // namespace quayside
