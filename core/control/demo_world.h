#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <string>
#include <vector>

// What the demo consists of. Data only.
namespace quayside::control {

struct DemoEngine {
    const char* name;
    const char* zone;
};

struct DemoContainer {
    const char* name;
    const char* image;
    std::int64_t cpu;
    std::int64_t memory; // MiB
    std::uint16_t port = 0; // 0: none
};

struct DemoFamily {
    const char* name;
    int revisions;
    int tasks;
    Duration age; // of its tasks
    std::vector<DemoContainer> containers;
    bool service = false; // its tasks are those of a service of the same name
};

// The service that is being brought to its newest revision as the demo starts, and since when.
constexpr const char* kDemoRollout = "web";
constexpr Duration kDemoRolloutAge = std::chrono::seconds{ 24 };

constexpr Duration kDemoAge = std::chrono::days{ 96 };
constexpr std::int64_t kDemoCpus = 4;
constexpr std::int64_t kDemoMemory = 8192; // MiB

const std::vector<DemoEngine>& demo_engines();
const std::vector<DemoFamily>& demo_families();

} // namespace quayside::control
