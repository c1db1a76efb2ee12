#include "tests/bench/launchers.h"
#include "tests/bench/registry.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <numeric>
#include <utility>

namespace quayside::bench {

namespace {

constexpr std::size_t kRounds = 3;
constexpr std::size_t kAtOnce = 10;

constexpr double kCpuEach = 2; // ms of its own, at most

struct Times {
    std::vector<double> up, down, work_down, cpu_up, cpu_down;
};

using Launchers = std::map<std::string, std::unique_ptr<Launcher>>;

double median(std::vector<double> all)
{
    std::ranges::sort(all);
    return all[all.size() / 2];
}

// With whom the others are compared: the engine's API, else Swarm.
std::string peer_of(const Launchers& launchers)
{
    return launchers.contains("raw") ? "raw" : launchers.contains("swarm") ? "swarm" : "";
}

void measure_round(Times& here, Launcher& launcher, std::size_t containers)
{
    auto cpu = [&, before = launcher.cpu_ms()]() mutable {
        const double now = launcher.cpu_ms();
        return (now - std::exchange(before, now)) / static_cast<double>(containers);
    };
    here.up.push_back(wall_ms([&] { launcher.up(containers); }));
    here.cpu_up.push_back(cpu());
    here.down.push_back(wall_ms([&] { launcher.down(); }));
    here.cpu_down.push_back(cpu());
    here.work_down.push_back(here.down.back() - launcher.keeping_ms());
    launcher.rest();
}

void add(Run& run, const std::string& subject, std::size_t containers, Times times, const Launcher& launcher,
    const Times* peer, const std::string& peer_name)
{
    const auto metric = [&](const char* what, const std::vector<double> Times::*of) {
        const auto against = peer ? std::optional(median(peer->*of)) : std::nullopt;
        return Metric{ .name = subject + what, .n = containers, .peer = against, .peer_name = peer_name };
    };
    run.add(metric("", &Times::up), std::move(times.up));
    run.add(metric(".gone", &Times::down), std::move(times.down));
    if (launcher.keeping_ms() > 0)
        run.add(metric(".gone-but-for-keeping", &Times::down), std::move(times.work_down));
    if (launcher.cpu_ms() <= 0)
        return;
    run.add({ .name = subject + ".cpu-each", .peer = kCpuEach, .peer_name = "goal" }, std::move(times.cpu_up));
    run.add({ .name = subject + ".gone.cpu-each" }, std::move(times.cpu_down));
}

void measure(Run& run, const std::string& name, std::size_t containers, const Launchers& launchers)
{
    std::map<std::string, Times> times;
    for (std::size_t round = 0; round < run.size(kRounds); ++round)
        for (const auto& [who, launcher] : launchers)
            measure_round(times[who], *launcher, containers);
    const auto peer = peer_of(launchers);
    for (const auto& [who, here] : times) {
        const bool compared = !peer.empty() && who != peer;
        add(run, name + '.' + who + '/' + std::to_string(containers), containers, here, *launchers.at(who),
            compared ? &times.at(peer) : nullptr, compared ? peer : std::string());
    }
}

// Of the straight line that fits best.
double slope_of(const std::vector<double>& x, const std::vector<double>& y)
{
    const auto mean = [](const auto& all) {
        return std::accumulate(all.begin(), all.end(), 0.0) / static_cast<double>(all.size());
    };
    const double middle_x = mean(x), middle_y = mean(y);
    double up = 0, across = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        up += (x[i] - middle_x) * (y[i] - middle_y);
        across += (x[i] - middle_x) * (x[i] - middle_x);
    }
    return across > 0 ? up / across : 0;
}

std::optional<EnginePlace> engine_place(const Run& run)
{
    const char* endpoint = std::getenv("QUAYSIDE_TEST_DOCKER");
    const char* image = std::getenv("QUAYSIDE_TEST_IMAGE");
    if (endpoint && image)
        return EnginePlace{ endpoint, image };
    run.note("launch: no engine is given; run it beside one: tests/support/dockerd.sh quayside-bench");
    return {};
}

void add_swarm(Launchers& launchers, const EnginePlace& place, const Run& run)
{
    if (auto swarm = make_swarm(place))
        launchers["swarm"] = std::move(swarm);
    else
        run.note("launch: the engine forms no swarm");
}

} // namespace

QUAYSIDE_BENCH("launch.bridge", "containers running and gone again: our tasks, the engine's API, Swarm and compose")
{
    const auto place = engine_place(run);
    if (!place)
        return;
    Launchers launchers;
    launchers["raw"] = make_raw(*place);
    launchers["tasks"] = make_tasks(*place);
    add_swarm(launchers, *place, run);
    if (auto compose = make_compose(*place))
        launchers["compose"] = std::move(compose);
    else
        run.note("launch: docker-compose is not installed");
    for (const std::size_t containers : run.sizes({ 50, 100 }))
        measure(run, "launch.bridge", containers, launchers);
}

// Once unmeasured: pause containers stand ready for as many tasks as were begun before.
QUAYSIDE_BENCH(
    "launch.awsvpc", "the same in awsvpc tasks of one container, and of three, which share a network; and in Swarm")
{
    const auto place = engine_place(run);
    if (!place)
        return;
    for (const std::size_t each : { 1, 3 }) {
        Launchers launchers;
        launchers["tasks"] = make_awsvpc_tasks(*place, each);
        add_swarm(launchers, *place, run);
        for (const std::size_t containers : run.sizes({ 30 * each })) {
            for (const auto& [who, launcher] : launchers) {
                launcher->up(containers);
                launcher->down();
                launcher->rest();
            }
            measure(run, "launch.awsvpc." + std::to_string(each), containers, launchers);
        }
    }
}

QUAYSIDE_BENCH("launch.memory", "memory of our program while tasks come and go: two minutes, an hour with --scale 30")
{
    const auto place = engine_place(run);
    if (!place)
        return;
    using Minutes = std::chrono::duration<double, std::ratio<60>>;
    const auto tasks = make_tasks(*place);
    const auto start = std::chrono::steady_clock::now();
    const Minutes whole{ static_cast<double>(run.size(20)) / 10 };
    std::vector<double> at, memory;
    for (Minutes passed{}; passed < whole; passed = std::chrono::steady_clock::now() - start) {
        tasks->up(kAtOnce);
        tasks->down();
        at.push_back(passed.count());
        memory.push_back(tasks->memory_mb());
    }
    const auto slope = slope_of(at, memory) * 1024;
    run.add({ .name = "launch.memory", .n = memory.size() * kAtOnce, .unit = "MB" }, std::move(memory));
    run.add({ .name = "launch.memory.growth", .unit = "KiB/min" }, { slope });
}

} // namespace quayside::bench
