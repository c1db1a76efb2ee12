#pragma once

#include "core/scheduler/service_pass.h"

#include <string>

// How rollouts end, and what becomes of deployments afterwards.
namespace quayside::scheduler {

// What a rollout ended from.
struct Failure {
    std::string reason; // rolloutStateReason
    std::string rollback_reason; // the beginning of that of the deployment which undoes it
    std::string message; // event; empty: none
    bool roll_back = false;
    model::ServiceDeploymentStatus without_rollback = model::ServiceDeploymentStatus::Stopped;
};

// The PRIMARY deployment failed. With `roll_back` the last completed one is deployed again, once: a rollback that fails
// does not roll back. Where traffic shifts and the old tasks are still there, they simply get it back.
void fail_rollout(ServicePass& pass, const Failure& failure);

// The PRIMARY deployment is where it should be.
void complete_rollout(ServicePass& pass);

// The deployment to go back to from the PRIMARY one; null if none was ever completed.
model::DeploymentPtr last_completed(const ServicePass& pass);
// Of the strategies that shift traffic: the deployment that has it until then. Where none was ever completed, that is
// the one of which most runs; null if nothing does.
model::Deployment* blue_of(ServicePass& pass);
// How much of the production traffic `green` has, in tenths of a percent; `blue` has the rest.
void set_weight(model::Deployment& green, model::Deployment* blue, std::int64_t weight);

// Deployments without tasks that are not PRIMARY become history; of that, the oldest goes.
void retire_deployments(ServicePass& pass);
void trim_history(ServicePass& pass);

} // namespace quayside::scheduler
