#include "ui/pages/what_if_dialog.h"

#include "ui/forms/message_area.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/session/session.h"
#include "ui/tables/table_view.h"

#include <nlohmann/json.hpp>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace quayside::ui {

namespace {

QString sum_of(const std::vector<TaskMove>& moves)
{
    if (moves.empty())
        return WhatIfDialog::tr("No task is there.");
    QStringList parts;
    const auto add = [&](const char* outcome, const QString& one, const QString& many) {
        if (const auto found = std::ranges::count(moves, QLatin1String(outcome), &TaskMove::outcome); found > 0)
            parts << counted(found, one, many);
    };
    add("stuck", WhatIfDialog::tr("task would have no place"), WhatIfDialog::tr("tasks would have no place"));
    add("moves", WhatIfDialog::tr("task would start elsewhere"), WhatIfDialog::tr("tasks would start elsewhere"));
    add("stops", WhatIfDialog::tr("task would not be started again"),
        WhatIfDialog::tr("tasks would not be started again"));
    return parts.join(QStringLiteral(", ")) + u'.';
}

} // namespace

WhatIfDialog::WhatIfDialog(Session& session, std::string cluster, QWidget* parent)
    : QDialog(parent)
    , session_(session)
    , cluster_(std::move(cluster))
    , rows_(std::make_unique<RowModelOf<MoveRow>>(move_columns(), session.state()))
    , lost_(new QComboBox)
    , sentence_(new TextLabel({}, Type::Body, Role::Text, this))
    , table_(new TableView("what-if", tr("Tasks there and what would become of them"), this))
    , message_(new MessageArea(this))
{
    setWindowTitle(tr("What if"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* label = new QLabel(tr("This is &lost:"));
    label->setBuddy(lost_);
    lost_->setAccessibleName(tr("Zone or container instance that is lost"));
    auto* choice = new QHBoxLayout;
    choice->setSpacing(8);
    choice->addWidget(label);
    choice->addWidget(lost_, 1);
    sentence_->setWordWrap(true);
    rows_->sort(0);
    table_->set_rows(rows_.get());
    table_->set_empty(icon(Glyph::Task, Role::Muted), tr("No task is there."));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(choice);
    column->addWidget(sentence_);
    column->addWidget(table_, 1);
    column->addWidget(message_);
    column->addWidget(buttons);
    resize(Theme::get().scaled(880), Theme::get().scaled(440));
    add_choices();
    connect(lost_, &QComboBox::currentIndexChanged, this, &WhatIfDialog::ask);
    ask();
}

WhatIfDialog::~WhatIfDialog()
{
    delete table_; // before its rows
}

// Zones first: more is lost with them.
void WhatIfDialog::add_choices()
{
    const auto& state = session_.state();
    std::map<std::string, int> zones;
    std::map<std::string, Id> instances;
    for (const auto& id : state.instances_in(cluster_)) {
        const auto instance = state.container_instances().find(id);
        if (!instance->availability_zone.empty())
            ++zones[instance->availability_zone];
        instances[instance->name + ' ' + id.hex()] = id;
    }
    for (const auto& [zone, count] : zones) {
        lost_->addItem(icon(Glyph::Zone, Role::Muted),
            tr("Zone %1, %2")
                .arg(from_utf8(zone), counted(count, tr("container instance"), tr("container instances"))));
        choices_.push_back({ zone, {} });
    }
    for (const auto& [name, id] : instances) {
        lost_->addItem(icon(Glyph::Instance, Role::Muted), instance_name(state, id));
        choices_.push_back({ {}, id });
    }
}

void WhatIfDialog::ask()
{
    const auto index = static_cast<std::size_t>(lost_->currentIndex());
    if (index >= choices_.size())
        return;
    const auto& choice = choices_[index];
    Json input{ { "cluster", cluster_ } };
    if (choice.zone.empty())
        input["containerInstances"] = { choice.instance.hex() };
    else
        input["availabilityZone"] = choice.zone;
    session_.query("PreviewLoss", std::move(input), this, [this, question = ++questions_](const Result<Json>& reply) {
        if (question == questions_) // else another has been asked since
            take(reply);
    });
}

void WhatIfDialog::take(const Result<Json>& reply)
{
    std::vector<std::shared_ptr<const MoveRow>> rows;
    message_->clear();
    if (reply) {
        const auto moves = read_moves(*reply);
        sentence_->setText(sum_of(moves));
        for (const auto& move : moves)
            if (const auto task = session_.state().tasks().find(move.task)) {
                auto row = move_row(session_.state(), *task);
                tell(row, move);
                rows.push_back(std::make_shared<const MoveRow>(std::move(row)));
            }
    } else {
        sentence_->setText({});
        message_->show_error(reply.error());
    }
    setAccessibleDescription(sentence_->text());
    rows_->set_rows(std::move(rows));
    emit answered();
}

} // namespace quayside::ui
