#include "ui/shell/main_window_private.h"

#include "ui/editor/task_definition_editor.h"
#include "ui/look/icons.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/pages/details_pane.h"
#include "ui/pages/editor_page.h"
#include "ui/pages/json_tab.h"
#include "ui/pages/object_actions.h"
#include "ui/palette/command_palette.h"
#include "ui/session/batches.h"
#include "ui/session/change_gate.h"
#include "ui/session/undo_log.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/action_bar.h"
#include "ui/shell/banner.h"
#include "ui/shell/bottom_pane.h"
#include "ui/shell/main_toolbar.h"
#include "ui/shell/navigator.h"
#include "ui/shell/palette_content.h"
#include "ui/shell/protection.h"
#include "ui/shell/status_view.h"
#include "ui/shell/view_places.h"
#include "ui/shell/view_window.h"
#include "ui/shell/window_menus.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace quayside::ui {

namespace {

// Heights of the pane at the bottom that suit what it shows.
constexpr int kExplanation = 284;
constexpr int kLogs = 420;

// The first widget in the pane that takes the keyboard.
void focus_first(QWidget& pane)
{
    if (pane.focusPolicy() != Qt::NoFocus || pane.focusProxy())
        return pane.setFocus(Qt::TabFocusReason);
    for (auto* child : pane.findChildren<QWidget*>())
        if ((child->focusPolicy() & Qt::TabFocus) && child->isVisible() && child->isEnabled())
            return child->setFocus(Qt::TabFocusReason);
}

// In which an object is; empty: in none, or not known (any more).
std::string cluster_of(const model::State& state, const ObjectRef& ref)
{
    if (const auto task = find_task(state, ref))
        return task->spec->cluster;
    if (const auto instance = find_instance(state, ref))
        return instance->cluster;
    if (const auto service = find_service(state, ref))
        return service->cluster;
    const auto deployment = find_deployment(state, ref);
    return deployment ? deployment->cluster : std::string();
}

} // namespace

void MainWindow::Private::set_cluster(const std::string& cluster)
{
    if (cluster == cluster_)
        return;
    cluster_ = cluster;
    window_.setWindowTitle(cluster.empty() ? tr("Quayside") : tr("%1 - Quayside").arg(from_utf8(cluster)));
    parts_.places->set_cluster(cluster);
    parts_.tools->set_cluster(cluster);
    parts_.navigator->set_cluster(cluster);
    parts_.bottom->set_cluster(cluster);
    parts_.status->set_cluster(cluster);
    parts_.protection->set_cluster(cluster);
    on_chosen();
}

void MainWindow::Private::show_page(PageKind kind)
{
    parts_.places->open({ kind })->focus_content();
}

void MainWindow::Private::show_object(const ObjectRef& ref)
{
    if (ref.explain)
        return explain(ref);
    auto* page = page_for(ref);
    if (!page->select(ref))
        details().show_object(ref);
}

// The page of an object's kind, of its cluster: one that stays with that, if there is one or the person looks at one;
// else the window turns to the cluster.
Page* MainWindow::Private::page_for(const ObjectRef& ref)
{
    const PageKind kind = page_of(ref.kind);
    const auto cluster = cluster_of(parts_.session.state(), ref);
    const auto* active = parts_.places->active();
    const bool elsewhere = active->current_page() && active->stays(active->current_page())
        && active->current_page()->cluster() == cluster;
    const View there{ kind, cluster };
    if (!cluster.empty() && cluster != cluster_ && (elsewhere || parts_.places->holder(there)))
        return parts_.places->open(there);
    if (!cluster.empty())
        set_cluster(cluster);
    return parts_.places->open({ kind });
}

// In the pane at the bottom, where there is room for the table; the row it is about becomes the current one.
void MainWindow::Private::explain(const ObjectRef& ref)
{
    ObjectRef object = ref;
    object.explain = false;
    auto* page = page_for(object);
    if (!page->select(object))
        details().show_object(object);
    raise_bottom(kExplanation);
    parts_.bottom->explain(object);
}

void MainWindow::Private::show_logs(const ObjectRef& ref)
{
    raise_bottom(kLogs);
    parts_.bottom->show_logs(ref);
}

void MainWindow::Private::open_terminal(const TerminalLink::Target& target)
{
    raise_bottom(kLogs);
    parts_.bottom->open_terminal(target);
}

void MainWindow::Private::show_files(const ObjectRef& ref)
{
    raise_bottom(kLogs);
    parts_.bottom->show_files(ref);
}

// Its window may come to the front only later.
EditorPage* MainWindow::Private::open_editor(const ObjectRef& ref)
{
    auto* page = qobject_cast<EditorPage*>(parts_.places->open({ PageKind::Editor }));
    page->select(ref);
    page->focus_content();
    return page;
}

