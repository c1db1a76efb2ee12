#include "ui/pages/drain_dialog.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/session/session.h"
#include "ui/tables/table_view.h"

#include <nlohmann/json.hpp>

#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

namespace {

QString title_for(const model::State& state, const std::vector<Id>& instances)
{
    return instances.size() == 1 ? DrainDialog::tr("Drain %1").arg(instance_name(state, instances.front()))
                                 : DrainDialog::tr("Drain %1 container instances").arg(instances.size());
}

} // namespace

DrainDialog::DrainDialog(Session& session, std::vector<Id> instances, QWidget* parent)
    : ActionDialog(session, title_for(session.state(), instances), tr("&Drain"), parent)
    , state_(session.state())
    , instances_(std::move(instances))
    , rows_(std::make_unique<RowModelOf<MoveRow>>(move_columns(), session.state()))
    , table_(new TableView("drain", tr("Tasks on it and what becomes of them"), this))
    , sentence_(new TextLabel({}, Type::Body, Role::Text, this))
{
    sentence_->setWordWrap(true);
    add(sentence_);
    rows_->sort(0);
    table_->set_rows(rows_.get());
    table_->set_empty(icon(Glyph::Task, Role::Muted), tr("No task is on it: it is empty at once."));
    add(table_, 1);
    resize(Theme::get().scaled(880), Theme::get().scaled(400));
    for (const Id& instance : instances_)
        for (const Id& id : state_.tasks_on(instance))
            if (auto task = state_.tasks().find(id); task && task->last_status < model::TaskStatus::Stopped)
                tasks_.push_back(std::move(task));
    ask();
    show_rows();
}

DrainDialog::~DrainDialog()
{
    delete table_; // before its rows
}

void DrainDialog::ask()
{
    for (const Id& id : instances_)
        if (const auto instance = state_.container_instances().find(id)) {
            ++waiting_;
            session().query(
                "ExplainPlacement", explain_drain(*instance), this, [this](const Result<Json>& reply) { take(reply); });
        }
}

void DrainDialog::take(const Result<Json>& reply)
{
    if (!reply)
        problem_ = from_utf8(reply.error().message);
    else
        for (auto& move : read_moves(*reply))
            moves_[move.task] = std::move(move);
    --waiting_;
    show_rows();
    if (waiting_ == 0)
        emit answered();
}

MoveRow DrainDialog::row_of(const model::Task& task) const
{
    MoveRow row = move_row(state_, task);
    if (const auto found = moves_.find(task.id); found != moves_.end()) {
        tell(row, found->second);
        return row;
    }
    row.fate = waiting_ > 0 ? StateWord{ StateGlyph::Pending, tr("Asking…"), 1 }
                            : StateWord{ StateGlyph::None, tr("Not known"), 1 };
    row.what = problem_;
    return row;
}

void DrainDialog::show_rows()
{
    std::vector<std::shared_ptr<const MoveRow>> rows;
    int homeless = 0;
    int moving = 0;
    for (const auto& task : tasks_) {
        auto row = row_of(*task);
        homeless += row.fate.glyph == StateGlyph::Warning ? 1 : 0;
        moving += row.fate.glyph == StateGlyph::Healthy ? 1 : 0;
        rows.push_back(std::make_shared<const MoveRow>(std::move(row)));
    }
    rows_->set_rows(std::move(rows));
    QString sentence = tr("No task is placed there any more. ");
    if (waiting_ > 0)
        sentence += tr("Asking the scheduler where the others would go…");
    else if (!problem_.isEmpty())
        sentence += tr("Where the others would go is not known: %1").arg(problem_);
    else if (homeless > 0)
        sentence += tr("%n tasks move; %1 more wait until there is room elsewhere.", nullptr, static_cast<int>(moving))
                        .arg(homeless);
    else
        sentence += tr("%n tasks move; as it is now, all of them fit elsewhere.", nullptr, static_cast<int>(moving));
    sentence_->setText(sentence);
    setAccessibleDescription(sentence);
}

std::optional<std::vector<ActionDialog::Call>> DrainDialog::calls()
{
    std::map<std::string, Json> by_cluster;
    for (const Id& id : instances_)
        if (const auto instance = state_.container_instances().find(id))
            by_cluster.try_emplace(instance->cluster, Json::array()).first->second.push_back(id.hex());
    std::vector<Call> calls;
    for (auto& [cluster, ids] : by_cluster)
        calls.push_back({ "UpdateContainerInstancesState",
            { { "cluster", cluster }, { "containerInstances", std::move(ids) }, { "status", "DRAINING" } } });
    return calls;
}

} // namespace quayside::ui
