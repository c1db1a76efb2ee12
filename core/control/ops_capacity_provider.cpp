#include "core/control/capacity_provider_input.h"
#include "core/control/describe.h"
#include "core/control/events.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"
#include "core/scheduler/capacity.h"
#include "core/scheduler/request.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

using model::CapacityProvider;
using model::CapacityProviderStatus;
using model::CapacityProviderUpdate;

constexpr std::size_t kMostDescribed = 100;
constexpr std::size_t kPage = 10;
constexpr const char* kFargate[] = { "FARGATE", "FARGATE_SPOT" };

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Error not_found(const std::string& name)
{
    return Error::client("The specified capacity provider " + name + " was not found. (capacityProvider)");
}

// A provider of managed instances belongs to its cluster from the start.
void associate(Operation& operation, const CapacityProvider& provider)
{
    if (provider.cluster.empty())
        return;
    model::Cluster cluster = *operation.state().clusters().find(provider.cluster);
    if (std::ranges::find(cluster.capacity_providers, provider.name) == cluster.capacity_providers.end())
        cluster.capacity_providers.push_back(provider.name);
    operation.transaction.put(std::move(cluster));
}

Json reply_with(const Operation& operation, const CapacityProvider& provider)
{
    return { { "capacityProvider", Describer(operation).capacity_provider(provider) } };
}

Result<std::shared_ptr<const CapacityProvider>> require_provider(const model::State& state, const std::string& given)
{
    const std::string name(short_name_of(given));
    if (scheduler::is_fargate(name))
        return fail(Error::client("The specified capacity provider is reserved and cannot be changed or deleted. "
                                  "(capacityProvider)"));
    auto provider = state.capacity_providers().find(name);
    if (!provider || provider->status == CapacityProviderStatus::Inactive)
        return fail(not_found(given));
    return provider;
}

Json fargate(const Operation& operation, const std::string& name)
{
    return { { "capacityProviderArn", arns(operation.installation).capacity_provider(name) }, { "name", name },
        { "status", "ACTIVE" }, { "type", name }, { "tags", Json::array() } };
}

std::vector<std::string> all_names(const model::State& state, const model::Cluster* cluster)
{
    if (cluster)
        return cluster->capacity_providers;
    std::vector<std::string> names(std::begin(kFargate), std::end(kFargate));
    for (const auto& [name, provider] : state.capacity_providers())
        if (provider->status != CapacityProviderStatus::Inactive)
            names.push_back(name);
    return names;
}

// The clusters that have it, but for the one that it belongs to.
std::string cluster_with(const model::State& state, const CapacityProvider& provider)
{
    std::string first;
    for (const auto& [name, cluster] : state.clusters())
        if (name != provider.cluster && (first.empty() || name < first)
            && std::ranges::find(cluster->capacity_providers, provider.name) != cluster->capacity_providers.end())
            first = name;
    return first;
}

bool is_in_use(const model::State& state, const CapacityProvider& provider)
{
    return !provider.cluster.empty() && scheduler::is_provider_used(state, provider.cluster, provider.name);
}

} // namespace

Result<Json> create_capacity_provider(Operation& operation, const Json& input)
{
    CapacityProvider provider;
    provider.name = text_of(input, "name");
    if (auto checked = check_provider_name(provider.name); !checked)
        return fail(checked.error());
    const auto existing = operation.state().capacity_providers().find(provider.name);
    if (existing && existing->status != CapacityProviderStatus::Inactive)
        return fail(Error::client("The specified capacity provider already exists. (name)"));
    if (auto read = read_new_provider(operation.state(), provider, input); !read)
        return fail(read.error());
    auto tags = tags_of(input);
    if (!tags)
        return fail(tags.error());
    provider.tags = std::move(tags).value();
    provider.created_at = operation.now;
    operation.transaction.put(provider);
    associate(operation, provider);
    record_event(operation, model::Severity::Info, model::EventKind::Cluster, provider.cluster, provider.name,
        fmt::format("Capacity provider {} created.", provider.name));
    return reply_with(operation, provider);
}

Result<Json> update_capacity_provider(Operation& operation, const Json& input)
{
    const auto found = require_provider(operation.state(), text_of(input, "name"));
    if (!found)
        return fail(found.error());
    CapacityProvider provider = **found;
    if (auto read = read_changed_provider(provider, input); !read)
        return fail(read.error());
    provider.update = CapacityProviderUpdate::UpdateComplete;
    operation.transaction.put(provider);
    return reply_with(operation, provider);
}

Result<Json> delete_capacity_provider(Operation& operation, const Json& input)
{
    const auto found = require_provider(operation.state(), text_of(input, "capacityProvider"));
    if (!found)
        return fail(found.error());
    CapacityProvider provider = **found;
    const auto cluster
        = is_in_use(operation.state(), provider) ? provider.cluster : cluster_with(operation.state(), provider);
    if (!cluster.empty())
        return fail(Error::client(fmt::format("The capacity provider cannot be deleted because it is associated with "
                                              "cluster: {}. Remove the capacity provider from the cluster and try "
                                              "again. (capacityProvider)",
            cluster)));
    if (!provider.cluster.empty()) {
        model::Cluster own = *operation.state().clusters().find(provider.cluster);
        std::erase(own.capacity_providers, provider.name);
        std::erase_if(own.default_strategy, [&](const auto& item) { return item.capacity_provider == provider.name; });
        operation.transaction.put(std::move(own));
    }
    // Its pool is let go by the capacity loop, for an inactive provider needs none.
    provider.status = CapacityProviderStatus::Inactive;
    provider.update = CapacityProviderUpdate::DeleteComplete;
    provider.update_reason.clear();
    operation.transaction.put(provider);
    record_event(operation, model::Severity::Info, model::EventKind::Cluster, provider.cluster, provider.name,
        fmt::format("Capacity provider {} deleted.", provider.name));
    return reply_with(operation, provider);
}

Result<Json> describe_capacity_providers(Operation& operation, const Json& input)
{
    const auto& state = operation.state();
    ClusterPtr cluster;
    if (has(input, "cluster")) {
        auto found = find_cluster(state, input);
        if (!found)
            return fail(found.error());
        cluster = std::move(found).value();
    }
    const auto given = texts_of(input, "capacityProviders");
    if (given.size() > kMostDescribed)
        return refuse("capacityProviders: at most 100 can be described at once.");
    const auto pager = Pager::read("DescribeCapacityProviders", input, kPage, kPage);
    if (!pager)
        return fail(pager.error());
    Json failures = Json::array();
    std::vector<std::string> names = given.empty() ? all_names(state, cluster.get()) : std::vector<std::string>();
    for (const auto& one : given) {
        const std::string name(short_name_of(one));
        if (scheduler::is_fargate(name) || state.capacity_providers().find(name))
            names.push_back(name);
        else
            failures.push_back(
                failure(arn_of_missing(arns(operation.installation), "capacity-provider", {}, one), "MISSING"));
    }
    auto page = pager->page("capacityProviders", std::move(names), [&](const std::string& name) {
        const auto provider = state.capacity_providers().find(name);
        Json json = provider ? Describer(operation).capacity_provider(*provider) : fargate(operation, name);
        if (!includes(input, "TAGS"))
            json.erase("tags");
        return json;
    });
    page["failures"] = std::move(failures);
    return page;
}

} // namespace quayside::control
