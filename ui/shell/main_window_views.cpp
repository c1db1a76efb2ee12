#include "ui/shell/main_window_private.h"

#include "ui/pages/details_pane.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/table_page.h"
#include "ui/session/session.h"
#include "ui/shell/key_bindings.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/keys_dialog.h"
#include "ui/shell/navigator.h"
#include "ui/shell/status_view.h"
#include "ui/shell/view_places.h"
#include "ui/shell/view_window.h"
#include "ui/shell/window_menus.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QStatusBar>

#include <chrono>

// The places of the window's views: what is remembered of them, and the menu entries that act on the one in front.
namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kMessageTime{ 5'000 };

WindowSettings::Place place_of(const ViewTabs& tabs)
{
    return { tabs.views(), tabs.view_at(tabs.currentIndex()) };
}

bool is_there(const model::State& state, const View& view)
{
    const auto cluster = state.clusters().find(view.cluster);
    return view.cluster.empty() || (cluster && cluster->status == model::ClusterStatus::Active);
}

void fill(ViewTabs& tabs, const WindowSettings::Place& place, const model::State& state)
{
    for (const auto& view : place.open)
        if (is_there(state, view))
            tabs.open(view, true);
    if (auto* current = tabs.find(place.current))
        tabs.setCurrentWidget(current);
}

} // namespace

WindowSettings::Views MainWindow::Private::layout() const
{
    WindowSettings::Views views;
    views.cluster = cluster_;
    views.first = place_of(*parts_.tabs);
    views.split = parts_.places->saveState();
    if (const auto* beside = parts_.places->beside())
        views.beside = place_of(*beside);
    for (const auto* torn : parts_.places->windows())
        views.windows.push_back({ torn->saveGeometry(), torn->saveState(), place_of(*torn->tabs()) });
    return views;
}

// As they were left: the first window's are there already.
void MainWindow::Private::open_windows()
{
    const auto& state = parts_.session.state();
    fill(*parts_.tabs, wanted_.first, state);
    if (!wanted_.beside.open.empty()) {
        fill(*parts_.places->make_beside(), wanted_.beside, state);
        parts_.places->restoreState(wanted_.split);
    }
    for (const auto& torn : wanted_.windows) {
        if (torn.place.open.empty())
            continue;
        auto* made = parts_.places->make_window();
        fill(*made->tabs(), torn.place, state);
        WindowSettings::put(*made, torn.geometry);
        made->restoreState(torn.docks);
        made->setAttribute(Qt::WA_ShowWithoutActivating);
        made->show();
    }
    wanted_.windows.clear();
}

DetailsPane& MainWindow::Private::details() const
{
    const auto* torn = parts_.places->window_of(parts_.places->active());
    return torn ? *torn->details() : *parts_.details;
}

void MainWindow::Private::say(const QString& sentence)
{
    QStatusBar* bar = parts_.status;
    if (const auto* torn = parts_.places->window_of(parts_.places->active()))
        bar = torn->statusBar();
    bar->showMessage(sentence, static_cast<int>(kMessageTime.count()));
}

void MainWindow::Private::watch_window(ViewWindow& window)
{
    connect(window.details(), &DetailsPane::link_opened, this, &Private::show_object);
    connect(&window, &ViewWindow::closed, this, [this] { on_turned(*parts_.tabs); });
}

void MainWindow::Private::connect_view_menus()
{
    const auto& menus = *parts_.menus;
    auto& places = *parts_.places;
    connect(menus.tear_off, &QAction::triggered, this, [&places] {
        auto* tabs = places.active();
        places.tear_off(*tabs, tabs->currentIndex(), tabs->mapToGlobal(QPoint(32, 32)));
    });
    connect(menus.put_beside, &QAction::triggered, this, [&places] {
        auto* tabs = places.active();
        places.put_beside(*tabs, tabs->currentIndex());
    });
    connect(menus.bring_back, &QAction::triggered, this, [&places] {
        auto* tabs = places.active();
        places.bring_back(*tabs, tabs->currentIndex());
    });
    connect(menus.stay, &QAction::triggered, this, [this, &places](bool stays) {
        auto* tabs = places.active();
        if (auto* page = tabs->current_page())
            tabs->set_stays(page, stays);
        on_turned(*tabs);
    });
    connect(parts_.navigator, &Navigator::cluster_wanted_beside, this, [this, &places](const QString& cluster) {
        const auto* page = places.active()->current_page();
        const View view{ page ? page->kind() : PageKind::Overview, cluster.toStdString() };
        if (!places.holder(view))
            places.make_beside()->open(view);
        places.open(view)->focus_content();
    });
}

