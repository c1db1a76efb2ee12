#include "ui/shell/window_menus.h"

#include "ui/look/icons.h"
#include "ui/look/language.h"
#include "ui/look/theme.h"
#include "ui/pages/object_actions.h"
#include "ui/shell/protection.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace quayside::ui {

using Id = ObjectActions::Id;

namespace {

// Before the person chose another.
QKeySequence usual_key_of(PageKind kind)
{
    if (kind == PageKind::Topology)
        return QKeySequence(Qt::CTRL | Qt::Key_T);
    if (kind == PageKind::Api)
        return QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A);
    if (kind == PageKind::Images)
        return QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G);
    const int place = static_cast<int>(kind);
    return QKeySequence(Qt::CTRL | (place == 9 ? Qt::Key_0 : static_cast<Qt::Key>(Qt::Key_1 + place)));
}

} // namespace

WindowMenus::WindowMenus(QMainWindow& window, ObjectActions& objects, Protection& protection)
    : QObject(&window)
    , window_(window)
    , objects_(objects)
    , protection_(protection)
{
    window_.menuBar()->setNativeMenuBar(false);
    make_actions();
    fill_file();
    fill_edit();
    fill_view();
    fill_cluster();
    fill_service();
    fill_task();
    fill_window();
    fill_help();
}

QAction* WindowMenus::make(
    const char* id, const QString& text, const QString& icon_name, const QKeySequence& keys, const QString& tip)
{
    auto* action = new QAction(text, &window_);
    action->setObjectName(id);
    if (!icon_name.isEmpty())
        action->setIcon(theme_icon(icon_name));
    action->setShortcut(keys);
    action->setStatusTip(tip);
    const auto tell = [action] {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        const QString what = action->statusTip();
        action->setToolTip(key.isEmpty() ? what : what + QStringLiteral(" (") + key + u')');
    };
    connect(action, &QAction::changed, action, tell);
    tell();
    window_.addAction(action);
    return action;
}

