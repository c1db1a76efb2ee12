#pragma once

#include "core/control/operation.h"
#include "core/model/cluster.h"
#include "core/model/service.h"
#include "core/model/service_revision.h"

// A daemon is a service of the DAEMON strategy under the name that daemon_name gives, for the instances of its capacity
// providers.
namespace quayside::control {

// Applies the input of CreateDaemon or UpdateDaemon to a daemon and the revision that is to come. What is not given
// stays as it is. Errors name the member.
Result<void> read_daemon(const Operation& operation, const model::Cluster& cluster, model::Service& daemon,
    model::ServiceRevision& revision, const Json& input);

} // namespace quayside::control
