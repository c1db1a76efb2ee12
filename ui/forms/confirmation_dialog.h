#pragma once

#include "ui/forms/action_dialog.h"

#include <QStringList>

namespace quayside::ui {

// Asks before something that cannot be undone. The safe button is the default and Esc is safe; both buttons are verbs.
class ConfirmationDialog : public ActionDialog {
    Q_OBJECT
public:
    struct Question {
        QString title; // "Stop 3 tasks"
        QString sentence; // what will happen
        QStringList objects; // each by name; the first ones are shown, the others counted
        QString verb; // "&Stop 3 tasks"
        QString keep; // "&Keep running"
    };

    ConfirmationDialog(Session& session, const Question& question, std::vector<Call> calls, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override { return calls_; }

private:
    std::vector<Call> calls_;
};

} // namespace quayside::ui
