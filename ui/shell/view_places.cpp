#include "ui/shell/view_places.h"

#include "ui/look/text.h"
#include "ui/pages/details_pane.h"
#include "ui/shell/screen_fit.h"
#include "ui/shell/tab_strip.h"
#include "ui/shell/view_window.h"

#include <QAction>
#include <QApplication>
#include <QMainWindow>
#include <QMenu>

#include <algorithm>

namespace quayside::ui {

ViewPlaces::ViewPlaces(Session& session, ObjectActions& actions, QMainWindow& window)
    : QSplitter(Qt::Horizontal)
    , session_(session)
    , actions_(actions)
    , window_(window)
    , first_(new ViewTabs(session, actions, this))
    , last_(first_)
{
    setObjectName("views");
    setChildrenCollapsible(false);
    setHandleWidth(1);
    addWidget(first_);
    watch(first_);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        for (ViewTabs* tabs : { first_, beside_.data() })
            if (now && tabs && tabs->isAncestorOf(now))
                last_ = tabs;
        if (auto* tabs = active(); now && tabs != seen_) {
            seen_ = tabs;
            emit turned(tabs);
        }
    });
}

ViewPlaces::~ViewPlaces()
{
    close_windows();
}

std::vector<ViewWindow*> ViewPlaces::windows() const
{
    std::vector<ViewWindow*> windows;
    for (const auto& window : windows_)
        if (window)
            windows.push_back(window);
    return windows;
}

std::vector<ViewTabs*> ViewPlaces::all() const
{
    std::vector<ViewTabs*> places{ first_ };
    if (beside_)
        places.push_back(beside_);
    for (const auto* window : windows())
        places.push_back(window->tabs());
    return places;
}

ViewWindow* ViewPlaces::window_of(const ViewTabs* tabs) const
{
    for (auto* window : windows())
        if (window->tabs() == tabs)
            return window;
    return nullptr;
}

ViewTabs* ViewPlaces::active() const
{
    for (const auto* window : windows())
        if (window == QApplication::activeWindow())
            return window->tabs();
    return last_ ? last_.data() : first_;
}

QWidget* ViewPlaces::window_in_front() const
{
    if (auto* window = window_of(active()))
        return window;
    return &window_;
}

void ViewPlaces::watch(ViewTabs* tabs)
{
    tabs->set_cluster(first_->cluster());
    connect(tabs, &ViewTabs::page_changed, this, [this, tabs] { emit turned(tabs); });
    connect(tabs, &ViewTabs::chosen, this, [this, tabs] { emit turned(tabs); });
    connect(tabs, &ViewTabs::opened, this, &ViewPlaces::opened);
    connect(tabs, &ViewTabs::dragged_out, this, [this, tabs](int index, const QPoint& at) { drop(*tabs, index, at); });
    connect(tabs, &ViewTabs::menu_wanted, this,
        [this, tabs](int index, const QPoint& at) { show_tab_menu(*tabs, index, at); });
}

ViewTabs* ViewPlaces::holder(const View& view) const
{
    for (ViewTabs* tabs : all())
        if (tabs->find(view))
            return tabs;
    return nullptr;
}

Page* ViewPlaces::open(const View& view, bool in_background)
{
    auto* tabs = holder(view);
    if (!tabs)
        tabs = active();
    auto* page = tabs->open(view, in_background);
    auto* window = tabs->window();
    if (in_background)
        return page;
    if (!window_of(tabs))
        last_ = tabs;
    if (QApplication::activeWindow() && window != QApplication::activeWindow()) {
        window->raise();
        window->activateWindow();
    }
    return page;
}

void ViewPlaces::set_cluster(const std::string& cluster)
{
    for (ViewTabs* tabs : all())
        tabs->set_cluster(cluster);
}

ViewWindow* ViewPlaces::make_window()
{
    auto* window = new ViewWindow(session_, actions_, window_);
    windows_.erase(std::remove(windows_.begin(), windows_.end(), nullptr), windows_.end());
    windows_.push_back(window);
    watch(window->tabs());
    connect(window->tabs(), &ViewTabs::emptied, window, &QWidget::close);
    emit window_made(window);
    return window;
}

