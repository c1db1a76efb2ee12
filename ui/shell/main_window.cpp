#include "ui/shell/main_window.h"

#include <QCloseEvent>

namespace quayside::ui {

class MainWindow::Private {
public:
    Private(Session& session, WindowOptions options) : session_(session), options_(std::move(options)) {}

    Session& session_;
    WindowOptions options_;
};

MainWindow::MainWindow(Session& session, WindowOptions options)
    : d_(std::make_unique<Private>(session, std::move(options)))
{
    setWindowTitle(tr("Quayside"));
}

MainWindow::~MainWindow() = default;

bool MainWindow::render_screenshots(const QString&)
{
    return false;
}

void MainWindow::raise_window()
{
    showNormal();
    raise();
    activateWindow();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    event->accept();
}

} // namespace quayside::ui
