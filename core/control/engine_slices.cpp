#include "core/control/engine_slices.h"

#include "core/control/input.h"
#include "core/scheduler/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace quayside::control {

namespace {

using model::ContainerInstance;
using model::Engine;

constexpr std::uint16_t kFirstPort = 61000;
constexpr std::uint16_t kLastPort = 65535;
constexpr std::uint16_t kPortsOfFurtherSlice = 200;
constexpr std::uint16_t kReservedPorts[] = { 22, 2375, 2376, 51678, 51679 };

// What one slice may take of something of which there is `total`: what it asks for, or an even share of the rest.
struct Shares {
    std::int64_t total = 0;
    std::int64_t asked = 0;
    std::int64_t open = 0; // slices that ask for nothing

    std::int64_t of(const Json& slice, const char* member) const
    {
        return has(slice, member) ? number_of(slice, member) : (total - asked) / std::max<std::int64_t>(open, 1);
    }
};

Result<Shares> shares_of(const Json& slices, const char* member, std::int64_t total, const char* unit)
{
    Shares shares{ total, 0, 0 };
    for (const auto& slice : slices) {
        shares.asked += number_of(slice, member);
        shares.open += has(slice, member) ? 0 : 1;
    }
    if (shares.asked > total)
        return fail(Error::invalid_parameter(fmt::format(
            "slices: together they ask for {} {} of {}; the engine has {}.", shares.asked, unit, member, total)));
    if (shares.open > 0 && (total - shares.asked) / shares.open <= 0)
        return fail(Error::invalid_parameter(
            fmt::format("slices: nothing of the engine's {} is left for slices without {}.", member, member)));
    return shares;
}

std::string architecture_of(const Engine& engine)
{
    return engine.architecture == "aarch64" || engine.architecture == "arm64" ? "arm64" : "x86_64";
}

void put_attribute(model::Attributes& attributes, std::string name, std::string value)
{
    const auto same = std::ranges::find(attributes, name, &model::Attribute::name);
    if (same == attributes.end())
        attributes.push_back({ std::move(name), std::move(value) });
    else
        same->value = std::move(value);
}

void put_given(model::Attributes& attributes, const Json& input)
{
    for (const auto& attribute : part_of(input, "attributes"))
        put_attribute(attributes, text_of(attribute, "name"), text_of(attribute, "value"));
}

// What it is set aside for, and its GPUs: of the engine, or of one slice.
void put_purpose(ContainerInstance& instance, const Json& input)
{
    if (has(input, "launchType"))
        fields_from_json(input["launchType"], instance.launch_type);
    if (has(input, "capacityProvider"))
        instance.capacity_provider = text_of(input, "capacityProvider");
    if (has(input, "gpus"))
        instance.registered.gpus = number_of(input, "gpus");
}

Result<void> check_purpose(const model::State& state, const Json& input, const std::string& path)
{
    const auto provider = text_of(input, "capacityProvider");
    if (provider.empty())
        return {};
    if (scheduler::is_fargate(provider))
        return fail(Error::invalid_parameter(
            path + "capacityProvider: instances for " + provider + " are those with the launchType FARGATE."));
    const auto record = state.capacity_providers().find(provider);
    if (!record || record->status == model::CapacityProviderStatus::Inactive)
        return fail(
            Error::invalid_parameter(path + "capacityProvider: there is no capacity provider " + provider + "."));
    if (const auto type = text_of(input, "launchType"); !type.empty() && type != "EC2")
        return fail(Error::invalid_parameter(
            path + "launchType: the instances of a capacity provider have the launch type EC2."));
    return {};
}

ContainerInstance whole(const Engine& engine, const Json& input, const std::string& zone)
{
    ContainerInstance instance;
    instance.engine = engine.id;
    instance.name = engine.name;
    instance.agent_connected = engine.connected;
    instance.registered.cpu = engine.cpus * 1024;
    instance.registered.memory = engine.memory;
    for (const auto port : kReservedPorts)
        instance.registered.ports.push_back({ port, model::Protocol::Tcp });
    instance.first_dynamic_port = kFirstPort;
    instance.last_dynamic_port = kLastPort;
    instance.availability_zone = zone;
    put_attribute(instance.attributes, "ecs.os-type", "linux");
    put_attribute(instance.attributes, "ecs.cpu-architecture", architecture_of(engine));
    put_attribute(instance.attributes, "ecs.instance-type", std::string(to_string(engine.kind)));
    put_attribute(instance.attributes, "ecs.availability-zone", zone);
    put_given(instance.attributes, input);
    put_purpose(instance, input);
    return instance;
}

// Its own range where it gives one, else its part of the usual one.
Result<void> read_ports(ContainerInstance& instance, const Json& slice, std::size_t index, std::size_t count)
{
    const std::size_t each = (kLastPort - kFirstPort + 1) / count;
    const auto first = number_of(slice, "firstDynamicPort", static_cast<std::int64_t>(kFirstPort + each * index));
    const auto last = number_of(slice, "lastDynamicPort", first + static_cast<std::int64_t>(each) - 1);
    if (first > last || last > kLastPort)
        return fail(Error::invalid_parameter(
            fmt::format("slices[{}].lastDynamicPort must not be less than firstDynamicPort.", index)));
    instance.first_dynamic_port = static_cast<std::uint16_t>(first);
    instance.last_dynamic_port = static_cast<std::uint16_t>(last);
    return {};
}

std::vector<std::shared_ptr<const ContainerInstance>> slices_of(const model::State& state, const Engine& engine)
{
    std::vector<std::shared_ptr<const ContainerInstance>> slices;
    for (const auto& id : state.instances_of(engine.id))
        slices.push_back(state.container_instances().find(id));
    std::ranges::sort(slices, {}, [](const auto& slice) { return slice->first_dynamic_port; });
    return slices;
}

Result<void> check_room(const Engine& engine, const ContainerInstance& wanted,
    const std::vector<std::shared_ptr<const ContainerInstance>>& others)
{
    std::int64_t cpu = engine.cpus * 1024 - wanted.registered.cpu;
    std::int64_t memory = engine.memory - wanted.registered.memory;
    for (const auto& other : others)
        if (other->status != model::ContainerInstanceStatus::Inactive) {
            cpu -= other->registered.cpu;
            memory -= other->registered.memory;
        }
    if (cpu < 0)
        return fail(Error::client(
            fmt::format("The engine {} has {} CPU units too few for one more container instance.", engine.name, -cpu)));
    if (memory < 0)
        return fail(Error::client(fmt::format(
            "The engine {} has {} MiB of memory too little for one more container instance.", engine.name, -memory)));
    return {};
}

bool is_taken(const model::State& state, const std::string& name)
{
    return std::ranges::any_of(state.instances_named(name), [&state](const Id& id) {
        return state.container_instances().find(id)->status != model::ContainerInstanceStatus::Inactive;
    });
}

// The first gap between the ranges of the others, in the order of their ports.
Result<void> choose_ports(const Engine& engine, ContainerInstance& wanted,
    const std::vector<std::shared_ptr<const ContainerInstance>>& others)
{
    int first = kFirstPort;
    for (const auto& other : others)
        if (other->first_dynamic_port < first + kPortsOfFurtherSlice)
            first = std::max<int>(first, other->last_dynamic_port + 1);
    if (first + kPortsOfFurtherSlice - 1 > kLastPort)
        return fail(Error::client(
            fmt::format("The engine {} has no dynamic ports left for one more container instance.", engine.name)));
    wanted.first_dynamic_port = static_cast<std::uint16_t>(first);
    wanted.last_dynamic_port = static_cast<std::uint16_t>(first + kPortsOfFurtherSlice - 1);
    return {};
}

} // namespace

