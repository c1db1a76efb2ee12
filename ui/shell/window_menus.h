#pragma once

#include "ui/pages/page.h"

#include <array>

class QAction;
class QActionGroup;
class QDockWidget;
class QMainWindow;
class QMenu;

namespace quayside::ui {

class ObjectActions;
class Protection;

// The menu bar and the actions of the window itself; the window connects them. Only what exists has an entry.
class WindowMenus : public QObject {
    Q_OBJECT

public:
    WindowMenus(QMainWindow& window, ObjectActions& objects, Protection& protection);

    QAction* back;
    QAction* forward;
    QAction* refresh;
    QAction* close_view;
    QAction* quit;
    QAction* undo;
    QAction* redo;
    QAction* edit;
    QAction* filter;
    QAction* copy_rows;
    QAction* copy_json;
    QAction* resort;
    QAction* choose_columns;
    QAction* fit_columns;
    QAction* reset_columns;
    QAction* save_view;
    QAction* preview_edits;
    QAction* apply_edits;
    QAction* discard_edits;
    QAction* next_view;
    QAction* previous_view;
    QAction* next_pane;
    QAction* previous_pane;
    QAction* tear_off;
    QAction* put_beside;
    QAction* bring_back;
    QAction* stay;
    QAction* reset_layout;
    QAction* palette;
    QAction* connect_endpoint;
    QAction* this_computer;
    QAction* secrets;
    QAction* roles;
    QAction* change_keys;
    QAction* key_sheet;
    QAction* welcome;
    QAction* about;
    std::array<QAction*, kPagesWithDigit> pages{};
    QAction* topology;
    QAction* api;
    QAction* images;
    QAction* jobs;

    void add_pane(QDockWidget& dock); // to be shown and hidden
    // What the view in front can do besides, as a menu of its own.
    void show_actions_of(const QWidget* view);

    // Of an ECS endpoint of others: what only a Quayside has says so.
    void block_own(const QString& reason);
    void show_language(const QString& code); // the one chosen; empty: as the system

signals:
    void language_chosen(const QString& code);

private:
    // `id` is the name under which a key of the person's own is kept.
    QAction* make(
        const char* id, const QString& text, const QString& icon, const QKeySequence& keys, const QString& tip);
    void make_actions();
    void fill_file();
    void fill_edit();
    void fill_view();
    void fill_cluster();
    void fill_service();
    void fill_task();
    void fill_window();
    void fill_help();
    void add_theme_menu(QMenu& menu);
    void add_density_menu(QMenu& menu);
    void add_language_menu(QMenu& menu);

    QMenu* docks_ = nullptr;
    QMenu* of_view_ = nullptr;
    QMainWindow& window_;
    ObjectActions& objects_;
    Protection& protection_;
    QMenu* languages_;
};

} // namespace quayside::ui
