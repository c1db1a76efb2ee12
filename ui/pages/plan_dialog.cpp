#include "ui/pages/plan_dialog.h"

#include "ui/look/buttons.h"
#include "ui/look/glyphs.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/tool_tip.h"
#include "ui/session/session.h"

#include <nlohmann/json.hpp>

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

enum Columns { Object, Column, Before, After, Effect, kColumns };

// What an accepted call does, as far as more is to be said than that the value changes.
QString effect_of(const std::string& operation, const Json& input, const QString& before)
{
    if (operation != "UpdateService" || !input.contains("desiredCount"))
        return PlanDialog::tr("Accepted");
    const int more = input["desiredCount"].get<int>() - before.toInt();
    if (more > 0)
        return more == 1 ? PlanDialog::tr("Starts 1 task") : PlanDialog::tr("Starts %1 tasks").arg(more);
    return more == -1 ? PlanDialog::tr("Stops 1 task") : PlanDialog::tr("Stops %1 tasks").arg(-more);
}

} // namespace

PlanDialog::PlanDialog(Session& session, std::vector<PlannedEdit> edits, QWidget* parent)
    : QDialog(parent)
    , session_(session)
    , edits_(std::move(edits))
    , lines_(new QTreeWidget)
    , summary_(new TextLabel(tr("Asking what the API says to them…"), Type::Small, Role::Muted))
    , apply_(primary_button(tr("&Apply")))
{
    setWindowTitle(tr("What these changes do"));
    lines_->setAccessibleName(tr("Pending changes"));
    lines_->setHeaderLabels({ tr("What"), tr("Value"), tr("Now"), tr("Then"), tr("Effect") });
    lines_->setRootIsDecorated(false);
    lines_->setUniformRowHeights(true);
    lines_->header()->setStretchLastSection(true);
    for (const auto& edit : edits_)
        new QTreeWidgetItem(lines_, { edit.object, edit.column, edit.before, edit.after, edit.problem });
    for (int column = 0; column < Effect; ++column)
        lines_->resizeColumnToContents(column);
    lines_->setCurrentItem(lines_->topLevelItem(0));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(apply_, QDialogButtonBox::AcceptRole);
    apply_->setEnabled(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    column->addWidget(lines_, 1);
    column->addWidget(summary_);
    column->addWidget(buttons);
    resize(Theme::get().scaled(720), Theme::get().scaled(320));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    ask();
}

void PlanDialog::ask()
{
    Json calls = Json::array();
    for (const auto& edit : edits_)
        for (const auto& call : edit.calls)
            calls.push_back({ { "operation", call.operation }, { "input", call.input } });
    session_.call("PreviewCalls", { { "calls", std::move(calls) } }, this,
        [this](const Result<Json>& reply) { show_answer(reply); });
}

// The answers come in the order of the calls, of which an edit may have several.
void PlanDialog::show_answer(const Result<Json>& reply)
{
    if (!reply) {
        summary_->set_role(Role::Error);
        summary_->setText(from_utf8(reply.error().message));
        return;
    }
    const Json results = reply->value("results", Json::array());
    std::size_t at = 0;
    int refused = 0;
    for (int line = 0; line < static_cast<int>(edits_.size()); ++line) {
        const auto& edit = edits_[static_cast<std::size_t>(line)];
        QString problem = edit.problem;
        QString effect;
        for (const auto& call : edit.calls) {
            const Json result = at < results.size() ? results[at++] : Json::object();
            if (!result.value("accepted", false) && problem.isEmpty())
                problem = from_utf8(result.value("reason", std::string("No answer")));
            effect = effect_of(call.operation, call.input, edit.before);
        }
        refused += problem.isEmpty() ? 0 : 1;
        tell(line, problem.isEmpty(), problem.isEmpty() ? effect : problem);
    }
    summary_->set_role(refused > 0 ? Role::Error : Role::Muted);
    summary_->setText(refused == 0 ? tr("All of them would be accepted. Nothing has been changed yet.")
            : refused == 1         ? tr("1 of them would be refused. Nothing has been changed yet.")
                                   : tr("%1 of them would be refused. Nothing has been changed yet.").arg(refused));
    apply_->setEnabled(refused == 0);
}

void PlanDialog::tell(int line, bool accepted, const QString& words)
{
    auto* item = lines_->topLevelItem(line);
    item->setText(Effect, words);
    item->setToolTip(Effect, plain_tip(words));
    item->setIcon(Effect, glyph_icon(accepted ? StateGlyph::Healthy : StateGlyph::Failed));
    item->setForeground(Effect, colour(accepted ? Role::Text : Role::Error));
}

} // namespace quayside::ui
