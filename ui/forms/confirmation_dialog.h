#pragma once

#include "ui/forms/action_dialog.h"

#include <QStringList>
#include <QTimer>

#include <functional>

class QLabel;
class QLineEdit;

namespace quayside::ui {

// Asks before something that cannot be undone. The safe button is the default and Esc is safe; both buttons are verbs.
// Where a cluster is deleted, or something in a protected one, its name has to be typed.
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

    // What will happen is asked for again whenever something has changed; its title and verbs stay.
    void keep_true(std::function<Question()> question);
    QString sentence() const;
    QLineEdit* typed_name() const { return typed_; } // null: nothing has to be typed

protected:
    std::optional<std::vector<Call>> calls() override { return calls_; }

private:
    void show_question(const Question& question);
    void ask_for_name();

    std::vector<Call> calls_;
    QLabel* sentence_;
    QWidget* objects_;
    QLineEdit* typed_ = nullptr;
    std::function<Question()> question_;
    QTimer soon_;
};

} // namespace quayside::ui
