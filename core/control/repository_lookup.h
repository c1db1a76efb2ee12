#pragma once

#include "core/control/operation.h"
#include "core/images/local_registry.h"

#include <string>

// From what a call of ECR names to what there is, or the error that ECR gives.
namespace quayside::control {

// "{what} in the registry with id '123456789012'", as ECR ends its sentences.
std::string in_registry(const SlowOperation& operation, const std::string& what);

// The registry of the member `registryId`, of which there is one. InvalidParameterException if it is another.
Result<images::LocalRegistry*> require_registry(const SlowOperation& operation, const Json& input);
// The member `repositoryName`. RepositoryNotFoundException.
Result<std::string> require_repository(const SlowOperation& operation, const Json& input);
Error repository_not_found(const SlowOperation& operation, const std::string& name);

} // namespace quayside::control
