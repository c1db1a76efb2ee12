// The dialog in which roles are set.

#include "tests/support/fake_client.h"
#include "tests/support/fake_fleet.h"
#include "ui/forms/confirmation_dialog.h"
#include "ui/forms/message_area.h"
#include "ui/forms/roles_dialog.h"
#include "ui/look/empty_state.h"
#include "ui/session/session.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <nlohmann/json.hpp>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

Json two_roles()
{
    const Json shop{ { "name", "shop" }, { "arn", "arn:aws:iam::123456789012:role/shop" }, { "description", "sells" },
        { "actions", { "ecs:*" } }, { "automatic", true }, { "taskDefinitionCount", 2 }, { "runningTaskCount", 1 },
        { "taskDefinitionArns", { "arn:aws:ecs:us-east-1:123456789012:task-definition/shop:1" } } };
    const Json cloud{ { "name", "cloud" }, { "arn", "arn:aws:iam::123456789012:role/cloud" },
        { "actions", Json::array() }, { "profile", "work" }, { "automatic", false } };
    return { { "createMissing", true }, { "roles", { shop, cloud } } };
}

template <class T>
T* named(QDialog& dialog, const char* name)
{
    for (auto* widget : dialog.findChildren<T*>())
        if (widget->accessibleName() == QLatin1String(name))
            return widget;
    return nullptr;
}

template <class T>
T* labelled(QDialog& dialog, const QString& start)
{
    for (auto* each : dialog.findChildren<T*>())
        if (each->text().startsWith(start))
            return each;
    return nullptr;
}

} // namespace

class TestRolesDialog : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        client_ = std::make_shared<FakeClient>();
        session_ = std::make_unique<Session>(client_);
        client_->answer("ListRoles", Json{ { "createMissing", true }, { "roles", Json::array() } });
        client_->answer("DescribeInstallation", Json{ { "noTaskEndpoint", "" } });
        client_->answer("PutRole", Json{ { "role", two_roles()["roles"][0] } });
        client_->answer("DeleteRole", Json::object());
        client_->answer("UpdateRoleSettings", Json{ { "createMissing", false } });
    }

    void without_roles_it_says_what_to_do_and_why_there_are_no_credentials()
    {
        client_->answer("DescribeInstallation", Json{ { "noTaskEndpoint", "Only root can take the address." } });
        RolesDialog dialog(*session_);
        dialog.open();
        auto* empty = dialog.findChild<EmptyState*>();
        QTRY_VERIFY(empty->isVisible());
        QVERIFY(empty->sentence().contains("There is no role yet"));
        QTRY_VERIFY(labelled<QLabel>(dialog, "Tasks find no credentials at present: Only root"));
        QVERIFY(!labelled<QPushButton>(dialog, "&Delete")->isEnabled());
        dialog.run();
        QVERIFY2(dialog.message()->text().contains("needs a name"), qPrintable(dialog.message()->text()));
        QVERIFY(client_->calls("PutRole").empty());
    }

    void a_role_is_set_by_keyboard()
    {
        RolesDialog dialog(*session_);
        dialog.open();
        QTest::keyClicks(named<QLineEdit>(dialog, "Name"), "reader");
        QVERIFY(!named<QLineEdit>(dialog, "Actions")->isEnabled());
        named<QComboBox>(dialog, "Good for")->setCurrentIndex(2);
        named<QLineEdit>(dialog, "Actions")->clear();
        QTest::keyClicks(named<QLineEdit>(dialog, "Actions"), "ecs:List*, quayside:ListEvents");
        client_->answer("ListRoles", two_roles());
        QTest::keyClick(named<QLineEdit>(dialog, "Name"), Qt::Key_Return);
        QTRY_COMPARE(client_->calls("PutRole").size(), std::size_t(1));
        QVERIFY(client_->calls("PutRole")[0].input
            == Json({ { "name", "reader" }, { "description", "" },
                { "actions", { "ecs:List*", "quayside:ListEvents" } } }));
        QTRY_COMPARE(named<QTreeWidget>(dialog, "Roles")->topLevelItemCount(), 2);
        QVERIFY(dialog.isVisible()); // for the next one
        QVERIFY(named<QLineEdit>(dialog, "Name")->text().isEmpty());
    }

    void one_that_is_there_shows_who_names_it_and_goes()
    {
        client_->answer("ListRoles", two_roles());
        RolesDialog dialog(*session_);
        dialog.open();
        auto* list = named<QTreeWidget>(dialog, "Roles");
        QTRY_COMPARE(list->topLevelItemCount(), 2);
        QCOMPARE(list->topLevelItem(0)->text(1), QString("All of ECS"));
        QCOMPARE(list->topLevelItem(0)->text(2), QString("2 definitions, 1 running task"));
        QCOMPARE(list->topLevelItem(1)->text(1), QString("AWS, by the profile work"));
        QCOMPARE(list->topLevelItem(1)->text(2), QString("Nobody"));
        list->setCurrentItem(list->topLevelItem(0));
        QVERIFY(labelled<QLabel>(dialog, "Named by shop:1 and 1 more."));
        QCOMPARE(named<QLineEdit>(dialog, "Description")->text(), QString("sells"));
        list->setCurrentItem(list->topLevelItem(1));
        QVERIFY(labelled<QCheckBox>(dialog, "Give its tasks")->isChecked());
        QCOMPARE(named<QLineEdit>(dialog, "AWS profile")->text(), QString("work"));
        QVERIFY(!named<QComboBox>(dialog, "Good for")->isEnabled());
        dialog.run();
        QTRY_COMPARE(client_->calls("PutRole").size(), std::size_t(1));
        QVERIFY(client_->calls("PutRole")[0].input["profile"] == "work");
        QVERIFY(client_->calls("PutRole")[0].input["actions"].empty());
        QTRY_VERIFY(list->selectedItems().isEmpty()); // they were read anew
        list->setCurrentItem(list->topLevelItem(0));
        QTest::mouseClick(labelled<QPushButton>(dialog, "&Delete"), Qt::LeftButton);
        auto* question = dialog.findChild<ConfirmationDialog*>();
        QVERIFY(question);
        question->run();
        QTRY_COMPARE(client_->calls("DeleteRole").size(), std::size_t(1));
        QVERIFY(client_->calls("DeleteRole")[0].input == Json({ { "name", "shop" } }));
    }

    void whether_missing_ones_are_made_is_said_at_once()
    {
        RolesDialog dialog(*session_);
        dialog.open();
        auto* missing = labelled<QCheckBox>(dialog, "&Make a role");
        QTRY_VERIFY(missing->isChecked());
        client_->answer("ListRoles", Json{ { "createMissing", false }, { "roles", Json::array() } });
        missing->click();
        QTRY_COMPARE(client_->calls("UpdateRoleSettings").size(), std::size_t(1));
        QVERIFY(client_->calls("UpdateRoleSettings")[0].input == Json({ { "createMissing", false } }));
        QTRY_VERIFY(client_->calls("ListRoles").size() == 2);
        QTRY_VERIFY(!missing->isChecked());
    }

private:
    std::shared_ptr<FakeClient> client_;
    std::unique_ptr<Session> session_;
};

QTEST_MAIN(TestRolesDialog)
#include "tst_roles_dialog.moc"
