#pragma once

#include "core/base/error.h"
#include "core/relay/frames.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quayside::relay {

struct Frame {
    Kind kind = Kind::Ping;
    std::uint32_t connection = 0;
    std::string bytes{};

    bool operator==(const Frame&) const = default;
};

// What a relay is told: as many frames as the bytes need.
std::string bytes_of(Kind kind, std::uint32_t connection = 0, std::string_view bytes = {});

// Cuts what a relay says into frames, however its bytes arrive. Pure.
class Cutter {
public:
    void feed(std::string_view bytes) { bytes_ += bytes; }
    // The next whole frame, if there is one. An Error: this is no relay, and nothing more can be made of what it says.
    Result<std::optional<Frame>> next();

private:
    std::string bytes_;
    std::size_t used_ = 0;
};

} // namespace quayside::relay
