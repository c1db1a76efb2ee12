#include "core/control/repository_lookup.h"

#include "core/control/input.h"
#include "core/images/image_jobs.h"

#include <fmt/format.h>

namespace quayside::control {

std::string in_registry(const SlowOperation& operation, const std::string& what)
{
    return fmt::format("{} in the registry with id '{}'", what, operation.installation.account);
}

Result<images::LocalRegistry*> require_registry(const SlowOperation& operation, const Json& input)
{
    const auto& account = operation.installation.account;
    if (has(input, "registryId") && text_of(input, "registryId") != account)
        return fail(Error::invalid_parameter(fmt::format("registryId: the only registry here is {}.", account)));
    return &operation.images->registry();
}

Error repository_not_found(const SlowOperation& operation, const std::string& name)
{
    return { "RepositoryNotFoundException",
        in_registry(operation, fmt::format("The repository with name '{}' does not exist", name)), 400 };
}

Result<std::string> require_repository(const SlowOperation& operation, const Json& input)
{
    const auto registry = require_registry(operation, input);
    if (!registry)
        return fail(registry.error());
    auto name = text_of(input, "repositoryName");
    return (*registry)->repositories().contains(name) ? Result<std::string>(std::move(name))
                                                      : fail(repository_not_found(operation, name));
}

} // namespace quayside::control
