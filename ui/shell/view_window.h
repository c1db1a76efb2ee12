#pragma once

#include <QMainWindow>

class QDockWidget;

namespace quayside::ui {

class CommandPalette;
class DetailsPane;
class ObjectActions;
class Session;
class ViewTabs;

// Views that were torn off: a window of their own, with the menus and keys of the first one, and details beside them.
// GUI thread.
class ViewWindow : public QMainWindow {
    Q_OBJECT

public:
    // `menus` are those of the first window, which must outlive this.
    ViewWindow(Session& session, ObjectActions& actions, const QMainWindow& menus);

    ViewTabs* tabs() const { return tabs_; }
    DetailsPane* details() const { return details_; }
    QDockWidget* details_dock() const { return details_dock_; }
    CommandPalette* palette() const { return palette_; }

signals:
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void rename();

    ViewTabs* tabs_;
    DetailsPane* details_;
    QDockWidget* details_dock_;
    CommandPalette* palette_;
};

} // namespace quayside::ui
