#include "ui/session/past_tasks.h"

#include "core/base/arn.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <nlohmann/json.hpp>

#include <QPointer>

#include <algorithm>
#include <charconv>

namespace quayside::ui {

namespace {

constexpr int kPage = 1'000;

std::string text(const Json& json, const char* member)
{
    return json.value(member, std::string());
}

TimePoint time(const Json& json, const char* member)
{
    const std::chrono::duration<double> since_epoch(json.value(member, 0.0));
    return TimePoint(std::chrono::duration_cast<Duration>(since_epoch));
}

Id id_of(const Json& json, const char* arn)
{
    return Id::parse(short_name_of(text(json, arn))).value_or(Id());
}

model::TaskDefinition::Key definition_of(const Json& json)
{
    const auto arn = text(json, "taskDefinitionArn");
    const auto name = short_name_of(arn);
    const auto colon = std::min(name.rfind(':'), name.size());
    model::TaskDefinition::Key key{ std::string(name.substr(0, colon)), 0 };
    if (colon < name.size())
        std::from_chars(name.data() + colon + 1, name.data() + name.size(), key.revision);
    return key;
}

model::Container read_container(const Json& json)
{
    model::Container container;
    container.last_status = model::ContainerStatus::Stopped;
    if (const auto code = json.find("exitCode"); code != json.end())
        container.exit_code = code->get<std::int32_t>();
    container.reason = text(json, "reason");
    container.runtime_id = text(json, "runtimeId");
    container.image_digest = text(json, "imageDigest");
    container.started_at = time(json, "startedAt");
    container.stopped_at = time(json, "stoppedAt");
    container.restart_count = json.value("restartCount", 0U);
    return container;
}

// As far as the history tells of it.
model::TaskDefinitionPtr sketch(const model::TaskDefinition::Key& key, const Json& containers)
{
    auto definition = std::make_shared<model::TaskDefinition>();
    definition->family = key.family;
    definition->revision = key.revision;
    for (const auto& json : containers) {
        model::ContainerDefinition container;
        container.name = text(json, "name");
        container.image = text(json, "image");
        container.essential = json.value("essential", true);
        definition->containers.push_back(std::move(container));
    }
    return definition;
}

} // namespace

struct PastTasks::Question {
    Json input;
    QPointer<QObject> context;
    Function<void(const Found&)> done;
    Found found;
};

PastTasks& PastTasks::of(Session& session)
{
    if (auto* known = session.findChild<PastTasks*>(QString(), Qt::FindDirectChildrenOnly))
        return *known;
    return *new PastTasks(session);
}

PastTasks::PastTasks(Session& session)
    : QObject(&session)
    , session_(session)
{
}

void PastTasks::ask(
    const std::string& cluster, std::chrono::seconds span, QObject* context, Function<void(const Found&)> done)
{
    const auto since = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()) - span;
    auto question = std::make_shared<Question>();
    question->input = { { "cluster", cluster }, { "since", to_epoch_seconds(since) }, { "maxResults", kPage } };
    question->context = context;
    question->done = std::move(done);
    ask_page(std::move(question));
}

void PastTasks::ask_page(std::shared_ptr<Question> question)
{
    const Json input = question->input;
    session_.query("ListStoppedTasks", input, this,
        [this, question = std::move(question)](const Result<Json>& reply) { take(question, reply); });
}

void PastTasks::take(const std::shared_ptr<Question>& question, const Result<Json>& reply)
{
    if (!question->context)
        return;
    auto& found = question->found;
    if (!reply) {
        found.problem = from_utf8(reply.error().message);
        return question->done(found);
    }
    if (const auto tasks = reply->find("stoppedTasks"); tasks != reply->end())
        for (const auto& json : *tasks)
            found.tasks.push_back(read(json));
    const auto token = reply->find("nextToken");
    found.whole = token == reply->end();
    if (found.whole || found.tasks.size() >= kMost)
        return question->done(found);
    question->input["nextToken"] = *token;
    ask_page(question);
}

model::TaskPtr PastTasks::read(const Json& json)
{
    const Json containers = json.value("containers", Json::array());
    auto spec = std::make_shared<model::TaskSpec>();
    spec->cluster = short_name_of(text(json, "clusterArn"));
    spec->definition_key = definition_of(json);
    spec->group = text(json, "group");
    spec->service = text(json, "serviceName");
    spec->started_by = text(json, "startedBy");
    spec->capacity_provider = text(json, "capacityProviderName");
    spec->launch_type = parse_enum<model::LaunchType>(text(json, "launchType")).value_or(spec->launch_type);
    spec->definition = session_.state().task_definitions().find(spec->definition_key);
    if (!spec->definition)
        spec->definition = sketch(spec->definition_key, containers);
    auto task = std::make_shared<model::Task>();
    task->id = id_of(json, "taskArn");
    task->container_instance = id_of(json, "containerInstanceArn");
    task->last_status = model::TaskStatus::Stopped;
    task->desired_status = model::DesiredStatus::Stopped;
    task->stop_code = parse_enum<model::StopCode>(text(json, "stopCode")).value_or(task->stop_code);
    task->stopped_reason = text(json, "stoppedReason");
    task->created_at = time(json, "createdAt");
    task->pull_started_at = time(json, "pullStartedAt");
    task->pull_stopped_at = time(json, "pullStoppedAt");
    task->started_at = time(json, "startedAt");
    task->stopping_at = time(json, "stoppingAt");
    task->execution_stopped_at = time(json, "executionStoppedAt");
    task->stopped_at = time(json, "stoppedAt");
    for (const auto& container : containers) {
        task->containers.push_back(read_container(container));
        if (container.value("logKept", false))
            logs_.emplace(task->id, text(container, "name"));
        else
            logs_.erase({ task->id, text(container, "name") });
    }
    task->spec = std::move(spec);
    keep(task);
    return task;
}

model::TaskPtr PastTasks::find(const Id& task) const
{
    const auto found = known_.find(task);
    return found == known_.end() ? nullptr : found->second;
}

bool PastTasks::has_log(const Id& task, const std::string& container) const
{
    return logs_.contains({ task, container });
}

} // namespace quayside::ui
