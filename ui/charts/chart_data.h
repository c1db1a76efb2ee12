#pragma once

#include "core/base/time.h"
#include "core/model/metrics.h"

#include <QString>

#include <span>
#include <vector>

// What a chart draws, worked out from samples. Pure.
namespace quayside::ui {

// One value of a line; NaN is "not known".
struct ChartPoint {
    TimePoint at;
    double value = 0;
};

// The stretch of time that charts show together.
struct TimeRange {
    TimePoint begin;
    TimePoint end;

    Duration length() const { return end - begin; }
    bool operator==(const TimeRange&) const = default;
};

// Adjacent points that are connected; between two of these is a gap.
using ChartStretch = std::vector<ChartPoint>;

// At most one lowest and one highest value per pixel column, in the order of time, so that peaks survive and 3,600
// samples cost no more than the chart is wide. NaN, or a step of more than `longest_step`, starts a new stretch.
// One point outside the range on either side is kept, so that lines reach the edges.
std::vector<ChartStretch> decimate(
    std::span<const ChartPoint> points, TimeRange range, int pixels, Duration longest_step);

struct ChartSummary {
    bool known = false; // false: no value in the range
    double last = 0;
    double least = 0;
    double greatest = 0;
};
ChartSummary summarise(std::span<const ChartPoint> points, TimeRange range);

// Round steps for 4 to 6 grid lines from 0 to at least `greatest`; never empty.
std::vector<double> value_ticks(double greatest);

// Round times, about `pixels_apart` from each other; seconds are written only where steps are below a minute.
struct TimeTick {
    TimePoint at;
    QString text;
};
std::vector<TimeTick> time_ticks(TimeRange range, int pixels, int pixels_apart = 64);

// Moves label positions (pixels, any order) apart to at least `distance`, inside [0, height], as little as possible,
// keeping their order from top to bottom.
std::vector<double> spread_labels(std::vector<double> positions, double distance, double height);

} // namespace quayside::ui
