#include "ui/shell/screenshots.h"

#include "ui/editor/task_definition_editor.h"
#include "ui/look/theme.h"
#include "ui/pages/details_pane.h"
#include "ui/pages/editor_page.h"
#include "ui/pages/explain_tab.h"
#include "ui/pages/explain_view.h"
#include "ui/pages/find_bar.h"
#include "ui/pages/json_tab.h"
#include "ui/pages/log_pane.h"
#include "ui/pages/metrics_tab.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/placement_preview.h"
#include "ui/pages/table_page.h"
#include "ui/pages/terminal_pane.h"
#include "ui/palette/command_palette.h"
#include "ui/session/batches.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"
#include "ui/session/undo_log.h"
#include "ui/shell/blank_client.h"
#include "ui/shell/bottom_pane.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/view_tabs.h"
#include "ui/shell/window_menus.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"
#include "ui/terminal/terminal_view.h"
#include "ui/topology/topology_view.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QEventLoop>
#include <QLineEdit>
#include <QPainter>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>

namespace quayside::ui {

namespace {

using Tab = DetailsPane::Tab;
using Action = ObjectActions::Id;

constexpr std::chrono::seconds kPatience{ 20 };
constexpr std::chrono::seconds kFigures{ 3 }; // a picture without them is one too
// Charts and live columns paint at most ten times a second, coalesced changes later than that.
constexpr std::chrono::milliseconds kSettling{ 400 };
constexpr QSize kSize{ 1440, 900 };
constexpr QSize kSmallest{ 960, 600 };
constexpr int kTitle = 28; // of a dialog
constexpr const char* kDraft = R"({
  "family": "web",
  "networkMode": "bridge",
  "executionRoleArn": "arn:aws:iam::000000000000:role/web-exec",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "harbour/web:2.8.1",
      "essential": true,
      "cpu": 512,
      "memory": 1024,
      "memoryReservation": 1280,
      "portMappings": [
        { "containerPort": 8080, "name": "http" }
      ],
      "dependsOn": [
        { "containerName": "migrate", "condition": "SUCCESS" },
        { "containerName": "envoy", "condition": "HEALTHY" },
        { "containerName": "log-router", "condition": "START" }
      ],
      "environment": [
        { "name": "LOG_FORMAT", "value": "json" }
      ],
      "secrets": [
        { "name": "DB_PASSWORD", "valueFrom": "arn:aws:ssm:us-east-1:000000000000:parameter/db-password" }
      ],
      "mountPoints": [
        { "sourceVolume": "assets", "containerPath": "/assets" }
      ],
      "healthCheck": { "command": ["CMD", "check"], "startPeriod": 20 },
      "x-team": "storefront"
    },
    {
      "name": "envoy",
      "image": "envoy:1.29",
      "cpu": 128,
      "memory": 256,
      "portMappings": [
        { "containerPort": 9901 }
      ]
    },
    { "name": "migrate", "image": "harbour/web:2.8.1", "essential": false, "cpu": 256, "memory": 512 },
    {
      "name": "log-router",
      "image": "fluent-bit",
      "essential": false,
      "cpu": 64,
      "memory": 128,
      "mountPoints": [
        { "sourceVolume": "assets", "containerPath": "/in" }
      ]
    },
    {
      "name": "exporter",
      "image": "statsd:1",
      "essential": false,
      "cpu": 32,
      "memory": 64,
      "portMappings": [
        { "containerPort": 9102 }
      ],
      "dependsOn": [
        { "containerName": "web", "condition": "START" }
      ]
    }
  ],
  "volumes": [
    { "name": "assets" }
  ]
})";

// As a window manager would show it: centred, under its title.
void paint_in_front(QPixmap& picture, QDialog& dialog)
{
    const QPixmap front = dialog.grab();
    const QSizeF size = front.deviceIndependentSize();
    const QPointF corner((kSize.width() - size.width()) / 2, (kSize.height() - size.height()) / 3);
    const QRectF title(corner - QPointF(0, kTitle), QSizeF(size.width(), kTitle));
    QPainter painter(&picture);
    painter.fillRect(title, colour(Role::Alt));
    painter.setFont(font_of(Type::DockHeading));
    painter.setPen(colour(Role::Text));
    painter.drawText(title, Qt::AlignCenter, dialog.windowTitle());
    painter.drawPixmap(corner, front);
    painter.setPen(colour(Role::Border));
    painter.drawRect(title.united(QRectF(corner, size)).adjusted(-0.5, -0.5, 0.5, 0.5));
}

