#include "tests/support/fake_client.h"
#include "tests/support/stall_watchdog.h"
#include "ui/forms/run_task_dialog.h"
#include "ui/forms/stop_confirmation.h"
#include "ui/look/labels.h"
#include "ui/look/theme.h"
#include "ui/pages/details_pane.h"
#include "ui/pages/drain_dialog.h"
#include "ui/pages/facts_view.h"
#include "ui/pages/json_tab.h"
#include "ui/pages/metrics_tab.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/table_page.h"
#include "ui/shell/banner.h"
#include "ui/shell/card.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/navigator.h"
#include "ui/shell/view_tabs.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <map>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kSoon = 10'000;

// The window on a fake client, shown.
class World {
public:
    explicit World(FakeClient::Start start = FakeClient::Start::Empty)
        : client(std::make_shared<FakeClient>(start))
        , session(client)
        , window(session, { directory.path(), true })
    {
        window.show();
    }

    void start_with(const FleetSize& size = {})
    {
        client->show(fake_fleet(size, fake_now()));
        QTRY_VERIFY_WITH_TIMEOUT(!session.state().tasks().empty(), kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(tabs()->current_page(), kSoon);
    }

    ViewTabs* tabs() const { return window.findChild<ViewTabs*>(); }
    DetailsPane* details() const { return window.findChild<DetailsPane*>(); }
    TablePage* page(PageKind kind) const { return qobject_cast<TablePage*>(tabs()->open(kind)); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&window, key, modifiers);
    }

    // Turns to a page by its key and selects the first row in which a cell has this text.
    TablePage* select(PageKind kind, const QString& column, const QString& text)
    {
        key(static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(kind)), Qt::ControlModifier);
        auto* found = qobject_cast<TablePage*>(tabs()->current_page());
        if (!found || found->kind() != kind)
            return nullptr;
        auto* rows = found->table()->rows();
        const int at = rows->column_of(column);
        for (int row = 0; row < rows->rowCount(); ++row) {
            if (rows->index(row, at).data().toString() != text)
                continue;
            const QRect cell = found->table()->visualRect(rows->index(row, at));
            QTest::mouseClick(found->table()->viewport(), Qt::LeftButton, {}, cell.center());
            return found;
        }
        return nullptr;
    }

    QTemporaryDir directory;
    std::shared_ptr<FakeClient> client;
    Session session;
    MainWindow window;
};

// Whether the cell has a figure and not the dash of what is not known.
bool shows_use(const QAbstractItemModel& rows, int row, int column)
{
    return rows.index(row, column).data().toString().contains(QRegularExpression("[0-9]"));
}

int row_with(const QAbstractItemModel& rows, int column, const QString& text)
{
    for (int row = 0; row < rows.rowCount(); ++row)
        if (rows.index(row, column).data().toString() == text)
            return row;
    return -1;
}

template <class T>
T* open_dialog(const MainWindow& window)
{
    for (auto* dialog : window.findChildren<T*>())
        if (dialog->isVisible())
            return dialog;
    return nullptr;
}

bool is_accessible(const QWidget& widget)
{
    if (!widget.accessibleName().isEmpty())
        return true;
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        return !button->text().isEmpty();
    for (const auto* label : widget.window()->findChildren<QLabel*>())
        if (label->buddy() == &widget && !label->text().isEmpty())
            return true;
    return false;
}

// Parts that Qt makes inside a control, which speak for it.
bool is_inner_part(const QWidget& widget)
{
    return widget.objectName().startsWith("qt_") || qobject_cast<const QLineEdit*>(&widget) ? widget.parentWidget()
            && (qobject_cast<const QComboBox*>(widget.parentWidget())
                || widget.parentWidget()->inherits("QAbstractSpinBox") || widget.objectName().startsWith("qt_"))
                                                                                            : false;
}

