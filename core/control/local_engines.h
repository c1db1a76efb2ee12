#pragma once

#include "core/control/engines.h"

#include <memory>

namespace quayside::net {
class AsioLoop;
class HttpClient;
} // namespace quayside::net

namespace quayside::control {

// The engines of the running program: Docker engines on unix sockets of this machine, and simulated ones in this
// process.
class LocalEngines final : public EngineSource {
public:
    explicit LocalEngines(net::AsioLoop& loop);
    ~LocalEngines() override;

    Result<std::shared_ptr<docker::Engine>> open(
        const model::Engine& engine, const model::State& state, const agent::AgentSettings& settings) override;
    std::vector<std::string> candidates() const override; // reads DOCKER_HOST, XDG_RUNTIME_DIR and HOME
    Result<void> set_fault(docker::Engine& engine, std::string_view fault) override;
    std::vector<docker::Stats> past(
        docker::Engine& engine, const std::string& container_name, TimePoint from, TimePoint to) override;

private:
    net::AsioLoop& loop_;
    std::unique_ptr<net::HttpClient> http_;
};

} // namespace quayside::control
