// What containers of a real engine use: read from the files of this machine, kept over a kill.

#include "tests/support/engine_program.h"

#include <QTest>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 30'000;

// Busy a little, and talks to itself by its own address where it has one.
const std::string kTalks = "trap 'exit 0' TERM; while :; do i=0; while [ $i -lt 2000 ]; do i=$((i+1)); done; "
                           "ping -c 1 -W 1 172.31.250.1 >/dev/null 2>&1; sleep 0.2; done";

} // namespace

class TestStatsEngine : public QObject, LocalEngine {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (engine_endpoint().isEmpty())
            QSKIP(qPrintable(engine_skip_reason()));
    }
    void init() { start_with_engine(); }
    void cleanup();

    void row_70_network_by_mode();
    void what_was_used_is_known_after_a_kill();

private:
    std::string run(const char* mode);
    Json samples(const std::string& task) const;
    Json history(Json input) const;
};

void TestStatsEngine::cleanup()
{
    if (!program_)
        return;
    QCOMPARE(program_->call("QuaysideV1.RemoveEngine", { { "engine", "local" }, { "force", true } }).status, 200);
    QVERIFY2(program_->stop(), qPrintable(program_->output()));
    program_.reset();
}

std::string TestStatsEngine::run(const char* mode)
{
    const Json container{ { "name", "app" }, { "image", engine_image().toStdString() }, { "memory", 32 },
        { "command", Json::array({ "sh", "-c", kTalks }) } };
    const auto registered = program_->call("RegisterTaskDefinition",
        { { "family", std::string("net-") + mode }, { "networkMode", mode },
            { "containerDefinitions", Json::array({ container }) } });
    Json call{ { "taskDefinition", registered.body["taskDefinition"]["taskDefinitionArn"] } };
    if (std::string(mode) == "awsvpc")
        call["networkConfiguration"]["awsvpcConfiguration"]["subnets"] = Json::array({ "subnet-1" });
    const auto ran = program_->call("RunTask", call);
    const std::string task = ran.body["tasks"][0]["taskArn"];
    const auto runs = [&] {
        const auto answer = program_->call("DescribeTasks", { { "tasks", Json::array({ task }) } });
        return answer.body["tasks"][0].value("lastStatus", "") == "RUNNING";
    };
    return QTest::qWaitFor(runs, kPatience) ? task : std::string();
}

Json TestStatsEngine::samples(const std::string& task) const
{
    return program_->call("QuaysideV1.GetMetrics", { { "subject", "task" }, { "id", task }, { "seconds", 30 } })
        .body.value("samples", Json::array());
}

Json TestStatsEngine::history(Json input) const
{
    const auto answer = program_->call("QuaysideV1.GetMetricsHistory", input);
    return answer.status == 200 ? answer.body.value("points", Json::array()) : Json(answer.body);
}

void TestStatsEngine::row_70_network_by_mode()
{
    for (const char* mode : { "bridge", "awsvpc", "host", "none" }) {
        const auto task = run(mode);
        QVERIFY(!task.empty());
        const bool has_network = std::string(mode) == "bridge" || std::string(mode) == "awsvpc";
        Json last;
        const auto known = [&] {
            const Json all = samples(task);
            last = all.empty() ? Json() : all.back();
            return last.is_object() && last.value("cpu", 0.0) > 0 && last.value("memory", 0.0) > 0
                && (!has_network || last.value("networkSent", 0.0) > 0);
        };
        QVERIFY2(QTest::qWaitFor(known, kPatience), (mode + last.dump()).c_str());
        QVERIFY2((last.value("networkSent", 0.0) > 0) == has_network, (mode + last.dump()).c_str());
    }
}

void TestStatsEngine::what_was_used_is_known_after_a_kill()
{
    const auto task = run("bridge");
    QVERIFY(!task.empty());
    const Json of_task{ { "subject", "task" }, { "id", task }, { "period", 10 } };
    Json before;
    QVERIFY(QTest::qWaitFor([&] { return (before = history(of_task)).size() >= 2; }, 60'000)); // nobody looks
    QVERIFY2(before.back()["cpu"]["average"].get<double>() > 0, before.dump().c_str());
    QVERIFY(before.back()["memory"]["maximum"].get<double>() > 0);
    program_->kill_9();
    start_program();
    const Json after = history(of_task);
    QVERIFY2(after.size() >= before.size(), after.dump().c_str());
    QVERIFY(after.front() == before.front());
    QVERIFY(!history({ { "subject", "cluster" }, { "period", 10 } }).empty());
    // And it goes on.
    QVERIFY(QTest::qWaitFor([&] { return history(of_task).size() > before.size() + 1; }, 60'000));
    Json bad = of_task;
    bad["startTime"] = 1'000'000'000;
    QVERIFY(history(bad).value("message", "").starts_with("period: "));
}

QTEST_GUILESS_MAIN(TestStatsEngine)
#include "tst_stats_engine.moc"
