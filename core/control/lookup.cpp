#include "core/control/lookup.h"

#include "core/control/input.h"

#include <algorithm>
#include <charconv>
#include <ranges>

namespace quayside::control {

namespace {

using model::State;

struct RevisionName {
    std::string family;
    std::string revision; // empty: not given
};

RevisionName split_definition(const std::string& name, std::string_view type = ":task-definition/")
{
    std::string_view rest = name;
    if (is_arn(name)) {
        const auto at = rest.find(type);
        if (at == std::string_view::npos)
            return {};
        rest.remove_prefix(at + type.size());
    }
    const auto colon = rest.rfind(':');
    if (colon == std::string_view::npos)
        return { std::string(rest), {} };
    return { std::string(rest.substr(0, colon)), std::string(rest.substr(colon + 1)) };
}

std::optional<std::int64_t> parse_revision(const std::string& text)
{
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc{} && end == text.data() + text.size() && number > 0 ? std::optional(number)
                                                                                    : std::nullopt;
}

model::TaskDefinitionPtr newest_active(const State& state, const std::string& family)
{
    const auto found = state.families().find(family);
    if (found == state.families().end())
        return nullptr;
    for (const auto& [revision, definition] : std::views::reverse(found->second))
        if (definition->status == model::TaskDefinitionStatus::Active)
            return definition;
    return nullptr;
}

model::TaskDefinitionPtr find_revision_named(const State& state, const RevisionName& name)
{
    if (name.revision.empty())
        return newest_active(state, name.family);
    const auto number = parse_revision(name.revision);
    return number ? state.task_definitions().find({ name.family, *number }) : nullptr;
}

// The id that a parameter names, if it can be one of this type in this cluster.
std::optional<Id> id_in(const std::string& given, std::string_view type, const std::string& cluster)
{
    if (is_arn(given)) {
        const auto arn = Arn::parse(given);
        if (!arn || arn->type != type || (!arn->cluster().empty() && arn->cluster() != cluster))
            return std::nullopt;
    }
    return Id::parse(short_name_of(given));
}

} // namespace

Result<ClusterPtr> find_cluster(const State& state, const Json& input)
{
    const std::string given = text_of(input, "cluster");
    const auto cluster = state.clusters().find(given.empty() ? "default" : std::string(short_name_of(given)));
    if (!cluster)
        return fail(Error::cluster_not_found());
    if (cluster->status == model::ClusterStatus::Inactive)
        return fail(Error{ "ClusterNotFoundException", "The referenced cluster was inactive.", 400 });
    return cluster;
}

model::TaskPtr find_task(const State& state, const std::string& cluster, const std::string& id_or_arn)
{
    const auto id = id_in(id_or_arn, "task", cluster);
    const auto task = id ? state.tasks().find(*id) : nullptr;
    return task && task->spec->cluster == cluster ? task : nullptr;
}

InstancePtr find_instance(const State& state, const std::string& cluster, const std::string& id_or_arn)
{
    const auto id = id_in(id_or_arn, "container-instance", cluster);
    const auto instance = id ? state.container_instances().find(*id) : nullptr;
    const bool known = instance && instance->cluster == cluster && instance->launch_type != model::LaunchType::Fargate;
    return known ? instance : nullptr;
}

Result<model::TaskPtr> require_task(const State& state, const std::string& cluster, const std::string& id_or_arn)
{
    if (auto task = find_task(state, cluster, id_or_arn))
        return task;
    return fail(Error::invalid_parameter("The referenced task was not found."));
}

Result<InstancePtr> require_instance(const State& state, const std::string& cluster, const std::string& id_or_arn)
{
    if (auto instance = find_instance(state, cluster, id_or_arn))
        return instance;
    return fail(Error::invalid_parameter("The referenced container instance was not found."));
}

model::TaskDefinitionPtr find_definition(const State& state, const std::string& name)
{
    const auto parts = split_definition(name);
    return is_daemon_name(parts.family) ? nullptr : find_revision_named(state, parts);
}

model::TaskDefinitionPtr find_daemon_definition(const State& state, const std::string& name)
{
    const auto parts = split_definition(name, ":daemon-task-definition/");
    return find_revision_named(state, { daemon_name(parts.family), parts.revision });
}

Result<model::TaskDefinitionPtr> require_definition(const State& state, const std::string& name)
{
    if (auto definition = find_definition(state, name))
        return definition;
    return fail(Error::client("Unable to describe task definition."));
}

Result<model::TaskDefinitionPtr> require_active_definition(const State& state, const std::string& name)
{
    auto definition = find_definition(state, name);
    if (!definition)
        return fail(Error::client("TaskDefinition not found."));
    if (definition->status != model::TaskDefinitionStatus::Active)
        return fail(Error::client("TaskDefinition is inactive"));
    return definition;
}

Result<model::TaskDefinitionPtr> require_revision(const State& state, const std::string& name)
{
    const auto [family, revision] = split_definition(name);
    if (revision.empty())
        return fail(Error::client("Revision is missing."));
    if (!parse_revision(revision))
        return fail(Error::invalid_parameter("Invalid revision number. Number: " + revision));
    return require_definition(state, name);
}

Result<model::ServicePtr> require_service(
    const State& state, const std::string& cluster, const std::string& name_or_arn)
{
    const auto arn = Arn::parse(name_or_arn);
    if (arn && arn->type == "service" && !arn->cluster().empty() && arn->cluster() != cluster)
        return fail(Error::invalid_parameter(
            "Identifier is for cluster " + std::string(arn->cluster()) + ". Your cluster is " + cluster + "."));
    if (is_arn(name_or_arn) && (!arn || arn->type != "service"))
        return fail(Error{ "ServiceNotFoundException", "Service not found.", 400 });
    const std::string name(short_name_of(name_or_arn));
    auto service = is_daemon_name(name) ? nullptr : state.services().find({ cluster, name });
    if (!service)
        return fail(Error{ "ServiceNotFoundException", "Service not found.", 400 });
    return service;
}

Result<model::ServicePtr> require_active_service(
    const State& state, const std::string& cluster, const std::string& name_or_arn)
{
    auto service = require_service(state, cluster, name_or_arn);
    if (service && (*service)->status != model::ServiceStatus::Active)
        return fail(Error{ "ServiceNotActiveException", "Service was not ACTIVE.", 400 });
    return service;
}

Result<model::ServicePtr> require_daemon(const State& state, const std::string& text)
{
    const auto arn = Arn::parse(text);
    if (!arn || arn->type != "daemon" || arn->cluster().empty())
        return fail(Error::invalid_parameter("The ARN provided is invalid. (daemonArn)"));
    const auto cluster = find_cluster(state, { { "cluster", arn->cluster() } });
    if (!cluster)
        return fail(cluster.error());
    auto daemon = state.services().find({ (*cluster)->name, daemon_name(arn->name()) });
    if (!daemon || daemon->status == model::ServiceStatus::Inactive)
        return fail(Error{ "DaemonNotFoundException", "Daemon not found.", 400 });
    return daemon;
}

Result<model::ServicePtr> require_active_daemon(const State& state, const std::string& text)
{
    auto daemon = require_daemon(state, text);
    if (daemon && (*daemon)->status != model::ServiceStatus::Active)
        return fail(Error{ "DaemonNotActiveException", "Daemon was not ACTIVE.", 400 });
    return daemon;
}

model::DeploymentPtr primary_of(const State& state, const model::Service& service)
{
    for (const auto number : service.deployments)
        if (auto deployment = state.deployments().find(number);
            deployment && deployment->status == model::DeploymentStatus::Primary)
            return deployment;
    return nullptr;
}

Result<EnginePtr> require_engine(const State& state, const std::string& id_or_name)
{
    if (const auto id = Id::parse(id_or_name))
        if (auto engine = state.engines().find(*id))
            return engine;
    if (const auto& named = state.engines_named(id_or_name); !named.empty())
        return state.engines().find(*named.begin());
    return fail(Error::invalid_parameter("engine: there is no engine " + id_or_name + "."));
}

std::string arn_of_missing(
    const ArnScope& scope, const char* type, const std::string& cluster, const std::string& given)
{
    if (is_arn(given))
        return given;
    return "arn:aws:ecs:" + scope.region + ":" + scope.account + ":" + type + "/"
        + (cluster.empty() ? "" : cluster + "/") + given;
}

Json failure(const std::string& arn, std::string_view reason, std::string_view detail)
{
    Json json = { { "arn", arn }, { "reason", reason } };
    if (!detail.empty())
        json["detail"] = detail;
    return json;
}

} // namespace quayside::control
