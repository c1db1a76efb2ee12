#include "app/engine_option.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <optional>

namespace quayside::app {

namespace {

constexpr std::string_view kScheme = "unix://";
constexpr const char* kForm
    = "An engine is the address of a Docker socket, for example unix:///var/run/docker.sock, and what it is cut into, "
      "for example unix:///var/run/docker.sock,zone=local-1a,slice=1024x2048,slice=1024x2048.";

std::optional<std::int64_t> number(std::string_view digits)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() && value > 0 ? std::optional(value)
                                                                                     : std::nullopt;
}

// "1024x2048"
std::optional<EngineOption::Slice> parse_slice(std::string_view text)
{
    const auto cross = text.find('x');
    if (cross == std::string_view::npos)
        return std::nullopt;
    const auto cpu = number(text.substr(0, cross)), memory = number(text.substr(cross + 1));
    return cpu && memory ? std::optional(EngineOption::Slice{ *cpu, *memory }) : std::nullopt;
}

bool read_part(EngineOption& engine, std::string_view part)
{
    const auto equals = std::min(part.find('='), part.size());
    const auto name = part.substr(0, equals);
    const auto value = part.substr(std::min(equals + 1, part.size()));
    if (name == "zone" && !value.empty()) {
        engine.zone = value;
        return true;
    }
    const auto slice = name == "slice" ? parse_slice(value) : std::nullopt;
    if (slice)
        engine.slices.push_back(*slice);
    return slice.has_value();
}

} // namespace

Expected<EngineOption, std::string> parse_engine_option(std::string_view text)
{
    EngineOption engine;
    const auto comma = std::min(text.find(','), text.size());
    engine.endpoint = text.substr(0, comma);
    if (!engine.endpoint.starts_with(kScheme) || engine.endpoint.size() < kScheme.size() + 2
        || engine.endpoint[kScheme.size()] != '/')
        return Unexpected{ std::string(kForm) };
    for (auto rest = text.substr(comma); !rest.empty();) {
        rest.remove_prefix(1);
        const auto end = std::min(rest.find(','), rest.size());
        if (!read_part(engine, rest.substr(0, end)))
            return Unexpected{ fmt::format("{} is not understood. {}", rest.substr(0, end), kForm) };
        rest.remove_prefix(end);
    }
    return engine;
}

Json add_engine_input(const EngineOption& engine, const std::string& name)
{
    Json input;
    input["name"] = name;
    input["kind"] = "docker";
    input["endpoint"] = engine.endpoint;
    input["cluster"] = "default";
    if (!engine.zone.empty())
        input["availabilityZone"] = engine.zone;
    for (const auto& slice : engine.slices) {
        Json described;
        described["name"] = fmt::format("{}-slice-{}", name, input.contains("slices") ? input["slices"].size() + 1 : 1);
        described["cpu"] = slice.cpu;
        described["memory"] = slice.memory;
        input["slices"].push_back(std::move(described));
    }
    return input;
}

} // namespace quayside::app
