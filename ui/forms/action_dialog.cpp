#include "ui/forms/action_dialog.h"

#include "ui/forms/message_area.h"
#include "ui/look/buttons.h"
#include "ui/session/batches.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"
#include "ui/session/undo_log.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

std::vector<Call> to_give(const std::vector<ActionDialog::Call>& calls)
{
    std::vector<Call> given;
    for (const auto& call : calls)
        given.push_back({ call.operation, call.input });
    return given;
}

} // namespace

ActionDialog::ActionDialog(Session& session, const QString& title, const QString& verb, QWidget* parent)
    : QDialog(parent)
    , session_(session)
    , verb_text_(verb)
    , content_(new QVBoxLayout)
    , message_(new MessageArea(this))
    , buttons_(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
    , verb_(buttons_->addButton(verb, QDialogButtonBox::AcceptRole))
    , run_shortcut_(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this))
{
    setWindowTitle(title);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    content_->setSpacing(8);
    layout->addLayout(content_, 1);
    layout->addWidget(message_);
    layout->addWidget(buttons_);
    verb_->setObjectName("verb");
    verb_->setDefault(true);
    set_emphasis(verb_, Emphasis::Primary);
    connect(verb_, &QPushButton::clicked, this, &ActionDialog::run);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(run_shortcut_, &QShortcut::activated, this, &ActionDialog::run);
    const auto refresh = [this] { set_blocked(verb_, ChangeGate::of(session_).why_not({})); };
    connect(&ChangeGate::of(session_), &ChangeGate::changed, this, refresh);
    refresh();
}

void ActionDialog::add(QWidget* widget, int stretch)
{
    content_->addWidget(widget, stretch);
}

void ActionDialog::set_verb(const QString& verb)
{
    verb_text_ = verb;
    verb_->setText(verb);
}

void ActionDialog::make_dangerous(const QString& keep)
{
    auto* way_out = buttons_->button(QDialogButtonBox::Cancel);
    way_out->setText(keep);
    way_out->setObjectName("keep");
    verb_->setDefault(false);
    verb_->setAutoDefault(false);
    set_emphasis(verb_, Emphasis::Destructive);
    way_out->setDefault(true);
    way_out->setFocus();
    run_shortcut_->setEnabled(false);
}

void ActionDialog::run()
{
    if (is_busy() || !verb_->isEnabled())
        return;
    message_->clear();
    const auto wanted = calls();
    if (!wanted || wanted->empty())
        return;
    if (auto given = to_give(*wanted); Batches::of(session_).takes(given)) {
        Batches::of(session_).start(windowTitle(), std::move(given));
        return accept();
    }
    errors_.clear();
    replies_.assign(wanted->size(), Json());
    waiting_ = wanted->size();
    set_busy(true);
    const UndoLog::Together together(UndoLog::of(session_));
    for (std::size_t i = 0; i < wanted->size(); ++i)
        session_.call((*wanted)[i].operation, (*wanted)[i].input, this,
            [this, i](Result<Json> reply) { take(i, std::move(reply)); });
}

void ActionDialog::take(std::size_t index, Result<Json> reply)
{
    if (reply)
        replies_[index] = std::move(*reply);
    else
        errors_.push_back(reply.error());
    if (--waiting_ == 0)
        finish();
}

void ActionDialog::finish()
{
    set_busy(false);
    if (errors_.empty()) {
        succeeded(replies_);
        return;
    }
    auto error = errors_.front();
    if (errors_.size() > 1)
        error.message += tr(" (%n more failed)", nullptr, static_cast<int>(errors_.size()) - 1).toStdString();
    failed(error);
}

void ActionDialog::succeeded(const std::vector<Json>& replies)
{
    emit done_with(replies);
    accept();
}

void ActionDialog::failed(const Error& error)
{
    message_->show_error(error);
}

void ActionDialog::set_busy(bool busy)
{
    verb_->setEnabled(!busy);
    verb_->setText(busy ? tr("Working…") : verb_text_);
    for (int i = 0; i < content_->count(); ++i)
        if (auto* widget = content_->itemAt(i)->widget())
            widget->setEnabled(!busy);
    if (!busy)
        verb_->setFocus();
}

} // namespace quayside::ui
