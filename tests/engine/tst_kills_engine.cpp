// The program is killed again and again, at random moments, while tasks on a real engine start, stop, die and are
// scaled. What was answered holds, and no container is lost, doubled or left over. QUAYSIDE_KILLS says how often (60),
// QUAYSIDE_KILLS_SEED repeats a run.

#include "tests/support/docker_cli.h"
#include "tests/support/given.h"
#include "tests/support/program.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <map>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 90'000;
constexpr int kLongestLife = 900; // ms
constexpr std::size_t kMostTasks = 6; // beside the service's
constexpr int kMostDesired = 4;
constexpr int kBetweenRests = 10; // kills

enum class Fate { Runs, Ends };

Json definition()
{
    Json container = { { "name", "app" }, { "image", engine_image().toStdString() }, { "memory", 32 },
        { "command", { "sh", "-c", "trap 'exit 0' TERM; sleep 36000 & wait" } } };
    return { { "family", "app" }, { "containerDefinitions", Json::array({ std::move(container) }) } };
}

} // namespace

class TestKillsEngine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void nothing_is_lost_doubled_or_left();

private:
    void start();
    Json ok(const QString& target, const Json& input);
    QStringList tasks_on_engine(const QStringList& more = {}) const;
    std::string status(const std::string& id);
    std::vector<std::string> those(Fate fate) const;

    void do_something();
    void run_task();
    void stop_task();
    void scale();
    void kill_container();
    void live_and_be_killed();
    bool is_at_rest();
    void rest();
    void end();

    QRandomGenerator random_;
    std::unique_ptr<Program> program_;
    std::string installation_;
    std::map<std::string, Fate> tasks_; // by what was answered
    std::string dies_meanwhile_; // a task whose container dies while the program is gone
    int desired_ = 2;
    std::map<QString, int> done_;
};

void TestKillsEngine::initTestCase()
{
    if (engine_endpoint().isEmpty())
        QSKIP(qPrintable(engine_skip_reason()));
    const int seed = given("QUAYSIDE_KILLS_SEED", QRandomGenerator::global()->bounded(1 << 30));
    qInfo("QUAYSIDE_KILLS_SEED=%d", seed);
    random_.seed(static_cast<quint32>(seed));
    program_ = std::make_unique<Program>();
    start();
    installation_ = ok("QuaysideV1.DescribeInstallation", Json::object())["installation"];
    ok("QuaysideV1.AddEngine",
        { { "name", "local" }, { "kind", "docker" }, { "endpoint", engine_endpoint().toStdString() } });
    ok("RegisterTaskDefinition", definition());
    ok("CreateService", { { "serviceName", "app" }, { "taskDefinition", "app" }, { "desiredCount", desired_ } });
    rest();
}

void TestKillsEngine::cleanupTestCase()
{
    program_.reset();
    if (!installation_.empty())
        for (const auto& id : docker_lines({ "ps", "-aq", "--filter",
                 "label=io.quayside.installation=" + QString::fromStdString(installation_) }))
            docker({ "rm", "-f", id });
}

void TestKillsEngine::start()
{
    QVERIFY2(program_->start({ "--cleanup-wait", "1" }), qPrintable(program_->output()));
}

Json TestKillsEngine::ok(const QString& target, const Json& input)
{
    const auto answer = program_->call(target, input);
    if (answer.status != 200)
        qFatal("%s: %s", qPrintable(target), answer.body.dump().c_str());
    return answer.body;
}

// A line for each container.
QStringList TestKillsEngine::tasks_on_engine(const QStringList& more) const
{
    const QString label = "label=io.quayside.installation=" + QString::fromStdString(installation_);
    auto tasks
        = docker_lines(QStringList{ "ps", "--filter", label, "--format", R"({{.Label "io.quayside.task"}})" } + more);
    tasks.sort();
    return tasks;
}

std::string TestKillsEngine::status(const std::string& id)
{
    const Json found = ok("DescribeTasks", { { "tasks", Json::array({ id }) } });
    return found["tasks"].empty() ? "" : found["tasks"][0]["lastStatus"].get<std::string>();
}

std::vector<std::string> TestKillsEngine::those(Fate fate) const
{
    std::vector<std::string> ids;
    for (const auto& [id, its] : tasks_)
        if (its == fate)
            ids.push_back(id);
    return ids;
}