ViewTabs* ViewPlaces::make_beside()
{
    if (beside_)
        return beside_;
    beside_ = new ViewTabs(session_, actions_, this);
    beside_->set_may_be_empty(true);
    addWidget(beside_);
    watch(beside_);
    connect(beside_, &ViewTabs::emptied, this, &ViewPlaces::close_beside);
    setSizes({ width() / 2, width() / 2 });
    return beside_;
}

void ViewPlaces::close_beside()
{
    if (!beside_)
        return;
    beside_->hide();
    beside_->deleteLater();
    beside_ = nullptr;
    last_ = first_;
    emit turned(first_);
}

ViewWindow* ViewPlaces::tear_off(ViewTabs& from, int index, const QPoint& at)
{
    auto* page = qobject_cast<Page*>(from.widget(index));
    if (!page || (from.count() < 2 && &from == first_))
        return nullptr;
    auto* window = from.count() < 2 ? window_of(&from) : nullptr;
    if (!window) {
        window = make_window();
        window->tabs()->take(from, page);
    }
    window->move(at);
    window->setGeometry(fitted(window->geometry(), screens()));
    window->show();
    window->activateWindow();
    page->focus_content();
    return window;
}

void ViewPlaces::bring_back(ViewTabs& from, int index)
{
    auto* page = qobject_cast<Page*>(from.widget(index));
    if (!page || &from == first_)
        return;
    first_->take(from, page);
    last_ = first_;
    window_.activateWindow();
    page->focus_content();
}

void ViewPlaces::put_beside(ViewTabs& from, int index)
{
    auto* page = qobject_cast<Page*>(from.widget(index));
    if (!page || (&from == first_ && from.count() < 2))
        return;
    if (&from == beside_)
        return bring_back(from, index);
    last_ = make_beside();
    beside_->take(from, page);
    window_.activateWindow();
    page->focus_content();
}

void ViewPlaces::close_windows()
{
    for (auto* window : windows()) {
        disconnect(window, nullptr, this, nullptr);
        disconnect(window->tabs(), nullptr, this, nullptr);
        delete window;
    }
    windows_.clear();
}

// Let go over the tabs of another place it goes there, else into a window of its own.
void ViewPlaces::drop(ViewTabs& from, int index, const QPoint& at)
{
    auto* page = qobject_cast<Page*>(from.widget(index));
    for (ViewTabs* tabs : all()) {
        const auto* strip = tabs->strip();
        const QRect bar(tabs->mapToGlobal(QPoint(0, 0)), QSize(tabs->width(), strip->height()));
        if (page && tabs != &from && tabs->isVisible() && bar.contains(at)) {
            tabs->take(from, page);
            tabs->window()->activateWindow();
            return page->focus_content();
        }
    }
    tear_off(from, index, at);
}

void ViewPlaces::show_tab_menu(ViewTabs& tabs, int index, const QPoint& at)
{
    auto* page = qobject_cast<Page*>(tabs.widget(index));
    if (!page)
        return;
    auto* menu = new QMenu(&tabs);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool can_leave = tabs.count() > 1 || &tabs != first_;
    const auto add = [&](const QString& text, bool possible, auto run) {
        auto* action = menu->addAction(text);
        action->setEnabled(possible);
        // Where the page is by then: tabs come and go while the menu is open.
        connect(action, &QAction::triggered, page, [&tabs, page, run] { run(tabs.indexOf(page)); });
        return action;
    };
    add(tr("Move into a &window of its own"), tabs.count() > 1,
        [this, &tabs, at](int place) { tear_off(tabs, place, at); });
    if (&tabs == first_)
        add(tr("Put &beside the others"), can_leave, [this, &tabs](int place) { put_beside(tabs, place); });
    else
        add(tr("Move &back"), true, [this, &tabs](int place) { bring_back(tabs, place); });
    auto* stay = add(tr("&Stay with %1").arg(from_utf8(page->cluster())), !page->cluster().empty(),
        [&tabs, page](int) { tabs.set_stays(page, !tabs.stays(page)); });
    stay->setCheckable(true);
    stay->setChecked(tabs.stays(page));
    menu->addSeparator();
    add(tr("&Close"), can_leave, [&tabs](int place) { emit tabs.tabCloseRequested(place); });
    menu->popup(at);
}

} // namespace quayside::ui