void MainWindow::Private::write_draft(const ObjectRef& ref)
{
    open_editor(ref);
}

void MainWindow::Private::import_draft()
{
    open_editor({})->editor()->import();
}

void MainWindow::Private::raise_bottom(int height)
{
    window_.activateWindow();
    const bool was_hidden = parts_.bottom_dock->isHidden();
    parts_.bottom_dock->show();
    if (was_hidden || parts_.bottom_dock->height() < Theme::get().scaled(height))
        window_.resizeDocks({ parts_.bottom_dock }, { Theme::get().scaled(height) }, Qt::Vertical);
}

// A page that tells all there is has the room of the panes beside it, until another page is in front.
void MainWindow::Private::make_room()
{
    const auto wants = [](const ViewTabs* tabs) {
        const auto* page = tabs ? tabs->current_page() : nullptr;
        return page && page->wants_all_room();
    };
    const bool wanted = wants(parts_.tabs) || wants(parts_.places->beside());
    if (wanted == all_room_ || first_run_)
        return;
    all_room_ = wanted;
    if (wanted) {
        details_before_ = !parts_.details_dock->isHidden();
        bottom_before_ = !parts_.bottom_dock->isHidden();
    }
    parts_.details_dock->setVisible(!wanted && details_before_);
    parts_.bottom_dock->setVisible(!wanted && bottom_before_);
}

void MainWindow::Private::open_details(const ObjectRef& ref)
{
    const auto* torn = parts_.places->window_of(parts_.places->active());
    if (ref.explain || ref.kind == ObjectRef::Kind::Deployment || (all_room_ && !torn))
        return show_object(ref);
    if (ref.kind == ObjectRef::Kind::TaskDefinition && !is_daemon_name(ref.name))
        return write_draft(ref);
    (torn ? torn->details_dock() : parts_.details_dock)->show();
    details().show_object(ref);
    details().setFocus();
}

void MainWindow::Private::on_chosen()
{
    on_turned(*parts_.places->active());
}

// What is selected in a place is told about in the details of its window; what can be done follows the place in which
// the person works.
void MainWindow::Private::on_turned(ViewTabs& tabs)
{
    const auto* page = tabs.current_page();
    auto selection = page ? page->selection() : std::vector<ObjectRef>();
    auto* window = parts_.places->window_of(&tabs);
    const bool is_active = &tabs == parts_.places->active();
    if (window || is_active || !parts_.places->beside()) {
        auto& pane = window ? *window->details() : *parts_.details;
        if (selection.size() > 1)
            pane.show_several(selection.size());
        else
            pane.show_object(selection.empty() ? ObjectRef{} : selection.front());
    }
    make_room();
    if (!is_active)
        return;
    if (page && !window)
        parts_.navigator->mark(page->kind());
    parts_.actions->set_window(parts_.places->window_in_front());
    parts_.actions->set_context(page && !page->cluster().empty() ? page->cluster() : cluster_, std::move(selection));
    refresh_view_actions();
    refresh_undo();
    visit();
}

void MainWindow::Private::visit()
{
    const auto* page = parts_.places->active()->current_page();
    if (page && !walking_) {
        const auto& selection = parts_.actions->selection();
        history_.visit({ page->kind(), page->cluster(), selection.size() == 1 ? selection.front() : ObjectRef{} });
    }
    parts_.menus->back->setEnabled(history_.can_go_back());
    parts_.menus->forward->setEnabled(history_.can_go_forward());
}

void MainWindow::Private::go(const Place& place)
{
    walking_ = true;
    View view{ place.page, place.cluster };
    if (!parts_.places->holder(view))
        view.cluster.clear();
    if (view.cluster.empty() && parts_.session.state().clusters().find(place.cluster))
        set_cluster(place.cluster);
    auto* page = parts_.places->open(view);
    if (place.object && !page->select(place.object))
        details().show_object(place.object);
    visit();
    walking_ = false;
}

void MainWindow::Private::on_failed(const QString& operation, const Error& error)
{
    const QString sentence = tr("%1 failed: %2").arg(operation, from_utf8(error.message));
    if (error.code == ChangeGate::kRefused)
        return say(from_utf8(error.message));
    if (error.code == "ServerException")
        parts_.banner->show_problem(sentence);
    else if (!QApplication::activeModalWidget())
        say(sentence);
}

void MainWindow::Private::edit()
{
    auto* page = parts_.places->active()->current_page();
    if (!page || page->edit_current())
        return;
    auto id = ObjectActions::Id::EditAttributes;
    if (page->kind() == PageKind::TaskDefinitions)
        id = ObjectActions::Id::EditNote;
    if (page->kind() == PageKind::Services || page->kind() == PageKind::Deployment)
        id = ObjectActions::Id::UpdateService;
    parts_.actions->action(id)->trigger();
}

