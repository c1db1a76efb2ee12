#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

#include <algorithm>
#include <charconv>

namespace quayside::control {

namespace {

using model::Tags;

constexpr std::size_t kMostTags = 50;

// What a change of tags asks for: given the old ones, the new ones.
using Change = std::function<Result<Tags>(Tags)>;

Error not_found(const std::string& arn)
{
    return { "ResourceNotFoundException", "The specified resource " + arn + " was not found.", 400 };
}

template <class T>
Result<Tags> change_record(Operation& operation, const std::shared_ptr<const T>& record, const Change& change)
{
    auto tags = change(record->tags);
    if (!tags || *tags == record->tags)
        return tags;
    T next = *record;
    next.tags = *tags;
    operation.transaction.put(std::move(next));
    return tags;
}

// The tags of a task stand in the spec that it shares with others: it gets one of its own.
Result<Tags> change_task(Operation& operation, const model::TaskPtr& task, const Change& change)
{
    auto tags = change(task->spec->tags);
    if (!tags || *tags == task->spec->tags)
        return tags;
    model::TaskSpec spec = *task->spec;
    spec.row = 0;
    spec.tags = *tags;
    model::Task next = *task;
    next.spec_row = operation.transaction.put(std::move(spec));
    next.spec = nullptr;
    ++next.version;
    operation.transaction.put(std::move(next));
    return tags;
}

template <class T>
Result<Tags> change_if_found(
    Operation& operation, const std::shared_ptr<const T>& record, const std::string& arn, const Change& change)
{
    return record ? change_record(operation, record, change) : fail(not_found(arn));
}

// task-set/CLUSTER/SERVICE/ecs-svc/NUMBER
Result<Tags> change_task_set(Operation& operation, const Arn& arn, const std::string& text, const Change& change)
{
    std::uint64_t number = 0;
    std::from_chars(arn.name().data(), arn.name().data() + arn.name().size(), number);
    const auto found = operation.state().deployments().find(number);
    if (!found || !found->task_set || found->status == model::DeploymentStatus::Inactive
        || arns(operation.installation).task_set(found->cluster, found->service, number) != text)
        return fail(not_found(text));
    auto tags = change(found->task_set->tags);
    if (!tags || *tags == found->task_set->tags)
        return tags;
    model::Deployment next = *found;
    next.task_set->tags = *tags;
    operation.transaction.put(std::move(next));
    return tags;
}

Result<Tags> change_tags(Operation& operation, const std::string& text, const Change& change)
{
    const auto& state = operation.state();
    const auto arn = Arn::parse(text);
    if (!arn)
        return fail(Error::invalid_parameter("The ARN provided is invalid. (resourceArn)"));
    const std::string cluster(arn->cluster());
    if (arn->type == "cluster")
        return change_if_found(operation, state.clusters().find(arn->resource), text, change);
    if (arn->type == "container-instance")
        return change_if_found(operation, find_instance(state, cluster, text), text, change);
    if (arn->type == "task-definition")
        return change_if_found(operation, find_definition(state, text), text, change);
    if (arn->type == "daemon-task-definition")
        return change_if_found(operation, find_daemon_definition(state, text), text, change);
    if (arn->type == "daemon") {
        const auto daemon = require_daemon(state, text);
        return change_if_found(operation, daemon ? *daemon : nullptr, text, change);
    }
    if (arn->type == "service")
        return change_if_found(operation, state.services().find({ cluster, std::string(arn->name()) }), text, change);
    if (arn->type == "capacity-provider")
        return change_if_found(operation, state.capacity_providers().find(arn->resource), text, change);
    if (arn->type == "task-set")
        return change_task_set(operation, *arn, text, change);
    if (arn->type != "task")
        return fail(not_found(text));
    const auto task = find_task(state, cluster, text);
    return task ? change_task(operation, task, change) : fail(not_found(text));
}

Result<Tags> merged(Tags tags, const Tags& given)
{
    for (const auto& tag : given) {
        const auto same = std::ranges::find(tags, tag.key, &model::Tag::key);
        if (same == tags.end())
            tags.push_back(tag);
        else
            same->value = tag.value;
    }
    if (tags.size() > kMostTags)
        return fail(Error::invalid_parameter("tags: a resource can have at most 50 tags."));
    return tags;
}

} // namespace

Result<Json> tag_resource(Operation& operation, const Json& input)
{
    const auto given = tags_of(input);
    if (!given)
        return fail(given.error());
    const auto done = change_tags(
        operation, text_of(input, "resourceArn"), [&given](Tags tags) { return merged(std::move(tags), *given); });
    return done ? Result<Json>(Json::object()) : fail(done.error());
}

Result<Json> untag_resource(Operation& operation, const Json& input)
{
    const auto keys = texts_of(input, "tagKeys");
    const auto done = change_tags(operation, text_of(input, "resourceArn"), [&keys](Tags tags) -> Result<Tags> {
        std::erase_if(tags, [&keys](const model::Tag& tag) { return std::ranges::find(keys, tag.key) != keys.end(); });
        return tags;
    });
    return done ? Result<Json>(Json::object()) : fail(done.error());
}

Result<Json> list_tags_for_resource(Operation& operation, const Json& input)
{
    const auto tags
        = change_tags(operation, text_of(input, "resourceArn"), [](Tags same) -> Result<Tags> { return same; });
    if (!tags)
        return fail(Error::invalid_parameter(tags.error().message));
    return Json{ { "tags", describe(*tags) } };
}

} // namespace quayside::control
