#include "core/base/arn.h"
#include "tests/support/fake_client.h"
#include "ui/forms/document_editor.h"
#include "ui/forms/field.h"
#include "ui/forms/json_text.h"
#include "ui/forms/list_field.h"
#include "ui/forms/message_area.h"
#include "ui/forms/run_task_dialog.h"
#include "ui/forms/scale_dialog.h"
#include "ui/forms/shape_form.h"
#include "ui/look/theme.h"
#include "ui/pages/drain_dialog.h"
#include "ui/pages/explain_view.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/placement_preview.h"
#include "ui/pages/service_dialog.h"
#include "ui/session/session.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include <nlohmann/json.hpp>

#include <memory>
#include <utility>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

class Desk {
public:
    Desk()
        : client(std::make_shared<FakeClient>())
        , session(client)
    {
        FleetSize size;
        size.services = true;
        client->show(fake_fleet(size, fake_now()));
    }

    bool is_ready() const { return !session.state().services().empty(); }
    model::Service service(const char* name) const { return *session.state().services().find({ "harbour", name }); }
    Json input_of(const std::string& operation) const
    {
        const auto calls = client->calls(operation);
        return calls.empty() ? Json::object() : calls.back().input;
    }

    std::shared_ptr<FakeClient> client;
    Session session;
};

bool opened(QDialog& dialog)
{
    dialog.open();
    return QTest::qWaitForWindowExposed(&dialog) && QTest::qWaitForWindowActive(&dialog);
}

QLineEdit* line_at(ServiceDialog& dialog, const std::string& path)
{
    auto* field = dialog.editor()->form()->field(path);
    return field ? qobject_cast<QLineEdit*>(field->input()) : nullptr;
}

QString problem_at(ServiceDialog& dialog, const std::string& path)
{
    const auto* line = dialog.editor()->form()->field(path)->parentWidget();
    for (const auto* problem : line->window()->findChildren<ProblemLine*>())
        if (problem->isVisible())
            return problem->text();
    return {};
}

} // namespace

