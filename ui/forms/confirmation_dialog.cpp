#include "ui/forms/confirmation_dialog.h"

#include "ui/look/labels.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

constexpr int kShown = 8;

} // namespace

ConfirmationDialog::ConfirmationDialog(
    Session& session, const Question& question, std::vector<Call> calls, QWidget* parent)
    : ActionDialog(session, question.title, question.verb, parent)
    , calls_(std::move(calls))
{
    auto* sentence = new TextLabel(question.sentence, Type::Body, Role::Text, this);
    sentence->setWordWrap(true);
    add(sentence);
    for (int i = 0; i < std::min<int>(kShown, static_cast<int>(question.objects.size())); ++i)
        add(new ElidedLabel(question.objects[i], Type::Name, Role::Text, this));
    if (question.objects.size() > kShown)
        add(new TextLabel(tr("and %1 more").arg(question.objects.size() - kShown), Type::Body, Role::Muted, this));
    content()->addStretch();
    setMinimumWidth(Theme::get().scaled(440));
    make_dangerous(question.keep);
    setAccessibleDescription(question.sentence + "\n" + question.objects.join('\n'));
}

} // namespace quayside::ui
