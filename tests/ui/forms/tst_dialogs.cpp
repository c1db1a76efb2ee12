#include "tests/support/fake_client.h"
#include "ui/forms/add_engine_dialog.h"
#include "ui/forms/attributes_dialog.h"
#include "ui/forms/create_cluster_dialog.h"
#include "ui/forms/document_editor.h"
#include "ui/forms/field.h"
#include "ui/forms/json_text.h"
#include "ui/forms/message_area.h"
#include "ui/forms/operation_dialog.h"
#include "ui/forms/run_task_dialog.h"
#include "ui/forms/shape_form.h"
#include "ui/forms/stop_confirmation.h"
#include "ui/session/session.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

// A window's session on an invented fleet, and a dialog that is open.
class Desk {
public:
    Desk()
        : client(std::make_shared<FakeClient>())
        , session(client)
    {
        client->show(fake_fleet({}, fake_now()));
    }

    bool is_ready() const { return !session.state().tasks().empty(); }

    std::shared_ptr<FakeClient> client;
    Session session;
};

// An operation with an input that is deep.
class Registration : public OperationDialog {
public:
    explicit Registration(Session& session)
        : OperationDialog(session, "RegisterTaskDefinition", "Register task definition", "&Register")
    {
        Json input{ { "networkMode", "bridge" } };
        input["containerDefinitions"] = Json::array({ Json{ { "memory", 256 } } });
        set_input(std::move(input));
        editor()->form()->focus_path("family");
    }
};

bool opened(QDialog& dialog)
{
    dialog.open();
    return QTest::qWaitForWindowExposed(&dialog) && QTest::qWaitForWindowActive(&dialog);
}

void type(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

// As Alt+letter does where no window system delivers it.
void press_mnemonic(QDialog& dialog, Qt::Key key)
{
    QTest::keyClick(&dialog, key, Qt::AltModifier);
}

QLineEdit* line_at(OperationDialog& dialog, const std::string& path)
{
    return qobject_cast<QLineEdit*>(dialog.editor()->form()->field(path)->input());
}

Json input_of(const FakeClient& client, const std::string& operation)
{
    const auto calls = client.calls(operation);
    return calls.empty() ? Json() : calls.back().input;
}

std::vector<Id> some_tasks(const model::State& state, std::size_t count)
{
    std::vector<Id> ids;
    for (const auto& [id, task] : state.tasks())
        if (task->last_status == model::TaskStatus::Running && ids.size() < count)
            ids.push_back(id);
    return ids;
}

} // namespace

