#pragma once

#include "ui/pages/columns_of.h"
#include "ui/tables/row_model_of.h"
#include "ui/tables/table_view.h"

namespace quayside::ui {

class Session;

// The command log: what the person at the window had done, newest first, as the call and as a line for the shell.
// Enter, a double click or the menu copies the line. GUI thread.
class CommandTable : public TableView {
    Q_OBJECT

public:
    explicit CommandTable(Session& session, QWidget* parent = nullptr);

signals:
    void said(const QString& text); // for the status bar

private:
    void show_commands();
    void show_menu(int row, const QPoint& at);
    void copy(const QString& text);

    Session& session_;
    RowModelOf<Command> command_rows_;
};

} // namespace quayside::ui
