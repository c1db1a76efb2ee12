#pragma once

#include "ui/pages/page.h"

#include <QTabWidget>

#include <string>
#include <vector>

namespace quayside::ui {

class FirstRunPage;
class ObjectActions;
class Session;
class TabStrip;

// What a tab shows: a page of the cluster that the window is turned to, or of one with which it stays.
struct View {
    PageKind kind = PageKind::Overview;
    std::string cluster{}; // empty: the window's

    bool operator==(const View&) const = default;
};

// The tabs of one place: each view at most once, made when it is first wanted, and the welcome page in the first
// window. GUI thread.
class ViewTabs : public QTabWidget {
    Q_OBJECT

public:
    ViewTabs(Session& session, ObjectActions& actions, QWidget* parent = nullptr);

    Page* open(PageKind kind, bool in_background = false); // turns to it
    Page* open(const View& view, bool in_background = false);
    Page* current_page() const; // null: the welcome page, or nothing
    Page* find(const View& view) const; // null: not open
    View view_at(int index) const; // of a page
    std::vector<View> views() const; // in their order
    // Its page stays with the cluster that it shows, or no longer does.
    void set_stays(Page* page, bool stays);
    bool stays(const Page* page) const;

    // Moves the page of another place here; what shows the same here already goes away.
    void take(ViewTabs& from, Page* page);

    void set_welcome(FirstRunPage* welcome);
    void show_welcome(bool show);
    bool shows_welcome() const;
    FirstRunPage* welcome() const { return welcome_; }

    void set_cluster(const std::string& cluster);
    const std::string& cluster() const { return cluster_; }
    void close_current();
    // Whether the last view may be closed or leave; then `emptied` is emitted.
    void set_may_be_empty(bool may) { may_be_empty_ = may; }
    TabStrip* strip() const { return strip_; }
    // That of the place, not of the widest of its pages: the panes around it must find room.
    QSize minimumSizeHint() const override;

signals:
    void page_changed(quayside::ui::Page* page); // null: the welcome page
    void chosen(); // the selection of the current page changed
    void opened(const quayside::ui::ObjectRef& ref);
    void emptied();
    void dragged_out(int index, const QPoint& global); // a tab was let go outside of the bar
    void menu_wanted(int index, const QPoint& global);

protected:
    void tabInserted(int index) override;
    void tabRemoved(int index) override;

private:
    struct Held {
        Page* page = nullptr;
        std::string cluster; // that it stays with; empty: with none
    };
    void hold(Page* page, const std::string& cluster);
    const Held* held(const Page* page) const;
    void let_go(Page* page);
    void name(Page* page);
    void close(int index);
    void show_close_glyphs();

    Session& session_;
    ObjectActions& actions_;
    std::string cluster_;
    std::vector<Held> held_;
    TabStrip* strip_;
    FirstRunPage* welcome_ = nullptr;
    bool may_be_empty_ = false;
};

} // namespace quayside::ui