class TestDialogs : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        desk_ = std::make_unique<Desk>();
        QTRY_VERIFY(desk_->is_ready());
    }

    void a_cluster_is_created_by_keyboard()
    {
        CreateClusterDialog dialog(desk_->session);
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        QVERIFY(opened(dialog));
        type("pier");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(accepted.count(), 1);
        QCOMPARE(json_text(input_of(*desk_->client, "CreateCluster")), json_text(Json{ { "clusterName", "pier" } }));
    }

    void escape_closes_and_asks_for_nothing()
    {
        Registration dialog(desk_->session);
        QVERIFY(opened(dialog));
        type("web");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!dialog.isVisible());
        QVERIFY(desk_->client->calls("RegisterTaskDefinition").empty());
    }

    void what_is_missing_is_said_at_the_field()
    {
        Registration dialog(desk_->session);
        QVERIFY(opened(dialog));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(dialog.message()->text().contains("family is required."), qPrintable(dialog.message()->text()));
        QCOMPARE(QApplication::focusWidget(), line_at(dialog, "family"));
        QVERIFY(!line_at(dialog, "family")->accessibleDescription().isEmpty());
        QVERIFY(desk_->client->calls("RegisterTaskDefinition").empty());
        type("web");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(desk_->client->calls("RegisterTaskDefinition").size(), std::size_t(1));
    }

    void a_refusal_keeps_the_input_and_shows_its_code()
    {
        desk_->client->answer(
            "RegisterTaskDefinition", fail(Error::client("containerDefinitions[0].image is not an image reference.")));
        Registration dialog(desk_->session);
        QVERIFY(opened(dialog));
        type("web");
        line_at(dialog, "containerDefinitions[0].name")->setFocus();
        type("web");
        line_at(dialog, "containerDefinitions[0].image")->setFocus();
        type("a b");
        QTest::keyClick(&dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(dialog.message()->text().startsWith("ClientException: "));
        QVERIFY(dialog.isVisible());
        QVERIFY(!dialog.is_busy());
        QCOMPARE(line_at(dialog, "family")->text(), "web");
        QCOMPARE(QApplication::focusWidget(), line_at(dialog, "containerDefinitions[0].image"));
        const auto sent = input_of(*desk_->client, "RegisterTaskDefinition");
        QCOMPARE(json_text(sent), json_text(*parse_json(R"({"networkMode": "bridge",
                "containerDefinitions": [{"memory": 256, "name": "web", "image": "a b"}], "family": "web"})")));
    }

    void a_call_that_takes_long_blocks_nothing()
    {
        auto silent = std::make_shared<SilentClient>();
        Session session(silent);
        CreateClusterDialog dialog(session);
        QVERIFY(opened(dialog));
        type("pier");
        dialog.run();
        QVERIFY(dialog.is_busy());
        QVERIFY(!dialog.verb_button()->isEnabled());
        dialog.run();
        QTRY_COMPARE(silent->creations, 1);
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
    }

    void a_task_is_run_where_it_is_wanted()
    {
        RunTaskDialog dialog(desk_->session, "harbour");
        dialog.set_task_definition("web");
        QVERIFY(opened(dialog));
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        press_mnemonic(dialog, Qt::Key_N);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), "Count");
        type("3");
        QTest::keyClick(&dialog, Qt::Key_Return);
        QTRY_COMPARE(accepted.count(), 1);
        const auto sent = input_of(*desk_->client, "RunTask");
        QCOMPARE(sent["count"].get<int>(), 3);
        QCOMPARE(sent["cluster"].get<std::string>(), std::string("harbour"));
        QVERIFY(sent["taskDefinition"].get<std::string>().starts_with("web:"));
        QVERIFY(!sent.contains("overrides"));
    }

    void what_could_not_be_placed_is_told()
    {
        desk_->client->answer("RunTask",
            Json{ { "tasks", { Json::object() } },
                { "failures", { { { "reason", "RESOURCE:MEMORY" } }, { { "reason", "RESOURCE:MEMORY" } } } } });
        RunTaskDialog dialog(desk_->session, "harbour");
        QVERIFY(opened(dialog));
        dialog.findChild<QSpinBox*>()->setValue(3);
        dialog.run();
        QTRY_VERIFY(dialog.message()->text().contains("1 of 3"));
        QVERIFY(dialog.message()->text().contains("RESOURCE:MEMORY"));
        QCOMPARE(dialog.findChild<QSpinBox*>()->value(), 2);
    }

    void stopping_names_the_tasks_and_the_safe_way_is_the_default()
    {
        const auto ids = some_tasks(desk_->session.state(), 12);
        {
            StopConfirmation dialog(desk_->session, ids);
            QVERIFY(opened(dialog));
            QVERIFY(dialog.accessibleDescription().contains(QString::fromStdString(ids[11].hex()).left(8)));
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
            QTRY_VERIFY(!dialog.isVisible());
            QVERIFY(desk_->client->calls("StopTask").empty());
        }
        StopConfirmation dialog(desk_->session, ids);
        QVERIFY(opened(dialog));
        press_mnemonic(dialog, Qt::Key_S);
        QTRY_VERIFY(!dialog.isVisible());
        QCOMPARE(desk_->client->calls("StopTask").size(), std::size_t(12));
    }

    void an_engine_is_asked_before_it_is_added()
    {
        desk_->client->answer("FindEngines",
            Json{ { "engines",
                { { { "endpoint", "unix:///run/other.sock" }, { "reachable", false } },
                    { { "endpoint", "unix:///run/docker.sock" }, { "reachable", true } } } } });
        desk_->client->answer("ProbeEngine",
            Json{ { "version", "20.10.24" }, { "cpus", 2 }, { "memory", 2048 }, { "runningContainers", 3 } });
        AddEngineDialog dialog(desk_->session, "harbour");
        QVERIFY(opened(dialog));
        auto* endpoint = dialog.findChild<QComboBox*>("endpoint");
        QTRY_COMPARE(endpoint->currentText(), "unix:///run/docker.sock");
        auto* facts = dialog.findChild<QLabel*>("probe");
        QTRY_COMPARE(facts->text(), "Docker 20.10.24, 2 CPUs, 2 GiB; 3 containers run there and are left alone");
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        dialog.run();
        QTRY_COMPARE(accepted.count(), 1);
        const auto sent = input_of(*desk_->client, "AddEngine");
        QCOMPARE(sent["endpoint"].get<std::string>(), std::string("unix:///run/docker.sock"));
        QCOMPARE(sent["name"].get<std::string>(), std::string("local"));
        QVERIFY(!sent.contains("slices") && !sent.contains("simulation"));
    }

    void a_wrong_socket_is_named_before_anything_happens()
    {
        desk_->client->answer("ProbeEngine", fail(Error::no_answer("/run/no.sock: no such file.")));
        AddEngineDialog dialog(desk_->session, "harbour");
        dialog.set_endpoint("unix:///run/no.sock");
        QVERIFY(opened(dialog));
        QTRY_COMPARE(dialog.findChild<QLabel*>("probe")->text(), "/run/no.sock: no such file.");
        QVERIFY(desk_->client->calls("AddEngine").empty());
    }

    void an_engine_over_tcp_is_asked_with_its_files_and_a_wrong_one_is_marked()
    {
        desk_->client->answer("ProbeEngine",
            fail(Error::client("tls.clientCertificate: the engine takes no connection without a certificate.")));
        AddEngineDialog dialog(desk_->session, "harbour");
        QVERIFY(opened(dialog));
        auto* kind = dialog.findChild<QComboBox*>("reached");
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down);
        auto* authority = dialog.findChild<QLineEdit*>("tls.caCertificate");
        QTRY_VERIFY(authority->isVisible());
        QVERIFY(!dialog.findChild<QLineEdit*>("ssh.identityFile")->isVisible());
        QCOMPARE(dialog.findChild<QComboBox*>("endpoint")->currentText(), "tcp://");
        dialog.set_endpoint("tcp://10.0.0.9:2376");
        authority->setText("/keys/ca.pem");
        auto* problem = dialog.findChild<QWidget*>("problem:tls.clientCertificate");
        QTRY_VERIFY(problem->isVisible());
        const auto asked = input_of(*desk_->client, "ProbeEngine");
        QCOMPARE(asked["endpoint"].get<std::string>(), std::string("tcp://10.0.0.9:2376"));
        QCOMPARE(asked["tls"]["caCertificate"].get<std::string>(), std::string("/keys/ca.pem"));
        QVERIFY(!asked.contains("ssh"));
        authority->setText("/keys/other.pem"); // what was said of the former is not said of this one
        QVERIFY(!problem->isVisible());
    }

    void attributes_are_put_and_deleted()
    {
        const auto instance = desk_->session.state().container_instances().all().front();
        AttributesDialog dialog(desk_->session, instance);
        QVERIFY(opened(dialog));
        auto* add = [&dialog]() -> QAbstractButton* {
            for (auto* button : dialog.findChildren<QAbstractButton*>())
                if (button->text() == "Add")
                    return button;
            return nullptr;
        }();
        QVERIFY(add);
        add->setFocus();
        QTest::keyClick(add, Qt::Key_Space);
        type("rack");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        type("b");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!dialog.isVisible());
        const auto sent = input_of(*desk_->client, "PutAttributes");
        QCOMPARE(json_text(sent["attributes"]),
            json_text(Json::array({ { { "name", "rack" }, { "value", "b" }, { "targetType", "container-instance" },
                { "targetId", instance->id.hex() } } })));
    }

private:
    // Takes calls and never answers.
    class SilentClient : public client::EcsClient {
    public:
        void call(std::string operation, Json, client::Reply) override { creations += operation == "CreateCluster"; }
        Subscription subscribe(client::ChangeHandler) override { return {}; }
        Subscription watch_metrics(client::MetricsQuery, client::MetricsHandler) override { return {}; }
        Subscription watch_progress(client::ProgressHandler) override { return {}; }
        std::atomic<int> creations = 0;
    };

    std::unique_ptr<Desk> desk_;
};

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
