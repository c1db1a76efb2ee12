#include "ui/shell/main_window_private.h"

#include "ui/forms/connect_dialog.h"
#include "ui/forms/roles_dialog.h"
#include "ui/forms/secrets_dialog.h"
#include "ui/look/icons.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/pages/details_pane.h"
#include "ui/pages/job_list.h"
#include "ui/pages/json_tab.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/saved_views.h"
#include "ui/pages/table_page.h"
#include "ui/palette/command_palette.h"
#include "ui/session/batches.h"
#include "ui/session/change_gate.h"
#include "ui/session/instant.h"
#include "ui/session/quayside.h"
#include "ui/session/undo_log.h"
#include "ui/shell/action_bar.h"
#include "ui/shell/banner.h"
#include "ui/shell/bottom_pane.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/history.h"
#include "ui/shell/main_toolbar.h"
#include "ui/shell/navigator.h"
#include "ui/shell/progress_view.h"
#include "ui/shell/protection.h"
#include "ui/shell/screen_fit.h"
#include "ui/shell/screenshots.h"
#include "ui/shell/status_view.h"
#include "ui/shell/view_places.h"
#include "ui/shell/view_tabs.h"
#include "ui/shell/view_tour.h"
#include "ui/shell/view_window.h"
#include "ui/shell/window_menus.h"
#include "ui/shell/window_parts.h"
#include "ui/shell/window_settings.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMenu>
#include <QMessageBox>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

constexpr int kWidth = 1440;
constexpr int kHeight = 900;
constexpr int kNavigator = 216;
constexpr int kDetails = 352;
constexpr int kBottom = 208;

QDockWidget* make_dock(const char* name, const QString& title, QWidget* content, QMainWindow& window)
{
    auto* dock = new QDockWidget(title, &window);
    dock->setObjectName(name);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    return dock;
}

Qt::DockWidgetArea leading_area()
{
    return QGuiApplication::isRightToLeft() ? Qt::RightDockWidgetArea : Qt::LeftDockWidgetArea;
}

Qt::DockWidgetArea trailing_area()
{
    return QGuiApplication::isRightToLeft() ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea;
}

// The cluster to begin with: the one of the last time, else one with container instances, else the first by name.
std::string choose_cluster(const model::State& state, const std::string& wanted)
{
    if (const auto cluster = state.clusters().find(wanted); cluster && cluster->status == model::ClusterStatus::Active)
        return wanted;
    std::string best;
    bool best_has_instances = false;
    for (const auto& [name, cluster] : state.clusters()) {
        const bool has_instances = !state.instances_in(name).empty();
        if (cluster->status != model::ClusterStatus::Active || has_instances < best_has_instances)
            continue;
        if (best.empty() || has_instances > best_has_instances || name < best) {
            best = name;
            best_has_instances = has_instances;
        }
    }
    return best;
}

} // namespace

MainWindow::Private::Private(MainWindow& window, Session& session, WindowOptions options)
    : window_(window)
    , options_(std::move(options))
    , settings_(options_.state_directory, options_.endpoint)
    , parts_{ .session = session }
{
    settings_.restore_theme();
    settings_.restore_gate(ChangeGate::of(parts_.session));
    Batches::of(parts_.session).set_grace(options_.grace);
    wanted_ = settings_.views();
    parts_.state_directory = options_.state_directory;
    parts_.endpoints = options_.endpoints;
    parts_.endpoint = options_.endpoint;
    make_parts();
    arrange();
    connect_parts();
    connect_menus();
    connect_keys();
    refresh_phase();
}

MainWindow::Private::~Private() = default;

void MainWindow::Private::close_windows()
{
    parts_.places->close_windows();
}

void MainWindow::Private::save()
{
    if (first_run_)
        return;
    settings_.save(window_, layout());
}

