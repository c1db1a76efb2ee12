#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/images/image_jobs.h"

#include <fmt/format.h>

#include <cctype>

namespace quayside::control {

namespace {

constexpr std::size_t kMostLogins = 200;

// Without the password: nobody needs to see it again.
Json describe(const std::string& registry, const images::RegistryAccount& account)
{
    return { { "registry", registry }, { "username", account.login.username },
        { "changedAt", to_epoch_seconds(account.changed_at) } };
}

// Names of hosts are the same in any case.
std::string registry_of(const Json& input)
{
    auto registry = text_of(input, "registry");
    for (char& letter : registry)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return registry;
}

} // namespace

void put_registry_login(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto registry = registry_of(input);
    auto& logins = operation->images->logins();
    if (!logins.all().contains(registry) && logins.all().size() >= kMostLogins)
        return reply(fail(Error::client(fmt::format("There are {} logins: remove one first.", kMostLogins))));
    const images::RegistryAccount account{ { text_of(input, "username"), text_of(input, "password") }, operation->now };
    if (const auto done = logins.put(registry, account); !done)
        return reply(fail(done.error()));
    reply(Json{ { "login", describe(registry, account) } });
}

void list_registry_logins(std::shared_ptr<SlowOperation> operation, Json, client::Reply reply)
{
    Json logins = Json::array();
    for (const auto& [registry, account] : operation->images->logins().all())
        logins.push_back(describe(registry, account));
    reply(Json{ { "logins", std::move(logins) } });
}

void delete_registry_login(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto registry = registry_of(input);
    auto& logins = operation->images->logins();
    if (!logins.all().contains(registry))
        return reply(fail(Error::invalid_parameter(fmt::format("registry: no login is kept for {}.", registry))));
    if (const auto done = logins.remove(registry); !done)
        return reply(fail(done.error()));
    reply(Json::object());
}

} // namespace quayside::control
