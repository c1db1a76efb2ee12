#include "tests/support/fake_client.h"
#include "tests/support/fake_terminals.h"
#include "ui/look/theme.h"
#include "ui/pages/find_bar.h"
#include "ui/pages/terminal_dialog.h"
#include "ui/pages/terminal_pane.h"
#include "ui/session/session.h"
#include "ui/terminal/terminal_view.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;
using namespace std::chrono_literals;
using State = TerminalLink::State;

namespace {

const TimePoint kStart{ 1'790'000'000s };
const Json kReply = { { "session", { { "streamUrl", "ws://127.0.0.1:9/session/x" }, { "tokenValue", "secret" } } } };

struct Desk {
    explicit Desk(Result<Json> reply = kReply)
        : client(std::make_shared<FakeClient>())
        , session(client)
        , terminals(std::make_shared<FakeTerminals>())
    {
        client->answer("ExecuteCommand", std::move(reply));
        pane = std::make_unique<TerminalPane>(
            session, terminals, TerminalLink::Target{ "harbour", "9e41c07b0000", "web", "/bin/sh" });
        pane->resize(800, 400);
        pane->show();
        pane->setFocus();
        if (!QTest::qWaitForWindowActive(pane.get()))
            qFatal("no window");
    }

    bool wait_for(State state)
    {
        return QTest::qWaitFor([this, state] { return pane->link().state() == state; });
    }
    bool open()
    {
        if (!QTest::qWaitFor([this] { return !terminals->last().url.empty(); }))
            return false;
        terminals->open();
        return wait_for(State::Open);
    }
    bool shows(const QString& text)
    {
        return QTest::qWaitFor([&] { return pane->view()->visible_text().contains(text); });
    }
    QString words() { return label(QObject::tr("Why it ended"))->text(); }
    QLabel* label(const QString& name)
    {
        for (auto* found : pane->findChildren<QLabel*>())
            if (found->accessibleName() == name)
                return found;
        return nullptr;
    }
    QPushButton* again() { return pane->findChild<QPushButton*>(); }

    std::shared_ptr<FakeClient> client;
    Session session;
    std::shared_ptr<FakeTerminals> terminals;
    std::unique_ptr<TerminalPane> pane;
};

model::Task task_of(std::vector<model::ContainerStatus> containers)
{
    auto definition = std::make_shared<model::TaskDefinition>();
    auto spec = std::make_shared<model::TaskSpec>();
    model::Task task;
    for (std::size_t i = 0; i < containers.size(); ++i) {
        definition->containers.emplace_back().name = "container-" + std::to_string(i);
        task.containers.emplace_back().last_status = containers[i];
    }
    spec->cluster = "harbour";
    spec->enable_execute_command = true;
    spec->definition = definition;
    task.spec = spec;
    task.last_status = model::TaskStatus::Running;
    return task;
}

} // namespace

class TestTerminalPane : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void it_asks_for_the_command_and_joins_it()
    {
        Desk desk;
        QVERIFY(desk.open());
        const auto call = desk.client->calls("ExecuteCommand").back().input;
        QCOMPARE(call["task"].get<std::string>(), std::string("9e41c07b0000"));
        QCOMPARE(call["container"].get<std::string>(), std::string("web"));
        QCOMPARE(call["command"].get<std::string>(), std::string("/bin/sh"));
        QVERIFY(call["interactive"].get<bool>());
        QCOMPARE(desk.terminals->last().url, std::string("ws://127.0.0.1:9/session/x"));
        QCOMPARE(int(desk.terminals->last().size.columns), desk.pane->view()->columns());
        QVERIFY(!desk.again()->isVisible());
        desk.terminals->show("$ ");
        QVERIFY(desk.shows("$"));
        QTest::keyClicks(desk.pane->view(), "ls");
        QTest::keyClick(desk.pane->view(), Qt::Key_Return);
        QCOMPARE(desk.terminals->last().typed, std::string("ls\r"));
        desk.terminals->show("\x1b[6n");
        QVERIFY(QTest::qWaitFor([&] { return desk.terminals->last().typed == "ls\r\x1b[1;3R"; }));
    }

