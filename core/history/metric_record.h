#pragma once

#include "core/model/metric_history.h"

#include <array>
#include <optional>

namespace quayside::history {

// Of how long a while each point of a ring tells, and how many it holds.
struct Resolution {
    const char* name;
    std::chrono::seconds step;
    std::int64_t count;

    constexpr std::chrono::seconds span() const { return step * count; }
};
constexpr std::array<Resolution, 3> kResolutions{ { { "1s", std::chrono::seconds{ 1 }, 900 }, // a quarter of an hour
    { "10s", std::chrono::seconds{ 10 }, 2160 }, // six hours
    { "1m", std::chrono::seconds{ 60 }, 20'160 } } }; // fourteen days

// A point as it stands in a file: when it was, in steps since 1970; least, mean and most of each figure on a scale of
// sixteen bits, within a fortieth of a percent; a checksum, by which half a record is known.
constexpr std::size_t kRecordSize = 32;
using Record = std::array<unsigned char, kRecordSize>;

Record encode(const model::MetricPoint& point, std::chrono::seconds step);
std::optional<model::MetricPoint> decode(const unsigned char* record, std::chrono::seconds step);

} // namespace quayside::history
