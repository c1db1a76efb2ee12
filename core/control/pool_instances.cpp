#include "core/control/pool_instances.h"

#include "core/agent/lifecycle.h"
#include "core/control/engine_slices.h"
#include "core/control/events.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/scheduler/attributes.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

using model::CapacityProvider;
using model::ContainerInstance;
using model::ContainerInstanceStatus;

constexpr std::size_t kLongestPrefix = 50; // of a name, which has at most 64 characters

bool is_taken(const model::State& state, const std::string& name)
{
    return !state.instances_named(name).empty() || !state.engines_named(name).empty();
}

// Names of engines cannot begin with a hyphen or underscore, those of providers can.
std::string next_name(const model::State& state, CapacityProvider& provider)
{
    const std::string start = provider.name.substr(0, kLongestPrefix);
    const bool needs_letter = start.front() == '-' || start.front() == '_';
    for (;;)
        if (auto name = fmt::format("{}{}-{}", needs_letter ? "p" : "", start, provider.next_instance++);
            !is_taken(state, name))
            return name;
}

// The zones take turns.
std::string zone_of(const Operation& operation, const CapacityProvider& provider)
{
    const auto zones = texts_of(provider.instance_template, "zones");
    if (zones.empty())
        return operation.installation.region + "a";
    return zones[static_cast<std::size_t>(provider.next_instance) % zones.size()];
}

// The template as AddEngine's input or one of its slices.
Json slice_input(const CapacityProvider& provider, const std::string& name, const std::string& zone)
{
    Json slice = { { "name", name }, { "availabilityZone", zone }, { "capacityProvider", provider.name } };
    for (const char* member : { "cpu", "memory", "gpus", "attributes" })
        if (has(provider.instance_template, member))
            slice[member] = provider.instance_template[member];
    return slice;
}

Result<void> add_simulated(Operation& operation, const Json& slice, const std::string& cluster)
{
    Json simulation = { { "cpus", (number_of(slice, "cpu") + 1023) / 1024 }, { "memory", number_of(slice, "memory") } };
    Json input = { { "name", slice["name"] }, { "kind", "simulated" }, { "cluster", cluster } };
    input["slices"] = Json::array({ slice });
    input["simulation"] = std::move(simulation);
    const auto added = add_simulated_engine(operation, input);
    return added ? Result<void>() : fail(added.error());
}

Result<void> add_slice(Operation& operation, const Json& slice, const std::string& cluster, const std::string& name)
{
    const auto engine = require_engine(operation.state(), name);
    if (!engine)
        return fail(engine.error());
    auto instance = further_slice(operation.state(), **engine, slice);
    if (!instance)
        return fail(instance.error());
    instance->id = operation.random.id();
    instance->cluster = cluster;
    instance->registered_at = operation.now;
    operation.transaction.put(std::move(instance).value());
    return {};
}

void stop_all(Operation& operation, const ContainerInstance& instance)
{
    const auto reason = fmt::format("Host EC2 (instance {}) terminated.", scheduler::ec2_instance_id(instance.id));
    const auto tasks = operation.state().tasks_on(instance.id);
    for (const auto& id : tasks)
        operation.transaction.put(agent::request_stop(
            *operation.state().tasks().find(id), model::StopCode::TerminationNotice, reason, operation.now));
}

} // namespace

Result<void> add_pool_instance(Operation& operation, CapacityProvider& provider)
{
    const auto zone = zone_of(operation, provider);
    const auto slice = slice_input(provider, next_name(operation.state(), provider), zone);
    const auto cluster = text_of(provider.instance_template, "cluster");
    const auto engine = text_of(provider.instance_template, "engine");
    return engine.empty() ? add_simulated(operation, slice, cluster) : add_slice(operation, slice, cluster, engine);
}

void let_go(Operation& operation, const CapacityProvider& provider, const Id& id)
{
    ContainerInstance instance = *operation.state().container_instances().find(id);
    instance.status = ContainerInstanceStatus::Draining;
    instance.terminating = true;
    ++instance.version;
    operation.transaction.put(instance);
    if (!provider.managed_draining)
        stop_all(operation, instance);
}

void remove_pool_instance(Operation& operation, const Id& id)
{
    const auto found = operation.state().container_instances().find(id);
    const auto engine = operation.state().engines().find(found->engine);
    const bool simulated = engine && engine->kind == model::EngineKind::Simulated;
    record_event(operation, model::Severity::Info, model::EventKind::Instance, found->cluster, id.hex(),
        fmt::format("Container instance {} left the pool of {}.", found->name, found->capacity_provider));
    if (!simulated && !operation.state().tasks_on(id).empty()) {
        ContainerInstance instance = *found;
        instance.status = ContainerInstanceStatus::Inactive;
        ++instance.version;
        operation.transaction.put(std::move(instance));
        return;
    }
    operation.transaction.erase<ContainerInstance>(id);
    if (simulated && operation.state().instances_of(engine->id).empty())
        operation.transaction.erase<model::Engine>(engine->id);
}

} // namespace quayside::control
