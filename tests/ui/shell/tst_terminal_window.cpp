// A terminal in the whole window: from the key that opens it to the end of its tab.

#include "tests/support/fake_client.h"
#include "tests/support/fake_terminals.h"
#include "ui/look/theme.h"
#include "ui/pages/find_bar.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/table_page.h"
#include "ui/pages/terminal_dialog.h"
#include "ui/pages/terminal_pane.h"
#include "ui/shell/bottom_pane.h"
#include "ui/shell/main_window.h"
#include "ui/shell/view_tabs.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"
#include "ui/terminal/terminal_view.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

struct World {
    World()
    {
        client->answer("ExecuteCommand",
            Json{ { "session", { { "streamUrl", "ws://127.0.0.1:9/x" }, { "tokenValue", "secret" } } } });
        client->show(fake_fleet({}, fake_now()));
        window.resize(1440, 900);
        window.show();
        if (!QTest::qWaitForWindowActive(&window)
            || !QTest::qWaitFor([this] { return session.state().tasks().size() > 0 && tabs()->current_page(); }))
            qFatal("no window");
        choose("Running");
    }

    ViewTabs* tabs() const { return window.findChild<ViewTabs*>(); }
    BottomPane* bottom() const { return window.findChild<BottomPane*>(); }
    QAction* action() const { return window.findChild<ObjectActions*>()->action(ObjectActions::Id::OpenTerminal); }
    // A task in this state is selected.
    void choose(const QString& status)
    {
        auto* table = qobject_cast<TablePage*>(tabs()->open(PageKind::Tasks))->table();
        table->setFocus();
        const int column = table->rows()->column_of("status");
        for (int row = 0; row < table->rows()->rowCount(); ++row)
            if (table->rows()->index(row, column).data().toString() == status)
                return table->setCurrentIndex(table->rows()->index(row, column));
        qFatal("no such task");
    }
    TerminalPane* open()
    {
        QTest::keyClick(&window, Qt::Key_QuoteLeft, Qt::ControlModifier);
        auto* dialog = window.findChild<TerminalDialog*>();
        if (!dialog)
            qFatal("no dialog");
        QTest::keyClick(dialog->command(), Qt::Key_Return);
        auto* pane = qobject_cast<TerminalPane*>(bottom()->currentWidget());
        if (!pane)
            qFatal("no tab");
        if (!QTest::qWaitFor([pane] { return pane->link().state() == TerminalLink::State::Open; }))
            qFatal("not open: %s", qPrintable(pane->link().words()));
        window.activateWindow(); // as a window manager does when a dialog goes
        if (!QTest::qWaitFor([pane] { return pane->view()->hasFocus(); }))
            qFatal("the keyboard is elsewhere");
        return pane;
    }

    QTemporaryDir directory;
    std::shared_ptr<FakeClient> client = std::make_shared<FakeClient>();
    std::shared_ptr<FakeTerminals> terminals = std::make_shared<FakeTerminals>("# ");
    Session session{ client };
    MainWindow window{ session, { directory.path(), true, terminals } };
};

} // namespace

class TestTerminalWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void a_key_opens_it_where_the_logs_are()
    {
        World world;
        auto* pane = world.open();
        const auto input = world.client->calls("ExecuteCommand").back().input;
        QCOMPARE(input["command"].get<std::string>(), std::string("/bin/sh"));
        QVERIFY(!input["container"].get<std::string>().empty() && !input["task"].get<std::string>().empty());
        QCOMPARE(world.bottom()->tabText(world.bottom()->indexOf(pane)), pane->title());
        QVERIFY(pane->isVisible() && pane->height() > 100);
        QTest::keyClicks(pane->view(), "ls");
        QCOMPARE(world.terminals->last().typed, std::string("ls"));
    }

    void the_keys_of_the_window_that_shells_know_are_the_shells()
    {
        World world;
        auto* pane = world.open();
        const int views = world.tabs()->count();
        for (const auto key : { Qt::Key_W, Qt::Key_K, Qt::Key_R, Qt::Key_L, Qt::Key_E, Qt::Key_Q })
            QTest::keyClick(pane->view(), key, Qt::ControlModifier);
        QCOMPARE(world.terminals->last().typed, std::string("\x17\x0b\x12\x0c\x05\x11"));
        QCOMPARE(world.tabs()->count(), views);
        QVERIFY(world.window.isVisible() && pane->view()->hasFocus());
        QTest::keyClick(pane->view(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(pane->find_bar()->field()->hasFocus());
        pane->setFocus();
        QTest::keyClick(pane->view(), Qt::Key_F6);
        QVERIFY(!pane->isAncestorOf(QApplication::focusWidget()));
    }

    void it_survives_other_views_and_a_closed_pane()
    {
        World world;
        auto* pane = world.open();
        world.tabs()->open(PageKind::Overview);
        emit world.bottom()->close_wanted();
        QVERIFY(!pane->isVisible());
        world.terminals->show("while nobody looked");
        QVERIFY(QTest::qWaitFor([&] { return pane->view()->visible_text().contains("while nobody looked"); }));
        QVERIFY(!world.terminals->last().left);
        world.choose("Running");
        auto* second = world.open();
        QVERIFY(second != pane);
        QVERIFY(pane->view()->visible_text().contains("while nobody looked"));
        QCOMPARE(pane->link().state(), TerminalLink::State::Open);
    }

    void a_closed_tab_ends_the_command()
    {
        World world;
        auto* pane = world.open();
        const int tabs = world.bottom()->count();
        QTest::keyClick(pane->view(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(world.bottom()->count(), tabs - 1);
        QVERIFY(QTest::qWaitFor([&] { return world.terminals->last().left; }));
        QVERIFY(world.bottom()->isAncestorOf(QApplication::focusWidget()));
    }

    void why_it_cannot_be_opened_is_said()
    {
        World world;
        QVERIFY(world.action()->isEnabled());
        world.choose("Stopped");
        QVERIFY(QTest::qWaitFor([&] { return !world.action()->isEnabled(); }));
        QVERIFY2(world.action()->toolTip().contains("does not run"), qPrintable(world.action()->toolTip()));
        world.tabs()->open(PageKind::Overview);
        QVERIFY(QTest::qWaitFor([&] { return world.action()->toolTip().contains("Select one task"); }));
    }
};

QTEST_MAIN(TestTerminalWindow)
#include "tst_terminal_window.moc"
