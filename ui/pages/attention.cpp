#include "ui/pages/attention.h"

#include "ui/look/text.h"
#include "ui/pages/diagnosis.h"
#include "ui/pages/service_state.h"

#include <QObject>

#include <algorithm>
#include <chrono>
#include <set>

namespace quayside::ui {

namespace {

constexpr std::size_t kMost = 50;
constexpr std::chrono::seconds kPatience{ 5 };

bool is_pending(const model::Task& task)
{
    return task.last_status < model::TaskStatus::Running;
}

bool is_failed(const model::Task& task)
{
    return task.last_status >= model::TaskStatus::Stopped && state_of(task).glyph == StateGlyph::Failed;
}

bool is_doubtful(const model::Task& task)
{
    return task.last_status < model::TaskStatus::Stopped
        && (task.unknown || !task.connected || task.health == model::HealthStatus::Unhealthy);
}

// The cause, and the first thing that shows it.
QString words_of(const Cause& cause)
{
    return cause.evidence.empty() ? cause.title : cause.title + QStringLiteral(": ") + cause.evidence.front().text;
}

QString title_of(const model::Task& task, int count)
{
    const QString family = from_utf8(task.spec->definition_key.family);
    return count == 1 ? family + u' ' + from_utf8(task.id.hex()).left(4) : family;
}

// Tasks of one definition in the same trouble.
struct Group {
    int count = 0;
    model::TaskPtr latest;
    TimePoint since;
};

void add_engines(std::vector<AttentionRow>& rows, const model::State& state)
{
    for (const auto& [id, engine] : state.engines())
        if (!engine->connected && !engine->problem.empty())
            rows.push_back({ "engine/" + id.hex(), state_of(*engine), ObjectRef::to(*engine), from_utf8(engine->name),
                from_utf8(engine->problem), engine->connection_changed_at, QObject::tr("Engine"),
                ObjectRef::to(*engine) });
}

struct Step {
    QString word;
    ObjectRef where;
};

Step explained(ObjectRef ref)
{
    ref.explain = true;
    return { QObject::tr("Why?"), std::move(ref) };
}

void add_instance(
    std::vector<AttentionRow>& rows, const model::State& state, const model::ContainerInstance& instance, TimePoint now)
{
    const auto diagnosis = diagnose(state, instance, now);
    if (diagnosis.is_steady())
        return;
    const auto& cause = diagnosis.causes.front();
    const auto why = explained(ObjectRef::to(instance));
    if (cause.needs_somebody() || cause.kind == Cause::Kind::Draining)
        rows.push_back({ "instance/" + instance.id.hex(), cause.state, ObjectRef::to(instance),
            from_utf8(instance.name), cause.title, cause.since, why.word, why.where });
}

} // namespace

void Attention::set_cluster(const std::string& cluster, const model::State& state)
{
    cluster_ = cluster;
    troubled_.clear();
    for (const auto& [id, task] : state.tasks())
        consider(task);
}

void Attention::consider(const model::TaskPtr& task)
{
    if (task->spec->cluster == cluster_ && (is_pending(*task) || is_failed(*task) || is_doubtful(*task)))
        troubled_[task->id] = task;
    else
        troubled_.erase(task->id);
}

void Attention::take(const model::Changes<model::Task>& changes)
{
    for (const auto& change : changes) {
        if (change.after)
            consider(change.after);
        else
            troubled_.erase(change.before->id);
    }
}

// Those that rest and have no task that is not well need nothing.
void Attention::add_services(std::vector<AttentionRow>& rows, const model::State& state, TimePoint now) const
{
    std::map<std::string, FailedTasks> failed;
    std::set<std::string> doubtful;
    for (const auto& [id, task] : troubled_) {
        if (failed_lately(*task, now))
            failed[task->spec->service].push_back(task);
        if (is_doubtful(*task))
            doubtful.insert(task->spec->service);
    }
    for (const auto& name : state.services_in(cluster_)) {
        const auto service = state.services().find({ cluster_, name });
        if (!service || service->status != model::ServiceStatus::Active)
            continue;
        const auto primary = primary_of(state, *service);
        const bool rests = (!primary || is_over(*primary)) && state_of(state, *service).glyph == StateGlyph::Healthy;
        if (rests && !doubtful.contains(name))
            continue;
        const auto diagnosis = diagnose(state, *service, failed[name], now);
        if (diagnosis.is_steady() || !diagnosis.causes.front().needs_somebody())
            continue;
        const auto& cause = diagnosis.causes.front();
        const auto why = explained(ObjectRef::to(*service));
        rows.push_back({ "service/" + name, cause.state, ObjectRef::to(*service), from_utf8(name), words_of(cause),
            cause.since, why.word, why.where });
    }
}

void Attention::add_tasks(std::vector<AttentionRow>& rows, const model::State& state, TimePoint now) const
{
    std::map<std::pair<std::string, bool>, Group> groups;
    for (const auto& [id, task] : troubled_) {
        const bool failed = is_failed(*task);
        if (!failed && !is_pending(*task))
            continue; // its service or its instance has a row
        const TimePoint at = failed ? task->stopped_at : task->created_at;
        if (failed ? !failed_lately(*task, now) : now - at < kPatience)
            continue;
        auto& group = groups[{ task->spec->definition_key.family, failed }];
        ++group.count;
        if (!group.latest || (failed ? at > group.since : at < group.since)) {
            group.latest = task;
            group.since = at;
        }
    }
    for (const auto& [key, group] : groups) {
        const auto& task = *group.latest;
        const QString count = counted(group.count, QObject::tr("task"), QObject::tr("tasks"));
        QString what = diagnose(state, task, now).causes.front().title;
        if (group.count > 1)
            what = key.second ? QObject::tr("%1 failed. %2").arg(count, what)
                              : QObject::tr("%1 waiting to start. %2").arg(count, what);
        const auto why = explained(ObjectRef::to(task));
        rows.push_back({ "task/" + key.first + (key.second ? "/failed" : "/pending"), state_of(task),
            ObjectRef::to(task), title_of(task, group.count), what, group.since, why.word, why.where });
    }
}

std::vector<AttentionRow> Attention::rows(const model::State& state, TimePoint now) const
{
    std::vector<AttentionRow> rows;
    add_engines(rows, state);
    add_services(rows, state, now);
    add_tasks(rows, state, now);
    for (const Id& id : state.instances_in(cluster_))
        add_instance(rows, state, *state.container_instances().find(id), now);
    std::stable_sort(rows.begin(), rows.end(),
        [](const AttentionRow& a, const AttentionRow& b) { return a.state.rank < b.state.rank; });
    if (rows.size() > kMost)
        rows.resize(kMost);
    return rows;
}

} // namespace quayside::ui
