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
#include <cctype>

namespace quayside::control {

namespace {

using model::CapacityProvider;
using model::CapacityProviderStatus;
using model::CapacityProviderUpdate;

constexpr std::size_t kMostDescribed = 100;
constexpr std::size_t kPage = 10;
constexpr std::int64_t kUsualPool = 10; // instances of a managed instances provider, until its pool is set
constexpr const char* kFargate[] = { "FARGATE", "FARGATE_SPOT" };

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Error not_found(const std::string& name)
{
    return Error::client("The specified capacity provider " + name + " was not found. (capacityProvider)");
}

Result<void> check_name(const std::string& name)
{
    if (!is_name(name))
        return refuse("name can have up to 255 letters, digits, hyphens and underscores.");
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const char* prefix : { "aws", "ecs", "fargate" })
        if (lower.starts_with(prefix))
            return refuse(fmt::format("name must not begin with {}.", prefix));
    return {};
}

// What is not given keeps what it is.
Result<void> read_group(CapacityProvider& provider, const Json& given)
{
    if (has(given, "managedScaling")) {
        const Json& scaling = given["managedScaling"];
        // Who says how to scale wants it, unless the status says otherwise.
        provider.managed_scaling = text_of(scaling, "status") != "DISABLED";
        provider.target_capacity = number_of(scaling, "targetCapacity", provider.target_capacity);
        provider.minimum_scaling_step_size
            = number_of(scaling, "minimumScalingStepSize", provider.minimum_scaling_step_size);
        provider.maximum_scaling_step_size
            = number_of(scaling, "maximumScalingStepSize", provider.maximum_scaling_step_size);
        provider.instance_warmup_period = number_of(scaling, "instanceWarmupPeriod", provider.instance_warmup_period);
    }
    if (has(given, "managedTerminationProtection"))
        provider.managed_termination_protection = text_of(given, "managedTerminationProtection") == "ENABLED";
    if (has(given, "managedDraining"))
        provider.managed_draining = text_of(given, "managedDraining") == "ENABLED";
    if (provider.minimum_scaling_step_size > provider.maximum_scaling_step_size)
        return refuse("autoScalingGroupProvider.managedScaling.minimumScalingStepSize must not be greater than "
                      "maximumScalingStepSize.");
    if (provider.managed_termination_protection && !provider.managed_scaling)
        return refuse("autoScalingGroupProvider.managedTerminationProtection: managed scaling must be enabled to use "
                      "managed termination protection.");
    return {};
}

Result<void> read_auto_scaling(CapacityProvider& provider, const Json& input)
{
    const Json& given = input["autoScalingGroupProvider"];
    provider.auto_scaling_group_arn = text_of(given, "autoScalingGroupArn");
    if (provider.auto_scaling_group_arn.empty())
        return refuse("autoScalingGroupProvider.autoScalingGroupArn must be given.");
    if (has(input, "cluster"))
        return refuse("cluster can only be given with managedInstancesProvider.");
    return read_group(provider, given);
}

// The smallest instance that its launch template allows.
void size_pool(CapacityProvider& provider)
{
    const Json& wanted = part_of(part_of(provider.managed_instances, "instanceLaunchTemplate"), "instanceRequirements");
    const auto cpus = std::max<std::int64_t>(number_of(part_of(wanted, "vCpuCount"), "min", 2), 1);
    const auto memory = std::max<std::int64_t>(number_of(part_of(wanted, "memoryMiB"), "min", 4096), 64);
    provider.instance_template = { { "cluster", provider.cluster }, { "cpu", cpus * 1024 }, { "memory", memory } };
}

Result<void> read_managed_instances(const model::State& state, CapacityProvider& provider, const Json& input)
{
    if (!has(input, "cluster"))
        return refuse("cluster is required with managedInstancesProvider.");
    const auto cluster = find_cluster(state, input);
    if (!cluster)
        return fail(cluster.error());
    provider.cluster = (*cluster)->name;
    provider.managed_instances = input["managedInstancesProvider"];
    provider.managed_scaling = true;
    provider.maximum_size = kUsualPool;
    size_pool(provider);
    return {};
}

Result<void> read_kind(const model::State& state, CapacityProvider& provider, const Json& input)
{
    const bool group = has(input, "autoScalingGroupProvider");
    if (group == has(input, "managedInstancesProvider"))
        return refuse("Give exactly one of autoScalingGroupProvider and managedInstancesProvider.");
    return group ? read_auto_scaling(provider, input) : read_managed_instances(state, provider, input);
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
    if (auto checked = check_name(provider.name); !checked)
        return fail(checked.error());
    const auto existing = operation.state().capacity_providers().find(provider.name);
    if (existing && existing->status != CapacityProviderStatus::Inactive)
        return fail(Error::client("The specified capacity provider already exists. (name)"));
    if (auto read = read_kind(operation.state(), provider, input); !read)
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
    const bool group = provider.managed_instances.empty();
    const char* wrong = group ? "managedInstancesProvider" : "autoScalingGroupProvider";
    if (has(input, wrong))
        return refuse(fmt::format("{}: the capacity provider {} is of the other kind.", wrong, provider.name));
    if (group) {
        if (auto read = read_group(provider, part_of(input, "autoScalingGroupProvider")); !read)
            return fail(read.error());
    } else if (has(input, "managedInstancesProvider")) {
        for (const auto& [member, value] : input["managedInstancesProvider"].items())
            if (member == "instanceLaunchTemplate")
                provider.managed_instances[member].update(value);
            else
                provider.managed_instances[member] = value;
        const auto sizes = provider.instance_template;
        size_pool(provider);
        for (const auto& [member, value] : sizes.items())
            if (member != "cpu" && member != "memory")
                provider.instance_template[member] = value;
    }
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
