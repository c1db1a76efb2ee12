#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/log_readers.h"
#include "core/control/lookup.h"

#include <algorithm>

namespace quayside::control {

namespace {

constexpr std::int64_t kUsualLines = 1'000; // of a page

// A task of any cluster, by id or ARN, where no cluster is named.
Result<model::TaskPtr> task_of(const model::State& state, const Json& input)
{
    const auto name = text_of(input, "task");
    if (has(input, "cluster")) {
        const auto cluster = find_cluster(state, input);
        return cluster ? require_task(state, (*cluster)->name, name) : fail(cluster.error());
    }
    const auto id = Id::parse(short_name_of(name));
    const auto task = id ? state.tasks().find(*id) : nullptr;
    return task ? Result<model::TaskPtr>(task) : fail(Error::invalid_parameter("The referenced task was not found."));
}

Result<std::size_t> created_container_of(const model::Task& task, const std::string& container)
{
    const auto& definitions = task.spec->definition->containers;
    const auto found = std::ranges::find(definitions, container, &model::ContainerDefinition::name);
    const auto index = static_cast<std::size_t>(found - definitions.begin());
    if (index >= task.containers.size())
        return fail(Error::invalid_parameter("container: the task has no container " + container + "."));
    if (task.containers[index].runtime_id.empty())
        return fail(Error::client("container: " + container + " has not been created yet, so it has no logs."));
    return index;
}

LogReaders::Query query_of(const Json& input)
{
    LogReaders::Query query;
    query.from.since = time_of(input, "since");
    query.from.until = time_of(input, "until");
    if (has(input, "tail"))
        query.from.tail = number_of(input, "tail");
    query.token = text_of(input, "nextToken");
    query.rules.lines = static_cast<std::size_t>(number_of(input, "maxResults", kUsualLines));
    query.rules.wait = std::chrono::seconds{ number_of(input, "waitSeconds") };
    return query;
}

} // namespace

void get_container_logs(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto task = task_of(operation->state, input);
    if (!task)
        return reply(fail(task.error()));
    const auto container = created_container_of(**task, text_of(input, "container"));
    if (!container)
        return reply(fail(container.error()));
    auto query = query_of(input);
    query.task = (*task)->id;
    query.container = *container;
    operation->logs->read(std::move(query), std::move(reply));
}

} // namespace quayside::control
