#include "core/scheduler/service_request.h"

#include "core/scheduler/requirements.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside::scheduler {

using namespace model;

namespace {

void add_tags(Tags& tags, const Tags& more)
{
    for (const auto& tag : more)
        if (std::ranges::find(tags, tag.key, &Tag::key) == tags.end())
            tags.push_back(tag);
}

Tags tags_of(const Service& service, const TaskDefinition& definition)
{
    Tags tags;
    if (service.propagate_tags == PropagateTags::Service)
        add_tags(tags, service.tags);
    if (service.propagate_tags == PropagateTags::TaskDefinition)
        add_tags(tags, definition.tags);
    if (service.managed_tags)
        add_tags(tags, { { "aws:ecs:clusterName", service.cluster }, { "aws:ecs:serviceName", service.name } });
    return tags;
}

void add_constraint(PlacementRequest& request, ConstraintType type, const std::string& expression)
{
    if (type == ConstraintType::DistinctInstance) {
        request.distinct_instance = true;
        return;
    }
    if (auto parsed = Expression::parse(expression))
        request.member_of.push_back(std::move(*parsed));
}

void add_fixed_constraints(PlacementRequest& request, const TaskDefinition& definition)
{
    const auto fixed = definition.document.find("placementConstraints");
    if (fixed == definition.document.end())
        return;
    std::vector<PlacementConstraint> constraints;
    fields_from_json(*fixed, constraints);
    for (const auto& constraint : constraints)
        add_constraint(request, constraint.type, constraint.expression);
}

} // namespace

TaskSpec service_spec(const Service& service, const ServiceRevision& revision, std::uint64_t deployment,
    const std::string& capacity_provider)
{
    TaskSpec spec;
    spec.cluster = service.cluster;
    spec.definition_key = revision.definition_key;
    spec.definition = revision.definition;
    spec.group = "service:" + service.name;
    spec.started_by = fmt::format("ecs-svc/{}", deployment);
    spec.service = service.name;
    spec.deployment = deployment;
    spec.capacity_provider = capacity_provider;
    spec.platform_version = revision.platform_version;
    spec.launch_type = revision.launch_type;
    if (!capacity_provider.empty())
        spec.launch_type = capacity_provider.starts_with("FARGATE") ? LaunchType::Fargate : LaunchType::Ec2;
    spec.enable_execute_command = service.enable_execute_command;
    spec.tags = tags_of(service, *revision.definition);
    return spec;
}

PlacementRequest service_request(const Service& service, const TaskSpec& spec)
{
    PlacementRequest request;
    request.cluster = service.cluster;
    request.group = spec.group;
    request.need = reservation(spec);
    request.attributes = required_attributes(*spec.definition);
    for (const auto& constraint : service.placement_constraints)
        add_constraint(request, constraint.type, constraint.expression);
    add_fixed_constraints(request, *spec.definition);
    for (const auto& strategy : service.placement_strategy)
        request.strategies.push_back({ static_cast<Strategy::Kind>(strategy.type), strategy.field });
    return request;
}

} // namespace quayside::scheduler
