#include "ui/pages/attention.h"

#include "ui/look/text.h"
#include "ui/pages/figures.h"
#include "ui/pages/service_state.h"

#include <QObject>

#include <algorithm>
#include <chrono>

namespace quayside::ui {

namespace {

constexpr std::size_t kMost = 50;
constexpr std::chrono::hours kRecent{ 1 };
constexpr std::chrono::seconds kPatience{ 5 };

bool is_pending(const model::Task& task)
{
    return task.last_status < model::TaskStatus::Running;
}

bool is_failed(const model::Task& task)
{
    return task.last_status >= model::TaskStatus::Stopped && state_of(task).glyph == StateGlyph::Failed;
}

QString exit_codes(const model::Task& task)
{
    for (const auto& container : task.containers)
        if (container.exit_code.value_or(0) != 0)
            return QObject::tr("Exit code %1").arg(*container.exit_code);
    return {};
}

QString failure_of(const model::Task& task)
{
    const QString code = exit_codes(task);
    const QString reason = from_utf8(task.stopped_reason);
    return code.isEmpty() ? reason : code + QStringLiteral(": ") + reason;
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
    return { QObject::tr("Explain"), std::move(ref) };
}

Step step_of(const model::Service& service, bool is_nowhere, const model::DeploymentPtr& primary)
{
    if (is_nowhere)
        return explained(ObjectRef::to(service));
    if (primary)
        return { QObject::tr("Deployment"), ObjectRef::to(*primary) };
    return { QObject::tr("Service"), ObjectRef::to(service) };
}

void add_services(std::vector<AttentionRow>& rows, const model::State& state, const std::string& cluster)
{
    for (const auto& name : state.services_in(cluster)) {
        const auto service = state.services().find({ cluster, name });
        if (!service || service->status != model::ServiceStatus::Active)
            continue;
        const auto health = state_of(state, *service);
        const auto primary = primary_of(state, *service);
        const bool waits = primary && !is_over(*primary) && waiting_hook(*primary);
        if (health.glyph != StateGlyph::Warning && health.glyph != StateGlyph::Failed && !waits)
            continue;
        const auto failure = placement_failure_of(state, *service);
        QString what = QObject::tr("%1 of %2 tasks run")
                           .arg(state.counts_of(service->key()).running)
                           .arg(service->desired_count);
        if (waits)
            what = QObject::tr("Its deployment waits for an answer");
        else if (failure)
            what = from_utf8(failure->message);
        else if (primary && health.glyph == StateGlyph::Failed)
            what = from_utf8(primary->rollout_state_reason);
        const TimePoint since = failure ? failure->at : primary ? primary->updated_at : kNever;
        const auto next = step_of(*service, failure != nullptr && !waits, primary);
        rows.push_back({ "service/" + name, waits ? state_of(state, *primary) : health, ObjectRef::to(*service),
            from_utf8(name), what, since, next.word, next.where });
    }
}

void add_instance(std::vector<AttentionRow>& rows, const model::State& state, const model::ContainerInstance& instance)
{
    const QString step = QObject::tr("Instance");
    const auto next = ObjectRef::to(instance);
    const auto tasks = state.usage_of(instance.id).tasks;
    const std::string key = "instance/" + instance.id.hex();
    const QString name = from_utf8(instance.name);
    if (!instance.agent_connected)
        rows.push_back({ key, state_of(instance), ObjectRef::to(instance), name,
            QObject::tr("Its engine does not answer; %1 in doubt")
                .arg(counted(tasks, QObject::tr("task"), QObject::tr("tasks"))),
            kNever, step, next });
    else if (instance.status == model::ContainerInstanceStatus::Draining)
        rows.push_back({ key, state_of(instance), ObjectRef::to(instance), name,
            QObject::tr("%1 left").arg(counted(tasks, QObject::tr("task"), QObject::tr("tasks"))), kNever, step,
            next });
    else if (const auto memory = memory_of(state, instance, nullptr); memory.is_tight())
        rows.push_back({ key, { StateGlyph::Warning, QObject::tr("Warning"), 1 }, ObjectRef::to(instance), name,
            QObject::tr("Memory reserved %1").arg(percent_text(memory.reserved)), kNever, step, next });
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
    if (task->spec->cluster == cluster_ && (is_pending(*task) || is_failed(*task)))
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

void Attention::add_tasks(std::vector<AttentionRow>& rows, TimePoint now) const
{
    std::map<std::pair<std::string, bool>, Group> groups;
    for (const auto& [id, task] : troubled_) {
        const bool failed = is_failed(*task);
        const TimePoint at = failed ? task->stopped_at : task->created_at;
        if (failed ? now - at > kRecent : now - at < kPatience)
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
        QString what = key.second ? failure_of(task) : QObject::tr("%1 waiting to start").arg(count);
        if (key.second && group.count > 1)
            what = QObject::tr("%1 failed. %2").arg(count, what);
        const auto next
            = key.second ? Step{ QObject::tr("Task"), ObjectRef::to(task) } : explained(ObjectRef::to(task));
        rows.push_back({ "task/" + key.first + (key.second ? "/failed" : "/pending"), state_of(task),
            ObjectRef::to(task), title_of(task, group.count), what, group.since, next.word, next.where });
    }
}

std::vector<AttentionRow> Attention::rows(const model::State& state, TimePoint now) const
{
    std::vector<AttentionRow> rows;
    add_engines(rows, state);
    add_services(rows, state, cluster_);
    add_tasks(rows, now);
    for (const Id& id : state.instances_in(cluster_))
        add_instance(rows, state, *state.container_instances().find(id));
    std::stable_sort(rows.begin(), rows.end(),
        [](const AttentionRow& a, const AttentionRow& b) { return a.state.rank < b.state.rank; });
    if (rows.size() > kMost)
        rows.resize(kMost);
    return rows;
}

} // namespace quayside::ui
