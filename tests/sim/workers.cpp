#include "tests/sim/workers.h"

#include "tests/sim/planted.h"
#include "tests/sim/simulation.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>

namespace quayside::sim {

namespace {

constexpr const char* kWorker = "QUAYSIDE_SIM_WORKER";
using WallClock = std::chrono::steady_clock;
using nlohmann::json;

std::string own_path()
{
    return std::filesystem::read_symlink("/proc/self/exe").string();
}

// One line for each life.
json to_json(std::uint64_t seed, const Outcome& outcome)
{
    return { { "seed", seed }, { "wrong", outcome.wrong },
        { "hours", std::chrono::duration<double, std::ratio<3600>>(outcome.lived).count() }, { "steps", outcome.steps },
        { "checks", outcome.checks }, { "calls", outcome.calls }, { "kills", outcome.kills }, { "cuts", outcome.cuts },
        { "faults", outcome.faults } };
}

void add(Totals& totals, const json& line)
{
    ++totals.seeds;
    totals.hours += line.at("hours").get<double>();
    totals.steps += line.at("steps").get<std::uint64_t>();
    totals.checks += line.at("checks").get<std::uint64_t>();
    totals.calls += line.at("calls").get<std::uint64_t>();
    totals.kills += line.at("kills").get<std::uint64_t>();
    totals.cuts += line.at("cuts").get<std::uint64_t>();
    for (const auto& [kind, count] : line.at("faults").items())
        totals.faults[kind] += count.get<std::uint64_t>();
    if (const auto wrong = line.at("wrong").get<std::string>(); !wrong.empty())
        totals.failures.push_back(
            { line.at("seed").get<std::uint64_t>(), wrong, line.at("steps").get<std::uint64_t>() });
}

Outcome live(const Plan& plan, std::uint64_t seed)
{
    const auto options = Options::draw(seed);
    Outcome outcome = simulate(options);
    if (plan.twice && outcome.wrong.empty() && simulate(options).hash != outcome.hash)
        outcome.wrong = "I20: the same seed gave another course";
    return outcome;
}

void work(const Plan& plan, int number)
{
    set_planted(plan.bug);
    const auto end = WallClock::now() + std::chrono::duration<double>(plan.seconds);
    double hours = 0;
    std::uint64_t failures = 0;
    const std::uint64_t most_seeds = plan.seeds.empty() ? plan.most_seeds : plan.seeds.size();
    for (std::uint64_t i = static_cast<std::uint64_t>(number); i < most_seeds && WallClock::now() < end
         && hours * plan.processes < plan.hours && failures < plan.most_failures;
         i += static_cast<std::uint64_t>(plan.processes)) {
        const std::uint64_t seed = plan.seeds.empty() ? plan.first_seed + i : plan.seeds[i];
        std::printf("{\"begins\":%llu}\n", static_cast<unsigned long long>(seed));
        std::fflush(stdout);
        const auto outcome = live(plan, seed);
        const auto line = to_json(seed, outcome);
        failures += outcome.wrong.empty() ? 0 : 1;
        hours += line.at("hours").get<double>();
        std::printf("%s\n", line.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
        std::fflush(stdout);
    }
}

json plan_to_json(const Plan& plan)
{
    return { { "first", plan.first_seed }, { "most", plan.most_seeds }, { "seeds", plan.seeds },
        { "seconds", plan.seconds }, { "hours", plan.hours }, { "failures", plan.most_failures },
        { "processes", plan.processes }, { "twice", plan.twice }, { "bug", plan.bug } };
}

Plan plan_of(const json& given)
{
    return { given.at("first"), given.at("most"), given.at("seeds"), given.at("seconds"), given.at("hours"),
        given.at("processes"), given.at("failures"), given.at("twice"), given.at("bug") };
}

// The standard output of a worker, read to its end.
class Worker {
public:
    Worker(const Plan& plan, int number)
        : bug_(plan.bug)
    {
        const std::string command = fmt::format("exec env {}='{}' '{}' 2>/dev/null", kWorker,
            json{ { "plan", plan_to_json(plan) }, { "number", number } }.dump(), own_path());
        output_ = ::popen(command.c_str(), "r");
    }

    Totals finish()
    {
        Totals totals;
        std::uint64_t under_way = 0;
        char* line = nullptr;
        std::size_t size = 0;
        while (output_ && ::getline(&line, &size, output_) > 0) {
            const json parsed = json::parse(line, nullptr, false);
            if (parsed.contains("begins")) {
                under_way = parsed.at("begins").get<std::uint64_t>();
            } else if (parsed.contains("seed")) {
                add(totals, parsed);
                under_way = 0;
            }
        }
        std::free(line);
        if (const int code = output_ ? ::pclose(output_) : -1; code != 0 || under_way != 0)
            totals.failures.push_back({ under_way, fmt::format("the process ended with {}", code), 0 });
        return totals;
    }

private:
    std::string bug_;
    FILE* output_ = nullptr;
};

void merge(Totals& sum, const Totals& more)
{
    sum.seeds += more.seeds;
    sum.hours += more.hours;
    sum.steps += more.steps;
    sum.checks += more.checks;
    sum.calls += more.calls;
    sum.kills += more.kills;
    sum.cuts += more.cuts;
    for (const auto& [kind, count] : more.faults)
        sum.faults[kind] += count;
    sum.failures.insert(sum.failures.end(), more.failures.begin(), more.failures.end());
}

} // namespace

std::uint64_t Totals::all_faults() const
{
    std::uint64_t sum = 0;
    for (const auto& [kind, count] : faults)
        sum += count;
    return sum;
}

std::string Totals::text() const
{
    std::string text = fmt::format("{} seeds, {:.1f} virtual hours, {} faults ({:.0f} an hour), {} kills ({} inside a "
                                   "write), {} calls, {} steps, {} checks; by kind:",
        seeds, hours, all_faults(), hours > 0 ? static_cast<double>(all_faults()) / hours : 0, kills, cuts, calls,
        steps, checks);
    for (const auto& [kind, count] : faults)
        text += fmt::format("\n  {:>8} {}", count, kind);
    return text;
}

Totals run(const Plan& plan)
{
    std::vector<std::unique_ptr<Worker>> workers;
    for (int i = 0; i < plan.processes; ++i)
        workers.push_back(std::make_unique<Worker>(plan, i));
    // Each is read by a thread of its own: a worker whose lines nobody takes stands still.
    std::vector<std::future<Totals>> readers;
    for (const auto& worker : workers)
        readers.push_back(std::async(std::launch::async, [&worker] { return worker->finish(); }));
    Totals totals;
    for (auto& reader : readers)
        merge(totals, reader.get());
    std::ranges::sort(totals.failures, {}, &Totals::Failure::seed);
    return totals;
}

bool is_worker(int& exit_code)
{
    const char* given = std::getenv(kWorker);
    if (!given)
        return false;
    const json parsed = json::parse(given);
    work(plan_of(parsed.at("plan")), parsed.at("number").get<int>());
    exit_code = 0;
    return true;
}

bool is_replay(int& exit_code)
{
    const char* seed = std::getenv("QUAYSIDE_SIM_SEED");
    if (!seed)
        return false;
    if (const char* bug = std::getenv("QUAYSIDE_SIM_BUG"))
        set_planted(bug);
    auto options = Options::draw(std::strtoull(seed, nullptr, 10));
    options.print = true;
    std::printf("%s\n", options.text().c_str());
    const auto outcome = simulate(options);
    std::printf("%s, hash %016llx\n", outcome.wrong.empty() ? "all in order" : outcome.wrong.c_str(),
        static_cast<unsigned long long>(outcome.hash));
    exit_code = outcome.wrong.empty() ? 0 : 1;
    return true;
}

std::string replay_line(std::uint64_t seed, const std::string& bug)
{
    return fmt::format("QUAYSIDE_SIM_SEED={}{} {}", seed, bug.empty() ? "" : " QUAYSIDE_SIM_BUG=" + bug, own_path());
}

} // namespace quayside::sim
