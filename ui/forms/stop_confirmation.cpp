#include "ui/forms/stop_confirmation.h"

#include "ui/forms/blast_radius.h"
#include "ui/look/states.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <algorithm>

namespace quayside::ui {

namespace {

using TaskPtr = std::shared_ptr<const model::Task>;

TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

std::vector<TaskPtr> running(const model::State& state, const std::vector<Id>& ids)
{
    std::vector<TaskPtr> tasks;
    for (const auto& id : ids)
        if (auto task = state.tasks().find(id); task && task->last_status < model::TaskStatus::Stopped)
            tasks.push_back(std::move(task));
    return tasks;
}

// "web:3  4f2a91c0 on laptop-a, Running"
QString line_of(const model::State& state, const model::Task& task)
{
    const auto& key = task.spec->definition_key;
    const auto instance = state.container_instances().find(task.container_instance);
    auto line = QStringLiteral("%1:%2  %3")
                    .arg(from_utf8(key.family))
                    .arg(key.revision)
                    .arg(short_id(from_utf8(task.id.hex())));
    if (instance)
        line += StopConfirmation::tr(" on %1").arg(from_utf8(instance->name));
    return line + ", " + state_of(task).word;
}

ConfirmationDialog::Question question_about(const model::State& state, const std::vector<TaskPtr>& tasks)
{
    const auto what
        = counted(static_cast<std::int64_t>(tasks.size()), StopConfirmation::tr("task"), StopConfirmation::tr("tasks"));
    QStringList lines;
    for (const auto& task : tasks)
        lines.append(line_of(state, *task));
    const QString sentence = tasks.empty() ? StopConfirmation::tr("They have stopped by now.")
                                           : consequences_of_stopping(state, tasks, now()) + u' '
            + StopConfirmation::tr("The containers get SIGTERM, and SIGKILL when the stop timeout has passed. This "
                                   "cannot be undone.");
    return { StopConfirmation::tr("Stop %1").arg(what), sentence, lines, StopConfirmation::tr("&Stop %1").arg(what),
        StopConfirmation::tr("&Keep running") };
}

std::vector<ActionDialog::Call> calls_for(const std::vector<TaskPtr>& tasks)
{
    std::vector<ActionDialog::Call> calls;
    for (const auto& task : tasks) {
        Json input = Json::object();
        input["cluster"] = task->spec->cluster;
        input["task"] = task->id.hex();
        input["reason"] = "Stopped in the console";
        calls.push_back({ "StopTask", std::move(input) });
    }
    return calls;
}

} // namespace

StopConfirmation::StopConfirmation(Session& session, const std::vector<Id>& tasks, QWidget* parent)
    : ConfirmationDialog(session, question_about(session.state(), running(session.state(), tasks)),
        calls_for(running(session.state(), tasks)), parent)
{
    keep_true([&state = session.state(), tasks] { return question_about(state, running(state, tasks)); });
}

} // namespace quayside::ui
