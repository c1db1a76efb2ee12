#include "core/control/describe.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

constexpr int kUsualLines = 200;

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

Result<std::string> runtime_id_of(const model::Task& task, const std::string& container)
{
    const auto& definitions = task.spec->definition->containers;
    const auto found = std::ranges::find(definitions, container, &model::ContainerDefinition::name);
    const auto index = static_cast<std::size_t>(found - definitions.begin());
    if (index >= task.containers.size())
        return fail(Error::invalid_parameter("container: the task has no container " + container + "."));
    if (task.containers[index].runtime_id.empty())
        return fail(Error::client("container: " + container + " has not been created yet, so it has no logs."));
    return task.containers[index].runtime_id;
}

// JSON can carry UTF-8 only; what is none is shown as U+FFFD.
std::string valid_utf8(const std::string& bytes)
{
    return Json::parse(Json(bytes).dump(-1, ' ', false, Json::error_handler_t::replace)).get<std::string>();
}

// Replies once: with what the engine says, or that the engine was removed before it said anything, for then its
// callbacks are dropped.
class LogsReply {
public:
    LogsReply(std::shared_ptr<SlowOperation> operation, client::Reply reply)
        : operation_(std::move(operation))
        , reply_(std::move(reply))
    {
    }
    LogsReply(const LogsReply&) = delete;
    LogsReply& operator=(const LogsReply&) = delete;
    ~LogsReply()
    {
        if (reply_)
            operation_->later([reply = std::move(reply_)] { reply(fail(engine_has_gone())); });
    }

    static Error engine_has_gone() { return Error::client("The engine of this task is not registered any more."); }

    void give(const Result<std::string>& text)
    {
        const auto reply = std::exchange(reply_, nullptr);
        if (text)
            reply(Json{ { "text", valid_utf8(*text) } });
        else
            reply(fail(Error::client("The engine gave no logs: " + text.error().message)));
    }

private:
    std::shared_ptr<SlowOperation> operation_;
    client::Reply reply_;
};

} // namespace

Result<Json> list_events(Operation& operation, const Json& input)
{
    const auto pager = Pager::read("ListEvents", input, 1000);
    if (!pager)
        return fail(pager.error());
    const auto cluster = std::string(short_name_of(text_of(input, "cluster")));
    const auto object = std::string(short_name_of(text_of(input, "object")));
    std::vector<std::string> keys; // newest first when sorted backwards
    for (const auto& [row, event] : operation.state().events())
        if ((cluster.empty() || event->cluster == cluster) && (object.empty() || event->object == object))
            keys.push_back(fmt::format("{:020}", row));
    return pager->page(
        "events", std::move(keys),
        [&](const std::string& key) {
            return Describer(operation).event(*operation.state().events().find(std::stoull(key)));
        },
        true);
}

Result<Json> describe_installation(Operation& operation, const Json&)
{
    const auto& installation = operation.installation;
    return Json{ { "installation", installation.id }, { "version", QUAYSIDE_VERSION },
        { "stateDirectory", installation.state_directory }, { "endpoint", installation.endpoint },
        { "signatures", installation.signatures }, { "account", installation.account }, { "region", installation.region } };
}

void get_container_logs(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto task = task_of(operation->state, input);
    if (!task)
        return reply(fail(task.error()));
    const auto container = runtime_id_of(**task, text_of(input, "container"));
    if (!container)
        return reply(fail(container.error()));
    const auto instance = operation->state.container_instances().find((*task)->container_instance);
    auto* engine = instance ? operation->engines.find(instance->engine) : nullptr;
    if (!engine)
        return reply(fail(LogsReply::engine_has_gone()));
    const auto lines = static_cast<int>(number_of(input, "tail", kUsualLines));
    engine->logs(*container, lines,
        [answer = std::make_unique<LogsReply>(operation, std::move(reply))](
            const Result<std::string>& text) { answer->give(text); });
}

} // namespace quayside::control