void WindowMenus::make_actions()
{
    back = make("back", tr("&Back"), "go-previous", QKeySequence(Qt::ALT | Qt::Key_Left), tr("Where you were before"));
    forward = make(
        "forward", tr("For&ward"), "go-next", QKeySequence(Qt::ALT | Qt::Key_Right), tr("Where you came back from"));
    refresh
        = make("refresh", tr("&Refresh"), "view-refresh", QKeySequence(Qt::Key_F5), tr("Ask again for what is shown"));
    close_view = make("close-view", tr("Close &view"), "", QKeySequence(Qt::CTRL | Qt::Key_W), tr("Close this view"));
    quit = make("quit", tr("&Quit"), "", QKeySequence(Qt::CTRL | Qt::Key_Q), tr("Close the window"));
    undo = make("undo", tr("&Undo"), "edit-undo", QKeySequence(Qt::CTRL | Qt::Key_Z), tr("Take back the last change"));
    redo = make("redo", tr("&Redo"), "edit-redo", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
        tr("Do again what was taken back"));
    edit = make(
        "edit", tr("&Edit cell"), "document-edit", QKeySequence(Qt::Key_F2), tr("Change what can be changed here"));
    filter = make("filter", tr("&Filter rows"), "view-filter", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
        tr("Type a filter for the table"));
    filter->setShortcuts({ QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), QKeySequence(Qt::CTRL | Qt::Key_F) });
    copy_rows = make("copy-rows", tr("Cop&y rows"), "edit-copy", QKeySequence::Copy,
        tr("Copy the selected rows as lines with tabs, for a spreadsheet"));
    copy_json = make("copy-json", tr("Copy rows as &JSON"), "edit-copy", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        tr("Copy the selected rows as JSON"));
    resort = make("resort", tr("Res&ort rows"), "", QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_R),
        tr("Put rows where they belong that were held where they were"));
    choose_columns = make("choose-columns", tr("Choose co&lumns"), "", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
        tr("Show and hide the columns of the table"));
    fit_columns = make("fit-columns", tr("F&it columns"), "", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Space),
        tr("Make every column as wide as what it shows"));
    reset_columns
        = make("reset-columns", tr("Reset colu&mns"), "", {}, tr("Put the columns back to what they were at first"));
    save_view = make(
        "save-view", tr("&Save this view…"), "", QKeySequence::Save, tr("Keep filter, columns and sort under a name"));
    save_view->setIcon(icon(Glyph::Star));
    preview_edits = make("preview-edits", tr("Pre&view changes"), "", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
        tr("Show what the changes that wait would do"));
    apply_edits = make("apply-edits", tr("A&pply changes"), "", QKeySequence(Qt::CTRL | Qt::Key_Return),
        tr("Ask for the changes that wait"));
    discard_edits = make("discard-edits", tr("Disc&ard changes"), "", {}, tr("Forget the changes that wait"));
    next_view = make(
        "next-view", tr("&Next view"), "", QKeySequence(Qt::CTRL | Qt::Key_PageDown), tr("Turn to the next view"));
    previous_view = make("previous-view", tr("&Previous view"), "", QKeySequence(Qt::CTRL | Qt::Key_PageUp),
        tr("Turn to the view before"));
    next_pane
        = make("next-pane", tr("Next p&ane"), "", QKeySequence(Qt::Key_F6), tr("Move the keyboard to the next pane"));
    previous_pane = make("previous-pane", tr("Pre&vious pane"), "", QKeySequence(Qt::SHIFT | Qt::Key_F6),
        tr("Move the keyboard to the pane before"));
    tear_off = make("tear-off", tr("Move view into a &window"), "", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
        tr("Give this view a window of its own"));
    put_beside = make("put-beside", tr("Put view &beside"), "", QKeySequence(Qt::CTRL | Qt::Key_Backslash),
        tr("Show this view right of the others, or bring it back from there"));
    bring_back = make("bring-back", tr("Move view bac&k"), "", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B),
        tr("Bring this view back among those of the first window"));
    stay = make("stay", tr("&Stay with this cluster"), "", {},
        tr("This view goes on showing its cluster when you turn to another"));
    stay->setCheckable(true);
    reset_layout
        = make("reset-layout", tr("&Reset layout"), "", {}, tr("Put all panes back to where they were at first"));
    palette = make("palette", tr("&Command palette…"), "edit-find", QKeySequence(Qt::CTRL | Qt::Key_K),
        tr("Find and run everything by a few letters of its name"));
    // In a terminal the plain key is the shell's.
    palette->setShortcuts({ QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K) });
    change_keys = make("change-keys", tr("Change &keys…"), "", {}, tr("Choose other keys for what the window can do"));
    key_sheet
        = make("key-sheet", tr("&Keys"), "", QKeySequence(Qt::CTRL | Qt::Key_Question), tr("Show every key there is"));
    welcome = make("welcome", tr("&Welcome"), "help-hint", {}, tr("Show the welcome page"));
    connect_endpoint = make("connect-endpoint", tr("Connect an e&ndpoint…"), "network-connect", {},
        tr("Turn the window to an ECS endpoint elsewhere"));
    this_computer = make("this-computer", tr("Back to this com&puter"), "computer", {},
        tr("Turn the window back to the clusters of this computer"));
    secrets = make("secrets", tr("Sec&rets…"), "", {}, tr("Set the secrets that task definitions name"));
    secrets->setIcon(icon(Glyph::SecretKey));
    roles = make("roles", tr("R&oles…"), "", {}, tr("Set what the roles of tasks are good for"));
    roles->setIcon(icon(Glyph::SecretKey));
    about = make("about", tr("&About Quayside"), "", {}, tr("Version, licence and where the state is kept"));
    topology = make(
        "topology", title_of(PageKind::Topology), "", usual_key_of(PageKind::Topology), tr("See where the tasks are"));
    topology->setIcon(icon(glyph_of(PageKind::Topology)));
    api = make(
        "api", title_of(PageKind::Api), "", usual_key_of(PageKind::Api), tr("Show where the API is and who calls it"));
    api->setIcon(icon(glyph_of(PageKind::Api)));
    images = make(
        "images", title_of(PageKind::Images), "", usual_key_of(PageKind::Images), tr("Show the images of all engines"));
    images->setIcon(icon(glyph_of(PageKind::Images)));
    jobs
        = make("jobs", tr("&Jobs"), "", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J), tr("Show what takes its time"));
    jobs->setIcon(icon(Glyph::Deployment));
    for (int i = 0; i < kPagesWithDigit; ++i) {
        const auto kind = static_cast<PageKind>(i);
        auto* action = make(QByteArray("view-" + QByteArray::number((i + 1) % 10)).constData(),
            QStringLiteral("&%1  %2").arg((i + 1) % 10).arg(title_of(kind)), "", usual_key_of(kind),
            tr("Show %1").arg(title_of(kind)));
        action->setIcon(icon(glyph_of(kind)));
        pages[static_cast<std::size_t>(i)] = action;
    }
}

