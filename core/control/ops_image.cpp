#include "core/base/arn.h"
#include "core/control/asked_engine.h"
#include "core/control/engine_reply.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/docker/urls.h"

#include <map>

namespace quayside::control {

namespace {

// Who needs an image, by the name that it is asked for by.
struct Users {
    std::map<std::string, Json> definitions; // ARNs
    std::map<std::string, Json> tasks;
};

void add(std::map<std::string, Json>& users, const std::string& image, const std::string& arn)
{
    Json& arns = users.try_emplace(docker::with_tag(image), Json::array()).first->second;
    if (arns.empty() || arns.back() != arn)
        arns.push_back(arn);
}

Users users_on(const SlowOperation& operation, const model::Engine& engine)
{
    const auto& state = operation.state;
    const ArnScope scope{ operation.installation.account, operation.installation.region };
    Users users;
    for (const auto& [key, definition] : state.task_definitions())
        if (definition->status == model::TaskDefinitionStatus::Active)
            for (const auto& container : definition->containers)
                add(users.definitions, container.image,
                    scope.task_definition(definition->family, definition->revision));
    for (const auto& instance : state.instances_of(engine.id))
        for (const auto& id : state.tasks_on(instance))
            if (const auto task = state.tasks().find(id); task->last_status < model::TaskStatus::Stopped)
                for (const auto& container : task->spec->definition->containers)
                    add(users.tasks, container.image, scope.task(task->spec->cluster, task->id));
    return users;
}

Json of(const std::map<std::string, Json>& users, const std::string& image)
{
    const auto found = users.find(image);
    return found == users.end() ? Json::array() : found->second;
}

// One entry for each name, for it is names that are used and removed.
void add_rows(Json& rows, const docker::ImageSummary& image, const Users& users)
{
    Json row = { { "imageId", image.id }, { "digest", image.digest }, { "size", image.size },
        { "createdAt", to_epoch_seconds(image.created_at) } };
    if (image.references.empty())
        rows.push_back(row);
    for (const auto& reference : image.references) {
        const auto parts = docker::split_reference(reference);
        row["reference"] = reference;
        row["repository"] = parts.repository;
        row["tag"] = parts.tag;
        row["taskDefinitionArns"] = of(users.definitions, reference);
        row["taskArns"] = of(users.tasks, reference);
        rows.push_back(row);
    }
}

// Of a call that gives nothing back.
docker::Engine::Callback<void> done_or(
    std::shared_ptr<SlowOperation> operation, client::Reply reply, const char* member)
{
    return [answer = std::make_unique<EngineReply>(std::move(operation), std::move(reply)), member](
               const Result<void>& result) {
        if (result)
            answer->give(Json::object());
        else
            answer->give(fail(Error::client(std::string(member) + ": " + result.error().message)));
    };
}

} // namespace

void list_engine_images(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto asked = asked_engine(*operation, input);
    if (!asked)
        return reply(fail(asked.error()));
    asked->live->list_images(
        [operation, record = asked->record, answer = std::make_unique<EngineReply>(operation, std::move(reply))](
            const Result<std::vector<docker::ImageSummary>>& images) {
            if (!images)
                return answer->give(fail(Error::client("The engine gave no images: " + images.error().message)));
            const auto users = users_on(*operation, *record);
            Json rows = Json::array();
            for (const auto& image : *images)
                add_rows(rows, image, users);
            answer->give(Json{ { "engine", record->name }, { "images", std::move(rows) } });
        });
}

void tag_image(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto asked = asked_engine(*operation, input);
    if (!asked)
        return reply(fail(asked.error()));
    asked->live->tag_image(
        text_of(input, "image"), text_of(input, "newImage"), done_or(operation, std::move(reply), "image"));
}

void remove_image(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto asked = asked_engine(*operation, input);
    if (!asked)
        return reply(fail(asked.error()));
    asked->live->remove_image(text_of(input, "image"), done_or(operation, std::move(reply), "image"));
}

} // namespace quayside::control
