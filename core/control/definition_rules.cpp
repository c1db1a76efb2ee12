#include "core/control/definition_rules.h"

#include "core/control/container_rules.h"
#include "core/control/input.h"
#include "core/scheduler/expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace quayside::control {

namespace {

constexpr std::size_t kMostContainers = 10;
constexpr std::size_t kMostBytes = 65536;
constexpr std::size_t kMostConstraints = 10;
constexpr std::int64_t kLeastCpu = 128;
constexpr std::int64_t kMostCpu = 196608;
constexpr std::int64_t kLeastStorage = 21; // GiB; the 20 that every Fargate task has cannot be asked for
constexpr std::int64_t kMostStorage = 200;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::client(std::move(message)));
}

Result<void> check_family(const Json& document)
{
    const auto family = text_of(document, "family");
    if (family.empty())
        return refuse("Family should not be null or empty.");
    if (!is_name(family))
        return refuse("Family contains invalid characters. It can have up to 255 letters, digits, hyphens and "
                      "underscores.");
    return {};
}

// A number alone, or one followed by the unit.
bool is_size(const std::string& text, std::string_view unit)
{
    std::string_view rest = text;
    const auto digits = rest.find_first_not_of("0123456789.");
    const auto number = rest.substr(0, digits);
    if (number.empty() || std::ranges::count(number, '.') > 1 || number == ".")
        return false;
    if (digits == std::string_view::npos)
        return number.find('.') == std::string_view::npos && number.size() <= 9;
    rest.remove_prefix(digits);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    return rest.size() == unit.size() && number.size() <= 9
        && std::equal(rest.begin(), rest.end(), unit.begin(),
            [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

Result<void> check_sizes(const Json& document, const model::TaskDefinition& definition)
{
    const auto cpu = text_of(document, "cpu");
    if (!cpu.empty() && (!is_size(cpu, "vcpu") || definition.cpu < kLeastCpu || definition.cpu > kMostCpu))
        return refuse("Invalid 'cpu' setting for task. For more information, see the Troubleshooting section of the "
                      "Amazon ECS Developer Guide. (cpu: from 128 to 196608 units, or a number of vCPU)");
    const auto memory = text_of(document, "memory");
    if (!memory.empty() && (!is_size(memory, "gb") || definition.memory < kLeastMemory))
        return refuse(fmt::format(
            "Invalid 'memory' setting for task. (memory: at least {} MiB, or a number of GB)", kLeastMemory));
    std::int64_t sum = 0;
    for (const auto& container : definition.containers)
        sum += container.cpu;
    if (definition.cpu > 0 && sum > definition.cpu)
        return refuse(fmt::format(
            "The containers ask for {} CPU units together, more than the {} of the task. (cpu)", sum, definition.cpu));
    return {};
}

Result<void> check_names(const Json& containers)
{
    std::set<std::string> seen;
    for (std::size_t i = 0; i < containers.size(); ++i) {
        const auto name = text_of(containers[i], "name");
        if (!seen.insert(name).second)
            return refuse(
                fmt::format("Container.name contains duplicates: {}. (containerDefinitions[{}].name)", name, i));
    }
    return {};
}

Result<void> check_essential(const model::TaskDefinition& definition)
{
    if (std::ranges::none_of(definition.containers, &model::ContainerDefinition::essential))
        return refuse("Task definition does not have any essential containers. (containerDefinitions)");
    return {};
}

Result<void> check_volumes(const Json& document)
{
    std::set<std::string> names;
    const Json& volumes = part_of(document, "volumes");
    for (std::size_t i = 0; i < volumes.size(); ++i) {
        const auto name = text_of(volumes[i], "name");
        if (!name.empty() && !names.insert(name).second)
            return refuse(fmt::format("The volume {} is declared twice. (volumes[{}].name)", name, i));
        if (has(volumes[i], "host") && has(volumes[i], "dockerVolumeConfiguration"))
            return refuse(
                fmt::format("A volume can have host or dockerVolumeConfiguration, not both. (volumes[{}])", i));
    }
    for (const auto& container : document["containerDefinitions"])
        for (const auto& mount : part_of(container, "mountPoints"))
            if (const auto volume = text_of(mount, "sourceVolume"); !volume.empty() && !names.contains(volume))
                return refuse("Unknown volume '" + volume + "'.");
    return {};
}

Result<void> check_constraints(const Json& document)
{
    const Json& constraints = part_of(document, "placementConstraints");
    if (constraints.size() > kMostConstraints)
        return refuse("placementConstraints: at most 10 are allowed.");
    for (std::size_t i = 0; i < constraints.size(); ++i) {
        const auto expression = text_of(constraints[i], "expression");
        if (text_of(constraints[i], "type") != "memberOf" || expression.empty())
            return refuse(fmt::format("placementConstraints[{}] must have the type memberOf and an expression.", i));
        if (auto parsed = scheduler::Expression::parse(expression); !parsed)
            return refuse(fmt::format("placementConstraints[{}].expression: {}", i, parsed.error().message));
    }
    return {};
}

bool is_of_ecr(const std::string& image)
{
    return image.find(".dkr.ecr.") != std::string::npos && image.find(".amazonaws.com") != std::string::npos;
}

Result<void> check_fargate_containers(const Json& document)
{
    const bool role = !text_of(document, "executionRoleArn").empty();
    for (const auto& container : part_of(document, "containerDefinitions")) {
        if (flag_of(container, "privileged"))
            return refuse("Fargate compatible task definitions do not support privileged.");
        if (!role && is_of_ecr(text_of(container, "image")))
            return refuse("Fargate requires task definition to have execution role ARN to support ECR images.");
        if (!role && text_of(part_of(container, "logConfiguration"), "logDriver") == "awslogs")
            return refuse("Fargate requires task definition to have execution role ARN to support log driver awslogs.");
    }
    return {};
}

Result<void> check_ephemeral_storage(const Json& document)
{
    const auto size = number_of(part_of(document, "ephemeralStorage"), "sizeInGiB", kLeastStorage);
    if (size < kLeastStorage || size > kMostStorage)
        return refuse(
            fmt::format("ephemeralStorage.sizeInGiB must be between {} and {}.", kLeastStorage, kMostStorage));
    return {};
}

Result<void> check_fargate(const Json& document, const model::TaskDefinition& definition)
{
    const auto wanted = texts_of(document, "requiresCompatibilities");
    if (std::ranges::find(wanted, "FARGATE") == wanted.end())
        return {};
    if (definition.network_mode != model::NetworkMode::Awsvpc)
        return refuse("Fargate only supports network mode ‘awsvpc’.");
    for (const char* size : { "cpu", "memory" })
        if (text_of(document, size).empty())
            return refuse(fmt::format("Fargate requires that '{}' be defined at the task level.", size));
    if (has(document, "placementConstraints") && !document["placementConstraints"].empty())
        return refuse("Fargate compatible task definitions do not support placement constraints");
    if (const auto mode = text_of(document, "pidMode"); mode == "host")
        return refuse("Tasks using the Fargate launch type do not support pidMode 'host'. The supported value for "
                      "pidMode is 'task'.");
    for (const auto& checked : { check_fargate_containers(document), check_ephemeral_storage(document) })
        if (!checked)
            return checked;
    if (!is_fargate_compatible(definition))
        return refuse("No Fargate configuration exists for given values.");
    return {};
}

bool needs_host(const Json& container)
{
    return flag_of(container, "privileged") || has(container, "links") || has(container, "dockerSecurityOptions")
        || has(container, "extraHosts");
}

} // namespace

Result<void> check_definition(const Json& document)
{
    if (auto family = check_family(document); !family)
        return family;
    const Json& containers = part_of(document, "containerDefinitions");
    if (containers.empty())
        return refuse("Container list cannot be empty.");
    if (containers.size() > kMostContainers)
        return refuse("Too many containers. A task definition can have at most 10. (containerDefinitions)");
    if (auto checked = check_containers(document); !checked)
        return checked;

    model::TaskDefinition definition;
    definition.document = document;
    read_document(definition);
    for (const auto& checked : { check_names(containers), check_sizes(document, definition), check_memory(definition),
             check_essential(definition), check_references(document), check_volumes(document),
             check_constraints(document), check_fargate(document, definition) })
        if (!checked)
            return checked;
    if (const auto size = document.dump(-1, ' ', false, Json::error_handler_t::replace).size(); size > kMostBytes)
        return refuse(fmt::format("Actual length: '{}'. Max allowed length is '{}' bytes.", size, kMostBytes));
    return {};
}

bool is_fargate_size(std::int64_t cpu, std::int64_t memory)
{
    struct Row {
        std::int64_t cpu, least, most, step;
    };
    constexpr Row rows[] = { { 512, 1024, 4096, 1024 }, { 1024, 2048, 8192, 1024 }, { 2048, 4096, 16384, 1024 },
        { 4096, 8192, 30720, 1024 }, { 8192, 16384, 61440, 4096 }, { 16384, 32768, 122880, 8192 } };
    if (cpu == 256)
        return memory == 512 || memory == 1024 || memory == 2048;
    return std::ranges::any_of(rows, [&](const Row& row) {
        return row.cpu == cpu && memory >= row.least && memory <= row.most && memory % row.step == 0;
    });
}

bool is_fargate_compatible(const model::TaskDefinition& definition)
{
    const Json& document = definition.document;
    return definition.network_mode == model::NetworkMode::Awsvpc && is_fargate_size(definition.cpu, definition.memory)
        && !has(document, "ipcMode") && part_of(document, "placementConstraints").empty()
        && std::ranges::none_of(part_of(document, "containerDefinitions"), needs_host);
}

std::vector<std::string_view> compatibilities_of(const model::TaskDefinition& definition)
{
    std::vector<std::string_view> names = { "EXTERNAL", "EC2" };
    if (definition.network_mode == model::NetworkMode::Awsvpc)
        names = { "EC2" }; // an external instance has no network interfaces to give
    if (is_fargate_compatible(definition))
        names.push_back("FARGATE");
    return names;
}

} // namespace quayside::control
