// Managed scaling on a real engine: slices of it come for tasks that wait, and go again.

#include "tests/support/docker_cli.h"
#include "tests/support/program.h"

#include <QTest>

#include <algorithm>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 60'000;
constexpr std::size_t kTasks = 3;

} // namespace

class TestCapacityEngine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void slices_come_for_tasks_that_wait();
    void slices_beyond_the_maximum_go();

private:
    Json ok(const QString& target, const Json& input);
    void set_maximum(int size);
    std::size_t pool_size();
    QStringList containers(const QString& which) const; // "-q": that run; "-aq": all
    bool all_run();

    std::unique_ptr<Program> program_;
    std::string installation_;
    Json task_arns_;
};

void TestCapacityEngine::initTestCase()
{
    if (engine_endpoint().isEmpty())
        QSKIP(qPrintable(engine_skip_reason()));
    program_ = std::make_unique<Program>();
    QVERIFY2(program_->start(), qPrintable(program_->output()));
    installation_ = ok("QuaysideV1.DescribeInstallation", Json::object())["installation"].get<std::string>();
    Json slice = { { "name", "own" }, { "cpu", 128 }, { "memory", 64 }, { "firstDynamicPort", 61000 },
        { "lastDynamicPort", 61999 } };
    ok("QuaysideV1.AddEngine",
        { { "name", "local" }, { "kind", "docker" }, { "endpoint", engine_endpoint().toStdString() },
            { "slices", Json::array({ slice }) } });
    Json container = { { "name", "web" }, { "image", engine_image().toStdString() }, { "cpu", 128 }, { "memory", 32 },
        { "command", { "sh", "-c", "trap 'exit 0' TERM; sleep 3600 & wait" } } };
    ok("RegisterTaskDefinition", { { "family", "web" }, { "containerDefinitions", Json::array({ container }) } });
    ok("CreateCapacityProvider",
        { { "name", "pool" },
            { "autoScalingGroupProvider",
                { { "autoScalingGroupArn", "arn:aws:autoscaling:x:pool" },
                    { "managedScaling", { { "status", "ENABLED" } } } } } });
    ok("PutClusterCapacityProviders",
        { { "cluster", "default" }, { "capacityProviders", { "pool" } },
            { "defaultCapacityProviderStrategy", Json::array() } });
    set_maximum(4);
}

void TestCapacityEngine::cleanupTestCase()
{
    program_.reset();
    if (!installation_.empty())
        for (const auto& id : containers("-aq"))
            docker({ "rm", "-f", id });
}

Json TestCapacityEngine::ok(const QString& target, const Json& input)
{
    const auto answer = program_->call(target, input);
    if (answer.status != 200)
        qWarning("%s: %d %s", qPrintable(target), answer.status, answer.body.dump().c_str());
    return answer.status == 200 ? answer.body : Json::object();
}

void TestCapacityEngine::set_maximum(int size)
{
    ok("QuaysideV1.SetCapacityProviderPool",
        { { "capacityProvider", "pool" }, { "engine", "local" }, { "cpu", 128 }, { "memory", 64 }, { "minimumSize", 0 },
            { "maximumSize", size } });
}

// Without the slice that the engine was added with.
std::size_t TestCapacityEngine::pool_size()
{
    return ok("ListContainerInstances", Json::object()).value("containerInstanceArns", Json::array()).size() - 1;
}

QStringList TestCapacityEngine::containers(const QString& which) const
{
    return docker_lines(
        { "ps", which, "--filter", QString::fromStdString("label=io.quayside.installation=" + installation_) });
}

bool TestCapacityEngine::all_run()
{
    const Json tasks = ok("DescribeTasks", { { "tasks", task_arns_ } }).value("tasks", Json::array());
    return tasks.size() == kTasks
        && std::ranges::all_of(tasks, [](const Json& task) { return task["lastStatus"] == "RUNNING"; });
}

void TestCapacityEngine::slices_come_for_tasks_that_wait()
{
    QCOMPARE(pool_size(), std::size_t(0));
    Json strategy = { { "capacityProvider", "pool" }, { "weight", 1 } };
    const Json run = ok("RunTask",
        { { "taskDefinition", "web" }, { "count", kTasks },
            { "capacityProviderStrategy", Json::array({ strategy }) } });
    const Json tasks = run.value("tasks", Json::array());
    QCOMPARE(tasks.size(), kTasks);
    task_arns_ = Json::array();
    for (const auto& task : tasks)
        task_arns_.push_back(task["taskArn"]);
    QCOMPARE(tasks[0]["lastStatus"].get<std::string>(), std::string("PROVISIONING"));
    QTRY_VERIFY_WITH_TIMEOUT(all_run(), kPatience);
    QCOMPARE(pool_size(), kTasks); // each has room for one
    QCOMPARE(containers("-q").size(), int(kTasks));
}

void TestCapacityEngine::slices_beyond_the_maximum_go()
{
    for (const auto& arn : task_arns_)
        ok("StopTask", { { "task", arn } });
    set_maximum(1);
    QTRY_COMPARE_WITH_TIMEOUT(pool_size(), std::size_t(1), kPatience);
    set_maximum(0);
    QTRY_COMPARE_WITH_TIMEOUT(pool_size(), std::size_t(0), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(containers("-q").size(), 0, kPatience); // the engine lists what dies a moment longer
}

QTEST_GUILESS_MAIN(TestCapacityEngine)
#include "tst_capacity_engine.moc"
