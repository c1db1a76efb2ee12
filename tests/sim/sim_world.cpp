#include "tests/sim/sim_world.h"

#include <filesystem>

namespace quayside::sim {

namespace {

// SQLite is on the disk in memory; this one only holds an empty file of the same name.
std::string directory()
{
    static const std::string made = [] {
        std::string name = (std::filesystem::temp_directory_path() / "quayside-sim-XXXXXX").string();
        if (!::mkdtemp(name.data()))
            std::abort();
        std::atexit([] {
            std::error_code ignored;
            std::filesystem::remove_all(directory(), ignored);
        });
        return name;
    }();
    return made;
}

control::Settings settings_of(const Options& options, std::uint64_t life)
{
    control::Settings settings;
    settings.seed = options.seed * 1'000'003 + life;
    settings.agent.probe_ports = false;
    settings.housekeeping.lost_after = options.lost_after;
    settings.housekeeping.cleanup_wait = options.cleanup_wait;
    settings.tidy_after = std::chrono::milliseconds{ 250 }; // more often than needed: kills find it at work
    settings.housekeeping.events_kept = 200;
    return settings;
}

void teach(docker::SimulatedHost& host)
{
    const auto behave = [&host](const char* family, docker::SimulatedBehaviour behaviour) {
        host.set_behaviour(std::string(kImagePrefix) + family + ":1", std::move(behaviour));
    };
    behave("stubborn", { .ignores_sigterm = true });
    behave("job", { .exits_after = std::chrono::seconds{ 20 } });
    behave("crash", { .exits_after = std::chrono::seconds{ 4 }, .exit_code = 3 });
    behave("hungry", { .exits_after = std::chrono::seconds{ 9 }, .exit_code = 137, .out_of_memory = true });
    behave("broken", { .start_error = Error{ "EngineError", "OCI runtime create failed: no such file", 400 } });
    host.add_unknown_image(std::string(kImagePrefix) + "unknown:1");
}

} // namespace

SimWorld::SimWorld(const Options& options)
    : trace(options.print)
    , catalogue(options.addresses)
    , invariants(loop, trace, catalogue, installation_)
    , options_(options)
    , random_(options.seed ^ 0x3017D)
{
    std::error_code ignored;
    std::filesystem::remove(directory() + "/state.db", ignored);
    invariants.set_lost_after(options.lost_after);
    disk.on_failure([this] {
        if (control_)
            invariants.may_survive(control_->state().everything());
    });
    start();
}

SimWorld::~SimWorld()
{
    end_program();
}

bool SimWorld::step()
{
    ++counts.steps;
    loop.step();
    if (disk.is_cut() && control_)
        after_cut();
    return !broken();
}

void SimWorld::run_for(Duration duration)
{
    bool over = false;
    const auto timer = loop.after(duration, [&over] { over = true; });
    while (!over && step()) { }
}

void SimWorld::after_cut()
{
    ++counts.cuts;
    kill(random_.below(2) == 0, wait_of(random_, std::chrono::seconds{ 2 }));
}

void SimWorld::end_program()
{
    disk.cut();
    published_.reset();
    control_.reset();
    core_.reset();
    wake_.cancel();
}

void SimWorld::kill(bool power, Duration down)
{
    if (!up())
        return;
    ++counts.kills;
    trace.note(loop.now(), power ? "power lost" : "killed");
    if (core_->suspended())
        asleep_ += loop.now() - suspended_at_;
    end_program();
    if (power)
        disk.lose_power([this] { return random_.below(2) == 0; });
    for (auto& [number, call] : std::exchange(unanswered_, {}))
        if (call.lost)
            call.lost();
    start_ = loop.after(down, [this] { start(); });
}

void SimWorld::start()
{
    start_.cancel();
    disk.come_back();
    trace.note(loop.now(), "started");
    core_ = std::make_unique<CoreLoop>(loop, clock_error_);
    auto store = store::Store::open(directory());
    if (!store)
        return invariants.violated("I1", "the state cannot be opened: " + store.error().message);
    control_
        = std::make_unique<control::ControlPlane>(*core_, std::move(*store), *this, settings_of(options_, ++lives_));
    published_ = control_->subscribe(
        [this](const std::shared_ptr<const model::ChangeSet>& changes) { invariants.published(*changes); });
    invariants.program_started();
    if (installation_.empty()) { // the first publication comes before anything is known
        if (const auto started = control_->start(); !started)
            return invariants.violated("I1", started.error().message);
        installation_ = control_->installation().id;
    } else if (const auto started = control_->start(); !started) {
        invariants.violated("I1", "the state cannot be read: " + started.error().message);
    }
}

void SimWorld::suspend(Duration duration)
{
    if (!up() || core_->suspended())
        return;
    trace.note(loop.now(), "suspended", duration.count());
    core_->suspend();
    suspended_at_ = loop.now();
    wake_ = loop.after(duration, [this] { resume(); });
}

void SimWorld::resume()
{
    if (!up() || !core_->suspended())
        return;
    trace.note(loop.now(), "resumed");
    wake_.cancel();
    asleep_ += loop.now() - suspended_at_;
    invariants.slept(loop.now() - suspended_at_);
    core_->resume();
}

void SimWorld::set_clock_error(Duration error)
{
    trace.note(loop.now(), "clock set", error.count());
    invariants.clock_set(error - clock_error_);
    clock_error_ = error;
    if (core_)
        core_->set_clock_error(error);
}

void SimWorld::call(const std::string& operation, Json input, Handler reply, std::function<void()> lost)
{
    ++counts.calls;
    if (!up()) {
        if (lost)
            lost();
        return;
    }
    const std::uint64_t number = next_call_++;
    trace.note(loop.now(), "call", operation, input.dump());
    unanswered_[number] = { std::move(lost) };
    core_->post([this, number, operation, input = std::move(input), reply = std::move(reply)]() mutable {
        control_->call(operation, std::move(input), [this, number, operation, reply](const Result<Json>& result) {
            ++counts.replies;
            unanswered_.erase(number);
            trace.note(loop.now(), "reply", operation, result ? std::string("ok") : result.error().message);
            reply(result);
        });
    });
}

Machine& SimWorld::machine_of(const model::Engine& engine)
{
    auto& known = machines[engine.name];
    if (known)
        return *known;
    auto settings = docker::SimulatedEngineSettings::read(engine.simulation);
    settings.id = "engine-" + engine.name;
    settings.seed = options_.seed * 31 + machines.size();
    known = std::make_unique<Machine>(loop, engine.name, std::move(settings));
    teach(known->engine.host());
    invariants.watch(*known);
    return *known;
}

Result<std::shared_ptr<docker::Engine>> SimWorld::open(
    const model::Engine& engine, const model::State&, const agent::AgentSettings&)
{
    return std::shared_ptr<docker::Engine>(std::make_shared<Line>(*core_, machine_of(engine), invariants));
}

Result<void> SimWorld::set_fault(docker::Engine& engine, std::string_view fault)
{
    return dynamic_cast<Line&>(engine).machine().engine.set_fault(fault);
}

} // namespace quayside::sim
