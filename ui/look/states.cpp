#include "ui/look/states.h"

#include "ui/look/text.h"

#include <QObject>

namespace quayside::ui {

namespace {

using model::ContainerInstanceStatus;
using model::ContainerStatus;
using model::DesiredStatus;
using model::HealthStatus;
using model::TaskStatus;

// Worst first.
enum Rank { kFailed = 0, kWarning, kPending, kDraining, kHealthy, kStopped };

template <class E>
QString word(E value)
{
    return sentence_case(from_utf8(to_string(value)));
}

bool has_failed(const model::Task& task)
{
    if (task.stop_code == model::StopCode::TaskFailedToStart)
        return true;
    if (task.stop_code != model::StopCode::EssentialContainerExited)
        return false;
    for (const model::Container& container : task.containers)
        if (container.exit_code.value_or(0) != 0)
            return true;
    return false;
}

} // namespace

StateWord state_of(const model::Task& task)
{
    if (task.last_status >= TaskStatus::Stopped)
        return has_failed(task) ? StateWord{ StateGlyph::Failed, QObject::tr("Failed"), kFailed }
                                : StateWord{ StateGlyph::Stopped, word(task.last_status), kStopped };
    if (task.unknown)
        return { StateGlyph::Warning, QObject::tr("Unknown"), kWarning };
    if (task.last_status < TaskStatus::Running)
        return { StateGlyph::Pending, word(task.last_status), kPending };
    if (task.last_status > TaskStatus::Running || task.desired_status == DesiredStatus::Stopped)
        return { StateGlyph::Draining,
            task.last_status == TaskStatus::Running ? QStringLiteral("Stopping") : word(task.last_status), kDraining };
    if (task.health == HealthStatus::Unhealthy)
        return { StateGlyph::Warning, QStringLiteral("Unhealthy"), kWarning };
    return { StateGlyph::Healthy, word(task.last_status), kHealthy };
}

StateWord state_of(const model::Container& container)
{
    switch (container.last_status) {
    case ContainerStatus::Pending:
        return { StateGlyph::Pending, word(container.last_status), kPending };
    case ContainerStatus::Stopped:
        if (container.exit_code.value_or(0) != 0)
            return { StateGlyph::Failed, QObject::tr("Failed"), kFailed };
        return { StateGlyph::Stopped, word(container.last_status), kStopped };
    case ContainerStatus::Running:
        break;
    }
    if (container.health == HealthStatus::Unhealthy)
        return { StateGlyph::Warning, QStringLiteral("Unhealthy"), kWarning };
    return { StateGlyph::Healthy, word(container.last_status), kHealthy };
}

StateWord state_of(const model::ContainerInstance& instance)
{
    if (instance.status == ContainerInstanceStatus::Inactive)
        return { StateGlyph::Stopped, word(instance.status), kStopped };
    if (!instance.agent_connected)
        return { StateGlyph::Warning, QObject::tr("Agent lost"), kWarning };
    if (instance.status == ContainerInstanceStatus::Draining)
        return { StateGlyph::Draining, word(instance.status), kDraining };
    return { StateGlyph::Healthy, word(instance.status), kHealthy };
}

StateWord state_of(const model::Engine& engine)
{
    if (engine.connected)
        return { StateGlyph::Healthy, QObject::tr("Connected"), kHealthy };
    if (engine.problem.empty())
        return { StateGlyph::Pending, QObject::tr("Connecting"), kPending };
    return { StateGlyph::Warning, QObject::tr("Not connected"), kWarning };
}

StateWord state_of(const model::Cluster& cluster)
{
    if (cluster.status == model::ClusterStatus::Inactive)
        return { StateGlyph::Stopped, word(cluster.status), kStopped };
    return { StateGlyph::Healthy, word(cluster.status), kHealthy };
}

StateWord state_of(const model::TaskDefinition& definition)
{
    if (definition.status == model::TaskDefinitionStatus::Active)
        return { StateGlyph::Healthy, word(definition.status), kHealthy };
    return { StateGlyph::Stopped, word(definition.status), kStopped };
}

StateWord state_of(model::Severity severity)
{
    switch (severity) {
    case model::Severity::Error:
        return { StateGlyph::Failed, QStringLiteral("error"), kFailed };
    case model::Severity::Warning:
        return { StateGlyph::Warning, QStringLiteral("warn"), kWarning };
    case model::Severity::Info:
        break;
    }
    return { StateGlyph::Info, QStringLiteral("info"), kHealthy };
}

StateWord state_of(HealthStatus health)
{
    switch (health) {
    case HealthStatus::Healthy:
        return { StateGlyph::Healthy, word(health), kHealthy };
    case HealthStatus::Unhealthy:
        return { StateGlyph::Failed, word(health), kFailed };
    case HealthStatus::Unknown:
        break;
    }
    return { StateGlyph::None, dash(), kStopped };
}

} // namespace quayside::ui
