#include "core/docker/simulated_volumes.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::docker {

namespace {

Unexpected<Error> refuse(int status, std::string message)
{
    return fail(Error{ "EngineError", std::move(message), status });
}

bool has_label(const Labels& labels, const std::string& filter)
{
    const auto equals = filter.find('=');
    const auto found = labels.find(filter.substr(0, equals));
    return found != labels.end() && (equals == std::string::npos || found->second == filter.substr(equals + 1));
}

} // namespace

std::vector<std::string> SimulatedVolumes::list(const std::vector<std::string>& label_filters) const
{
    std::vector<std::string> names;
    for (const auto& [name, volume] : volumes_)
        if (std::ranges::all_of(label_filters, [&](const auto& filter) { return has_label(volume.labels, filter); }))
            names.push_back(name);
    return names;
}

Result<void> SimulatedVolumes::inspect(const std::string& name) const
{
    if (!volumes_.contains(name))
        return refuse(404, fmt::format("get {}: no such volume", name));
    return {};
}

Result<void> SimulatedVolumes::create(VolumeConfig config)
{
    if (config.driver != "local")
        return refuse(404,
            fmt::format("create {}: error looking up volume plugin {}: plugin \"{}\" not found", config.name,
                config.driver, config.driver));
    auto name = config.name;
    volumes_.try_emplace(std::move(name), std::move(config));
    return {};
}

Result<void> SimulatedVolumes::remove(const std::string& name)
{
    if (auto there = inspect(name); !there)
        return there;
    if (const auto used = used_.find(name); used != used_.end() && used->second > 0)
        return refuse(409, fmt::format("remove {}: volume is in use", name));
    volumes_.erase(name);
    return {};
}

} // namespace quayside::docker
