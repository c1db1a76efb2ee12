#include "core/control/registration.h"

#include "core/control/definition_rules.h"
#include "core/control/events.h"
#include "core/control/input.h"

#include <fmt/format.h>

namespace quayside::control {

using model::TaskDefinition;

namespace {

std::int64_t next_revision(const model::State& state, const std::string& family)
{
    const auto found = state.families().find(family);
    return found == state.families().end() ? 1 : found->second.rbegin()->first + 1;
}

} // namespace

Result<TaskDefinition> register_revision(Operation& operation, const Json& document, const std::string& family)
{
    if (auto checked = check_definition(document); !checked)
        return fail(checked.error());
    auto tags = tags_of(document);
    if (!tags)
        return fail(Error::client(tags.error().message));
    TaskDefinition definition;
    definition.family = family;
    definition.revision = next_revision(operation.state(), family);
    definition.registered_at = operation.now;
    definition.registered_by = "arn:aws:iam::" + operation.installation.account + ":root";
    definition.tags = std::move(tags).value();
    definition.document = document;
    definition.document.erase("tags");
    read_document(definition);
    operation.transaction.put(definition);
    note_change(operation, definition, "registered.");
    return definition;
}

void note_change(Operation& operation, const TaskDefinition& definition, const char* what)
{
    record_event(operation, model::Severity::Info, model::EventKind::TaskDefinition, {}, short_name(definition),
        short_name(definition) + " " + what);
}

std::string page_key_of(const TaskDefinition& definition)
{
    return fmt::format("{} {:020}", definition.family, definition.revision);
}

TaskDefinition::Key definition_of_page_key(const std::string& key)
{
    const auto space = key.find(' ');
    return { key.substr(0, space), std::stoll(key.substr(space + 1)) };
}

} // namespace quayside::control
