#include "core/control/describe_parts.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/scheduler/plan_capacity.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

using model::CapacityProvider;
using model::CapacityProviderStatus;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Result<std::shared_ptr<const CapacityProvider>> require_provider(const model::State& state, const std::string& given)
{
    auto provider = state.capacity_providers().find(std::string(short_name_of(given)));
    if (provider && provider->status != CapacityProviderStatus::Inactive)
        return provider;
    return fail(Error{ "ResourceNotFoundException",
        fmt::format("capacityProvider: there is no capacity provider {} that has a pool.", given), 400 });
}

std::int64_t leaving(const model::State& state, const CapacityProvider& provider)
{
    return std::ranges::count_if(state.container_instances(), [&](const auto& entry) {
        const auto& instance = *entry.second;
        return instance.capacity_provider == provider.name && instance.terminating
            && instance.status != model::ContainerInstanceStatus::Inactive;
    });
}

Json describe(const Operation& operation, const CapacityProvider& provider)
{
    const auto& pool = provider.instance_template;
    const auto reading = scheduler::read_capacity(operation.state(), provider);
    Json json = { { "capacityProvider", provider.name },
        { "capacityProviderArn", arns(operation.installation).capacity_provider(provider.name) },
        { "minimumSize", provider.minimum_size }, { "maximumSize", provider.maximum_size },
        { "managedScaling", provider.managed_scaling }, { "targetCapacity", provider.target_capacity },
        { "reservation", reading.reservation() }, { "neededInstances", reading.needed },
        { "instances", reading.instances }, { "leavingInstances", leaving(operation.state(), provider) },
        { "waitingTasks", reading.waiting }, { "tooLargeTasks", reading.too_large } };
    for (const char* member : { "cluster", "engine", "cpu", "memory", "gpus", "zones" })
        if (has(pool, member))
            json[member] = pool[member];
    put_time(json, "changedAt", provider.scaled_at);
    put_time(json, "surplusSince", provider.surplus_since);
    put_text(json, "problem", provider.update_reason);
    return json;
}

Result<void> check_engine(const model::State& state, const Json& input)
{
    if (!has(input, "engine"))
        return {};
    const auto engine = require_engine(state, text_of(input, "engine"));
    if (!engine)
        return fail(engine.error());
    if (number_of(input, "cpu") > (*engine)->cpus * 1024)
        return refuse(fmt::format("cpu: the engine {} has {} CPU units.", (*engine)->name, (*engine)->cpus * 1024));
    if (number_of(input, "memory") > (*engine)->memory)
        return refuse(fmt::format("memory: the engine {} has {} MiB.", (*engine)->name, (*engine)->memory));
    return {};
}

// The cluster that its instances join: the provider's own, the one that is named, or `default`.
Result<std::string> cluster_of(const model::State& state, const CapacityProvider& provider, const Json& input)
{
    if (!provider.cluster.empty() && !has(input, "cluster"))
        return provider.cluster;
    const auto cluster = find_cluster(state, input);
    if (!cluster)
        return fail(cluster.error());
    if (!provider.cluster.empty() && (*cluster)->name != provider.cluster)
        return refuse(fmt::format("cluster: the capacity provider belongs to the cluster {}.", provider.cluster));
    return (*cluster)->name;
}

} // namespace

Result<Json> set_capacity_provider_pool(Operation& operation, const Json& input)
{
    const auto found = require_provider(operation.state(), text_of(input, "capacityProvider"));
    if (!found)
        return fail(found.error());
    CapacityProvider provider = **found;
    provider.minimum_size = number_of(input, "minimumSize");
    provider.maximum_size = number_of(input, "maximumSize");
    if (provider.minimum_size > provider.maximum_size)
        return refuse("minimumSize must not be greater than maximumSize.");
    if (auto checked = check_engine(operation.state(), input); !checked)
        return fail(checked.error());
    const auto cluster = cluster_of(operation.state(), provider, input);
    if (!cluster)
        return fail(cluster.error());
    provider.instance_template = { { "cluster", *cluster } };
    for (const char* member : { "cpu", "memory", "gpus", "zones", "engine", "attributes" })
        if (has(input, member))
            provider.instance_template[member] = input[member];
    provider.update_reason.clear();
    operation.transaction.put(provider);
    return Json{ { "capacity", describe(operation, provider) } };
}

Result<Json> describe_capacity(Operation& operation, const Json& input)
{
    Json list = Json::array();
    if (has(input, "capacityProvider")) {
        const auto provider = require_provider(operation.state(), text_of(input, "capacityProvider"));
        if (!provider)
            return fail(provider.error());
        list.push_back(describe(operation, **provider));
        return Json{ { "capacities", std::move(list) } };
    }
    auto providers = operation.state().capacity_providers().all();
    std::ranges::sort(providers, {}, [](const auto& provider) -> const std::string& { return provider->name; });
    for (const auto& provider : providers)
        if (provider->status != CapacityProviderStatus::Inactive)
            list.push_back(describe(operation, *provider));
    return Json{ { "capacities", std::move(list) } };
}

} // namespace quayside::control
