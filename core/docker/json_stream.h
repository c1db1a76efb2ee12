#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace quayside::docker {

// Cuts a stream of JSON objects into single ones. They may come in pieces of any size and be separated by line breaks,
// blanks or nothing. Only braces and strings are looked at: parsing the object is left to the receiver.
class JsonStream {
public:
    static constexpr std::size_t kMaxObject = 1 << 20; // bytes

    void feed(std::string_view bytes);

    // The text of the next complete object; nothing when more bytes are needed. An error when what comes is no object,
    // or one that is too long: nothing sensible follows after that.
    Result<std::optional<std::string>> next();

private:
    std::string buffer_;
    std::size_t scanned_ = 0; // of buffer_
    int depth_ = 0;
    bool in_string_ = false;
    bool escaped_ = false;
};

} // namespace quayside::docker
