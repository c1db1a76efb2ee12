#pragma once

#include "core/agent/host_agent.h"
#include "core/control/operation.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace quayside::control {

// Opens connections to engines. The program's own knows Docker sockets and simulated engines; tests bring theirs.
class EngineSource {
public:
    virtual ~EngineSource() = default;

    // Never waits: whether anything answers shows later. An error says why the record's endpoint cannot be one.
    // What `state` says that runs on it is for simulated engines, which have forgotten it; `settings` are its agent's.
    virtual Result<std::shared_ptr<docker::Engine>> open(
        const model::Engine& engine, const model::State& state, const agent::AgentSettings& settings)
        = 0;
    // What EngineAccess::candidates gives.
    virtual std::vector<std::string> candidates() const = 0;
    // What the engine should do from now on; ClientException for one that cannot be told.
    virtual Result<void> set_fault(docker::Engine& engine, std::string_view fault) = 0;
    // Readings of a container's counters at whole seconds of [from, to), as far as the engine knows the past.
    virtual std::vector<docker::Stats> past(
        docker::Engine& engine, const std::string& container_name, TimePoint from, TimePoint to)
        = 0;
};

// The engines that are registered, each with its connection and its agent. Follows the published records. Lives on the
// core thread.
class Engines final : public EngineAccess {
public:
    // `has_task_address`: whether programs on engines of this machine reach the task endpoint at an address that this
    // machine has for it. Those of others need its relay.
    Engines(Loop& loop, EngineSource& source, agent::AgentSettings settings, std::function<bool()> has_task_address,
        agent::Reporter& reporter, const model::State& state);
    ~Engines() override;

    // Opens, closes and tells agents of published changes. At a start there may be thousands to open, and simulated
    // ones are filled anew: what would make this call long waits for the next ones.
    void apply(const model::ChangeSet& changes);

    // Opens some more. To be called while any waits and nothing is pending in the store: agents act on what is on disk.
    void open_more();
    bool any_waits() const { return !waiting_.empty(); }

    // Readings of one container; an empty subscription if its engine is not known.
    [[nodiscard]] Subscription watch(
        const Id& task, std::size_t index, agent::Pace pace, Function<void(docker::Stats)> reading);

    // Samples from before anybody watched, as far as the engine knows them.
    std::vector<model::Sample> past(const Id& task, std::size_t index, TimePoint from, TimePoint to);

    Result<std::shared_ptr<docker::Engine>> connect(const model::EngineAddress& address) override;
    docker::Engine* find(const Id& engine) override;
    std::vector<std::string> candidates() const override { return source_.candidates(); }
    Result<void> set_fault(const Id& engine, std::string_view fault) override;

private:
    struct Entry {
        std::shared_ptr<docker::Engine> engine;
        std::unique_ptr<agent::HostAgent> agent; // after the engine, so that it goes first
    };

    std::size_t open(const model::Engine& record);
    void wait_for_turn(const model::Engine& record);
    agent::AgentSettings settings_for(const model::Engine& record) const;
    const Entry* entry_of_task(const Id& task) const;

    Loop& loop_;
    EngineSource& source_;
    agent::AgentSettings settings_;
    std::function<bool()> has_task_address_;
    agent::Reporter& reporter_;
    const model::State& state_;
    std::map<Id, Entry> entries_;
    std::set<std::pair<model::EngineKind, Id>> waiting_; // to be opened; the real ones first
};

} // namespace quayside::control
