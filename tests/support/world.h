#pragma once

#include "core/control/control_plane.h"
#include "core/control/embedded_client.h"
#include "core/docker/simulated_engine.h"
#include "tests/support/sim_loop.h"

#include <QTemporaryDir>

#include <map>
#include <memory>
#include <string>

namespace quayside::test {

// Engines that outlive the control plane, as real ones do.
class SimulatedEngines final : public control::EngineSource {
public:
    explicit SimulatedEngines(Loop& loop)
        : loop_(loop)
    {
    }

    Result<std::shared_ptr<docker::Engine>> open(
        const model::Engine& engine, const model::State& state, const agent::AgentSettings& settings) override;
    std::vector<std::string> candidates() const override { return {}; }
    Result<void> set_fault(docker::Engine& engine, std::string_view fault) override;
    std::vector<docker::Stats> past(docker::Engine&, const std::string&, TimePoint, TimePoint) override { return {}; }

    std::map<std::string, std::shared_ptr<docker::SimulatedEngine>> by_name;
    int opened = 0; // connections made

private:
    Loop& loop_;
};

// A control plane with simulated engines in a world whose time a test moves. Its state is on disk, so that it can be
// killed and started again at any moment.
class World {
public:
    explicit World(control::Settings settings = default_settings(1));
    ~World();

    static control::Settings default_settings(std::uint64_t seed);

    void kill(); // as kill -9: what was not flushed is lost
    void start();
    // As `kill` then `start`.
    void restart();
    // Who answers for lifecycle hooks from the next start on.
    void set_hooks(std::shared_ptr<control::HookRunner> hooks) { settings_.hooks = std::move(hooks); }
    // Puts records while the program is not running, and starts it.
    void edit(const Function<Result<void>(store::Transaction&)>& work);

    // A call and its reply, which must come within a minute.
    Result<Json> call(const std::string& operation, Json input = Json::object());
    // The reply of a call that must succeed; else the test fails and the object is empty.
    Json ok(const std::string& operation, Json input = Json::object());

    // An engine with one container instance of the same name; returns once it is connected.
    void add_engine(const std::string& name, const std::string& cluster = "default");
    docker::SimulatedEngine& engine(const std::string& name) { return *engines.by_name.at(name); }

    // Registers family "web" with one container "web" that listens on port 80.
    void register_web();
    // Runs one task of the family and returns it.
    Id run_task(const std::string& family = "web");

    const model::State& state() const { return control->state(); }
    model::TaskPtr task(const Id& id) const { return state().tasks().find(id); }
    bool has_status(const Id& id, model::TaskStatus status) const;
    bool reaches(const Id& id, model::TaskStatus status, Duration within = std::chrono::minutes{ 1 });

    SimLoop loop;
    SimulatedEngines engines{ loop };
    std::unique_ptr<control::ControlPlane> control;

private:
    QTemporaryDir directory_;
    control::Settings settings_;
};

} // namespace quayside::test