// What is held is called off, as it has not happened yet.
void MainWindow::Private::undo()
{
    if (parts_.action_bar->holds())
        parts_.action_bar->cancel();
    else
        UndoLog::of(parts_.session).undo();
}

// While a draft is written, the keys are its own. The tool tips follow the status tips, with the keys.
void MainWindow::Private::refresh_undo()
{
    const auto& log = UndoLog::of(parts_.session);
    const auto* held = Batches::of(parts_.session).held();
    const auto* page = parts_.places->active()->current_page();
    const bool drafts = page && page->kind() == PageKind::Editor;
    auto* undo = parts_.menus->undo;
    auto* redo = parts_.menus->redo;
    for (QAction* action : { undo, redo })
        action->setShortcutContext(drafts ? Qt::WidgetShortcut : Qt::WindowShortcut);
    undo->setText(held                   ? tr("&Undo: %1").arg(held->title)
            : log.undo_title().isEmpty() ? tr("&Undo")
                                         : tr("&Undo %1").arg(log.undo_title()));
    undo->setEnabled(held || log.can_undo());
    const QString last = log.final_word();
    const QString nothing = last.isEmpty() ? tr("Nothing that can be undone has been changed in this window")
                                           : tr("%1 cannot be undone").arg(last);
    const QString before = last.isEmpty() ? tr("Take back the last change")
                                          : tr("%1 cannot be undone; this is what was changed before").arg(last);
    undo->setStatusTip(held ? tr("Nothing has been sent yet") : undo->isEnabled() ? before : nothing);
    redo->setText(log.redo_title().isEmpty() ? tr("&Redo") : tr("&Redo %1").arg(log.redo_title()));
    redo->setEnabled(log.can_redo());
    redo->setStatusTip(log.can_redo() ? tr("Do again what was taken back") : tr("Nothing has been taken back"));
}

void MainWindow::Private::show_jobs()
{
    raise_bottom(kExplanation);
    parts_.bottom->show_jobs();
}

void MainWindow::Private::show_gate_menu(QWidget* near)
{
    auto* menu = new QMenu(near);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    parts_.protection->fill(*menu);
    const QSize size = menu->sizeHint();
    const bool above = near->mapTo(&window_, QPoint()).y() > window_.height() / 2;
    menu->popup(near->mapToGlobal(QPoint(0, above ? -size.height() : near->height())));
}

void MainWindow::Private::refresh()
{
    parts_.session.ping();
    details().json()->ask_again();
}

void MainWindow::Private::turn_view(int step)
{
    auto* tabs = parts_.places->active();
    const int count = tabs->count();
    if (count > 0)
        tabs->setCurrentIndex((tabs->currentIndex() + step + count) % count);
}

void MainWindow::Private::turn_pane(int step)
{
    std::vector<QWidget*> panes;
    const auto add = [&panes](QWidget* pane) {
        if (pane && pane->isVisible())
            panes.push_back(pane);
    };
    if (const auto* torn = parts_.places->window_of(parts_.places->active())) {
        add(torn->tabs()->currentWidget());
        add(torn->details());
    } else {
        add(parts_.navigator);
        add(parts_.tabs->currentWidget());
        if (const auto* beside = parts_.places->beside())
            add(beside->currentWidget());
        add(parts_.details);
        add(parts_.bottom);
    }
    if (panes.empty())
        return;
    const auto* focus = QApplication::focusWidget();
    const auto here = std::find_if(panes.begin(), panes.end(),
        [focus](const QWidget* pane) { return pane == focus || pane->isAncestorOf(focus); });
    const auto count = static_cast<std::ptrdiff_t>(panes.size());
    const auto at = here == panes.end() ? -std::min(step, 0) - 1 : here - panes.begin();
    QWidget* next = panes[static_cast<std::size_t>((at + step + count) % count)];
    if (auto* next_page = qobject_cast<Page*>(next))
        next_page->focus_content();
    else
        focus_first(*next);
}

void MainWindow::Private::open_palette()
{
    const auto* torn = parts_.places->window_of(parts_.places->active());
    (torn ? torn->palette() : parts_.palette)
        ->open(palette_content(
            *window_.menuBar(), parts_.session, *parts_.actions, [this](const ObjectRef& ref) { show_object(ref); }));
}

void MainWindow::Private::show_about()
{
    auto* dialog = new AboutDialog(parts_.session.installation(), parts_.places->window_in_front());
    dialog->open();
}

} // namespace quayside::ui
