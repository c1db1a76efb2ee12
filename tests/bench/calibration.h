#pragma once

#include <optional>

namespace quayside::bench {

// What this machine does at this moment, so that figures from another, or from a busy one, can be read.
struct Calibration {
    double scan_us = 0; // least of a scan over 5,000 records for the best fit
    double append_ms = 0; // median of a 4 KiB append with fdatasync
    std::optional<double> pings_per_second; // of the Docker engine's /_ping over one connection; none: not there
    double load_average = 0; // over one minute
};

Calibration calibrate();
void print(const Calibration& calibration);

} // namespace quayside::bench
