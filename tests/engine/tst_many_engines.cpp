// A service on three Docker engines over TLS, one of which is hurt: killed, restarted, frozen, cut off, filled up. In
// the end each task has exactly one container, and meanwhile the other engines work as ever. Then any of them are hurt
// at random: QUAYSIDE_FAULTS says how often (2), QUAYSIDE_FAULTS_SEED repeats a run.

#include "tests/support/docker_cli.h"
#include "tests/support/engine_host.h"
#include "tests/support/given.h"
#include "tests/support/program.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 60'000;
constexpr int kMostDesired = 9;
constexpr int kLongestFault = 16'000; // ms; after --lost-after and the pings that notice it, tasks are replaced
constexpr const char* kTaskLabel = "{{.Label \"io.quayside.task\"}}";

std::string short_id(const Json& arn)
{
    const auto text = arn.get<std::string>();
    return text.substr(text.rfind('/') + 1);
}

struct Fault {
    const char* name;
    const char* cure;
};

constexpr std::array kFaults
    = { Fault{ "kill", "start" }, Fault{ "stop", "start" }, Fault{ "freeze", "thaw" }, Fault{ "cut", "heal" } };

} // namespace

class TestManyEngines : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void a_short_silence_changes_nothing();
    void an_engine_that_is_gone_is_made_up_for_data();
    void an_engine_that_is_gone_is_made_up_for();
    void a_restart_replaces_what_it_ended();
    void a_full_disk_is_survived();
    void faults_at_random();

private:
    Json tasks(const Json& filter = Json::object()) const;
    std::map<std::string, std::string> running() const; // task -> container instance
    std::multiset<std::string> containers() const; // the tasks of all that run on all engines
    bool is_rolled_out() const;
    bool settles() const;
    Json instance() const; // of the engine that is hurt
    qint64 start_elsewhere(); // ms until a task runs on another engine; -1: it does not
    Json victims() const;
    void hurt_at_random(QRandomGenerator& random, std::map<std::string, int>& done);

    QTemporaryDir directory_;
    std::vector<std::unique_ptr<EngineHost>> hosts_;
    std::vector<std::string> instances_;
    std::unique_ptr<Program> program_;
    qint64 usual_start_ = 0; // ms
    std::size_t desired_ = 6;
};

void TestManyEngines::initTestCase()
{
    if (engine_endpoint().isEmpty())
        QSKIP(qPrintable(engine_skip_reason()));
    const auto tls = directory_.filePath("tls");
    QCOMPARE(run_script("tls_files.sh", { tls, "10.213.1.2", "10.213.2.2", "10.213.3.2" }), QString());
    program_ = std::make_unique<Program>();
    QVERIFY2(program_->start({ "--cleanup-wait", "1", "--lost-after", "5" }), qPrintable(program_->output()));
    for (const int number : { 1, 2, 3 }) {
        hosts_.push_back(std::make_unique<EngineHost>(tls, number));
        QVERIFY(hosts_.back()->tell("start"));
        auto wanted = hosts_.back()->way();
        wanted.update({ { "name", "host-" + std::to_string(number) }, { "kind", "docker" } });
        const auto added = program_->call("QuaysideV1.AddEngine", wanted);
        QVERIFY2(added.status == 200, added.body.dump().c_str());
        instances_.push_back(added.body["containerInstanceArns"][0]);
    }
    const Json container = { { "name", "main" }, { "image", engine_image().toStdString() }, { "memory", 16 },
        { "command", { "/bin/sh", "-c", "trap 'exit 0' TERM; sleep 100000 & wait" } } };
    const Json definition = { { "family", "idle" }, { "containerDefinitions", { container } } };
    QCOMPARE(program_->call("RegisterTaskDefinition", definition).status, 200);
    const auto created = program_->call("CreateService",
        { { "serviceName", "idle" }, { "taskDefinition", "idle" }, { "desiredCount", desired_ },
            { "placementStrategy", { { { "type", "spread" }, { "field", "instanceId" } } } } });
    QVERIFY2(created.status == 200, created.body.dump().c_str());
    QVERIFY(settles());
    usual_start_ = start_elsewhere();
    QVERIFY(usual_start_ >= 0);
}

void TestManyEngines::cleanupTestCase()
{
    program_.reset();
    hosts_.clear();
}

Json TestManyEngines::tasks(const Json& filter) const
{
    auto input = filter;
    input.update({ { "cluster", "default" } });
    const auto arns = program_->call("ListTasks", input).body.value("taskArns", Json::array());
    if (arns.empty())
        return Json::array();
    return program_->call("DescribeTasks", { { "tasks", arns } }).body.value("tasks", Json::array());
}

