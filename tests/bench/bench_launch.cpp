#include "tests/bench/launchers.h"
#include "tests/bench/registry.h"

#include <chrono>
#include <cstdlib>
#include <map>
#include <numeric>

namespace quayside::bench {

namespace {

constexpr std::size_t kRounds = 3;
constexpr std::size_t kAtOnce = 10;

struct Times {
    std::vector<double> up, down, cpu;
};

using Launchers = std::map<std::string, std::unique_ptr<Launcher>>;

void measure(Run& run, const std::string& name, std::size_t containers, const Launchers& launchers)
{
    std::map<std::string, Times> times;
    for (std::size_t round = 0; round < run.size(kRounds); ++round)
        for (const auto& [who, launcher] : launchers) {
            auto& here = times[who];
            const double before = launcher->cpu_ms();
            here.up.push_back(wall_ms([&] { launcher->up(containers); }));
            here.cpu.push_back((launcher->cpu_ms() - before) / static_cast<double>(containers));
            here.down.push_back(wall_ms([&] { launcher->down(); }));
            launcher->rest();
        }
    for (auto& [who, here] : times) {
        const auto subject = name + '.' + who + '/' + std::to_string(containers);
        run.add({ .name = subject, .n = containers }, std::move(here.up));
        run.add({ .name = subject + ".gone", .n = containers }, std::move(here.down));
        if (launchers.at(who)->cpu_ms() > 0)
            run.add({ .name = subject + ".cpu-each" }, std::move(here.cpu));
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
