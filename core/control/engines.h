#pragma once

#include "core/agent/host_agent.h"
#include "core/control/operation.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace quayside::control {

// Opens connections to engines. The program's own knows Docker sockets and simulated engines; tests bring theirs.
class EngineSource {
public:
    virtual ~EngineSource() = default;

    // Never waits: whether anything answers shows later. An error says why the record's endpoint cannot be one.
    // `state` is for simulated engines, which have to know what ran on them.
    virtual Result<std::shared_ptr<docker::Engine>> open(const model::Engine& engine, const model::State& state) = 0;
    // What EngineAccess::candidates gives.
    virtual std::vector<std::string> candidates() const = 0;
    // What the engine should do from now on; ClientException for one that cannot be told.
    virtual Result<void> set_fault(docker::Engine& engine, std::string_view fault) = 0;
};

// The engines that are registered, each with its connection and its agent. Follows the published records. Lives on the
// core thread.
class Engines final : public EngineAccess {
public:
    Engines(Loop& loop, EngineSource& source, agent::AgentSettings settings, agent::Reporter& reporter,
        const model::State& state);
    ~Engines() override;

    // Opens, closes and tells agents of published changes.
    void apply(const model::ChangeSet& changes);

    // Live readings of one container; an empty subscription if its engine is not known.
    [[nodiscard]] Subscription watch(const Id& task, std::size_t index, Function<void(docker::Stats)> reading);

    Result<std::shared_ptr<docker::Engine>> connect(const std::string& endpoint) override;
    docker::Engine* find(const Id& engine) override;
    std::vector<std::string> candidates() const override { return source_.candidates(); }
    Result<void> set_fault(const Id& engine, std::string_view fault) override;

private:
    struct Entry {
        std::shared_ptr<docker::Engine> engine;
        std::unique_ptr<agent::HostAgent> agent; // after the engine, so that it goes first
    };

    void open(const model::Engine& record);
    const Entry* entry_of_task(const Id& task) const;

    Loop& loop_;
    EngineSource& source_;
    agent::AgentSettings settings_;
    agent::Reporter& reporter_;
    const model::State& state_;
    std::map<Id, Entry> entries_;
};

} // namespace quayside::control