void TestKillsEngine::do_something()
{
    const auto running = those(Fate::Runs);
    if (running.size() >= kMostTasks)
        return stop_task();
    switch (running.empty() ? 0 : random_.bounded(4)) {
    case 0:
        return run_task();
    case 1:
        return stop_task();
    case 2:
        return scale();
    default:
        return kill_container();
    }
}

void TestKillsEngine::run_task()
{
    const Json ran = ok("RunTask", { { "taskDefinition", "app" } });
    QCOMPARE(ran["tasks"].size(), 1u);
    const auto arn = ran["tasks"][0]["taskArn"].get<std::string>();
    tasks_[arn.substr(arn.rfind('/') + 1)] = Fate::Runs;
    ++done_["tasks run"];
}

void TestKillsEngine::stop_task()
{
    const auto running = those(Fate::Runs);
    const auto& id = running[random_.bounded(static_cast<quint32>(running.size()))];
    ok("StopTask", { { "task", id } });
    tasks_[id] = Fate::Ends;
    ++done_["stopped"];
}

void TestKillsEngine::scale()
{
    desired_ = random_.bounded(1, kMostDesired + 1);
    ok("UpdateService", { { "service", "app" }, { "desiredCount", desired_ } });
    ++done_["scaled"];
}

// Of a task that the engine has, else there is nothing to kill.
void TestKillsEngine::kill_container()
{
    const auto there = tasks_on_engine();
    for (const auto& id : those(Fate::Runs))
        if (there.contains(QString::fromStdString(id))) {
            tasks_[id] = Fate::Ends;
            dies_meanwhile_ = id;
            ++done_["containers killed"];
            return;
        }
}

void TestKillsEngine::live_and_be_killed()
{
    QEventLoop life;
    QTimer::singleShot(random_.bounded(kLongestLife), &life, &QEventLoop::quit);
    life.exec();
    program_->kill_9();
    if (const auto id = QString::fromStdString(std::exchange(dies_meanwhile_, {})); !id.isEmpty())
        for (const auto& container : docker_lines({ "ps", "-q", "--filter", "label=io.quayside.task=" + id }))
            docker({ "kill", container });
    start();
}

bool TestKillsEngine::is_at_rest()
{
    const auto running = those(Fate::Runs);
    const auto ending = those(Fate::Ends);
    const Json service = ok("DescribeServices", { { "services", { "app" } } })["services"][0];
    const auto there = tasks_on_engine({ "-a" }); // what has ended is removed after a second
    return service["runningCount"] == desired_ && service["pendingCount"] == 0
        && std::ranges::all_of(running, [&](const auto& id) { return status(id) == "RUNNING"; })
        && std::ranges::none_of(ending, [&](const auto& id) { return there.contains(QString::fromStdString(id)); })
        && there.size() == static_cast<qsizetype>(running.size()) + desired_;
}

void TestKillsEngine::rest()
{
    QTRY_VERIFY_WITH_TIMEOUT(is_at_rest(), kPatience);
    auto there = tasks_on_engine();
    QCOMPARE(there.size(), static_cast<qsizetype>(those(Fate::Runs).size()) + desired_);
    QCOMPARE(there.removeDuplicates(), 0);
    for (const auto& id : those(Fate::Runs))
        QVERIFY(there.contains(QString::fromStdString(id)));
    std::erase_if(tasks_, [](const auto& task) { return task.second == Fate::Ends; });
}

void TestKillsEngine::end()
{
    ok("DeleteService", { { "service", "app" }, { "force", true } });
    for (const auto& id : those(Fate::Runs))
        ok("StopTask", { { "task", id } });
    QTRY_VERIFY_WITH_TIMEOUT(tasks_on_engine({ "-a" }).isEmpty(), kPatience);
}

void TestKillsEngine::nothing_is_lost_doubled_or_left()
{
    const int kills = given("QUAYSIDE_KILLS", 60);
    for (int kill = 1; kill <= kills && !QTest::currentTestFailed(); ++kill) {
        do_something();
        live_and_be_killed();
        if (kill % kBetweenRests == 0 || kill == kills)
            rest();
    }
    if (!QTest::currentTestFailed())
        end();
    QStringList counts;
    for (const auto& [what, times] : done_)
        counts.append(QString::number(times) + ' ' + what);
    qInfo("%d kills; %s", kills, qPrintable(counts.join(", ")));
}

QTEST_GUILESS_MAIN(TestKillsEngine)
#include "tst_kills_engine.moc"
