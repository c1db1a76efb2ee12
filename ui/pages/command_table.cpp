#include "ui/pages/command_table.h"

#include "ui/look/icons.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <nlohmann/json.hpp>

namespace quayside::ui {

CommandTable::CommandTable(Session& session, QWidget* parent)
    : TableView("command-log", tr("Command log"), parent)
    , session_(session)
    , command_rows_(command_columns(), session.state())
{
    command_rows_.sort(0, Qt::DescendingOrder);
    set_rows(&command_rows_);
    set_empty(icon(Glyph::Terminal, Role::Muted),
        tr("Every command that you give in this window appears here as a line for the shell."));
    connect(&session_.command_log(), &CommandLog::changed, this, &CommandTable::show_commands);
    connect(this, &TableView::menu_requested, this, &CommandTable::show_menu);
    connect(this, &TableView::opened, this, [this](int row) {
        if (const auto command = command_rows_.value(row))
            copy(command->line);
    });
}

void CommandTable::show_commands()
{
    std::vector<std::shared_ptr<const Command>> rows;
    for (const auto& command : session_.command_log().commands())
        rows.push_back(std::make_shared<const Command>(command));
    command_rows_.set_rows(std::move(rows));
}

void CommandTable::show_menu(int row, const QPoint& at)
{
    const auto command = command_rows_.value(row);
    if (!command)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy &line for the shell")), &QAction::triggered, this,
        [this, command] { copy(command->line); });
    connect(menu->addAction(tr("Copy the &call")), &QAction::triggered, this, [this, command] { copy(command->call); });
    auto* copy_error = menu->addAction(tr("Copy the &error"));
    copy_error->setEnabled(!command->error.isEmpty());
    connect(copy_error, &QAction::triggered, this, [this, command] { copy(command->error); });
    menu->popup(at);
}

void CommandTable::copy(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
    emit said(tr("Copied %1").arg(text));
}

} // namespace quayside::ui
