#include "tests/support/fake_client.h"
#include "ui/look/theme.h"
#include "ui/pages/what_if_dialog.h"
#include "ui/pages/zone_loss.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

#include <nlohmann/json.hpp>

#include <memory>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

class TestWhatIf : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void init()
    {
        client_ = std::make_shared<FakeClient>();
        session_ = std::make_unique<Session>(client_);
        client_->show(fake_fleet({}, fake_now()));
        QTRY_VERIFY(!session_->state().container_instances().empty());
    }

    void the_zone_that_would_be_missed_most_is_named()
    {
        client_->answer("PreviewLoss", Json{ { "moves", moves({ "moves", "stuck", "stuck", "stops" }) } });
        ZoneLoss line(*session_);
        QSignalSpy answered(&line, &ZoneLoss::answered);
        line.ask("harbour", { "local-1a", "local-1b" });
        QTRY_COMPARE(answered.count(), 1);
        QCOMPARE(client_->calls("PreviewLoss").size(), std::size_t(2));
        QVERIFY2(line.sentence().startsWith("Losing local-1a would leave 2 tasks"), qPrintable(line.sentence()));
        line.ask("harbour", { "local-1a", "local-1b" }); // too soon
        QCOMPARE(client_->calls("PreviewLoss").size(), std::size_t(2));
    }

    void a_zone_that_is_not_missed_is_no_worry()
    {
        client_->answer("PreviewLoss", Json{ { "moves", moves({ "moves" }) } });
        ZoneLoss line(*session_);
        QSignalSpy answered(&line, &ZoneLoss::answered);
        line.ask("harbour", { "local-1a" });
        QTRY_COMPARE(answered.count(), 1);
        QVERIFY2(line.sentence().startsWith("Any one zone may be lost"), qPrintable(line.sentence()));
    }

    void a_loss_is_told_task_by_task()
    {
        client_->answer("PreviewLoss", Json{ { "moves", moves({ "moves", "stuck" }) } });
        WhatIfDialog dialog(*session_, "harbour");
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy answered(&dialog, &WhatIfDialog::answered);
        QTRY_COMPARE(answered.count(), 1);
        QCOMPARE(dialog.rows().rowCount(), 2);
        QCOMPARE(dialog.accessibleDescription(), QString("1 task would have no place, 1 task would start elsewhere."));
        auto* lost = dialog.findChild<QComboBox*>();
        QVERIFY(lost->itemText(0).startsWith("Zone "));
        lost->setCurrentIndex(lost->count() - 1);
        QTRY_COMPARE(answered.count(), 2);
        QCOMPARE(client_->calls("PreviewLoss").back().input["containerInstances"].size(), std::size_t(1));
        client_->answer("PreviewLoss", fail(Error::client("It has gone.")));
        lost->setCurrentIndex(0);
        QTRY_COMPARE(answered.count(), 3);
        QCOMPARE(dialog.rows().rowCount(), 0);
    }

private:
    Json moves(std::initializer_list<const char*> outcomes) const
    {
        Json all = Json::array();
        auto task = session_->state().tasks().begin();
        for (const char* outcome : outcomes) {
            all.push_back({ { "taskArn", "arn:aws:ecs:r:1:task/harbour/" + task->first.hex() }, { "outcome", outcome },
                { "text", "So it is." } });
            ++task;
        }
        return all;
    }

    std::shared_ptr<FakeClient> client_;
    std::unique_ptr<Session> session_;
};

QTEST_MAIN(TestWhatIf)
#include "tst_what_if.moc"