class Photographer {
public:
    Photographer(QMainWindow& window, const WindowParts& parts, const QString& directory)
        : window_(window)
        , parts_(parts)
        , directory_(directory)
    {
    }

    bool take_all()
    {
        if (!QDir().mkpath(directory_))
            return complain("the directory cannot be made");
        if (!wait_for([this] { return has_running_task(); }))
            return complain("no task came to run");
        window_.resize(kSize);
        window_.show();
        bool good = true;
        const std::pair<ThemeChoice, const char*> themes[] = { { ThemeChoice::Light, "light" },
            { ThemeChoice::Dark, "dark" }, { ThemeChoice::HighContrastLight, "contrast-light" },
            { ThemeChoice::HighContrastDark, "contrast-dark" } };
        for (const auto& [choice, name] : themes) {
            Theme::get().choose(choice);
            theme_ = name;
            good = take_first_run();
            window_.activateWindow();
            if (has_services()) // first: the deployment of the demo does not last
                good = take_deployments() && take_services() && take_explanations() && take_logs() && take_terminal()
                    && take_service_dialogs() && take_pending() && take_narrow() && good;
            good = take_pages() && take_editor() && take_details() && take_dialogs() && take_palette() && good;
            if (has_services())
                good = take_safety() && good;
        }
        return good;
    }

private:
    bool take_first_run();
    bool take_pages();
    bool take_details();
    bool take_services();
    bool take_deployments();
    bool take_explanations();
    bool take_logs();
    bool take_terminal();
    bool take_editor();
    bool take_dialogs();
    bool take_service_dialogs();
    bool take_task_dialogs();
    bool take_palette();
    bool take_safety();
    bool take_pending();
    bool take_narrow();
    bool take_dialog(const QString& name, QAction* action);
    bool take_dialog(const QString& name, Action action) { return take_dialog(name, parts_.actions->action(action)); }
    bool take(const QString& name, QWidget& window, QDialog* dialog = nullptr);
    bool select_first(PageKind kind);
    bool select_service(StateGlyph glyph);
    void select_running_task(TablePage& page);
    bool has_running_task() const;
    bool has_services() const { return !parts_.session.state().services().empty(); }
    bool wait_for(const std::function<bool()>& condition, TerminalView* terminal = nullptr,
        std::chrono::milliseconds patience = kPatience);
    void settle();
    bool complain(const QString& what) const;
    QString path(const QString& name) const
    {
        return directory_ + u'/' + name + u'-' + theme_ + QStringLiteral(".png");
    }

    QMainWindow& window_;
    const WindowParts& parts_;
    QString directory_;
    QString theme_;
};

bool Photographer::complain(const QString& what) const
{
    std::fprintf(stderr, "screenshots: %s: %s\n", qPrintable(directory_), qPrintable(what));
    return false;
}

// Runs the event loop until something that may change the answer makes it true.
bool Photographer::wait_for(
    const std::function<bool()>& condition, TerminalView* terminal, std::chrono::milliseconds patience)
{
    if (condition())
        return true;
    QEventLoop loop;
    const auto look = [&loop, &condition] {
        if (condition())
            loop.quit();
    };
    QObject::connect(&parts_.session, &Session::changed, &loop, look);
    QObject::connect(parts_.details->metrics(), &MetricsTab::data_arrived, &loop, look);
    QObject::connect(parts_.details->json(), &JsonTab::answered, &loop, look);
    QObject::connect(parts_.details->explain(), &ExplainTab::answered, &loop, look);
    QObject::connect(parts_.bottom->explanation(), &ExplainTab::answered, &loop, look);
    QObject::connect(&parts_.bottom->logs()->feed(), &LogFeed::arrived, &loop, look);
    QObject::connect(parts_.bottom->logs(), &LogPane::found, &loop, look);
    if (terminal)
        QObject::connect(terminal, &TerminalView::painted, &loop, look);
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    loop.exec();
    return condition();
}

