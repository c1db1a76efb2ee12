#include "core/agent/pause.h"

namespace quayside::agent {

using model::ContainerStatus;

namespace {

std::string_view text_in(const Json& document, const char* name)
{
    const auto found = document.find(name);
    return found != document.end() && found->is_string() ? std::string_view(found->get_ref<const std::string&>())
                                                         : std::string_view();
}

} // namespace

bool has_pause(const model::TaskDefinition& definition)
{
    return shares_network(definition) || pid_mode(definition) == "task" || ipc_mode(definition) == "task";
}

bool shares_network(const model::TaskDefinition& definition)
{
    return definition.network_mode == model::NetworkMode::Awsvpc;
}

std::string_view pid_mode(const model::TaskDefinition& definition)
{
    return text_in(definition.document, "pidMode");
}

std::string_view ipc_mode(const model::TaskDefinition& definition)
{
    return text_in(definition.document, "ipcMode");
}

std::size_t container_count(const model::TaskDefinition& definition)
{
    return definition.containers.size() + (has_pause(definition) ? 1 : 0);
}

bool is_pause(const model::Task& task, std::size_t index)
{
    const auto& definition = *task.spec->definition;
    return has_pause(definition) && index == definition.containers.size();
}

bool holds_network(const model::Task& task)
{
    return !task.network_interfaces.empty() && !task.network_interfaces.front().pause_id.empty();
}

Published published(const model::Task& task, std::size_t index)
{
    if (index < task.containers.size())
        return { task.containers[index].last_status, task.containers[index].runtime_id };
    if (!is_pause(task, index))
        return {};
    if (task.last_status >= model::TaskStatus::Stopped)
        return { ContainerStatus::Stopped, {} };
    if (task.network_interfaces.empty())
        return {};
    return { holds_network(task) ? ContainerStatus::Running : ContainerStatus::Stopped,
        task.network_interfaces.front().pause_id };
}

} // namespace quayside::agent
