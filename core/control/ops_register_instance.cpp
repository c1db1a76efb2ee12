#include "core/control/describe.h"
#include "core/control/events.h"
#include "core/control/foreign_agent.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/scheduler/attributes.h"

#include <algorithm>
#include <charconv>

namespace quayside::control {

namespace {

using model::ContainerInstance;
using model::ContainerInstanceStatus;

constexpr std::size_t kMostAttributes = 200;
constexpr std::int64_t kMostOfAResource = std::int64_t{ 1 } << 40;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

std::int64_t amount_of(const Json& resource)
{
    return std::max(number_of(resource, "integerValue"), number_of(resource, "longValue"));
}

Result<void> add_ports(ContainerInstance& instance, const Json& resource, model::Protocol protocol)
{
    for (const auto& text : texts_of(resource, "stringSetValue")) {
        std::uint16_t port = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
        if (problem != std::errc{} || end != text.data() + text.size() || port == 0)
            return refuse("totalResources: " + text + " is no port.");
        instance.registered.ports.push_back({ port, protocol });
    }
    return {};
}

Result<void> read_resource(ContainerInstance& instance, const Json& resource)
{
    const auto name = text_of(resource, "name");
    if (name == "PORTS" || name == "PORTS_UDP")
        return add_ports(instance, resource, name == "PORTS" ? model::Protocol::Tcp : model::Protocol::Udp);
    if (name == "GPU")
        instance.registered.gpus = static_cast<std::int64_t>(texts_of(resource, "stringSetValue").size());
    else if (name == "CPU")
        instance.registered.cpu = amount_of(resource);
    else if (name == "MEMORY")
        instance.registered.memory = amount_of(resource);
    return {};
}

Result<void> read_resources(ContainerInstance& instance, const Json& input)
{
    instance.registered = {};
    for (const auto& resource : part_of(input, "totalResources"))
        if (auto read = read_resource(instance, resource); !read)
            return read;
    for (const auto& [name, amount] :
        { std::pair{ "CPU", instance.registered.cpu }, std::pair{ "MEMORY", instance.registered.memory } })
        if (amount <= 0 || amount > kMostOfAResource)
            return refuse(std::string("totalResources: the container instance needs some ") + name + ".");
    if (const auto gpus = part_of(input, "platformDevices").size(); gpus > 0)
        instance.registered.gpus = static_cast<std::int64_t>(gpus);
    return {};
}

void put_attribute(model::Attributes& attributes, model::Attribute next)
{
    const auto same = std::ranges::find(attributes, next.name, &model::Attribute::name);
    if (same == attributes.end())
        attributes.push_back(std::move(next));
    else
        same->value = std::move(next.value);
}

// Those that every instance has are not kept with each.
Result<void> read_attributes(ContainerInstance& instance, const Json& input)
{
    const auto known = scheduler::capabilities(instance);
    for (const auto& given : part_of(input, "attributes")) {
        const auto name = text_of(given, "name");
        if (name.empty() || name.size() > 128 || text_of(given, "value").size() > 128)
            return refuse("attributes: a name needs 1 to 128 characters, and a value can have as many.");
        if (std::ranges::find(known, name) == known.end())
            put_attribute(instance.attributes, { name, text_of(given, "value") });
    }
    if (instance.attributes.size() > kMostAttributes)
        return refuse("attributes: a container instance can have at most 200.");
    return {};
}

void read_version(ContainerInstance& instance, const Json& input)
{
    const Json& version = part_of(input, "versionInfo");
    instance.agent_version = text_of(version, "agentVersion");
    instance.agent_hash = text_of(version, "agentHash");
    instance.docker_version = text_of(version, "dockerVersion");
}

// What placement needs to know of every instance.
void fill_in(ContainerInstance& instance, const std::string& region)
{
    const std::pair<const char*, std::string> usual[] = { { "ecs.availability-zone", region + "a" },
        { "ecs.cpu-architecture", "x86_64" }, { "ecs.os-type", "linux" } };
    for (const auto& [name, value] : usual)
        if (std::ranges::find(instance.attributes, name, &model::Attribute::name) == instance.attributes.end())
            instance.attributes.push_back({ name, value });
    instance.availability_zone
        = std::ranges::find(instance.attributes, "ecs.availability-zone", &model::Attribute::name)->value;
    if (std::ranges::find(instance.attributes, "ecs.capability.external", &model::Attribute::name)
        != instance.attributes.end())
        instance.launch_type = model::LaunchType::External;
}

// The EC2 instance's id where the identity document has one that is free, else one made from ours.
std::string name_for(const Operation& operation, const ContainerInstance& instance, const Json& input)
{
    const auto document = parse_json(text_of(input, "instanceIdentityDocument"));
    const auto given = document && document->is_object() ? text_of(*document, "instanceId") : std::string();
    return is_name(given) && operation.state().instances_named(given).empty() ? given
                                                                              : scheduler::ec2_instance_id(instance.id);
}

// An agent that comes back names the instance that it had.
Result<ContainerInstance> instance_of(const Operation& operation, const std::string& cluster, const Json& input)
{
    if (has(input, "containerInstanceArn")) {
        const auto found = require_instance(operation.state(), cluster, text_of(input, "containerInstanceArn"));
        if (!found)
            return fail(found.error());
        if (!is_foreign(**found))
            return fail(Error::client("The container instance has an agent of Quayside's own. (containerInstanceArn)"));
        if ((*found)->status == ContainerInstanceStatus::Inactive)
            return fail(Error::client("The container instance is deregistered. (containerInstanceArn)"));
        return **found;
    }
    ContainerInstance instance;
    instance.id = instance.engine = operation.random.id();
    instance.name = name_for(operation, instance, input);
    instance.cluster = cluster;
    instance.agent_connected = true;
    instance.registered_at = operation.now;
    instance.version = 0;
    return instance;
}

} // namespace

Result<Json> register_container_instance(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    auto instance = instance_of(operation, (*cluster)->name, input);
    if (!instance)
        return fail(instance.error());
    for (const auto& read : { read_resources(*instance, input), read_attributes(*instance, input) })
        if (!read)
            return fail(read.error());
    read_version(*instance, input);
    fill_in(*instance, operation.installation.region);
    if (has(input, "tags")) {
        auto tags = tags_of(input);
        if (!tags)
            return fail(tags.error());
        instance->tags = std::move(tags).value();
    }
    ++instance->version;
    operation.transaction.put(*instance);
    record_event(operation, model::Severity::Info, model::EventKind::Instance, instance->cluster, instance->id.hex(),
        "Container instance " + instance->name + " was registered by its agent.");
    static const Json everything = { { "include", Json::array({ "TAGS" }) } };
    return Json{ { "containerInstance", Describer(operation).instance(*instance, everything) } };
}

} // namespace quayside::control
