#include "core/docker/simulated_networks.h"

#include "core/docker/label_filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace quayside::docker {

namespace {

Unexpected<Error> refuse(int status, std::string message)
{
    return fail(Error{ "EngineError", std::move(message), status });
}

struct Subnet {
    std::uint32_t first = 0;
    std::uint32_t size = 0;
};

// Of "10.251.0.0/22".
Subnet read_subnet(std::string_view text)
{
    std::array<std::uint32_t, 5> parts{};
    const char* at = text.data();
    for (auto& part : parts)
        at = std::from_chars(at, text.data() + text.size(), part).ptr + 1;
    return { parts[0] << 24 | parts[1] << 16 | parts[2] << 8 | parts[3], 1U << (32 - std::min(parts[4], 32U)) };
}

bool overlap(Subnet a, Subnet b)
{
    return a.first < b.first + b.size && b.first < a.first + a.size;
}

std::string dotted(std::uint32_t address)
{
    return fmt::format("{}.{}.{}.{}", address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255);
}

std::string mac_of(std::uint32_t address)
{
    return fmt::format(
        "02:42:{:02x}:{:02x}:{:02x}:{:02x}", address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255);
}

} // namespace

std::vector<Network> SimulatedNetworks::list(const std::vector<std::string>& label_filters) const
{
    std::vector<Network> found;
    for (const auto& [name, entry] : networks_)
        if (has_labels(entry.config.labels, label_filters))
            found.push_back({ name, entry.config.labels });
    return found;
}

Result<void> SimulatedNetworks::create(NetworkConfig config)
{
    if (networks_.contains(config.name))
        return refuse(409, fmt::format("network with name {} already exists", config.name));
    const auto overlaps = [wanted = read_subnet(config.subnet)](
                              const auto& other) { return overlap(wanted, read_subnet(other.second.config.subnet)); };
    if (std::ranges::any_of(networks_, overlaps))
        return refuse(403, "Pool overlaps with other one on this address space");
    auto name = config.name;
    networks_.emplace(std::move(name), Entry{ std::move(config), {} });
    return {};
}

Result<void> SimulatedNetworks::remove(const std::string& name)
{
    const auto found = networks_.find(name);
    if (found == networks_.end())
        return refuse(404, fmt::format("network {} not found", name));
    if (!found->second.taken.empty())
        return refuse(403, fmt::format("error while removing network: network {} has active endpoints", name));
    networks_.erase(found);
    return {};
}

Result<NetworkPlace> SimulatedNetworks::join(const std::string& name, const std::string& address)
{
    const auto found = networks_.find(name);
    if (found == networks_.end())
        return refuse(404, fmt::format("network {} not found", name));
    auto& [config, taken] = found->second;
    const Subnet subnet = read_subnet(config.subnet);
    const Subnet range = config.range.empty() ? subnet : read_subnet(config.range);
    std::uint32_t number = range.first - subnet.first + 2; // the first is the bridge's own
    if (!address.empty())
        number = read_subnet(address + "/32").first - subnet.first;
    else
        while (taken.contains(number))
            ++number;
    if (taken.contains(number))
        return refuse(403, "Address already in use");
    if (address.empty() && subnet.first + number + 1 >= range.first + range.size)
        return refuse(403, "no available IPv4 addresses on this network's address pools: " + name);
    taken.insert(number);
    return NetworkPlace{ name, dotted(subnet.first + number), mac_of(subnet.first + number) };
}

void SimulatedNetworks::leave(const NetworkPlace& place)
{
    if (const auto found = networks_.find(place.network); found != networks_.end())
        found->second.taken.erase(
            read_subnet(place.ipv4_address + "/32").first - read_subnet(found->second.config.subnet).first);
}

} // namespace quayside::docker
