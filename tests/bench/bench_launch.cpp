#include "tests/bench/launchers.h"
#include "tests/bench/registry.h"

#include <cstdlib>
#include <map>

namespace quayside::bench {

namespace {

constexpr std::size_t kRounds = 3;

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
        }
    for (auto& [who, here] : times) {
        const auto subject = name + '.' + who + '/' + std::to_string(containers);
        run.add({ .name = subject, .n = containers }, std::move(here.up));
        run.add({ .name = subject + ".gone", .n = containers }, std::move(here.down));
        if (launchers.at(who)->cpu_ms() > 0)
            run.add({ .name = subject + ".cpu-each" }, std::move(here.cpu));
    }
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

QUAYSIDE_BENCH("launch.awsvpc", "the same in awsvpc tasks of three containers, which share a network; and in Swarm")
{
    const auto place = engine_place(run);
    if (!place)
        return;
    Launchers launchers;
    launchers["tasks"] = make_awsvpc_tasks(*place);
    add_swarm(launchers, *place, run);
    for (const std::size_t containers : run.sizes({ 102 }))
        measure(run, "launch.awsvpc", containers, launchers);
}

} // namespace quayside::bench
