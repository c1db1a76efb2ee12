// What the window may change, what of it can be taken back, and what is held before it is sent.

#include "core/api/service_model.h"
#include "tests/support/fake_client.h"
#include "ui/session/batches.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"
#include "ui/session/undo_log.h"

#include <QSignalSpy>
#include <QTest>

#include <nlohmann/json.hpp>

#include <set>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;
using namespace std::chrono_literals;

namespace {

constexpr int kSoon = 10'000;

// Every operation that changes nothing. A new one belongs here only if that is true of it.
const std::set<std::string> kQuestions{ "DescribeCapacity", "DescribeCapacityProviders", "DescribeClusters",
    "DescribeContainerInstances", "DescribeDaemon", "DescribeDaemonDeployments", "DescribeDaemonRevisions",
    "DescribeDaemonTaskDefinition", "DescribeEngineDiskUse", "DescribeExpressGatewayService", "DescribeInstallation",
    "DescribeKeptFields", "DescribeRegistry", "DescribeRole", "DescribeServiceDeployments", "DescribeServiceRevisions",
    "DescribeServices", "DescribeTaskDefinition", "DescribeTaskSets", "DescribeTasks", "DiscoverPollEndpoint",
    "ExplainPlacement", "FindEngines", "GetContainerLogs", "GetMetrics", "GetMetricsHistory",
    "GetTaskDefinitionDocument", "GetTaskProtection", "PreviewCalls", "PreviewLoss", "ProbeEngine" };

bool asks(const std::string& operation)
{
    return kQuestions.contains(operation) || operation.starts_with("List");
}

struct Desk {
    Desk()
        : client(std::make_shared<FakeClient>())
        , session(client)
    {
        FleetSize size;
        size.services = true;
        client->show(fake_fleet(size, fake_now()));
        [this] { QTRY_VERIFY_WITH_TIMEOUT(!session.state().services().empty(), kSoon); }();
    }

    // Gives the call and waits for the reply.
    std::optional<Error> give(const std::string& operation, Json input)
    {
        bool answered = false;
        std::optional<Error> error;
        session.call(operation, std::move(input), &session, [&](Result<Json> reply) {
            answered = true;
            if (!reply)
                error = reply.error();
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answered, kSoon); }();
        return error;
    }
    void scale(int count)
    {
        QVERIFY(
            !give("UpdateService", { { "cluster", "harbour" }, { "service", "worker" }, { "desiredCount", count } }));
        QTRY_COMPARE_WITH_TIMEOUT(desired(), std::int64_t(count), kSoon);
    }
    std::int64_t desired() const { return session.state().services().find({ "harbour", "worker" })->desired_count; }

    std::shared_ptr<FakeClient> client;
    Session session;
};

} // namespace

class TestSafety : public QObject {
    Q_OBJECT

private slots:
    void every_operation_of_both_models_is_a_question_or_passes_the_gate()
    {
        Desk desk;
        auto& gate = ChangeGate::of(desk.session);
        gate.set_read_only(true);
        std::size_t looked_at = 0;
        for (const auto* model : { &api::ecs_model(), &api::quayside_model() })
            for (const auto& operation : model->operations()) {
                ++looked_at;
                const bool passes = !gate.refusal(operation.name, Json::object());
                QVERIFY2(passes == asks(operation.name), operation.name.c_str());
            }
        QVERIFY(looked_at > 100);
        QVERIFY2(gate.refusal("SomethingNew", Json::object()), "what is not known may change something");
    }

