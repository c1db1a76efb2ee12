#include "core/docker/log_frames.h"

namespace quayside::docker {

namespace {

constexpr std::size_t kHeaderSize = 8;

std::size_t payload_size(std::string_view header)
{
    std::size_t size = 0;
    for (const char c : header.substr(4, 4))
        size = size << 8 | static_cast<unsigned char>(c);
    return size;
}

} // namespace

std::string join_log_frames(std::string_view frames)
{
    std::string text;
    text.reserve(frames.size());
    while (frames.size() > kHeaderSize) {
        const auto payload = frames.substr(kHeaderSize, payload_size(frames));
        text += payload;
        frames.remove_prefix(kHeaderSize + payload.size());
    }
    return text;
}

} // namespace quayside::docker
