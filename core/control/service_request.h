#pragma once

#include "core/control/operation.h"
#include "core/model/cluster.h"
#include "core/model/service.h"
#include "core/model/service_revision.h"

// The input of CreateService, UpdateService and CreateTaskSet as records. Errors are those of ECS and name the member.
namespace quayside::control {

// A number for a new service revision, deployment or task set: 19 digits, used by no other.
std::uint64_t new_number(Operation& operation);

// Applies what the call says of a service revision: task definition, launch, network, load balancers and the like.
// Members that are not given keep what they are, except for the launch, which is not touched.
Result<void> read_revision(const Operation& operation, model::ServiceRevision& revision, const Json& input);
// The launch type or strategy of the call.
Result<void> read_revision_launch(
    const Operation& operation, const model::Cluster& cluster, model::ServiceRevision& revision, const Json& input);
// What must hold for a revision as a whole; `input` is the call that made it.
Result<void> check_revision(model::ServiceRevision& revision, const Json& input);

// Applies what the call says of a service beside its revision: counts, percents, placement, switches. Members that are
// not given keep what they are. `revision` is the one that its tasks will have; null if it has none.
Result<void> read_service(model::Service& service, const model::ServiceRevision* revision, const Json& input);
// Whether tasks of such a service can be moved between zones.
bool can_rebalance_zones(const model::Service& service, const model::ServiceRevision* revision);

// Whether a deployment of the second would change anything for the tasks of the first.
bool same_content(const model::ServiceRevision& a, const model::ServiceRevision& b);

} // namespace quayside::control
