#pragma once

#include "core/control/operation.h"
#include "core/model/service.h"
#include "core/model/service_revision.h"

namespace quayside::control {

// Writes a revision as the next one of a service; gives it back.
model::ServiceRevision put_revision(
    Operation& operation, const model::Service& service, model::ServiceRevision revision);

// Writes the service, that revision, and the deployment that brings it.
void roll_out(Operation& operation, model::Service service, model::ServiceRevision revision);

// Removes everything that a service rolled out. Nothing of it may run any more.
void forget_rollouts(store::Transaction& transaction, const model::Service::Key& service);

} // namespace quayside::control
