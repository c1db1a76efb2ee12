#include "ui/shell/view_tour.h"

#include "ui/editor/diff_view.h"
#include "ui/editor/task_definition_editor.h"
#include "ui/look/chip.h"
#include "ui/pages/editor_page.h"
#include "ui/pages/json_tab.h"
#include "ui/pages/metrics_tab.h"
#include "ui/pages/table_page.h"
#include "ui/palette/command_palette.h"
#include "ui/session/session.h"
#include "ui/shell/blank_client.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sample_draft.h"
#include "ui/shell/view_tabs.h"
#include "ui/shell/window_menus.h"
#include "ui/topology/topology_view.h"

#include <QAction>
#include <QDockWidget>
#include <QEventLoop>
#include <QLineEdit>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace quayside::ui {

namespace {

constexpr std::chrono::seconds kFigures{ 3 }; // a view without them is one too
constexpr QSize kSmallest{ 960, 600 };

// Of a running task at least: some may be just starting.
bool has_figures(const TopologyView& view)
{
    const auto& zones = view.topology();
    return !zones.empty() && !zones.front().instances.empty()
        && std::ranges::any_of(
            zones.front().instances.front().tasks, [](const TopologyTask& task) { return !std::isnan(task.used); });
}

} // namespace

bool ViewTour::show_first_run()
{
    Session blank(std::make_shared<BlankClient>(parts_.session));
    WindowOptions options;
    options.state_directory = parts_.state_directory;
    options.endpoints = parts_.endpoints;
    MainWindow window(blank, options);
    window.resize(window_.size());
    window.show();
    auto* page = window.findChild<FirstRunPage*>();
    QEventLoop loop;
    QObject::connect(page, &FirstRunPage::looked, &loop, &QEventLoop::quit);
    QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
    if (!page->has_looked())
        loop.exec();
    return show("first-run", window);
}

bool ViewTour::show_pages()
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
            wait_for([topology] { return has_figures(*topology); }, kFigures);
        good = show(name) && good;
        if (kind != PageKind::Overview)
            parts_.tabs->close_current();
    }
    parts_.details_dock->show();
    parts_.bottom_dock->show();
    return good;
}

bool ViewTour::show_details()
{
    select_running_task();
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
        good = show(name) && good;
    }
    if (select_first(PageKind::Instances)) {
        parts_.details->turn_to(Tab::Metrics);
        wait_for([this] { return parts_.details->metrics()->has_data(); });
        good = show("instance-metrics") && good;
    }
    const ObjectRef shown{ ObjectRef::Kind::Cluster, parts_.actions->cluster(), {} }; // it has instances
    if (select_first(PageKind::Clusters) && parts_.tabs->current_page()->select(shown)) {
        parts_.details->turn_to(Tab::Metrics);
        wait_for([this] { return parts_.details->metrics()->has_data(); });
        good = show("cluster-metrics") && good;
    }
    return good;
}

// A draft with some of everything, two things wrong with it included.
bool ViewTour::show_editor()
{
    if (!select_first(PageKind::TaskDefinitions))
        return complain("there is no task definition");
    parts_.actions->action(Action::NewRevision)->trigger();
    auto* editor = qobject_cast<EditorPage*>(parts_.tabs->current_page())->editor();
    auto draft = *parse_json(std::string_view(kSampleDraft));
    draft["family"] = editor->family().toStdString();
    editor->replace(draft, QString());
    bool good = show("editor");
    editor->compare();
    good = show("editor-diff") && good;
    editor->diff()->as_text_chip()->click();
    good = show("editor-diff-text") && good;
    editor->edit_again();
    editor->discard();
    parts_.tabs->close_current();
    return good;
}

// As small as the window is meant to be used, with all panes.
bool ViewTour::show_narrow()
{
    const QSize before = window_.size();
    select_service(StateGlyph::Pending);
    window_.resize(kSmallest);
    bool good = show("narrow");
    parts_.tabs->open(PageKind::Editor);
    good = show("narrow-editor") && good;
    parts_.tabs->close_current();
    window_.resize(before);
    return good;
}

bool ViewTour::show_palette()
{
    parts_.menus->palette->trigger();
    parts_.palette->findChild<QLineEdit*>()->setText(QStringLiteral("st"));
    const bool good = show("palette");
    parts_.palette->hide();
    return good;
}

} // namespace quayside::ui
