#include "tests/support/fake_client.h"
#include "ui/pages/command_table.h"
#include "ui/session/session.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

class TestCommandTable : public QObject {
    Q_OBJECT

private slots:
    void enter_copies_the_line_of_the_newest_command()
    {
        const auto client = std::make_shared<FakeClient>();
        Session session(client);
        CommandTable table(session);
        QSignalSpy said(&table, &CommandTable::said);
        session.call("StopTask", { { "cluster", "harbour" }, { "task", "77b0" } }, &session, [](Result<Json>) {});
        session.call("StopTask", { { "cluster", "harbour" }, { "task", "77b1" } }, &session, [](Result<Json>) {});
        QCOMPARE(table.rows()->rowCount(), 2);
        table.selectRow(0);
        QTest::keyClick(&table, Qt::Key_Return);
        const QString line = "aws ecs stop-task --cluster harbour --task 77b1";
        QVERIFY2(
            QGuiApplication::clipboard()->text().startsWith(line), qPrintable(QGuiApplication::clipboard()->text()));
        QCOMPARE(said.count(), 1);
    }
};

QTEST_MAIN(TestCommandTable)
#include "tst_command_table.moc"
