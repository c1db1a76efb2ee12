#include "core/control/role_store.h"

#include "core/base/json.h"
#include "core/control/input.h"
#include "core/store/private_file.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace quayside::control {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// At a mismatch the last * takes one letter more.
bool matches(std::string_view pattern, std::string_view text)
{
    std::size_t at = 0, taken = 0, star = std::string_view::npos, star_taken = 0;
    while (taken < text.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            star_taken = taken;
        } else if (at < pattern.size() && (pattern[at] == '?' || lower(pattern[at]) == lower(text[taken]))) {
            ++at;
            ++taken;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            taken = ++star_taken;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

Error failure(const std::string& path, const std::string& why)
{
    return Error::server(fmt::format("The roles in {} cannot be used: {}.", path, why));
}

Json to_json(const Role& role)
{
    return { { "name", role.name }, { "description", role.description }, { "actions", role.actions },
        { "profile", role.profile }, { "automatic", role.automatic },
        { "changedAt", to_epoch_seconds(role.changed_at) } };
}

Role from_json(const Json& json)
{
    Role role{ text_of(json, "name"), text_of(json, "description"), {}, text_of(json, "profile"),
        flag_of(json, "automatic"), kNever };
    const Json& actions = part_of(json, "actions");
    for (const auto& action : actions)
        if (action.is_string())
            role.actions.push_back(action.get<std::string>());
    const Json& changed = part_of(json, "changedAt");
    if (changed.is_number())
        role.changed_at = TimePoint(std::chrono::milliseconds(static_cast<std::int64_t>(changed.get<double>() * 1000)));
    return role;
}

} // namespace

bool allows(const Role& role, std::string_view action)
{
    return std::ranges::any_of(role.actions, [&](const std::string& pattern) { return matches(pattern, action); });
}

std::string_view role_name(std::string_view arn_or_name)
{
    return arn_or_name.substr(arn_or_name.rfind('/') + 1);
}

bool is_role_arn(std::string_view text)
{
    return text.starts_with("arn:") && text.find(":iam:") != std::string_view::npos
        && text.find(":role/") != std::string_view::npos;
}

std::string arn_of(const Role& role, const ArnScope& scope)
{
    return fmt::format("arn:aws:iam::{}:role/{}", scope.account, role.name);
}

Result<RoleStore> RoleStore::open(const std::string& directory)
{
    RoleStore store;
    if (directory.empty())
        return store;
    store.path_ = directory + "/roles.json";
    if (auto done = store.read(); !done)
        return fail(done.error());
    return store;
}

Result<void> RoleStore::read()
{
    std::ifstream file(path_, std::ios::binary);
    if (!file)
        return ::access(path_.c_str(), F_OK) == 0 ? Result<void>(fail(failure(path_, std::strerror(errno))))
                                                  : Result<void>();
    const std::string text{ std::istreambuf_iterator<char>(file), {} };
    const auto json = parse_json(text);
    if (!json || !json->is_object() || !part_of(*json, "roles").is_array())
        return fail(failure(path_, "it is damaged; without it tasks that name a role get one made for them"));
    makes_missing_ = flag_of(*json, "createMissing");
    for (const auto& entry : (*json)["roles"])
        if (auto role = from_json(entry); !role.name.empty())
            roles_.push_back(std::move(role));
    return {};
}

Result<void> RoleStore::write(const std::vector<Role>& roles, bool makes_missing) const
{
    if (path_.empty())
        return {};
    Json json{ { "createMissing", makes_missing }, { "roles", Json::array() } };
    for (const auto& role : roles)
        json["roles"].push_back(to_json(role));
    if (!store::write_private_file(path_, json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"))
        return fail(failure(path_, std::strerror(errno)));
    return {};
}

const Role* RoleStore::find(std::string_view name) const
{
    const auto found = std::ranges::find(roles_, name, &Role::name);
    return found == roles_.end() ? nullptr : &*found;
}

Result<void> RoleStore::put(Role role)
{
    auto roles = roles_;
    std::erase_if(roles, [&](const Role& other) { return other.name == role.name; });
    roles.push_back(std::move(role));
    std::ranges::sort(roles, {}, &Role::name);
    if (auto written = write(roles, makes_missing_); !written)
        return written;
    roles_ = std::move(roles);
    return {};
}

Result<void> RoleStore::remove(std::string_view name)
{
    auto roles = roles_;
    std::erase_if(roles, [&](const Role& role) { return role.name == name; });
    if (auto written = write(roles, makes_missing_); !written)
        return written;
    roles_ = std::move(roles);
    return {};
}

Result<void> RoleStore::set_makes_missing(bool on)
{
    if (auto written = write(roles_, on); !written)
        return written;
    makes_missing_ = on;
    return {};
}

Result<Role> RoleStore::assume(std::string_view arn_or_name, TimePoint now)
{
    const auto name = role_name(arn_or_name);
    if (const auto* role = find(name))
        return *role;
    if (!makes_missing_)
        return fail(Error::client(fmt::format(
            "ECS was unable to assume the role '{}' that was provided for this task. Please verify that the role being "
            "passed has the proper trust relationship and permissions and that your IAM user has permissions to pass "
            "this role.",
            arn_or_name)));
    Role role{ std::string(name), "Made when a task named it.", { "ecs:*" }, {}, true, now };
    if (auto put_down = put(role); !put_down)
        return fail(put_down.error());
    return role;
}

} // namespace quayside::control
