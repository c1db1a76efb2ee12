#include "ui/pages/service_state.h"

#include "ui/look/text.h"
#include "ui/pages/percents.h"

#include <QObject>
#include <QStringList>

#include <algorithm>

namespace quayside::ui {

namespace {

using model::DeploymentStatus;
using model::RolloutState;
using model::ServiceDeploymentStatus;

// Worst first, as in states.cpp.
enum Rank { kFailed = 0, kWarning, kPending, kDraining, kHealthy, kStopped };

bool is_stuck(const model::State& state, const model::Service& service, const model::TaskCounts& counts)
{
    return counts.running < static_cast<std::uint32_t>(std::max<std::int64_t>(0, service.desired_count))
        && placement_failure_of(state, service) != nullptr;
}

QString short_definition(const model::ServiceRevision& revision, bool with_family)
{
    const QString number = QString::number(revision.definition_key.revision);
    return with_family ? from_utf8(revision.definition_key.family) + u':' + number : number;
}

QString field_words(const std::string& field)
{
    if (field == "instanceId" || field == "host")
        return QObject::tr("instance");
    if (field == "attribute:ecs.availability-zone")
        return QObject::tr("zone");
    return from_utf8(field);
}

} // namespace

model::DeploymentPtr primary_of(const model::State& state, const model::Service& service)
{
    for (const auto number : service.deployments)
        if (auto deployment = state.deployments().find(number);
            deployment && deployment->status == DeploymentStatus::Primary)
            return deployment;
    return nullptr;
}

bool is_over(const model::Deployment& deployment)
{
    switch (deployment.service_deployment_status) {
    case ServiceDeploymentStatus::Successful:
    case ServiceDeploymentStatus::Stopped:
    case ServiceDeploymentStatus::RollbackSuccessful:
    case ServiceDeploymentStatus::RollbackFailed:
        return true;
    default:
        return deployment.status == DeploymentStatus::Inactive;
    }
}

RolloutCounts counts_of_rollout(const model::State& state, const model::Deployment& deployment)
{
    const auto own = state.counts_of(deployment.number);
    const auto all = state.counts_of(model::Service::Key{ deployment.cluster, deployment.service });
    return { deployment.desired_count, own.running, own.pending,
        std::max<std::int64_t>(0, std::int64_t{ all.running } - own.running) };
}

std::int64_t most_tasks(const model::Deployment& deployment)
{
    return deployment.desired_count * deployment.configuration.maximum_percent / 100;
}

std::int64_t least_healthy(const model::Deployment& deployment)
{
    return (deployment.desired_count * deployment.configuration.minimum_healthy_percent + 99) / 100;
}

StateWord state_of(const model::State& state, const model::Service& service)
{
    if (service.status == model::ServiceStatus::Inactive)
        return { StateGlyph::Stopped, QObject::tr("Inactive"), kStopped };
    if (service.status == model::ServiceStatus::Draining)
        return { StateGlyph::Draining, QObject::tr("Draining"), kDraining };
    const auto counts = state.counts_of(service.key());
    if (service.desired_count == 0 && counts.tasks == 0)
        return { StateGlyph::Stopped,
            service.scheduling_strategy == model::SchedulingStrategy::Daemon ? QObject::tr("No instance")
                                                                             : QObject::tr("Scaled to 0"),
            kStopped };
    const auto primary = primary_of(state, service);
    if (primary && primary->rollout_state == RolloutState::Failed)
        return { StateGlyph::Failed, QObject::tr("Failed"), kFailed };
    if (is_stuck(state, service, counts) || (primary && allows_no_step(state, service, *primary)))
        return { StateGlyph::Warning, QObject::tr("Unsteady"), kWarning };
    if (primary && primary->rollout_state == RolloutState::InProgress)
        return { StateGlyph::Pending, QObject::tr("Deploying"), kPending };
    const auto coming = std::int64_t{ counts.running } + counts.pending;
    if (coming < service.desired_count)
        return { StateGlyph::Warning, QObject::tr("Unsteady"), kWarning };
    if (counts.pending > 0 || counts.running < service.desired_count)
        return { StateGlyph::Pending, QObject::tr("Starting"), kPending };
    if (counts.running > service.desired_count)
        return { StateGlyph::Draining, QObject::tr("Moving"), kDraining };
    return { StateGlyph::Healthy, QObject::tr("Healthy"), kHealthy };
}

StateWord state_of(const model::State&, const model::Deployment& deployment)
{
    if (waiting_hook(deployment) && !is_over(deployment))
        return { StateGlyph::Warning, QObject::tr("Awaits action"), kWarning };
    switch (deployment.service_deployment_status) {
    case ServiceDeploymentStatus::Pending:
        return { StateGlyph::Pending, QObject::tr("Pending"), kPending };
    case ServiceDeploymentStatus::InProgress:
        if (deployment.rollout_state == RolloutState::Failed)
            return { StateGlyph::Failed, QObject::tr("Failed"), kFailed };
        return { StateGlyph::Pending, QObject::tr("In progress"), kPending };
    case ServiceDeploymentStatus::Successful:
        return { StateGlyph::Healthy, QObject::tr("Completed"), kHealthy };
    case ServiceDeploymentStatus::StopRequested:
        return { StateGlyph::Draining, QObject::tr("Stopping"), kDraining };
    case ServiceDeploymentStatus::Stopped:
        if (deployment.rollout_state == RolloutState::Failed)
            return { StateGlyph::Failed, QObject::tr("Failed"), kFailed };
        return { StateGlyph::Stopped, QObject::tr("Stopped"), kStopped };
    case ServiceDeploymentStatus::RollbackRequested:
    case ServiceDeploymentStatus::RollbackInProgress:
        return { StateGlyph::Pending, QObject::tr("Rolling back"), kPending };
    case ServiceDeploymentStatus::RollbackSuccessful:
        return { StateGlyph::Failed, QObject::tr("Rolled back"), kFailed };
    case ServiceDeploymentStatus::RollbackFailed:
        return { StateGlyph::Failed, QObject::tr("Rollback failed"), kFailed };
    }
    return {};
}

StateWord state_of(const model::CapacityProvider& provider)
{
    const QString word = sentence_case(from_utf8(to_string(provider.status)));
    switch (provider.status) {
    case model::CapacityProviderStatus::Active:
        return { StateGlyph::Healthy, word, kHealthy };
    case model::CapacityProviderStatus::Inactive:
        return { StateGlyph::Stopped, word, kStopped };
    default:
        return { StateGlyph::Pending, word, kPending };
    }
}

QString revision_step(const model::State& state, const model::Deployment& deployment)
{
    const auto before = rollback_target(state, deployment);
    if (!deployment.revision)
        return {};
    if (!before)
        return short_definition(*deployment.revision, false);
    const bool families = before->definition_key.family != deployment.revision->definition_key.family;
    return short_definition(*before, families) + QStringLiteral(" → ")
        + short_definition(*deployment.revision, families);
}

QString rollout_title(const model::State& state, const model::Deployment& deployment)
{
    return from_utf8(deployment.service) + u' ' + revision_step(state, deployment);
}

model::ServiceRevisionPtr rollback_target(const model::State& state, const model::Deployment& deployment)
{
    for (const auto number : deployment.source_revisions)
        if (auto revision = state.service_revisions().find(number))
            return revision;
    return nullptr;
}

std::shared_ptr<const model::Event> last_event_of(const model::State& state, const model::Service& service)
{
    const auto& rows = state.events_of(service.key());
    return rows.empty() ? nullptr : state.events().find(*rows.rbegin());
}

// Only the newest few are looked at: what was said before them has passed.
std::shared_ptr<const model::Event> placement_failure_of(const model::State& state, const model::Service& service)
{
    constexpr int looked_at = 4;
    const auto& rows = state.events_of(service.key());
    int left = looked_at;
    for (auto row = rows.rbegin(); row != rows.rend() && left > 0; ++row, --left) {
        auto event = state.events().find(*row);
        if (event && tells_of_no_place(*event))
            return event;
        if (event && event->message.find("has reached a steady state") != std::string::npos)
            return nullptr;
    }
    return nullptr;
}

bool tells_of_no_place(const model::Event& event)
{
    return event.kind == model::EventKind::Service
        && event.message.find("was unable to place a task") != std::string::npos;
}

const model::HookRun* waiting_hook(const model::Deployment& deployment)
{
    const auto found = std::ranges::find_if(
        deployment.hooks, [](const model::HookRun& run) { return run.status == model::HookStatus::AwaitingAction; });
    return found == deployment.hooks.end() ? nullptr : &*found;
}

QString launch_type_text(model::LaunchType type)
{
    switch (type) {
    case model::LaunchType::Ec2:
        return QStringLiteral("EC2");
    case model::LaunchType::Fargate:
        return QStringLiteral("Fargate");
    case model::LaunchType::External:
        break;
    }
    return QObject::tr("External");
}

QString launch_text(const model::ServiceRevision& revision)
{
    QStringList parts;
    for (const auto& item : revision.capacity_provider_strategy)
        parts << (revision.capacity_provider_strategy.size() == 1
                ? from_utf8(item.capacity_provider)
                : QStringLiteral("%1 × %2").arg(from_utf8(item.capacity_provider)).arg(item.weight));
    if (!parts.isEmpty())
        return parts.join(QStringLiteral(", "));
    return launch_type_text(revision.launch_type);
}

QString strategy_text(const model::Service& service)
{
    if (service.scheduling_strategy == model::SchedulingStrategy::Daemon)
        return QObject::tr("one on each instance");
    QStringList parts;
    for (const auto& strategy : service.placement_strategy)
        parts << (strategy.field.empty()
                ? from_utf8(to_string(strategy.type))
                : QObject::tr("%1 by %2").arg(from_utf8(to_string(strategy.type)), field_words(strategy.field)));
    return parts.isEmpty() ? QObject::tr("spread by zone") : parts.join(QStringLiteral(", "));
}

QString constraints_text(const model::Service& service)
{
    QStringList parts;
    for (const auto& constraint : service.placement_constraints)
        parts << (constraint.type == model::ConstraintType::DistinctInstance ? QObject::tr("one on an instance")
                                                                             : from_utf8(constraint.expression));
    return parts.join(QStringLiteral("; "));
}

} // namespace quayside::ui
