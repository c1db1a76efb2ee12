#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <optional>
#include <string>

namespace quayside::docker {

// One line that a container wrote, without its end: untrusted bytes. The engine says when it came.
struct LogLine {
    TimePoint at;
    bool standard_error = false; // else standard output; a container with a terminal has no other
    std::string text;

    bool operator==(const LogLine&) const = default;
};

// Which lines of a container are wanted.
struct LogRequest {
    std::string container; // id
    TimePoint since = kNever; // those of this very moment included; kNever: from its first on
    TimePoint until = kNever; // kNever: to its last
    std::optional<std::int64_t> tail{}; // no more than so many, the newest
    bool follow = false; // those that it is going to write as well
};

} // namespace quayside::docker
