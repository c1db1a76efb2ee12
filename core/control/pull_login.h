#pragma once

#include "core/control/secret_store.h"
#include "core/docker/types.h"
#include "core/images/registry_logins.h"
#include "core/model/task.h"

#include <string>

namespace quayside::control {

// With what the image of a container is pulled: its repositoryCredentials, a secret of the form
// {"username": ..., "password": ...}, or the login that is kept for its registry.
Result<docker::RegistryLogin> pull_login(const SecretStore& secrets, const std::string& region,
    const images::RegistryLogins& logins, const model::Task& task, std::size_t index);

} // namespace quayside::control