void WindowMenus::fill_file()
{
    auto* menu = window_.menuBar()->addMenu(tr("&File"));
    for (const Id id : { Id::CreateService, Id::RegisterTaskDefinition, Id::AddEngine, Id::CreateCluster })
        menu->addAction(objects_.action(id));
    menu->addSeparator();
    menu->addAction(connect_endpoint);
    menu->addAction(this_computer);
    menu->addSeparator();
    menu->addAction(secrets);
    menu->addAction(roles);
    menu->addSeparator();
    menu->addAction(close_view);
    menu->addAction(quit);
}

void WindowMenus::fill_edit()
{
    auto* menu = window_.menuBar()->addMenu(tr("&Edit"));
    menu->setToolTipsVisible(true);
    menu->addAction(undo);
    menu->addAction(redo);
    menu->addSeparator();
    menu->addAction(palette);
    menu->addSeparator();
    menu->addAction(edit);
    menu->addAction(filter);
    menu->addAction(save_view);
    menu->addSeparator();
    for (QAction* action : { preview_edits, apply_edits, discard_edits })
        menu->addAction(action);
    menu->addSeparator();
    menu->addAction(copy_rows);
    menu->addAction(copy_json);
    menu->addAction(objects_.action(Id::CopyArn));
    menu->addAction(objects_.action(Id::CopyName));
    menu->addSeparator();
    menu->addAction(change_keys);
}

void WindowMenus::fill_view()
{
    auto* menu = window_.menuBar()->addMenu(tr("&View"));
    for (QAction* page : pages)
        menu->addAction(page);
    menu->addAction(topology);
    menu->addAction(images);
    menu->addAction(api);
    menu->addAction(jobs);
    menu->addSeparator();
    menu->addAction(back);
    menu->addAction(forward);
    menu->addAction(refresh);
    menu->addSeparator();
    menu->addAction(resort);
    menu->addAction(choose_columns);
    menu->addAction(fit_columns);
    menu->addAction(reset_columns);
    menu->addSeparator();
    of_view_ = menu->addMenu(tr("T&his view"));
    docks_ = menu->addMenu(tr("&Panes"));
    add_theme_menu(*menu);
    add_density_menu(*menu);
    add_language_menu(*menu);
}

void WindowMenus::add_pane(QDockWidget& dock)
{
    auto* toggle = dock.toggleViewAction();
    toggle->setObjectName(QStringLiteral("pane-") + dock.objectName());
    toggle->setStatusTip(tr("Show or hide this pane"));
    docks_->addAction(toggle);
}

void WindowMenus::show_actions_of(const QWidget* view)
{
    of_view_->clear();
    if (view)
        for (const auto* widget : view->findChildren<QWidget*>())
            for (QAction* action : widget->actions())
                if (!action->objectName().isEmpty() && !of_view_->actions().contains(action))
                    of_view_->addAction(action);
    of_view_->menuAction()->setVisible(!of_view_->isEmpty());
}

void WindowMenus::add_theme_menu(QMenu& menu)
{
    auto* themes = menu.addMenu(tr("&Theme"));
    auto* group = new QActionGroup(themes);
    const auto add = [&](const QString& text, ThemeChoice choice) {
        auto* action = themes->addAction(text);
        action->setObjectName(QStringLiteral("theme-%1").arg(static_cast<int>(choice)));
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, &Theme::get(), [choice] { Theme::get().choose(choice); });
        connect(themes, &QMenu::aboutToShow, action,
            [action, choice] { action->setChecked(Theme::get().choice() == choice); });
    };
    add(tr("&As the system"), ThemeChoice::System);
    add(tr("&Light"), ThemeChoice::Light);
    add(tr("&Dark"), ThemeChoice::Dark);
    add(tr("&High contrast, light"), ThemeChoice::HighContrastLight);
    add(tr("High contrast, dar&k"), ThemeChoice::HighContrastDark);
}

