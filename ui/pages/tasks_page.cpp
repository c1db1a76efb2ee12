#include "ui/look/chip.h"
#include "ui/look/text.h"
#include "ui/pages/menu_button.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/record_pages.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"

#include <QActionGroup>
#include <QMenu>

#include <array>

namespace quayside::ui {

namespace {

bool is_stopped(const model::Task& task)
{
    return task.last_status >= model::TaskStatus::Stopped;
}

// How far back one can look. The state itself tells of the first.
struct Range {
    const char* title;
    const char* within;
    std::chrono::hours span;
};
constexpr std::array kRanges{
    Range{ QT_TRANSLATE_NOOP("quayside::ui::TasksPage", "1 hour"),
        QT_TRANSLATE_NOOP("quayside::ui::TasksPage", "the last hour"), std::chrono::hours{ 1 } },
    Range{ QT_TRANSLATE_NOOP("quayside::ui::TasksPage", "1 day"),
        QT_TRANSLATE_NOOP("quayside::ui::TasksPage", "the last day"), std::chrono::hours{ 24 } },
    Range{ QT_TRANSLATE_NOOP("quayside::ui::TasksPage", "7 days"),
        QT_TRANSLATE_NOOP("quayside::ui::TasksPage", "the last 7 days"), std::chrono::hours{ 24 * 7 } },
    Range{ QT_TRANSLATE_NOOP("quayside::ui::TasksPage", "30 days"),
        QT_TRANSLATE_NOOP("quayside::ui::TasksPage", "the last 30 days"), std::chrono::hours{ 24 * 30 } },
};

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
    , range_(new MenuButton(tr("Stopped tasks shown"), tr("How far back tasks are shown that have stopped")))
    , running_chip_(add_quick_filter(tr("Running"), QStringLiteral("status:running")))
    , pending_chip_(add_quick_filter(tr("Pending"), QStringLiteral("status:provisioning,pending,activating")))
    , stopped_chip_(add_quick_filter(tr("Stopped"), QStringLiteral("status:stopped,failed")))
    , failed_chip_(add_quick_filter(tr("Failed"), QStringLiteral("status:failed")))
{
    use_->setParent(this);
    connect(use_, &LiveUse::changed, this, [this](const std::vector<Id>& ids) { rows().touch(ids); });
    rows().set_muted(&is_stopped);
    use(&rows(), "status", Qt::AscendingOrder);
    make_range();
}

void TasksPage::make_range()
{
    auto* menu = new QMenu(range_);
    auto* group = new QActionGroup(menu);
    for (std::size_t i = 0; i < kRanges.size(); ++i) {
        auto* action = menu->addAction(tr(kRanges[i].title));
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, i] { look_back(i); });
    }
    range_->setMenu(menu);
    range_->setIcon(icon(Glyph::Event));
    range_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    filter_bar()->add_tool(range_);
    show_range();
}

void TasksPage::show_range()
{
    const QString title = tr("Stopped: %1").arg(tr(kRanges[look_back_].title));
    range_->setText(past_.whole ? title : tr("%1, the last %2").arg(title).arg(past_.tasks.size()));
    range_->menu()->actions().at(static_cast<qsizetype>(look_back_))->setChecked(true);
    range_->updateGeometry();
}

void TasksPage::look_back(std::size_t range)
{
    look_back_ = range;
    for (const char* column : { "ran", "exit", "why" })
        if (range > 0)
            table()->setColumnHidden(rows().column_of(column), false);
    ask_for_past();
}

void TasksPage::ask_for_past()
{
    ++asked_;
    if (look_back_ == 0)
        return take_past({});
    PastTasks::of(session()).ask(cluster(), kRanges[look_back_].span, this, [this, asked = asked_](const auto& found) {
        if (asked == asked_)
            take_past(found);
    });
}

void TasksPage::take_past(const PastTasks::Found& found)
{
    past_ = found;
    show_range();
    show_all();
    count_stopped();
    update_emptiness();
}

void TasksPage::add_past()
{
    model::Changes<model::Task> more;
    for (const auto& task : past_.tasks)
        if (!session().state().tasks().find(task->id))
            more.push_back({ nullptr, task });
    rows().apply(more);
}

void TasksPage::show_all()
{
    RecordPage::show_all();
    add_past();
}

// One that goes from the state stays in sight where one looks back further than it does.
void TasksPage::show_changes(const model::ChangeSet& changes)
{
    auto shown = changes.of<model::Task>();
    for (auto& change : shown)
        if (look_back_ > 0 && !change.after && is_stopped(*change.before)) {
            PastTasks::of(session()).keep(change.before);
            past_.tasks.push_back(change.before);
            change.after = change.before;
        }
    rows().apply(shown);
}

void TasksPage::cluster_changed()
{
    rows().set_scope([cluster = cluster()](const model::Task& task) { return task.spec->cluster == cluster; });
    past_ = {};
    RecordPage::cluster_changed();
    if (look_back_ > 0)
        ask_for_past();
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

void TasksPage::count_stopped()
{
    stopped_ = failed_ = 0;
    const auto& state = session().state();
    for (const auto& [id, task] : state.tasks())
        count(*task, +1);
    for (const auto& task : past_.tasks)
        if (!state.tasks().find(task->id))
            count(*task, +1);
    stopped_chip_->set_count(stopped_);
    failed_chip_->set_count(failed_);
}

void TasksPage::refreshed(const model::ChangeSet* changes)
{
    const auto counts = session().state().counts_in(cluster());
    running_chip_->set_count(static_cast<int>(counts.running));
    pending_chip_->set_count(static_cast<int>(counts.pending));
    if (!changes || changes->full)
        return count_stopped();
    for (const auto& change : changes->of<model::Task>()) {
        const bool stays = look_back_ > 0 && !change.after && is_stopped(*change.before);
        if (change.before && !stays)
            count(*change.before, -1);
        if (change.after)
            count(*change.after, +1);
    }
    stopped_chip_->set_count(stopped_);
    failed_chip_->set_count(failed_);
}

TablePage::Emptiness TasksPage::emptiness() const
{
    const auto& state = session().state();
    QAction* run = actions().action(ObjectActions::Id::RunTask);
    if (!past_.problem.isEmpty())
        return { tr("Which tasks stopped before cannot be told: %1").arg(past_.problem), run };
    if (look_back_ == 0 && state.task_definitions().empty())
        return { tr("No task definition is registered: it says which containers a task runs."),
            actions().action(ObjectActions::Id::RegisterTaskDefinition) };
    if (look_back_ == 0 && state.instances_in(cluster()).empty())
        return { tr("%1 has no container instance to run tasks on.").arg(from_utf8(cluster())),
            actions().action(ObjectActions::Id::AddEngine) };
    return { tr("No task runs in %1, and none has stopped within %2.")
                 .arg(from_utf8(cluster()), tr(kRanges[look_back_].within)),
        run };
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
