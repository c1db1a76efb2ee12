#pragma once

#include "core/control/operation.h"

#include <map>
#include <optional>

namespace quayside::control {

// Makes the calls of the demo, at the moments at which they are said to have been made, and says what engines would
// have reported since. The first failure ends it.
class DemoScribe {
public:
    explicit DemoScribe(Operation& operation)
        : operation_(operation)
    {
    }

    const model::State& state() const { return operation_.state(); }
    const std::optional<Error>& failure() const { return failure_; }
    TimePoint now() const { return operation_.now; }
    Operation then(TimePoint at) const;

    Json call(const char* name, const Json& input, Duration ago);

    // The task has been running since shortly after it was made.
    void report_running(const Id& task);
    // Its containers have ended, as they were asked to.
    void report_stopped(const Id& task, TimePoint at);

private:
    Json failed(const Error& error);
    std::uint16_t next_port(const model::Task& task);

    Operation& operation_;
    std::map<Id, int> ports_used_; // by container instance
    std::optional<Error> failure_;
};

} // namespace quayside::control
