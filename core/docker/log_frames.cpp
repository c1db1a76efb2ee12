#include "core/docker/log_frames.h"

#include "core/docker/docker_time.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace quayside::docker {

namespace {

constexpr std::size_t kHeaderSize = 8;
constexpr std::size_t kLongestFrame = 16 << 20;
constexpr std::size_t kLongestLine = 256 << 10; // a longer one goes on as the next

enum : unsigned char { kStandardOutput = 1, kStandardError = 2, kEngineError = 3 };

std::size_t payload_size(std::string_view header)
{
    std::size_t size = 0;
    for (const char c : header.substr(4, 4))
        size = size << 8 | static_cast<unsigned char>(c);
    return size;
}

// Takes the time off the front of a piece; nothing if there is none.
std::optional<TimePoint> take_time(std::string_view& piece)
{
    const auto space = piece.substr(0, 40).find(' ');
    if (space == std::string_view::npos)
        return {};
    const auto at = parse_time(piece.substr(0, space));
    if (at)
        piece.remove_prefix(space + 1);
    return at;
}

} // namespace

Result<void> LogCutter::feed(std::string_view bytes)
{
    bytes_ += bytes;
    if (framed_)
        return take_frames();
    const auto end = bytes_.rfind('\n');
    if (end == std::string::npos && bytes_.size() < kLongestLine)
        return {};
    const auto whole = std::exchange(bytes_, end == std::string::npos ? std::string() : bytes_.substr(end + 1));
    add(false, std::string_view(whole).substr(0, end == std::string::npos ? end : end + 1));
    return {};
}

Result<void> LogCutter::take_frames()
{
    std::string_view rest = bytes_;
    while (rest.size() >= kHeaderSize) {
        const auto stream = static_cast<unsigned char>(rest[0]);
        const auto size = payload_size(rest);
        if (stream > kEngineError || rest.substr(1, 3) != std::string_view("\0\0\0", 3) || size > kLongestFrame)
            return fail(Error::no_answer("The engine's answer is no log of a container."));
        if (rest.size() < kHeaderSize + size)
            break;
        const auto payload = rest.substr(kHeaderSize, size);
        if (stream == kEngineError)
            return fail(Error{ "EngineError", std::string(payload), 500 });
        add(stream == kStandardError, payload);
        rest.remove_prefix(kHeaderSize + size);
    }
    bytes_.erase(0, bytes_.size() - rest.size());
    return {};
}

void LogCutter::add(bool standard_error, std::string_view piece)
{
    auto& open = open_[standard_error];
    while (!piece.empty()) {
        if (const auto at = take_time(piece); at && !open.begun)
            open.at = *at;
        open.begun = true;
        const auto end = piece.find('\n');
        open.text += piece.substr(0, end);
        if (end != std::string_view::npos || open.text.size() >= kLongestLine)
            end_line(standard_error);
        piece.remove_prefix(end == std::string_view::npos ? piece.size() : end + 1);
    }
}

void LogCutter::end_line(bool standard_error)
{
    auto& open = open_[standard_error];
    if (!framed_ && open.text.ends_with('\r'))
        open.text.pop_back();
    lines_.push_back({ open.at, standard_error, std::exchange(open.text, {}) });
    open.begun = false;
}

std::vector<LogLine> LogCutter::take()
{
    return std::exchange(lines_, {});
}

std::vector<LogLine> LogCutter::take_rest()
{
    if (framed_ && bytes_.size() > kHeaderSize)
        add(static_cast<unsigned char>(bytes_[0]) == kStandardError, std::string_view(bytes_).substr(kHeaderSize));
    else if (!framed_)
        add(false, bytes_);
    bytes_.clear();
    for (const bool standard_error : { false, true })
        if (open_[standard_error].begun)
            end_line(standard_error);
    return take();
}

} // namespace quayside::docker
