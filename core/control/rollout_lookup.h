#pragma once

#include "core/control/operation.h"
#include "core/model/deployment.h"
#include "core/model/service.h"

#include <functional>
#include <string>
#include <string_view>

// The history of services and daemons, as calls ask for it.
namespace quayside::control {

// By an ARN of this type: service-deployment or daemon-deployment, service-revision or daemon-revision. Null if there
// is none. Task sets are no deployments.
model::DeploymentPtr find_deployment(const Operation& operation, const std::string& arn, std::string_view type);
model::ServiceRevisionPtr find_revision(const Operation& operation, const std::string& arn, std::string_view type);

// What a list of deployments is of, and how it is shown.
struct DeploymentList {
    std::string_view operation;
    model::Service::Key service;
    const char* member;
    std::function<Json(const model::Deployment&)> describe;
};
// The page that the call asks for: newest first, of the statuses and the time that it names.
Result<Json> page_of(const Operation& operation, const DeploymentList& list, const Json& input);

// What is found of 1 to 20 ARNs under `names`, as `member`; `failures` for the others. `describe` gives null for what
// is missing.
Result<Json> describe_each(const Json& input, const char* names, const char* member,
    const std::function<Json(const std::string& arn)>& describe);

} // namespace quayside::control
