#pragma once

#include "tests/bench/calibration.h"
#include "tests/bench/registry.h"

#include <string>

namespace quayside::bench {

struct Summary {
    double min = 0;
    double median = 0;
    double p99 = 0;
    std::optional<double> ratio; // how many times better than the peer, by the median
};
Summary summarize(const Figures& figures);

// name n rounds min median p99 unit cpu peer ratio, one line per metric.
void print_heading();
void print_line(const Figures& figures);

// All of it for a machine. False if the file cannot be written.
bool write_json(const std::string& path, const Calibration& calibration, const std::vector<Figures>& figures);

} // namespace quayside::bench