    void its_size_is_told()
    {
        Desk desk;
        QVERIFY(desk.open());
        desk.pane->resize(600, 300);
        QVERIFY(QTest::qWaitFor([&] {
            return int(desk.terminals->last().size.columns) == desk.pane->view()->columns()
                && int(desk.terminals->last().size.rows) == desk.pane->view()->rows()
                && desk.pane->view()->columns() < 90;
        }));
    }

    void its_end_is_told_and_can_be_copied()
    {
        Desk desk;
        QVERIFY(desk.open());
        desk.terminals->show("bye\r\n");
        desk.terminals->end({ false, "The command ended with exit code 3." });
        QVERIFY(desk.wait_for(State::Ended));
        QVERIFY(desk.shows("bye")); // what came before is not lost
        QCOMPARE(desk.words(), QString("The command ended with exit code 3."));
        QVERIFY(desk.label("Why it ended")->textInteractionFlags() & Qt::TextSelectableByKeyboard);
        QCOMPARE(desk.label("Why it ended")->textFormat(), Qt::PlainText);
        QTest::keyClicks(desk.pane->view(), "nobody listens");
        QCOMPARE(desk.terminals->last().typed, std::string());
    }

    void a_lost_one_is_connected_again_below_what_was_there()
    {
        Desk desk;
        QVERIFY(desk.open());
        desk.terminals->show("old text");
        desk.terminals->end({ true, "The connection has ended." });
        QVERIFY(desk.wait_for(State::Lost));
        QCOMPARE(desk.words(), QString("The connection has ended."));
        QVERIFY(desk.again()->isVisible());
        QTest::mouseClick(desk.again(), Qt::LeftButton);
        QVERIFY(desk.wait_for(State::Connecting));
        QVERIFY(QTest::qWaitFor([&] { return desk.client->calls("ExecuteCommand").size() == 2; }));
        QVERIFY(QTest::qWaitFor([&] { return !desk.terminals->last().left; }));
        desk.terminals->open();
        QVERIFY(desk.wait_for(State::Open));
        desk.terminals->show("new text");
        QVERIFY(desk.shows("new text"));
        QVERIFY2(desk.shows("old text"), qPrintable(desk.pane->view()->whole_text()));
    }

    void a_refusal_is_told()
    {
        Desk desk(fail(Error::invalid_parameter("The execute command failed because <b>it</b> was not enabled.")));
        QVERIFY(desk.wait_for(State::Refused));
        QCOMPARE(desk.words(), QString("The execute command failed because <b>it</b> was not enabled."));
        QVERIFY(desk.again()->isVisible());
    }

    void closing_it_ends_the_command()
    {
        Desk desk;
        QVERIFY(desk.open());
        desk.pane.reset();
        QVERIFY(desk.terminals->last().left);
        desk.terminals->show("too late");
    }

    void it_goes_on_out_of_sight()
    {
        Desk desk;
        QVERIFY(desk.open());
        desk.pane->hide();
        desk.terminals->show("while hidden");
        QVERIFY(QTest::qWaitFor([&] { return desk.terminals->last().taken == 12; }));
        desk.pane->show();
        QVERIFY(desk.shows("while hidden"));
        QCOMPARE(desk.pane->link().state(), State::Open);
    }

