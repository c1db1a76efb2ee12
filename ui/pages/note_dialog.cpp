#include "ui/pages/note_dialog.h"

#include "ui/look/labels.h"
#include "ui/look/text.h"

#include <QLabel>
#include <QPlainTextEdit>

namespace quayside::ui {

NoteDialog::NoteDialog(Session& session, const model::TaskDefinition& definition, QWidget* parent)
    : ActionDialog(session, tr("Note on %1").arg(from_utf8(model::short_name(definition))), tr("&Save note"), parent)
    , name_(model::short_name(definition))
    , text_(new QPlainTextEdit(from_utf8(definition.note)))
{
    auto* label = new QLabel(tr("&Note"));
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(text_);
    text_->setAccessibleName(tr("Note"));
    text_->setToolTip(tr("At most 1024 characters; only this program keeps it"));
    text_->setTabChangesFocus(true);
    add(label);
    add(text_, 1);
    resize(480, 240);
    text_->setFocus();
}

std::optional<std::vector<ActionDialog::Call>> NoteDialog::calls()
{
    return std::vector<Call>{ { "UpdateTaskDefinitionNote",
        { { "taskDefinition", name_ }, { "note", text_->toPlainText().toStdString() } } } };
}

} // namespace quayside::ui
