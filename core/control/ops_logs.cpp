#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/log_readers.h"
#include "core/control/lookup.h"
#include "core/history/task_history.h"

#include <algorithm>

namespace quayside::control {

namespace {

constexpr std::int64_t kUsualLines = 1'000; // of a page

Error not_found()
{
    return Error::invalid_parameter("The referenced task was not found.");
}

// A task of any cluster, by id or ARN, where no cluster is named; null if there is none (any more).
Result<model::TaskPtr> task_of(const model::State& state, const Json& input)
{
    const auto name = text_of(input, "task");
    if (has(input, "cluster")) {
        const auto cluster = find_cluster(state, input);
        return cluster ? Result<model::TaskPtr>(find_task(state, (*cluster)->name, name)) : fail(cluster.error());
    }
    const auto id = Id::parse(short_name_of(name));
    return id ? state.tasks().find(*id) : nullptr;
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

// Of a task that only the history tells of: what was kept.
void read_kept(std::shared_ptr<SlowOperation> operation, const Json& input, client::Reply reply)
{
    const auto id = Id::parse(short_name_of(text_of(input, "task")));
    if (!id || !operation->past_tasks)
        return reply(fail(not_found()));
    operation->past_tasks->find(*id,
        [operation, query = query_of(input), name = text_of(input, "container"), reply = std::move(reply)](
            const Result<std::optional<history::PastTask>>& task) mutable {
            if (!task || !*task)
                return reply(fail(task ? not_found() : task.error()));
            const auto& containers = (*task)->containers;
            const auto found = std::ranges::find(containers, name, &history::PastContainer::name);
            if (found == containers.end())
                return reply(fail(Error::invalid_parameter("container: the task had no container " + name + ".")));
            query.task = (*task)->id;
            query.container = static_cast<std::size_t>(found - containers.begin());
            if (!operation->logs->keeps(query.task, query.container))
                return reply(fail(Error::client("container: what " + name + " wrote is not kept any more.")));
            operation->logs->read(std::move(query), std::move(reply));
        });
}

} // namespace

void get_container_logs(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto task = task_of(operation->state, input);
    if (!task)
        return reply(fail(task.error()));
    if (!*task)
        return read_kept(std::move(operation), input, std::move(reply));
    const auto container = created_container_of(**task, text_of(input, "container"));
    if (!container)
        return reply(fail(container.error()));
    auto query = query_of(input);
    query.task = (*task)->id;
    query.container = *container;
    operation->logs->read(std::move(query), std::move(reply));
}

} // namespace quayside::control
