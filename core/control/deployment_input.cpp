#include "core/control/deployment_input.h"

#include "core/control/input.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <set>

namespace quayside::control {

namespace {

using model::DeploymentConfiguration;
using model::DeploymentController;
using model::DeploymentStrategy;
using model::SchedulingStrategy;
using model::Service;

constexpr std::int64_t kMostMinutes = 1440;
constexpr std::size_t kMostAlarms = 10;

Unexpected<Error> refuse(const std::string& message)
{
    return fail(Error::invalid_parameter("deploymentConfiguration." + message));
}

Result<void> read_percents(Service& service, const Json& given)
{
    auto& configuration = service.deployment_configuration;
    const bool daemon = service.scheduling_strategy == SchedulingStrategy::Daemon;
    configuration.maximum_percent = number_of(given, "maximumPercent", configuration.maximum_percent);
    configuration.minimum_healthy_percent
        = number_of(given, "minimumHealthyPercent", configuration.minimum_healthy_percent);
    if (daemon && configuration.maximum_percent != 100)
        return refuse("maximumPercent must be 100 with the DAEMON scheduling strategy.");
    // No upper bound is documented, so there is none.
    if (configuration.maximum_percent < 100)
        return refuse("maximumPercent must be at least 100.");
    if (configuration.minimum_healthy_percent < 0 || configuration.minimum_healthy_percent > 100)
        return refuse("minimumHealthyPercent must be between 0 and 100.");
    return {};
}

Result<void> read_circuit_breaker(Service& service, const Json& given)
{
    if (!has(given, "deploymentCircuitBreaker"))
        return {};
    auto& configuration = service.deployment_configuration;
    configuration.circuit_breaker = flag_of(given["deploymentCircuitBreaker"], "enable");
    configuration.circuit_breaker_rollback = flag_of(given["deploymentCircuitBreaker"], "rollback");
    if (configuration.circuit_breaker && service.controller != DeploymentController::Ecs)
        return refuse("deploymentCircuitBreaker can only be enabled with the ECS deployment controller.");
    return {};
}

Result<void> read_alarms(Service& service, const Json& given)
{
    if (!has(given, "alarms"))
        return {};
    auto& configuration = service.deployment_configuration;
    configuration.alarm_names = texts_of(given["alarms"], "alarmNames");
    configuration.alarms = flag_of(given["alarms"], "enable");
    configuration.alarms_rollback = flag_of(given["alarms"], "rollback");
    if (configuration.alarms && service.controller != DeploymentController::Ecs)
        return refuse("alarms can only be enabled with the ECS deployment controller.");
    if (configuration.alarms && configuration.alarm_names.empty())
        return refuse("alarms.alarmNames: alarms that are enabled need at least one name.");
    if (configuration.alarm_names.size() > kMostAlarms)
        return refuse("alarms.alarmNames: at most 10 can be named.");
    std::set<std::string> seen;
    for (const auto& name : configuration.alarm_names)
        if (name.empty() || !seen.insert(name).second)
            return refuse("alarms.alarmNames: every name must be given, and once.");
    return {};
}

Result<void> read_strategy(Service& service, const Json& given)
{
    if (!has(given, "strategy"))
        return {};
    fields_from_json(given["strategy"], service.deployment_configuration.strategy);
    if (service.deployment_configuration.strategy == DeploymentStrategy::Rolling)
        return {};
    if (service.controller != DeploymentController::Ecs)
        return refuse("strategy: only ROLLING is possible without the ECS deployment controller.");
    if (service.scheduling_strategy == SchedulingStrategy::Daemon)
        return refuse("strategy: only ROLLING is possible with the DAEMON scheduling strategy.");
    return {};
}

Result<std::int64_t> minutes_of(const Json& given, const char* member, std::int64_t otherwise, const char* path)
{
    const auto minutes = number_of(given, member, otherwise);
    if (minutes < 0 || minutes > kMostMinutes)
        return refuse(fmt::format("{} must be between 0 and {}.", path, kMostMinutes));
    return minutes;
}

// Tenths of a percent; nothing if it has more decimals.
std::optional<std::int64_t> tenths_of(const Json& given, const char* member, std::int64_t otherwise)
{
    if (!has(given, member))
        return otherwise;
    const double tenths = given[member].get<double>() * 10;
    if (!(std::abs(tenths) < 1e6) || std::abs(tenths - std::round(tenths)) > 1e-6)
        return std::nullopt;
    return static_cast<std::int64_t>(std::llround(tenths));
}

Result<void> read_bake_time(DeploymentConfiguration& configuration, const Json& given)
{
    const auto minutes = minutes_of(given, "bakeTimeInMinutes", configuration.bake_time, "bakeTimeInMinutes");
    if (!minutes)
        return fail(minutes.error());
    // A rolling update's time is that of its alarms.
    if (configuration.strategy == DeploymentStrategy::Rolling && number_of(given, "bakeTimeInMinutes") > 0)
        return refuse("bakeTimeInMinutes can only be given with the strategies BLUE_GREEN, LINEAR and CANARY.");
    configuration.bake_time = configuration.strategy == DeploymentStrategy::Rolling ? 0 : *minutes;
    return {};
}

Result<void> read_linear(DeploymentConfiguration& configuration, const Json& given)
{
    if (!has(given, "linearConfiguration"))
        return {};
    if (configuration.strategy != DeploymentStrategy::Linear)
        return refuse("linearConfiguration can only be given with the strategy LINEAR.");
    const Json& linear = given["linearConfiguration"];
    const auto step = tenths_of(linear, "stepPercent", configuration.linear_step);
    if (!step || *step < 30 || *step > 1000)
        return refuse("linearConfiguration.stepPercent must be between 3.0 and 100.0, in steps of 0.1.");
    const auto bake = minutes_of(
        linear, "stepBakeTimeInMinutes", configuration.linear_bake_time, "linearConfiguration.stepBakeTimeInMinutes");
    if (!bake)
        return fail(bake.error());
    configuration.linear_step = *step;
    configuration.linear_bake_time = *bake;
    return {};
}

Result<void> read_canary(DeploymentConfiguration& configuration, const Json& given)
{
    if (!has(given, "canaryConfiguration"))
        return {};
    if (configuration.strategy != DeploymentStrategy::Canary)
        return refuse("canaryConfiguration can only be given with the strategy CANARY.");
    const Json& canary = given["canaryConfiguration"];
    const auto step = tenths_of(canary, "canaryPercent", configuration.canary_step);
    if (!step || *step < 1 || *step > 1000)
        return refuse("canaryConfiguration.canaryPercent must be between 0.1 and 100.0, in steps of 0.1.");
    const auto bake = minutes_of(canary, "canaryBakeTimeInMinutes", configuration.canary_bake_time,
        "canaryConfiguration.canaryBakeTimeInMinutes");
    if (!bake)
        return fail(bake.error());
    configuration.canary_step = *step;
    configuration.canary_bake_time = *bake;
    return {};
}

Result<void> check_hook(const Json& hook, const std::string& path)
{
    if (part_of(hook, "lifecycleStages").empty())
        return refuse(path + ".lifecycleStages: a hook needs at least one stage.");
    if (text_of(hook, "targetType") != "PAUSE" && text_of(hook, "hookTargetArn").empty())
        return refuse(path + ".hookTargetArn is required for a hook with the target type AWS_LAMBDA.");
    return {};
}

Result<void> read_hooks(DeploymentConfiguration& configuration, const Json& given)
{
    const Json& hooks = part_of(given, "lifecycleHooks");
    if (configuration.strategy == DeploymentStrategy::Rolling) {
        configuration.lifecycle_hooks = Json::array();
        if (!hooks.empty())
            return refuse("lifecycleHooks can only be given with the strategies BLUE_GREEN, LINEAR and CANARY.");
        return {};
    }
    for (std::size_t i = 0; i < hooks.size(); ++i)
        if (auto checked = check_hook(hooks[i], fmt::format("lifecycleHooks[{}]", i)); !checked)
            return checked;
    if (has(given, "lifecycleHooks"))
        configuration.lifecycle_hooks = hooks;
    return {};
}

double percent(std::int64_t tenths)
{
    return static_cast<double>(tenths) / 10;
}

} // namespace

DeploymentConfiguration usual_configuration(SchedulingStrategy scheduling)
{
    DeploymentConfiguration configuration;
    if (scheduling == SchedulingStrategy::Daemon) {
        configuration.maximum_percent = 100;
        configuration.minimum_healthy_percent = 0;
    }
    return configuration;
}

DeploymentConfiguration usual_daemon_configuration()
{
    auto configuration = usual_configuration(SchedulingStrategy::Daemon);
    configuration.circuit_breaker = configuration.circuit_breaker_rollback = true;
    return configuration;
}

Result<void> read_daemon_configuration(Service& daemon, const Json& given)
{
    auto& configuration = daemon.deployment_configuration;
    if (has(given, "drainPercent"))
        configuration.drain_percent = given["drainPercent"].get<double>();
    const auto bake = minutes_of(given, "bakeTimeInMinutes", configuration.bake_time, "bakeTimeInMinutes");
    if (!bake)
        return fail(bake.error());
    configuration.bake_time = *bake;
    auto read = read_alarms(daemon, given);
    configuration.alarms_rollback = configuration.alarms;
    return read;
}

Result<void> read_deployment_configuration(Service& service, const Json& given)
{
    for (const auto& read : { read_percents, read_circuit_breaker, read_alarms, read_strategy })
        if (auto done = read(service, given); !done)
            return done;
    for (const auto& read : { read_bake_time, read_linear, read_canary, read_hooks })
        if (auto done = read(service.deployment_configuration, given); !done)
            return done;
    return {};
}

Json describe(const DeploymentConfiguration& configuration)
{
    Json json = {
        { "deploymentCircuitBreaker",
            { { "enable", configuration.circuit_breaker }, { "rollback", configuration.circuit_breaker_rollback } } },
        { "maximumPercent", configuration.maximum_percent },
        { "minimumHealthyPercent", configuration.minimum_healthy_percent },
        { "strategy", to_string(configuration.strategy) }, { "bakeTimeInMinutes", configuration.bake_time }
    };
    if (!configuration.alarm_names.empty())
        json["alarms"] = { { "alarmNames", configuration.alarm_names }, { "rollback", configuration.alarms_rollback },
            { "enable", configuration.alarms } };
    if (!configuration.lifecycle_hooks.empty())
        json["lifecycleHooks"] = configuration.lifecycle_hooks;
    if (configuration.strategy == DeploymentStrategy::Linear)
        json["linearConfiguration"] = { { "stepPercent", percent(configuration.linear_step) },
            { "stepBakeTimeInMinutes", configuration.linear_bake_time } };
    if (configuration.strategy == DeploymentStrategy::Canary)
        json["canaryConfiguration"] = { { "canaryPercent", percent(configuration.canary_step) },
            { "canaryBakeTimeInMinutes", configuration.canary_bake_time } };
    return json;
}

} // namespace quayside::control
