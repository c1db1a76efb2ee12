#pragma once

#include "core/client/endpoints.h"
#include "core/client/terminal.h"
#include "ui/session/session.h"

#include <QMainWindow>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

class QDialog;

namespace quayside::ui {

struct WindowOptions {
    QString state_directory; // geometry, docks, columns and theme are kept under it; empty: nowhere
    bool first_run_page = true; // show the welcome page while there is no container instance
    std::shared_ptr<client::Terminals> terminals{}; // null: there are none
    std::chrono::milliseconds grace{ 5'000 }; // for which what cannot be undone is held before it is sent
    std::shared_ptr<client::Endpoints> endpoints{}; // elsewhere, which the window may be connected to; null: none
    QString endpoint{}; // the name of the one that the session is of; empty: of this program itself
};

// The console: one window on one session. GUI thread.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    // The session must outlive the window. Needs look::install() (fonts, icons, palette) to have run.
    explicit MainWindow(Session& session, WindowOptions options = {});
    ~MainWindow() override;

    // Writes <view>-<theme>.png, 1440 x 900, for every view and dialog into `directory`; themes are light, dark,
    // contrast-light and contrast-dark. Runs the event loop until the data of each view is there; returns false if a
    // file cannot be written or data does not arrive within 20 seconds, and says so on standard error.
    bool render_screenshots(const QString& directory);

    // Shows the same views, one after the other, to somebody who looks at each; see ViewTour.
    using Look = std::function<bool(const QString& view, QWidget& window, QDialog* dialog)>;
    bool show_every_view(const Look& look);

signals:
    // The window is to give way to one on this endpoint; empty: on this program itself.
    void endpoint_wanted(const QString& name);

public slots:
    // Another start of the program on the same state asked for the window.
    void raise_window();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d_;
};

} // namespace quayside::ui
