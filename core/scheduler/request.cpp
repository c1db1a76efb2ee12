#include "core/scheduler/request.h"

#include "core/scheduler/requirements.h"

#include <nlohmann/json.hpp>

#include <cassert>

namespace quayside::scheduler {

namespace {

using model::ConstraintType;

void add_member_of(PlacementRequest& request, const std::string& text)
{
    auto expression = Expression::parse(text);
    assert(expression && "expressions are checked when they are given");
    if (expression)
        request.member_of.push_back(std::move(expression).value());
}

void add_those_of(PlacementRequest& request, const model::TaskDefinition& definition)
{
    const auto found = definition.document.find("placementConstraints");
    if (found == definition.document.end())
        return;
    for (const auto& constraint : *found)
        if (const auto text = constraint.find("expression"); text != constraint.end())
            add_member_of(request, text->get<std::string>());
}

Strategy step_of(const model::PlacementStrategy& given)
{
    using Kind = Strategy::Kind;
    constexpr Kind kinds[] = { Kind::Random, Kind::Spread, Kind::Binpack };
    return { kinds[static_cast<std::size_t>(given.type)], given.field };
}

} // namespace

PlacementRequest request_for(const model::TaskSpec& spec, const std::vector<model::PlacementConstraint>& constraints,
    const std::vector<model::PlacementStrategy>& strategy)
{
    PlacementRequest request;
    request.cluster = spec.cluster;
    request.group = spec.group;
    request.need = reservation(spec);
    request.attributes = required_attributes(*spec.definition);
    add_those_of(request, *spec.definition);
    for (const auto& constraint : constraints)
        if (constraint.type == ConstraintType::DistinctInstance)
            request.distinct_instance = true;
        else
            add_member_of(request, constraint.expression);
    for (const auto& given : strategy)
        request.strategies.push_back(step_of(given));
    return request;
}

PlacementRequest request_for(const model::State& state, const model::TaskSpec& spec)
{
    const auto service = state.services().find({ spec.cluster, spec.service });
    return service ? request_for(spec, service->placement_constraints, service->placement_strategy)
                   : request_for(spec, spec.placement_constraints, spec.placement_strategy);
}

} // namespace quayside::scheduler
