#include "core/control/task_request.h"

#include "core/control/input.h"
#include "core/control/paginate.h"
#include "core/scheduler/requirements.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace quayside::control {

namespace {

using model::TaskSpec;

constexpr std::size_t kMostConstraints = 10;
constexpr std::size_t kMostStrategies = 5;
constexpr std::size_t kMostOverrideBytes = 8192;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Result<model::TaskDefinitionPtr> definition_of(const model::State& state, const Json& input)
{
    auto definition = find_definition(state, text_of(input, "taskDefinition"));
    if (!definition)
        return fail(Error::client("TaskDefinition not found."));
    if (definition->status != model::TaskDefinitionStatus::Active)
        return fail(Error::client("TaskDefinition is inactive"));
    return definition;
}

bool is_label(const std::string& text, std::size_t most)
{
    return text.size() <= most && std::ranges::all_of(text, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '/' || c == ':' || c == '.';
    });
}

Result<void> read_labels(TaskSpec& spec, const Json& input)
{
    spec.group = text_of(input, "group");
    spec.started_by = text_of(input, "startedBy");
    spec.client_token = text_of(input, "clientToken");
    if (spec.group.size() > 255 || spec.group.starts_with("service:"))
        return refuse("group can have up to 255 characters and must not begin with service:, which is reserved.");
    if (!is_label(spec.started_by, 128))
        return refuse("startedBy can have up to 128 letters, digits, hyphens, underscores and slashes.");
    if (spec.client_token.size() > 64)
        return refuse("clientToken can have up to 64 characters.");
    if (spec.group.empty())
        spec.group = "family:" + spec.definition_key.family;
    return {};
}

Result<void> read_overrides(TaskSpec& spec, const Json& input)
{
    if (!has(input, "overrides"))
        return {};
    spec.overrides = input["overrides"];
    if (spec.overrides.dump(-1, ' ', false, Json::error_handler_t::replace).size() > kMostOverrideBytes)
        return refuse("overrides: the JSON must not be longer than 8192 characters.");
    for (const auto& override : part_of(spec.overrides, "containerOverrides")) {
        const auto name = text_of(override, "name");
        if (std::ranges::find(spec.definition->containers, name, &model::ContainerDefinition::name)
            == spec.definition->containers.end())
            return refuse("Override for container named " + name + " is not a container in the TaskDefinition.");
        for (const char* size : { "cpu", "memory", "memoryReservation" })
            if (number_of(override, size) < 0)
                return refuse(fmt::format("overrides: {} of container {} must not be negative.", size, name));
    }
    fields_from_json(part_of(spec.overrides, "containerOverrides"), spec.container_overrides);
    return {};
}

Result<void> read_tags(TaskSpec& spec, const Json& input)
{
    auto tags = tags_of(input);
    if (!tags)
        return fail(tags.error());
    spec.tags = std::move(tags).value();
    const auto propagate = text_of(input, "propagateTags");
    if (propagate == "SERVICE")
        return refuse("propagateTags: SERVICE is for tasks of a service only.");
    if (propagate == "TASK_DEFINITION")
        for (const auto& tag : spec.definition->tags)
            if (std::ranges::find(spec.tags, tag.key, &model::Tag::key) == spec.tags.end())
                spec.tags.push_back(tag);
    if (flag_of(input, "enableECSManagedTags"))
        spec.tags.push_back({ "aws:ecs:clusterName", spec.cluster });
    return {};
}

Result<void> read_launch_type(TaskSpec& spec, const Json& input)
{
    const bool strategy = !part_of(input, "capacityProviderStrategy").empty();
    if (strategy && has(input, "launchType"))
        return refuse("Specifying both a launch type and capacity provider strategy is not supported. Remove one and "
                      "try again.");
    if (strategy)
        return refuse("capacityProviderStrategy: The specified capacity provider "
            + text_of(input["capacityProviderStrategy"][0], "capacityProvider") + " was not found.");
    if (has(input, "launchType"))
        fields_from_json(input["launchType"], spec.launch_type);
    if (spec.launch_type == model::LaunchType::Fargate)
        return fail(Error{ "UnsupportedFeatureException",
            "launchType: tasks run on container instances here; FARGATE is not available.", 400 });
    if (!part_of(input, "volumeConfigurations").empty())
        return fail(
            Error{ "UnsupportedFeatureException", "volumeConfigurations: managed volumes are not available.", 400 });
    return {};
}

