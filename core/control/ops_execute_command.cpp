#include "core/control/command_words.h"
#include "core/control/exec_sessions.h"
#include "core/control/foreign_agent.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

#include <algorithm>

namespace quayside::control {

namespace {

using model::Task;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Unexpected<Error> not_connected()
{
    return fail(Error{
        "TargetNotConnectedException", "The execute command failed due to an internal error. Try again later.", 400 });
}

Result<std::size_t> container_of(const Task& task, const Json& input)
{
    const auto& containers = task.spec->definition->containers;
    const auto name = text_of(input, "container");
    if (name.empty() && containers.size() > 1)
        return refuse("A container name must be specified for tasks with multiple containers. (container)");
    const auto found
        = name.empty() ? containers.begin() : std::ranges::find(containers, name, &model::ContainerDefinition::name);
    if (found == containers.end())
        return refuse("container: the task has no container " + name + ".");
    return static_cast<std::size_t>(found - containers.begin());
}

Result<void> check_target(const SlowOperation& operation, const Task& task, std::size_t container)
{
    if (!task.spec->enable_execute_command || task.last_status != model::TaskStatus::Running)
        return refuse("The execute command failed because execute command was not enabled when the task was run or the "
                      "execute command agent isn't running. Wait and try again or run a new task with execute command "
                      "enabled and try again. (task)");
    const auto instance = operation.state.container_instances().find(task.container_instance);
    const bool reachable = instance && !is_foreign(*instance) && task.connected
        && operation.engines.find(instance->engine) != nullptr
        && task.containers[container].last_status == model::ContainerStatus::Running;
    return reachable ? Result<void>() : not_connected();
}

// ws for http, wss for https.
std::string stream_url(const std::string& endpoint, const std::string& session)
{
    return "ws" + endpoint.substr(std::string_view("http").size()) + "/session/" + session;
}

Result<Json> begin(const SlowOperation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state, input);
    if (!cluster)
        return fail(cluster.error());
    const auto task = require_task(operation.state, (*cluster)->name, text_of(input, "task"));
    if (!task)
        return fail(task.error());
    if (!flag_of(input, "interactive"))
        return refuse("Interactive is the only mode supported currently. (interactive)");
    auto words = command_words(text_of(input, "command"));
    if (!words)
        return fail(words.error());
    const auto container = container_of(**task, input);
    if (!container)
        return fail(container.error());
    if (auto checked = check_target(operation, **task, *container); !checked)
        return fail(checked.error());
    if (!operation.sessions || operation.installation.endpoint.empty())
        return fail(Error::client("The API is not served at present, so there is nowhere to connect to."));
    const auto ticket = operation.sessions->open(**task, *container, std::move(words).value());
    if (!ticket)
        return fail(ticket.error());
    const auto scope = arns(operation.installation);
    return Json{ { "clusterArn", scope.cluster((*cluster)->name) },
        { "containerArn", scope.container((*cluster)->name, (*task)->id, *container) },
        { "containerName", (*task)->spec->definition->containers[*container].name }, { "interactive", true },
        { "session",
            { { "sessionId", ticket->session },
                { "streamUrl", stream_url(operation.installation.endpoint, ticket->session) },
                { "tokenValue", ticket->token } } },
        { "taskArn", scope.task((*cluster)->name, (*task)->id) } };
}

} // namespace

void execute_command(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    reply(begin(*operation, input));
}

} // namespace quayside::control
