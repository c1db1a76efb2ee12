// Tasks in awsvpc mode on a real engine: each with an address of its own.

#include "tests/support/engine_program.h"

#include <QRegularExpression>
#include <QTest>
#include <QTimer>

#include <set>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 30'000;

Json shell(const char* name, const std::string& script)
{
    return { { "name", name }, { "image", engine_image().toStdString() }, { "memory", 32 },
        { "entryPoint", Json::array({ "/bin/sh", "-c" }) }, { "command", Json::array({ script }) } };
}

Json definition()
{
    Json web = shell("web",
        "mkdir -p /www; hostname > /www/index.html; trap 'exit 0' TERM; busybox httpd -f -p 8080 -h /www & wait");
    web["portMappings"] = Json::array({ Json{ { "containerPort", 8080 } } });
    web["systemControls"] = Json::array({ Json{ { "namespace", "net.ipv4.ip_default_ttl" }, { "value", "42" } } });
    const Json beside = shell("beside", "trap 'exit 0' TERM; while :; do sleep 1 & wait $!; done");
    return { { "family", "own-address" }, { "networkMode", "awsvpc" },
        { "containerDefinitions", Json::array({ web, beside }) } };
}

// One container, and nothing that must be settled when its pause container is made.
Json plain()
{
    return { { "family", "plain" }, { "networkMode", "awsvpc" },
        { "containerDefinitions", Json::array({ shell("app", "trap 'exit 0' TERM; sleep 36000 & wait") }) } };
}

std::string detail(const Json& task, const std::string& name)
{
    for (const auto& each : task["attachments"][0]["details"])
        if (each["name"] == name)
            return each["value"];
    return {};
}

} // namespace

class TestAwsvpcEngine : public QObject, LocalEngine {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (engine_endpoint().isEmpty())
            QSKIP(qPrintable(engine_skip_reason()));
    }
    void init();
    void cleanup();

    void tasks_have_addresses_of_their_own_and_share_them_inside();
    void what_runs_is_adopted_after_kill_9();
    void kill_9_on_the_way_up_leaks_and_duplicates_nothing();
    void a_task_ends_with_its_pause_container();
    void what_stands_ready_is_used_and_found_again();
    void kill_9_while_it_is_given_away_leaks_and_shares_nothing();

private:
    QStringList ours(const QStringList& filters = {}, const QString& format = "{{.ID}}") const;
    QStringList networks() const;
    QString container(const std::string& task, const char* name) const;
    QString pause(const std::string& task) const { return container(task, "~internal~ecs~pause"); }
    QString fetch(const std::string& task, const std::string& address) const;
    Json task(const std::string& id) const;
    std::string status(const std::string& id) const { return task(id).value("lastStatus", ""); }
    QStringList pool(const QString& format = "{{.ID}} {{.Names}}") const;
    QStringList spares() const { return pool().filter(QRegularExpression(" ecs-pool-[0-9a-f]{20}$")); }
    QStringList in_use() const;
    void fill(int count);
    std::vector<std::string> run(int count, const char* family = "own-address");
    std::vector<std::string> run_to_running(int count);
    void stop(const std::string& id) const { QCOMPARE(program_->call("StopTask", Json{ { "task", id } }).status, 200); }

    std::string installation_;
    Json engine_;
};

void TestAwsvpcEngine::init()
{
    start_with_engine();
    installation_ = program_->call("QuaysideV1.DescribeInstallation", Json::object()).body["installation"];
    for (const auto& each : { definition(), plain() }) {
        const auto registered = program_->call("RegisterTaskDefinition", each);
        QVERIFY2(registered.status == 200, registered.body.dump().c_str());
    }
}

// Those of pools.
QStringList TestAwsvpcEngine::pool(const QString& format) const
{
    return ours({ "label=io.quayside.role=pool" }, format);
}

// Everything but what stands ready for tasks to come.
QStringList TestAwsvpcEngine::in_use() const
{
    QStringList all = ours({}, "{{.ID}} {{.Names}}");
    for (const auto& spare : spares())
        all.removeAll(spare);
    return all;
}

// With the engine goes everything of ours on it.
void TestAwsvpcEngine::cleanup()
{
    if (!program_)
        return;
    const auto removed = program_->call("QuaysideV1.RemoveEngine", { { "engine", "local" }, { "force", true } });
    QVERIFY2(removed.status == 200, removed.body.dump().c_str());
    QVERIFY(ours().isEmpty());
    QVERIFY(networks().isEmpty());
    QVERIFY2(program_->stop(), qPrintable(program_->output()));
    program_.reset();
}

QStringList TestAwsvpcEngine::ours(const QStringList& filters, const QString& format) const
{
    QStringList arguments{ "ps", "-a", "--no-trunc", "--format", format, "--filter",
        "label=io.quayside.installation=" + QString::fromStdString(installation_) };
    for (const auto& filter : filters)
        arguments << "--filter" << filter;
    return docker_lines(arguments);
}

