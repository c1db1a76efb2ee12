#pragma once

#include "core/model/state.h"
#include "ui/look/states.h"

#include <QString>

#include <optional>

// How services and their deployments do, as tables, pages and badges say it. Pure.
namespace quayside::ui {

// The deployment that the service goes to; null with task sets of which none is PRIMARY.
model::DeploymentPtr primary_of(const model::State& state, const model::Service& service);

// Whether anything of it is still to come.
bool is_over(const model::Deployment& deployment);

// How far a deployment has come. `healthy` and `pending` are of the new revision, `old` runs of the ones before.
struct RolloutCounts {
    std::int64_t desired = 0;
    std::int64_t healthy = 0;
    std::int64_t pending = 0;
    std::int64_t old = 0;

    bool operator==(const RolloutCounts&) const = default;
};
RolloutCounts counts_of_rollout(const model::State& state, const model::Deployment& deployment);

// The most tasks that may be there and the fewest that must be healthy while it rolls out: percents of the desired
// count, the first rounded down, the second up.
std::int64_t most_tasks(const model::Deployment& deployment);
std::int64_t least_healthy(const model::Deployment& deployment);

StateWord state_of(const model::State& state, const model::Service& service);
StateWord state_of(const model::State& state, const model::Deployment& deployment);
StateWord state_of(const model::CapacityProvider& provider);

// "12 → 13"; the new one alone where there was none before; with families where they differ.
QString revision_step(const model::State& state, const model::Deployment& deployment);
QString rollout_title(const model::State& state, const model::Deployment& deployment); // "web 12 → 13"

// The revision that a rollback would go to; null: none before it.
model::ServiceRevisionPtr rollback_target(const model::State& state, const model::Deployment& deployment);

// The last event of a service, and the last that tells of a task that has no place, if nothing newer says it has.
std::shared_ptr<const model::Event> last_event_of(const model::State& state, const model::Service& service);
std::shared_ptr<const model::Event> placement_failure_of(const model::State& state, const model::Service& service);

bool tells_of_no_place(const model::Event& event); // of a service whose task could not be placed

// A hook that waits for somebody; null: none does.
const model::HookRun* waiting_hook(const model::Deployment& deployment);

QString launch_type_text(model::LaunchType type); // "EC2"
// "EC2", "Fargate", or the capacity providers with their weights.
QString launch_text(const model::ServiceRevision& revision);
QString strategy_text(const model::Service& service); // "spread by zone, binpack by memory"
QString constraints_text(const model::Service& service);

} // namespace quayside::ui
