// The dialog in which secrets are set, and what the window keeps of it.

#include "tests/support/fake_client.h"
#include "tests/support/fake_fleet.h"
#include "ui/forms/confirmation_dialog.h"
#include "ui/forms/message_area.h"
#include "ui/forms/secrets_dialog.h"
#include "ui/look/empty_state.h"
#include "ui/session/session.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <nlohmann/json.hpp>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

Json two_secrets()
{
    return { { "secrets",
        Json::array({ Json{ { "kind", "secretsmanager" }, { "name", "prod/db" },
                          { "arn", "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-abc123" },
                          { "versionId", "1" }, { "updatedAt", 1'764'000'000 } },
            Json{ { "kind", "ssm" }, { "name", "/prod/pw" },
                { "arn", "arn:aws:ssm:us-east-1:123456789012:parameter/prod/pw" }, { "versionId", "1" },
                { "updatedAt", 1'764'000'000 } } }) } };
}

template <class T>
T* named(QDialog& dialog, const char* name)
{
    for (auto* widget : dialog.findChildren<T*>())
        if (widget->accessibleName() == QLatin1String(name))
            return widget;
    return nullptr;
}

QPushButton* button(QDialog& dialog, const QString& text)
{
    for (auto* each : dialog.findChildren<QPushButton*>())
        if (each->text() == text)
            return each;
    return nullptr;
}

} // namespace

class TestSecretsDialog : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        client_ = std::make_shared<FakeClient>();
        session_ = std::make_unique<Session>(client_);
        client_->answer("ListSecrets", Json{ { "secrets", Json::array() } });
        client_->answer("PutSecret", Json{ { "secret", two_secrets()["secrets"][1] } });
        client_->answer("DeleteSecret", Json::object());
    }

    void without_secrets_it_says_what_to_do()
    {
        SecretsDialog dialog(*session_);
        dialog.open();
        auto* empty = dialog.findChild<EmptyState*>();
        QTRY_VERIFY(empty->isVisible());
        QVERIFY(empty->sentence().contains("There is no secret yet"));
        QVERIFY(!button(dialog, "&Delete…")->isEnabled());
        QCOMPARE(named<QLineEdit>(dialog, "Value")->echoMode(), QLineEdit::Password);
        dialog.run();
        QVERIFY2(dialog.message()->text().contains("needs a name"), qPrintable(dialog.message()->text()));
        QVERIFY(client_->calls("PutSecret").empty());
    }

    void a_secret_is_set_by_keyboard_and_its_value_kept_nowhere()
    {
        SecretsDialog dialog(*session_);
        dialog.open();
        named<QComboBox>(dialog, "Kind")->setCurrentIndex(1);
        QTest::keyClicks(named<QLineEdit>(dialog, "Name"), "/prod/pw");
        QTest::keyClicks(named<QLineEdit>(dialog, "Value"), "of the sea");
        client_->answer("ListSecrets", two_secrets());
        QTest::keyClick(named<QLineEdit>(dialog, "Value"), Qt::Key_Return);
        QTRY_COMPARE(client_->calls("PutSecret").size(), std::size_t(1));
        QVERIFY(client_->calls("PutSecret")[0].input
            == Json({ { "kind", "ssm" }, { "name", "/prod/pw" }, { "value", "of the sea" } }));
        QTRY_COMPARE(named<QTreeWidget>(dialog, "Secrets")->topLevelItemCount(), 2);
        QVERIFY(dialog.isVisible()); // for the next one
        QVERIFY(named<QLineEdit>(dialog, "Value")->text().isEmpty());
        for (const auto& command : session_->command_log().commands())
            QVERIFY(!command.line.contains("of the sea") && !command.call.contains("of the sea"));
    }

    void one_that_is_there_gets_another_value_or_goes()
    {
        client_->answer("ListSecrets", two_secrets());
        SecretsDialog dialog(*session_);
        dialog.open();
        auto* list = named<QTreeWidget>(dialog, "Secrets");
        QTRY_COMPARE(list->topLevelItemCount(), 2);
        list->setCurrentItem(list->topLevelItem(0));
        QCOMPARE(named<QLineEdit>(dialog, "Name")->text(), QString("prod/db"));
        QCOMPARE(named<QComboBox>(dialog, "Kind")->currentIndex(), 0);
        QVERIFY(named<QLineEdit>(dialog, "Value")->text().isEmpty());
        QTest::mouseClick(button(dialog, "&Delete…"), Qt::LeftButton);
        auto* question = dialog.findChild<ConfirmationDialog*>();
        QVERIFY(question);
        question->run();
        QTRY_COMPARE(client_->calls("DeleteSecret").size(), std::size_t(1));
        QVERIFY(
            client_->calls("DeleteSecret")[0].input == Json({ { "kind", "secretsmanager" }, { "name", "prod/db" } }));
    }

private:
    std::shared_ptr<FakeClient> client_;
    std::unique_ptr<Session> session_;
};

QTEST_MAIN(TestSecretsDialog)
#include "tst_secrets_dialog.moc"
