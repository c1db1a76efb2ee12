#include "app/engine_option.h"

#include "core/base/fields.h"
#include "core/docker/engine_route.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <optional>

namespace quayside::app {

namespace {

constexpr const char* kForm
    = "An engine is the address of a Docker engine, for example unix:///var/run/docker.sock, tcp://HOST:2376 with "
      ",ca=FILE,cert=FILE,key=FILE, or ssh://USER@HOST, and what it is cut into, for example "
      "unix:///var/run/docker.sock,zone=local-1a,slice=1024x2048,slice=1024x2048.";

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

// The member that holds a part's value; null if there is none of that name.
std::string* text_member(EngineOption& engine, std::string_view name)
{
    auto& [endpoint, tls, ssh, allow_plaintext] = engine.address;
    const std::pair<std::string_view, std::string*> members[] = { { "ca", &tls.ca_certificate },
        { "cert", &tls.client_certificate }, { "key", &tls.client_key }, { "identity", &ssh.identity_file },
        { "known-hosts", &ssh.known_hosts_file }, { "bind", &engine.bind_address }, { "zone", &engine.zone } };
    const auto found = std::ranges::find(members, name, [](const auto& member) { return member.first; });
    return found == std::end(members) ? nullptr : found->second;
}

bool read_part(EngineOption& engine, std::string_view part)
{
    if (part == "plaintext")
        return engine.address.allow_plaintext = true;
    const auto equals = std::min(part.find('='), part.size());
    const auto name = part.substr(0, equals);
    const auto value = part.substr(std::min(equals + 1, part.size()));
    if (auto* member = text_member(engine, name); member && !value.empty()) {
        *member = value;
        return true;
    }
    const auto slice = name == "slice" ? parse_slice(value) : std::nullopt;
    if (slice)
        engine.slices.push_back(*slice);
    return slice.has_value();
}

void make_absolute(model::EngineAddress& address)
{
    for (auto* file : { &address.tls.ca_certificate, &address.tls.client_certificate, &address.tls.client_key,
             &address.ssh.identity_file, &address.ssh.known_hosts_file })
        if (!file->empty())
            *file = std::filesystem::absolute(*file).lexically_normal().string();
}

} // namespace

Expected<EngineOption, std::string> parse_engine_option(std::string_view text)
{
    EngineOption engine;
    const auto comma = std::min(text.find(','), text.size());
    engine.address.endpoint = text.substr(0, comma);
    for (auto rest = text.substr(comma); !rest.empty();) {
        rest.remove_prefix(1);
        const auto end = std::min(rest.find(','), rest.size());
        if (!read_part(engine, rest.substr(0, end)))
            return Unexpected{ fmt::format("{} is not understood. {}", rest.substr(0, end), kForm) };
        rest.remove_prefix(end);
    }
    make_absolute(engine.address);
    if (const auto route = docker::route_to(engine.address); !route)
        return Unexpected{ fmt::format("{} {}", route.error().message, kForm) };
    return engine;
}

Json add_engine_input(const EngineOption& engine, const std::string& name)
{
    Json input;
    input["name"] = name;
    input["kind"] = "docker";
    const auto& address = engine.address;
    input["endpoint"] = address.endpoint;
    if (address.tls != model::EngineTls())
        input["tls"] = fields_to_json(address.tls);
    if (address.ssh != model::EngineSsh())
        input["ssh"] = fields_to_json(address.ssh);
    if (address.allow_plaintext)
        input["allowPlaintext"] = true;
    if (!engine.bind_address.empty())
        input["bindAddress"] = engine.bind_address;
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
