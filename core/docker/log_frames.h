#pragma once

#include "core/base/error.h"
#include "core/docker/log_line.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::docker {

// Cuts the engine's answer to a request for logs with timestamps into lines. Without a terminal it comes in frames: a
// byte for the stream, three zeros, the length (big-endian, four bytes), then so many bytes. With one it is what was
// written, plainly. In both, each piece that the engine has kept begins with its time; a long line is several pieces.
// Pure: takes bytes as they arrive, cut anywhere.
class LogCutter {
public:
    explicit LogCutter(bool framed)
        : framed_(framed)
    {
    }

    // An Error if these cannot be frames, or with the engine's words about what keeps it from reading on.
    Result<void> feed(std::string_view bytes);
    // The lines that are complete.
    std::vector<LogLine> take();
    // Nothing comes any more: also those that are not.
    std::vector<LogLine> take_rest();

private:
    struct Open {
        TimePoint at;
        std::string text;
        bool begun = false;
    };

    Result<void> take_frames();
    void add(bool standard_error, std::string_view piece);
    void end_line(bool standard_error);

    bool framed_;
    std::string bytes_; // not used yet: half a frame, or half a line of a terminal
    std::array<Open, 2> open_; // the line that goes on, of each stream
    std::vector<LogLine> lines_;
};

} // namespace quayside::docker
