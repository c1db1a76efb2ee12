#pragma once

#include "ui/session/terminal_link.h"
#include "ui/shell/history.h"
#include "ui/shell/main_window.h"
#include "ui/shell/window_parts.h"
#include "ui/shell/window_settings.h"

#include <QCoreApplication>
#include <QTimer>

namespace quayside::ui {

class DetailsPane;
class EditorPage;
class KeyBindings;
class TablePage;
class TableView;
class ViewWindow;

// What the window does: main_window.cpp puts it together, main_window_navigation.cpp moves about in it,
// main_window_views.cpp keeps the places of its views.
class MainWindow::Private : public QObject {
    Q_DECLARE_TR_FUNCTIONS(quayside::ui::MainWindow)
public:
    Private(MainWindow& window, Session& session, WindowOptions options);
    ~Private() override;

    void save();
    void close_windows();

    const WindowParts& parts() const { return parts_; }

private:
    void make_parts();
    void arrange();
    void reset_layout();
    void connect_parts();
    void connect_menus();
    void connect_view_menus();
    void connect_table_menus();
    void watch_window(ViewWindow& window);
    void on_changed();
    void refresh_place();
    void connect_endpoint();
    void refresh_phase();
    void refresh_first_run();
    void set_cluster(const std::string& cluster);
    void open_wanted_views();
    void go(const Place& place);
    void show_page(PageKind kind);
    void show_object(const ObjectRef& ref);
    Page* page_for(const ObjectRef& ref);
    void open_details(const ObjectRef& ref);
    void explain(const ObjectRef& ref);
    void show_logs(const ObjectRef& ref);
    void open_terminal(const TerminalLink::Target& target);
    void show_files(const ObjectRef& ref);
    EditorPage* open_editor(const ObjectRef& ref);
    void write_draft(const ObjectRef& ref);
    void import_draft();
    void raise_bottom(int height);
    void make_room();
    WindowSettings::Views layout() const; // as it is now
    void open_windows();
    void on_turned(ViewTabs& tabs);
    void on_chosen();
    void refresh_view_actions();
    void connect_keys();
    void tell_keys();
    DetailsPane& details() const; // of the window in front
    void say(const QString& sentence);
    void on_failed(const QString& operation, const Error& error);
    TablePage* table_page() const; // in front; null: it is no table
    TableView* table() const; // that has the keyboard, or that of the page in front; null: there is none
    void edit();
    void undo();
    void refresh_undo();
    void show_jobs();
    void show_gate_menu(QWidget* near);
    void refresh();
    void turn_view(int step);
    void turn_pane(int step);
    void open_palette();
    void show_about();
    void visit();

    MainWindow& window_;
    WindowOptions options_;
    WindowSettings settings_;
    WindowParts parts_;
    WindowSettings::Views wanted_;
    History history_;
    KeyBindings* keys_ = nullptr;
    std::string cluster_;
    bool first_run_ = false;
    bool all_room_ = false; // the page in front has the room of the panes beside it
    bool details_before_ = true; // whether they were there before
    bool bottom_before_ = true;
    bool walking_ = false; // going back or forward, which is not a visit
    QTimer context_soon_; // what the actions can do may have changed
};

} // namespace quayside::ui
