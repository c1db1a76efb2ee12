#include "core/scheduler/steady.h"

#include "core/scheduler/rebalance.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::scheduler {

using namespace model;

namespace {

constexpr Duration kRepeat = std::chrono::hours{ 6 };

bool deployments_are_done(const ServicePass& pass)
{
    const auto counts = [](const Deployment& d) { return d.status != DeploymentStatus::Inactive; };
    const auto done = [](const Deployment& d) {
        return d.task_set ? d.task_set->steady : d.rollout_state == RolloutState::Completed;
    };
    const auto all = std::ranges::count_if(pass.deployments, counts);
    const auto ready
        = std::ranges::count_if(pass.deployments, [&](const Deployment& d) { return counts(d) && done(d); });
    return all == ready && (all == 1 || pass.service.controller != DeploymentController::Ecs);
}

bool is_steady(const ServicePass& pass)
{
    if (pass.service.status != ServiceStatus::Active || !deployments_are_done(pass))
        return false;
    const auto totals = pass.totals();
    const bool whole = totals.fit_healthy == totals.alive;
    if (pass.service.controller != DeploymentController::Ecs)
        return whole;
    return (whole && totals.alive == pass.service.desired_count) || is_rebalancing(pass, totals.fit);
}

} // namespace

void note_steady(ServicePass& pass)
{
    Service& service = pass.service;
    if (!is_steady(pass)) {
        service.steady = false;
        return;
    }
    const bool again = pass.now >= service.steady_said_at + kRepeat;
    if (!service.steady || again) {
        pass.tell("has reached a steady state.");
        service.steady_said_at = pass.now;
        std::erase_if(service.said, [](const Service::Said& said) { return said.topic != kRebalancing; });
    }
    service.steady = true;
    pass.wake_at(service.steady_said_at + kRepeat);
}

void tell_stops(ServicePass& pass)
{
    if (pass.plan.stops.empty())
        return;
    std::string tasks;
    for (const auto& stop : pass.plan.stops)
        tasks += " (task " + stop.task.hex() + ")";
    pass.tell(fmt::format("has stopped {} running tasks:{}.", pass.plan.stops.size(), tasks));
}

} // namespace quayside::scheduler
