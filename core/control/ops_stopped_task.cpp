#include "core/base/arn.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/log_readers.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"
#include "core/history/task_history.h"

#include <fmt/format.h>

#include <charconv>

namespace quayside::control {

namespace {

using history::PastContainer;
using history::PastTask;

constexpr std::size_t kMostListed = 1'000;
constexpr std::size_t kUsuallyListed = 100;

std::string key_of(const PastTask& task)
{
    return fmt::format("{}.{}", task.stopped_at.time_since_epoch().count(), task.id.hex());
}

// The page goes on behind that task.
Result<void> go_on(history::TaskQuery& query, std::string_view key)
{
    if (key.empty())
        return {};
    const auto dot = std::min(key.find('.'), key.size());
    std::int64_t at = 0;
    const auto [end, bad] = std::from_chars(key.data(), key.data() + dot, at);
    query.after = dot < key.size() ? Id::parse(key.substr(dot + 1)) : std::nullopt;
    query.until = TimePoint(Duration(at));
    if (bad != std::errc() || end != key.data() + dot || !query.after)
        return fail(Error::invalid_parameter("nextToken: Invalid token."));
    return {};
}

Result<history::TaskQuery> query_of(const Json& input, const Pager& pager)
{
    history::TaskQuery query;
    query.cluster = has(input, "cluster") ? short_name_of(text_of(input, "cluster")) : "default";
    query.family = text_of(input, "family");
    query.service = short_name_of(text_of(input, "serviceName"));
    query.since = time_of(input, "since");
    query.until = time_of(input, "until", query.until);
    query.most = pager.limit() + 1; // one more tells whether there is a next page
    if (query.since >= query.until)
        return fail(Error::invalid_parameter("since: it has to be before until."));
    if (auto read = go_on(query, pager.after()); !read)
        return fail(read.error());
    return query;
}

void put_text(Json& json, const char* name, const std::string& text)
{
    if (!text.empty())
        json[name] = text;
}

void put_time(Json& json, const char* name, TimePoint time)
{
    if (time != kNever)
        json[name] = to_epoch_seconds(time);
}

Json describe(const PastContainer& container, bool has_log)
{
    const auto& seen = container.seen;
    Json json{ { "name", container.name }, { "image", container.image }, { "essential", container.essential },
        { "logKept", has_log }, { "restartCount", seen.restart_count } };
    if (seen.exit_code)
        json["exitCode"] = *seen.exit_code;
    put_text(json, "reason", seen.reason);
    put_text(json, "runtimeId", seen.runtime_id);
    put_text(json, "imageDigest", seen.image_digest);
    put_time(json, "startedAt", seen.started_at);
    put_time(json, "stoppedAt", seen.stopped_at);
    return json;
}

Json describe(const PastTask& task, const ArnScope& scope, const LogReaders& logs)
{
    Json json{ { "taskArn", scope.task(task.cluster, task.id) }, { "clusterArn", scope.cluster(task.cluster) },
        { "taskDefinitionArn", scope.task_definition(task.family, task.revision) },
        { "launchType", to_string(task.launch_type) }, { "group", task.group } };
    put_text(json, "serviceName", task.service);
    put_text(json, "startedBy", task.started_by);
    put_text(json, "capacityProviderName", task.capacity_provider);
    if (!task.container_instance.is_null())
        json["containerInstanceArn"] = scope.container_instance(task.cluster, task.container_instance);
    put_text(json, "instanceName", task.instance_name);
    if (task.stop_code != model::StopCode::None)
        json["stopCode"] = to_string(task.stop_code);
    put_text(json, "stoppedReason", task.stopped_reason);
    put_time(json, "createdAt", task.created_at);
    put_time(json, "pullStartedAt", task.pull_started_at);
    put_time(json, "pullStoppedAt", task.pull_stopped_at);
    put_time(json, "startedAt", task.started_at);
    put_time(json, "stoppingAt", task.stopping_at);
    put_time(json, "executionStoppedAt", task.execution_stopped_at);
    put_time(json, "stoppedAt", task.stopped_at);
    Json& containers = json["containers"] = Json::array();
    for (std::size_t i = 0; i < task.containers.size(); ++i)
        containers.push_back(describe(task.containers[i], logs.keeps(task.id, i)));
    return json;
}

} // namespace

void list_stopped_tasks(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    if (!operation->past_tasks)
        return reply(fail(Error::client("No history of tasks is kept here.")));
    const auto pager = Pager::read("ListStoppedTasks", input, kMostListed, kUsuallyListed);
    auto query = pager ? query_of(input, *pager) : fail(pager.error());
    if (!query)
        return reply(fail(query.error()));
    operation->past_tasks->find(std::move(*query),
        [operation, pager = *pager, reply = std::move(reply)](const Result<std::vector<PastTask>>& tasks) {
            if (!tasks)
                return reply(fail(tasks.error()));
            const auto shown = std::min(tasks->size(), pager.limit());
            Json page{ { "stoppedTasks", Json::array() } };
            for (std::size_t i = 0; i < shown; ++i)
                page["stoppedTasks"].push_back(describe((*tasks)[i], arns(operation->installation), *operation->logs));
            if (tasks->size() > shown)
                page["nextToken"] = pager.token(key_of((*tasks)[shown - 1]));
            reply(std::move(page));
        });
}

} // namespace quayside::control
