#include "ui/forms/confirmation_dialog.h"

#include "ui/look/buttons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace quayside::ui {

namespace {

constexpr int kShown = 8;

// Empty: the calls end nothing that needs so much care.
QString name_to_type(Session& session, const std::vector<ActionDialog::Call>& calls)
{
    for (const auto& call : calls)
        for (const auto& cluster : clusters_of(session.state(), call.operation, call.input))
            if (call.operation == "DeleteCluster"
                || (nature_of(call.operation) == CallNature::Destroys && ChangeGate::of(session).is_protected(cluster)))
                return from_utf8(cluster);
    return {};
}

} // namespace

ConfirmationDialog::ConfirmationDialog(
    Session& session, const Question& question, std::vector<Call> calls, QWidget* parent)
    : ActionDialog(session, question.title, question.verb, parent)
    , calls_(std::move(calls))
    , sentence_(new TextLabel({}, Type::Body, Role::Text, this))
    , objects_(new QWidget(this))
{
    sentence_->setWordWrap(true);
    add(sentence_);
    add(objects_);
    auto* column = new QVBoxLayout(objects_);
    column->setContentsMargins(0, 0, 0, 0);
    content()->addStretch();
    setMinimumWidth(Theme::get().scaled(440));
    make_dangerous(question.keep);
    ask_for_name();
    show_question(question);
    soon_.setSingleShot(true);
    soon_.setInterval(std::chrono::milliseconds(200));
    connect(&soon_, &QTimer::timeout, this, [this] { show_question(question_()); });
}

void ConfirmationDialog::ask_for_name()
{
    const QString name = name_to_type(session(), calls_);
    if (name.isEmpty())
        return;
    auto* label = new TextLabel(tr("Type %1 to go on").arg(name), Type::Body, Role::Muted, this);
    typed_ = new QLineEdit(this);
    typed_->setAccessibleName(label->text());
    add(label);
    add(typed_);
    const auto compare = [this, name] {
        const QString refused = ChangeGate::of(session()).why_not({});
        const QString reason = typed_->text() == name ? QString() : tr("The name of the cluster has to be typed");
        set_blocked(verb_button(), refused.isEmpty() ? reason : refused);
    };
    connect(typed_, &QLineEdit::textChanged, this, compare);
    connect(&ChangeGate::of(session()), &ChangeGate::changed, this, compare); // after that of every dialog
    compare();
    typed_->setFocus();
}

void ConfirmationDialog::keep_true(std::function<Question()> question)
{
    question_ = std::move(question);
    connect(&session(), &Session::changed, this, [this] {
        if (!soon_.isActive())
            soon_.start();
    });
}

QString ConfirmationDialog::sentence() const
{
    return sentence_->text();
}

void ConfirmationDialog::show_question(const Question& question)
{
    sentence_->setText(question.sentence);
    qDeleteAll(objects_->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    for (int i = 0; i < std::min<int>(kShown, static_cast<int>(question.objects.size())); ++i)
        objects_->layout()->addWidget(new ElidedLabel(question.objects[i], Type::Name, Role::Text, objects_));
    if (question.objects.size() > kShown)
        objects_->layout()->addWidget(
            new TextLabel(tr("and %1 more").arg(question.objects.size() - kShown), Type::Body, Role::Muted, objects_));
    objects_->setVisible(!question.objects.isEmpty());
    setAccessibleDescription(question.sentence + "\n" + question.objects.join('\n'));
}

} // namespace quayside::ui
