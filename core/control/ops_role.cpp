#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/role_store.h"
#include "core/endpoints/task_credentials.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace quayside::control {

namespace {

constexpr std::size_t kMostRoles = 1'000;
constexpr std::size_t kMostActions = 100;
constexpr std::size_t kMostDefinitions = 20; // that are named of one role

// Each call of these operations is given one.
// Who names a role.
struct Users {
    std::vector<std::string> definitions; // ARNs of active ones, the latest first
    std::size_t definition_count = 0;
    std::size_t running = 0; // tasks
};

std::map<std::string, Users, std::less<>> users_of(const SlowOperation& operation)
{
    std::map<std::string, Users, std::less<>> users;
    const auto scope = arns(operation.installation);
    for (const auto& [id, definition] : operation.state.task_definitions()) {
        const auto role = text_of(definition->document, "taskRoleArn");
        if (role.empty() || definition->status != model::TaskDefinitionStatus::Active)
            continue;
        auto& found = users[std::string(role_name(role))];
        ++found.definition_count;
        if (found.definitions.size() < kMostDefinitions)
            found.definitions.push_back(scope.task_definition(definition->family, definition->revision));
    }
    for (const auto& [id, task] : operation.state.tasks())
        if (task->last_status < model::TaskStatus::Stopped)
            if (const auto role = endpoints::task_role(*task->spec); !role.empty())
                ++users[std::string(role_name(role))].running;
    return users;
}

Json describe(const Role& role, const Installation& installation, const Users& users)
{
    Json json{ { "name", role.name }, { "arn", arn_of(role, arns(installation)) }, { "description", role.description },
        { "actions", role.actions }, { "automatic", role.automatic },
        { "changedAt", to_epoch_seconds(role.changed_at) }, { "taskDefinitionArns", users.definitions },
        { "taskDefinitionCount", users.definition_count }, { "runningTaskCount", users.running } };
    if (!role.profile.empty())
        json["profile"] = role.profile;
    return json;
}

Result<void> check_name(const std::string& name)
{
    const auto allowed = [](unsigned char c) {
        return std::isalnum(c) != 0 || std::string_view("_+=,.@-").find(static_cast<char>(c)) != std::string_view::npos;
    };
    if (name.empty() || name.size() > 64 || !std::ranges::all_of(name, allowed))
        return fail(Error::invalid_parameter("name: up to 64 letters, digits and characters of _+=,.@- name a role."));
    return {};
}

// "ecs:Describe*"
bool is_action(std::string_view text)
{
    const auto allowed = [](unsigned char c) { return std::isalnum(c) != 0 || c == '*' || c == '?'; };
    for (const std::string_view service : { "ecs:", "quayside:" })
        if (text.starts_with(service) && text.size() > service.size())
            return std::ranges::all_of(text.substr(service.size()), allowed);
    return text == "*";
}

Result<std::vector<std::string>> actions_of(const Json& input)
{
    std::vector<std::string> actions;
    const Json& given = part_of(input, "actions");
    for (const auto& action : given) {
        actions.push_back(action.get<std::string>());
        if (!is_action(actions.back()))
            return fail(Error::invalid_parameter(fmt::format(
                "actions: '{}' is no action such as ecs:*, ecs:Describe* or quayside:ListEvents.", actions.back())));
    }
    if (actions.size() > kMostActions)
        return fail(Error::invalid_parameter(fmt::format("actions: there may be up to {}.", kMostActions)));
    return actions;
}

Unexpected<Error> no_role(const std::string& name)
{
    return fail(Error::invalid_parameter(fmt::format("name: there is no role {}.", name)));
}

void reply_with(const SlowOperation& operation, const std::string& name, const client::Reply& reply)
{
    reply(
        Json{ { "role", describe(*operation.roles->find(name), operation.installation, users_of(operation)[name]) } });
}

} // namespace

void put_role(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    auto& roles = *operation->roles;
    const auto name = text_of(input, "name");
    if (const auto checked = check_name(name); !checked)
        return reply(fail(checked.error()));
    auto actions = actions_of(input);
    if (!actions)
        return reply(fail(actions.error()));
    if (roles.all().size() >= kMostRoles && !roles.find(name))
        return reply(fail(Error::client(fmt::format("There are {} roles: delete one first.", kMostRoles))));
    Role role{ name, text_of(input, "description"), std::move(*actions), text_of(input, "profile"), false,
        operation->now };
    if (const auto put = roles.put(std::move(role)); !put)
        return reply(fail(put.error()));
    reply_with(*operation, name, reply);
}

void list_roles(std::shared_ptr<SlowOperation> operation, Json, client::Reply reply)
{
    auto users = users_of(*operation);
    Json output{ { "roles", Json::array() }, { "createMissing", operation->roles->makes_missing() } };
    for (const auto& role : operation->roles->all())
        output["roles"].push_back(describe(role, operation->installation, users[role.name]));
    reply(std::move(output));
}

void describe_role(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto name = std::string(role_name(text_of(input, "name")));
    if (!operation->roles->find(name))
        return reply(no_role(name));
    reply_with(*operation, name, reply);
}

void delete_role(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto name = text_of(input, "name");
    if (!operation->roles->find(name))
        return reply(no_role(name));
    if (const auto removed = operation->roles->remove(name); !removed)
        return reply(fail(removed.error()));
    reply(Json::object());
}

void update_role_settings(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    if (const auto set = operation->roles->set_makes_missing(flag_of(input, "createMissing")); !set)
        return reply(fail(set.error()));
    reply(Json{ { "createMissing", operation->roles->makes_missing() } });
}

} // namespace quayside::control
