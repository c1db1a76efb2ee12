#pragma once

#include "core/scheduler/service_pass.h"

// The service scheduler: what is to be done for one service now. Pure: the state, the service and a moment go in, a
// plan comes out; the plan of a service that is where it should be is empty.
namespace quayside::scheduler {

ServicePlan plan_service(const model::State& state, const model::Service& service, const PlanSettings& settings,
    const Look& look, Random& random);

} // namespace quayside::scheduler
