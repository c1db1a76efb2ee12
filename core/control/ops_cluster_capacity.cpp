#include "core/control/cluster_capacity.h"
#include "core/control/describe.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/launch_input.h"
#include "core/control/lookup.h"
#include "core/scheduler/capacity.h"
#include "core/scheduler/request.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

using model::Cluster;

constexpr std::size_t kMostProviders = 20;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Result<void> check_provider(const model::State& state, const Cluster& cluster, const std::string& name)
{
    if (scheduler::is_fargate(name))
        return {};
    const auto provider = state.capacity_providers().find(name);
    if (!provider || provider->status != model::CapacityProviderStatus::Active)
        return refuse(fmt::format("capacityProviders: The specified capacity provider {} was not found.", name));
    if (!provider->cluster.empty() && provider->cluster != cluster.name)
        return refuse(fmt::format(
            "capacityProviders: the capacity provider {} belongs to the cluster {}.", name, provider->cluster));
    return {};
}

Result<void> check_removed(const model::State& state, const Cluster& before, const Cluster& after)
{
    for (const auto& name : before.capacity_providers)
        if (std::ranges::find(after.capacity_providers, name) == after.capacity_providers.end()
            && scheduler::is_provider_used(state, before.name, name))
            return fail(Error{ "ResourceInUseException",
                fmt::format(
                    "The specified capacity provider is in use and cannot be removed. (capacityProviders: {})", name),
                400 });
    return {};
}

} // namespace

Result<void> read_cluster_capacity(const model::State& state, Cluster& cluster, const Json& input)
{
    if (has(input, "capacityProviders")) {
        cluster.capacity_providers.clear();
        for (const auto& given : texts_of(input, "capacityProviders")) {
            const std::string name(short_name_of(given));
            if (auto checked = check_provider(state, cluster, name); !checked)
                return checked;
            if (std::ranges::find(cluster.capacity_providers, name) != cluster.capacity_providers.end())
                return refuse(fmt::format("capacityProviders: {} occurs twice.", name));
            cluster.capacity_providers.push_back(name);
        }
        if (cluster.capacity_providers.size() > kMostProviders)
            return refuse(
                fmt::format("capacityProviders: a cluster can have at most {} capacity providers.", kMostProviders));
    }
    if (!has(input, "defaultCapacityProviderStrategy"))
        return {};
    auto strategy = read_strategy(state, cluster, input, "defaultCapacityProviderStrategy");
    if (!strategy)
        return fail(strategy.error());
    cluster.default_strategy = std::move(strategy).value();
    return {};
}

Result<Json> put_cluster_capacity_providers(Operation& operation, const Json& input)
{
    const auto found = find_cluster(operation.state(), input);
    if (!found)
        return fail(found.error());
    Cluster cluster = **found;
    if (auto read = read_cluster_capacity(operation.state(), cluster, input); !read)
        return fail(read.error());
    if (auto checked = check_removed(operation.state(), **found, cluster); !checked)
        return fail(checked.error());
    operation.transaction.put(cluster);
    static const Json everything = { { "include", Json::array({ "SETTINGS", "TAGS", "CONFIGURATIONS" }) } };
    return Json{ { "cluster", Describer(operation).cluster(cluster, everything) } };
}

} // namespace quayside::control