void Photographer::settle()
{
    QEventLoop loop;
    QTimer::singleShot(kSettling, &loop, &QEventLoop::quit);
    loop.exec();
}

bool Photographer::has_running_task() const
{
    for (const auto& [id, task] : parts_.session.state().tasks())
        if (task->last_status == model::TaskStatus::Running)
            return true;
    return false;
}

bool Photographer::take(const QString& name, QWidget& window, QDialog* dialog)
{
    settle();
    QPixmap picture = window.grab();
    if (dialog)
        paint_in_front(picture, *dialog);
    return picture.save(path(name)) || complain(path(name) + " cannot be written");
}

bool Photographer::take_first_run()
{
    Session blank(std::make_shared<BlankClient>(parts_.session));
    MainWindow window(blank, { parts_.state_directory, true });
    window.resize(kSize);
    window.show();
    auto* page = window.findChild<FirstRunPage*>();
    QEventLoop loop;
    QObject::connect(page, &FirstRunPage::looked, &loop, &QEventLoop::quit);
    QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
    if (!page->has_looked())
        loop.exec();
    return take("first-run", window);
}

bool Photographer::select_first(PageKind kind)
{
    auto* page = qobject_cast<TablePage*>(parts_.tabs->open(kind));
    if (!page)
        return false;
    auto* rows = page->table()->rows();
    wait_for([rows] { return rows->rowCount() > 0 && !rows->is_busy(); });
    if (rows->rowCount() == 0)
        return false;
    page->table()->setFocus();
    page->table()->setCurrentIndex(rows->index(0, 0));
    return true;
}

// The first row that has run for a while, so that its graphs have a past; else the first that runs.
void Photographer::select_running_task(TablePage& page)
{
    auto* rows = page.table()->rows();
    wait_for([rows] { return rows->rowCount() > 0 && !rows->is_busy(); });
    const int status = rows->column_of(QStringLiteral("status"));
    std::vector<int> candidates;
    for (int row = 0; row < rows->rowCount(); ++row) {
        if (rows->index(row, status).data(RowModel::GlyphRole).toInt() == static_cast<int>(StateGlyph::Healthy))
            candidates.push_back(row);
    }
    for (const int row : candidates) {
        page.table()->setCurrentIndex(rows->index(row, 0));
        const auto refs = page.selection();
        const auto task = refs.empty() ? nullptr : find_task(parts_.session.state(), refs.front());
        if (task && std::chrono::system_clock::now() - task->started_at > std::chrono::minutes(15))
            break;
    }
    page.table()->setFocus();
}

// Of a running task at least: some may be just starting.
bool has_figures(const TopologyView& view)
{
    const auto& zones = view.topology();
    return !zones.empty() && !zones.front().instances.empty()
        && std::ranges::any_of(
            zones.front().instances.front().tasks, [](const TopologyTask& task) { return !std::isnan(task.used); });
}

bool Photographer::take_pages()
{
    const std::pair<PageKind, const char*> views[] = { { PageKind::Overview, "overview" },
        { PageKind::Clusters, "clusters" }, { PageKind::Instances, "instances" },
        { PageKind::TaskDefinitions, "task-definitions" }, { PageKind::Engines, "engines" },
        { PageKind::Events, "events" }, { PageKind::CapacityProviders, "capacity-providers" },
        { PageKind::Topology, "topology" }, { PageKind::Images, "images" }, { PageKind::Api, "api" } };
    bool good = true;
    for (const auto& [kind, name] : views) {
        const bool wide = kind == PageKind::Overview || kind == PageKind::Topology || kind == PageKind::Images
            || kind == PageKind::Api;
        if (wide || kind == PageKind::CapacityProviders || !select_first(kind))
            parts_.tabs->open(kind)->focus_content();
        parts_.details->turn_to(Tab::Overview);
        parts_.details_dock->setVisible(!wide);
        parts_.bottom_dock->setVisible(!wide && kind != PageKind::Events);
        if (auto* topology = parts_.tabs->current_page()->findChild<TopologyView*>())
            wait_for([topology] { return has_figures(*topology); }, nullptr, kFigures);
        good = take(name, window_) && good;
        if (kind != PageKind::Overview)
            parts_.tabs->close_current();
    }
    parts_.details_dock->show();
    parts_.bottom_dock->show();
    return good;
}

