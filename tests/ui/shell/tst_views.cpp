#include "tests/support/fake_client.h"
#include "ui/editor/import_dialog.h"
#include "ui/forms/stop_confirmation.h"
#include "ui/look/theme.h"
#include "ui/pages/details_pane.h"
#include "ui/pages/saved_view_dialog.h"
#include "ui/pages/saved_views.h"
#include "ui/pages/table_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/navigator.h"
#include "ui/shell/screen_fit.h"
#include "ui/shell/tab_strip.h"
#include "ui/shell/view_places.h"
#include "ui/shell/view_window.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMenuBar>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTest>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kSoon = 10'000;

// The window on a fake fleet of two clusters, in front.
class World {
public:
    World()
        : client(std::make_shared<FakeClient>())
        , session(client)
    {
        client->show(fake_fleet({}, fake_now()));
        open();
    }

    void open()
    {
        window = std::make_unique<MainWindow>(session, WindowOptions{ directory.path(), true });
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QVERIFY(QTest::qWaitFor([this] { return tabs()->current_page() != nullptr; }, kSoon));
    }
    void close()
    {
        window->close();
        window.reset();
    }

    ViewPlaces* places() const { return window->findChild<ViewPlaces*>(); }
    ViewTabs* tabs() const { return places()->first(); }
    TablePage* page(PageKind kind) const { return qobject_cast<TablePage*>(places()->open(View{ kind })); }
    void run(const char* action) const { window->findChild<QAction*>(QLatin1String(action))->trigger(); }

    QTemporaryDir directory;
    std::shared_ptr<FakeClient> client;
    Session session;
    std::unique_ptr<MainWindow> window;
};

ViewWindow* torn(const World& world)
{
    const auto windows = world.places()->windows();
    return windows.empty() ? nullptr : windows.back();
}

// As a hand does it: from the middle of a tab to a point of the screen.
void drag(TabStrip& strip, int index, const QPoint& global)
{
    const QPoint from = strip.tabRect(index).center();
    const QPoint to = strip.mapFromGlobal(global);
    QTest::mousePress(&strip, Qt::LeftButton, {}, from);
    for (const QPoint at : { from + QPoint(0, 8), from + (to - from) / 2, to }) {
        QMouseEvent move(QEvent::MouseMove, at, strip.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&strip, &move);
    }
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, to);
}

template <class T>
T* open_dialog(const QWidget& window)
{
    for (auto* dialog : window.findChildren<T*>())
        if (dialog->isVisible())
            return dialog;
    return nullptr;
}

QTreeWidgetItem* entry(const World& world, const QString& text)
{
    const auto found = world.window->findChild<Navigator*>()->findItems(text, Qt::MatchExactly | Qt::MatchRecursive, 0);
    return found.isEmpty() ? nullptr : found.front();
}

// Types a name into the dialog that asks for one.
void answer_name(const World& world, const QString& name)
{
    QVERIFY(QTest::qWaitFor([&] { return open_dialog<SavedViewDialog>(*world.window) != nullptr; }, kSoon));
    auto* dialog = open_dialog<SavedViewDialog>(*world.window);
    dialog->findChild<QLineEdit*>()->setText(name);
    QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return open_dialog<SavedViewDialog>(*world.window) == nullptr; }, kSoon));
}

} // namespace

