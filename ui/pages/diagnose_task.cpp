#include "ui/pages/diagnosis.h"

#include "ui/look/text.h"
#include "ui/pages/exit_words.h"

#include <QObject>
#include <QStringList>

#include <algorithm>

namespace quayside::ui {

namespace {

using Kind = Cause::Kind;
using Help = Remedy::Kind;
using model::ContainerStatus;
using model::StopCode;
using model::Task;
using model::TaskStatus;

QString task_name(const Task& task)
{
    return QObject::tr("Task %1").arg(short_id(from_utf8(task.id.hex())));
}

StateWord passing(const QString& word)
{
    return { StateGlyph::Pending, word, 2 };
}

Remedy logs(const Task& task)
{
    return { Help::ShowLogs, QObject::tr("Open the log"), ObjectRef::to(task) };
}

Remedy new_revision(const Task& task)
{
    return { Help::NewRevision, QObject::tr("New revision"), ObjectRef::to(*task.spec->definition) };
}

Remedy run_again(const Task& task)
{
    return { Help::RunAgain, QObject::tr("Run again…"), ObjectRef::to(task) };
}

std::string image_of(const Task& task, std::size_t container)
{
    const auto& definitions = task.spec->definition->containers;
    return container < definitions.size() ? definitions[container].image : std::string();
}

void add_containers(const Task& task, Cause& cause)
{
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
        const auto& container = task.containers[i];
        if (const QString end = end_of_container(container); !end.isEmpty())
            cause.evidence.push_back(
                { QObject::tr("Container %1: %2").arg(container_name(task, i), end), {}, container.stopped_at });
        if (container.restart_count > 0)
            cause.evidence.push_back(
                { QObject::tr("Container %1 was restarted %2")
                        .arg(container_name(task, i),
                            counted(container.restart_count, QObject::tr("time"), QObject::tr("times"))),
                    {}, container.last_restart_at });
    }
}

QString title_of_end(const Task& task, bool failed)
{
    const auto culprit = culprit_of(task);
    const QString name = container_name(task, culprit);
    const auto code = culprit < task.containers.size() ? task.containers[culprit].exit_code.value_or(0) : 0;
    switch (task.stop_code) {
    case StopCode::UserInitiated:
        return QObject::tr("Somebody stopped it");
    case StopCode::ServiceSchedulerInitiated:
        return QObject::tr("Its service stopped it");
    case StopCode::SpotInterruption:
        return QObject::tr("Its instance was taken away");
    case StopCode::TerminationNotice:
        return QObject::tr("Its instance is gone");
    case StopCode::TaskFailedToStart:
        return failure_kind(task) == Kind::ImageNotPulled
            ? QObject::tr("The image of container %1 cannot be pulled").arg(name)
            : QObject::tr("It failed to start, because of container %1").arg(name);
    case StopCode::EssentialContainerExited:
        break;
    case StopCode::None:
        return QObject::tr("It has stopped");
    }
    if (failure_kind(task) == Kind::OutOfMemory)
        return QObject::tr("Container %1 used more memory than its limit").arg(name);
    return failed ? QObject::tr("Container %1 ended with exit code %2").arg(name).arg(code)
                  : QObject::tr("Container %1 has done its work and ended well").arg(name);
}

Cause end_of(const Task& task, const StateWord& state)
{
    const bool failed = state.glyph == StateGlyph::Failed;
    Cause cause{ failed ? failure_kind(task) : Kind::Stopped, state, title_of_end(task, failed), {} };
    cause.since = task.stopped_at;
    if (!task.stopped_reason.empty())
        cause.evidence.push_back({ from_utf8(task.stopped_reason), {}, task.stopped_at });
    add_containers(task, cause);
    if (cause.kind == Kind::ImageNotPulled) {
        cause.remedies.push_back({ Help::PullImage, QObject::tr("Pull the image…"), ObjectRef::to(task), 0,
            image_of(task, culprit_of(task)) });
        cause.remedies.push_back({ Help::Logins, QObject::tr("Registry logins…"), ObjectRef::to(task) });
    } else {
        cause.remedies.push_back(logs(task));
    }
    if (failed)
        cause.remedies.push_back(new_revision(task));
    if (task.spec->service.empty())
        cause.remedies.push_back(run_again(task));
    return cause;
}

Cause nowhere(const model::State& state, const Task& task)
{
    Cause cause{ Kind::NoPlace, { StateGlyph::Warning, QObject::tr("No place"), 1 }, QObject::tr("It has no place yet"),
        QObject::tr("It waits until a container instance has room for it.") };
    cause.since = task.created_at;
    if (state.instances_in(task.spec->cluster).empty()) {
        cause.kind = Kind::NoInstance;
        cause.title = QObject::tr("The cluster has no container instance");
    }
    cause.remedies = { { Help::Explain, QObject::tr("Explain placement"), ObjectRef::to(task) },
        { Help::AddEngine, QObject::tr("Add an instance…"), ObjectRef::to(task) },
        { Help::StopTask, QObject::tr("Stop…"), ObjectRef::to(task) } };
    return cause;
}

// "worker waits until db is HEALTHY"
QString what_it_waits_for(const Task& task, std::size_t index)
{
    const auto& definitions = task.spec->definition->containers;
    for (const auto& dependency : definitions[index].depends_on) {
        const auto other = std::ranges::find(definitions, dependency.container_name, &model::ContainerDefinition::name);
        const auto at = static_cast<std::size_t>(other - definitions.begin());
        if (at >= task.containers.size())
            continue;
        const auto& container = task.containers[at];
        using Condition = model::DependencyCondition;
        const bool met = dependency.condition == Condition::Start ? container.last_status != ContainerStatus::Pending
            : dependency.condition == Condition::Healthy          ? container.health == model::HealthStatus::Healthy
                                                                  : container.last_status == ContainerStatus::Stopped;
        if (!met)
            return QObject::tr("%1 waits until %2 is %3")
                .arg(from_utf8(definitions[index].name), from_utf8(dependency.container_name),
                    from_utf8(to_string(dependency.condition)));
    }
    return {};
}

Cause on_its_way(const Task& task, TimePoint now)
{
    Cause cause{ Kind::Starting, passing(QObject::tr("Starting")), QObject::tr("It is starting"), {} };
    cause.since = task.created_at;
    if (task.pull_started_at != kNever && task.pull_stopped_at == kNever) {
        cause.kind = Kind::Pulling;
        cause.title = QObject::tr("It pulls its images, for %1 now").arg(age_text(task.pull_started_at, now));
        cause.since = task.pull_started_at;
        for (const auto& container : task.spec->definition->containers)
            cause.evidence.push_back({ QObject::tr("Image %1").arg(from_utf8(container.image)) });
        return cause;
    }
    const auto count = std::min(task.containers.size(), task.spec->definition->containers.size());
    for (std::size_t i = 0; i < count; ++i)
        if (task.containers[i].last_status == ContainerStatus::Pending)
            if (const QString waits = what_it_waits_for(task, i); !waits.isEmpty())
                cause.evidence.push_back({ QObject::tr("Container %1").arg(waits) });
    if (!cause.evidence.empty()) {
        cause.kind = Kind::WaitsForContainer;
        cause.title = QObject::tr("A container waits for another one");
    }
    cause.remedies.push_back(logs(task));
    return cause;
}

// The command of the check, as it is in the definition.
QString check_of(const Task& task, std::size_t index)
{
    const auto& document = task.spec->definition->document;
    if (!document.contains("containerDefinitions") || index >= document["containerDefinitions"].size())
        return {};
    const Json& container = document["containerDefinitions"][index];
    if (!container.contains("healthCheck") || !container["healthCheck"].contains("command"))
        return {};
    QStringList words;
    for (const auto& word : container["healthCheck"]["command"])
        if (word.is_string())
            words << from_utf8(word.get<std::string>());
    return words.join(u' ');
}

Cause unhealthy(const Task& task)
{
    Cause cause{ Kind::Unhealthy, { StateGlyph::Warning, QObject::tr("Unhealthy"), 1 },
        QObject::tr("It fails its health check"), {} };
    for (std::size_t i = 0; i < task.containers.size(); ++i)
        if (task.containers[i].health == model::HealthStatus::Unhealthy)
            cause.evidence.push_back(
                { QObject::tr("Container %1, by the check: %2").arg(container_name(task, i), check_of(task, i)) });
    cause.remedies = { logs(task), { Help::OpenTerminal, QObject::tr("Open terminal…"), ObjectRef::to(task) },
        { Help::StopTask, QObject::tr("Stop…"), ObjectRef::to(task) } };
    return cause;
}

Cause silent(const model::State& state, const Task& task)
{
    Cause cause{ Kind::EngineSilent, { StateGlyph::Warning, QObject::tr("Unknown"), 1 },
        QObject::tr("Its engine does not answer"),
        QObject::tr("What is known of it is from before. It counts as lost when the engine is given up.") };
    cause.since = task.connectivity_at;
    const auto instance = state.container_instances().find(task.container_instance);
    const auto engine = instance ? state.engines().find(instance->engine) : nullptr;
    if (engine && !engine->problem.empty())
        cause.evidence.push_back({ from_utf8(engine->problem), ObjectRef::to(*engine), engine->connection_changed_at });
    if (instance)
        cause.remedies.push_back({ Help::Show, QObject::tr("Show the instance"), ObjectRef::to(*instance) });
    return cause;
}

Cause leaving(const Task& task, TimePoint now)
{
    Cause cause{ Kind::Stopping, { StateGlyph::Draining, QObject::tr("Stopping"), 3 }, QObject::tr("It is stopping"),
        {} };
    cause.since = task.stopping_at;
    if (task.stopping_at != kNever)
        cause.detail = QObject::tr("For %1 now; what has not ended by its stop timeout is killed.")
                           .arg(age_text(task.stopping_at, now));
    if (!task.stopped_reason.empty())
        cause.evidence.push_back({ from_utf8(task.stopped_reason), {}, task.stopping_at });
    return cause;
}

void find_draining(const model::State& state, const Task& task, std::vector<Cause>& causes)
{
    const auto instance = state.container_instances().find(task.container_instance);
    if (!instance || instance->status != model::ContainerInstanceStatus::Draining)
        return;
    Cause cause{ Kind::Draining, { StateGlyph::Draining, QObject::tr("Draining"), 3 },
        QObject::tr("Its instance %1 drains").arg(from_utf8(instance->name)),
        task.spec->service.empty() ? QObject::tr("It belongs to no service and stays until it ends or is stopped.")
                                   : QObject::tr("Its service starts another one elsewhere and stops it then.") };
    cause.remedies = { { Help::Show, QObject::tr("Show the instance"), ObjectRef::to(*instance) },
        { Help::Activate, QObject::tr("Activate it again"), ObjectRef::to(*instance) } };
    causes.push_back(std::move(cause));
}

} // namespace

Diagnosis diagnose(const model::State& state, const Task& task, TimePoint now)
{
    Diagnosis diagnosis{ state_of(task), {}, {} };
    auto& causes = diagnosis.causes;
    if (task.last_status >= TaskStatus::Stopped) {
        causes.push_back(end_of(task, diagnosis.state));
    } else {
        if (task.unknown || !task.connected)
            causes.push_back(silent(state, task));
        if (task.desired_status == model::DesiredStatus::Stopped)
            causes.push_back(leaving(task, now));
        else if (task.container_instance.is_null())
            causes.push_back(nowhere(state, task));
        else if (task.last_status < TaskStatus::Running)
            causes.push_back(on_its_way(task, now));
        else if (task.health == model::HealthStatus::Unhealthy)
            causes.push_back(unhealthy(task));
        find_draining(state, task, causes);
    }
    diagnosis.sentence = causes.empty()
        ? QObject::tr("%1 is steady: it has run for %2.").arg(task_name(task), age_text(task.started_at, now))
        : causes.front().title + u'.';
    return diagnosis;
}

} // namespace quayside::ui