std::map<std::string, std::string> TestManyEngines::running() const
{
    std::map<std::string, std::string> found;
    const auto listed = tasks();
    for (const auto& task : listed)
        if (task["lastStatus"] == "RUNNING" && task["desiredStatus"] == "RUNNING")
            found[short_id(task["taskArn"])] = task["containerInstanceArn"];
    return found;
}

std::multiset<std::string> TestManyEngines::containers() const
{
    std::multiset<std::string> found;
    for (const auto& host : hosts_)
        for (const auto& task : host->docker({ "ps", "--format", kTaskLabel }).split('\n', Qt::SkipEmptyParts))
            found.insert(task.toStdString());
    return found;
}

bool TestManyEngines::is_rolled_out() const
{
    const auto described = program_->call("DescribeServices", { { "services", { "idle" } } });
    const Json deployments = described.body["services"][0]["deployments"];
    return deployments.size() == 1 && deployments[0]["rolloutState"] == "COMPLETED";
}

// All tasks run, each in one container, and no other container is there.
bool TestManyEngines::settles() const
{
    const bool settled = QTest::qWaitFor(
        [this] {
            if (!is_rolled_out())
                return false;
            const auto wanted = running();
            const auto there = containers();
            return wanted.size() == desired_
                && std::ranges::equal(wanted, there, {}, &std::pair<const std::string, std::string>::first);
        },
        2 * kPatience);
    if (!settled)
        qWarning("%zu tasks run, in %zu containers", running().size(), containers().size());
    return settled;
}

Json TestManyEngines::instance() const
{
    return program_->call("DescribeContainerInstances", { { "containerInstances", { instances_[1] } } })
        .body["containerInstances"][0];
}

qint64 TestManyEngines::start_elsewhere()
{
    QElapsedTimer timer;
    timer.start();
    const auto started
        = program_->call("StartTask", { { "taskDefinition", "idle" }, { "containerInstances", { instances_[0] } } });
    if (started.status != 200 || started.body["tasks"].empty())
        return -1;
    const Json arn = started.body["tasks"][0]["taskArn"];
    const auto status = [&] {
        return program_->call("DescribeTasks", { { "tasks", { arn } } }).body["tasks"][0].value("lastStatus", "");
    };
    if (!QTest::qWaitFor([&] { return status() == "RUNNING"; }, kPatience))
        return -1;
    const auto taken = timer.elapsed();
    program_->call("StopTask", { { "task", arn } });
    return QTest::qWaitFor([&] { return status() == "STOPPED"; }, kPatience) ? taken : -1;
}

Json TestManyEngines::victims() const
{
    return tasks({ { "containerInstance", instances_[1] } });
}

