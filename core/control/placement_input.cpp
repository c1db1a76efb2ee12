#include "core/control/placement_input.h"

#include "core/control/input.h"
#include "core/scheduler/expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace quayside::control {

namespace {

using model::ConstraintType;
using model::PlacementConstraint;
using model::PlacementStrategy;
using model::StrategyType;

constexpr std::size_t kMostConstraints = 10;
constexpr std::size_t kMostStrategies = 5;
constexpr std::string_view kAttribute = "attribute:";

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Result<PlacementConstraint> constraint_of(const Json& given, const std::string& path)
{
    const auto type = parse_enum<ConstraintType>(text_of(given, "type"));
    const auto expression = text_of(given, "expression");
    if (!type)
        return refuse(path + ".type should be one of [distinctInstance, memberOf].");
    if (*type == ConstraintType::DistinctInstance) {
        if (!expression.empty())
            return refuse(path + ".expression must not be given with distinctInstance.");
        return PlacementConstraint{ *type, {} };
    }
    if (expression.empty())
        return refuse(path + ".expression: Expression must be specified for memberOf placement constraint.");
    if (auto parsed = scheduler::Expression::parse(expression); !parsed)
        return refuse(path + ".expression: " + parsed.error().message);
    return PlacementConstraint{ *type, expression };
}

Result<PlacementStrategy> spread_over(std::string field, const std::string& path)
{
    if (field == "host")
        field = "instanceId";
    if (field == "instanceId" || (field.starts_with(kAttribute) && field.size() > kAttribute.size()))
        return PlacementStrategy{ StrategyType::Spread, field };
    return refuse(path + ".field should be instanceId or attribute:NAME.");
}

Result<PlacementStrategy> strategy_of(const Json& given, const std::string& path)
{
    const auto type = parse_enum<StrategyType>(text_of(given, "type"));
    auto field = text_of(given, "field");
    if (!type)
        return refuse(path + ".type should be one of [random, spread, binpack].");
    if (*type == StrategyType::Random)
        return PlacementStrategy{ *type, {} };
    if (*type == StrategyType::Spread)
        return spread_over(std::move(field), path);
    std::ranges::transform(field, field.begin(), [](unsigned char c) { return std::tolower(c); });
    if (field == "cpu" || field == "memory")
        return PlacementStrategy{ *type, field };
    return refuse(path + ".field should be one of [cpu, memory].");
}

} // namespace

Result<PlacementRules> read_placement_rules(const model::TaskDefinition* definition, const Json& input)
{
    const Json& constraints = part_of(input, "placementConstraints");
    const Json& strategies = part_of(input, "placementStrategy");
    const std::size_t fixed = definition ? part_of(definition->document, "placementConstraints").size() : 0;
    if (fixed + constraints.size() > kMostConstraints)
        return refuse("placementConstraints: a task can have at most 10, those of its definition included.");
    if (strategies.size() > kMostStrategies)
        return refuse("placementStrategy: a task can have at most 5.");
    PlacementRules rules;
    for (std::size_t i = 0; i < constraints.size(); ++i) {
        auto read = constraint_of(constraints[i], fmt::format("placementConstraints[{}]", i));
        if (!read)
            return fail(read.error());
        rules.constraints.push_back(std::move(read).value());
    }
    for (std::size_t i = 0; i < strategies.size(); ++i) {
        auto read = strategy_of(strategies[i], fmt::format("placementStrategy[{}]", i));
        if (!read)
            return fail(read.error());
        rules.strategy.push_back(std::move(read).value());
    }
    return rules;
}

std::vector<PlacementConstraint> constraints_of(const model::TaskDefinition& definition)
{
    std::vector<PlacementConstraint> constraints;
    for (const auto& given : part_of(definition.document, "placementConstraints"))
        constraints.push_back({ ConstraintType::MemberOf, text_of(given, "expression") });
    return constraints;
}

Json describe(const std::vector<PlacementConstraint>& constraints)
{
    Json list = Json::array();
    for (const auto& constraint : constraints) {
        list.push_back({ { "type", to_string(constraint.type) } });
        if (constraint.type == ConstraintType::MemberOf)
            list.back()["expression"] = constraint.expression;
    }
    return list;
}

Json describe(const std::vector<PlacementStrategy>& strategy)
{
    Json list = Json::array();
    for (const auto& step : strategy) {
        list.push_back({ { "type", to_string(step.type) } });
        if (!step.field.empty())
            list.back()["field"] = step.field;
    }
    return list;
}

} // namespace quayside::control
