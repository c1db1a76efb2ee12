#pragma once

#include "core/model/task_definition.h"
#include "ui/forms/action_dialog.h"

class QPlainTextEdit;

namespace quayside::ui {

// What a person writes beside a revision of a task definition; at most 1024 characters.
class NoteDialog : public ActionDialog {
    Q_OBJECT

public:
    NoteDialog(Session& session, const model::TaskDefinition& definition, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;

private:
    std::string name_;
    QPlainTextEdit* text_;
};

} // namespace quayside::ui
