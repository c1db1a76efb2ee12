#pragma once

#include "core/base/json.h"
#include "core/model/state.h"

#include <QString>

#include <string>
#include <vector>

namespace quayside::ui {

// Where tasks of a document would have room at this moment: by CPU, memory, GPUs and host ports of the instances that
// take tasks. Constraints and attributes are the scheduler's; it is asked once there is a revision to ask about.
struct Fit {
    struct Instance {
        QString name;
        std::int64_t copies = 0; // that fit
        QString reason; // why none does: "memory: free 256 MiB, short 768 MiB"

        bool operator==(const Instance&) const = default;
    };
    std::vector<Instance> instances; // by name; all that are active and connected
    int fitting = 0;
    std::int64_t copies = 0;

    bool operator==(const Fit&) const = default;
};

Fit fit_of(const Json& document, const model::State& state, const std::string& cluster);

} // namespace quayside::ui
