#include "ui/shell/view_window.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/pages/details_pane.h"
#include "ui/palette/command_palette.h"
#include "ui/shell/view_tabs.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMenuBar>
#include <QStatusBar>

namespace quayside::ui {

namespace {

constexpr int kWidth = 960;
constexpr int kHeight = 640;

} // namespace

ViewWindow::ViewWindow(Session& session, ObjectActions& actions, const QMainWindow& menus)
    : tabs_(new ViewTabs(session, actions))
    , details_(new DetailsPane(session, actions))
    , details_dock_(new QDockWidget(tr("Details"), this))
    , palette_(new CommandPalette(this))
{
    setObjectName("view_window");
    setWindowIcon(app_icon());
    setAttribute(Qt::WA_DeleteOnClose);
    tabs_->set_may_be_empty(true);
    setCentralWidget(tabs_);
    details_dock_->setObjectName("details");
    details_dock_->setAccessibleName(tr("Details"));
    details_dock_->setWidget(details_);
    details_dock_->hide();
    addDockWidget(isRightToLeft() ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea, details_dock_);
    menuBar()->setNativeMenuBar(false);
    menuBar()->addActions(menus.menuBar()->actions());
    addActions(menus.actions());
    statusBar()->setSizeGripEnabled(false);
    resize(Theme::get().scaled(kWidth), Theme::get().scaled(kHeight));
    connect(tabs_, &QTabWidget::currentChanged, this, &ViewWindow::rename);
    rename();
}

void ViewWindow::rename()
{
    const QString title = tabs_->tabText(tabs_->currentIndex());
    setWindowTitle(title.isEmpty() ? tr("Quayside") : tr("%1 - Quayside").arg(title));
    setAccessibleName(windowTitle());
}

void ViewWindow::closeEvent(QCloseEvent* event)
{
    event->accept();
    emit closed();
}

} // namespace quayside::ui
