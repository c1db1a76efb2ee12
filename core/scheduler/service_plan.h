#pragma once

#include "core/model/deployment.h"
#include "core/model/event.h"
#include "core/model/service.h"
#include "core/model/task.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quayside::scheduler {

// Equal tasks to start; where, is for placement to say.
struct TaskStart {
    std::uint64_t deployment = 0;
    std::string capacity_provider; // that the strategy chose; empty: none
    std::int64_t count = 0;
    Id instance; // of DAEMON: on this one; else null
    std::string zone; // to balance zones: in this one; else empty

    bool operator==(const TaskStart&) const = default;
};

struct TaskStop {
    Id task;
    model::StopCode code = model::StopCode::ServiceSchedulerInitiated;
    std::string reason;

    bool operator==(const TaskStop&) const = default;
};

// A lifecycle hook whose handler is to be asked now.
struct HookCall {
    std::uint64_t deployment = 0;
    std::string run; // HookRun::id
    Json hook = Json::object(); // as in the deployment configuration
    model::LifecycleStage stage = model::LifecycleStage::None;

    bool operator==(const HookCall&) const = default;
};

// One line of the events of a service.
struct ServiceMessage {
    std::string text;
    model::Severity severity = model::Severity::Info;

    bool operator==(const ServiceMessage&) const = default;
};

// What is to be done for one service: a value, in the order in which it is carried out.
struct ServicePlan {
    std::vector<Id> settled; // stopped tasks that have been taken note of
    std::vector<TaskStop> stops;
    std::optional<model::Service> service; // as it becomes, if it changes
    std::vector<model::Deployment> deployments; // new and changed ones
    std::vector<std::uint64_t> forgotten_deployments; // history beyond what is kept
    std::vector<std::uint64_t> forgotten_revisions;
    std::vector<TaskStart> starts;
    std::vector<ServiceMessage> messages; // oldest first; those of the starts come before
    std::vector<HookCall> hooks;
    TimePoint wake; // look again then, even if nothing changes; kNever: no need

    // Nothing to write or do; `wake` may be set.
    bool empty() const;
};

// For tests and logs: one line for each thing to do.
std::string to_text(const ServicePlan& plan);

} // namespace quayside::scheduler
