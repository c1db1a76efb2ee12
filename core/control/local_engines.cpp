#include "core/control/local_engines.h"

#include "core/control/simulation.h"
#include "core/docker/http_engine.h"
#include "core/net/asio_loop.h"
#include "core/net/http_client.h"

#include <cstdlib>
#include <string_view>

namespace quayside::control {

namespace {

void add_socket(std::vector<std::string>& found, const char* variable, std::string_view path)
{
    if (const char* directory = std::getenv(variable); directory && *directory == '/')
        found.push_back("unix://" + std::string(directory).append(path));
}

} // namespace

LocalEngines::LocalEngines(net::AsioLoop& loop)
    : loop_(loop)
    , http_(std::make_unique<net::HttpClient>(loop))
{
}

LocalEngines::~LocalEngines() = default;

Result<std::shared_ptr<docker::Engine>> LocalEngines::open(
    const model::Engine& engine, const model::State& state, const agent::AgentSettings& settings)
{
    if (engine.kind == model::EngineKind::Simulated)
        return std::shared_ptr<docker::Engine>(open_simulated(loop_, engine, state, settings));
    auto made = docker::HttpEngine::make(*http_, engine.address());
    if (!made)
        return fail(made.error());
    return std::shared_ptr<docker::Engine>(std::move(*made));
}

std::vector<std::string> LocalEngines::candidates() const
{
    std::vector<std::string> found;
    constexpr const char* usual = "unix:///var/run/docker.sock";
    const char* host = std::getenv("DOCKER_HOST");
    if (host && std::string_view(host).starts_with("unix://") && std::string_view(host) != usual)
        found.emplace_back(host);
    found.emplace_back(usual);
    add_socket(found, "XDG_RUNTIME_DIR", "/docker.sock");
    add_socket(found, "HOME", "/.docker/desktop/docker.sock");
    add_socket(found, "HOME", "/.docker/run/docker.sock");
    return found;
}

Result<void> LocalEngines::set_fault(docker::Engine& engine, std::string_view fault)
{
    if (auto* simulated = dynamic_cast<docker::SimulatedEngine*>(&engine))
        return simulated->set_fault(fault);
    return fail(Error::client("Only a simulated engine can be told to fail."));
}

std::vector<docker::Stats> LocalEngines::past(
    docker::Engine& engine, const std::string& container_name, TimePoint from, TimePoint to)
{
    auto* simulated = dynamic_cast<docker::SimulatedEngine*>(&engine);
    return simulated ? simulated_past(*simulated, container_name, from, to) : std::vector<docker::Stats>();
}

} // namespace quayside::control
