#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace quayside::model {

struct PortRange {
    std::uint16_t first = 0;
    std::uint16_t last = 0;

    std::size_t size() const { return static_cast<std::size_t>(last - first + 1); }
    bool operator==(const PortRange&) const = default;
};

// "8000-8010"; absent if it is no such range.
std::optional<PortRange> port_range(std::string_view text);

// For each port mapping of a container document its range, absent where it maps a single port. A container definition
// has a port mapping for each port of a range.
std::vector<std::optional<PortRange>> port_ranges(const Json& container);

} // namespace quayside::model
