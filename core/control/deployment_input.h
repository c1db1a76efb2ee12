#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/deployment_configuration.h"
#include "core/model/service.h"

namespace quayside::control {

// What a service of this kind has while nothing is said: DAEMON stops before it starts.
model::DeploymentConfiguration usual_configuration(model::SchedulingStrategy scheduling);

// What a daemon has while nothing is said. A deployment that fails always goes back.
model::DeploymentConfiguration usual_daemon_configuration();

// Applies `deploymentConfiguration` as in CreateService and UpdateService to that of the service: members that are not
// given keep what they are. InvalidParameterException names the member.
Result<void> read_deployment_configuration(model::Service& service, const Json& given);

// The same as in CreateDaemon and UpdateDaemon.
Result<void> read_daemon_configuration(model::Service& daemon, const Json& given);

// In the other direction. Percents with one decimal are tenths of a percent inside.
Json describe(const model::DeploymentConfiguration& configuration);

} // namespace quayside::control