void MainWindow::Private::make_parts()
{
    auto& session = parts_.session;
    parts_.actions = new ObjectActions(session, &window_);
    for (int i = 0; i < ObjectActions::kActions; ++i)
        window_.addAction(parts_.actions->action(static_cast<ObjectActions::Id>(i)));
    parts_.protection = new Protection(session, &window_);
    parts_.jobs = new JobList(session, *parts_.actions);
    parts_.menus = new WindowMenus(window_, *parts_.actions, *parts_.protection);
    parts_.tools = new MainToolBar(
        session, *parts_.actions, parts_.menus->back, parts_.menus->forward, parts_.menus->palette, &window_);
    if (!options_.endpoint.isEmpty()) {
        parts_.menus->connect_endpoint->setIconText(options_.endpoint);
        parts_.tools->add_place(parts_.menus->connect_endpoint);
    }
    parts_.navigator = new Navigator(session);
    parts_.details = new DetailsPane(session, *parts_.actions);
    parts_.bottom = new BottomPane(session, *parts_.actions, *parts_.jobs, options_.terminals);
    parts_.status = new StatusView(session);
    parts_.palette = new CommandPalette(&window_);
    parts_.banner = new Banner;
    parts_.action_bar = new ActionBar(session);
    parts_.progress = new ProgressView;
    parts_.places = new ViewPlaces(session, *parts_.actions, window_);
    parts_.tabs = parts_.places->first();
    parts_.tabs->set_welcome(new FirstRunPage(
        session, *parts_.actions, options_.endpoints, options_.endpoints ? parts_.menus->connect_endpoint : nullptr));
    parts_.centre = new QStackedWidget;
    parts_.centre->addWidget(parts_.progress);
    parts_.centre->addWidget(parts_.places);
}

