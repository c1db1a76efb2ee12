#include "ui/look/chip.h"
#include "ui/look/text.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/record_pages.h"

namespace quayside::ui {

namespace {

bool is_stopped(const model::Task& task)
{
    return task.last_status >= model::TaskStatus::Stopped;
}

bool has_failed(const model::Task& task)
{
    return is_stopped(task) && task.stop_code != model::StopCode::UserInitiated
        && state_of(task).glyph == StateGlyph::Failed;
}

} // namespace

TasksPage::TasksPage(Session& session, ObjectActions& actions, QWidget* parent)
    : TasksPage(session, actions, parent, new LiveUse(session, LiveUse::Subject::Task))
{
}

TasksPage::TasksPage(Session& session, ObjectActions& actions, QWidget* parent, LiveUse* use_of_tasks)
    : RecordPage(PageKind::Tasks, "tasks", task_columns(use_of_tasks), session, actions, parent)
    , use_(use_of_tasks)
    , running_chip_(add_quick_filter(tr("Running"), QStringLiteral("status:running")))
    , pending_chip_(add_quick_filter(tr("Pending"), QStringLiteral("status:provisioning,pending,activating")))
    , stopped_chip_(add_quick_filter(tr("Stopped"), QStringLiteral("status:stopped,failed")))
    , failed_chip_(add_quick_filter(tr("Failed"), QStringLiteral("status:failed")))
{
    use_->setParent(this);
    connect(use_, &LiveUse::changed, this, [this](const std::vector<Id>& ids) { rows().touch(ids); });
    rows().set_muted(&is_stopped);
    use(&rows(), "status", Qt::AscendingOrder);
}

void TasksPage::cluster_changed()
{
    rows().set_scope([cluster = cluster()](const model::Task& task) { return task.spec->cluster == cluster; });
    RecordPage::cluster_changed();
}

bool TasksPage::select(const ObjectRef& ref)
{
    return ref.kind == ObjectRef::Kind::Task && select_row(rows().index_of(ref.id).row());
}

void TasksPage::count(const model::Task& task, int sign)
{
    if (task.spec->cluster != cluster())
        return;
    stopped_ += is_stopped(task) ? sign : 0;
    failed_ += has_failed(task) ? sign : 0;
}

void TasksPage::refreshed(const model::ChangeSet* changes)
{
    const auto& state = session().state();
    if (!changes || changes->full) {
        stopped_ = failed_ = 0;
        for (const auto& [id, task] : state.tasks())
            count(*task, +1);
    } else {
        for (const auto& change : changes->of<model::Task>()) {
            if (change.before)
                count(*change.before, -1);
            if (change.after)
                count(*change.after, +1);
        }
    }
    const auto counts = state.counts_in(cluster());
    running_chip_->set_count(static_cast<int>(counts.running));
    pending_chip_->set_count(static_cast<int>(counts.pending));
    stopped_chip_->set_count(stopped_);
    failed_chip_->set_count(failed_);
}

TablePage::Emptiness TasksPage::emptiness() const
{
    const auto& state = session().state();
    if (state.task_definitions().empty())
        return { tr("No task definition is registered: it says which containers a task runs."),
            actions().action(ObjectActions::Id::RegisterTaskDefinition) };
    if (state.instances_in(cluster()).empty())
        return { tr("%1 has no container instance to run tasks on.").arg(from_utf8(cluster())),
            actions().action(ObjectActions::Id::AddEngine) };
    return { tr("No task has been run in %1.").arg(from_utf8(cluster())),
        actions().action(ObjectActions::Id::RunTask) };
}

void TasksPage::looked_at(int first, int last)
{
    std::vector<Id> running;
    for (int row = first; row <= last; ++row)
        if (const auto task = rows().value(row); task && task->last_status == model::TaskStatus::Running)
            running.push_back(task->id);
    use_->want(running);
}

} // namespace quayside::ui