// A draft with some of everything, two things wrong with it included.
bool Photographer::take_editor()
{
    if (!select_first(PageKind::TaskDefinitions))
        return complain("there is no task definition");
    parts_.actions->action(Action::NewRevision)->trigger();
    auto* editor = qobject_cast<EditorPage*>(parts_.tabs->current_page())->editor();
    auto draft = *parse_json(kDraft);
    draft["family"] = editor->family().toStdString();
    editor->replace(draft, QString());
    bool good = take("editor", window_);
    editor->compare();
    good = take("editor-diff", window_) && good;
    editor->edit_again();
    editor->discard();
    parts_.tabs->close_current();
    return good;
}

bool Photographer::take_details()
{
    auto* page = qobject_cast<TablePage*>(parts_.tabs->open(PageKind::Tasks));
    select_running_task(*page);
    const std::pair<Tab, const char*> tabs[]
        = { { Tab::Overview, "tasks" }, { Tab::Containers, "task-containers" }, { Tab::Timeline, "task-timeline" },
              { Tab::Metrics, "task-metrics" }, { Tab::Events, "task-events" }, { Tab::Json, "task-json" } };
    bool good = true;
    for (const auto& [tab, name] : tabs) {
        parts_.details->turn_to(tab);
        if (tab == Tab::Metrics && !wait_for([this] { return parts_.details->metrics()->has_data(); }))
            good = complain("no samples came");
        if (tab == Tab::Json)
            wait_for([this] { return !parts_.details->json()->toPlainText().isEmpty(); });
        good = take(name, window_) && good;
    }
    if (select_first(PageKind::Instances)) {
        parts_.details->turn_to(Tab::Metrics);
        wait_for([this] { return parts_.details->metrics()->has_data(); });
        good = take("instance-metrics", window_) && good;
    }
    const ObjectRef shown{ ObjectRef::Kind::Cluster, parts_.actions->cluster(), {} }; // it has instances
    if (select_first(PageKind::Clusters) && parts_.tabs->current_page()->select(shown)) {
        parts_.details->turn_to(Tab::Metrics);
        wait_for([this] { return parts_.details->metrics()->has_data(); });
        good = take("cluster-metrics", window_) && good;
    }
    return good;
}

// The first one that does so, else the first.
bool Photographer::select_service(StateGlyph glyph)
{
    if (!select_first(PageKind::Services))
        return false;
    auto* page = qobject_cast<TablePage*>(parts_.tabs->current_page());
    auto* rows = page->table()->rows();
    for (int row = 0; row < rows->rowCount(); ++row)
        if (rows->index(row, 0).data(RowModel::GlyphRole).toInt() == static_cast<int>(glyph)) {
            page->table()->setCurrentIndex(rows->index(row, 0));
            return true;
        }
    return true;
}

bool Photographer::take_services()
{
    if (!select_service(StateGlyph::Pending))
        return complain("there is no service");
    // The graphs come last: by then the columns have their figures too.
    const std::pair<Tab, const char*> tabs[] = { { Tab::Overview, "service-overview" }, { Tab::Tasks, "service-tasks" },
        { Tab::Deployments, "service-deployments" }, { Tab::Events, "service-events" }, { Tab::Metrics, "services" } };
    bool good = true;
    for (const auto& [tab, name] : tabs) {
        parts_.details->turn_to(tab);
        if (tab == Tab::Metrics)
            wait_for([this] { return parts_.details->metrics()->has_data(); });
        good = take(name, window_) && good;
    }
    return good;
}

bool Photographer::take_deployments()
{
    bool good = select_first(PageKind::Deployments) && take("deployments", window_);
    parts_.tabs->close_current();
    parts_.tabs->open(PageKind::Deployment)->focus_content();
    good = take("deployment", window_) && good;
    if (parts_.actions->action(Action::RollBack)->isEnabled()) // that of the demo may be over by now
        good = take_dialog("roll-back", Action::RollBack) && good;
    parts_.tabs->close_current();
    return good;
}

