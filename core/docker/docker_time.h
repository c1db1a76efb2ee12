#pragma once

#include "core/base/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace quayside::docker {

// "2026-11-22T19:24:58.526925447Z", with any number of fractional digits and any offset. The zero time of the engine,
// year 1, is kNever. Nothing if it is no time.
std::optional<TimePoint> parse_time(std::string_view text);

// "1795375498.535672": what the engine's `since` takes.
std::string unix_time(TimePoint at);

} // namespace quayside::docker
