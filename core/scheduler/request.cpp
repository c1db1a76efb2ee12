#include "core/scheduler/request.h"

#include "core/base/arn.h"
#include "core/scheduler/attributes.h"
#include "core/scheduler/requirements.h"

#include <nlohmann/json.hpp>

#include <cassert>

namespace quayside::scheduler {

namespace {

using Constraints = std::vector<model::PlacementConstraint>;

Constraints fixed_constraints(const model::TaskDefinition& definition)
{
    Constraints fixed;
    const auto found = definition.document.find("placementConstraints");
    if (found != definition.document.end())
        fields_from_json(*found, fixed);
    return fixed;
}

void add_constraints(PlacementRequest& request, const Constraints& constraints)
{
    for (const auto& constraint : constraints) {
        if (constraint.type == model::ConstraintType::DistinctInstance) {
            request.distinct_instance = true;
            continue;
        }
        auto expression = Expression::parse(constraint.expression);
        assert(expression && "expressions are checked when they are given");
        if (expression)
            request.member_of.push_back(std::move(*expression));
    }
}

Strategy strategy_of(const model::PlacementStrategy& given)
{
    switch (given.type) {
    case model::StrategyType::Spread:
        return { Strategy::Kind::Spread, given.field };
    case model::StrategyType::Binpack:
        return { Strategy::Kind::Binpack, given.field };
    case model::StrategyType::Random:
        break;
    }
    return {};
}

} // namespace

PlacementRequest request_for(
    const model::TaskSpec& spec, const Constraints& constraints, const std::vector<model::PlacementStrategy>& strategy)
{
    PlacementRequest request;
    request.cluster = spec.cluster;
    request.group = spec.group;
    request.need = model::reservation(spec);
    request.attributes = required_attributes(*spec.definition);
    if (spec.enable_execute_command)
        request.attributes.push_back({ std::string(kExecuteCommand), {} });
    // What an agent can do is not asked of Fargate; what the machine is, is.
    if (spec.launch_type == model::LaunchType::Fargate)
        std::erase_if(request.attributes, [](const model::Attribute& attribute) { return attribute.value.empty(); });
    request.launch_type = spec.launch_type;
    request.capacity_provider = spec.capacity_provider;
    add_constraints(request, fixed_constraints(*spec.definition));
    add_constraints(request, constraints);
    for (const auto& given : strategy)
        request.strategies.push_back(strategy_of(given));
    return request;
}

PlacementRequest request_for(const model::State& state, const model::TaskSpec& spec)
{
    const auto service
        = spec.service.empty() ? nullptr : state.services().find(model::Service::Key{ spec.cluster, spec.service });
    if (service)
        return request_for(spec, service->placement_constraints, service->placement_strategy);
    return request_for(spec, spec.placement_constraints, spec.placement_strategy);
}

PlacementRequest request_for(
    const model::Service& service, const model::ServiceRevision& revision, const std::string& capacity_provider)
{
    model::TaskSpec spec;
    spec.cluster = service.cluster;
    spec.definition_key = revision.definition_key;
    spec.definition = revision.definition;
    spec.group = group_of(service.name);
    spec.launch_type = revision.launch_type;
    if (!capacity_provider.empty())
        spec.launch_type = is_fargate(capacity_provider) ? model::LaunchType::Fargate : model::LaunchType::Ec2;
    spec.capacity_provider = capacity_provider;
    return request_for(spec, service.placement_constraints, service.placement_strategy);
}

PlacementRequest replacement_for(const model::State& state, const model::Task& task, const model::Service& service)
{
    const auto primary = service.deployments.empty() ? nullptr : state.deployments().find(service.deployments.front());
    if (primary && primary->status == model::DeploymentStatus::Primary && !primary->task_set)
        return request_for(service, *primary->revision, task.spec->capacity_provider);
    return request_for(state, *task.spec);
}

std::string group_of(const std::string& service)
{
    return is_daemon_name(service) ? service : "service:" + service;
}

bool is_fargate(std::string_view capacity_provider)
{
    return capacity_provider == "FARGATE" || capacity_provider == "FARGATE_SPOT";
}

} // namespace quayside::scheduler
