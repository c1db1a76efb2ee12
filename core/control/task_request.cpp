#include "core/control/task_request.h"

#include "core/base/arn.h"
#include "core/control/input.h"
#include "core/control/paginate.h"
#include "core/scheduler/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace quayside::control {

namespace {

using model::TaskSpec;

constexpr std::size_t kMostOverrideBytes = 8192;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
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
    if (spec.group.size() > 255 || spec.group.starts_with("service:") || is_daemon_name(spec.group))
        return refuse("group can have up to 255 characters and must not begin with service: or daemon:, which are "
                      "reserved.");
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

Result<void> read_launch(TaskRequest& request, const model::State& state, const Json& input)
{
    auto launch = control::read_launch(state, *request.cluster, input);
    if (!launch)
        return fail(launch.error());
    request.spec.launch_type = launch->type;
    request.strategy = std::move(launch->strategy);
    if (auto checked = check_compatible(*request.definition, launch->type); !checked)
        return checked;
    auto version = read_platform_version(*request.definition, launch->type, input);
    if (!version)
        return fail(version.error());
    request.spec.platform_version = std::move(version).value();
    if (!part_of(input, "volumeConfigurations").empty())
        return fail(
            Error{ "UnsupportedFeatureException", "volumeConfigurations: managed volumes are not available.", 400 });
    return {};
}

} // namespace

Result<TaskRequest> read_task_request(const Operation& operation, const Json& input)
{
    TaskRequest request;
    auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    request.cluster = *cluster;
    auto definition = require_active_definition(operation.state(), text_of(input, "taskDefinition"));
    if (!definition)
        return fail(definition.error());
    request.definition = *definition;

    TaskSpec& spec = request.spec;
    spec.cluster = request.cluster->name;
    spec.definition_key = request.definition->key();
    spec.definition = request.definition;
    spec.enable_execute_command = flag_of(input, "enableExecuteCommand");
    for (const auto& read :
        { read_launch(request, operation.state(), input), read_labels(spec, input), read_overrides(spec, input),
            read_tags(spec, input), check_network(*request.definition, part_of(input, "networkConfiguration")) })
        if (!read)
            return fail(read.error());
    spec.network_configuration = part_of(input, "networkConfiguration");
    request.placement = scheduler::request_for(spec, {}, {});
    return request;
}

Result<void> read_placement(TaskRequest& request, const Json& input)
{
    auto rules = read_placement_rules(request.definition.get(), input);
    if (!rules)
        return fail(rules.error());
    if (request.spec.launch_type == model::LaunchType::Fargate) {
        if (!rules->constraints.empty())
            return refuse("Placement constraints are not supported with FARGATE launch type. (placementConstraints)");
        if (!rules->strategy.empty())
            return refuse("Placement strategies are not supported with FARGATE launch type. (placementStrategy)");
    }
    request.placement = scheduler::request_for(request.spec, rules->constraints, rules->strategy);
    request.rules = std::move(rules).value();
    return {};
}

std::string fingerprint_of_call(std::string_view name, const Json& input)
{
    nlohmann::json sorted = nlohmann::json::parse(input.dump(-1, ' ', false, Json::error_handler_t::replace));
    sorted.erase("clientToken");
    return fingerprint(std::string(name) + sorted.dump());
}

} // namespace quayside::control
