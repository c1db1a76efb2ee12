#include "tests/support/fake_client.h"
#include "ui/look/theme.h"
#include "ui/pages/object_actions.h"
#include "ui/shell/key_bindings.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/keys_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_content.h"
#include "ui/shell/view_tabs.h"

#include <QAction>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kSoon = 10'000;

struct World {
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
    ViewTabs* tabs() const { return window->findChild<ViewTabs*>(); }
    KeyBindings* keys() const { return window->findChild<KeyBindings*>(); }
    QAction* action(const char* name) const { return window->findChild<QAction*>(QLatin1String(name)); }
    const KeyBindings::Command& command(const char* name) const
    {
        for (const auto& command : keys()->commands())
            if (command.action->objectName() == QLatin1String(name))
                return command;
        qFatal("no command %s", name);
    }

    QTemporaryDir directory;
    std::shared_ptr<FakeClient> client;
    Session session;
    std::unique_ptr<MainWindow> window;
};

void collect(const QList<QAction*>& actions, QSet<const QAction*>& found)
{
    for (auto* action : actions) {
        found.insert(action);
        if (action->menu())
            collect(action->menu()->actions(), found);
    }
}

QString plain(QString text)
{
    return text.remove(u'&').remove(u'…').remove(QRegularExpression("^\\d  ")).simplified();
}

} // namespace

class TestKeys : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void every_action_has_a_menu_and_is_in_the_palette()
    {
        World world;
        auto* objects = world.window->findChild<ObjectActions*>();
        for (int view = 0; view < kPages; ++view) {
            auto* page = world.tabs()->open(static_cast<PageKind>(view));
            QSet<const QAction*> in_menus;
            collect(world.window->menuBar()->actions(), in_menus);
            QSet<QString> in_palette;
            for (const auto& entry :
                palette_content(*world.window->menuBar(), world.session, *objects, [](const ObjectRef&) {}).actions)
                in_palette.insert(plain(entry.title));
            QList<QAction*> all = world.window->actions();
            for (const auto* widget : page->findChildren<QWidget*>())
                for (auto* action : widget->actions())
                    if (!action->objectName().isEmpty())
                        all.append(action);
            for (const auto* action : all) {
                if (action->isSeparator())
                    continue;
                QVERIFY2(in_menus.contains(action), qPrintable(action->text()));
                QVERIFY2(in_palette.contains(plain(action->text())), qPrintable(action->text()));
            }
        }
    }

    void every_command_has_a_name_of_its_own()
    {
        World world;
        QSet<QString> names;
        for (const auto& command : world.keys()->commands()) {
            QVERIFY2(!names.contains(command.action->objectName()), qPrintable(command.action->objectName()));
            names.insert(command.action->objectName());
        }
        QVERIFY(names.size() > 60);
    }

    void usual_keys_are_shared_only_by_commands_that_exclude_each_other()
    {
        World world;
        QMap<QString, QStringList> holders;
        for (const auto& command : world.keys()->commands())
            for (const auto& keys : command.usual)
                holders[keys.toString()] << command.action->objectName();
        for (auto holder = holders.begin(); holder != holders.end(); ++holder) {
            holder->sort();
            QVERIFY2(holder->size() == 1 || *holder == QStringList({ "Explain", "NewRevision" }),
                qPrintable(holder.key() + ": " + holder->join(", ")));
        }
    }

    void another_key_is_bound_told_and_kept()
    {
        World world;
        world.keys()->set(world.command("view-3"), QKeySequence("Ctrl+Alt+T"));
        QVERIFY(world.action("view-3")->toolTip().contains("Ctrl+Alt+T"));
        QVERIFY(tip_of(PageKind::Tasks).contains("Ctrl+Alt+T"));
        QTest::keyClick(world.window.get(), Qt::Key_T, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(world.tabs()->current_page()->kind(), PageKind::Tasks);
        world.window->close();
        world.open();
        QCOMPARE(world.action("view-3")->shortcut(), QKeySequence("Ctrl+Alt+T"));
        world.keys()->reset(world.command("view-3"));
        QCOMPARE(world.action("view-3")->shortcut(), QKeySequence("Ctrl+3"));
        world.window->close();
        world.open();
        QCOMPARE(world.action("view-3")->shortcut(), QKeySequence("Ctrl+3"));
    }

    void another_key_for_undo_outlasts_a_draft()
    {
        World world;
        world.keys()->set(world.command("undo"), QKeySequence("Ctrl+Alt+U"));
        world.tabs()->open(PageKind::Editor);
        world.tabs()->open(PageKind::Tasks);
        QCOMPARE(world.action("undo")->shortcut(), QKeySequence("Ctrl+Alt+U"));
    }

    void the_dialog_finds_tells_a_conflict_and_takes_the_key()
    {
        World world;
        world.action("change-keys")->trigger();
        auto* dialog = world.window->findChild<KeysDialog*>();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isVisible(), kSoon);
        QTest::keyClicks(dialog->search_field(), "logs");
        auto* item = dialog->list()->currentItem();
        QVERIFY(item && !item->isHidden());
        QCOMPARE(item->text(0), QString("Logs"));
        dialog->key_field()->setKeySequence(QKeySequence("Ctrl+R"));
        QVERIFY(dialog->key_field()->accessibleDescription().contains("Run task"));
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text() == "&Use it")
                QTest::mouseClick(button, Qt::LeftButton);
        auto* objects = world.window->findChild<ObjectActions*>();
        QCOMPARE(objects->action(ObjectActions::Id::ShowLogs)->shortcut(), QKeySequence("Ctrl+R"));
        QVERIFY(objects->action(ObjectActions::Id::RunTask)->shortcut().isEmpty());
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text() == "Reset &all")
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(objects->action(ObjectActions::Id::RunTask)->shortcut(), QKeySequence("Ctrl+R"));
        dialog->reject();
    }

    void the_sheet_opens_by_its_key()
    {
        World world;
        QTest::keyClick(world.window.get(), Qt::Key_Question, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(
            world.window->findChild<KeySheet*>() && world.window->findChild<KeySheet*>()->isVisible(), kSoon);
    }
};

QTEST_MAIN(TestKeys)
#include "tst_keys.moc"
