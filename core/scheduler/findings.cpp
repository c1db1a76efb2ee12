#include "core/scheduler/attributes.h"
#include "core/scheduler/ports.h"
#include "core/scheduler/rules.h"

#include <fmt/format.h>

#include <algorithm>

// How a rule is worded.
namespace quayside::scheduler {

namespace {

struct Words {
    std::string needs;
    std::string has;
    std::string text;
};

std::string free_text(std::int64_t free, std::int64_t held, const char* unit)
{
    const auto shown = std::max<std::int64_t>(free, 0);
    if (held > 0)
        return fmt::format("{} {} free beside {} kept for daemons", shown, unit, held);
    return fmt::format("{} {} free", shown, unit);
}

Words shortage(const char* what, std::int64_t need, std::int64_t free, std::int64_t held, const char* unit)
{
    auto text
        = fmt::format("The task needs {} {} of {}; {} are free.", need, unit, what, std::max<std::int64_t>(free, 0));
    if (held > 0)
        text.insert(text.size() - 1, fmt::format(", and {} are kept for daemons", held));
    return { fmt::format("{} {}", need, unit), free_text(free, held, unit), std::move(text) };
}

std::string name_of(const model::Port& port)
{
    return fmt::format("{}/{}", port.number, to_string(port.protocol));
}

Words port_words(const View& view, const Host& host)
{
    std::string needs;
    for (const auto& port : view.request.need.ports)
        needs += (needs.empty() ? "" : ", ") + name_of(port);
    for (const auto& port : view.request.need.ports)
        if (std::ranges::binary_search(host.held.ports, port))
            return { needs, name_of(port) + " kept for a daemon",
                "Host port " + name_of(port) + " is kept for a daemon." };
    const auto taken = taken_port(view.state, *host.instance, view.request.need.ports, view.what_if);
    if (!taken)
        return { needs, needs.empty() ? "" : "free", "The host ports are free." };
    return { needs, name_of(*taken) + " taken",
        "Host port " + name_of(*taken) + " is taken or reserved on this engine." };
}

std::string attribute_name(const model::Attribute& attribute)
{
    return attribute.value.empty() ? attribute.name : attribute.name + " = " + attribute.value;
}

Words attribute_words(const View& view, const Host& host)
{
    for (const auto& wanted : view.request.attributes) {
        const auto has = attribute_of(*host.instance, wanted.name);
        if (has.found && (wanted.value.empty() || has.value == wanted.value))
            continue;
        return { attribute_name(wanted), has.found ? std::string(has.value) : "absent",
            "The container instance lacks the attribute " + attribute_name(wanted) + "." };
    }
    return { fmt::format("{} attributes", view.request.attributes.size()), "all",
        "The container instance has all attributes that the task definition requires." };
}

Words member_words(const View& view, const Host& host, bool passed)
{
    std::string needs;
    for (const auto& expression : view.request.member_of)
        needs += (needs.empty() ? "" : "; ") + std::string(expression.text());
    if (passed)
        return { needs, "matches", "The container instance matches every placement constraint of type memberOf." };
    const auto broken = unmatched_constraint(view, host);
    return { broken, "no match",
        "The container instance does not match a placement constraint of type memberOf: " + broken + "." };
}

Words status_words(const Host& host, bool passed)
{
    const auto status = std::string(to_string(host.instance->status));
    if (passed)
        return { "ACTIVE", status, "The container instance is ACTIVE." };
    if (host.instance->status != model::ContainerInstanceStatus::Active)
        return { "ACTIVE", status, "The container instance is " + status + "." };
    if (host.instance->terminating)
        return { "ACTIVE", "terminating", "The capacity provider lets the container instance go." };
    return { "ACTIVE", "DRAINING", "The container instance is to be drained." };
}

Words launch_words(const View& view, const Host& host, bool passed)
{
    const std::string needs(to_string(view.request.launch_type));
    const std::string has(to_string(host.instance->launch_type));
    return { needs, has,
        passed ? "The container instance is for tasks of this launch type."
               : "The container instance is set aside for " + has + " tasks; this one is " + needs + "." };
}

Words provider_words(const View& view, const Host& host, bool passed)
{
    const auto& wanted = view.request.capacity_provider;
    const auto& has = host.instance->capacity_provider;
    if (wanted.empty())
        return { "", has, "The task asks for no capacity provider." };
    return { wanted, has.empty() ? "none" : has,
        passed ? "The container instance belongs to the capacity provider."
               : "The container instance does not belong to the capacity provider " + wanted + "." };
}

Words zone_words(const View& view, const Host& host, bool passed)
{
    std::string needs;
    for (const auto& zone : view.request.zones)
        needs += (needs.empty() ? "" : ", ") + zone;
    return { needs, host.instance->availability_zone,
        passed ? "The availability zone is one where the task may go."
               : "The container instance is in the availability zone " + host.instance->availability_zone
                + "; the task may only go to " + needs + "." };
}

Words distinct_words(const View& view, const Host& host, bool passed)
{
    return { "no task of " + view.request.group, fmt::format("{}", host.in_group),
        passed ? "The container instance runs no task of the group " + view.request.group + "."
               : "The container instance runs a task of the group " + view.request.group + " already." };
}

Words words_of(const View& view, const Host& host, Rule rule, bool passed)
{
    const auto& need = view.request.need;
    switch (rule) {
    case Rule::Status:
        return status_words(host, passed);
    case Rule::Agent:
        return { "connected", host.instance->agent_connected ? "connected" : "away",
            passed ? "The engine of the container instance answers."
                   : "The engine of the container instance does not answer." };
    case Rule::LaunchType:
        return launch_words(view, host, passed);
    case Rule::CapacityProvider:
        return provider_words(view, host, passed);
    case Rule::Attributes:
        return attribute_words(view, host);
    case Rule::Location:
        return zone_words(view, host, passed);
    case Rule::Cpu:
        return shortage("CPU", need.cpu, host.free_cpu, host.held.cpu, "units");
    case Rule::Memory:
        return shortage("memory", need.memory, host.free_memory, host.held.memory, "MiB");
    case Rule::Ports:
        return port_words(view, host);
    case Rule::Gpus:
        return shortage("GPU", need.gpus, host.free_gpus, host.held.gpus, need.gpus == 1 ? "device" : "devices");
    case Rule::MemberOf:
        return member_words(view, host, passed);
    case Rule::DistinctInstance:
        return distinct_words(view, host, passed);
    }
    return {};
}

} // namespace

Finding finding_of(const View& view, const Host& host, Rule rule)
{
    const bool passed = keeps(view, host, rule);
    auto [needs, has, text] = words_of(view, host, rule, passed);
    return { rule, passed, std::move(needs), std::move(has), std::move(text) };
}

} // namespace quayside::scheduler
