#include "tests/bench/report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace quayside::bench {

namespace {

constexpr const char* kColumns = "{:<40} {:>8} {:>7} {:>10} {:>10} {:>10} {:>6} {:>9} {:>22} {:>7}\n";

double at(const std::vector<double>& sorted, double fraction)
{
    return sorted[static_cast<std::size_t>(fraction * static_cast<double>(sorted.size() - 1) + 0.5)];
}

std::string figure(double value)
{
    return value >= 1'000 ? fmt::format("{:.0f}", value) : fmt::format("{:.4g}", value);
}

} // namespace

Summary summarize(const Figures& figures)
{
    Summary summary;
    if (figures.samples.empty())
        return summary;
    auto sorted = figures.samples;
    std::ranges::sort(sorted);
    const bool lower = figures.metric.better == Better::Lower;
    summary.min = sorted.front();
    summary.median = at(sorted, 0.5);
    summary.p99 = at(sorted, lower ? 0.99 : 0.01);
    if (figures.metric.peer && summary.median > 0 && *figures.metric.peer > 0)
        summary.ratio = lower ? *figures.metric.peer / summary.median : summary.median / *figures.metric.peer;
    return summary;
}

void print_heading()
{
    fmt::print(
        fmt::runtime(kColumns), "name", "n", "rounds", "min", "median", "p99", "unit", "cpu ms", "peer", "ratio");
}

void print_line(const Figures& figures)
{
    const Metric& metric = figures.metric;
    const Summary summary = summarize(figures);
    const std::string peer = metric.peer ? metric.peer_name + " " + figure(*metric.peer) : "-";
    fmt::print(fmt::runtime(kColumns), metric.name, metric.n, metric.rounds, figure(summary.min),
        figure(summary.median), figure(summary.p99), metric.unit, figure(figures.cpu_ms), peer,
        summary.ratio ? fmt::format("{:.2f}x", *summary.ratio) : "-");
    std::fflush(stdout);
}

bool write_json(const std::string& path, const Calibration& calibration, const std::vector<Figures>& all)
{
    using nlohmann::ordered_json;
    ordered_json metrics = ordered_json::array();
    for (const auto& figures : all) {
        const Metric& metric = figures.metric;
        const Summary summary = summarize(figures);
        ordered_json line{ { "name", metric.name }, { "n", metric.n }, { "rounds", metric.rounds },
            { "min", summary.min }, { "median", summary.median }, { "p99", summary.p99 }, { "unit", metric.unit },
            { "cpuMs", figures.cpu_ms } };
        if (metric.peer)
            line.update({ { "peer", *metric.peer }, { "peerName", metric.peer_name } });
        if (summary.ratio)
            line["ratio"] = *summary.ratio;
        metrics.push_back(std::move(line));
    }
    const ordered_json ping
        = calibration.pings_per_second ? ordered_json(*calibration.pings_per_second) : ordered_json();
    const ordered_json document{ { "calibration",
                                     { { "scanUs", calibration.scan_us }, { "appendMs", calibration.append_ms },
                                         { "pingsPerSecond", ping }, { "loadAverage", calibration.load_average } } },
        { "metrics", std::move(metrics) } };
    std::ofstream file(path);
    file << document.dump(2) << '\n';
    return static_cast<bool>(file.flush());
}

} // namespace quayside::bench