Result<void> check_network(const model::TaskDefinition& definition, const Json& input)
{
    const bool awsvpc = definition.network_mode == model::NetworkMode::Awsvpc;
    const Json& network = part_of(input, "networkConfiguration");
    if (awsvpc && !has(network, "awsvpcConfiguration"))
        return refuse("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    if (!awsvpc && has(network, "awsvpcConfiguration"))
        return refuse("Network Configuration is not valid for the given networkMode of this task definition.");
    return {};
}

Result<void> add_member_of(TaskRequest& request, const Json& constraint, const std::string& path)
{
    const auto expression = text_of(constraint, "expression");
    if (expression.empty())
        return refuse(path + ".expression: Expression must be specified for memberOf placement constraint.");
    auto parsed = scheduler::Expression::parse(expression);
    if (!parsed)
        return refuse(path + ".expression: " + parsed.error().message);
    request.placement.member_of.push_back(std::move(parsed).value());
    return {};
}

Result<void> add_constraint(TaskRequest& request, const Json& constraint, const std::string& path)
{
    const auto type = text_of(constraint, "type");
    if (type == "memberOf")
        return add_member_of(request, constraint, path);
    if (type != "distinctInstance")
        return refuse(path + ".type should be one of [distinctInstance, memberOf].");
    if (has(constraint, "expression") && !text_of(constraint, "expression").empty())
        return refuse(path + ".expression must not be given with distinctInstance.");
    request.placement.distinct_instance = true;
    return {};
}

Result<scheduler::Strategy> strategy_of(const Json& given, const std::string& path)
{
    using Kind = scheduler::Strategy::Kind;
    const auto type = text_of(given, "type");
    auto field = text_of(given, "field");
    if (type == "random")
        return scheduler::Strategy{ Kind::Random, {} };
    if (type == "binpack") {
        std::ranges::transform(field, field.begin(), [](unsigned char c) { return std::tolower(c); });
        if (field == "cpu" || field == "memory")
            return scheduler::Strategy{ Kind::Binpack, field };
        return refuse(path + ".field should be one of [cpu, memory].");
    }
    if (type != "spread")
        return refuse(path + ".type should be one of [random, spread, binpack].");
    if (field == "host")
        field = "instanceId";
    if (field == "instanceId" || (field.starts_with("attribute:") && field.size() > std::size("attribute:") - 1))
        return scheduler::Strategy{ Kind::Spread, field };
    return refuse(path + ".field should be instanceId or attribute:NAME.");
}

} // namespace

Result<TaskRequest> read_task_request(const Operation& operation, const Json& input)
{
    TaskRequest request;
    auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    request.cluster = *cluster;
    auto definition = definition_of(operation.state(), input);
    if (!definition)
        return fail(definition.error());
    request.definition = *definition;

    TaskSpec& spec = request.spec;
    spec.cluster = request.cluster->name;
    spec.definition_key = request.definition->key();
    spec.definition = request.definition;
    spec.enable_execute_command = flag_of(input, "enableExecuteCommand");
    for (const auto& read : { read_launch_type(spec, input), read_labels(spec, input), read_overrides(spec, input),
             read_tags(spec, input), check_network(*request.definition, input) })
        if (!read)
            return fail(read.error());
    request.placement.cluster = spec.cluster;
    request.placement.group = spec.group;
    request.placement.need = reservation(spec);
    request.placement.attributes = scheduler::required_attributes(*request.definition);
    return request;
}

Result<void> read_placement(TaskRequest& request, const Json& input)
{
    const Json& fixed = part_of(request.definition->document, "placementConstraints");
    const Json& constraints = part_of(input, "placementConstraints");
    const Json& strategies = part_of(input, "placementStrategy");
    if (fixed.size() + constraints.size() > kMostConstraints)
        return refuse("placementConstraints: a task can have at most 10, those of its definition included.");
    if (strategies.size() > kMostStrategies)
        return refuse("placementStrategy: a task can have at most 5.");
    for (const auto& constraint : fixed)
        if (auto added = add_constraint(request, constraint, "taskDefinition.placementConstraints"); !added)
            return added;
    for (std::size_t i = 0; i < constraints.size(); ++i)
        if (auto added = add_constraint(request, constraints[i], fmt::format("placementConstraints[{}]", i)); !added)
            return added;
    for (std::size_t i = 0; i < strategies.size(); ++i) {
        auto strategy = strategy_of(strategies[i], fmt::format("placementStrategy[{}]", i));
        if (!strategy)
            return fail(strategy.error());
        request.placement.strategies.push_back(std::move(strategy).value());
    }
    return {};
}

std::string fingerprint_of_call(std::string_view name, const Json& input)
{
    nlohmann::json sorted = nlohmann::json::parse(input.dump(-1, ' ', false, Json::error_handler_t::replace));
    sorted.erase("clientToken");
    return fingerprint(std::string(name) + sorted.dump());
}

} // namespace quayside::control
