#include "core/model/port_range.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <string>

namespace quayside::model {

std::optional<PortRange> port_range(std::string_view text)
{
    PortRange range;
    const char* end = text.data() + text.size();
    const auto [dash, no_first] = std::from_chars(text.data(), end, range.first);
    if (no_first != std::errc{} || dash == end || *dash != '-')
        return std::nullopt;
    const auto [rest, no_last] = std::from_chars(dash + 1, end, range.last);
    if (no_last != std::errc{} || rest != end || range.first == 0 || range.last < range.first)
        return std::nullopt;
    return range;
}

std::vector<std::optional<PortRange>> port_ranges(const Json& container)
{
    std::vector<std::optional<PortRange>> ranges;
    const auto mappings = container.is_object() ? container.find("portMappings") : container.end();
    if (mappings == container.end() || !mappings->is_array())
        return ranges;
    for (const auto& mapping : *mappings) {
        const Json range = mapping.is_object() ? mapping.value("containerPortRange", Json()) : Json();
        ranges.push_back(range.is_string() ? port_range(range.get_ref<const std::string&>()) : std::nullopt);
    }
    return ranges;
}

} // namespace quayside::model