// In the pane at the bottom, of a service that has no place for its tasks if there is one; and beside a task.
bool Photographer::take_explanations()
{
    select_service(StateGlyph::Warning);
    parts_.actions->action(Action::Explain)->trigger();
    wait_for([this] { return !parts_.bottom->explanation()->view()->explanation().rows.empty(); });
    bool good = take("explain", window_);
    parts_.bottom->setCurrentIndex(0);
    auto* tasks = qobject_cast<TablePage*>(parts_.tabs->open(PageKind::Tasks));
    select_running_task(*tasks);
    parts_.details->turn_to(Tab::Explain);
    wait_for([this] { return !parts_.details->explain()->view()->explanation().rows.empty(); });
    good = take("task-explain", window_) && good;
    parts_.details->turn_to(Tab::Overview);
    return good;
}

// Of a service whose tasks write: as it follows, and an error of it while somebody reads further up.
bool Photographer::take_logs()
{
    select_service(StateGlyph::Pending);
    parts_.details_dock->hide();
    parts_.actions->action(Action::ShowLogs)->trigger();
    auto* logs = parts_.bottom->logs();
    if (!wait_for([logs] { return logs->rows().rowCount() > 0; }))
        return complain("no line of a log came");
    bool good = take("logs", window_);
    logs->filter()->set_text(QStringLiteral("level:error"));
    wait_for([logs] { return !logs->rows().is_busy() && logs->rows().rowCount() < logs->rows().total(); });
    logs->table()->selectRow(logs->rows().rowCount() / 2);
    logs->follow(false);
    good = take("logs-errors", window_) && good;
    logs->filter()->set_text(QStringLiteral("level>=info -\"/readyz\""));
    wait_for([logs] { return !logs->rows().is_busy(); });
    logs->find_bar()->show();
    logs->find_bar()->begin(QStringLiteral("checkout"));
    logs->find(QStringLiteral("checkout"), true);
    wait_for([logs] { return !logs->hits().empty(); });
    good = take("logs-found", window_) && good;
    logs->find_bar()->hide();
    logs->filter()->clear();
    logs->follow(true);
    parts_.bottom->setCurrentIndex(0);
    parts_.details_dock->show();
    return good;
}

// In a task that takes commands: what its shell says of itself, and the dialog that opens it.
bool Photographer::take_terminal()
{
    auto* page = qobject_cast<TablePage*>(parts_.tabs->open(PageKind::Tasks));
    select_running_task(*page);
    parts_.details_dock->hide();
    bool good = take_dialog("open-terminal", Action::OpenTerminal);
    const auto refs = page->selection();
    const auto task = refs.empty() ? nullptr : find_task(parts_.session.state(), refs.front());
    if (!task)
        return complain("no task runs");
    auto* pane = parts_.bottom->open_terminal(
        { task->spec->cluster, task->id.hex(), task->spec->definition->containers.front().name, "/bin/sh" });
    const auto shows = [&](const QString& text) {
        return wait_for([pane, text] { return pane->view()->visible_text().contains(text); }, pane->view());
    };
    if (!shows(QStringLiteral("#")))
        return complain("the shell of a task says nothing: " + pane->link().words());
    for (const char* typed : { "help\r", "hostname\r", "stty size\r", "ls\r" })
        emit pane->view()->typed(typed);
    good = shows(QStringLiteral("ls: not found")) && take("terminal", window_) && good;
    parts_.bottom->close_terminal(pane);
    parts_.bottom->setCurrentIndex(0);
    parts_.details_dock->show();
    return good;
}

bool Photographer::take_service_dialogs()
{
    bool good = select_first(PageKind::TaskDefinitions) && take_dialog("create-service", Action::CreateService);
    select_service(StateGlyph::Pending);
    good = take_dialog("update-service", Action::UpdateService) && good;
    good = take_dialog("scale-service", Action::ScaleService) && good;
    good = take_dialog("force-deployment", Action::ForceDeployment) && good;
    good = take_dialog("delete-service", Action::DeleteService) && good;
    good = select_first(PageKind::Instances) && take_dialog("drain", Action::Drain) && good;
    return good;
}

