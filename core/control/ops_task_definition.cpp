#include "core/control/describe.h"
#include "core/control/express.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"
#include "core/control/registration.h"

#include <algorithm>

namespace quayside::control {

namespace {

using model::TaskDefinition;
using model::TaskDefinitionStatus;

constexpr std::size_t kMostDeleted = 10;

Json reply_with(const Operation& operation, const TaskDefinition& definition)
{
    return { { "taskDefinition", Describer(operation).definition(definition) } };
}

// Why a revision cannot be deleted; empty if it can.
std::string refusal(const model::TaskDefinitionPtr& definition)
{
    if (!definition)
        return "The specified task definition does not exist. Specify a valid account, family, revision and try again.";
    if (definition->status == TaskDefinitionStatus::Active)
        return "The specified task definition is still in ACTIVE status. Please deregister the target and try again.";
    return {};
}

// Also a daemon's, under the name that it has here.
Result<model::TaskDefinitionPtr> require_any_definition(const model::State& state, const std::string& name)
{
    auto daemons = is_daemon_name(name) ? find_daemon_definition(state, std::string(plain_name(name))) : nullptr;
    return daemons ? daemons : require_definition(state, name);
}

bool family_has(const std::map<std::int64_t, model::TaskDefinitionPtr>& revisions, const std::string& status)
{
    const bool active = std::ranges::any_of(
        revisions, [](const auto& revision) { return revision.second->status == TaskDefinitionStatus::Active; });
    return status == "ALL" || status.empty() || active == (status == "ACTIVE");
}

} // namespace

Result<Json> register_task_definition(Operation& operation, const Json& input)
{
    Json document = input;
    document.erase(kExpressMember);
    const auto definition = register_revision(operation, document, text_of(input, "family"));
    if (!definition)
        return fail(definition.error());
    Json reply = reply_with(operation, *definition);
    reply["tags"] = describe(definition->tags);
    return reply;
}

Result<Json> describe_task_definition(Operation& operation, const Json& input)
{
    const auto definition = require_definition(operation.state(), text_of(input, "taskDefinition"));
    if (!definition)
        return fail(definition.error());
    Json reply = reply_with(operation, **definition);
    if (includes(input, "TAGS"))
        reply["tags"] = describe((*definition)->tags);
    return reply;
}

Result<Json> list_task_definitions(Operation& operation, const Json& input)
{
    auto pager = Pager::read("ListTaskDefinitions", input);
    if (!pager)
        return fail(Error::client(pager.error().message));
    const auto family = text_of(input, "familyPrefix");
    const auto status = has(input, "status") ? text_of(input, "status") : "ACTIVE";
    std::vector<std::string> keys;
    const auto add = [&](const std::string& name, const auto& revisions) {
        for (const auto& [revision, definition] : revisions)
            if (!is_daemon_name(name) && to_string(definition->status) == status)
                keys.push_back(page_key_of(*definition));
    };
    const auto& families = operation.state().families();
    if (family.empty())
        for (const auto& [name, revisions] : families)
            add(name, revisions);
    else if (const auto found = families.find(family); found != families.end())
        add(family, found->second);
    return pager->page(
        "taskDefinitionArns", std::move(keys),
        [&](const std::string& key) {
            const auto [name, revision] = definition_of_page_key(key);
            return Json(arns(operation.installation).task_definition(name, revision));
        },
        text_of(input, "sort") == "DESC");
}

Result<Json> list_task_definition_families(Operation& operation, const Json& input)
{
    auto pager = Pager::read("ListTaskDefinitionFamilies", input);
    if (!pager)
        return fail(Error::client(pager.error().message));
    const auto prefix = text_of(input, "familyPrefix");
    std::vector<std::string> names;
    for (const auto& [name, revisions] : operation.state().families())
        if (!is_daemon_name(name) && name.starts_with(prefix) && family_has(revisions, text_of(input, "status")))
            names.push_back(name);
    return pager->page("families", std::move(names), [](const std::string& name) { return Json(name); });
}

Result<Json> deregister_task_definition(Operation& operation, const Json& input)
{
    const auto found = require_revision(operation.state(), text_of(input, "taskDefinition"));
    if (!found)
        return fail(found.error());
    if ((*found)->status != TaskDefinitionStatus::Active)
        return reply_with(operation, **found);
    TaskDefinition definition = **found;
    definition.status = TaskDefinitionStatus::Inactive;
    definition.deregistered_at = operation.now;
    operation.transaction.put(definition);
    note_change(operation, definition, "deregistered.");
    return reply_with(operation, definition);
}

Result<Json> delete_task_definitions(Operation& operation, const Json& input)
{
    const auto names = texts_of(input, "taskDefinitions");
    if (names.empty())
        return fail(Error::invalid_parameter("size of TaskDefinition references list must be greater than 0"));
    if (names.size() > kMostDeleted)
        return fail(Error::invalid_parameter("Size of TaskDefinition references list cannot exceed 10"));
    Json deleted = Json::array();
    Json failures = Json::array();
    for (const auto& name : names) {
        const auto found = require_revision(operation.state(), name);
        if (!found && found.error().message != "Unable to describe task definition.") {
            failures.push_back(failure(name,
                "The specified task definition identifier is invalid. Specify a valid name or ARN and try again."));
            continue;
        }
        const auto existing = found ? *found : nullptr;
        if (const auto reason = refusal(existing); !reason.empty()) {
            failures.push_back(failure(name, reason));
            continue;
        }
        TaskDefinition definition = *existing;
        if (definition.status != TaskDefinitionStatus::DeleteInProgress) {
            definition.status = TaskDefinitionStatus::DeleteInProgress;
            definition.delete_requested_at = operation.now;
            operation.transaction.put(definition);
        }
        deleted.push_back(Describer(operation).definition(definition));
    }
    return Json{ { "taskDefinitions", std::move(deleted) }, { "failures", std::move(failures) } };
}

Result<Json> get_task_definition_document(Operation& operation, const Json& input)
{
    const auto found = require_any_definition(operation.state(), text_of(input, "taskDefinition"));
    if (!found)
        return fail(found.error());
    const TaskDefinition& definition = **found;
    return Json{ { "taskDefinitionArn",
                     arns(operation.installation).task_definition(definition.family, definition.revision) },
        { "document", definition.document }, { "note", definition.note } };
}

Result<Json> update_task_definition_note(Operation& operation, const Json& input)
{
    const auto found = require_any_definition(operation.state(), text_of(input, "taskDefinition"));
    if (!found)
        return fail(found.error());
    TaskDefinition definition = **found;
    definition.note = text_of(input, "note");
    operation.transaction.put(definition);
    return Json{ { "taskDefinitionArn",
                     arns(operation.installation).task_definition(definition.family, definition.revision) },
        { "note", definition.note } };
}

} // namespace quayside::control