    // Ten megabytes at once: every turn of the GUI thread stays short, and all of it is dealt with.
    void a_flood_does_not_stop_the_window()
    {
        Desk desk;
        QVERIFY(desk.open());
        std::string flood;
        while (flood.size() < 10'000'000)
            flood += "\x1b[3" + std::to_string(flood.size() % 8) + "mline " + std::to_string(flood.size()) + "\r\n";
        flood += "the end";
        QElapsedTimer clock;
        qint64 longest = 0;
        QTimer beat;
        connect(&beat, &QTimer::timeout, this, [&] { longest = std::max(longest, clock.restart()); });
        clock.start();
        beat.start(0);
        QElapsedTimer all;
        all.start();
        desk.terminals->show(flood);
        QVERIFY(QTest::qWaitFor([&] { return desk.terminals->last().taken == flood.size(); }, 60'000));
        qInfo("10 MB in %lld ms, longest turn %lld ms", all.elapsed(), longest);
        QVERIFY(desk.shows("the end"));
        QVERIFY2(longest < 100, qPrintable(QString::number(longest)));
    }

    void a_paste_of_several_lines_is_asked_about()
    {
        Desk desk;
        QVERIFY(desk.open());
        QApplication::clipboard()->setText("first\nsecond");
        QTest::keyClick(desk.pane->view(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        auto* box = desk.pane->findChild<QMessageBox*>();
        QVERIFY(box && box->informativeText() == "first\nsecond");
        QCOMPARE(box->textFormat(), Qt::PlainText);
        QCOMPARE(desk.terminals->last().typed, std::string());
        for (auto* button : box->buttons())
            if (box->buttonRole(button) == QMessageBox::AcceptRole)
                button->click();
        QCOMPARE(desk.terminals->last().typed, std::string("first\rsecond"));
    }

    void text_is_found_by_keyboard()
    {
        Desk desk;
        QVERIFY(desk.open());
        desk.terminals->show("alpha one\r\nalpha two\r\n");
        QVERIFY(desk.shows("two"));
        QTest::keyClick(desk.pane->view(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        auto* field = desk.pane->find_bar()->field();
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, "alpha");
        QTest::keyClick(field, Qt::Key_F3);
        QCOMPARE(desk.pane->view()->selected_text(), QString("alpha"));
        QTest::keyClicks(field, "bet");
        QTest::keyClick(field, Qt::Key_Return);
        bool told = false;
        for (auto* label : desk.pane->find_bar()->findChildren<QLabel*>())
            told = told || label->text() == QObject::tr("Not found");
        QVERIFY(told);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(desk.pane->view()->hasFocus());
        QVERIFY(!desk.pane->find_bar()->isVisible());
    }

    void a_bell_is_a_quiet_mark()
    {
        Desk desk;
        QVERIFY(desk.open());
        QSignalSpy rung(desk.pane.get(), &TerminalPane::bell);
        desk.terminals->show("\x07");
        QVERIFY(rung.wait());
    }

    void the_dialog_offers_what_runs()
    {
        using model::ContainerStatus;
        const auto task = task_of({ ContainerStatus::Stopped, ContainerStatus::Running, ContainerStatus::Running });
        TerminalDialog dialog(task);
        QCOMPARE(dialog.target().container, std::string("container-1"));
        QCOMPARE(dialog.target().command, std::string("/bin/sh"));
        QCOMPARE(dialog.target().cluster, std::string("harbour"));
        QVERIFY(dialog.container()->itemText(0).contains("stopped"));
        dialog.container()->setCurrentIndex(2);
        QCOMPARE(dialog.target().container, std::string("container-2"));
        auto* open = dialog.findChild<QPushButton*>(QString(), Qt::FindChildrenRecursively);
        dialog.command()->clear();
        bool blocked = false;
        for (auto* button : dialog.findChildren<QPushButton*>())
            blocked = blocked || (!button->isEnabled() && !button->toolTip().isEmpty());
        QVERIFY(open && blocked);
    }

    void the_reason_why_not_is_the_true_one()
    {
        using model::ContainerStatus;
        auto task = task_of({ ContainerStatus::Running });
        QCOMPARE(TerminalDialog::why_not(task), QString());
        QVERIFY(TerminalDialog::why_not(task_of({ ContainerStatus::Stopped })).contains("None of"));
        auto spec = std::make_shared<model::TaskSpec>(*task.spec);
        spec->enable_execute_command = false;
        auto without = task;
        without.spec = spec;
        QVERIFY(TerminalDialog::why_not(without).contains("enableExecuteCommand"));
        task.last_status = model::TaskStatus::Stopped;
        QVERIFY(TerminalDialog::why_not(task).contains("does not run"));
    }
};

QTEST_MAIN(TestTerminalPane)
#include "tst_terminal_pane.moc"
