#pragma once

#include "ui/pages/details_pane.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/page.h"
#include "ui/shell/window_parts.h"

#include <QMainWindow>

#include <chrono>
#include <functional>

class QDialog;

namespace quayside::ui {

class TablePage;

// Leads through every view and dialog of a window that has data, and shows each, once what belongs to it is there, to
// whoever wants to look: pictures are taken of them, tests measure them. GUI thread.
class ViewTour {
public:
    // A view by its name; null: no dialog is in front of the window. False: something is wrong, which was said; the
    // tour goes on.
    using Look = std::function<bool(const QString& view, QWidget& window, QDialog* dialog)>;

    ViewTour(QMainWindow& window, const WindowParts& parts, Look look);

    // False: a view could not be shown, or is wrong. Standard error says which.
    bool go();

private:
    using Tab = DetailsPane::Tab;
    using Action = ObjectActions::Id;

    // tour_of_services.cpp
    bool show_services();
    bool show_deployments();
    bool show_explanations();
    bool show_pending();
    bool show_safety();
    // tour_of_bottom.cpp
    bool show_logs();
    bool show_terminal();
    bool show_files();
    // tour_of_tables.cpp
    bool show_first_run();
    bool show_pages();
    bool show_details();
    bool show_editor();
    bool show_narrow();
    bool show_palette();
    // tour_of_dialogs.cpp
    bool show_dialogs();
    bool show_task_dialogs();
    bool show_service_dialogs();
    bool show_image_dialogs();

    bool show(const QString& name) { return show(name, window_); }
    bool show(const QString& name, QWidget& window, QDialog* dialog = nullptr);
    bool show_dialog(const QString& name, QAction* action);
    bool show_dialog(const QString& name, Action action) { return show_dialog(name, parts_.actions->action(action)); }
    bool select_first(PageKind kind);
    void select_service(StateGlyph glyph); // the first one that does so, else the first
    // The first one that has run for a while, so that its graphs have a past; else the first that runs.
    TablePage* select_running_task();
    bool has_running_task() const;
    bool has_services() const;
    // Runs the event loop until it is true; false: it did not become so.
    static constexpr std::chrono::milliseconds kPatience{ 20'000 };
    static bool wait_for(const std::function<bool()>& condition, std::chrono::milliseconds patience = kPatience);
    static bool complain(const QString& what);

    QMainWindow& window_;
    const WindowParts& parts_;
    Look look_;
};

} // namespace quayside::ui
