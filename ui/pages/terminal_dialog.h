#pragma once

#include "core/model/task.h"
#include "ui/session/terminal_link.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace quayside::ui {

// Asks which container of a task a command is to be run in, and which command. Show it with open(). GUI thread.
class TerminalDialog : public QDialog {
    Q_OBJECT

public:
    explicit TerminalDialog(const model::Task& task, QWidget* parent = nullptr);

    // Why there can be no terminal in this task; empty: there can.
    static QString why_not(const model::Task& task);

    TerminalLink::Target target() const;
    QComboBox* container() const { return container_; }
    QLineEdit* command() const { return command_; }

private:
    void check();

    std::string cluster_;
    std::string task_;
    QComboBox* container_;
    QLineEdit* command_;
    QPushButton* open_;
};

} // namespace quayside::ui