void WindowMenus::add_density_menu(QMenu& menu)
{
    auto* densities = menu.addMenu(tr("&Density"));
    auto* group = new QActionGroup(densities);
    const auto add = [&](const QString& text, Density density) {
        auto* action = densities->addAction(text);
        action->setObjectName(QStringLiteral("density-%1").arg(static_cast<int>(density)));
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, &Theme::get(), [density] { Theme::get().set_density(density); });
        connect(densities, &QMenu::aboutToShow, action,
            [action, density] { action->setChecked(Theme::get().density() == density); });
    };
    add(tr("&Compact"), Density::Compact);
    add(tr("&Normal"), Density::Normal);
    add(tr("C&omfortable"), Density::Comfortable);
}

void WindowMenus::add_language_menu(QMenu& menu)
{
    languages_ = menu.addMenu(tr("Lan&guage"));
    auto* group = new QActionGroup(languages_);
    const auto add = [&](const QString& text, const QString& code) {
        auto* action = languages_->addAction(text);
        action->setCheckable(true);
        action->setData(code);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, code] { emit language_chosen(code); });
    };
    add(tr("&As the system"), {});
    for (const auto& language : languages())
        add(language.name, language.code);
}

void WindowMenus::block_own(const QString& reason)
{
    for (auto* action : { pages[static_cast<std::size_t>(PageKind::Engines)], images, api, secrets, roles }) {
        action->setEnabled(false);
        action->setStatusTip(reason);
    }
}

void WindowMenus::show_language(const QString& code)
{
    for (auto* action : languages_->actions())
        action->setChecked(action->data().toString() == code);
}

void WindowMenus::fill_cluster()
{
    auto* menu = window_.menuBar()->addMenu(tr("&Cluster"));
    menu->addAction(objects_.action(Id::CreateCluster));
    menu->addAction(objects_.action(Id::DeleteCluster));
    menu->addSeparator();
    menu->addAction(objects_.action(Id::AddEngine));
    menu->addAction(objects_.action(Id::UpdateEngine));
    menu->addAction(objects_.action(Id::RemoveEngine));
    menu->addSeparator();
    for (const Id id : { Id::Drain, Id::Activate, Id::EditAttributes, Id::WhatIf })
        menu->addAction(objects_.action(id));
    menu->addSeparator();
    protection_.fill(*menu->addMenu(tr("Pr&otection")));
}

void WindowMenus::fill_service()
{
    auto* menu = window_.menuBar()->addMenu(tr("&Service"));
    for (const Id id : { Id::CreateService, Id::UpdateService, Id::ScaleService, Id::ForceDeployment })
        menu->addAction(objects_.action(id));
    menu->addSeparator();
    for (const Id id :
        { Id::ShowDeployment, Id::ShowLogs, Id::Explain, Id::ContinueDeployment, Id::RollBack, Id::StopDeployment })
        menu->addAction(objects_.action(id));
    menu->addSeparator();
    menu->addAction(objects_.action(Id::DeleteService));
}

void WindowMenus::fill_task()
{
    auto* menu = window_.menuBar()->addMenu(tr("&Task"));
    menu->addAction(objects_.action(Id::RunTask));
    menu->addAction(objects_.action(Id::StopTasks));
    menu->addSeparator();
    for (const Id id : { Id::ShowLogs, Id::OpenTerminal, Id::ShowFiles, Id::Explain, Id::Protect, Id::Unprotect })
        menu->addAction(objects_.action(id));
    menu->addSeparator();
    for (const Id id :
        { Id::RegisterTaskDefinition, Id::ImportTaskDefinition, Id::NewRevision, Id::EditNote, Id::Deregister })
        menu->addAction(objects_.action(id));
}

void WindowMenus::fill_window()
{
    auto* menu = window_.menuBar()->addMenu(tr("&Window"));
    for (QAction* action : { next_view, previous_view, next_pane, previous_pane })
        menu->addAction(action);
    menu->addSeparator();
    for (QAction* action : { tear_off, put_beside, bring_back, stay })
        menu->addAction(action);
    menu->addSeparator();
    menu->addAction(reset_layout);
}

void WindowMenus::fill_help()
{
    auto* menu = window_.menuBar()->addMenu(tr("&Help"));
    menu->addAction(welcome);
    menu->addAction(key_sheet);
    menu->addAction(api);
    menu->addSeparator();
    menu->addAction(about);
}

} // namespace quayside::ui
