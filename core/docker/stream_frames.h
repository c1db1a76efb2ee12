#pragma once

#include "core/base/error.h"
#include "core/base/function.h"

#include <string>
#include <string_view>

namespace quayside::docker {

// What a command without a terminal writes, out of the frames in which an engine sends it: a byte for the stream, three
// zeros, the length (big-endian, four bytes), then so many bytes. Pure: takes bytes as they arrive, cut anywhere, and
// hands on those of the standard output as soon as they are there.
class StreamFrames {
public:
    // An Error if these cannot be frames.
    Result<void> feed(std::string_view bytes, const Function<void(std::string_view)>& output);

private:
    std::string header_; // as much of it as is there
    std::size_t left_ = 0; // of the frame
};

} // namespace quayside::docker
