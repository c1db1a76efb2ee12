#include "core/control/attachments.h"

#include "core/base/arn.h"
#include "core/control/input.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

using model::AttachmentStatus;
using model::ManagedAgent;
using model::Task;
using model::TaskStatus;

// An attachment's id is that of its task with every bit of it turned.
Id turned(Id id)
{
    for (auto& byte : id.bytes)
        byte = static_cast<std::uint8_t>(~byte);
    return id;
}

} // namespace

bool has_attachment(const model::TaskSpec& spec)
{
    return spec.definition->network_mode == model::NetworkMode::Awsvpc;
}

std::string attachment_id(const Id& task)
{
    std::string text = turned(task).hex();
    for (const std::size_t place : { 8, 13, 18, 23 })
        text.insert(place, 1, '-');
    return text;
}

std::optional<Id> task_of_attachment(std::string_view id_or_arn)
{
    std::string hex(short_name_of(id_or_arn));
    std::erase(hex, '-');
    const auto id = Id::parse(hex);
    return id ? std::optional(turned(*id)) : std::nullopt;
}

std::string network_interface_id(const Id& task)
{
    return "eni-" + turned(task).hex().substr(0, 17);
}

std::string private_dns_name(std::string_view address, std::string_view region)
{
    std::string host(address);
    std::ranges::replace(host, '.', '-');
    return region == "us-east-1" ? fmt::format("ip-{}.ec2.internal", host)
                                 : fmt::format("ip-{}.{}.compute.internal", host, region);
}

std::string subnet_of(const model::TaskSpec& spec)
{
    const auto subnets = texts_of(part_of(spec.network_configuration, "awsvpcConfiguration"), "subnets");
    return subnets.empty() ? std::string() : subnets.front();
}

AttachmentStatus attachment_status(const Task& task, bool ours)
{
    if (task.last_status == TaskStatus::Stopped)
        return AttachmentStatus::Deleted;
    if (task.attachment != AttachmentStatus::None)
        return task.attachment;
    if (task.container_instance.is_null())
        return AttachmentStatus::Precreated;
    const bool attached = ours && (!task.network_interfaces.empty() || task.last_status >= TaskStatus::Running);
    return attached ? AttachmentStatus::Attached : AttachmentStatus::Attaching;
}

ManagedAgent managed_agent(const Task& task, std::size_t container, bool ours)
{
    const auto& seen = task.containers[container];
    const auto submitted = std::ranges::find(task.managed_agents, container, &ManagedAgent::container);
    ManagedAgent agent = submitted == task.managed_agents.end() ? ManagedAgent() : *submitted;
    if (seen.last_status == model::ContainerStatus::Stopped)
        agent.last_status = "STOPPED";
    else if (submitted == task.managed_agents.end())
        agent.last_status = ours ? to_string(seen.last_status) : "PENDING";
    if (ours)
        agent.last_started_at = seen.started_at;
    return agent;
}

} // namespace quayside::control
