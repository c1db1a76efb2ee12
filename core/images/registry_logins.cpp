#include "core/images/registry_logins.h"

#include "core/base/json.h"
#include "core/docker/urls.h"
#include "core/net/seal.h"
#include "core/store/private_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

namespace quayside::images {

namespace {

Unexpected<Error> unusable(const std::string& path, const std::string& why)
{
    return fail(Error::server(fmt::format("The logins in {} cannot be used: {}.", path, why)));
}

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
    logins.key_ = net::hmac_sha256(installation_secret, "registry logins");
    if (directory.empty())
        return logins;
    logins.path_ = directory + "/registry-logins.sealed";
    if (auto done = logins.read(); !done)
        return fail(done.error());
    return logins;
}

Result<void> RegistryLogins::read()
{
    if (::access(path_.c_str(), F_OK) != 0)
        return {};
    ::chmod(path_.c_str(), 0600); // a copy that was put back may be open to others
    std::ifstream file(path_, std::ios::binary);
    if (!file)
        return unusable(path_, std::strerror(errno));
    const std::string sealed{ std::istreambuf_iterator<char>(file), {} };
    const auto text = net::unseal(key_, sealed);
    if (!text)
        return unusable(path_, "it is damaged, or of another installation; without it new logins are kept");
    if (const auto json = parse_json(*text))
        for (const auto& [registry, account] : json->items())
            accounts_.emplace(registry, account_of(account));
    return {};
}

docker::RegistryLogin RegistryLogins::for_image(const std::string& reference) const
{
    const auto found = accounts_.find(docker::registry_of(reference));
    return found == accounts_.end() ? docker::RegistryLogin() : found->second.login;
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
    const auto sealed = net::seal(key_, json.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!sealed)
        return unusable(path_, "the system has no random numbers to encrypt them with");
    if (!path_.empty() && !store::write_private_file(path_, *sealed))
        return unusable(path_, std::strerror(errno));
    accounts_ = std::move(accounts);
    return {};
}

} // namespace quayside::images
