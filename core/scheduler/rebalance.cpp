#include "core/scheduler/rebalance.h"

#include "core/scheduler/rollout_judge.h"
#include "core/scheduler/scale_in.h"
#include "core/scheduler/service_said.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace quayside::scheduler {

using namespace model;

namespace {

constexpr const char* kZoneField = "attribute:ecs.availability-zone";
constexpr Duration kGiveUp = std::chrono::minutes{ 5 }; // for a replacement that does not get healthy

using Zones = std::map<std::string, std::int64_t>; // zone -> tasks that stay

bool is_eligible(const Service& service)
{
    const auto names_zone = [](const PlacementConstraint& constraint) {
        return constraint.expression.find(kZoneField) != std::string::npos;
    };
    const auto& strategy = service.placement_strategy;
    return service.zone_rebalancing && service.scheduling_strategy == SchedulingStrategy::Replica
        && service.controller == DeploymentController::Ecs && service.deployment_configuration.maximum_percent > 100
        && (strategy.empty() || (strategy[0].type == StrategyType::Spread && strategy[0].field == kZoneField))
        && std::ranges::none_of(service.placement_constraints, names_zone);
}

std::string zone_of(const ServicePass& pass, const TaskView& view)
{
    const auto instance = pass.state.container_instances().find(view.task->container_instance);
    return instance ? instance->availability_zone : std::string();
}

void add_open_zones(const ServicePass& pass, Zones& zones)
{
    if (pass.look.zones) {
        for (const auto& zone : *pass.look.zones)
            zones.try_emplace(zone, 0);
        return;
    }
    for (const auto& id : pass.state.instances_in(pass.service.cluster)) {
        const auto instance = pass.state.container_instances().find(id);
        if (instance->status == ContainerInstanceStatus::Active && instance->agent_connected)
            zones.try_emplace(instance->availability_zone, 0);
    }
}

Zones count_zones(const ServicePass& pass)
{
    Zones zones;
    add_open_zones(pass, zones);
    for (const auto& view : pass.tasks)
        if (view.stays() && !view.task->container_instance.is_null())
            ++zones[zone_of(pass, view)];
    return zones;
}

std::string counts_text(const Zones& zones)
{
    std::string text;
    for (const auto& [zone, count] : zones)
        text += fmt::format("{}{} tasks in {}", text.empty() ? "" : ", ", count, zone);
    return text;
}

Zones::const_iterator fullest(const Zones& zones)
{
    return std::ranges::max_element(zones, {}, [](const auto& entry) { return entry.second; });
}

Zones::const_iterator emptiest(const Zones& zones)
{
    return std::ranges::min_element(zones, {}, [](const auto& entry) { return entry.second; });
}

bool is_balanced(const Zones& zones)
{
    return zones.empty() || fullest(zones)->second - emptiest(zones)->second <= 1;
}

void start_one(ServicePass& pass, const Zones& zones)
{
    Deployment& primary = *pass.primary();
    const auto limit = limits_of(pass.service.desired_count, pass.service.deployment_configuration).maximum_total;
    const std::string zone = fullest(zones)->first;
    const auto can_move
        = [&](const TaskView& view) { return !is_protected(*view.task, pass.now) && zone_of(pass, view) == zone; };
    if (pass.service.desired_count + 1 > limit || is_held(pass, primary) || std::ranges::none_of(pass.tasks, can_move))
        return;
    if (may_say(pass.service, kRebalancing, pass.now))
        pass.tell(fmt::format("is not AZ balanced with {}. AZ Rebalancing in progress.", counts_text(zones)));
    std::ranges::find(pass.service.said, kRebalancing, &Service::Said::topic)->at = pass.now;
    pass.plan.starts.push_back({ primary.number, {}, 1, {}, emptiest(zones)->first });
}

void stop_one(ServicePass& pass, const Zones& zones)
{
    const std::string zone = fullest(zones)->first;
    const auto stops = pass.plan.stops.size();
    scale_in(pass, 1, [&](const TaskView& view) { return zone_of(pass, view) == zone; });
    if (pass.plan.stops.size() > stops)
        pass.tell(fmt::format("has stopped 1 running tasks in {} due to AZ rebalancing: (task {}).", zone,
            pass.plan.stops.back().task.hex()));
}

} // namespace

bool is_rebalancing(const ServicePass& pass, std::int64_t fit_tasks)
{
    return fit_tasks == pass.service.desired_count + 1 && said(pass.service, kRebalancing) && is_eligible(pass.service)
        && pass.deployments.size() == 1 && pass.deployments[0].rollout_state == RolloutState::Completed;
}

bool rebalance(ServicePass& pass)
{
    if (!is_eligible(pass.service) || pass.service.desired_count == 0)
        return false;
    const auto totals = pass.totals();
    const auto zones = count_zones(pass);
    if (is_rebalancing(pass, totals.fit)) {
        if (totals.fit_healthy == totals.fit && totals.alive == totals.fit)
            stop_one(pass, zones);
        else if (pass.now > said(pass.service, kRebalancing)->at + kGiveUp)
            unsay(pass.service, kRebalancing); // then it is one too many, and goes
        else
            pass.wake_at(said(pass.service, kRebalancing)->at + kGiveUp);
        return true;
    }
    const bool settled = totals.fit_healthy == pass.service.desired_count && totals.alive == totals.fit_healthy;
    if (!settled)
        return false;
    if (is_balanced(zones)) {
        if (said(pass.service, kRebalancing)) {
            pass.tell(fmt::format("is AZ balanced with {}.", counts_text(zones)));
            unsay(pass.service, kRebalancing);
        }
        return false;
    }
    start_one(pass, zones);
    return true;
}

} // namespace quayside::scheduler
