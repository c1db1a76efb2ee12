#include "core/control/account_settings.h"
#include "core/control/cluster_capacity.h"
#include "core/control/describe.h"
#include "core/control/events.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"

#include <algorithm>

namespace quayside::control {

namespace {

using model::Cluster;
using model::ClusterStatus;

constexpr std::size_t kMostDescribed = 100;

// Replies of calls that make or change a cluster show all of it.
Json reply_with(const Operation& operation, const Cluster& cluster)
{
    static const Json everything = { { "include", Json::array({ "SETTINGS", "TAGS", "CONFIGURATIONS" }) } };
    return { { "cluster", Describer(operation).cluster(cluster, everything) } };
}

Json usual_settings(const Operation& operation)
{
    const auto insights = effective_setting(
        operation.state(), operation.installation, root_of(operation.installation), "containerInsights");
    return Json::array({ { { "name", "containerInsights" }, { "value", insights } } });
}

Result<void> merge_settings(Json& settings, const Json& given)
{
    for (const auto& setting : given) {
        const auto value = text_of(setting, "value");
        if (value != "enabled" && value != "disabled" && value != "enhanced")
            return fail(Error::invalid_parameter(
                "settings: the value of containerInsights should be one of [enabled, disabled, "
                "enhanced]."));
        const auto same = std::ranges::find_if(
            settings, [&](const Json& old) { return text_of(old, "name") == text_of(setting, "name"); });
        if (same == settings.end())
            settings.push_back(setting);
        else
            *same = setting;
    }
    return {};
}

Result<void> check_configuration(const Json& configuration)
{
    const Json& execute = part_of(configuration, "executeCommandConfiguration");
    if (text_of(execute, "logging") == "OVERRIDE" && !has(execute, "logConfiguration"))
        return fail(Error::invalid_parameter(
            "configuration.executeCommandConfiguration.logConfiguration is required when logging is OVERRIDE."));
    return {};
}

Result<void> apply_input(Cluster& cluster, const Json& input)
{
    if (has(input, "configuration")) {
        if (auto checked = check_configuration(input["configuration"]); !checked)
            return checked;
        cluster.configuration = input["configuration"];
    }
    if (has(input, "serviceConnectDefaults"))
        cluster.service_connect_defaults = input["serviceConnectDefaults"];
    return merge_settings(cluster.settings, part_of(input, "settings"));
}

Result<void> check_empty(const model::State& state, const Cluster& cluster)
{
    for (const auto& id : state.instances_in(cluster.name))
        if (state.container_instances().find(id)->status != model::ContainerInstanceStatus::Inactive)
            return fail(Error{ "ClusterContainsContainerInstancesException",
                "The Cluster cannot be deleted while Container Instances are active or draining.", 400 });
    for (const auto& name : state.services_in(cluster.name))
        if (state.services().find({ cluster.name, name })->status != model::ServiceStatus::Inactive)
            return fail(Error{
                "ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active.", 400 });
    if (state.counts_in(cluster.name).tasks > 0)
        return fail(
            Error{ "ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.", 400 });
    for (const auto& [name, provider] : state.capacity_providers())
        if (provider->cluster == cluster.name && provider->status != model::CapacityProviderStatus::Inactive)
            return fail(Error{ "ClusterContainsCapacityProviderException",
                "The Cluster cannot be deleted while it has managed instances capacity providers.", 400 });
    return {};
}

} // namespace

Result<Json> create_cluster(Operation& operation, const Json& input)
{
    const std::string name = has(input, "clusterName") ? text_of(input, "clusterName") : "default";
    if (!is_name(name))
        return fail(Error::invalid_parameter("clusterName: Invalid identifier: Identifier can only contain letters, "
                                             "numbers, hyphens and underscores, 255 at most."));
    const auto existing = operation.state().clusters().find(name);
    if (existing && existing->status == ClusterStatus::Active)
        return reply_with(operation, *existing);

    Cluster cluster;
    cluster.row = existing ? existing->row : 0;
    cluster.name = name;
    cluster.created_at = operation.now;
    cluster.settings = usual_settings(operation);
    auto tags = tags_of(input);
    if (!tags)
        return fail(tags.error());
    cluster.tags = std::move(tags).value();
    if (auto applied = apply_input(cluster, input); !applied)
        return fail(applied.error());
    if (auto read = read_cluster_capacity(operation.state(), cluster, input); !read)
        return fail(read.error());
    operation.transaction.put(cluster);
    record_event(operation, model::Severity::Info, model::EventKind::Cluster, name, name, "Cluster created.");
    return reply_with(operation, cluster);
}

Result<Json> describe_clusters(Operation& operation, const Json& input)
{
    auto names = texts_of(input, "clusters");
    if (names.empty())
        names.push_back("default");
    if (names.size() > kMostDescribed)
        return fail(Error::invalid_parameter("clusters: at most 100 can be described at once."));
    Json clusters = Json::array();
    Json failures = Json::array();
    for (const auto& name : names)
        if (const auto cluster = operation.state().clusters().find(std::string(short_name_of(name))))
            clusters.push_back(Describer(operation).cluster(*cluster, input));
        else
            failures.push_back(failure(arn_of_missing(arns(operation.installation), "cluster", {}, name), "MISSING"));
    return Json{ { "clusters", std::move(clusters) }, { "failures", std::move(failures) } };
}

Result<Json> list_clusters(Operation& operation, const Json& input)
{
    auto pager = Pager::read("ListClusters", input);
    if (!pager)
        return fail(pager.error());
    std::vector<std::string> names;
    for (const auto& [name, cluster] : operation.state().clusters())
        if (cluster->status == ClusterStatus::Active)
            names.push_back(name);
    return pager->page("clusterArns", std::move(names),
        [&](const std::string& name) { return Json(arns(operation.installation).cluster(name)); });
}

Result<Json> update_cluster(Operation& operation, const Json& input)
{
    const auto found = find_cluster(operation.state(), input);
    if (!found)
        return fail(found.error());
    Cluster cluster = **found;
    if (auto applied = apply_input(cluster, input); !applied)
        return fail(applied.error());
    operation.transaction.put(cluster);
    return reply_with(operation, cluster);
}

Result<Json> update_cluster_settings(Operation& operation, const Json& input)
{
    return update_cluster(operation, { { "cluster", input["cluster"] }, { "settings", input["settings"] } });
}

Result<Json> delete_cluster(Operation& operation, const Json& input)
{
    const auto found = find_cluster(operation.state(), input);
    if (!found)
        return fail(Error::cluster_not_found());
    Cluster cluster = **found;
    if (auto empty = check_empty(operation.state(), cluster); !empty)
        return fail(empty.error());
    cluster.status = ClusterStatus::Inactive;
    operation.transaction.put(cluster);
    record_event(
        operation, model::Severity::Info, model::EventKind::Cluster, cluster.name, cluster.name, "Cluster deleted.");
    return reply_with(operation, cluster);
}

} // namespace quayside::control
