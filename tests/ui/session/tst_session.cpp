#include "tests/support/fake_client.h"
#include "tests/support/stall_watchdog.h"
#include "ui/session/command_line.h"
#include "ui/session/session.h"

#include <QSignalSpy>
#include <QTest>

#include <nlohmann/json.hpp>

#include <limits>

using namespace quayside;
using namespace quayside::test;
using ui::Session;

namespace {

model::Cluster cluster_named(const std::string& name, RowId row)
{
    model::Cluster cluster;
    cluster.row = row;
    cluster.name = name;
    return cluster;
}

std::shared_ptr<const model::ChangeSet> renamed_status(int from, int to)
{
    auto make = [](int note) {
        auto cluster = cluster_named("harbour", 1);
        cluster.tags = { { "step", std::to_string(note) } };
        return std::make_shared<const model::Cluster>(cluster);
    };
    auto set = std::make_shared<model::ChangeSet>();
    set->revision = static_cast<std::uint64_t>(to);
    set->of<model::Cluster>().push_back({ make(from), make(to) });
    return set;
}

model::ChangeSet added(model::Cluster cluster)
{
    model::ChangeSet set;
    set.of<model::Cluster>().push_back({ nullptr, std::make_shared<const model::Cluster>(std::move(cluster)) });
    return set;
}

constexpr int kSoon = 10'000;

} // namespace

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void a_slow_reader_finds_one_merged_set()
    {
        ui::Mailbox mailbox;
        QVERIFY(mailbox.put(renamed_status(0, 1)));
        for (int i = 1; i < 1'000; ++i)
            QVERIFY(!mailbox.put(renamed_status(i, i + 1)));
        QVERIFY(mailbox.waiting() < 20);
        const auto all = ui::merged(mailbox.take());
        const auto& changes = all->of<model::Cluster>();
        QCOMPARE(changes.size(), std::size_t(1));
        QCOMPARE(changes[0].before->tags[0].value, std::string("0"));
        QCOMPARE(changes[0].after->tags[0].value, std::string("1000"));
        QCOMPARE(all->revision, std::uint64_t(1'000));
        QVERIFY(mailbox.take().empty());
    }

    void what_waits_gives_way_to_a_full_set()
    {
        ui::Mailbox mailbox;
        mailbox.put(renamed_status(0, 1));
        model::State state;
        state.apply(added(cluster_named("other", 2)));
        mailbox.put(first_set(state));
        const auto all = ui::merged(mailbox.take());
        QVERIFY(all->full);
        QCOMPARE(all->of<model::Cluster>().size(), std::size_t(1));
    }

    void the_replica_follows_the_client()
    {
        const auto client = std::make_shared<FakeClient>();
        Session session(client);
        QSignalSpy changed(&session, &Session::changed);
        QTRY_COMPARE_WITH_TIMEOUT(session.connection(), Session::Connection::Connected, kSoon);
        for (int i = 0; i < 50; ++i)
            client->publish(added(cluster_named("c" + std::to_string(i), static_cast<RowId>(i + 1))));
        QTRY_COMPARE_WITH_TIMEOUT(session.state().clusters().size(), std::size_t(50), kSoon);
        QVERIFY2(changed.count() < 40, "a burst must arrive in fewer signals than it has sets");
    }

    void replies_arrive_on_the_gui_thread_and_leave_a_line_in_the_log()
    {
        const auto client = std::make_shared<FakeClient>();
        Session session(client);
        QObject context;
        QThread* where = nullptr;
        session.call("StartDemo", Json::object(), &context, [&](Result<Json> reply) {
            where = QThread::currentThread();
            QVERIFY(reply);
        });
        QTRY_COMPARE_WITH_TIMEOUT(where, QThread::currentThread(), kSoon);
        const auto& command = session.command_log().commands().back();
        QCOMPARE(command.operation, QString("StartDemo"));
        QCOMPARE(command.status, ui::Command::Status::Succeeded);
    }

    void a_refused_command_is_announced()
    {
        const auto client = std::make_shared<FakeClient>();
        client->answer("StopTask", fail(Error::server("The state directory is full.")));
        Session session(client);
        QSignalSpy failed(&session, &Session::failed);
        session.call("StopTask", { { "cluster", "harbour" }, { "task", "77b0" } }, &session, [](Result<Json>) {});
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kSoon);
        const auto& command = session.command_log().commands().back();
        QCOMPARE(command.line, QString("aws ecs stop-task --cluster harbour --task 77b0"));
        QCOMPARE(command.error, QString("The state directory is full."));
    }

    void nobody_is_called_back_who_is_gone()
    {
        const auto client = std::make_shared<FakeClient>();
        auto session = std::make_unique<Session>(client);
        bool called = false;
        {
            QObject context;
            session->query("FindEngines", Json::object(), &context, [&called](Result<Json>) { called = true; });
        }
        bool answered = false;
        session->query("FindEngines", Json::object(), session.get(), [&answered](Result<Json>) { answered = true; });
        QTRY_VERIFY_WITH_TIMEOUT(answered, kSoon);
        session->query("FindEngines", Json::object(), session.get(), [&called](Result<Json>) { called = true; });
        session.reset();
        client->publish(added(cluster_named("late", 9)));
        Session successor(client);
        QTRY_COMPARE_WITH_TIMEOUT(successor.state().clusters().size(), std::size_t(1), kSoon);
        QVERIFY(!called);
    }

    void samples_come_until_the_subscription_is_dropped()
    {
        const auto client = std::make_shared<FakeClient>();
        Session session(client);
        client::MetricsQuery query{ .subject = client::MetricsQuery::Subject::Task, .id = fake_id('t', 1) };
        query.span = std::chrono::minutes(1);
        int resets = 0;
        int batches = 0;
        auto watch = session.watch_metrics(query, &session, [&](client::MetricsBatch batch) {
            resets += batch.reset ? 1 : 0;
            ++batches;
        });
        QTRY_VERIFY_WITH_TIMEOUT(batches >= 3, kSoon);
        QCOMPARE(resets, 1);
        watch.reset();
        const int before = batches;
        auto other = session.watch_metrics(query, &session, [&](client::MetricsBatch) { ++resets; });
        QTRY_VERIFY_WITH_TIMEOUT(resets >= 3, kSoon);
        QCOMPARE(batches, before);
    }

    void a_hundred_thousand_tasks_do_not_hold_the_window()
    {
        auto fleet = fake_fleet({ .engines = 30, .instances = 5'000, .tasks = 90'000, .stopped = 10'000 }, fake_now());
        const auto client = std::make_shared<FakeClient>(FakeClient::Start::Restoring);
        Session session(client);
        QVERIFY(session.connection() != Session::Connection::Connected);
        client->show(std::move(fleet));
        client->publish(added(cluster_named("while-building", std::numeric_limits<RowId>::max())));
        StallWatchdog watchdog;
        QTRY_COMPARE_WITH_TIMEOUT(session.state().tasks().size(), std::size_t(100'000), kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(session.state().clusters().find("while-building"), kSoon);
        watchdog.stop();
        QVERIFY2(watchdog.longest().count() < 100, qPrintable(QString::number(watchdog.longest().count())));
    }

    void the_log_keeps_the_last_two_hundred()
    {
        ui::CommandLog log;
        for (int i = 0; i < 250; ++i)
            log.begin("ListTasks", Json::object(), {}, fake_now());
        QCOMPARE(log.commands().size(), ui::CommandLog::kCapacity);
        QCOMPARE(log.commands().front().number, std::uint64_t(51));
    }

    void command_lines_are_what_a_shell_takes()
    {
        const Json attributes = { { "attributes", Json::array({ { { "name", "tier" }, { "value", "it's" } } }) } };
        QCOMPARE(ui::command_line("PutAttributes", attributes, {}),
            QString(R"(aws ecs put-attributes --attributes '[{"name":"tier","value":"it'\''s"}]')"));
        QCOMPARE(ui::command_line("RunTask", { { "enableECSManagedTags", true }, { "count", 2 } }, {}),
            QString("aws ecs run-task --enable-ecs-managed-tags --count 2"));
        QCOMPARE(ui::command_line("StopTask", { { "task", "77b0" }, { "reason", "--now" } }, {}),
            QString(R"(aws ecs stop-task --cli-input-json '{"task":"77b0","reason":"--now"}')"));
        QCOMPARE(ui::call_text("StopTask", { { "task", "77b0" } }), QString(R"(StopTask {"task":"77b0"})"));
    }

    void command_lines_name_the_endpoint()
    {
        const ui::Installation here{ .id = {},
            .version = {},
            .state_directory = {},
            .endpoint = "http://127.0.0.1:9470",
            .signatures = {},
            .arns = { .region = "eu-west-3" } };
        QCOMPARE(ui::command_line("StopTask", { { "task", "77b0" } }, here),
            QString("aws ecs stop-task --task 77b0 --endpoint-url http://127.0.0.1:9470 --region eu-west-3 "
                    "--no-sign-request"));
        QCOMPARE(ui::command_line("StartDemo", Json::object(), here),
            QString("curl -sS http://127.0.0.1:9470 -H 'Content-Type: application/x-amz-json-1.1' "
                    "-H 'X-Amz-Target: QuaysideV1.StartDemo' -d '{}'"));
    }
};

QTEST_MAIN(TestSession)
#include "tst_session.moc"
