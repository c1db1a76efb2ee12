#include "core/agent/task_networks.h"

#include "core/agent/container_config.h"
#include "core/agent/pause_image.h"

#include <fmt/format.h>

#include <utility>

namespace quayside::agent {

namespace {

bool overlaps(const Error& error)
{
    return error.http_status == 403 || error.message.find("overlaps") != std::string::npos;
}

} // namespace

std::string task_subnet(int number)
{
    return fmt::format("10.251.{}.0/22", number * 4);
}

TaskNetworks::TaskNetworks(docker::Engine& engine, const AgentSettings& settings)
    : engine_(engine)
    , settings_(settings)
{
}

void TaskNetworks::prepare(const std::string& cluster, Done done)
{
    if (ready_.contains(cluster))
        return done({});
    auto& waiting = waiting_[cluster];
    waiting.push_back(std::move(done));
    if (waiting.size() == 1)
        look_for_image(cluster);
}

void TaskNetworks::look_for_image(const std::string& cluster)
{
    engine_.inspect_image(kPauseImage, alive_.guard([this, cluster](const Result<docker::ImageInfo>& image) {
        if (image)
            make_network(cluster, 0);
        else if (image.error().http_status == 404)
            import_image(cluster);
        else
            finish(cluster, fail(image.error()));
    }));
}

void TaskNetworks::import_image(const std::string& cluster)
{
    auto image = pause_image(architecture_);
    if (!image)
        return finish(cluster,
            fail(Error{ "EngineError", "there is no pause image for the architecture " + architecture_, 400 }));
    engine_.import_image(std::move(*image), alive_.guard([this, cluster](const Result<void>& imported) {
        if (imported)
            make_network(cluster, 0);
        else
            finish(cluster, imported);
    }));
}

void TaskNetworks::make_network(const std::string& cluster, int number)
{
    if (cluster.empty())
        return finish(cluster, {});
    if (number == kTaskSubnets)
        return finish(cluster, fail(Error{ "EngineError", "no /22 of 10.251.0.0/16 is free for a network", 403 }));
    removed_.erase(cluster);
    docker::NetworkConfig config;
    config.name = network_name(settings_.installation, cluster);
    config.subnet = task_subnet(number);
    config.labels = { { docker::kInstallationLabel, settings_.installation } };
    engine_.create_network(std::move(config), alive_.guard([this, cluster, number](const Result<void>& made) {
        if (!made && overlaps(made.error()))
            make_network(cluster, number + 1);
        else if (!made && made.error().http_status == 409) // it is there
            finish(cluster, {});
        else
            finish(cluster, made);
    }));
}

void TaskNetworks::finish(const std::string& cluster, const Result<void>& result)
{
    if (result)
        ready_.insert(cluster);
    const auto waiting = waiting_.extract(cluster);
    for (const auto& done : waiting.mapped())
        done(result);
}

void TaskNetworks::remove(const std::string& cluster)
{
    if (!removed_.insert(cluster).second)
        return;
    ready_.erase(cluster);
    engine_.remove_network(
        network_name(settings_.installation, cluster), alive_.guard([this, cluster](const Result<void>& removed) {
            if (!removed && removed.error().http_status != 404)
                removed_.erase(cluster);
        }));
}

} // namespace quayside::agent
