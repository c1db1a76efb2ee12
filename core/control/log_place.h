#pragma once

#include "core/docker/log_line.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quayside::control {

// How far a reader has come in what a container wrote: the moment of the last line, and how many of that moment it has.
struct LogPlace {
    TimePoint at = kNever; // kNever: nowhere yet
    std::uint32_t same = 0;

    void pass(const docker::LogLine& line)
    {
        same = line.at == at ? same + 1 : 1;
        at = line.at;
    }
    bool operator==(const LogPlace&) const = default;
};

// Tells which lines a reader has already, of those that are read again from the moment of its place on.
class LogResume {
public:
    explicit LogResume(LogPlace place = {})
        : at_(place.at)
        , same_(place.same)
    {
    }
    bool is_new(const docker::LogLine& line)
    {
        if (line.at == at_ && same_ > 0)
            return --same_, false;
        return line.at >= at_;
    }

private:
    TimePoint at_;
    std::uint32_t same_;
};

} // namespace quayside::control
