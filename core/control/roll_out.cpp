#include "core/control/roll_out.h"

#include "core/control/service_request.h"
#include "core/scheduler/rollout.h"

namespace quayside::control {

model::ServiceRevision put_revision(
    Operation& operation, const model::Service& service, model::ServiceRevision revision)
{
    revision.row = 0;
    revision.number = new_number(operation);
    revision.cluster = service.cluster;
    revision.service = service.name;
    revision.created_at = operation.now;
    operation.transaction.put(revision);
    return revision;
}

void roll_out(Operation& operation, model::Service service, model::ServiceRevision revision)
{
    const auto next = put_revision(operation, service, std::move(revision));
    auto rollout = scheduler::begin_deployment(
        operation.state(), std::move(service), next, new_number(operation), operation.now);
    operation.transaction.put(std::move(rollout.service));
    for (auto& deployment : rollout.deployments)
        operation.transaction.put(std::move(deployment));
}

void forget_rollouts(store::Transaction& transaction, const model::Service::Key& service)
{
    const auto deployments = transaction.state().deployments_of(service);
    const auto revisions = transaction.state().revisions_of(service);
    for (const auto& [row, number] : deployments)
        transaction.erase<model::Deployment>(number);
    for (const auto& [row, number] : revisions)
        transaction.erase<model::ServiceRevision>(number);
}

} // namespace quayside::control
