#pragma once

#include "ui/pages/page.h"

#include <array>

class QAction;
class QActionGroup;
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
    QAction* next_view;
    QAction* previous_view;
    QAction* next_pane;
    QAction* previous_pane;
    QAction* reset_layout;
    QAction* palette;
    QAction* secrets;
    QAction* roles;
    QAction* welcome;
    QAction* about;
    std::array<QAction*, kPagesWithDigit> pages{};
    QAction* topology;
    QAction* api;
    QAction* images;
    QAction* jobs;
    QMenu* docks; // the window adds the toggles of its docks

    void show_language(const QString& code); // the one chosen; empty: as the system

signals:
    void language_chosen(const QString& code);

private:
    QAction* make(const QString& text, const QString& icon, const QKeySequence& keys, const QString& tip);
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

    QMainWindow& window_;
    ObjectActions& objects_;
    Protection& protection_;
    QMenu* languages_;
};

} // namespace quayside::ui
