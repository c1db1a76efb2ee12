#include "tests/bench/calibration.h"
#include "tests/bench/child.h"
#include "tests/bench/registry.h"
#include "tests/bench/report.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <regex>

using namespace quayside::bench;

namespace {

std::vector<Registered<Bench>> chosen(const std::string& filter)
{
    const std::regex pattern(filter);
    auto found = benches();
    std::erase_if(found, [&](const auto& bench) { return !std::regex_search(bench.name, pattern); });
    std::ranges::sort(found, {}, &Registered<Bench>::name);
    return found;
}

std::string check_pattern(const std::string& text)
{
    try {
        const std::regex pattern(text);
        return {};
    } catch (const std::regex_error& problem) {
        return std::string("not a regular expression: ") + problem.what();
    }
}

int run_all(const std::vector<Registered<Bench>>& wanted, double scale, const std::string& json)
{
    const Calibration calibration = calibrate();
    print(calibration);
    print_heading();
    Run run(scale);
    for (const auto& bench : wanted)
        bench.function(run);
    if (json.empty() || write_json(json, calibration, run.figures()))
        return 0;
    fmt::print(stderr, "{} cannot be written.\n", json);
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App options("Measures Quayside. Prints how fast this machine is, then one line per metric.");
    bool list = false;
    std::string filter;
    std::string json;
    double scale = 1;
    std::vector<std::string> child;
    options.add_flag("--list", list, "Name the benches and end");
    options.add_option("--filter", filter, "Only benches whose name matches this regular expression")
        ->check(check_pattern);
    options.add_option("--json", json, "Write the figures to this file as well");
    options.add_option("--scale", scale, "Multiply all sizes by this, for a quick try")->check(CLI::PositiveNumber);
    options.add_option("--child", child)->group("")->expected(1, 100);
    CLI11_PARSE(options, argc, argv);
    if (!child.empty())
        return be_child(child);
    const auto wanted = chosen(filter);
    if (!list)
        return run_all(wanted, scale, json);
    for (const auto& bench : wanted)
        fmt::print("{:<28} {}\n", bench.name, bench.about);
    return 0;
}
