#include "core/images/registry_logins.h"

#include "core/base/json.h"
#include "core/docker/urls.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace quayside::images {

namespace {

Json describe(const RegistryAccount& account)
{
    return { { "username", account.login.username }, { "password", account.login.password },
        { "changedAt", account.changed_at.time_since_epoch().count() } };
}

// What could be unsealed was written here: it has these members.
RegistryAccount account_of(const Json& json)
{
    return { { json.value("username", std::string()), json.value("password", std::string()) },
        TimePoint(Duration(json.value("changedAt", std::int64_t{ 0 }))) };
}

} // namespace

Result<RegistryLogins> RegistryLogins::open(const std::string& directory, const std::string& installation_secret)
{
    RegistryLogins logins;
    if (!directory.empty())
        logins.file_ = { directory + "/registry-logins.sealed", "registry logins",
            net::hmac_sha256(installation_secret, "registry logins") };
    const auto text = logins.file_.read();
    if (!text)
        return fail(text.error());
    if (!*text)
        return logins;
    const auto json = parse_json(**text);
    if (!json || !json->is_object())
        return fail(logins.file_.damaged());
    for (const auto& [registry, account] : json->items())
        logins.accounts_.emplace(registry, account_of(account));
    return logins;
}

docker::RegistryLogin RegistryLogins::for_image(const std::string& reference) const
{
    const auto logins = for_build();
    const auto found = logins.find(docker::registry_of(reference));
    return found == logins.end() ? docker::RegistryLogin() : found->second;
}

RegistryLogins::ByRegistry RegistryLogins::for_build() const
{
    auto logins = own_ ? own_() : ByRegistry();
    for (const auto& [registry, account] : accounts_)
        logins.emplace(registry, account.login);
    return logins;
}

Result<void> RegistryLogins::put(const std::string& registry, RegistryAccount account)
{
    auto accounts = accounts_;
    accounts[registry] = std::move(account);
    return write(std::move(accounts));
}

Result<void> RegistryLogins::remove(const std::string& registry)
{
    auto accounts = accounts_;
    accounts.erase(registry);
    return write(std::move(accounts));
}

Result<void> RegistryLogins::write(Accounts accounts)
{
    Json json = Json::object();
    for (const auto& [registry, account] : accounts)
        json[registry] = describe(account);
    if (auto written = file_.write(json.dump(-1, ' ', false, Json::error_handler_t::replace)); !written)
        return written;
    accounts_ = std::move(accounts);
    return {};
}

} // namespace quayside::images
