#include "core/control/account_settings.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/paginate.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

namespace quayside::control {

namespace {

using model::AccountSetting;

constexpr std::size_t kMostListed = 10;

constexpr std::string_view kSwitch[] = { "enabled", "disabled" };
constexpr std::string_view kInsights[] = { "enabled", "disabled", "enhanced" };
constexpr std::string_view kOnOff[] = { "on", "off" };
constexpr std::string_view kDays[] = { "0", "7", "14" };
constexpr std::string_view kLogModes[] = { "blocking", "non-blocking" };

struct Known {
    std::string_view name;
    std::span<const std::string_view> values;
    std::string_view usual; // of ECS
    bool managed = false; // by AWS: nobody sets it
};

// In the order of their names.
constexpr Known kKnown[] = {
    { "awsvpcTrunking", kSwitch, "disabled" },
    { "containerInsights", kInsights, "disabled" },
    { "containerInstanceLongArnFormat", kSwitch, "enabled" },
    { "defaultLogDriverMode", kLogModes, "non-blocking" },
    { "fargateEventWindows", kSwitch, "disabled" },
    { "fargateFIPSMode", kSwitch, "disabled" },
    { "fargateTaskRetirementWaitPeriod", kDays, "7" },
    { "guardDutyActivate", kOnOff, "off", true },
    { "serviceLongArnFormat", kSwitch, "enabled" },
    { "tagResourceAuthorization", kOnOff, "on" },
    { "taskLongArnFormat", kSwitch, "enabled" },
};

const Known& known(std::string_view name)
{
    return *std::ranges::find(kKnown, name, &Known::name);
}

Json describe(const std::string& principal, const Known& setting, const std::string& value)
{
    return { { "name", setting.name }, { "value", value }, { "principalArn", principal },
        { "type", setting.managed ? "aws_managed" : "user" } };
}

Result<std::string> principal_of(const Operation& operation, const Json& input)
{
    auto given = text_of(input, "principalArn");
    if (given.empty())
        return root_of(operation.installation);
    if (!given.starts_with("arn:aws:iam::" + operation.installation.account + ":"))
        return fail(Error::invalid_parameter("principalArn must be the ARN of the account's root, a user or a role."));
    return given;
}

Result<const Known*> settable(const Json& input)
{
    const Known& setting = known(text_of(input, "name"));
    if (setting.managed)
        return fail(
            Error::invalid_parameter(fmt::format("name: {} is managed by AWS and cannot be set.", setting.name)));
    return &setting;
}

Result<Json> put(Operation& operation, const std::string& principal, const Json& input)
{
    const auto setting = settable(input);
    if (!setting)
        return fail(setting.error());
    const auto value = text_of(input, "value");
    if (std::ranges::find((*setting)->values, value) == (*setting)->values.end())
        return fail(Error::invalid_parameter(
            fmt::format("value should be one of [{}] for {}.", fmt::join((*setting)->values, ", "), (*setting)->name)));
    const std::string name((*setting)->name);
    const auto existing = operation.state().account_settings().find({ principal, name });
    operation.transaction.put(AccountSetting{ existing ? existing->row : 0, principal, name, value });
    return Json{ { "setting", describe(principal, **setting, value) } };
}

// The settings of a principal: those that it has made, or all that hold for it.
bool is_listed(const Operation& operation, const std::string& principal, const Known& setting, const Json& input)
{
    const auto value = effective_setting(operation.state(), operation.installation, principal, setting.name);
    const bool made = operation.state().account_settings().find({ principal, std::string(setting.name) }) != nullptr;
    return (made || flag_of(input, "effectiveSettings"))
        && (!has(input, "name") || text_of(input, "name") == setting.name)
        && (!has(input, "value") || text_of(input, "value") == value);
}

} // namespace

std::string root_of(const Installation& installation)
{
    return "arn:aws:iam::" + installation.account + ":root";
}

std::string effective_setting(
    const model::State& state, const Installation& installation, const std::string& principal, std::string_view name)
{
    for (const auto& owner : { principal, root_of(installation) })
        if (const auto setting = state.account_settings().find({ owner, std::string(name) }))
            return setting->value;
    return std::string(known(name).usual);
}

Result<Json> put_account_setting(Operation& operation, const Json& input)
{
    const auto principal = principal_of(operation, input);
    return principal ? put(operation, *principal, input) : fail(principal.error());
}

Result<Json> put_account_setting_default(Operation& operation, const Json& input)
{
    return put(operation, root_of(operation.installation), input);
}

// Shows what holds from now on.
Result<Json> delete_account_setting(Operation& operation, const Json& input)
{
    const auto principal = principal_of(operation, input);
    if (!principal)
        return fail(principal.error());
    const auto setting = settable(input);
    if (!setting)
        return fail(setting.error());
    const std::string name((*setting)->name);
    if (operation.state().account_settings().find({ *principal, name }))
        operation.transaction.erase<AccountSetting>({ *principal, name });
    const auto value = effective_setting(operation.state(), operation.installation, *principal, name);
    return Json{ { "setting", describe(*principal, **setting, value) } };
}

Result<Json> list_account_settings(Operation& operation, const Json& input)
{
    const auto principal = principal_of(operation, input);
    if (!principal)
        return fail(principal.error());
    if (has(input, "value") && !has(input, "name"))
        return fail(Error::invalid_parameter("name is required where value is given."));
    const auto pager = Pager::read("ListAccountSettings", input, kMostListed, kMostListed);
    if (!pager)
        return fail(pager.error());
    std::vector<std::string> names;
    for (const auto& setting : kKnown)
        if (is_listed(operation, *principal, setting, input))
            names.emplace_back(setting.name);
    return pager->page("settings", std::move(names), [&](const std::string& name) {
        return describe(
            *principal, known(name), effective_setting(operation.state(), operation.installation, *principal, name));
    });
}

} // namespace quayside::control
