#include "core/control/deployment_input.h"
#include "core/control/input.h"
#include "core/control/launch_input.h"
#include "core/control/lookup.h"
#include "core/control/service_request.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

using model::LaunchType;
using model::ServiceRevision;

constexpr std::size_t kMostTargetGroups = 5;
constexpr std::uint64_t kLeastNumber = 1'000'000'000'000'000'000;
constexpr std::uint64_t kNumbers = 8'000'000'000'000'000'000;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

const Json* container_of(const model::TaskDefinition& definition, const std::string& name)
{
    for (const auto& container : part_of(definition.document, "containerDefinitions"))
        if (text_of(container, "name") == name)
            return &container;
    return nullptr;
}

bool has_port(const Json& container, std::int64_t port)
{
    return std::ranges::any_of(part_of(container, "portMappings"),
        [port](const Json& mapping) { return number_of(mapping, "containerPort") == port; });
}

bool has_port_named(const model::TaskDefinition& definition, const std::string& name)
{
    for (const auto& container : part_of(definition.document, "containerDefinitions"))
        for (const auto& mapping : part_of(container, "portMappings"))
            if (!name.empty() && text_of(mapping, "name") == name)
                return true;
    return false;
}

// Whether a target group exists is not asked: Quayside does not have load balancers of its own.
Result<void> check_balancer(const model::TaskDefinition& definition, const Json& balancer, const std::string& path)
{
    const bool group = !text_of(balancer, "targetGroupArn").empty();
    if (group != text_of(balancer, "loadBalancerName").empty())
        return refuse(path + ": give either targetGroupArn or loadBalancerName.");
    const auto name = text_of(balancer, "containerName");
    const auto port = number_of(balancer, "containerPort");
    const Json* container = container_of(definition, name);
    if (!container)
        return refuse(
            fmt::format("The container {} does not exist in the task definition. ({}.containerName)", name, path));
    if (!has_port(*container, port))
        return refuse(fmt::format(
            "The container {} did not have a container port {} defined. ({}.containerPort)", name, port, path));
    return {};
}

Result<void> check_balancers(const ServiceRevision& revision)
{
    std::size_t classic = 0;
    for (std::size_t i = 0; i < revision.load_balancers.size(); ++i) {
        const Json& balancer = revision.load_balancers[i];
        classic += text_of(balancer, "loadBalancerName").empty() ? 0 : 1;
        if (auto checked = check_balancer(*revision.definition, balancer, fmt::format("loadBalancers[{}]", i));
            !checked)
            return checked;
    }
    if (revision.load_balancers.size() - classic > kMostTargetGroups)
        return refuse("loadBalancers: a service can have at most 5 target groups.");
    if (classic > 1)
        return refuse("loadBalancers: a service can have at most 1 Classic Load Balancer.");
    return {};
}

Result<void> check_registries(const ServiceRevision& revision)
{
    if (revision.service_registries.size() > 1)
        return refuse("serviceRegistries: a service can have at most one.");
    for (const auto& registry : revision.service_registries)
        if (const auto name = text_of(registry, "containerName");
            !name.empty() && !container_of(*revision.definition, name))
            return refuse(fmt::format(
                "The container {} does not exist in the task definition. (serviceRegistries[0].containerName)", name));
    return {};
}

Result<void> check_port_names(const ServiceRevision& revision)
{
    const auto unknown = [&](const std::string& path, const std::string& name) {
        return refuse(fmt::format("{}.portName: the task definition has no port mapping named {}.", path, name));
    };
    const Json& connect = revision.service_connect_configuration;
    const Json& services = part_of(connect, "services");
    for (std::size_t i = 0; flag_of(connect, "enabled") && i < services.size(); ++i)
        if (const auto name = text_of(services[i], "portName"); !has_port_named(*revision.definition, name))
            return unknown(fmt::format("serviceConnectConfiguration.services[{}]", i), name);
    for (std::size_t i = 0; i < revision.vpc_lattice_configurations.size(); ++i)
        if (const auto name = text_of(revision.vpc_lattice_configurations[i], "portName");
            !has_port_named(*revision.definition, name))
            return unknown(fmt::format("vpcLatticeConfigurations[{}]", i), name);
    return {};
}

void take(Json& into, const Json& input, const char* member)
{
    if (has(input, member))
        into = input[member];
}

} // namespace

std::uint64_t new_number(Operation& operation)
{
    const auto& state = operation.state();
    for (;;) {
        const auto number = kLeastNumber + operation.random.below(kNumbers);
        if (!state.deployments().find(number) && !state.service_revisions().find(number))
            return number;
    }
}

Result<void> read_revision(const Operation& operation, ServiceRevision& revision, const Json& input)
{
    if (has(input, "taskDefinition")) {
        auto definition = require_active_definition(operation.state(), text_of(input, "taskDefinition"));
        if (!definition)
            return fail(definition.error());
        revision.definition = std::move(definition).value();
        revision.definition_key = revision.definition->key();
    }
    take(revision.network_configuration, input, "networkConfiguration");
    take(revision.load_balancers, input, "loadBalancers");
    take(revision.service_registries, input, "serviceRegistries");
    take(revision.service_connect_configuration, input, "serviceConnectConfiguration");
    take(revision.vpc_lattice_configurations, input, "vpcLatticeConfigurations");
    if (!part_of(input, "volumeConfigurations").empty())
        return fail(
            Error{ "UnsupportedFeatureException", "volumeConfigurations: managed volumes are not available.", 400 });
    return {};
}

Result<void> read_revision_launch(
    const Operation& operation, const model::Cluster& cluster, ServiceRevision& revision, const Json& input)
{
    auto launch = read_launch(operation.state(), cluster, input);
    if (!launch)
        return fail(launch.error());
    revision.launch_type = launch->type;
    revision.capacity_provider_strategy = std::move(launch->strategy);
    return {};
}

Result<void> check_revision(ServiceRevision& revision, const Json& input)
{
    const auto& definition = *revision.definition;
    if (auto checked = check_compatible(definition, revision.launch_type); !checked)
        return checked;
    for (const auto& checked : { check_network(definition, revision.network_configuration), check_balancers(revision),
             check_registries(revision), check_port_names(revision) })
        if (!checked)
            return checked;
    const Json kept = { { "platformVersion", revision.platform_version } };
    const bool fargate = revision.launch_type == LaunchType::Fargate;
    auto version = read_platform_version(
        definition, revision.launch_type, has(input, "platformVersion") || !fargate ? input : kept);
    if (!version)
        return fail(version.error());
    revision.platform_version = std::move(version).value();
    return {};
}

bool same_content(const ServiceRevision& a, const ServiceRevision& b)
{
    ServiceRevision like_a = b;
    like_a.row = a.row;
    like_a.number = a.number;
    like_a.created_at = a.created_at;
    like_a.image_digests = a.image_digests;
    like_a.definition = a.definition; // the key says which; a change of its status is none
    return a == like_a;
}

} // namespace quayside::control