    void a_window_that_is_read_only_sends_nothing_that_changes()
    {
        Desk desk;
        ChangeGate::of(desk.session).set_read_only(true);
        QSignalSpy failed(&desk.session, &Session::failed);
        const auto error = desk.give("StopTask", { { "cluster", "harbour" }, { "task", "77" } });
        QVERIFY(error);
        QCOMPARE(error->code, std::string(ChangeGate::kRefused));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kSoon);
        bool answered = false;
        desk.session.query("RunTask", Json::object(), &desk.session, [&](Result<Json> reply) {
            answered = true;
            QVERIFY(!reply);
        });
        QTRY_VERIFY_WITH_TIMEOUT(answered, kSoon);
        QVERIFY(desk.client->calls("StopTask").empty() && desk.client->calls("RunTask").empty());
        QVERIFY(!desk.give("DescribeClusters", { { "clusters", Json::array({ "harbour" }) } }));
    }

    void a_protected_cluster_is_locked_until_it_is_unlocked_for_a_while()
    {
        Desk desk;
        auto& gate = ChangeGate::of(desk.session);
        gate.set_protected("harbour", true);
        QVERIFY(gate.is_locked("harbour"));
        QVERIFY(!gate.why_not("harbour").isEmpty() && gate.why_not("staging").isEmpty());
        const Json here{ { "cluster", "harbour" }, { "task", "77" } };
        QVERIFY(gate.refusal("StopTask", here));
        QVERIFY(!gate.refusal("StopTask", { { "cluster", "staging" }, { "task", "77" } }));
        gate.unlock("harbour", 10min);
        QVERIFY(!gate.refusal("StopTask", here) && gate.unlocked_until("harbour") > fake_now() + 9min);
        gate.lock("harbour");
        QVERIFY(gate.is_locked("harbour"));
        QSignalSpy changed(&gate, &ChangeGate::changed);
        gate.unlock("harbour", 1ms);
        QTRY_VERIFY_WITH_TIMEOUT(gate.is_locked("harbour") && changed.count() >= 2, kSoon);
        gate.set_protected("harbour", false);
        QVERIFY(!gate.refusal("StopTask", here));
    }

    void the_clusters_of_a_call_are_found_by_name_arn_and_engine()
    {
        Desk desk;
        const auto& state = desk.session.state();
        using Names = std::set<std::string>;
        const std::string prefix = "arn:aws:ecs:us-east-1:123456789012:";
        QVERIFY(clusters_of(state, "StopTask", { { "task", "77" } }) == Names{ "default" });
        QVERIFY(clusters_of(state, "StopTask", { { "cluster", prefix + "cluster/prod" } }) == Names{ "prod" });
        QVERIFY(clusters_of(state, "StopServiceDeployment",
                    { { "serviceDeploymentArn", prefix + "service-deployment/prod/web/x" } })
            == Names{ "prod" });
        QVERIFY(clusters_of(state, "TagResource", { { "resourceArn", prefix + "cluster/prod" } }) == Names{ "prod" });
        QVERIFY(clusters_of(state, "RegisterTaskDefinition", { { "family", "web" } }).empty());
        const auto engine = state.engines().begin()->second;
        const auto found = clusters_of(state, "RemoveEngine", { { "engine", engine->name } });
        QVERIFY(found.contains("harbour") || found.contains("staging"));
    }

    void a_scaling_is_taken_back_and_done_again()
    {
        Desk desk;
        auto& log = UndoLog::of(desk.session);
        const auto before = desk.desired();
        desk.scale(6);
        QCOMPARE(log.undo_title(), QStringLiteral("scale worker %1→6").arg(before));
        log.undo();
        QTRY_COMPARE_WITH_TIMEOUT(desk.desired(), before, kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(log.can_redo(), kSoon);
        QVERIFY(!log.can_undo());
        log.redo();
        QTRY_COMPARE_WITH_TIMEOUT(desk.desired(), std::int64_t(6), kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(log.can_undo() && !log.can_redo(), kSoon);
    }

    void what_somebody_else_changed_since_is_not_undone()
    {
        Desk desk;
        auto& log = UndoLog::of(desk.session);
        desk.scale(6);
        auto service = *desk.session.state().services().find({ "harbour", "worker" });
        const auto known = desk.session.state().services().find({ "harbour", "worker" });
        service.desired_count = 9;
        model::ChangeSet set;
        set.of<model::Service>().push_back({ known, std::make_shared<const model::Service>(service) });
        desk.client->publish(std::move(set));
        QTRY_COMPARE_WITH_TIMEOUT(desk.desired(), std::int64_t(9), kSoon);
        QSignalSpy refused(&log, &UndoLog::refused);
        const auto calls = desk.client->calls("UpdateService").size();
        log.undo();
        QCOMPARE(refused.count(), 1);
        const QString sentence = refused[0][0].toString();
        QVERIFY2(sentence.contains("desired tasks of worker: 9 by now, not 6"), qPrintable(sentence));
        QCOMPARE(desk.client->calls("UpdateService").size(), calls);
        QVERIFY(!log.can_undo());
    }

    void each_desired_change_has_its_inverse()
    {
        Desk desk;
        const auto& state = desk.session.state();
        const auto now = fake_now();
        const auto instance = state.container_instances().find(*state.instances_in("harbour").begin());
        const auto id = instance->id.hex();
        const auto drain = reversal_of(state,
            { "UpdateContainerInstancesState",
                { { "cluster", "harbour" }, { "containerInstances", { id } }, { "status", "DRAINING" } } },
            now);
        QVERIFY(drain);
        QVERIFY(drain->back.input["status"] == "ACTIVE");
        const Json attribute{ { "name", "rack" }, { "value", "z" }, { "targetId", id } };
        const auto put = reversal_of(state,
            { "PutAttributes", { { "cluster", "harbour" }, { "attributes", Json::array({ attribute }) } } }, now);
        QVERIFY(put);
        QVERIFY(why_not_back(state, *put).contains("rack")); // it is not z yet
        const auto key = state.task_definitions().begin()->second;
        const auto note = reversal_of(
            state, { "UpdateTaskDefinitionNote", { { "taskDefinition", short_name(*key) }, { "note", "n" } } }, now);
        QVERIFY(note);
        QVERIFY(note->back.input["note"] == key->note);
        const auto percents = reversal_of(state,
            { "UpdateService",
                { { "cluster", "harbour" }, { "service", "worker" },
                    { "deploymentConfiguration", { { "maximumPercent", 175 } } } } },
            now);
        QVERIFY(percents);
        QVERIFY(percents->back.input["deploymentConfiguration"]["maximumPercent"] == 150);
        const std::string cluster = "arn:aws:ecs:us-east-1:123456789012:cluster/harbour";
        const auto tags = reversal_of(state,
            { "TagResource", { { "resourceArn", cluster }, { "tags", { { { "key", "k" }, { "value", "v" } } } } } },
            now);
        QVERIFY(tags);
        QCOMPARE(tags->back.operation, std::string("UntagResource"));
        QVERIFY(!reversal_of(state, { "StopTask", { { "task", "77" } } }, now));
        QVERIFY(!reversal_of(state,
            { "UpdateService", { { "cluster", "harbour" }, { "service", "worker" }, { "forceNewDeployment", true } } },
            now));
        QVERIFY(!reversal_of(state,
            { "UpdateService",
                { { "cluster", "harbour" }, { "service", "worker" }, { "desiredCount", desk.desired() } } },
            now));
    }

    void calls_that_are_given_together_are_one_step()
    {
        Desk desk;
        auto& log = UndoLog::of(desk.session);
        int answered = 0;
        {
            const UndoLog::Together together(log);
            for (const char* name : { "worker", "cache" })
                desk.session.call("UpdateService",
                    { { "cluster", "harbour" }, { "service", name }, { "desiredCount", 11 } }, &desk.session,
                    [&](Result<Json>) { ++answered; });
        }
        QTRY_COMPARE_WITH_TIMEOUT(answered, 2, kSoon);
        QCOMPARE(log.undo_title(), QString("scale 2 services"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.desired(), std::int64_t(11), kSoon);
        log.undo();
        QTRY_VERIFY_WITH_TIMEOUT(desk.desired() != 11, kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(!log.can_undo() && log.can_redo(), kSoon);
    }

    void what_cannot_be_undone_is_held_and_can_be_called_off()
    {
        Desk desk;
        auto& batches = Batches::of(desk.session);
        batches.set_grace(1h);
        const std::vector<Call> calls{ { "StopTask", { { "cluster", "harbour" }, { "task", "77" } } } };
        QVERIFY(batches.takes(calls));
        QVERIFY(!batches.takes({ { "UpdateService", Json::object() } }));
        const auto first = batches.start("Stop 1 task", calls);
        QVERIFY(batches.held() && batches.held()->number == first);
        batches.cancel(first);
        QVERIFY(!batches.held());
        QCOMPARE(batches.all().back().state, Batch::State::Cancelled);
        QVERIFY(desk.client->calls("StopTask").empty());
        QVERIFY(batches.retry(first) != 0);
        batches.send_all_now();
        QTRY_COMPARE_WITH_TIMEOUT(desk.client->calls("StopTask").size(), std::size_t(1), kSoon);
        batches.set_grace(1ms);
        batches.start("Stop 1 task", calls);
        QTRY_COMPARE_WITH_TIMEOUT(desk.client->calls("StopTask").size(), std::size_t(2), kSoon);
    }

    void five_hundred_calls_are_one_job_of_which_the_failed_part_is_tried_again()
    {
        Desk desk;
        auto& batches = Batches::of(desk.session);
        desk.client->answer("StopTask", fail(Error::client("no such task")));
        std::vector<Call> calls;
        for (int i = 0; i < 500; ++i)
            calls.push_back({ "StopTask", { { "cluster", "harbour" }, { "task", std::to_string(i) } } });
        QVERIFY(batches.takes(calls));
        QSignalSpy finished(&batches, &Batches::finished);
        const auto number = batches.start("Stop 500 tasks", calls);
        QCOMPARE(batches.all().back().sent, Batches::kAtOnce);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kSoon);
        QCOMPARE(batches.all().back().state, Batch::State::Failed);
        QCOMPARE(batches.all().back().failed.size(), std::size_t(500));
        desk.client->answer("StopTask", Json::object());
        QVERIFY(batches.retry(number) != 0);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, kSoon);
        QCOMPARE(batches.all().back().state, Batch::State::Succeeded);
        QCOMPARE(batches.retry(batches.all().back().number), std::uint64_t(0));
    }
};

QTEST_GUILESS_MAIN(TestSafety)
#include "tst_safety.moc"