class TestViews : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void a_place_is_moved_into_the_screens_that_are_there()
    {
        const QList<QRect> screens{ { 0, 0, 1280, 800 }, { 1280, 0, 1920, 1080 } };
        QCOMPARE(fitted({ 100, 100, 640, 480 }, screens), QRect(100, 100, 640, 480));
        QCOMPARE(fitted({ 1300, 20, 640, 480 }, screens), QRect(1300, 20, 640, 480));
        QCOMPARE(fitted({ 1000, 700, 640, 480 }, screens), QRect(1280, 600, 640, 480));
        QCOMPARE(fitted({ 5000, 4000, 640, 480 }, screens), QRect(640, 320, 640, 480));
        QCOMPARE(fitted({ 0, 0, 1440, 900 }, { { 0, 30, 1024, 738 } }), QRect(0, 30, 1024, 738));
        QCOMPARE(fitted({ 7, 7, 10, 10 }, {}), QRect(7, 7, 10, 10));
    }

    void a_view_gets_a_window_and_comes_back()
    {
        World world;
        auto* page = world.page(PageKind::Tasks);
        world.run("tear-off");
        auto* window = torn(world);
        QVERIFY(window);
        QVERIFY(QTest::qWaitForWindowActive(window));
        QVERIFY(!world.tabs()->find({ PageKind::Tasks }));
        QCOMPARE(window->tabs()->current_page(), page);
        QVERIFY(window->windowTitle().startsWith("Tasks"));
        QVERIFY(page->isVisible());
        world.run("bring-back");
        QCOMPARE(world.tabs()->current_page(), page);
        QTRY_VERIFY_WITH_TIMEOUT(torn(world) == nullptr, kSoon);
    }

    void a_torn_window_has_the_keys_and_menus_for_what_it_shows()
    {
        World world;
        auto* page = world.page(PageKind::Tasks);
        world.run("tear-off");
        auto* window = torn(world);
        QVERIFY(QTest::qWaitForWindowActive(window));
        QVERIFY(!window->menuBar()->actions().isEmpty());
        auto* rows = page->table()->rows();
        QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 30, kSoon);
        QTest::keyClick(window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClicks(page->filter_bar()->field(), "cache");
        QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 4, kSoon);
        const QRect cell = page->table()->visualRect(rows->index(0, rows->column_of("definition")));
        QTest::mouseClick(page->table()->viewport(), Qt::LeftButton, {}, cell.center());
        QTest::keyClick(page->table(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(window->details()->isVisible(), kSoon);
        QCOMPARE(window->details()->object().kind, ObjectRef::Kind::Task);
        page->focus_content();
        QTest::keyClick(page->table(), Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(open_dialog<StopConfirmation>(*window), kSoon);
        open_dialog<StopConfirmation>(*window)->reject();
    }

    void a_view_that_is_elsewhere_is_turned_to_there()
    {
        World world;
        world.page(PageKind::Tasks);
        world.run("tear-off");
        auto* window = torn(world);
        QVERIFY(QTest::qWaitForWindowActive(window));
        world.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(world.window.get()));
        QTest::keyClick(world.window.get(), Qt::Key_3, Qt::ControlModifier);
        QVERIFY(!world.tabs()->find({ PageKind::Tasks }));
        QVERIFY(QTest::qWaitForWindowActive(window));
    }

    void an_import_goes_to_the_editor_that_has_a_window_of_its_own()
    {
        World world;
        world.places()->open(View{ PageKind::Editor });
        world.run("tear-off");
        auto* window = torn(world);
        QVERIFY(QTest::qWaitForWindowActive(window));
        world.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(world.window.get()));
        world.run("ImportTaskDefinition");
        QTRY_VERIFY_WITH_TIMEOUT(open_dialog<ImportDialog>(*window), kSoon);
        open_dialog<ImportDialog>(*window)->reject();
    }

    void a_tab_is_dragged_out_and_back_by_the_mouse()
    {
        World world;
        auto* page = world.page(PageKind::Tasks);
        auto* strip = world.tabs()->strip();
        drag(*strip, world.tabs()->indexOf(page), strip->mapToGlobal(QPoint(200, 300)));
        auto* window = torn(world);
        QVERIFY(window);
        QCOMPARE(window->tabs()->current_page(), page);
        QVERIFY(screens().front().contains(window->geometry()));
        auto* bar = window->tabs()->strip();
        drag(*bar, 0, strip->mapToGlobal(QPoint(20, strip->height() / 2)));
        QCOMPARE(world.tabs()->current_page(), page);
        QTRY_VERIFY_WITH_TIMEOUT(torn(world) == nullptr, kSoon);
    }

    void escape_ends_a_drag()
    {
        World world;
        auto* page = world.page(PageKind::Tasks);
        auto* strip = world.tabs()->strip();
        const QPoint from = strip->tabRect(world.tabs()->indexOf(page)).center();
        QTest::mousePress(strip, Qt::LeftButton, {}, from);
        const QPoint away = from + QPoint(0, 200);
        QMouseEvent move(
            QEvent::MouseMove, away, strip->mapToGlobal(away), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(strip, &move);
        QVERIFY(strip->is_dragging_out());
        QTest::keyClick(world.window.get(), Qt::Key_Escape);
        QVERIFY(!strip->is_dragging_out());
        QTest::mouseRelease(strip, Qt::LeftButton, {}, away);
        QVERIFY(!torn(world));
        QCOMPARE(world.tabs()->current_page(), page);
    }

    void the_last_view_of_the_first_window_stays()
    {
        World world;
        while (world.tabs()->count() > 1)
            world.tabs()->close_current();
        world.run("tear-off");
        QVERIFY(!torn(world));
        QVERIFY(!world.window->findChild<QAction*>("tear-off")->isEnabled());
    }

    void windows_are_as_they_were_left()
    {
        World world;
        world.page(PageKind::Tasks);
        world.run("tear-off");
        torn(world)->setGeometry(40, 50, 500, 400);
        world.page(PageKind::Engines);
        world.tabs()->open(PageKind::Events);
        world.places()->put_beside(*world.tabs(), world.tabs()->currentIndex());
        world.close();
        world.open();
        QTRY_VERIFY_WITH_TIMEOUT(torn(world), kSoon);
        QVERIFY(torn(world)->isVisible());
        QVERIFY(torn(world)->tabs()->find({ PageKind::Tasks }));
        QCOMPARE(torn(world)->size(), QSize(500, 400));
        QVERIFY(world.places()->beside());
        QVERIFY(world.places()->beside()->find({ PageKind::Events }));
    }

    void closing_the_first_window_closes_the_others()
    {
        World world;
        world.page(PageKind::Tasks);
        world.run("tear-off");
        const QPointer<ViewWindow> window = torn(world);
        world.window->close();
        QVERIFY(!window);
    }

    void two_clusters_are_side_by_side()
    {
        World world;
        world.page(PageKind::Tasks);
        QVERIFY(entry(world, "staging"));
        emit world.window->findChild<Navigator*>()->cluster_wanted_beside("staging");
        auto* beside = world.places()->beside();
        QVERIFY(beside);
        QCOMPARE(beside->current_page()->cluster(), std::string("staging"));
        QCOMPARE(beside->tabText(0), QString("Tasks · staging"));
        QCOMPARE(world.tabs()->current_page()->cluster(), std::string("harbour"));
        QTRY_VERIFY_WITH_TIMEOUT(beside->isVisible() && beside->width() > 200, kSoon);
        // What stays with its cluster is not turned; the others are.
        QVERIFY(entry(world, "staging"));
        emit world.window->findChild<Navigator*>()->cluster_wanted("staging");
        QCOMPARE(world.tabs()->current_page()->cluster(), std::string("staging"));
        emit world.window->findChild<Navigator*>()->cluster_wanted("harbour");
        QCOMPARE(beside->current_page()->cluster(), std::string("staging"));
        beside->close_current();
        QTRY_VERIFY_WITH_TIMEOUT(!world.places()->beside(), kSoon);
    }

    void a_view_is_kept_under_a_name()
    {
        World world;
        auto* page = world.page(PageKind::Tasks);
        auto* table = page->table();
        const int zone = table->rows()->column_of("definition");
        page->filter_bar()->set_text("cache");
        table->setColumnHidden(zone, true);
        table->rows()->sort(table->rows()->column_of("task"), Qt::DescendingOrder);
        world.run("save-view");
        answer_name(world, "Caches <b>");
        QVERIFY(entry(world, "Caches <b>"));
        page->filter_bar()->clear();
        table->reset_columns();
        QVERIFY(!table->isColumnHidden(zone));
        world.tabs()->open(PageKind::Overview);
        emit world.window->findChild<Navigator*>()->itemClicked(entry(world, "Caches <b>"), 0);
        QCOMPARE(world.tabs()->current_page(), page);
        QCOMPARE(page->filter_bar()->text(), QString("cache"));
        QVERIFY(table->isColumnHidden(zone));
        QCOMPARE(table->rows()->sort_column(), table->rows()->column_of("task"));
        QCOMPARE(table->rows()->sort_order(), Qt::DescendingOrder);
    }

    void a_kept_view_is_renamed_and_removed_by_keys()
    {
        World world;
        SavedViews::of(world.session).save({ "One", PageKind::Tasks, "harbour", "cache" });
        auto* navigator = world.window->findChild<Navigator*>();
        navigator->setFocus();
        navigator->setCurrentItem(entry(world, "One"));
        QTest::keyClick(navigator, Qt::Key_F2);
        answer_name(world, "Two");
        QVERIFY(!entry(world, "One"));
        QVERIFY(entry(world, "Two"));
        navigator->setFocus();
        navigator->setCurrentItem(entry(world, "Two"));
        QTest::keyClick(navigator, Qt::Key_Delete);
        QVERIFY(!entry(world, "Two"));
        QVERIFY(SavedViews::of(world.session).all().empty());
    }

    void a_name_is_taken_once_and_for_one_cluster()
    {
        World world;
        auto& views = SavedViews::of(world.session);
        views.save({ "Slow", PageKind::Tasks, "harbour", "cache" });
        QVERIFY(!views.why_not("Slow", PageKind::Tasks, "harbour").isEmpty());
        QVERIFY(views.why_not("Slow", PageKind::Tasks, "staging").isEmpty());
        QVERIFY(!views.why_not("  ", PageKind::Tasks, "staging").isEmpty());
        QVERIFY(entry(world, "Slow"));
        emit world.window->findChild<Navigator*>()->cluster_wanted("staging");
        QVERIFY(!entry(world, "Slow"));
    }

    void a_filter_is_remembered_for_each_cluster()
    {
        World world;
        world.page(PageKind::Tasks)->filter_bar()->set_text("cache");
        emit world.window->findChild<Navigator*>()->cluster_wanted("staging");
        QCOMPARE(world.page(PageKind::Tasks)->filter_bar()->text(), QString());
        emit world.window->findChild<Navigator*>()->cluster_wanted("harbour");
        QCOMPARE(world.page(PageKind::Tasks)->filter_bar()->text(), QString("cache"));
        world.close();
        world.open();
        QCOMPARE(world.page(PageKind::Tasks)->filter_bar()->text(), QString("cache"));
    }
};

QTEST_MAIN(TestViews)
#include "tst_views.moc"
