// In which order the containers of a task start and stop, what ends a wait, and restarts: on a real engine, with the
// real program. row_N is the row of the table of behaviours.

#include "tests/support/engine_program.h"

#include <QDateTime>
#include <QTest>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 60'000;

// It ends at once on SIGTERM, with code 0.
const std::string kServes = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

Json container(const std::string& name, const std::string& script, Json more = Json::object())
{
    Json made{ { "name", name }, { "image", engine_image().toStdString() }, { "memory", 16 },
        { "entryPoint", { "/bin/sh", "-c" } }, { "command", { script } } };
    made.update(more);
    return made;
}

Json after(const std::string& name, const std::string& condition, Json more = Json::object())
{
    more["dependsOn"] = Json::array({ Json{ { "containerName", name }, { "condition", condition } } });
    return more;
}

Json optional(Json more = Json::object())
{
    more["essential"] = false;
    return more;
}

Json check(const std::string& command)
{
    return { { "command", { "CMD-SHELL", command } }, { "interval", 5 }, { "retries", 2 } };
}

} // namespace

class TestOrderEngine : public QObject, EngineTask {
    Q_OBJECT

public:
    TestOrderEngine()
        : EngineTask("order")
    {
    }

private slots:
    void initTestCase()
    {
        if (engine_endpoint().isEmpty())
            QSKIP(qPrintable(engine_skip_reason()));
        start();
    }
    void cleanupTestCase() { end(); }

    void row_46_healthy();
    void row_47_complete();
    void row_48_start();
    void row_49_success();
    void row_50_success_that_fails();
    void row_51_success_that_takes_too_long();
    void row_52_healthy_that_never_comes();
    void row_53_a_chain_stops_from_its_end();
    void row_54_who_waits_for_a_failure_never_runs();
    void row_73_a_policy_restarts_the_same_container();
    void row_83_what_somebody_starts_again_is_stopped_once();

private:
    QDateTime time(const std::string& name, const QString& member) const
    {
        return QDateTime::fromString(on_engine(name, "{{.State." + member + "}}").left(23), Qt::ISODateWithMs);
    }
};