QStringList TestAwsvpcEngine::networks() const
{
    return docker_lines({ "network", "ls", "--format", "{{.Name}}", "--filter",
        "label=io.quayside.installation=" + QString::fromStdString(installation_) });
}

QString TestAwsvpcEngine::container(const std::string& task, const char* name) const
{
    return ours({ "label=io.quayside.task=" + QString::fromStdString(task),
                    QStringLiteral("label=com.amazonaws.ecs.container-name=%1").arg(name) })
        .join(' ');
}

QString TestAwsvpcEngine::fetch(const std::string& task, const std::string& address) const
{
    const QString url = QStringLiteral("http://%1:8080/").arg(QString::fromStdString(address));
    QString answer;
    [[maybe_unused]] const bool came = QTest::qWaitFor(
        [&] {
            answer = docker({ "exec", container(task, "beside"), "busybox", "wget", "-q", "-O-", url });
            return !answer.isEmpty();
        },
        kPatience);
    return answer;
}

Json TestAwsvpcEngine::task(const std::string& id) const
{
    return program_->call("DescribeTasks", { { "tasks", Json::array({ id }) } }).body["tasks"][0];
}

std::vector<std::string> TestAwsvpcEngine::run(int count, const char* family)
{
    const Json network{ { "awsvpcConfiguration", { { "subnets", Json::array({ "subnet-1" }) } } } };
    const auto answer = program_->call(
        "RunTask", { { "taskDefinition", family }, { "count", count }, { "networkConfiguration", network } });
    std::vector<std::string> ids;
    for (const auto& task : answer.body["tasks"]) {
        const auto arn = task["taskArn"].get<std::string>();
        ids.push_back(arn.substr(arn.rfind('/') + 1));
    }
    if (ids.size() != static_cast<std::size_t>(count))
        qWarning("%s", answer.body.dump().c_str());
    return ids;
}

std::vector<std::string> TestAwsvpcEngine::run_to_running(int count)
{
    const auto ids = run(count);
    for (const auto& id : ids)
        if (!QTest::qWaitFor([&] { return status(id) == "RUNNING"; }, kPatience))
            qWarning("%s", task(id).dump().c_str());
    return ids;
}

void TestAwsvpcEngine::tasks_have_addresses_of_their_own_and_share_them_inside()
{
    const auto ids = run_to_running(2);
    QCOMPARE(ids.size(), std::size_t(2));
    std::vector<std::string> addresses;
    QStringList hosts;
    for (const auto& id : ids) {
        const Json shown = task(id);
        QCOMPARE(shown["lastStatus"].get<std::string>(), std::string("RUNNING"));
        QCOMPARE(shown["attachments"][0]["status"].get<std::string>(), std::string("ATTACHED"));
        const auto place = docker({ "inspect", "--format",
            "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{.MacAddress}}{{end}}", pause(id) });
        addresses.push_back(detail(shown, "privateIPv4Address"));
        QCOMPARE(place, QString::fromStdString(addresses.back() + " " + detail(shown, "macAddress")));
        for (const auto& each : shown["containers"])
            QCOMPARE(each["networkInterfaces"][0]["privateIpv4Address"].get<std::string>(), addresses.back());
        hosts << docker({ "exec", container(id, "beside"), "hostname" });
    }
    QVERIFY(addresses[0] != addresses[1]);
    QVERIFY(hosts[0] != hosts[1]);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(fetch(ids[i], "127.0.0.1"), hosts[i]);
        QCOMPARE(fetch(ids[i], addresses[1 - i]), hosts[1 - i]);
        QCOMPARE(
            docker({ "exec", container(ids[i], "beside"), "cat", "/proc/sys/net/ipv4/ip_default_ttl" }), QString("42"));
    }
    for (const auto& id : ids)
        stop(id);
    QTRY_VERIFY_WITH_TIMEOUT(in_use().isEmpty(), kPatience);
    QCOMPARE(networks().size(), 1); // for the next task
}

