#pragma once

#include <string>
#include <string_view>

namespace quayside::docker {

// What a container without a terminal wrote, out of the engine's frames: a byte for the stream, three zeros, the length
// (big-endian, four bytes), then so many bytes. A last frame that was cut gives what there is of it.
std::string join_log_frames(std::string_view frames);

} // namespace quayside::docker
