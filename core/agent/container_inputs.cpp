#include "core/agent/container_inputs.h"

#include "core/agent/container_options.h"

#include <algorithm>
#include <map>
#include <set>

namespace quayside::agent {

namespace {

std::string text(const Json& json)
{
    return json.is_string() ? json.get<std::string>() : std::string();
}

Unexpected<Error> not_initialised(const std::string& what, const std::string& why)
{
    return fail(Error{ "ResourceInitializationError", "ResourceInitializationError: " + what + ": " + why, 400 });
}

Result<std::string> secret(const AgentSettings& settings, const Json& reference)
{
    const auto value = settings.secret ? settings.secret(text(member(reference, "valueFrom")))
                                       : Result<std::string>(fail(Error::client("there is no store of secrets here")));
    if (!value)
        return not_initialised("unable to pull secrets or registry auth", value.error().message);
    return value;
}

// Those of the call stand in the place of those of the definition.
const Json& environment_files(const model::Task& task, std::size_t index)
{
    const Json& container = container_document(*task.spec->definition, index);
    for (const auto& override : list_of(task.spec->overrides, "containerOverrides"))
        if (member(override, "name") == member(container, "name") && !list_of(override, "environmentFiles").empty())
            return list_of(override, "environmentFiles");
    return list_of(container, "environmentFiles");
}

// The task's role as it is named; empty: it has none.
std::string role_of(const model::Task& task)
{
    const auto role = text(member(task.spec->overrides, "taskRoleArn"));
    return role.empty() ? text(member(task.spec->definition->document, "taskRoleArn")) : role;
}

// By the ARN that it has in this account if only its name is given.
std::string role_arn(const AgentSettings& settings, const model::Task& task)
{
    const auto role = role_of(task);
    return role.empty() || role.starts_with("arn:") ? role : "arn:aws:iam::" + settings.account + ":role/" + role;
}

void add_missing(std::vector<model::KeyValue>& variables, const std::vector<model::KeyValue>& more)
{
    std::set<std::string> names;
    for (const auto& variable : variables)
        names.insert(variable.name);
    for (const auto& variable : more)
        if (names.insert(variable.name).second)
            variables.push_back(variable);
}

} // namespace

bool has_role(const model::Task& task)
{
    return !role_of(task).empty();
}

std::vector<model::KeyValue> parse_environment_file(std::string_view text)
{
    std::vector<model::KeyValue> variables;
    std::map<std::string, std::size_t, std::less<>> places;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const auto equals = line.find('=');
        if (line.starts_with('#') || equals == std::string_view::npos || equals == 0)
            continue;
        model::KeyValue variable{ std::string(line.substr(0, equals)), std::string(line.substr(equals + 1)) };
        const auto [place, added] = places.emplace(variable.name, variables.size());
        if (added)
            variables.push_back(std::move(variable));
        else
            variables[place->second].value = std::move(variable.value);
    }
    return variables;
}

Result<ContainerInputs> container_inputs(const AgentSettings& settings, const model::Task& task, std::size_t index)
{
    if (const auto role = role_arn(settings, task); !role.empty() && settings.secret)
        if (const auto assumed = settings.secret(role); !assumed)
            return fail(assumed.error());
    ContainerInputs inputs;
    const Json& container = container_document(*task.spec->definition, index);
    for (const auto& reference : list_of(container, "secrets")) {
        auto value = secret(settings, reference);
        if (!value)
            return fail(value.error());
        inputs.secrets.push_back({ text(member(reference, "name")), std::move(*value) });
    }
    for (const auto& option : list_of(member(container, "logConfiguration"), "secretOptions")) {
        auto value = secret(settings, option);
        if (!value)
            return fail(value.error());
        inputs.log_options[text(member(option, "name"))] = std::move(*value);
    }
    for (const auto& file : environment_files(task, index)) {
        const auto content = settings.file ? settings.file(text(member(file, "value")))
                                           : Result<std::string>(fail(Error::client("there are no buckets here")));
        if (!content)
            return not_initialised("failed to download env files", content.error().message);
        add_missing(inputs.from_files, parse_environment_file(*content));
    }
    return inputs;
}

} // namespace quayside::agent