bool Photographer::take_dialog(const QString& name, QAction* action)
{
    QDialog* dialog = nullptr;
    const auto caught = QObject::connect(
        parts_.actions, &ObjectActions::dialog_opened, [&dialog](QDialog* opened) { dialog = opened; });
    action->trigger();
    QObject::disconnect(caught);
    if (!dialog)
        return complain(name + " did not open: " + action->toolTip());
    if (const auto* preview = dialog->findChild<PlacementPreview*>()) {
        QEventLoop answer;
        QObject::connect(preview, &PlacementPreview::answered, &answer, &QEventLoop::quit);
        QTimer::singleShot(kPatience, &answer, &QEventLoop::quit);
        answer.exec();
    }
    const bool good = take(name, window_, dialog);
    dialog->reject();
    window_.activateWindow();
    return good;
}

bool Photographer::take_dialogs()
{
    bool good = take_task_dialogs();
    good = select_first(PageKind::Instances) && take_dialog("edit-attributes", Action::EditAttributes) && good;
    good = select_first(PageKind::Engines) && take_dialog("add-engine", Action::AddEngine) && good;
    good = take_dialog("remove-engine", Action::RemoveEngine) && good;
    good = take_dialog("create-cluster", Action::CreateCluster) && good;
    good = take_dialog("secrets", parts_.menus->secrets) && good;
    good = take_dialog("roles", parts_.menus->roles) && good;
    return good;
}

// Edits of a service that wait, what they would do, and the keys.
bool Photographer::take_pending()
{
    select_service(StateGlyph::Healthy);
    auto* page = qobject_cast<TablePage*>(parts_.tabs->current_page());
    auto* rows = page->table()->rows();
    const int row = page->table()->current_row();
    page->table()->setColumnHidden(rows->column_of(QStringLiteral("min")), false);
    rows->setData(rows->index(row, rows->column_of(QStringLiteral("min"))), QStringLiteral("50"));
    rows->setData(rows->index(row, rows->column_of(QStringLiteral("desired"))), QStringLiteral("7"));
    bool good = take("pending", window_);
    good = take_dialog("plan", parts_.menus->preview_edits) && good;
    page->discard_pending();
    page->table()->reset_columns();
    good = take_dialog("keys", parts_.menus->change_keys) && good;
    return take_dialog("key-sheet", parts_.menus->key_sheet) && good;
}

// As small as the window is meant to be used, with all panes.
bool Photographer::take_narrow()
{
    const QSize before = window_.size();
    select_service(StateGlyph::Pending);
    window_.resize(kSmallest);
    bool good = take("narrow", window_);
    parts_.tabs->open(PageKind::Editor);
    good = take("narrow-editor", window_) && good;
    parts_.tabs->close_current();
    window_.resize(before);
    return good;
}

bool Photographer::take_palette()
{
    parts_.menus->palette->trigger();
    parts_.palette->findChild<QLineEdit*>()->setText(QStringLiteral("st"));
    const bool good = take("palette", window_);
    parts_.palette->hide();
    return good;
}

// What can be taken back, what is held, what takes its time, and a window from which nothing can be changed.
bool Photographer::take_safety()
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
    bool good = take("undo", window_);
    log.undo();
    const auto held = batches.start(QStringLiteral("Stop 3 tasks"), { { "StopTask", Json::object() } });
    good = take("grace", window_) && good;
    batches.cancel(held);
    parts_.menus->jobs->trigger();
    good = take("jobs", window_) && good;
    parts_.bottom->setCurrentIndex(0);
    gate.set_read_only(true);
    good = take("read-only", window_) && good;
    gate.set_read_only(false);
    return select_first(PageKind::Clusters) && take_dialog("delete-cluster", Action::DeleteCluster) && good;
}

bool Photographer::take_task_dialogs()
{
    bool good = select_first(PageKind::TaskDefinitions);
    good = take_dialog("run-task", Action::RunTask) && good;
    good = take_dialog("note", Action::EditNote) && good;
    good = take_dialog("deregister", Action::Deregister) && good;
    auto* tasks = qobject_cast<TablePage*>(parts_.tabs->open(PageKind::Tasks));
    select_running_task(*tasks);
    return take_dialog("stop", Action::StopTasks) && good;
}

} // namespace

bool render_screenshots(QMainWindow& window, const WindowParts& parts, const QString& directory)
{
    const auto before = Theme::get().choice();
    QApplication::setCursorFlashTime(0);
    const bool good = Photographer(window, parts, directory).take_all();
    Theme::get().choose(before);
    return good;
}

} // namespace quayside::ui
