#include "ui/pages/diagnosis.h"

#include "ui/look/text.h"
#include "ui/pages/figures.h"
#include "ui/pages/service_state.h"

#include <QObject>

#include <set>

namespace quayside::ui {

namespace {

using Kind = Cause::Kind;
using Help = Remedy::Kind;
using model::ContainerInstance;
using model::State;

QString in_tasks(std::int64_t count)
{
    return counted(count, QObject::tr("task"), QObject::tr("tasks"));
}

void find_silence(const State& state, const ContainerInstance& instance, std::vector<Cause>& causes)
{
    if (instance.agent_connected)
        return;
    Cause cause{ Kind::EngineSilent, state_of(instance),
        QObject::tr("Its engine does not answer; %1 in doubt").arg(in_tasks(state.usage_of(instance.id).tasks)),
        QObject::tr("The tasks count as running until the engine is given up, and are replaced then.") };
    if (const auto engine = state.engines().find(instance.engine)) {
        if (!engine->problem.empty())
            cause.evidence.push_back(
                { from_utf8(engine->problem), ObjectRef::to(*engine), engine->connection_changed_at });
        cause.since = engine->connection_changed_at;
        if (engine->kind == model::EngineKind::Docker)
            cause.remedies.push_back({ Help::ChangeEngine, QObject::tr("Change engine…"), ObjectRef::to(*engine) });
        cause.remedies.push_back({ Help::Show, QObject::tr("Show the engine"), ObjectRef::to(*engine) });
    }
    causes.push_back(std::move(cause));
}

// Whether what stays on it stays because it has no place elsewhere.
void add_homeless(const State& state, const ContainerInstance& instance, Cause& cause, TimePoint now)
{
    std::set<std::string> told;
    const auto& ids = state.tasks_on(instance.id);
    for (const auto& id : ids) {
        const auto task = state.tasks().find(id);
        if (!task || task->last_status >= model::TaskStatus::Stopped)
            continue;
        if (task->protected_until > now)
            cause.evidence.push_back(
                { QObject::tr("Task %1 is protected for %2 more")
                        .arg(short_id(from_utf8(id.hex())), duration_text(task->protected_until - now)),
                    ObjectRef::to(*task) });
        const auto service = state.services().find({ instance.cluster, task->spec->service });
        const auto failed
            = service && told.insert(service->name).second ? placement_failure_of(state, *service) : nullptr;
        if (failed)
            cause.evidence.push_back({ from_utf8(failed->message), ObjectRef::to(*service), failed->at });
        if (task->spec->service.empty())
            cause.evidence.push_back({ QObject::tr("Task %1 belongs to no service and stays until it ends")
                                           .arg(short_id(from_utf8(id.hex()))),
                ObjectRef::to(*task) });
    }
}

void find_draining(const State& state, const ContainerInstance& instance, TimePoint now, std::vector<Cause>& causes)
{
    if (instance.status != model::ContainerInstanceStatus::Draining)
        return;
    Cause cause{ Kind::Draining, { StateGlyph::Draining, QObject::tr("Draining"), 3 },
        QObject::tr("It drains; %1 left").arg(in_tasks(state.usage_of(instance.id).tasks)),
        instance.terminating ? QObject::tr("Its capacity provider lets it go once it is empty.")
                             : QObject::tr("No task is placed there until it is active again.") };
    add_homeless(state, instance, cause, now);
    cause.remedies.push_back({ Help::Activate, QObject::tr("Activate"), ObjectRef::to(instance) });
    causes.push_back(std::move(cause));
}

void find_tight_memory(const State& state, const ContainerInstance& instance, std::vector<Cause>& causes)
{
    const auto memory = memory_of(state, instance, nullptr);
    if (!instance.agent_connected || instance.status != model::ContainerInstanceStatus::Active || !memory.is_tight())
        return;
    Cause cause{ Kind::TightMemory, { StateGlyph::Warning, QObject::tr("Warning"), 1 },
        QObject::tr("Memory reserved %1").arg(percent_text(memory.reserved)),
        QObject::tr("What runs goes on; hardly anything more has room.") };
    cause.remedies.push_back({ Help::AddEngine, QObject::tr("Add an instance…"), ObjectRef::to(instance) });
    causes.push_back(std::move(cause));
}

} // namespace

Diagnosis diagnose(const State& state, const ContainerInstance& instance, TimePoint now)
{
    Diagnosis diagnosis{ state_of(instance), {}, {} };
    auto& causes = diagnosis.causes;
    find_silence(state, instance, causes);
    find_draining(state, instance, now, causes);
    find_tight_memory(state, instance, causes);
    const QString name = from_utf8(instance.name);
    if (instance.status == model::ContainerInstanceStatus::Inactive)
        causes.push_back({ Kind::Deleted, diagnosis.state, QObject::tr("It has left the cluster"), {} });
    diagnosis.sentence = causes.empty()
        ? QObject::tr("%1 is steady: %2 on it.").arg(name, in_tasks(state.usage_of(instance.id).tasks))
        : QObject::tr("%1: %2.").arg(name, causes.front().title);
    return diagnosis;
}

} // namespace quayside::ui
