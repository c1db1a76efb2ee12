#include "core/docker/json_stream.h"

#include <algorithm>

namespace quayside::docker {

namespace {

bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

void JsonStream::feed(std::string_view bytes)
{
    buffer_ += bytes;
}

Result<std::optional<std::string>> JsonStream::next()
{
    for (; scanned_ < buffer_.size(); ++scanned_) {
        const char c = buffer_[scanned_];
        if (in_string_) {
            in_string_ = escaped_ || c != '"';
            escaped_ = !escaped_ && c == '\\';
        } else if (depth_ == 0 && is_space(c)) {
            continue;
        } else if (depth_ == 0 && c != '{') {
            return fail(Error::no_answer("the stream has something in it that is no JSON object"));
        } else if (c == '"') {
            in_string_ = true;
        } else if (c == '{') {
            ++depth_;
        } else if (c == '}' && --depth_ == 0) {
            const auto begin = buffer_.find('{');
            auto object = buffer_.substr(begin, scanned_ + 1 - begin);
            buffer_.erase(0, scanned_ + 1);
            scanned_ = 0;
            return std::optional(std::move(object));
        }
    }
    if (depth_ == 0) {
        buffer_.clear();
        scanned_ = 0;
    }
    if (buffer_.size() > kMaxObject)
        return fail(
            Error::no_answer("one object of the stream is longer than " + std::to_string(kMaxObject) + " bytes"));
    return std::optional<std::string>();
}

} // namespace quayside::docker
