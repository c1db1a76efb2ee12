#include "ui/shell/view_tour.h"

#include "ui/pages/find_bar.h"
#include "ui/pages/log_pane.h"
#include "ui/pages/table_page.h"
#include "ui/pages/terminal_pane.h"
#include "ui/session/session.h"
#include "ui/shell/bottom_pane.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"
#include "ui/terminal/terminal_view.h"

#include <QAction>
#include <QDockWidget>

namespace quayside::ui {

// Of a service whose tasks write: as it follows, and an error of it while somebody reads further up.
bool ViewTour::show_logs()
{
    select_service(StateGlyph::Pending);
    parts_.details_dock->hide();
    parts_.actions->action(Action::ShowLogs)->trigger();
    auto* logs = parts_.bottom->logs();
    if (!wait_for([logs] { return logs->rows().rowCount() > 0; }))
        return complain("no line of a log came");
    bool good = show("logs");
    logs->filter()->set_text(QStringLiteral("level:error"));
    wait_for([logs] { return !logs->rows().is_busy() && logs->rows().rowCount() < logs->rows().total(); });
    logs->table()->selectRow(logs->rows().rowCount() / 2);
    logs->follow(false);
    good = show("logs-errors") && good;
    logs->filter()->set_text(QStringLiteral("level>=info -\"/readyz\""));
    wait_for([logs] { return !logs->rows().is_busy(); });
    logs->find_bar()->show();
    logs->find_bar()->begin(QStringLiteral("checkout"));
    logs->find(QStringLiteral("checkout"), true);
    wait_for([logs] { return !logs->hits().empty(); });
    good = show("logs-found") && good;
    logs->find_bar()->hide();
    logs->filter()->clear();
    logs->follow(true);
    parts_.bottom->setCurrentIndex(0);
    parts_.details_dock->show();
    return good;
}

// In a task that takes commands: what its shell says of itself, and the dialog that opens it.
bool ViewTour::show_terminal()
{
    auto* page = select_running_task();
    parts_.details_dock->hide();
    bool good = show_dialog("open-terminal", Action::OpenTerminal);
    const auto refs = page->selection();
    const auto task = refs.empty() ? nullptr : find_task(parts_.session.state(), refs.front());
    if (!task)
        return complain("no task runs");
    auto* pane = parts_.bottom->open_terminal(
        { task->spec->cluster, task->id.hex(), task->spec->definition->containers.front().name, "/bin/sh" });
    const auto shows = [&](const QString& text) {
        return wait_for([pane, text] { return pane->view()->visible_text().contains(text); });
    };
    if (!shows(QStringLiteral("#")))
        return complain("the shell of a task says nothing: " + pane->link().words());
    for (const char* typed : { "help\r", "hostname\r", "stty size\r", "ls\r" })
        emit pane->view()->typed(typed);
    good = shows(QStringLiteral("ls: not found")) && show("terminal") && good;
    parts_.bottom->close_terminal(pane);
    parts_.bottom->setCurrentIndex(0);
    parts_.details_dock->show();
    return good;
}

// Of the container of a task that runs: its root.
bool ViewTour::show_files()
{
    select_running_task();
    parts_.details_dock->hide();
    parts_.actions->action(Action::ShowFiles)->trigger();
    const bool good = show("files");
    parts_.bottom->setCurrentIndex(0);
    parts_.details_dock->show();
    return good;
}

} // namespace quayside::ui
