#include "core/docker/simulated_volumes.h"

#include "core/docker/label_filter.h"

#include <fmt/format.h>

namespace quayside::docker {

namespace {

Unexpected<Error> refuse(int status, std::string message)
{
    return fail(Error{ "EngineError", std::move(message), status });
}

} // namespace

std::vector<std::string> SimulatedVolumes::list(const std::vector<std::string>& label_filters) const
{
    std::vector<std::string> names;
    for (const auto& [name, volume] : volumes_)
        if (has_labels(volume.labels, label_filters))
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
