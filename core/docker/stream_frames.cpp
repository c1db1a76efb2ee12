#include "core/docker/stream_frames.h"

#include <algorithm>

namespace quayside::docker {

namespace {

constexpr std::size_t kHeader = 8;
constexpr char kStandardOutput = 1;
constexpr char kLastStream = 3; // what the engine itself has to say

} // namespace

Result<void> StreamFrames::feed(std::string_view bytes, const Function<void(std::string_view)>& output)
{
    while (!bytes.empty()) {
        if (left_ == 0) {
            const auto more = bytes.substr(0, kHeader - header_.size());
            header_ += more;
            bytes.remove_prefix(more.size());
            if (header_.size() < kHeader)
                return {};
            if (header_[0] < 0 || header_[0] > kLastStream || header_.compare(1, 3, std::string_view("\0\0\0", 3)) != 0)
                return fail(Error::no_answer("the engine's answer is no stream"));
            for (const char byte : std::string_view(header_).substr(4))
                left_ = left_ << 8 | static_cast<unsigned char>(byte);
            if (left_ == 0)
                header_.clear();
            continue;
        }
        const auto piece = bytes.substr(0, left_);
        if (header_[0] == kStandardOutput)
            output(piece);
        bytes.remove_prefix(piece.size());
        left_ -= piece.size();
        if (left_ == 0)
            header_.clear();
    }
    return {};
}

} // namespace quayside::docker
