#include "tests/bench/registry.h"

#include "tests/bench/report.h"

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace quayside::bench {

std::vector<Registered<Bench>>& benches()
{
    static std::vector<Registered<Bench>> all;
    return all;
}

std::vector<Registered<ChildBench>>& child_benches()
{
    static std::vector<Registered<ChildBench>> all;
    return all;
}

double cpu_ms()
{
    double sum = 0;
    for (const int who : { RUSAGE_SELF, RUSAGE_CHILDREN }) {
        rusage usage{};
        getrusage(who, &usage);
        for (const timeval& time : { usage.ru_utime, usage.ru_stime })
            sum += static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    }
    return sum;
}

void Run::time(Metric metric, const Function<void()>& round, const Function<void()>& before)
{
    before();
    round();
    std::vector<double> samples;
    double cpu = 0;
    for (std::size_t i = 0; i < metric.rounds; ++i) {
        before();
        const double cpu_before = cpu_ms();
        samples.push_back(wall_ms(round) * (metric.unit == "us" ? 1e3 : 1));
        cpu += cpu_ms() - cpu_before;
    }
    add(std::move(metric), std::move(samples), cpu);
}

void Run::add(Metric metric, std::vector<double> samples, double cpu)
{
    metric.rounds = samples.size();
    figures_.push_back({ std::move(metric), std::move(samples), cpu });
    print_line(figures_.back());
}

void Run::note(const std::string& text) const
{
    std::printf("# %s\n", text.c_str());
    std::fflush(stdout);
}

std::vector<std::size_t> Run::sizes(std::vector<std::size_t> at_full_scale) const
{
    for (auto& size : at_full_scale)
        size = std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(static_cast<double>(size) * scale_)));
    return at_full_scale;
}

} // namespace quayside::bench
