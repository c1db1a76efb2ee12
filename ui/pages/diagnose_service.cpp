#include "ui/pages/diagnosis.h"

#include "ui/look/text.h"
#include "ui/pages/exit_words.h"
#include "ui/pages/percents.h"
#include "ui/pages/service_state.h"

#include <QObject>
#include <QStringList>

#include <algorithm>

namespace quayside::ui {

namespace {

using Kind = Cause::Kind;
using Help = Remedy::Kind;
using model::Deployment;
using model::DeploymentPtr;
using model::Service;
using model::State;
using model::Task;
using model::TaskPtr;

constexpr std::size_t kMostEvidence = 4;

// What all the questions below are asked about.
struct Case {
    const State& state;
    const Service& service;
    ObjectRef self;
    DeploymentPtr primary; // null: there is none
    RolloutCounts counts; // of it
    const FailedTasks& failed;
    std::vector<TaskPtr> open; // tasks that have not stopped
    TimePoint now;

    bool rolls() const { return primary && !is_over(*primary); }
};

StateWord warning(const QString& word)
{
    return { StateGlyph::Warning, word, 1 };
}

StateWord failure(const QString& word)
{
    return { StateGlyph::Failed, word, 0 };
}

StateWord passing(const QString& word)
{
    return { StateGlyph::Pending, word, 2 };
}

QString task_name(const Task& task)
{
    return QObject::tr("Task %1").arg(short_id(from_utf8(task.id.hex())));
}

Remedy scale(const Case& c)
{
    return { Help::Scale, QObject::tr("Scale…"), c.self };
}

Remedy update(const Case& c)
{
    return { Help::Update, QObject::tr("Update service…"), c.self };
}

Remedy anew(const Case& c)
{
    return { Help::ForceDeployment, QObject::tr("Force new deployment…"), c.self };
}

Remedy logs(const ObjectRef& of)
{
    return { Help::ShowLogs, QObject::tr("Open the log"), of };
}

void add_rollback(const Case& c, Cause& cause)
{
    if (c.rolls() && rollback_target(c.state, *c.primary))
        cause.remedies.push_back({ Help::RollBack, QObject::tr("Roll back…"), ObjectRef::to(*c.primary) });
}

Remedy new_revision(const Case& c)
{
    ObjectRef definition;
    if (c.primary && c.primary->revision)
        if (const auto found = c.state.task_definitions().find(c.primary->revision->definition_key))
            definition = ObjectRef::to(*found);
    return { Help::NewRevision, QObject::tr("New revision"), definition };
}

void find_hook(const Case& c, std::vector<Cause>& causes)
{
    const auto* hook = c.rolls() ? waiting_hook(*c.primary) : nullptr;
    if (!hook)
        return;
    const QString stage = sentence_case(from_utf8(to_string(hook->stage))).toLower();
    Cause cause{ Kind::AwaitsApproval, warning(QObject::tr("Awaits action")),
        QObject::tr("Its deployment waits for an answer"),
        hook->expires_at == kNever
            ? QObject::tr("A hook at %1 lets it go on when somebody says so.").arg(stage)
            : QObject::tr("A hook at %1 waits for %2 more, then the deployment goes back.")
                  .arg(stage, duration_text(std::max(Duration::zero(), hook->expires_at - c.now))) };
    cause.evidence.push_back({ QObject::tr("Waits since"), ObjectRef::to(*c.primary), hook->started_at });
    cause.remedies.push_back({ Help::Continue, QObject::tr("Continue"), ObjectRef::to(*c.primary) });
    add_rollback(c, cause);
    cause.since = hook->started_at;
    causes.push_back(std::move(cause));
}

// Of the tasks that failed: the newest few, each as its worst container tells it.
void add_failed(const std::vector<TaskPtr>& tasks, Cause& cause)
{
    for (std::size_t i = 0; i < std::min(kMostEvidence, tasks.size()); ++i) {
        const auto& task = *tasks[i];
        const auto culprit = culprit_of(task);
        QString end = culprit < task.containers.size() ? end_of_container(task.containers[culprit]) : QString();
        if (end.isEmpty())
            end = from_utf8(task.stopped_reason);
        cause.evidence.push_back(
            { QObject::tr("%1, container %2: %3").arg(task_name(task), container_name(task, culprit), end),
                ObjectRef::to(task), task.stopped_at });
    }
    if (tasks.size() > kMostEvidence)
        cause.evidence.push_back({ QObject::tr("and %1 more").arg(tasks.size() - kMostEvidence) });
    if (!tasks.empty())
        cause.since = tasks.back()->stopped_at;
}

std::vector<TaskPtr> newest_first(const FailedTasks& failed)
{
    auto tasks = failed;
    std::ranges::sort(tasks, [](const TaskPtr& a, const TaskPtr& b) { return a->stopped_at > b->stopped_at; });
    return tasks;
}

void find_failed_rollout(const Case& c, std::vector<Cause>& causes)
{
    if (!c.primary || c.primary->rollout_state != model::RolloutState::Failed)
        return;
    const bool alarm = c.primary->alarms == model::MonitorStatus::Triggered;
    const bool breaker = c.primary->circuit_breaker == model::MonitorStatus::Triggered;
    Cause cause{ alarm ? Kind::AlarmRaised : Kind::RolloutFailed, failure(QObject::tr("Failed")),
        alarm         ? QObject::tr("An alarm ended its deployment")
            : breaker ? QObject::tr("The circuit breaker ended its deployment")
                      : QObject::tr("Its deployment failed"),
        from_utf8(c.primary->rollout_state_reason) };
    if (breaker)
        cause.evidence.push_back({ QObject::tr("%1 failed one after the other, the breaker trips at %2")
                                       .arg(counted(c.primary->failed_tasks, QObject::tr("task"), QObject::tr("tasks")))
                                       .arg(c.primary->circuit_breaker_threshold),
            ObjectRef::to(*c.primary), c.primary->updated_at });
    for (const auto& name : c.primary->triggered_alarms)
        cause.evidence.push_back({ QObject::tr("Alarm %1").arg(from_utf8(name)) });
    const auto failed = newest_first(c.failed);
    add_failed(failed, cause);
    if (!failed.empty())
        cause.remedies.push_back(logs(ObjectRef::to(*failed.front())));
    cause.remedies.push_back(new_revision(c));
    add_rollback(c, cause);
    cause.remedies.push_back(anew(c));
    cause.since = c.primary->updated_at;
    causes.push_back(std::move(cause));
}

void find_stuck_percents(const Case& c, std::vector<Cause>& causes)
{
    if (!c.rolls() || !allows_no_step(c.state, c.service, *c.primary))
        return;
    const auto desired = c.service.desired_count;
    const auto& percents = c.service.deployment_configuration;
    Cause cause{ Kind::PercentsAllowNoStep, warning(QObject::tr("Stuck")), QObject::tr("Its percents allow no step"),
        QObject::tr("No task may be started beyond %1 (at most %2 %) and none be stopped below %3 (at least %4 %), so "
                    "that the new revision never comes.")
            .arg(most_tasks(c.service))
            .arg(percents.maximum_percent)
            .arg(least_healthy(c.service))
            .arg(percents.minimum_healthy_percent) };
    cause.evidence.push_back({ QObject::tr("%1 of the revision before, %2 of the new one")
                                   .arg(counted(c.counts.old, QObject::tr("task"), QObject::tr("tasks")))
                                   .arg(c.counts.healthy + c.counts.pending),
        ObjectRef::to(*c.primary) });
    constexpr std::int64_t twice = 200;
    const auto one_less = desired > 1 ? (desired - 1) * 100 / desired : 0;
    cause.remedies.push_back({ Help::RaiseMaximum, QObject::tr("Raise maximum to %1 %").arg(twice), c.self, twice });
    cause.remedies.push_back(
        { Help::LowerMinimum, QObject::tr("Lower minimum to %1 %").arg(one_less), c.self, one_less });
    add_rollback(c, cause);
    cause.since = c.primary->updated_at;
    causes.push_back(std::move(cause));
}

bool has_active_instance(const Case& c)
{
    const auto& ids = c.state.instances_in(c.service.cluster);
    return std::any_of(ids.begin(), ids.end(), [&c](const Id& id) {
        const auto instance = c.state.container_instances().find(id);
        return instance && instance->status == model::ContainerInstanceStatus::Active;
    });
}

void find_no_place(const Case& c, std::vector<Cause>& causes)
{
    const auto failed = placement_failure_of(c.state, c.service);
    const auto counts = c.state.counts_of(c.service.key());
    const bool lacks = c.counts.healthy + c.counts.pending < c.counts.desired
        || std::int64_t{ counts.running } + counts.pending < c.service.desired_count;
    if (!failed || !lacks)
        return;
    const bool nowhere = !has_active_instance(c);
    Cause cause{ nowhere ? Kind::NoInstance : Kind::NoPlace, warning(QObject::tr("Unsteady")),
        nowhere ? QObject::tr("The cluster has no container instance that takes tasks")
                : QObject::tr("The next task has no place"),
        {} };
    cause.evidence.push_back({ from_utf8(failed->message), ObjectRef::to(*failed), failed->at });
    if (c.service.throttled_until > c.now)
        cause.detail = QObject::tr("The scheduler tries again in %1, or as soon as an instance changes.")
                           .arg(duration_text(c.service.throttled_until - c.now));
    if (!nowhere)
        cause.remedies.push_back({ Help::Explain, QObject::tr("Explain placement"), c.self });
    cause.remedies.push_back({ Help::AddEngine, QObject::tr("Add an instance…"), c.self });
    cause.remedies.push_back(scale(c));
    cause.remedies.push_back(update(c));
    cause.since = failed->at;
    causes.push_back(std::move(cause));
}

QString title_of_failures(Kind kind, const QString& count)
{
    switch (kind) {
    case Kind::ImageNotPulled:
        return QObject::tr("An image cannot be pulled: %1 failed").arg(count);
    case Kind::OutOfMemory:
        return QObject::tr("More memory is used than the limit: %1 failed").arg(count);
    case Kind::FailedChecks:
        return QObject::tr("The health checks fail: %1 was replaced").arg(count);
    default:
        return QObject::tr("Its tasks end by themselves: %1 failed").arg(count);
    }
}

std::string image_of(const Task& task)
{
    const auto& containers = task.spec->definition->containers;
    const auto culprit = culprit_of(task);
    return culprit < containers.size() ? containers[culprit].image : std::string();
}

void add_help_for_failures(const Case& c, const Task& latest, Cause& cause)
{
    if (cause.kind == Kind::ImageNotPulled) {
        cause.remedies.push_back(
            { Help::PullImage, QObject::tr("Pull the image…"), ObjectRef::to(latest), 0, image_of(latest) });
        cause.remedies.push_back({ Help::Logins, QObject::tr("Registry logins…"), ObjectRef::to(latest) });
        cause.remedies.push_back(new_revision(c));
    } else {
        cause.remedies.push_back(logs(ObjectRef::to(latest)));
        cause.remedies.push_back(new_revision(c));
        cause.remedies.push_back(anew(c));
    }
    add_rollback(c, cause);
}

void find_failures(const Case& c, std::vector<Cause>& causes)
{
    if (c.primary && c.primary->rollout_state == model::RolloutState::Failed)
        return; // told there
    for (const Kind kind : { Kind::ImageNotPulled, Kind::OutOfMemory, Kind::FailedChecks, Kind::TasksFail }) {
        std::vector<TaskPtr> tasks;
        for (const auto& task : newest_first(c.failed))
            if (failure_kind(*task) == kind)
                tasks.push_back(task);
        if (tasks.empty())
            continue;
        const QString count
            = counted(static_cast<std::int64_t>(tasks.size()), QObject::tr("task"), QObject::tr("tasks"));
        Cause cause{ kind, warning(QObject::tr("Unsteady")), title_of_failures(kind, count), {} };
        if (c.rolls() && c.primary->circuit_breaker == model::MonitorStatus::Monitoring && c.primary->failed_tasks > 0)
            cause.detail = QObject::tr("%1 in a row; the circuit breaker trips at %2.")
                               .arg(counted(c.primary->failed_tasks, QObject::tr("failure"), QObject::tr("failures")))
                               .arg(c.primary->circuit_breaker_threshold);
        add_failed(tasks, cause);
        add_help_for_failures(c, *tasks.front(), cause);
        causes.push_back(std::move(cause));
    }
}

void find_put_off(const Case& c, std::vector<Cause>& causes)
{
    if (c.rolls() && c.primary->next_start_at > c.now)
        causes.push_back({ Kind::StartPutOff, passing(QObject::tr("Waiting")),
            QObject::tr("The next start is put off, because tasks keep failing"),
            QObject::tr("It comes in %1.").arg(duration_text(c.primary->next_start_at - c.now)), {},
            { new_revision(c), anew(c) } });
}

// One cause for all open tasks that are so, with the first few as evidence.
template <class Is, class Words>
std::vector<TaskPtr> add_tasks(const Case& c, Cause& cause, Is is, Words words)
{
    std::vector<TaskPtr> found;
    for (const auto& task : c.open)
        if (is(*task))
            found.push_back(task);
    for (std::size_t i = 0; i < std::min(kMostEvidence, found.size()); ++i)
        cause.evidence.push_back(words(*found[i]));
    return found;
}

QString on_instance(const Case& c, const Task& task)
{
    const auto instance = c.state.container_instances().find(task.container_instance);
    return instance ? QObject::tr("%1 on %2").arg(task_name(task), from_utf8(instance->name)) : task_name(task);
}

void find_unhealthy(const Case& c, std::vector<Cause>& causes)
{
    Cause cause{ Kind::Unhealthy, warning(QObject::tr("Unhealthy")), {}, {} };
    const auto found = add_tasks(
        c, cause,
        [](const Task& task) {
            return task.health == model::HealthStatus::Unhealthy && task.last_status == model::TaskStatus::Running;
        },
        [&c](const Task& task) {
            return Evidence{ on_instance(c, task), ObjectRef::to(task), task.started_at };
        });
    if (found.empty())
        return;
    cause.title = QObject::tr("%n tasks fail the health check", nullptr, static_cast<int>(found.size()));
    cause.detail = QObject::tr("It is replaced by another one, unless its service says otherwise.");
    cause.remedies = { logs(ObjectRef::to(*found.front())),
        { Help::OpenTerminal, QObject::tr("Open terminal…"), ObjectRef::to(*found.front()) }, new_revision(c) };
    causes.push_back(std::move(cause));
}

void find_silent(const Case& c, std::vector<Cause>& causes)
{
    Cause cause{ Kind::EngineSilent, warning(QObject::tr("Unknown")), {}, {} };
    const auto found = add_tasks(
        c, cause, [](const Task& task) { return task.unknown || !task.connected; },
        [&c](const Task& task) {
            return Evidence{ on_instance(c, task), ObjectRef::to(task), task.connectivity_at };
        });
    if (found.empty())
        return;
    cause.title
        = QObject::tr("An engine does not answer: %n tasks are in doubt", nullptr, static_cast<int>(found.size()));
    cause.detail = QObject::tr("They count as running until the engine is given up, and are replaced then.");
    if (const auto instance = c.state.container_instances().find(found.front()->container_instance))
        cause.remedies.push_back({ Help::Show, QObject::tr("Show the instance"), ObjectRef::to(*instance) });
    causes.push_back(std::move(cause));
}

void find_protected(const Case& c, std::vector<Cause>& causes)
{
    if (!c.rolls() || c.counts.old == 0)
        return;
    Cause cause{ Kind::ProtectedTasks, warning(QObject::tr("Protected")), {}, {} };
    const auto found = add_tasks(
        c, cause,
        [&c](const Task& task) { return task.spec->deployment != c.primary->number && task.protected_until > c.now; },
        [&c](const Task& task) {
            return Evidence{
                QObject::tr("%1, for %2 more").arg(on_instance(c, task), duration_text(task.protected_until - c.now)),
                ObjectRef::to(task)
            };
        });
    if (found.empty())
        return;
    cause.title = QObject::tr(
        "%n tasks are protected, and the deployment may not replace them", nullptr, static_cast<int>(found.size()));
    cause.remedies.push_back({ Help::Unprotect, QObject::tr("Unprotect the first"), ObjectRef::to(*found.front()) });
    causes.push_back(std::move(cause));
}

void find_passing(const Case& c, std::vector<Cause>& causes)
{
    Cause starting{ Kind::Starting, passing(QObject::tr("Starting")), {}, {} };
    const auto pending = add_tasks(
        c, starting,
        [](const Task& task) {
            return task.last_status < model::TaskStatus::Running
                && task.desired_status == model::DesiredStatus::Running;
        },
        [&c](const Task& task) {
            return Evidence{ QObject::tr("%1: %2").arg(on_instance(c, task), diagnose(c.state, task, c.now).sentence),
                ObjectRef::to(task), task.created_at };
        });
    if (!pending.empty()) {
        starting.title = QObject::tr("%n tasks are starting", nullptr, static_cast<int>(pending.size()));
        starting.since = pending.front()->created_at;
        starting.remedies.push_back({ Help::ShowLogs, QObject::tr("Open the log"), c.self });
        causes.push_back(std::move(starting));
    }
    Cause stopping{ Kind::Stopping, { StateGlyph::Draining, QObject::tr("Stopping"), 3 }, {}, {} };
    const auto leaving = add_tasks(
        c, stopping, [](const Task& task) { return task.desired_status == model::DesiredStatus::Stopped; },
        [&c](const Task& task) {
            return Evidence{ on_instance(c, task), ObjectRef::to(task), task.stopping_at };
        });
    if (!leaving.empty()) {
        stopping.title = QObject::tr("%n tasks are stopping", nullptr, static_cast<int>(leaving.size()));
        stopping.detail = QObject::tr("Their places are free when they have stopped.");
        causes.push_back(std::move(stopping));
    }
    if (c.rolls() && c.primary->rollout_state == model::RolloutState::InProgress)
        causes.push_back({ Kind::RollingOut, passing(QObject::tr("Deploying")),
            QObject::tr("A deployment is under way: %1 of %2 tasks are of the new revision")
                .arg(c.counts.healthy)
                .arg(c.counts.desired),
            {}, {}, { { Help::ShowDeployment, QObject::tr("Show deployment"), ObjectRef::to(*c.primary) } },
            c.primary->created_at });
}

// Running, wanted, and nothing above told why they differ.
void find_too_few(const Case& c, std::vector<Cause>& causes)
{
    const auto counts = c.state.counts_of(c.service.key());
    if (!causes.empty() || counts.running >= c.service.desired_count)
        return;
    Cause cause{ Kind::TooFew, warning(QObject::tr("Unsteady")),
        QObject::tr("%1 of %2 tasks run").arg(counts.running).arg(c.service.desired_count),
        QObject::tr("The scheduler has said nothing about the others yet.") };
    if (const auto event = last_event_of(c.state, c.service)) {
        cause.evidence.push_back({ from_utf8(event->message), ObjectRef::to(*event), event->at });
        cause.since = event->at;
    }
    cause.remedies = { { Help::Explain, QObject::tr("Explain placement"), c.self }, anew(c) };
    causes.push_back(std::move(cause));
}

Diagnosis of_one_at_rest(const Case& c, Kind kind, const StateWord& state, const QString& title, const QString& detail)
{
    Diagnosis diagnosis{ state, title + u'.', {} };
    Cause cause{ kind, state, title, detail };
    if (kind == Kind::ScaledToZero)
        cause.remedies.push_back(scale(c));
    diagnosis.causes.push_back(std::move(cause));
    return diagnosis;
}

std::vector<TaskPtr> open_tasks(const State& state, const Service& service)
{
    std::vector<TaskPtr> tasks;
    const auto& ids = state.open_tasks_of(service.key());
    for (const auto& id : ids)
        if (auto task = state.tasks().find(id); task && task->last_status < model::TaskStatus::Stopped)
            tasks.push_back(std::move(task));
    return tasks;
}

} // namespace

Diagnosis diagnose(const State& state, const Service& service, const FailedTasks& failed, TimePoint now)
{
    Case c{ state, service, ObjectRef::to(service), primary_of(state, service), {}, failed, {}, now };
    const auto word = state_of(state, service);
    const QString name = from_utf8(service.name);
    if (service.status != model::ServiceStatus::Active)
        return of_one_at_rest(c, Kind::Deleted, word,
            service.status == model::ServiceStatus::Draining ? QObject::tr("%1 is being deleted").arg(name)
                                                             : QObject::tr("%1 was deleted").arg(name),
            QObject::tr("It ends with its last task."));
    if (service.desired_count == 0 && state.counts_of(service.key()).tasks == 0)
        return of_one_at_rest(c, Kind::ScaledToZero, word,
            service.scheduling_strategy == model::SchedulingStrategy::Daemon
                ? QObject::tr("%1 finds no instance that takes it").arg(name)
                : QObject::tr("%1 is to run no task").arg(name),
            {});
    if (c.primary)
        c.counts = counts_of_rollout(state, *c.primary);
    const auto counts = state.counts_of(service.key());
    Diagnosis diagnosis;
    diagnosis.state = word;
    const bool rests = word.glyph == StateGlyph::Healthy && (!c.primary || is_over(*c.primary));
    c.open = open_tasks(state, service);
    auto& causes = diagnosis.causes;
    find_hook(c, causes);
    find_failed_rollout(c, causes);
    find_stuck_percents(c, causes);
    find_no_place(c, causes);
    if (!rests)
        find_failures(c, causes);
    find_unhealthy(c, causes);
    find_silent(c, causes);
    find_protected(c, causes);
    find_put_off(c, causes);
    find_passing(c, causes);
    find_too_few(c, causes);
    std::ranges::stable_sort(causes, {}, [](const Cause& cause) { return cause.needs_somebody() ? 0 : 1; });
    const auto share = QObject::tr("%1 of %2 tasks run").arg(counts.running).arg(service.desired_count);
    diagnosis.sentence = causes.empty() ? QObject::tr("%1 is steady: %2.").arg(name, share)
                                        : QObject::tr("%1 is not steady: %2.").arg(name, share);
    return diagnosis;
}

} // namespace quayside::ui
