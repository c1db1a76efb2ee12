#include "core/control/pull_login.h"

#include "core/base/json.h"
#include "core/control/input.h"

namespace quayside::control {

namespace {

Result<std::string> value_of(const SecretStore& secrets, const std::string& region, const std::string& parameter)
{
    const Secret* named = secrets.find(SecretKind::SecretsManager, parameter);
    return named ? Result<std::string>(named->versions.front().value) : secrets.resolve(parameter, region);
}

} // namespace

Result<docker::RegistryLogin> pull_login(const SecretStore& secrets, const std::string& region,
    const images::RegistryLogins& logins, const model::Task& task, std::size_t index)
{
    const auto& definition = *task.spec->definition;
    const Json& containers = part_of(definition.document, "containerDefinitions");
    const auto parameter = index < containers.size()
        ? text_of(part_of(containers[index], "repositoryCredentials"), "credentialsParameter")
        : std::string();
    if (parameter.empty())
        return logins.for_image(definition.containers[index].image);
    const auto value = value_of(secrets, region, parameter);
    if (!value)
        return fail(value.error());
    const auto json = parse_json(*value);
    const bool complete = json && json->is_object() && json->value("username", Json()).is_string()
        && json->value("password", Json()).is_string();
    if (!complete)
        return fail(Error::client("the secret " + parameter + " is no JSON object with a username and a password"));
    return docker::RegistryLogin{ (*json)["username"].get<std::string>(), (*json)["password"].get<std::string>() };
}

} // namespace quayside::control
