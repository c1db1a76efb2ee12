#include "ui/pages/percents.h"

#include "ui/pages/service_state.h"

namespace quayside::ui {

std::int64_t most_tasks(const model::Service& service)
{
    return service.desired_count * service.deployment_configuration.maximum_percent / 100;
}

std::int64_t least_healthy(const model::Service& service)
{
    return (service.desired_count * service.deployment_configuration.minimum_healthy_percent + 99) / 100;
}

bool allows_no_step(const model::State& state, const model::Service& service, const model::Deployment& deployment)
{
    if (service.deployment_configuration.strategy != model::DeploymentStrategy::Rolling || is_over(deployment)
        || deployment.rollout_state != model::RolloutState::InProgress
        || service.scheduling_strategy != model::SchedulingStrategy::Replica)
        return false;
    const auto counts = counts_of_rollout(state, deployment);
    const auto all = state.counts_of(service.key());
    return counts.old > 0 && counts.healthy < counts.desired && all.pending == 0
        && std::int64_t{ all.tasks } >= most_tasks(service) && std::int64_t{ all.running } <= least_healthy(service);
}

} // namespace quayside::ui
