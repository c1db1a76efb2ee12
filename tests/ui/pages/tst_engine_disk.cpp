#include "tests/support/fake_client.h"
#include "ui/look/theme.h"
#include "ui/pages/engine_disk.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <nlohmann/json.hpp>

#include <memory>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

class TestEngineDisk : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void init()
    {
        client_ = std::make_shared<FakeClient>();
        session_ = std::make_unique<Session>(client_);
        client_->show(fake_fleet({}, fake_now()));
        QTRY_VERIFY(!session_->state().engines().empty());
        engine_ = session_->state().engines().begin()->first;
    }

    void what_it_holds_is_asked_for_once_while_it_is_looked_at()
    {
        const Json share{ { "count", 3 }, { "size", 3'221'225'472 }, { "reclaimable", 1'073'741'824 } };
        client_->answer("DescribeEngineDiskUse", Json{ { "images", share }, { "volumes", { { "count", 0 } } } });
        EngineDisk disk(*session_, nullptr);
        QSignalSpy changed(&disk, &EngineDisk::changed);
        disk.look_at(engine_);
        QCOMPARE(disk.section().facts.front().value, QString("being added up …"));
        disk.look_at(engine_);
        QTRY_COMPARE(changed.count(), 1);
        disk.look_at(engine_);
        QCOMPARE(client_->calls("DescribeEngineDiskUse").size(), std::size_t(1));
        QCOMPARE(disk.section().facts.at(0).value, QString("3, 3 GiB; unused 1 GiB"));
        QCOMPARE(disk.section().facts.at(2).value, QString("none"));
    }

    void an_engine_that_does_not_say_is_quoted()
    {
        client_->answer("DescribeEngineDiskUse", fail(Error::client("The engine is busy <b>.")));
        EngineDisk disk(*session_, nullptr);
        QSignalSpy changed(&disk, &EngineDisk::changed);
        disk.look_at(engine_);
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(disk.section().facts.front().value, QString("The engine is busy <b>."));
    }

    void the_answer_of_one_is_not_shown_for_another()
    {
        client_->answer("DescribeEngineDiskUse", Json{ { "images", { { "count", 1 } } } });
        const auto& engines = session_->state().engines();
        QVERIFY(engines.size() > 1);
        EngineDisk disk(*session_, nullptr);
        QSignalSpy changed(&disk, &EngineDisk::changed);
        disk.look_at(engine_);
        disk.look_at(std::next(engines.begin())->first);
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(client_->calls("DescribeEngineDiskUse").size(), std::size_t(2));
    }

private:
    std::shared_ptr<FakeClient> client_;
    std::unique_ptr<Session> session_;
    Id engine_;
};

QTEST_MAIN(TestEngineDisk)
#include "tst_engine_disk.moc"