void TestOrderEngine::row_46_healthy()
{
    run({ container("dep", kServes, { { "healthCheck", check("true") } }),
        container("parent", "sleep 1", after("dep", "HEALTHY")) });
    QVERIFY(reaches("STOPPED"));
    QVERIFY(time("dep", "StartedAt").msecsTo(time("parent", "StartedAt")) >= 5'000);
    QVERIFY(time("dep", "FinishedAt") > time("parent", "FinishedAt"));
}

void TestOrderEngine::row_47_complete()
{
    run({ container("dep", "sleep 1; exit 1", optional()), container("parent", "sleep 1", after("dep", "COMPLETE")) });
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(exit_code("dep"), 1);
    QVERIFY(time("parent", "StartedAt") > time("dep", "FinishedAt"));
}

void TestOrderEngine::row_48_start()
{
    run({ container("dep", kServes), container("parent", "sleep 1", after("dep", "START")) });
    QVERIFY(reaches("STOPPED"));
    QVERIFY(time("parent", "StartedAt") > time("dep", "StartedAt"));
    QCOMPARE(task().value("stopCode", ""), std::string("EssentialContainerExited"));
}

void TestOrderEngine::row_49_success()
{
    run({ container("dep", "exit 0", optional()), container("parent", kServes, after("dep", "SUCCESS")) });
    QVERIFY(reaches("RUNNING"));
    QCOMPARE(exit_code("dep"), 0);
}

void TestOrderEngine::row_50_success_that_fails()
{
    run({ container("dep", "exit 1", optional()), container("parent", kServes, after("dep", "SUCCESS")) });
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(exit_code("parent"), 143);
    QVERIFY(part("parent").value("reason", "").starts_with("CannotStartContainerError: dependency graph: "));
    QCOMPARE(containers().size(), 1);
}

void TestOrderEngine::row_51_success_that_takes_too_long()
{
    run({ container("dep", kServes, optional({ { "startTimeout", 8 } })),
        container("parent", kServes, after("dep", "SUCCESS")) });
    QVERIFY(reaches("STOPPED"));
    QVERIFY(part("parent").value("reason", "").ends_with("has timed out."));
    QVERIFY(time("dep", "StartedAt").msecsTo(time("dep", "FinishedAt")) >= 8'000);
    QCOMPARE(containers().size(), 1);
}

void TestOrderEngine::row_52_healthy_that_never_comes()
{
    run({ container("dep", kServes, optional({ { "startTimeout", 8 }, { "healthCheck", check("false") } })),
        container("parent", kServes, after("dep", "HEALTHY")) });
    QVERIFY(reaches("STOPPED"));
    QVERIFY(part("parent").value("reason", "").ends_with("has timed out."));
    QCOMPARE(exit_code("dep"), 0); // it was stopped
}

void TestOrderEngine::row_53_a_chain_stops_from_its_end()
{
    run({ container("c", kServes), container("b", kServes, after("c", "START")),
        container("a", kServes, after("b", "START")), container("parent", kServes, after("a", "START")) });
    QVERIFY(reaches("RUNNING"));
    QCOMPARE(program_->call("StopTask", Json{ { "task", task_ } }).status, 200);
    QVERIFY(reaches("STOPPED"));
    QVERIFY(time("parent", "FinishedAt") < time("a", "FinishedAt"));
    QVERIFY(time("a", "FinishedAt") < time("b", "FinishedAt"));
    QVERIFY(time("b", "FinishedAt") < time("c", "FinishedAt"));
}

void TestOrderEngine::row_54_who_waits_for_a_failure_never_runs()
{
    run({ container("exit", "exit 1", optional()), container("a", kServes, after("exit", "SUCCESS")),
        container("b", kServes, after("exit", "SUCCESS")) });
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(containers().size(), 1);
}

void TestOrderEngine::row_73_a_policy_restarts_the_same_container()
{
    const Json policy{ { "enabled", true }, { "restartAttemptPeriod", 60 } };
    run(Json::array({ container("app", "sleep 61; exit 1", { { "restartPolicy", policy } }) }));
    QVERIFY(reaches("RUNNING"));
    const Json before = part("app");
    const QDateTime first = time("app", "StartedAt");
    QVERIFY(QTest::qWaitFor([&] { return time("app", "StartedAt") > first; }, 2 * kPatience));
    QCOMPARE(part("app").value("runtimeId", "app"), before.value("runtimeId", "before"));
    QCOMPARE(task().value("lastStatus", ""), std::string("RUNNING"));
    QCOMPARE(containers().size(), 1);
    docker({ "kill", QString::fromStdString(before.value("runtimeId", "")) }); // long before the period has passed
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(part("app").value("exitCode", -1), 137);
}

void TestOrderEngine::row_83_what_somebody_starts_again_is_stopped_once()
{
    run({ container("app", kServes), container("other", kServes, optional()) });
    QVERIFY(reaches("RUNNING"));
    const QString other = QString::fromStdString(part("other").value("runtimeId", ""));
    docker({ "stop", other });
    QVERIFY(QTest::qWaitFor([&] { return part("other").value("lastStatus", "") == "STOPPED"; }, kPatience));
    docker({ "start", other });
    QVERIFY(QTest::qWaitFor([&] { return on_engine("other", "{{.State.Running}}") == "false"; }, kPatience));
    docker({ "start", other });
    QVERIFY(!QTest::qWaitFor([&] { return on_engine("other", "{{.State.Running}}") == "false"; }, 3'000));
    QCOMPARE(task().value("lastStatus", ""), std::string("RUNNING"));
}

QTEST_GUILESS_MAIN(TestOrderEngine)
#include "tst_order_engine.moc"
