#pragma once

#include "core/control/control_plane.h"
#include "tests/sim/catalogue.h"
#include "tests/sim/core_loop.h"
#include "tests/sim/crash_disk.h"
#include "tests/sim/invariants.h"
#include "tests/sim/line.h"
#include "tests/sim/machine.h"
#include "tests/sim/options.h"
#include "tests/sim/trace.h"

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace quayside::sim {

// The whole control plane in a world whose time stands still until it is moved: a disk that can fail, machines that
// outlive the program, and the program, which can be killed at any step and at any write, and starts anew.
class SimWorld final : public control::EngineSource {
public:
    explicit SimWorld(const Options& options);
    ~SimWorld() override;

    // One piece of work; moves time if nothing is ready. False once something is wrong.
    bool step();
    void run_for(Duration duration);
    bool broken() const { return !invariants.broken().empty(); }

    bool up() const { return control_ != nullptr; }
    bool works() const { return up() && !core_->suspended(); }
    // kill -9, and a new start after a while. With `power`, what was not synced may be lost as well.
    void kill(bool power, Duration down);
    void start();
    bool coming_back() const { return start_.active(); }
    void suspend(Duration duration);
    void resume();
    void set_clock_error(Duration error);

    // A call in the name of a client; the handler runs when its reply comes. `lost` runs if the program is killed
    // before.
    using Handler = std::function<void(const Result<Json>&)>;
    void call(const std::string& operation, Json input, Handler reply, std::function<void()> lost = {});
    std::size_t unanswered() const { return unanswered_.size(); }
    // The installation's label on containers.
    const std::string& installation() const { return installation_; }

    const Options& options() const { return options_; }
    const model::State& durable() const { return invariants.durable(); }
    // What the program itself believes at this moment.
    const control::ControlPlane* control() const { return control_.get(); }
    // Long sleeps of the program, in which nothing could happen.
    Duration asleep() const { return asleep_; }

    struct Counts {
        std::uint64_t steps = 0;
        std::uint64_t calls = 0;
        std::uint64_t replies = 0;
        std::uint64_t kills = 0; // between two steps
        std::uint64_t cuts = 0; // inside a write
    };
    Counts counts;

    test::SimLoop loop;
    Trace trace;
    const Catalogue catalogue;

private:
    std::string installation_;

public:
    Invariants invariants;
    CrashDisk disk;
    std::map<std::string, std::unique_ptr<Machine>> machines;

private:
    Result<std::shared_ptr<docker::Engine>> open(
        const model::Engine& engine, const model::State& state, const agent::AgentSettings& settings) override;
    std::vector<std::string> candidates() const override { return {}; }
    Result<void> set_fault(docker::Engine& engine, std::string_view fault) override;
    std::vector<docker::Stats> past(docker::Engine&, const std::string&, TimePoint, TimePoint) override { return {}; }
    Machine& machine_of(const model::Engine& engine);
    void end_program();
    void after_cut();

    struct Unanswered {
        std::function<void()> lost;
    };

    Options options_;
    Random random_;
    std::uint64_t lives_ = 0;
    std::uint64_t next_call_ = 1;
    std::map<std::uint64_t, Unanswered> unanswered_;
    Duration clock_error_{};
    Duration asleep_{};
    TimePoint suspended_at_;
    std::unique_ptr<CoreLoop> core_;
    std::unique_ptr<control::ControlPlane> control_;
    Subscription published_;
    TimerHandle start_;
    TimerHandle wake_;
};

} // namespace quayside::sim
