#include "ui/session/call.h"

#include "core/api/service_model.h"
#include "core/base/arn.h"

#include <algorithm>
#include <array>

namespace quayside::ui {

namespace {

template <std::size_t N>
bool begins_with_one(std::string_view operation, const std::array<std::string_view, N>& verbs)
{
    return std::ranges::any_of(verbs, [operation](std::string_view verb) { return operation.starts_with(verb); });
}

std::string text_of(const Json& input, const char* member)
{
    const auto found = input.find(member);
    return found != input.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void add_clusters_of_engine(std::set<std::string>& clusters, const model::State& state, const std::string& name)
{
    for (const auto& engine : state.engines_named(name))
        for (const auto& id : state.instances_of(engine))
            if (const auto instance = state.container_instances().find(id))
                clusters.insert(instance->cluster);
}

void add_clusters_of_provider(std::set<std::string>& clusters, const model::State& state, std::string_view name)
{
    for (const auto& [key, cluster] : state.clusters())
        if (std::ranges::find(cluster->capacity_providers, name) != cluster->capacity_providers.end())
            clusters.insert(key);
}

// service/CLUSTER/NAME, service-deployment/CLUSTER/SERVICE/ID, cluster/NAME
void add_cluster_of_arn(std::set<std::string>& clusters, const model::State& state, const std::string& text)
{
    const auto arn = Arn::parse(text);
    if (!arn)
        return;
    if (arn->type == "capacity-provider")
        return add_clusters_of_provider(clusters, state, arn->name());
    const auto slash = arn->resource.find('/');
    if (arn->type == "cluster" || slash != std::string::npos)
        clusters.insert(arn->resource.substr(0, slash));
}

} // namespace

CallNature nature_of(std::string_view operation)
{
    static constexpr std::array<std::string_view, 9> questions{ "Describe", "List", "Get", "Explain", "Preview", "Find",
        "Probe", "Discover", "Search" };
    // A login, a secret or a role can be given again, and so can what DeleteAttributes takes away.
    static constexpr std::array<std::string_view, 3> ends{ "Delete", "Deregister", "Remove" };
    static constexpr std::array<std::string_view, 6> can_be_given_again{ "DeleteAttributes", "DeleteAccountSetting",
        "DeleteRegistryLogin", "DeleteSecret", "DeleteAlarm", "DeleteRole" };
    if (!api::find_operation(operation))
        return CallNature::Changes;
    if (begins_with_one(operation, questions))
        return CallNature::Asks;
    const bool stays_gone = operation == "StopTask" || begins_with_one(operation, ends);
    return stays_gone && !begins_with_one(operation, can_be_given_again) ? CallNature::Destroys : CallNature::Changes;
}

std::set<std::string> clusters_of(const model::State& state, std::string_view operation, const Json& input)
{
    std::set<std::string> clusters;
    const auto* known = api::find_operation(operation);
    if (const auto named = text_of(input, "cluster"); !named.empty())
        clusters.insert(std::string(short_name_of(named)));
    else if (known && known->input && known->input->find("cluster"))
        clusters.insert("default");
    for (const auto& [member, value] : input.items())
        if (value.is_string() && is_arn(value.get_ref<const std::string&>()))
            add_cluster_of_arn(clusters, state, value.get<std::string>());
    add_clusters_of_engine(clusters, state, text_of(input, "engine"));
    if (operation.find("CapacityProvider") != std::string_view::npos)
        for (const char* member : { "capacityProvider", "name" })
            add_clusters_of_provider(clusters, state, short_name_of(text_of(input, member)));
    return clusters;
}

} // namespace quayside::ui
