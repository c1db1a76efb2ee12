#include "core/control/container_rules.h"

#include "core/control/input.h"
#include "core/model/port_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <vector>

namespace quayside::control {

namespace {

using model::NetworkMode;

// One container with the place where it stands, for the words of an error.
struct Place {
    const Json& container;
    std::size_t index;
    std::string mode; // network mode; empty: bridge

    Unexpected<Error> refuse(const std::string& message, std::string_view member) const
    {
        return fail(Error::client(fmt::format("{} (containerDefinitions[{}].{})", message, index, member)));
    }
};

using Rule = Result<void> (*)(const Place&);

Result<void> name_rule(const Place& place)
{
    const auto name = text_of(place.container, "name");
    if (name.empty())
        return place.refuse("Container.name should not be null or empty.", "name");
    if (!is_name(name))
        return place.refuse("Container.name contains invalid characters.", "name");
    return {};
}

Result<void> image_rule(const Place& place)
{
    const auto image = text_of(place.container, "image");
    if (image.empty())
        return place.refuse("Container.image should not be null or empty.", "image");
    const auto allowed = [](unsigned char c) {
        return std::isalnum(c) != 0
            || std::string_view("-_:./#@+").find(static_cast<char>(c)) != std::string_view::npos;
    };
    if (image.size() > 255 || !std::ranges::all_of(image, allowed))
        return place.refuse("Container.image contains invalid characters.", "image");
    return {};
}

Result<void> numbers_rule(const Place& place)
{
    if (number_of(place.container, "cpu") < 0)
        return place.refuse("Container.cpu must not be negative.", "cpu");
    for (const char* member : { "memory", "memoryReservation" })
        if (has(place.container, member) && number_of(place.container, member) < kLeastMemory)
            return place.refuse(fmt::format("Invalid setting for container '{}'. '{}' must be at least {} MiB.",
                                    text_of(place.container, "name"), member, kLeastMemory),
                member);
    for (const char* member : { "startTimeout", "stopTimeout" })
        if (has(place.container, member) && number_of(place.container, member) < 0)
            return place.refuse(fmt::format("Container.{} must not be negative.", member), member);
    return {};
}

bool is_port(const Json& mapping, const char* member, std::int64_t least)
{
    const auto port = number_of(mapping, member, least);
    return port >= least && port <= 65535;
}

constexpr std::size_t kMostPorts = 1'000; // of a container

Result<void> ports_rule(const Place& place)
{
    const Json& mappings = part_of(place.container, "portMappings");
    const bool same = place.mode == "host" || place.mode == "awsvpc";
    if (place.mode == "none" && !mappings.empty())
        return place.refuse("Port mappings are not allowed when networkMode=none.", "portMappings");
    std::map<std::int64_t, std::string> protocols;
    std::size_t ports = 0; // a range is as many mappings as it has ports
    for (std::size_t i = 0; i < mappings.size(); ++i) {
        const Json& mapping = mappings[i];
        const auto member = fmt::format("portMappings[{}]", i);
        if (has(mapping, "containerPort") == has(mapping, "containerPortRange"))
            return place.refuse("A port mapping needs either containerPort or containerPortRange.", member);
        if (!is_port(mapping, "containerPort", 1) || !is_port(mapping, "hostPort", 0))
            return place.refuse("A port must be between 1 and 65535; host port 0 means that one is picked.", member);
        if (has(mapping, "containerPortRange") && !model::port_range(text_of(mapping, "containerPortRange")))
            return place.refuse("A range of ports is written as 8000-8010.", member + ".containerPortRange");
        if (has(mapping, "containerPortRange") && (has(mapping, "hostPort") || place.mode == "host"))
            return place.refuse("A range of ports has no hostPort, and needs networkMode bridge or awsvpc.", member);
        const auto range = model::port_range(text_of(mapping, "containerPortRange"));
        if ((ports += range ? range->size() : 1) > kMostPorts)
            return place.refuse(fmt::format("A container maps at most {} ports.", kMostPorts), member);
        const auto container_port = number_of(mapping, "containerPort");
        if (same && has(mapping, "hostPort") && has(mapping, "containerPort")
            && number_of(mapping, "hostPort") != container_port)
            return place.refuse(
                fmt::format(
                    "When networkMode={}, the host ports and container ports in port mappings must match.", place.mode),
                member);
        const auto protocol = has(mapping, "protocol") ? text_of(mapping, "protocol") : "tcp";
        const auto [known, added] = protocols.emplace(container_port, protocol);
        if (!added && container_port != 0 && known->second != protocol)
            return place.refuse("A container port can be mapped for one protocol only.", member);
    }
    return {};
}

Result<void> network_rule(const Place& place)
{
    const bool bridge = place.mode.empty() || place.mode == "bridge";
    if (!bridge && has(place.container, "links") && !place.container["links"].empty())
        return place.refuse(fmt::format("Links are not supported when networkMode={}.", place.mode), "links");
    if (place.mode != "awsvpc")
        return {};
    for (const char* member : { "hostname", "dnsServers", "dnsSearchDomains", "extraHosts" })
        if (has(place.container, member) && !place.container[member].empty())
            return place.refuse(fmt::format("{} is not supported when networkMode=awsvpc.", member), member);
    return {};
}

Result<void> health_rule(const Place& place)
{
    if (!has(place.container, "healthCheck"))
        return {};
    const Json& check = place.container["healthCheck"];
    const auto command = texts_of(check, "command");
    if (command.empty() || (command[0] != "CMD" && command[0] != "CMD-SHELL" && command[0] != "NONE"))
        return place.refuse("A health check's command must begin with CMD or CMD-SHELL.", "healthCheck.command");
    struct Range {
        const char* member;
        std::int64_t least, most;
    };
    for (const auto& [member, least, most] :
        { Range{ "interval", 5, 300 }, { "timeout", 2, 60 }, { "retries", 1, 10 }, { "startPeriod", 0, 300 } })
        if (const auto value = number_of(check, member, least); value < least || value > most)
            return place.refuse(fmt::format("A health check's {} must be between {} and {}.", member, least, most),
                fmt::format("healthCheck.{}", member));
    return {};
}

Result<void> restart_rule(const Place& place)
{
    const Json& policy = part_of(place.container, "restartPolicy");
    if (const auto period = number_of(policy, "restartAttemptPeriod", 300); period < 60 || period > 1800)
        return place.refuse(
            "restartAttemptPeriod must be between 60 and 1800 seconds.", "restartPolicy.restartAttemptPeriod");
    if (part_of(policy, "ignoredExitCodes").size() > 50)
        return place.refuse("At most 50 ignored exit codes are allowed.", "restartPolicy.ignoredExitCodes");
    return {};
}

Result<void> files_rule(const Place& place)
{
    const Json& files = part_of(place.container, "environmentFiles");
    if (files.size() > 10)
        return place.refuse("At most 10 environment files are allowed.", "environmentFiles");
    for (const auto& file : files)
        if (text_of(file, "type") != "s3" || !text_of(file, "value").ends_with(".env"))
            return place.refuse(
                "An environment file has the type s3 and a name that ends in .env.", "environmentFiles");
    return {};
}

constexpr Rule kRules[]
    = { name_rule, image_rule, numbers_rule, ports_rule, network_rule, health_rule, restart_rule, files_rule };

const Json* find_container(const Json& containers, const std::string& name)
{
    const auto found = std::ranges::find_if(containers, [&](const Json& c) { return text_of(c, "name") == name; });
    return found == containers.end() ? nullptr : &*found;
}

Result<void> dependency_rule(const Place& place, const Json& containers)
{
    for (const auto& dependency : part_of(place.container, "dependsOn")) {
        const auto name = text_of(dependency, "containerName");
        const auto condition = text_of(dependency, "condition");
        const Json* other = find_container(containers, name);
        if (!other || other == &place.container)
            return place.refuse("dependsOn names the unknown container " + name + ".", "dependsOn");
        if (condition == "HEALTHY" && !has(*other, "healthCheck"))
            return place.refuse("The container " + name + " has no health check to wait for.", "dependsOn");
        const bool ends = condition == "COMPLETE" || condition == "SUCCESS";
        if (ends && (!has(*other, "essential") || flag_of(*other, "essential")))
            return place.refuse(
                "The container " + name + ", on which others depend with " + condition + ", cannot be essential.",
                "dependsOn");
    }
    return {};
}

// Whom a container waits for: links and volumesFrom count too.
std::vector<std::string> awaited_by(const Json& container)
{
    std::vector<std::string> names;
    for (const auto& dependency : part_of(container, "dependsOn"))
        names.push_back(text_of(dependency, "containerName"));
    for (const auto& link : texts_of(container, "links"))
        names.push_back(link.substr(0, link.find(':')));
    for (const auto& source : part_of(container, "volumesFrom"))
        names.push_back(text_of(source, "sourceContainer"));
    return names;
}

// Whether the dependencies that start at a container come back to it.
bool has_cycle(const Json& containers, const std::string& start)
{
    std::vector<std::string> open{ start };
    std::vector<std::string> seen;
    while (!open.empty()) {
        const auto name = open.back();
        open.pop_back();
        const Json* container = find_container(containers, name);
        if (!container)
            continue;
        for (const auto& next : awaited_by(*container)) {
            if (next == start)
                return true;
            if (std::ranges::find(seen, next) == seen.end()) {
                seen.push_back(next);
                open.push_back(next);
            }
        }
    }
    return false;
}

Result<void> secrets_rule(const Place& place, const Json& document)
{
    if (has(document, "executionRoleArn"))
        return {};
    if (has(place.container, "secrets") && !place.container["secrets"].empty())
        return fail(Error::client("When you are specifying container secrets, you must also specify a value for "
                                  "'executionRoleArn'."));
    if (has(place.container, "repositoryCredentials"))
        return fail(Error::client("When you are specifying container repository credentials, you must also specify a "
                                  "value for 'executionRoleArn'."));
    return {};
}

Result<void> names_rule(const Place& place, const Json& containers)
{
    for (const auto& link : texts_of(place.container, "links"))
        if (!find_container(containers, link.substr(0, link.find(':'))))
            return place.refuse("links names the unknown container " + link + ".", "links");
    for (const auto& from : part_of(place.container, "volumesFrom"))
        if (const auto name = text_of(from, "sourceContainer"); !find_container(containers, name))
            return place.refuse("volumesFrom names the unknown container " + name + ".", "volumesFrom");
    if (has_cycle(containers, text_of(place.container, "name")))
        return place.refuse("The dependencies of the containers go round in a circle.", "dependsOn");
    return {};
}

} // namespace

Result<void> check_containers(const Json& document)
{
    const Json& containers = document["containerDefinitions"];
    for (std::size_t i = 0; i < containers.size(); ++i)
        for (const auto rule : kRules)
            if (auto kept = rule({ containers[i], i, text_of(document, "networkMode") }); !kept)
                return kept;
    return {};
}

Result<void> check_memory(const model::TaskDefinition& definition)
{
    std::int64_t sum = 0;
    for (const auto& container : definition.containers) {
        const auto invalid = [&container](const std::string& why) {
            return fail(Error::client("Invalid setting for container '" + container.name + "'. " + why));
        };
        if (definition.memory == 0 && container.memory == 0 && container.memory_reservation == 0)
            return invalid("At least one of 'memory' or 'memoryReservation' must be specified.");
        if (container.memory > 0 && container.memory_reservation > container.memory)
            return invalid("The 'memoryReservation' must not be larger than 'memory'.");
        if (definition.memory > 0 && container.memory > definition.memory)
            return invalid("'memory' exceeds the memory of the task.");
        sum += container.memory_reservation > 0 ? container.memory_reservation : 0;
    }
    if (definition.memory > 0 && sum > definition.memory)
        return fail(Error::client("The containers reserve more memory together than the task has. (memory)"));
    return {};
}

Result<void> check_references(const Json& document)
{
    const Json& containers = document["containerDefinitions"];
    for (std::size_t i = 0; i < containers.size(); ++i) {
        const Place place{ containers[i], i, {} };
        for (const auto& kept :
            { names_rule(place, containers), dependency_rule(place, containers), secrets_rule(place, document) })
            if (!kept)
                return kept;
    }
    return {};
}

} // namespace quayside::control