class TestServiceDialogs : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }
    void init()
    {
        desk_ = std::make_unique<Desk>();
        QTRY_VERIFY(desk_->is_ready());
    }

    void a_service_is_created_by_keyboard()
    {
        const std::unique_ptr<ServiceDialog> dialog(ServiceDialog::to_create(desk_->session, "harbour"));
        QSignalSpy accepted(dialog.get(), &QDialog::accepted);
        QVERIFY(opened(*dialog));
        auto* name = line_at(*dialog, "serviceName");
        QVERIFY(name);
        QCOMPARE(QApplication::focusWidget(), name); // one may type at once
        QTest::keyClicks(name, "shop");
        auto* definition = line_at(*dialog, "taskDefinition");
        definition->setFocus();
        QTest::keyClicks(definition, "web:13");
        auto* count = line_at(*dialog, "desiredCount");
        count->setFocus();
        count->selectAll();
        QTest::keyClicks(count, "4");
        QTest::keyClick(count, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(accepted.count(), 1);
        const Json input = desk_->input_of("CreateService");
        QCOMPARE(input.value("serviceName", ""), std::string("shop"));
        QCOMPARE(input.value("taskDefinition", ""), std::string("web:13"));
        QCOMPARE(input.value("desiredCount", 0), 4);
        QCOMPARE(input.value("cluster", ""), std::string("harbour"));
        QCOMPARE(input["placementStrategy"].size(), std::size_t(2));
        QCOMPARE(input["deploymentConfiguration"]["deploymentCircuitBreaker"]["rollback"].get<bool>(), true);
    }

    void the_preview_follows_what_is_typed_and_asks_once_for_many_keys()
    {
        const std::unique_ptr<ServiceDialog> dialog(ServiceDialog::to_create(desk_->session, "harbour"));
        dialog->set_task_definition("web:13");
        QVERIFY(opened(*dialog));
        auto& view = *dialog->preview()->view();
        QTRY_COMPARE(view.explanation().asked, 1);
        const auto asked = desk_->client->calls("ExplainPlacement").size();
        auto* count = line_at(*dialog, "desiredCount");
        count->selectAll();
        QTest::keyClicks(count, "12");
        QTRY_COMPARE(view.explanation().asked, 12);
        QCOMPARE(desk_->client->calls("ExplainPlacement").size(), asked + 1);
        QVERIFY(view.table()->rows()->rowCount() > 0);
    }

    void an_expression_that_does_not_parse_is_marked_while_it_is_typed()
    {
        const std::unique_ptr<ServiceDialog> dialog(ServiceDialog::to_create(desk_->session, "harbour"));
        dialog->set_task_definition("web:13");
        auto* list = qobject_cast<ListField*>(dialog->editor()->form()->field("placementConstraints"));
        QVERIFY(list);
        QVERIFY(opened(*dialog));
        list->templates()->actions().back()->trigger();
        auto* expression = line_at(*dialog, "placementConstraints[0].expression");
        QVERIFY(expression);
        expression->setFocus();
        expression->selectAll();
        QTest::keyClicks(expression, "attribute:a =");
        QTRY_VERIFY2(problem_at(*dialog, "placementConstraints[0].expression").contains("character 14"),
            qPrintable(problem_at(*dialog, "placementConstraints[0].expression")));
        QVERIFY(desk_->client->calls("CreateService").empty());
    }

    void a_template_fills_the_strategy()
    {
        const std::unique_ptr<ServiceDialog> dialog(ServiceDialog::to_create(desk_->session, "harbour"));
        auto* list = qobject_cast<ListField*>(dialog->editor()->form()->field("placementStrategy"));
        QVERIFY(list && list->templates());
        QCOMPARE(list->rows(), 2);
        for (auto* action : list->templates()->actions())
            if (action->text() == "Packed")
                action->trigger();
        const Json wanted = Json::array({ { { "type", "binpack" }, { "field", "memory" } } });
        QVERIFY((*dialog->editor()->document())["placementStrategy"] == wanted);
    }

    void an_update_sends_only_what_was_changed()
    {
        const std::unique_ptr<ServiceDialog> dialog(ServiceDialog::to_update(desk_->session, desk_->service("worker")));
        QSignalSpy accepted(dialog.get(), &QDialog::accepted);
        QVERIFY(opened(*dialog));
        dialog->run();
        QVERIFY(dialog->message()->text().contains("Nothing is changed"));
        auto* count = line_at(*dialog, "desiredCount");
        count->setFocus();
        count->selectAll();
        QTest::keyClicks(count, "5");
        dialog->run();
        QTRY_COMPARE(accepted.count(), 1);
        const Json wanted = { { "cluster", "harbour" }, { "service", "worker" }, { "desiredCount", 5 } };
        QCOMPARE(json_text(desk_->input_of("UpdateService")), json_text(wanted));
    }

    void a_list_that_was_emptied_is_sent_empty()
    {
        const Json before = { { "placementStrategy", Json::array({ 1 }) }, { "desiredCount", 2 } };
        const Json changed = changed_members(before, { { "desiredCount", 2 } });
        QVERIFY(changed == Json({ { "placementStrategy", Json::array() } }));
        QVERIFY(changed_members(before, before).empty());
    }

    void what_the_api_refuses_stays_in_the_dialog()
    {
        desk_->client->answer(
            "CreateService", fail(Error::invalid_parameter("Creation of service was not idempotent.")));
        const std::unique_ptr<ServiceDialog> dialog(ServiceDialog::to_create(desk_->session, "harbour"));
        QVERIFY(opened(*dialog));
        QTest::keyClicks(line_at(*dialog, "serviceName"), "web");
        dialog->run();
        QTRY_VERIFY(dialog->message()->text().contains("not idempotent"));
        QVERIFY(dialog->isVisible());
        QCOMPARE(line_at(*dialog, "serviceName")->text(), QString("web"));
    }

    void scaling_says_what_it_does()
    {
        ScaleDialog dialog(desk_->session,
            { desk_->session.state().services().find({ "harbour", "web" }),
                desk_->session.state().services().find({ "harbour", "log-agent" }) });
        QVERIFY(opened(dialog));
        auto* count = dialog.findChild<QSpinBox*>();
        QCOMPARE(count->value(), 6);
        count->setValue(8);
        bool says = false;
        for (const auto* label : dialog.findChildren<QLabel*>())
            says = says || label->text().startsWith("2 tasks are started");
        QVERIFY(says);
        dialog.run();
        QTRY_COMPARE(desk_->client->calls("UpdateService").size(), std::size_t(1)); // not the daemon
        QCOMPARE(desk_->input_of("UpdateService").value("desiredCount", 0), 8);
    }

    void a_daemon_has_operations_of_its_own()
    {
        auto daemon = std::make_shared<model::Service>(desk_->service("log-agent"));
        daemon->name = daemon_name("agent");
        daemon->row = 1'000'000;
        model::ChangeSet changes;
        changes.of<model::Service>().push_back({ nullptr, daemon });
        desk_->client->publish(changes);
        QTRY_VERIFY(desk_->session.state().services().find(daemon->key()));

        QWidget window;
        ObjectActions actions(desk_->session, &window);
        ActionDialog* dialog = nullptr;
        connect(&actions, &ObjectActions::dialog_opened, this,
            [&dialog](QDialog* opened) { dialog = qobject_cast<ActionDialog*>(opened); });
        actions.set_context("harbour", { ObjectRef::to(daemon->key()) });
        using Id = ObjectActions::Id;
        for (const auto id : { Id::UpdateService, Id::ScaleService, Id::RollBack, Id::StopDeployment })
            QVERIFY(!actions.action(id)->isEnabled());
        for (const auto& [id, operation] :
            { std::pair(Id::ForceDeployment, "UpdateDaemon"), std::pair(Id::DeleteService, "DeleteDaemon") }) {
            actions.action(id)->trigger();
            QVERIFY(dialog);
            std::exchange(dialog, nullptr)->run();
            QTRY_COMPARE(desk_->client->calls(operation).size(), std::size_t{ 1 });
            const auto arn = desk_->input_of(operation).value("daemonArn", std::string());
            QVERIFY2(arn.ends_with(":daemon/harbour/agent"), arn.c_str());
        }
        QVERIFY(desk_->client->calls("UpdateService").empty() && desk_->client->calls("DeleteService").empty());
    }

    void a_drain_shows_the_moves_before_it_is_confirmed()
    {
        const auto& state = desk_->session.state();
        Id instance;
        for (const auto& [id, record] : state.container_instances())
            if (record->name == "quay-a1")
                instance = id;
        DrainDialog dialog(desk_->session, { instance });
        QSignalSpy answered(&dialog, &DrainDialog::answered);
        QVERIFY(opened(dialog));
        QTRY_COMPARE(answered.count(), 1);
        QVERIFY(dialog.rows().rowCount() > 0);
        for (int row = 0; row < dialog.rows().rowCount(); ++row)
            QVERIFY(!dialog.rows().value(row)->what.isEmpty());
        QVERIFY(desk_->client->calls("UpdateContainerInstancesState").empty());
        dialog.run();
        QTRY_COMPARE(desk_->client->calls("UpdateContainerInstancesState").size(), std::size_t(1));
        QCOMPARE(desk_->input_of("UpdateContainerInstancesState").value("status", ""), std::string("DRAINING"));
    }

    void a_drain_without_a_preview_can_still_be_done()
    {
        desk_->client->answer("ExplainPlacement", fail(Error::client("No such operation.")));
        const auto instance = desk_->session.state().container_instances().begin()->first;
        DrainDialog dialog(desk_->session, { instance });
        QSignalSpy answered(&dialog, &DrainDialog::answered);
        QVERIFY(opened(dialog));
        QTRY_COMPARE(answered.count(), 1);
        dialog.run();
        QTRY_COMPARE(desk_->client->calls("UpdateContainerInstancesState").size(), std::size_t(1));
    }

    void running_a_task_shows_where_it_would_go()
    {
        RunTaskDialog dialog(desk_->session, "harbour");
        auto* preview = new PlacementPreview(desk_->session, &dialog);
        dialog.set_preview(preview);
        connect(&dialog, &RunTaskDialog::request_changed, preview, &PlacementPreview::ask);
        QVERIFY(opened(dialog));
        dialog.set_task_definition("worker:22");
        QTRY_COMPARE(preview->view()->explanation().asked, 1);
        QCOMPARE(desk_->input_of("ExplainPlacement").value("taskDefinition", ""), std::string("worker:22"));
    }

private:
    std::unique_ptr<Desk> desk_;
};

QTEST_MAIN(TestServiceDialogs)
#include "tst_service_dialogs.moc"