void MainWindow::Private::arrange()
{
    window_.setWindowTitle(options_.endpoint.isEmpty() ? tr("Quayside") : tr("%1, Quayside").arg(options_.endpoint));
    window_.setWindowIcon(app_icon());
    window_.setAccessibleName(tr("Quayside"));
    window_.setDockNestingEnabled(true);
    const bool reversed = window_.isRightToLeft(); // which docks do not follow by themselves
    window_.setCorner(reversed ? Qt::BottomRightCorner : Qt::BottomLeftCorner, leading_area());
    window_.setCorner(reversed ? Qt::BottomLeftCorner : Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    window_.addToolBar(parts_.tools);
    window_.setStatusBar(parts_.status);
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(parts_.banner);
    column->addWidget(parts_.centre, 1);
    column->addWidget(parts_.action_bar);
    window_.setCentralWidget(middle);
    parts_.navigator_dock = make_dock("navigator", tr("Navigator"), parts_.navigator, window_);
    parts_.details_dock = make_dock("details", tr("Details"), parts_.details, window_);
    parts_.bottom_dock = make_dock("bottom", tr("Events, jobs and command log"), parts_.bottom, window_);
    parts_.bottom_dock->setTitleBarWidget(new QWidget);
    parts_.navigator->setMinimumWidth(Theme::get().scaled(kNavigator * 3 / 4));

    window_.addDockWidget(leading_area(), parts_.navigator_dock);
    window_.addDockWidget(trailing_area(), parts_.details_dock);
    window_.addDockWidget(Qt::BottomDockWidgetArea, parts_.bottom_dock);
    for (QDockWidget* dock : { parts_.navigator_dock, parts_.details_dock, parts_.bottom_dock })
        parts_.menus->add_pane(*dock);
    if (!settings_.restore(window_))
        reset_layout();
}

void MainWindow::Private::reset_layout()
{
    if (!window_.isVisible())
        window_.resize(fitted(QRect(0, 0, kWidth, kHeight), screens()).size());
    for (QDockWidget* dock : { parts_.navigator_dock, parts_.details_dock, parts_.bottom_dock }) {
        dock->setFloating(false);
        dock->setVisible(!first_run_ || dock == parts_.navigator_dock);
    }
    window_.addDockWidget(leading_area(), parts_.navigator_dock);
    window_.addDockWidget(trailing_area(), parts_.details_dock);
    window_.addDockWidget(Qt::BottomDockWidgetArea, parts_.bottom_dock);
    window_.resizeDocks({ parts_.navigator_dock, parts_.details_dock }, { kNavigator, kDetails }, Qt::Horizontal);
    window_.resizeDocks({ parts_.bottom_dock }, { kBottom }, Qt::Vertical);
}

void MainWindow::Private::connect_parts()
{
    auto& session = parts_.session;
    connect(&session, &Session::changed, this, &Private::on_changed);
    connect(&session, &Session::connection_changed, this, &Private::refresh_phase);
    connect(&session, &Session::progress_changed, parts_.progress, &ProgressView::set_progress);
    connect(&session, &Session::failed, this, &Private::on_failed);
    connect(&session, &Session::installation_changed, this, &Private::refresh_place);
    connect(&session.command_log(), &CommandLog::changed, this, [this] {
        if (parts_.session.command_log().commands().back().status == Command::Status::Succeeded)
            parts_.banner->hide();
    });
    connect(parts_.tools, &MainToolBar::cluster_wanted, this,
        [this](const QString& cluster) { set_cluster(cluster.toStdString()); });
    connect(parts_.navigator, &Navigator::cluster_wanted, this,
        [this](const QString& cluster) { set_cluster(cluster.toStdString()); });
    connect(parts_.navigator, &Navigator::page_wanted, this, &Private::show_page);
    connect(parts_.navigator, &Navigator::view_wanted, this, [this](const SavedView& view) {
        auto* page = parts_.places->open({ view.page });
        if (auto* table = qobject_cast<TablePage*>(page))
            table->show_view(SavedView(view));
        page->focus_content();
    });
    connect(parts_.status, &StatusView::page_wanted, this, &Private::show_page);
    connect(parts_.places, &ViewPlaces::turned, this, [this](ViewTabs* tabs) { on_turned(*tabs); });
    connect(parts_.places, &ViewPlaces::opened, this, &Private::open_details);
    connect(parts_.places, &ViewPlaces::window_made, this, [this](ViewWindow* made) { watch_window(*made); });
    connect(parts_.details, &DetailsPane::link_opened, this, &Private::show_object);
    connect(parts_.bottom, &BottomPane::close_wanted, parts_.bottom_dock, &QWidget::hide);
    connect(parts_.bottom, &BottomPane::event_chosen, this,
        [this](const model::Event& event) { show_object(ObjectRef::to(event)); });
    connect(parts_.actions, &ObjectActions::said, this, &Private::say);
    connect(parts_.bottom, &BottomPane::said, this, &Private::say);
    connect(parts_.details, &DetailsPane::said, this, &Private::say);
    connect(parts_.actions, &ObjectActions::wanted, this, &Private::show_object);
    connect(parts_.actions, &ObjectActions::logs_wanted, this, &Private::show_logs);
    connect(parts_.actions, &ObjectActions::terminal_wanted, this, &Private::open_terminal);
    connect(parts_.actions, &ObjectActions::files_wanted, this, &Private::show_files);
    connect(parts_.actions, &ObjectActions::draft_wanted, this, &Private::write_draft);
    connect(parts_.actions, &ObjectActions::import_wanted, this, &Private::import_draft);
    connect(parts_.bottom, &BottomPane::link_opened, this, &Private::show_object);
    connect(&Instant::of(session), &Instant::asked, this, [this](Instant::Place place) {
        const bool graphs = place == Instant::Place::Graphs;
        (graphs ? parts_.details_dock : parts_.bottom_dock)->show();
        if (graphs)
            parts_.details->turn_to(DetailsPane::Tab::Metrics);
    });
    connect(parts_.status, &StatusView::jobs_wanted, this, &Private::show_jobs);
    connect(parts_.status, &StatusView::gate_menu_wanted, this, &Private::show_gate_menu);
    connect(parts_.tools, &MainToolBar::gate_menu_wanted, this, &Private::show_gate_menu);
    connect(parts_.jobs, &JobList::changed, this, [this] { parts_.status->set_jobs(parts_.jobs->running()); });
    connect(&ChangeGate::of(session), &ChangeGate::changed, this,
        [this] { settings_.save_gate(ChangeGate::of(parts_.session)); });
    auto& log = UndoLog::of(session);
    connect(&log, &UndoLog::changed, this, &Private::refresh_undo);
    connect(&Batches::of(session), &Batches::changed, this, &Private::refresh_undo);
    connect(&log, &UndoLog::refused, parts_.banner, &Banner::show_problem);
    connect(&log, &UndoLog::undone, this, &Private::say);
    context_soon_.setSingleShot(true);
    context_soon_.setInterval(100);
    connect(&context_soon_, &QTimer::timeout, this,
        [this] { parts_.actions->set_context(parts_.actions->cluster(), parts_.actions->selection()); });
}

void MainWindow::Private::connect_menus()
{
    const auto& menus = *parts_.menus;
    const auto on = [this](QAction* action, auto run) { connect(action, &QAction::triggered, this, run); };
    on(menus.back, [this] {
        if (const auto place = history_.back())
            go(*place);
    });
    on(menus.forward, [this] {
        if (const auto place = history_.forward())
            go(*place);
    });
    on(menus.refresh, [this] { refresh(); });
    on(menus.close_view, [this] { parts_.places->active()->close_current(); });
    on(menus.quit, [this] { window_.close(); });
    on(menus.undo, [this] { undo(); });
    on(menus.redo, [this] { UndoLog::of(parts_.session).redo(); });
    on(menus.jobs, [this] { show_jobs(); });
    on(menus.edit, [this] { edit(); });
    on(menus.filter, [this] {
        if (parts_.bottom->focus_filter())
            return;
        if (auto* page = parts_.places->active()->current_page())
            page->focus_filter();
    });
    connect_view_menus();
    connect_table_menus();
    on(menus.next_view, [this] { turn_view(+1); });
    on(menus.previous_view, [this] { turn_view(-1); });
    on(menus.next_pane, [this] { turn_pane(+1); });
    on(menus.previous_pane, [this] { turn_pane(-1); });
    on(menus.reset_layout, [this] { reset_layout(); });
    parts_.menus->show_language(settings_.language());
    connect(parts_.menus, &WindowMenus::language_chosen, this, [this](const QString& code) {
        settings_.set_language(code);
        say(tr("The language changes when Quayside is started again."));
    });
    on(menus.welcome, [this] { parts_.tabs->show_welcome(true); });
    on(menus.palette, [this] { open_palette(); });
    on(menus.connect_endpoint, [this] { connect_endpoint(); });
    on(menus.this_computer, [this] { emit window_.endpoint_wanted({}); });
    on(menus.secrets, [this] { parts_.actions->open(new SecretsDialog(parts_.session, &window_)); });
    on(menus.roles, [this] { parts_.actions->open(new RolesDialog(parts_.session, &window_)); });
    on(menus.about, [this] { show_about(); });
    on(menus.topology, [this] { show_page(PageKind::Topology); });
    on(menus.api, [this] { show_page(PageKind::Api); });
    on(menus.images, [this] { show_page(PageKind::Images); });
    for (int i = 0; i < kPagesWithDigit; ++i)
        on(menus.pages[static_cast<std::size_t>(i)], [this, i] { show_page(static_cast<PageKind>(i)); });
    refresh_undo();
    refresh_place();
    menus.back->setEnabled(false);
    menus.forward->setEnabled(false);
}

// Where the window is, and what of it only a Quayside has.
void MainWindow::Private::refresh_place()
{
    const auto& menus = *parts_.menus;
    const bool elsewhere = !options_.endpoint.isEmpty();
    const bool own = is_quayside(parts_.session.installation());
    if (!options_.endpoints) {
        menus.connect_endpoint->setEnabled(false);
        menus.connect_endpoint->setStatusTip(tr("This window connects to no other endpoint"));
    }
    if (!elsewhere) {
        menus.this_computer->setEnabled(false);
        menus.this_computer->setStatusTip(tr("The window shows the clusters of this computer"));
    }
    if (!own)
        parts_.menus->block_own(tr("This endpoint is none of Quayside's, which alone have this"));
    parts_.navigator->set_place(options_.endpoint, own);
    parts_.status->set_place(options_.endpoint);
    parts_.actions->set_context(parts_.actions->cluster(), parts_.actions->selection());
}

void MainWindow::Private::connect_endpoint()
{
    auto* dialog = new ConnectDialog(options_.endpoints, options_.endpoint, &window_);
    connect(dialog, &ConnectDialog::connect_wanted, &window_, &MainWindow::endpoint_wanted);
    parts_.actions->open(dialog);
}

void MainWindow::Private::refresh_phase()
{
    const auto connection = parts_.session.connection();
    const bool ready = connection == Session::Connection::Connected || connection == Session::Connection::Silent;
    parts_.progress->set_progress(parts_.session.progress());
    parts_.centre->setCurrentWidget(ready ? static_cast<QWidget*>(parts_.places) : parts_.progress);
    if (ready && parts_.tabs->count() == 0)
        on_changed();
}

void MainWindow::Private::on_changed()
{
    const auto& state = parts_.session.state();
    const auto current = state.clusters().find(cluster_);
    if (!current || current->status != model::ClusterStatus::Active)
        set_cluster(choose_cluster(state, cluster_.empty() ? wanted_.cluster : std::string()));
    refresh_first_run();
    if (!context_soon_.isActive())
        context_soon_.start();
}

// While there is no container instance the welcome page stands alone, as everything else would be empty.
void MainWindow::Private::refresh_first_run()
{
    const bool first = options_.first_run_page && parts_.session.state().container_instances().empty();
    if (first == first_run_ && parts_.tabs->count() > 0)
        return;
    if (first) {
        first_run_ = true;
        parts_.tabs->show_welcome(true);
        parts_.details_dock->hide();
        parts_.bottom_dock->hide();
        return;
    }
    if (first_run_)
        for (QDockWidget* dock : { parts_.details_dock, parts_.bottom_dock })
            dock->show();
    if (first_run_)
        window_.resizeDocks({ parts_.bottom_dock }, { kBottom }, Qt::Vertical);
    if (first_run_)
        window_.resizeDocks({ parts_.navigator_dock, parts_.details_dock }, { kNavigator, kDetails }, Qt::Horizontal);
    // The first instance may have come with a cluster of its own, as that of the demo does: that one is to be seen.
    const auto& state = parts_.session.state();
    if (first_run_ && state.instances_in(cluster_).empty())
        set_cluster(choose_cluster(state, {}));
    first_run_ = false;
    open_wanted_views();
    parts_.tabs->show_welcome(false);
}

void MainWindow::Private::open_wanted_views()
{
    open_windows();
    show_page(wanted_.first.current.kind);
}

MainWindow::MainWindow(Session& session, WindowOptions options)
    : d_(std::make_unique<Private>(*this, session, std::move(options)))
{
}

MainWindow::~MainWindow() = default;

bool MainWindow::render_screenshots(const QString& directory)
{
    return ui::render_screenshots(*this, d_->parts(), directory);
}

bool MainWindow::show_every_view(const Look& look)
{
    return ViewTour(*this, d_->parts(), look).go();
}

void MainWindow::raise_window()
{
    if (isMinimized())
        showNormal();
    show();
    raise();
    activateWindow();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    d_->save();
    Batches::of(d_->parts().session).send_all_now(); // it was confirmed
    d_->close_windows();
    event->accept();
}

} // namespace quayside::ui