QStringList unnamed(const QWidget& root)
{
    QStringList found;
    for (const auto* widget : root.findChildren<QWidget*>())
        if (widget->focusPolicy() != Qt::NoFocus && widget->isVisibleTo(&root) && !is_inner_part(*widget)
            && !is_accessible(*widget))
            found << QString("%1 %2 in %3")
                         .arg(widget->metaObject()->className(), widget->objectName(),
                             widget->parentWidget()->metaObject()->className());
    return found;
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void the_first_start_leads_into_the_demo()
    {
        World world;
        auto* welcome = world.window.findChild<FirstRunPage*>();
        QTRY_VERIFY_WITH_TIMEOUT(welcome->isVisible(), kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(welcome->has_looked(), kSoon);
        QVERIFY(world.tabs()->current_page() == nullptr);
        for (const auto* action : world.window.findChildren<QAction*>())
            if (action->text() == "&Back" || action->text() == "For&ward")
                QVERIFY(!action->isEnabled());
        QTest::mouseClick(welcome->demo()->button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(world.tabs()->current_page(), kSoon);
        QCOMPARE(world.client->calls("StartDemo").size(), std::size_t(1));
        QVERIFY(!welcome->isVisible());
        QVERIFY(!world.details()->isVisible()); // the overview has its room
        world.tabs()->open(PageKind::Tasks);
        QVERIFY(world.details()->isVisible());
        QVERIFY(world.window.windowTitle().contains("harbour"));
    }

    void the_docker_that_was_found_is_named()
    {
        World world;
        auto* welcome = world.window.findChild<FirstRunPage*>();
        QTRY_VERIFY_WITH_TIMEOUT(welcome->has_looked(), kSoon);
        QStringList words;
        for (const auto* pill : welcome->docker()->findChildren<StatusPill*>())
            words << pill->state().word;
        QVERIFY2(words.join(' ').contains("/var/run/docker.sock"), qPrintable(words.join(' ')));
        QTest::mouseClick(welcome->docker()->button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(open_dialog<QDialog>(world.window), kSoon);
        open_dialog<QDialog>(world.window)->reject();
    }

    void a_task_that_comes_to_run_under_the_pointer_shows_what_it_uses()
    {
        World world;
        world.start_with({ .tasks = 8, .stopped = 0 });
        auto* rows = world.page(PageKind::Tasks)->table()->rows();
        const int cpu = rows->column_of("cpu");
        const auto& tasks = world.session.state().tasks();
        const auto running = std::find_if(tasks.begin(), tasks.end(), [](const auto& entry) {
            return entry.second->last_status == model::TaskStatus::Running && entry.second->spec->cluster == "harbour";
        });
        QVERIFY(running != tasks.end());
        const auto shown = [&](const Id& id) {
            const int row = row_with(*rows, rows->column_of("task"), QString::fromStdString(id.hex().substr(0, 8)));
            return row >= 0 && shows_use(*rows, row, cpu);
        };
        QTRY_VERIFY_WITH_TIMEOUT(shown(running->first), kSoon);
        auto pending = std::make_shared<model::Task>(*running->second);
        pending->id = *Id::parse("00000000000000000000000000000001");
        pending->row = 1'000'000;
        pending->last_status = model::TaskStatus::Pending;
        rows->hold_order(true);
        model::ChangeSet came;
        came.of<model::Task>().push_back({ nullptr, pending });
        world.client->publish(std::move(came));
        QTRY_VERIFY_WITH_TIMEOUT(row_with(*rows, rows->column_of("task"), "00000000") >= 0, kSoon);
        // Two readings later everything that the arrival set off is over.
        const auto reading = [&] {
            const auto id = QString::fromStdString(running->first.hex().substr(0, 8));
            return rows->index(row_with(*rows, rows->column_of("task"), id), cpu).data().toString();
        };
        for (int i = 0; i < 2; ++i) {
            const QString before = reading();
            QTRY_VERIFY_WITH_TIMEOUT(reading() != before, kSoon);
        }
        auto now_running = std::make_shared<model::Task>(*pending);
        now_running->last_status = model::TaskStatus::Running;
        model::ChangeSet changed;
        changed.of<model::Task>().push_back({ pending, now_running });
        world.client->publish(std::move(changed));
        QTRY_VERIFY_WITH_TIMEOUT(shown(pending->id), kSoon);
    }

    void progress_is_shown_until_the_state_is_there()
    {
        World world(FakeClient::Start::Restoring);
        world.client->report({ true, 40'000, 100'000 });
        QTRY_COMPARE_WITH_TIMEOUT(world.session.connection(), Session::Connection::Restoring, kSoon);
        QVERIFY(!world.tabs()->isVisible());
        world.client->report({ false, 100'000, 100'000 });
        world.start_with();
        QTRY_VERIFY_WITH_TIMEOUT(world.tabs()->isVisible(), kSoon);
    }

    void every_table_fills()
    {
        World world;
        world.start_with();
        const std::map<PageKind, int> expected = { { PageKind::Clusters, 2 }, { PageKind::Instances, 8 },
            { PageKind::TaskDefinitions, 8 }, { PageKind::Services, 0 }, { PageKind::Tasks, 30 },
            { PageKind::Engines, 3 }, { PageKind::Events, 12 } };
        for (const auto& [kind, rows] : expected) {
            world.key(static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(kind)), Qt::ControlModifier);
            QCOMPARE(world.tabs()->current_page()->kind(), kind);
            QTRY_COMPARE_WITH_TIMEOUT(world.page(kind)->table()->rows()->rowCount(), rows, kSoon);
        }
    }

    void a_selected_task_is_told_about()
    {
        World world;
        world.start_with();
        QVERIFY(world.select(PageKind::Tasks, "definition", "web:13"));
        QTRY_COMPARE_WITH_TIMEOUT(world.details()->object().kind, ObjectRef::Kind::Task, kSoon);
        world.details()->turn_to(DetailsPane::Tab::Containers);
        const auto* containers = qobject_cast<FactsView*>(world.details()->tabs()->currentWidget());
        QCOMPARE(containers->sections().size(), std::size_t(2));
        QCOMPARE(containers->sections()[0].title, QString("web"));
        world.details()->turn_to(DetailsPane::Tab::Metrics);
        QTRY_VERIFY_WITH_TIMEOUT(world.details()->metrics()->has_data(), kSoon);
        world.details()->turn_to(DetailsPane::Tab::Json);
        QTRY_VERIFY_WITH_TIMEOUT(world.details()->json()->toPlainText().contains("lastStatus"), kSoon);
    }

    void stopping_asks_and_names_what_it_stops()
    {
        World world;
        world.start_with();
        auto* page = world.select(PageKind::Tasks, "definition", "cache:5");
        QVERIFY(page);
        world.key(Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(open_dialog<StopConfirmation>(world.window), kSoon);
        auto* dialog = open_dialog<StopConfirmation>(world.window);
        QVERIFY2(dialog->accessibleDescription().contains("cache:5"), qPrintable(dialog->accessibleDescription()));
        QVERIFY(world.client->calls("StopTask").empty());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!open_dialog<StopConfirmation>(world.window), kSoon);
        QVERIFY(world.client->calls("StopTask").empty());
        world.key(Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(open_dialog<StopConfirmation>(world.window), kSoon);
        QTest::mouseClick(open_dialog<StopConfirmation>(world.window)->verb_button(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(world.client->calls("StopTask").size(), std::size_t(1), kSoon);
        const auto id = Id::parse(world.client->calls("StopTask")[0].input["task"].get<std::string>().substr(0, 32));
        QVERIFY(!id || world.session.state().tasks().find(*id)->spec->definition_key.family == "cache");
    }

    void a_task_is_run_with_two_keys()
    {
        World world;
        world.start_with();
        QVERIFY(world.select(PageKind::TaskDefinitions, "family", "cache"));
        world.key(Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(open_dialog<RunTaskDialog>(world.window), kSoon);
        auto* dialog = open_dialog<RunTaskDialog>(world.window);
        QTest::mouseClick(dialog->verb_button(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(world.client->calls("RunTask").size(), std::size_t(1), kSoon);
        QTRY_COMPARE_WITH_TIMEOUT(world.session.state().tasks().size(), std::size_t(31), kSoon);
    }

    void status_is_edited_in_its_cell()
    {
        World world;
        world.start_with();
        auto* page = world.select(PageKind::Instances, "status", "Active");
        QVERIFY(page);
        auto* rows = page->table()->rows();
        const auto cell = page->table()->currentIndex();
        QVERIFY(rows->setData(rows->index(cell.row(), rows->column_of("status")), "Draining"));
        QTRY_COMPARE_WITH_TIMEOUT(world.client->calls("UpdateContainerInstancesState").size(), std::size_t(1), kSoon);
        const auto call = world.client->calls("UpdateContainerInstancesState")[0];
        QCOMPARE(call.input.at("status").get<std::string>(), std::string("DRAINING"));
    }

    void a_name_leads_to_the_attributes()
    {
        World world;
        world.start_with();
        QVERIFY(world.select(PageKind::Instances, "name", "quay-a1"));
        world.key(Qt::Key_F2);
        QTRY_VERIFY_WITH_TIMEOUT(open_dialog<QDialog>(world.window), kSoon);
        QVERIFY(open_dialog<QDialog>(world.window)->windowTitle().contains("quay-a1"));
        open_dialog<QDialog>(world.window)->reject();
    }

    void a_draft_has_the_room_of_the_details_and_leaves_the_navigator_its_own()
    {
        World world;
        world.start_with();
        world.window.resize(1440, 900);
        auto* navigator = world.window.findChild<QDockWidget*>("navigator");
        auto* details = world.window.findChild<QDockWidget*>("details");
        QVERIFY(world.select(PageKind::TaskDefinitions, "family", "web"));
        QTRY_VERIFY(details->isVisible());
        const int width = navigator->width();
        world.key(Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(world.tabs()->current_page()->kind(), PageKind::Editor);
        QCOMPARE(world.tabs()->tabText(world.tabs()->currentIndex()), "web:14 draft");
        QTRY_VERIFY(!details->isVisible());
        QCoreApplication::processEvents();
        QCOMPARE(navigator->width(), width);
        world.key(Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(details->isVisible());
        QCOMPARE(navigator->width(), width);
    }

    void one_can_go_back()
    {
        World world;
        world.start_with();
        QVERIFY(world.select(PageKind::Tasks, "definition", "web:13"));
        const auto task = world.details()->object();
        QVERIFY(world.select(PageKind::Instances, "name", "quay-a1"));
        world.key(Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(world.tabs()->current_page()->kind(), PageKind::Tasks, kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(world.details()->object() == task, kSoon);
        world.key(Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(world.tabs()->current_page()->kind(), PageKind::Instances, kSoon);
    }

    void a_key_leads_to_the_filter()
    {
        World world;
        world.start_with();
        auto* page = world.select(PageKind::Tasks, "definition", "web:13");
        world.key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClicks(page->filter_bar()->field(), "cache");
        QTRY_COMPARE_WITH_TIMEOUT(page->table()->rows()->rowCount(), 4, kSoon);
    }

    void a_failed_write_stays_in_sight()
    {
        World world;
        world.start_with();
        world.client->answer("UpdateContainerInstancesState", fail(Error::server("The state directory is full.")));
        QVERIFY(world.select(PageKind::Instances, "status", "Active"));
        world.window.findChild<ObjectActions*>()->action(ObjectActions::Id::Drain)->trigger();
        QVERIFY(open_dialog<DrainDialog>(world.window));
        open_dialog<DrainDialog>(world.window)->run();
        auto* banner = world.window.findChild<Banner*>();
        QTRY_VERIFY_WITH_TIMEOUT(banner->sentence().contains("state directory is full"), kSoon);
    }

    void what_cannot_be_done_says_why()
    {
        World world;
        world.start_with();
        auto* actions = world.window.findChild<ObjectActions*>();
        world.key(Qt::Key_8, Qt::ControlModifier);
        for (int i = 0; i < ObjectActions::kActions; ++i) {
            const auto* action = actions->action(static_cast<ObjectActions::Id>(i));
            QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->text()));
            QVERIFY2(action->isEnabled() || action->toolTip() != action->data().toString(), qPrintable(action->text()));
        }
    }

    void mnemonics_are_unique_within_each_menu()
    {
        World world;
        for (const auto* top : world.window.menuBar()->actions()) {
            QMap<QChar, QString> seen;
            for (const auto* action : top->menu()->actions()) {
                const auto at = action->text().indexOf('&');
                if (action->isSeparator() || at < 0)
                    continue;
                const QChar letter = action->text().at(at + 1).toLower();
                QVERIFY2(!seen.contains(letter), qPrintable(top->text() + ": " + action->text() + ", " + seen[letter]));
                seen[letter] = action->text();
            }
        }
    }

    void everything_that_takes_the_keyboard_has_a_name()
    {
        World world;
        QTRY_VERIFY_WITH_TIMEOUT(world.tabs()->shows_welcome(), kSoon);
        QCOMPARE(unnamed(world.window), QStringList());
        world.start_with();
        for (int i = 0; i < kPages; ++i) {
            world.tabs()->open(static_cast<PageKind>(i));
            QCOMPARE(unnamed(world.window), QStringList());
        }
        QVERIFY(world.select(PageKind::Tasks, "definition", "web:13"));
        for (int tab = 0; tab < world.details()->tabs()->count(); ++tab) {
            world.details()->tabs()->setCurrentIndex(tab);
            QCOMPARE(unnamed(world.window), QStringList());
        }
    }

    void the_window_is_as_it_was_left()
    {
        QTemporaryDir directory;
        const auto client = std::make_shared<FakeClient>();
        client->show(fake_fleet({}, fake_now()));
        Session session(client);
        QTRY_VERIFY_WITH_TIMEOUT(!session.state().tasks().empty(), kSoon);
        QSize left;
        {
            MainWindow window(session, { directory.path(), true });
            window.show();
            left = QSize(1200, 700).boundedTo(window.screen()->availableSize()); // never is larger than the screen
            window.resize(left);
            window.findChild<ViewTabs*>()->open(PageKind::Engines);
            window.close();
        }
        MainWindow window(session, { directory.path(), true });
        window.show();
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<ViewTabs*>()->current_page(), kSoon);
        QCOMPARE(window.findChild<ViewTabs*>()->current_page()->kind(), PageKind::Engines);
        QCOMPARE(window.size(), left);
    }

    void a_hidden_window_does_nothing()
    {
        World world;
        world.start_with();
        world.select(PageKind::Tasks, "definition", "web:13");
        world.window.hide();
        for (const auto* timer : world.window.findChildren<QTimer*>())
            QVERIFY2(!timer->isActive() || timer->isSingleShot(),
                qPrintable(QString("a timer of %1 ms in %2 runs")
                               .arg(timer->interval())
                               .arg(timer->parent()->metaObject()->className())));
    }

    void a_hundred_thousand_tasks_do_not_hold_the_window()
    {
        auto fleet = fake_fleet({ .engines = 30, .instances = 5'000, .tasks = 90'000, .stopped = 10'000 }, fake_now());
        World world(FakeClient::Start::Restoring);
        QVERIFY(QTest::qWaitForWindowExposed(&world.window));
        QElapsedTimer clock;
        StallWatchdog watchdog;
        clock.start();
        world.client->show(std::move(fleet));
        QTRY_COMPARE_WITH_TIMEOUT(world.session.state().tasks().size(), std::size_t(100'000), kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(world.tabs()->current_page(), kSoon);
        qInfo("full set shown after %lld ms", clock.elapsed());
        world.tabs()->open(PageKind::Tasks);
        auto* rows = world.page(PageKind::Tasks)->table()->rows();
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() == 100'000 && !rows->is_busy(), kSoon);
        qInfo("tasks sorted after %lld ms, longest stall %.1f ms", clock.elapsed(), watchdog.longest().count());
        watchdog.stop();
        QVERIFY2(watchdog.longest().count() < 100, qPrintable(QString::number(watchdog.longest().count())));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
