#pragma once

#include "core/scheduler/place.h"
#include "core/scheduler/service_plan.h"

#include <optional>
#include <vector>

namespace quayside::scheduler {

// What became of a start of the plan: the tasks that found a place, and why the others did not.
struct StartOutcome {
    TaskStart start;
    std::vector<Id> tasks;
    std::optional<Refusal> refusal;
};

// When what found no place is tried again, if no instance changes before.
constexpr Duration kTryPlaceAgain = std::chrono::seconds{ 30 };

// Takes note of the outcomes in the service and its deployments (those of them that change must be among
// `deployments`): what found no place is tried again when an instance changes, or later. Gives the messages. Pure.
std::vector<ServiceMessage> note_outcomes(model::Service& service, std::vector<model::Deployment>& deployments,
    const std::vector<StartOutcome>& outcomes, TimePoint now);

// Whether the last start failed because no instance has enough left; stopping a task would help.
bool lacks_room(const model::Service& service);

} // namespace quayside::scheduler
