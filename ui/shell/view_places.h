#pragma once

#include "ui/shell/view_tabs.h"

#include <QPointer>
#include <QSplitter>

#include <vector>

class QMainWindow;

namespace quayside::ui {

class DetailsPane;
class ViewWindow;

// Where views are: the middle of the first window, beside that in the same window, and windows of their own. A view is
// in one place only. GUI thread.
class ViewPlaces : public QSplitter {
    Q_OBJECT

public:
    ViewPlaces(Session& session, ObjectActions& actions, QMainWindow& window);
    ~ViewPlaces() override;

    ViewTabs* first() const { return first_; }
    ViewTabs* beside() const { return beside_; } // null: nothing is
    std::vector<ViewWindow*> windows() const; // that were torn off, the oldest first
    std::vector<ViewTabs*> all() const;
    // The one that the person works in: that of the window in front, there the one that had the keyboard last.
    ViewTabs* active() const;
    ViewWindow* window_of(const ViewTabs* tabs) const; // null: the first window
    QWidget* window_in_front() const;

    // Turns to a view, wherever it is; else opens it in the active place.
    Page* open(const View& view, bool in_background = false);
    ViewTabs* holder(const View& view) const; // null: not open
    void set_cluster(const std::string& cluster); // of all that does not stay with another

    // A view gets a window of its own with its corner at this point; a window of one view only moves there.
    ViewWindow* tear_off(ViewTabs& from, int index, const QPoint& at);
    void bring_back(ViewTabs& from, int index); // into the middle of the first window
    void put_beside(ViewTabs& from, int index); // right of the middle, or from there back into it
    ViewTabs* make_beside();
    ViewWindow* make_window();
    void close_windows();

signals:
    void turned(quayside::ui::ViewTabs* tabs); // another page is in front there, or its selection changed
    void opened(const quayside::ui::ObjectRef& ref);
    void window_made(quayside::ui::ViewWindow* window);

private:
    void watch(ViewTabs* tabs);
    void drop(ViewTabs& from, int index, const QPoint& at);
    void show_tab_menu(ViewTabs& tabs, int index, const QPoint& at);
    void close_beside();

    Session& session_;
    ObjectActions& actions_;
    QMainWindow& window_;
    ViewTabs* first_;
    QPointer<ViewTabs> beside_;
    QPointer<ViewTabs> last_; // of the first window
    QPointer<ViewTabs> seen_; // was the active one when that was last told
    std::vector<QPointer<ViewWindow>> windows_;
};

} // namespace quayside::ui