Result<ContainerInstance> further_slice(const model::State& state, const Engine& engine, const Json& slice)
{
    ContainerInstance instance = whole(engine, slice, text_of(slice, "availabilityZone"));
    instance.name = text_of(slice, "name");
    instance.registered.cpu = number_of(slice, "cpu");
    instance.registered.memory = number_of(slice, "memory");
    const auto others = slices_of(state, engine);
    for (const auto& done : { check_room(engine, instance, others), choose_ports(engine, instance, others) })
        if (!done)
            return fail(done.error());
    return instance;
}

Result<void> check_purposes(const model::State& state, const Json& input)
{
    if (auto checked = check_purpose(state, input, ""); !checked)
        return checked;
    const Json& slices = part_of(input, "slices");
    for (std::size_t i = 0; i < slices.size(); ++i)
        if (auto checked = check_purpose(state, slices[i], fmt::format("slices[{}].", i)); !checked)
            return checked;
    return {};
}

Result<std::vector<std::string>> instance_names(const model::State& state, const Json& input)
{
    std::vector<std::string> names;
    for (const auto& slice : part_of(input, "slices"))
        names.push_back(text_of(slice, "name"));
    const char* field = names.empty() ? "name" : "slices";
    if (names.empty())
        names.push_back(text_of(input, "name"));
    std::set<std::string_view> seen;
    for (const auto& name : names)
        if (!seen.insert(name).second || is_taken(state, name))
            return fail(
                Error::invalid_parameter(fmt::format("{}: the name {} is in use; choose another one.", field, name)));
    return names;
}

Result<std::vector<ContainerInstance>> slice_engine(
    const Engine& engine, const Json& input, const std::string& default_zone)
{
    const std::string zone = has(input, "availabilityZone") ? text_of(input, "availabilityZone") : default_zone;
    const Json& slices = part_of(input, "slices");
    const ContainerInstance base = whole(engine, input, zone);
    if (slices.empty())
        return std::vector{ base };
    const auto cpu = shares_of(slices, "cpu", base.registered.cpu, "units");
    const auto memory = shares_of(slices, "memory", base.registered.memory, "MiB");
    if (!cpu || !memory)
        return fail(cpu ? memory.error() : cpu.error());
    std::vector<ContainerInstance> instances;
    for (std::size_t i = 0; i < slices.size(); ++i) {
        ContainerInstance instance = base;
        instance.name = text_of(slices[i], "name");
        instance.registered.cpu = cpu->of(slices[i], "cpu");
        instance.registered.memory = memory->of(slices[i], "memory");
        if (has(slices[i], "availabilityZone"))
            instance.availability_zone = text_of(slices[i], "availabilityZone");
        put_attribute(instance.attributes, "ecs.availability-zone", instance.availability_zone);
        put_given(instance.attributes, slices[i]);
        put_purpose(instance, slices[i]);
        if (auto read = read_ports(instance, slices[i], i, slices.size()); !read)
            return fail(read.error());
        instances.push_back(std::move(instance));
    }
    return instances;
}

} // namespace quayside::control
