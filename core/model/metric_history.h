#pragma once

#include "core/base/id.h"
#include "core/model/metrics.h"

#include <compare>
#include <limits>
#include <string>

namespace quayside::model {

// Whose use of CPU, memory and network is kept.
struct MetricSubject {
    enum class Kind : std::uint8_t { Container, Task, Service, Instance, Cluster };

    Kind kind = Kind::Task;
    Id id; // of the task, or the container instance
    std::size_t container = 0; // index in the task's definition
    std::string cluster; // of a service, or itself
    std::string service;

    auto operator<=>(const MetricSubject&) const = default;
};

// What a figure was over a while. NaN: not known.
struct Spread {
    static constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

    float least = kUnknown;
    float mean = kUnknown;
    float most = kUnknown;
};

// The use of one subject over a while that ended at a moment, in the units of Sample.
struct MetricPoint {
    TimePoint at;
    Spread cpu;
    Spread memory;
    Spread network_received;
    Spread network_sent;
};

// The four figures, in the order in which they stand in a point.
constexpr Spread MetricPoint::*kFigures[]
    = { &MetricPoint::cpu, &MetricPoint::memory, &MetricPoint::network_received, &MetricPoint::network_sent };

// A point at which nothing varied.
MetricPoint point_of(const Sample& sample);
// Over several points, of which those that are not known do not count.
MetricPoint fold(const std::vector<MetricPoint>& points, TimePoint at);

} // namespace quayside::model