void TestAwsvpcEngine::what_runs_is_adopted_after_kill_9()
{
    const auto ids = run_to_running(1);
    QCOMPARE(in_use().size(), 3);
    const QStringList before = in_use();
    const Json shown = task(ids[0]);
    program_->kill_9();
    start_program();
    QTRY_COMPARE_WITH_TIMEOUT(status(ids[0]), std::string("RUNNING"), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(task(ids[0]).value("connectivity", ""), std::string("CONNECTED"), kPatience);
    QCOMPARE(in_use(), before);
    QVERIFY(task(ids[0])["attachments"] == shown["attachments"]);
    stop(ids[0]);
    QTRY_VERIFY_WITH_TIMEOUT(in_use().isEmpty(), kPatience);
}

void TestAwsvpcEngine::kill_9_on_the_way_up_leaks_and_duplicates_nothing()
{
    std::vector<std::string> ids;
    for (int wanted = 0; wanted < 4; ++wanted) {
        const auto more = run(1);
        QCOMPARE(more.size(), std::size_t(1));
        ids.push_back(more[0]);
        // Later each time: nothing, the pause container, one of the others or all are there.
        QTRY_VERIFY_WITH_TIMEOUT(
            ours({ "label=io.quayside.task=" + QString::fromStdString(more[0]) }).size() >= wanted, kPatience);
        program_->kill_9();
        start_program();
    }
    for (const auto& id : ids)
        QTRY_COMPARE_WITH_TIMEOUT(status(id), std::string("RUNNING"), 2 * kPatience);
    QCOMPARE(in_use().size(), 12);
    QCOMPARE(ours({ "status=running" }).size(), 12 + spares().size());
    for (const auto& id : ids)
        stop(id);
    QTRY_VERIFY_WITH_TIMEOUT(in_use().isEmpty(), 2 * kPatience);
}

void TestAwsvpcEngine::a_task_ends_with_its_pause_container()
{
    const auto ids = run_to_running(1);
    docker({ "kill", pause(ids[0]) });
    QTRY_COMPARE_WITH_TIMEOUT(status(ids[0]), std::string("STOPPED"), kPatience);
    const Json stopped = task(ids[0]);
    QCOMPARE(stopped["stopCode"].get<std::string>(), std::string("EssentialContainerExited"));
    QCOMPARE(ours({ "status=running" }).size(), spares().size());
}

// So many tasks were begun, and as many pause containers stand ready.
void TestAwsvpcEngine::fill(int count)
{
    for (const auto& id : run(count, "plain")) {
        QVERIFY(QTest::qWaitFor([&] { return status(id) == "RUNNING"; }, kPatience));
        stop(id);
    }
    QTRY_VERIFY_WITH_TIMEOUT(in_use().isEmpty(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(spares().size(), count, 2 * kPatience);
}

void TestAwsvpcEngine::what_stands_ready_is_used_and_found_again()
{
    fill(2);
    const QStringList ready = spares();
    const auto ids = run(1, "plain");
    QTRY_COMPARE_WITH_TIMEOUT(status(ids[0]), std::string("RUNNING"), kPatience);
    const QStringList left = spares();
    QCOMPARE(left.size(), 1);
    const QString used = ready[ready[0] == left[0] ? 1 : 0].section(' ', 0, 0);
    const auto facts = docker({ "inspect", "--format",
        "{{.Name}} {{range .NetworkSettings.Networks}}{{.IPAddress}} {{.MacAddress}}{{end}}", used });
    const Json shown = task(ids[0]);
    QVERIFY2(facts.startsWith("/ecs-plain-1-internalecspause-"), qPrintable(facts));
    QCOMPARE(facts.section(' ', 1),
        QString::fromStdString(detail(shown, "privateIPv4Address") + " " + detail(shown, "macAddress")));
    QCOMPARE(docker({ "inspect", "--format", "{{.HostConfig.NetworkMode}}", container(ids[0], "app") }),
        "container:" + used);
    program_->kill_9();
    start_program();
    QTRY_COMPARE_WITH_TIMEOUT(task(ids[0]).value("connectivity", ""), std::string("CONNECTED"), kPatience);
    QCOMPARE(status(ids[0]), std::string("RUNNING"));
    const auto more = run(1, "plain");
    QTRY_COMPARE_WITH_TIMEOUT(status(more[0]), std::string("RUNNING"), kPatience);
    stop(ids[0]);
    stop(more[0]);
    QTRY_VERIFY_WITH_TIMEOUT(in_use().isEmpty(), kPatience);
    QVERIFY(!ours({}, "{{.ID}}").contains(used));
}

// The program is killed a little later each time after a task was asked for: before and after its record says which
// pause container it has, that one has the task's name, and others have joined it.
void TestAwsvpcEngine::kill_9_while_it_is_given_away_leaks_and_shares_nothing()
{
    constexpr int kTasks = 8;
    fill(kTasks);
    std::vector<std::string> ids;
    for (int i = 0; i < kTasks; ++i) {
        ids.push_back(run(1, "plain").at(0));
        QEventLoop life;
        QTimer::singleShot(i * 5, &life, &QEventLoop::quit);
        life.exec();
        program_->kill_9();
        start_program();
    }
    for (const auto& id : ids)
        QTRY_COMPARE_WITH_TIMEOUT(status(id), std::string("RUNNING"), 2 * kPatience);
    QCOMPARE(in_use().size(), 2 * kTasks);
    QStringList networks;
    std::set<std::string> addresses;
    for (const auto& id : ids) {
        networks << docker({ "inspect", "--format", "{{.HostConfig.NetworkMode}}", container(id, "app") });
        addresses.insert(detail(task(id), "privateIPv4Address"));
    }
    QCOMPARE(networks.removeDuplicates(), 0);
    QCOMPARE(addresses.size(), ids.size());
    for (const auto& id : ids)
        stop(id);
    QTRY_VERIFY_WITH_TIMEOUT(in_use().isEmpty(), 2 * kPatience);
}

QTEST_GUILESS_MAIN(TestAwsvpcEngine)
#include "tst_awsvpc_engine.moc"
