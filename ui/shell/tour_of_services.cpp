#include "ui/shell/view_tour.h"

#include "ui/pages/explain_tab.h"
#include "ui/pages/explain_view.h"
#include "ui/pages/metrics_tab.h"
#include "ui/pages/table_page.h"
#include "ui/session/batches.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"
#include "ui/session/undo_log.h"
#include "ui/shell/bottom_pane.h"
#include "ui/shell/view_tabs.h"
#include "ui/shell/window_menus.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"

#include <QAction>

#include <nlohmann/json.hpp>

namespace quayside::ui {

bool ViewTour::show_services()
{
    select_service(StateGlyph::Pending);
    // The graphs come last: by then the columns have their figures too.
    const std::pair<Tab, const char*> tabs[] = { { Tab::Overview, "service-overview" }, { Tab::Tasks, "service-tasks" },
        { Tab::Deployments, "service-deployments" }, { Tab::Events, "service-events" }, { Tab::Metrics, "services" } };
    bool good = true;
    for (const auto& [tab, name] : tabs) {
        parts_.details->turn_to(tab);
        if (tab == Tab::Metrics)
            wait_for([this] { return parts_.details->metrics()->has_data(); });
        good = show(name) && good;
    }
    return good;
}

bool ViewTour::show_deployments()
{
    bool good = select_first(PageKind::Deployments) && show("deployments");
    parts_.tabs->close_current();
    parts_.tabs->open(PageKind::Deployment)->focus_content();
    good = show("deployment") && good;
    if (parts_.actions->action(Action::RollBack)->isEnabled()) // that of the demo may be over by now
        good = show_dialog("roll-back", Action::RollBack) && good;
    parts_.tabs->close_current();
    return good;
}

// In the pane at the bottom, of a service that has no place for its tasks if there is one; and beside a task.
bool ViewTour::show_explanations()
{
    select_service(StateGlyph::Warning);
    parts_.actions->action(Action::Explain)->trigger();
    wait_for([this] { return !parts_.bottom->explanation()->view()->explanation().rows.empty(); });
    bool good = show("explain");
    parts_.bottom->setCurrentIndex(0);
    select_running_task();
    parts_.details->turn_to(Tab::Explain);
    wait_for([this] { return !parts_.details->explain()->view()->explanation().rows.empty(); });
    good = show("task-explain") && good;
    parts_.details->turn_to(Tab::Overview);
    return good;
}

// Edits of a service that wait, what they would do, and the keys.
bool ViewTour::show_pending()
{
    select_service(StateGlyph::Healthy);
    auto* page = qobject_cast<TablePage*>(parts_.tabs->current_page());
    auto* rows = page->table()->rows();
    const int row = page->table()->current_row();
    page->table()->setColumnHidden(rows->column_of(QStringLiteral("min")), false);
    rows->setData(rows->index(row, rows->column_of(QStringLiteral("min"))), QStringLiteral("50"));
    rows->setData(rows->index(row, rows->column_of(QStringLiteral("desired"))), QStringLiteral("7"));
    bool good = show("pending");
    good = show_dialog("plan", parts_.menus->preview_edits) && good;
    page->discard_pending();
    page->table()->reset_columns();
    good = show_dialog("keys", parts_.menus->change_keys) && good;
    return show_dialog("key-sheet", parts_.menus->key_sheet) && good;
}

// What can be taken back, what is held, what takes its time, and a window from which nothing can be changed.
bool ViewTour::show_safety()
{
    auto& gate = ChangeGate::of(parts_.session);
    auto& log = UndoLog::of(parts_.session);
    auto& batches = Batches::of(parts_.session);
    select_service(StateGlyph::Healthy);
    const auto refs = parts_.tabs->current_page()->selection();
    const auto service = refs.empty() ? nullptr : find_service(parts_.session.state(), refs.front());
    if (!service)
        return complain("there is no service");
    parts_.session.call("UpdateService",
        { { "cluster", service->cluster }, { "service", service->name },
            { "desiredCount", service->desired_count + 1 } },
        &window_, [](const Result<Json>&) {});
    wait_for([&log] { return log.can_undo(); });
    bool good = show("undo");
    log.undo();
    const auto held = batches.start(QStringLiteral("Stop 3 tasks"),
        { { "StopTask", Json::object() }, { "StopTask", Json::object() }, { "StopTask", Json::object() } });
    good = show("grace") && good;
    batches.cancel(held);
    parts_.menus->jobs->trigger();
    good = show("jobs") && good;
    parts_.bottom->setCurrentIndex(0);
    gate.set_read_only(true);
    good = show("read-only") && good;
    gate.set_read_only(false);
    return select_first(PageKind::Clusters) && show_dialog("delete-cluster", Action::DeleteCluster) && good;
}

} // namespace quayside::ui
