#include "core/api/service_model.h"
#include "core/api/shape_reply.h"
#include "core/control/describe.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"
#include "core/control/registration.h"

namespace quayside::control {

namespace {

using model::TaskDefinition;
using model::TaskDefinitionPtr;
using model::TaskDefinitionStatus;

Result<TaskDefinitionPtr> require_definition_of(const Operation& operation, const Json& input)
{
    if (auto definition = find_daemon_definition(operation.state(), text_of(input, "daemonTaskDefinition")))
        return definition;
    return fail(Error::client("Unable to describe daemon task definition. (daemonTaskDefinition)"));
}

Json arn_of(const Operation& operation, const TaskDefinition& definition)
{
    return { { "daemonTaskDefinitionArn",
        arns(operation.installation).task_definition(definition.family, definition.revision) } };
}

// The revisions of one family that the call asks for.
void add_keys(const std::map<std::int64_t, TaskDefinitionPtr>& revisions, const Json& input, const Describer& describer,
    std::vector<std::string>& keys)
{
    const auto status = has(input, "status") ? text_of(input, "status") : "ACTIVE";
    const auto* last = &*revisions.rbegin();
    for (const auto& entry : revisions)
        if ((!has(input, "revision") || &entry == last)
            && (status == "ALL" || text_of(describer.daemon_definition(*entry.second), "status") == status))
            keys.push_back(page_key_of(*entry.second));
}

} // namespace

Result<Json> register_daemon_task_definition(Operation& operation, const Json& input)
{
    // What a daemon cannot have must not have an effect.
    static const api::Shape& shape = *api::ecs_model().shape("RegisterDaemonTaskDefinitionRequest");
    Json document = input;
    api::keep_known(document, shape);
    const auto definition = register_revision(operation, document, daemon_name(text_of(input, "family")));
    return definition ? arn_of(operation, *definition) : Result<Json>(fail(definition.error()));
}

Result<Json> describe_daemon_task_definition(Operation& operation, const Json& input)
{
    const auto found = require_definition_of(operation, input);
    if (!found)
        return fail(found.error());
    return Json{ { "daemonTaskDefinition", Describer(operation).daemon_definition(**found) } };
}

Result<Json> list_daemon_task_definitions(Operation& operation, const Json& input)
{
    if (has(input, "family") && has(input, "familyPrefix"))
        return fail(Error::invalid_parameter("Give either family or familyPrefix, not both. (family)"));
    const auto pager = Pager::read("ListDaemonTaskDefinitions", input);
    if (!pager)
        return fail(pager.error());
    const Describer describer(operation);
    const auto& families = operation.state().families();
    const auto start = daemon_name(text_of(input, has(input, "family") ? "family" : "familyPrefix"));
    std::vector<std::string> keys;
    for (auto family = families.lower_bound(start); family != families.end() && family->first.starts_with(start);
         ++family)
        if (!has(input, "family") || family->first == start)
            add_keys(family->second, input, describer, keys);
    return pager->page(
        "daemonTaskDefinitions", std::move(keys),
        [&](const std::string& key) {
            const auto found = operation.state().task_definitions().find(definition_of_page_key(key));
            return describer.daemon_definition(*found);
        },
        text_of(input, "sort") == "DESC");
}

Result<Json> delete_daemon_task_definition(Operation& operation, const Json& input)
{
    const auto name = text_of(input, "daemonTaskDefinition");
    if (short_name_of(name).find(':') == std::string_view::npos)
        return fail(Error::client("Revision is missing. (daemonTaskDefinition)"));
    const auto found = require_definition_of(operation, input);
    if (!found)
        return fail(found.error());
    if ((*found)->status == TaskDefinitionStatus::Active) {
        TaskDefinition definition = **found;
        definition.status = TaskDefinitionStatus::DeleteInProgress;
        definition.delete_requested_at = operation.now;
        operation.transaction.put(definition);
        note_change(operation, definition, "deleted.");
    }
    return arn_of(operation, **found);
}

} // namespace quayside::control
