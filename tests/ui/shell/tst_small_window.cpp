#include "tests/support/fake_client.h"
#include "ui/look/theme.h"
#include "ui/pages/details_pane.h"
#include "ui/pages/table_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/view_tabs.h"
#include "ui/tables/filter_bar.h"

#include <QDockWidget>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kSoon = 10'000;

struct World {
    World()
        : client(std::make_shared<FakeClient>())
        , session(client)
        , window(session, { directory.path(), true })
    {
        window.show();
        client->show(fake_fleet({ .services = true }, fake_now()));
        QVERIFY(QTest::qWaitFor([this] { return tabs()->current_page() != nullptr; }, kSoon));
    }
    ViewTabs* tabs() const { return window.findChild<ViewTabs*>(); }

    QTemporaryDir directory;
    std::shared_ptr<FakeClient> client;
    Session session;
    MainWindow window;
};

QRect place(const QWidget& widget, const QWidget& window)
{
    return { widget.mapTo(&window, QPoint(0, 0)), widget.size() };
}

// The parts of the window that lie over each other or outside of it.
QStringList overlaps(const QMainWindow& window)
{
    QList<const QWidget*> parts{ window.centralWidget(), window.statusBar() };
    for (const auto* dock : window.findChildren<QDockWidget*>())
        if (dock->isVisible())
            parts << dock;
    for (const auto* bar : window.findChildren<QToolBar*>())
        if (bar->isVisible())
            parts << bar;
    QStringList found;
    for (int i = 0; i < parts.size(); ++i) {
        const QRect one = place(*parts[i], window);
        if (!window.rect().contains(one))
            found << parts[i]->objectName() + " is outside";
        for (int j = i + 1; j < parts.size(); ++j)
            if (one.intersects(place(*parts[j], window)))
                found << parts[i]->objectName() + " over " + parts[j]->objectName();
    }
    return found;
}

} // namespace

class TestSmallWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void nothing_lies_over_something_else()
    {
        World world;
        for (int view = 0; view < kPages; ++view) {
            auto* page = world.tabs()->open(static_cast<PageKind>(view));
            world.window.resize(960, 600);
            QCoreApplication::processEvents();
            QVERIFY2(world.window.size() == QSize(960, 600),
                qPrintable(QString("%1: %2 x %3")
                               .arg(page->accessibleName())
                               .arg(world.window.width())
                               .arg(world.window.height())));
            QVERIFY2(overlaps(world.window).isEmpty(),
                qPrintable(page->accessibleName() + ": " + overlaps(world.window).join(", ")));
        }
    }

    void details_and_bottom_leave_the_table_room()
    {
        World world;
        auto* page = qobject_cast<TablePage*>(world.tabs()->open(PageKind::Tasks));
        for (auto* dock : world.window.findChildren<QDockWidget*>())
            dock->show();
        world.window.resize(960, 600);
        QCoreApplication::processEvents();
        QCOMPARE(overlaps(world.window), QStringList());
        QVERIFY2(page->height() >= 120, qPrintable(QString::number(page->height())));
        const auto* bar = page->filter_bar();
        for (const auto* part : bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
            QVERIFY2(!part->isVisible() || bar->rect().contains(part->geometry()), part->metaObject()->className());
    }
};

QTEST_MAIN(TestSmallWindow)
#include "tst_small_window.moc"