void TestManyEngines::a_short_silence_changes_nothing()
{
    const auto before = running();
    const auto started = hosts_[1]->docker({ "ps", "-q", "--no-trunc" });
    QVERIFY(hosts_[1]->tell("freeze"));
    QElapsedTimer timer;
    timer.start();
    // As long as two pings may take.
    QVERIFY(QTest::qWaitFor([&] { return timer.elapsed() > 8'000 || running() != before; }, kPatience));
    QVERIFY(hosts_[1]->tell("thaw"));
    QVERIFY(running() == before);
    QVERIFY(settles());
    QVERIFY(running() == before);
    QCOMPARE(hosts_[1]->docker({ "ps", "-q", "--no-trunc" }), started);
}

void TestManyEngines::an_engine_that_is_gone_is_made_up_for_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("cure");
    QTest::newRow("killed") << "kill"
                            << "start";
    QTest::newRow("frozen") << "freeze"
                            << "thaw";
    QTest::newRow("cut off") << "cut"
                             << "heal";
}

void TestManyEngines::an_engine_that_is_gone_is_made_up_for()
{
    QFETCH(QString, fault);
    QFETCH(QString, cure);
    // Something must run there: the fault before may have left the engine empty.
    QCOMPARE(program_->call("UpdateService", { { "service", "idle" }, { "forceNewDeployment", true } }).status, 200);
    QVERIFY(QTest::qWaitFor([&] { return settles() && !victims().empty(); }, kPatience));
    const auto hurt = victims();
    QVERIFY(instance()["agentConnected"].get<bool>());

    QVERIFY(hosts_[1]->tell(fault));
    QElapsedTimer timer;
    timer.start();
    const auto busy = start_elsewhere();
    QVERIFY2(busy >= 0 && busy < 3 * usual_start_ + 2'000, qPrintable(QString::number(busy)));
    QVERIFY(QTest::qWaitFor([&] { return !instance()["agentConnected"].get<bool>(); }, kPatience));
    const auto noticed = timer.elapsed();
    // Unknown is not stopped: the last that was known is said, and that nothing is known now.
    const auto unknown = victims();
    QCOMPARE(unknown.size(), hurt.size());
    for (const auto& task : unknown) {
        QCOMPARE(task["lastStatus"].get<std::string>(), std::string("RUNNING"));
        QCOMPARE(task["connectivity"].get<std::string>(), std::string("DISCONNECTED"));
    }
    QVERIFY(QTest::qWaitFor([&] { return running().size() == desired_ && victims().empty(); }, kPatience));
    const auto replaced = timer.elapsed();
    for (const auto& task : hurt) {
        const auto described
            = program_->call("DescribeTasks", { { "tasks", { task["taskArn"] } } }).body.value("tasks", Json::array());
        if (!described.empty())
            QCOMPARE(described[0]["lastStatus"].get<std::string>(), std::string("STOPPED"));
    }

    QVERIFY(hosts_[1]->tell(cure));
    QVERIFY(QTest::qWaitFor([&] { return instance()["agentConnected"].get<bool>(); }, kPatience));
    QVERIFY(settles());
    qInfo("%s: %zu tasks; noticed after %lld ms, replaced after %lld ms; a start elsewhere took %lld ms, usually %lld",
        qPrintable(fault), hurt.size(), noticed, replaced, busy, usual_start_);
}

void TestManyEngines::a_restart_replaces_what_it_ended()
{
    QVERIFY(hosts_[1]->tell("stop"));
    QVERIFY(hosts_[1]->tell("start"));
    QVERIFY(QTest::qWaitFor([&] { return instance()["agentConnected"].get<bool>(); }, kPatience));
    QVERIFY(settles());
}

void TestManyEngines::a_full_disk_is_survived()
{
    QVERIFY(hosts_[1]->tell("fill"));
    const auto busy = start_elsewhere();
    QVERIFY2(busy >= 0 && busy < 3 * usual_start_ + 2'000, qPrintable(QString::number(busy)));
    const auto there
        = program_->call("StartTask", { { "taskDefinition", "idle" }, { "containerInstances", { instances_[1] } } });
    QCOMPARE(there.status, 200);
    const Json arn = there.body["tasks"][0]["taskArn"];
    const auto told = [&] { return program_->call("DescribeTasks", { { "tasks", { arn } } }).body["tasks"][0]; };
    QVERIFY(QTest::qWaitFor([&] { return told()["lastStatus"] == "STOPPED"; }, kPatience));
    QVERIFY2(told().dump().find("no space left") != std::string::npos, told().dump().c_str());
    QVERIFY(instance()["agentConnected"].get<bool>());
    QVERIFY(hosts_[1]->tell("free"));
    QVERIFY(settles());
}

void TestManyEngines::hurt_at_random(QRandomGenerator& random, std::map<std::string, int>& done)
{
    auto& host = *hosts_[static_cast<std::size_t>(random.bounded(static_cast<int>(hosts_.size())))];
    const auto& fault = kFaults[static_cast<std::size_t>(random.bounded(static_cast<int>(kFaults.size())))];
    QVERIFY2(host.tell(fault.name), fault.name);
    ++done[fault.name];
    QElapsedTimer timer;
    timer.start();
    desired_ = 1 + static_cast<std::size_t>(random.bounded(kMostDesired));
    QCOMPARE(program_->call("UpdateService", { { "service", "idle" }, { "desiredCount", desired_ } }).status, 200);
    const int length = random.bounded(kLongestFault);
    QVERIFY(QTest::qWaitFor([&] { return timer.elapsed() >= length; }, kLongestFault + kPatience));
    QVERIFY2(host.tell(fault.cure), fault.cure);
    QVERIFY2(settles(), fault.name);
}

void TestManyEngines::faults_at_random()
{
    const int seed = given("QUAYSIDE_FAULTS_SEED", QRandomGenerator::global()->bounded(1 << 30));
    qInfo("QUAYSIDE_FAULTS_SEED=%d", seed);
    QRandomGenerator random(static_cast<quint32>(seed));
    std::map<std::string, int> done;
    for (int left = given("QUAYSIDE_FAULTS", 2); left > 0 && !QTest::currentTestFailed(); --left)
        hurt_at_random(random, done);
    for (const auto& [name, times] : done)
        qInfo("%s: %d", name.c_str(), times);
}

QTEST_GUILESS_MAIN(TestManyEngines)
#include "tst_many_engines.moc"
