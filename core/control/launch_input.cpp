#include "core/control/launch_input.h"

#include "core/control/definition_rules.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/scheduler/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace quayside::control {

namespace {

using model::CapacityProviderStrategy;
using model::LaunchType;

constexpr std::size_t kMostProviders = 20;
constexpr std::size_t kMostSubnets = 16;
constexpr std::size_t kMostSecurityGroups = 5;
constexpr std::int64_t kLargeFargateCpu = 8192; // from here on, platform version 1.4.0 is needed

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Result<void> check_provider(
    const model::State& state, const model::Cluster& cluster, const std::string& name, const char* member)
{
    if (std::ranges::find(cluster.capacity_providers, name) == cluster.capacity_providers.end())
        return refuse(fmt::format("{}: The specified capacity provider strategy cannot contain a capacity provider "
                                  "that is not associated with the cluster. Associate the capacity provider {} with "
                                  "the cluster and try again.",
            member, name));
    if (scheduler::is_fargate(name))
        return {};
    const auto provider = state.capacity_providers().find(name);
    if (!provider || provider->status != model::CapacityProviderStatus::Active)
        return refuse(fmt::format("{}: The specified capacity provider {} is not ACTIVE.", member, name));
    return {};
}

Result<void> check_shares(const CapacityProviderStrategy& strategy, const char* member)
{
    std::set<std::string> seen;
    std::size_t with_base = 0;
    std::size_t with_weight = 0;
    std::size_t fargate = 0;
    for (const auto& item : strategy) {
        if (!seen.insert(item.capacity_provider).second)
            return refuse(fmt::format("{}: the capacity provider {} occurs twice.", member, item.capacity_provider));
        with_base += item.base > 0 ? 1 : 0;
        with_weight += item.weight > 0 ? 1 : 0;
        fargate += scheduler::is_fargate(item.capacity_provider) ? 1 : 0;
    }
    if (with_base > 1)
        return refuse(fmt::format("{}: Only one capacity provider strategy item can specify a base value.", member));
    if (strategy.size() > 1 && with_weight == 0)
        return refuse(fmt::format("{}: At least one capacity provider must have a weight greater than zero.", member));
    if (fargate > 0 && fargate < strategy.size())
        return refuse("A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling "
                      "groups and Fargate providers. Specify one or the other and try again.");
    return {};
}

} // namespace

Result<CapacityProviderStrategy> read_strategy(
    const model::State& state, const model::Cluster& cluster, const Json& input, const char* member)
{
    CapacityProviderStrategy strategy;
    const Json& given = part_of(input, member);
    if (given.size() > kMostProviders)
        return refuse(fmt::format("{}: a strategy can have at most {} capacity providers.", member, kMostProviders));
    for (const auto& item : given) {
        const auto name = std::string(short_name_of(text_of(item, "capacityProvider")));
        strategy.push_back({ name, number_of(item, "weight"), number_of(item, "base") });
    }
    if (auto checked = check_shares(strategy, member); !checked)
        return fail(checked.error());
    // One provider alone takes everything, whatever its weight.
    if (strategy.size() == 1 && strategy.front().weight == 0)
        strategy.front().weight = 1;
    for (const auto& item : strategy)
        if (auto checked = check_provider(state, cluster, item.capacity_provider, member); !checked)
            return fail(checked.error());
    return strategy;
}

Json describe(const CapacityProviderStrategy& strategy)
{
    Json list = Json::array();
    for (const auto& item : strategy)
        list.push_back(
            { { "capacityProvider", item.capacity_provider }, { "weight", item.weight }, { "base", item.base } });
    return list;
}

LaunchType launch_type_of(const CapacityProviderStrategy& strategy)
{
    const bool fargate = !strategy.empty() && scheduler::is_fargate(strategy.front().capacity_provider);
    return fargate ? LaunchType::Fargate : LaunchType::Ec2;
}

Result<LaunchType> read_launch_type(const Json& input)
{
    const auto given = text_of(input, "launchType");
    if (given.empty())
        return LaunchType::Ec2;
    if (const auto type = parse_enum<LaunchType>(given))
        return *type;
    return refuse("launchType: " + given
        + " is not possible by itself. Name a managed instances capacity provider in capacityProviderStrategy.");
}

Result<Launch> read_launch(const model::State& state, const model::Cluster& cluster, const Json& input)
{
    const bool asks_for_strategy = !part_of(input, "capacityProviderStrategy").empty();
    if (asks_for_strategy && has(input, "launchType"))
        return refuse("Specifying both a launch type and capacity provider strategy is not supported. Remove one and "
                      "try again.");
    Launch launch;
    if (asks_for_strategy) {
        auto strategy = read_strategy(state, cluster, input, "capacityProviderStrategy");
        if (!strategy)
            return fail(strategy.error());
        launch.strategy = std::move(strategy).value();
    } else if (!has(input, "launchType")) {
        launch.strategy = cluster.default_strategy;
    }
    if (!launch.strategy.empty()) {
        launch.type = launch_type_of(launch.strategy);
        return launch;
    }
    const auto type = read_launch_type(input);
    if (!type)
        return fail(type.error());
    launch.type = *type;
    return launch;
}

Result<void> check_compatible(const model::TaskDefinition& definition, LaunchType type)
{
    const auto names = compatibilities_of(definition);
    if (std::ranges::find(names, to_string(type)) != names.end())
        return {};
    return refuse(fmt::format("Task definition does not support launch_type {}.", to_string(type)));
}

Result<void> check_network(const model::TaskDefinition& definition, const Json& network)
{
    const bool awsvpc = definition.network_mode == model::NetworkMode::Awsvpc;
    const Json& configuration = part_of(network, "awsvpcConfiguration");
    if (awsvpc && !has(network, "awsvpcConfiguration"))
        return refuse("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    if (!awsvpc && has(network, "awsvpcConfiguration"))
        return refuse("Network Configuration is not valid for the given networkMode of this task definition.");
    if (!awsvpc)
        return {};
    const auto subnets = part_of(configuration, "subnets").size();
    if (subnets == 0)
        return refuse("subnets can not be empty.");
    if (subnets > kMostSubnets)
        return refuse(fmt::format("networkConfiguration: at most {} subnets can be named.", kMostSubnets));
    if (part_of(configuration, "securityGroups").size() > kMostSecurityGroups)
        return refuse(
            fmt::format("networkConfiguration: at most {} securityGroups can be named.", kMostSecurityGroups));
    return {};
}

Result<std::string> read_platform_version(const model::TaskDefinition& definition, LaunchType type, const Json& input)
{
    const auto given = text_of(input, "platformVersion");
    if (type != LaunchType::Fargate) {
        if (!given.empty())
            return refuse(
                fmt::format("The platform version must be null when specifying an {} launch type. (platformVersion)",
                    to_string(type)));
        return std::string();
    }
    if (given.empty() || given == "LATEST")
        return std::string("LATEST");
    if (given != "1.4.0" && given != "1.3.0")
        return fail(Error{ "PlatformUnknownException",
            "platformVersion: there is no platform version " + given + ". Known are LATEST, 1.4.0 and 1.3.0.", 400 });
    if (given == "1.3.0" && definition.cpu >= kLargeFargateCpu)
        return fail(Error{ "PlatformTaskDefinitionIncompatibilityException",
            fmt::format("platformVersion: tasks of {} CPU units need 1.4.0 or later.", definition.cpu), 400 });
    return given;
}

} // namespace quayside::control