void MainWindow::Private::connect_keys()
{
    const auto& menus = *parts_.menus;
    keys_ = new KeyBindings(*window_.menuBar(), &window_);
    connect(keys_, &KeyBindings::changed, this, &Private::tell_keys);
    connect(menus.change_keys, &QAction::triggered, this,
        [this] { parts_.actions->open(new KeysDialog(*keys_, parts_.places->window_in_front())); });
    connect(menus.key_sheet, &QAction::triggered, this,
        [this] { parts_.actions->open(new KeySheet(*keys_, parts_.places->window_in_front())); });
    tell_keys();
}

// Tool tips name the keys of views and actions.
void MainWindow::Private::tell_keys()
{
    const auto& menus = *parts_.menus;
    for (int i = 0; i < kPagesWithDigit; ++i)
        set_key_of(static_cast<PageKind>(i), menus.pages[static_cast<std::size_t>(i)]->shortcut());
    set_key_of(PageKind::Topology, menus.topology->shortcut());
    set_key_of(PageKind::Api, menus.api->shortcut());
    set_key_of(PageKind::Images, menus.images->shortcut());
    parts_.navigator->set_cluster(cluster_);
    parts_.actions->set_context(parts_.actions->cluster(), parts_.actions->selection());
}

TablePage* MainWindow::Private::table_page() const
{
    return qobject_cast<TablePage*>(parts_.places->active()->current_page());
}

TableView* MainWindow::Private::table() const
{
    for (auto* widget = QApplication::focusWidget(); widget; widget = widget->parentWidget())
        if (auto* table = qobject_cast<TableView*>(widget))
            return table;
    const auto* page = table_page();
    return page ? page->table() : nullptr;
}

void MainWindow::Private::connect_table_menus()
{
    const auto& menus = *parts_.menus;
    const auto on = [this](QAction* action, void (TableView::*run)()) {
        connect(action, &QAction::triggered, this, [this, run] {
            if (auto* there = table())
                (there->*run)();
        });
    };
    on(menus.copy_rows, &TableView::copy_tsv);
    on(menus.copy_json, &TableView::copy_json);
    on(menus.resort, &TableView::resort);
    on(menus.choose_columns, &TableView::choose_columns);
    on(menus.fit_columns, &TableView::fit_columns);
    on(menus.reset_columns, &TableView::reset_columns);
    const auto on_page = [this](QAction* action, void (TablePage::*run)()) {
        connect(action, &QAction::triggered, this, [this, run] {
            if (auto* page = table_page())
                (page->*run)();
        });
    };
    on_page(menus.preview_edits, &TablePage::preview_pending);
    on_page(menus.apply_edits, &TablePage::apply_pending);
    on_page(menus.discard_edits, &TablePage::discard_pending);
    on_page(menus.save_view, &TablePage::save_view);
}

void MainWindow::Private::refresh_view_actions()
{
    const auto& menus = *parts_.menus;
    const auto* tabs = parts_.places->active();
    const auto* page = tabs->current_page();
    const bool in_first = tabs == parts_.tabs;
    menus.tear_off->setEnabled(page && tabs->count() > 1);
    menus.put_beside->setEnabled(page && (!in_first || tabs->count() > 1));
    menus.bring_back->setEnabled(page && !in_first);
    menus.stay->setEnabled(page && !page->cluster().empty());
    menus.stay->setChecked(page && tabs->stays(page));
    auto* there = table_page();
    const bool is_table = there != nullptr;
    parts_.menus->show_actions_of(page);
    const bool waits = there && there->pending() > 0;
    for (QAction* action : { menus.preview_edits, menus.apply_edits, menus.discard_edits })
        action->setEnabled(waits);
    if (there)
        connect(there, &TablePage::pending_changed, this, &Private::refresh_view_actions, Qt::UniqueConnection);
    for (QAction* action : { menus.copy_rows, menus.copy_json, menus.resort, menus.choose_columns, menus.fit_columns,
             menus.reset_columns, menus.save_view })
        action->setEnabled(is_table);
}

} // namespace quayside::ui
