// A service on a real engine, cut into three slices in three zones: what its user sees through the API, and what docker
// says.

#include "tests/support/docker_cli.h"
#include "tests/support/program.h"

#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 60'000;
constexpr int kDesired = 6;

Json container(const std::string& answer, const std::string& command)
{
    return { { "name", "web" }, { "image", engine_image().toStdString() }, { "memory", 32 }, { "cpu", 32 },
        { "entryPoint", { "/bin/sh", "-c" } },
        // The shell waits in the background so that it can react to SIGTERM at once.
        { "command",
            Json::array({ "mkdir -p /www; echo " + answer + " > /www/index.html; trap 'exit 0' TERM; " + command
                + " & wait $!" }) },
        { "portMappings", Json::array({ { { "containerPort", 8080 }, { "protocol", "tcp" } } }) } };
}

Json good(const std::string& answer)
{
    return container(answer, "busybox httpd -f -p 8080 -h /www");
}

std::string short_id(const std::string& arn)
{
    return arn.substr(arn.rfind('/') + 1);
}

// One request; whether something answered it.
bool answers(int port)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(port));
    if (!socket.waitForConnected(2'000))
        return false;
    socket.write("GET / HTTP/1.0\r\n\r\n");
    QByteArray reply;
    while (socket.waitForReadyRead(2'000))
        reply += socket.readAll();
    return reply.startsWith("HTTP/1.");
}

} // namespace

class TestServicesEngine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void a_service_spreads_over_three_zones();
    void an_update_under_load_keeps_minimum_and_maximum();
    void a_bad_revision_is_rolled_back();
    void a_drained_instance_is_emptied();
    void a_container_killed_from_outside_is_replaced();
    void a_restart_of_the_program_changes_nothing();
    void nothing_is_left_after_the_deletion();

private:
    Json ok(const QString& target, const Json& input);
    Json service();
    std::vector<Json> tasks();
    QStringList containers() const;
    void register_definition(const Json& container);
    bool is_steady();
    void poll_limits();

    std::unique_ptr<Program> program_;
    std::string installation_;
    std::string fewest_; // what went against the limits while polling
    int polls_ = 0;
    int requests_ = 0;
};

void TestServicesEngine::initTestCase()
{
    if (engine_endpoint().isEmpty())
        QSKIP(qPrintable(engine_skip_reason()));
    program_ = std::make_unique<Program>();
    QVERIFY2(program_->start({ "--cleanup-wait", "1" }), qPrintable(program_->output()));
    installation_ = ok("QuaysideV1.DescribeInstallation", Json::object())["installation"].get<std::string>();
    Json slices = Json::array();
    for (const char* zone : { "a", "b", "c" })
        slices.push_back({ { "name", std::string("slice-") + zone }, { "cpu", 512 }, { "memory", 512 },
            { "availabilityZone", std::string("us-east-1") + zone } });
    ok("QuaysideV1.AddEngine",
        { { "name", "local" }, { "kind", "docker" }, { "endpoint", engine_endpoint().toStdString() },
            { "slices", slices } });
}

void TestServicesEngine::cleanupTestCase()
{
    program_.reset();
    if (!installation_.empty())
        for (const auto& id : containers())
            docker({ "rm", "-f", id });
}

Json TestServicesEngine::ok(const QString& target, const Json& input)
{
    const auto answer = program_->call(target, input);
    if (answer.status != 200)
        qWarning("%s: %d %s", qPrintable(target), answer.status, answer.body.dump().c_str());
    return answer.status == 200 ? answer.body : Json::object();
}

Json TestServicesEngine::service()
{
    const Json reply = ok("DescribeServices", { { "services", { "web" } } });
    return reply.contains("services") && !reply["services"].empty() ? reply["services"][0] : Json::object();
}

// Those that have not stopped.
std::vector<Json> TestServicesEngine::tasks()
{
    const Json listed = ok("ListTasks", { { "serviceName", "web" } });
    std::vector<Json> all;
    if (!listed.contains("taskArns") || listed["taskArns"].empty())
        return all;
    const Json described = ok("DescribeTasks", { { "tasks", listed["taskArns"] } });
    for (const auto& task : described["tasks"])
        if (task["lastStatus"] != "STOPPED")
            all.push_back(task);
    return all;
}

QStringList TestServicesEngine::containers() const
{
    const QString label = "label=io.quayside.installation=" + QString::fromStdString(installation_);
    return docker_lines({ "ps", "-a", "-q", "--no-trunc", "--filter", label });
}

void TestServicesEngine::register_definition(const Json& container)
{
    ok("RegisterTaskDefinition", { { "family", "web" }, { "containerDefinitions", Json::array({ container }) } });
}

bool TestServicesEngine::is_steady()
{
    const Json described = service();
    return described.value("runningCount", 0) == kDesired && described["deployments"].size() == 1
        && described["deployments"][0].value("rolloutState", "") == "COMPLETED";
}

// One look at the service under load: the running tasks are asked one by one.
void TestServicesEngine::poll_limits()
{
    const auto all = tasks();
    std::vector<int> ports;
    for (const auto& task : all)
        if (task["lastStatus"] == "RUNNING" && task["desiredStatus"] == "RUNNING")
            ports.push_back(task["containers"][0]["networkBindings"][0]["hostPort"].get<int>());
    ++polls_;
    if (all.size() > 9)
        fewest_ += std::to_string(all.size()) + " tasks; ";
    if (ports.size() < 5)
        fewest_ += std::to_string(ports.size()) + " running; ";
    int reached = 0;
    for (const int port : ports)
        reached += answers(port) ? 1 : 0;
    requests_ += reached;
    // One that was asked to stop in between may be gone; the minimum must answer.
    if (reached < 5)
        fewest_ += std::to_string(reached) + " answer; ";
}

void TestServicesEngine::a_service_spreads_over_three_zones()
{
    register_definition(good("one"));
    ok("CreateService",
        { { "serviceName", "web" }, { "taskDefinition", "web" }, { "desiredCount", kDesired },
            { "deploymentConfiguration",
                { { "minimumHealthyPercent", 75 }, { "maximumPercent", 150 },
                    { "deploymentCircuitBreaker", { { "enable", true }, { "rollback", true } } } } } });
    QTRY_VERIFY_WITH_TIMEOUT(is_steady(), kPatience);
    std::map<std::string, int> zones;
    for (const auto& task : tasks())
        ++zones[task["availabilityZone"].get<std::string>()];
    QCOMPARE(zones, (std::map<std::string, int>{ { "us-east-1a", 2 }, { "us-east-1b", 2 }, { "us-east-1c", 2 } }));
    QTRY_COMPARE_WITH_TIMEOUT(containers().size(), kDesired, kPatience);
}

// 75 % of 6 rounded up are 5, 150 % are 9.
void TestServicesEngine::an_update_under_load_keeps_minimum_and_maximum()
{
    register_definition(good("two"));
    ok("UpdateService", { { "service", "web" }, { "taskDefinition", "web" } });
    QVERIFY(!is_steady());
    for (QDeadlineTimer limit(kPatience); !is_steady() && !limit.hasExpired();)
        poll_limits();
    QVERIFY(is_steady());
    QVERIFY2(fewest_.empty(), fewest_.c_str());
    qInfo("%d polls, %d requests answered", polls_, requests_);
    QVERIFY(polls_ > 5);
    for (const auto& task : tasks())
        QVERIFY(task["taskDefinitionArn"].get<std::string>().ends_with("web:2"));
}

void TestServicesEngine::a_bad_revision_is_rolled_back()
{
    register_definition(container("three", "exit 1"));
    ok("UpdateService", { { "service", "web" }, { "taskDefinition", "web" } });
    fewest_.clear();
    const auto rolled_back = [&] {
        const Json described = service();
        return is_steady() && described["taskDefinition"].get<std::string>().ends_with("web:2");
    };
    for (QDeadlineTimer limit(2 * kPatience); !rolled_back() && !limit.hasExpired();)
        poll_limits();
    QVERIFY(rolled_back());
    QVERIFY2(fewest_.empty(), fewest_.c_str());
    std::string said;
    const Json described = service();
    for (const auto& event : described["events"])
        said += event["message"].get<std::string>() + "\n";
    QVERIFY2(said.find("deployment failed: tasks failed to start.") != std::string::npos, said.c_str());
    QVERIFY2(said.find("rolling back to deployment ecs-svc/") != std::string::npos, said.c_str());
}

void TestServicesEngine::a_drained_instance_is_emptied()
{
    const std::string drained = tasks().at(0)["containerInstanceArn"].get<std::string>();
    ok("UpdateContainerInstancesState", { { "status", "DRAINING" }, { "containerInstances", { drained } } });
    const auto empty = [&] {
        const auto all = tasks();
        return std::ranges::none_of(all, [&](const Json& task) { return task["containerInstanceArn"] == drained; });
    };
    fewest_.clear();
    for (QDeadlineTimer limit(kPatience); !(empty() && is_steady()) && !limit.hasExpired();)
        poll_limits();
    QVERIFY(empty() && is_steady());
    QVERIFY2(fewest_.empty(), fewest_.c_str());
    ok("UpdateContainerInstancesState", { { "status", "ACTIVE" }, { "containerInstances", { drained } } });
}

void TestServicesEngine::a_container_killed_from_outside_is_replaced()
{
    const Json victim = tasks().at(0);
    const auto id = victim["taskArn"].get<std::string>();
    docker({ "kill", QString::fromStdString(victim["containers"][0]["runtimeId"].get<std::string>()) });
    const auto replaced = [&] {
        const auto all = tasks();
        return all.size() == kDesired
            && std::ranges::none_of(all, [&](const Json& task) { return task["taskArn"] == id; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(replaced() && is_steady(), kPatience);
    const Json stopped = ok("DescribeTasks", { { "tasks", { short_id(id) } } });
    if (!stopped["tasks"].empty()) // its record is kept for a second only
        QCOMPARE(stopped["tasks"][0]["stopCode"].get<std::string>(), std::string("EssentialContainerExited"));
}

void TestServicesEngine::a_restart_of_the_program_changes_nothing()
{
    QTRY_COMPARE_WITH_TIMEOUT(containers().size(), kDesired, kPatience);
    QStringList before = containers();
    program_->kill_9();
    QVERIFY2(program_->start({ "--cleanup-wait", "1" }), qPrintable(program_->output()));
    QTRY_VERIFY_WITH_TIMEOUT(is_steady(), kPatience);
    QStringList after = containers();
    before.sort();
    after.sort();
    QCOMPARE(after, before);
}

void TestServicesEngine::nothing_is_left_after_the_deletion()
{
    ok("DeleteService", { { "service", "web" }, { "force", true } });
    QTRY_VERIFY_WITH_TIMEOUT(service().value("status", "") == "INACTIVE", kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(containers().isEmpty(), kPatience);
    QVERIFY2(program_->stop(), qPrintable(program_->output()));
}

QTEST_GUILESS_MAIN(TestServicesEngine)
#include "tst_services_engine.moc"
