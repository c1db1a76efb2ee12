#pragma once

#include "core/base/function.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

// How a bench is written. A file bench_<subject>.cpp (tests/bench/; tests/bench/ui/ if it needs the window) has one or
// more of
//
//     QUAYSIDE_BENCH("store.commit", "task changes, written and published")
//     {
//         for (const int changes : run.sizes({1, 1'000}))
//             run.time({.name = "store.commit/" + std::to_string(changes), .n = changes, .rounds = 20}, [&] { ... });
//     }
//
// and is picked up by the build. --filter matches the registered name.
namespace quayside::bench {

enum class Better { Lower, Higher };

// What one line of the output says beside the figures.
struct Metric {
    std::string name; // subject.what/size
    std::size_t n = 1; // things done in one round
    std::size_t rounds = 10; // for Run::time: how often it is measured
    std::string unit = "ms";
    std::optional<double> peer = {}; // the stored figure of whom we compare with, in the same unit
    std::string peer_name = {}; // who that is
    Better better = Better::Lower;
};

struct Figures {
    Metric metric;
    std::vector<double> samples; // one per round
    double cpu_ms = 0; // user + system of this process (and of children it waited for), all rounds
};

// Collects what one run of the program measures and prints each line as it comes.
class Run {
public:
    explicit Run(double scale)
        : scale_(scale)
    {
    }

    // Runs `round` once unmeasured, then metric.rounds times, and adds the wall times in ms (unit must be ms or us).
    // `before` prepares each round and is not measured.
    void time(
        Metric metric, const Function<void()>& round, const Function<void()>& before = [] {});
    // Figures measured some other way.
    void add(Metric metric, std::vector<double> samples, double cpu_ms = 0);
    // A line for people: why something was not measured.
    void note(const std::string& text) const;

    // Each size times --scale, at least 1: to try a bench quickly.
    std::vector<std::size_t> sizes(std::vector<std::size_t> at_full_scale) const;
    std::size_t size(std::size_t at_full_scale) const { return sizes({ at_full_scale }).front(); }

    const std::vector<Figures>& figures() const { return figures_; }

private:
    double scale_;
    std::vector<Figures> figures_;
};

using Bench = void (*)(Run& run);
// Runs in a process of its own (child.h) and gives back figures.
using ChildBench = std::vector<double> (*)(const std::vector<std::string>& arguments);

template <class F>
struct Registered {
    std::string name;
    std::string about;
    F function;
};
std::vector<Registered<Bench>>& benches();
std::vector<Registered<ChildBench>>& child_benches();

struct Register {
    Register(const char* name, const char* about, Bench bench) { benches().push_back({ name, about, bench }); }
    Register(const char* name, ChildBench bench) { child_benches().push_back({ name, "", bench }); }
};

// Milliseconds of CPU time, user and system, of this process and the children it has waited for.
double cpu_ms();

// Milliseconds that `work` takes on the wall.
template <class F>
double wall_ms(F&& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

} // namespace quayside::bench

#define QUAYSIDE_BENCH_JOIN_(a, b) a##b
#define QUAYSIDE_BENCH_JOIN(a, b) QUAYSIDE_BENCH_JOIN_(a, b)
#define QUAYSIDE_BENCH(name, about)                                                                                    \
    static void QUAYSIDE_BENCH_JOIN(bench_, __LINE__)(::quayside::bench::Run&);                                        \
    static const ::quayside::bench::Register QUAYSIDE_BENCH_JOIN(register_, __LINE__)(                                 \
        name, about, &QUAYSIDE_BENCH_JOIN(bench_, __LINE__));                                                          \
    static void QUAYSIDE_BENCH_JOIN(bench_, __LINE__)([[maybe_unused]] ::quayside::bench::Run & run)
