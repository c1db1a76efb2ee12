// The journey of a first user, on a real engine and with the real program: nothing here knows how Quayside works
// inside.

#include "tests/support/docker_cli.h"
#include "tests/support/program.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTest>

#include <algorithm>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 30'000;

Json web_definition()
{
    const std::string image = engine_image().toStdString();
    Json container = Json::object();
    container["name"] = "web";
    container["image"] = image;
    container["memory"] = 32;
    container["cpu"] = 64;
    container["entryPoint"] = Json::array({ "/bin/sh", "-c" });
    // The shell waits in the background so that it can react to SIGTERM at once.
    container["command"] = Json::array({ "mkdir -p /www; echo quayside > /www/index.html; trap 'exit 0' TERM; "
                                         "busybox httpd -f -p 8080 -h /www & wait" });
    container["portMappings"] = Json::array({ Json{ { "containerPort", 8080 }, { "protocol", "tcp" } } });
    container["environment"] = Json::array({ Json{ { "name", "GREETING" }, { "value", "ahoy" } } });
    Json definition = Json::object();
    definition["family"] = "web";
    definition["networkMode"] = "bridge";
    definition["containerDefinitions"] = Json::array({ container });
    return definition;
}

// The last part of an ARN.
std::string short_id(const Json& arn)
{
    const auto text = arn.get<std::string>();
    return text.substr(text.rfind('/') + 1);
}

QByteArray fetch(int port)
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(port)));
    request.setTransferTimeout(5'000);
    QEventLoop loop;
    QNetworkReply* reply = network.get(request);
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return reply->readAll();
}

} // namespace

class TestJourney : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

    void first_task_from_nothing_to_nothing_left();
    void unknown_image_stops_the_task_with_the_reason();
    void port_already_taken_stops_the_task_with_the_reason();
    void exit_code_of_an_essential_container_is_reported();
    void a_socket_that_is_not_there_is_named();
    void containers_of_others_are_left_alone();

private:
    QStringList ours(const QString& format = "{{.ID}}") const;
    Json task(const std::string& id) const;
    std::string status(const std::string& id) const;
    bool add_engine();
    Json run(const Json& definition, int count = 1);

    std::unique_ptr<Program> program_;
    std::string installation_;
};

void TestJourney::initTestCase()
{
    if (engine_endpoint().isEmpty())
        QSKIP(qPrintable(engine_skip_reason()));
}

void TestJourney::init()
{
    program_ = std::make_unique<Program>();
    QVERIFY2(program_->start({ "--cleanup-wait", "1" }), qPrintable(program_->output()));
    const auto facts = program_->call("QuaysideV1.DescribeInstallation", Json::object());
    QCOMPARE(facts.status, 200);
    installation_ = facts.body["installation"].get<std::string>();
}

void TestJourney::cleanup()
{
    program_.reset();
    if (!installation_.empty())
        for (const auto& id : ours())
            docker({ "rm", "-f", id });
    installation_.clear();
}

void TestJourney::cleanupTestCase()
{
    program_.reset();
}

QStringList TestJourney::ours(const QString& format) const
{
    const QString label = "label=io.quayside.installation=" + QString::fromStdString(installation_);
    return docker_lines({ "ps", "-a", "--no-trunc", "--filter", label, "--format", format });
}

Json TestJourney::task(const std::string& id) const
{
    Json input = Json::object();
    input["tasks"] = Json::array({ id });
    const auto answer = program_->call("DescribeTasks", input);
    return answer.status == 200 && !answer.body["tasks"].empty() ? answer.body["tasks"][0] : Json::object();
}

std::string TestJourney::status(const std::string& id) const
{
    return task(id).value("lastStatus", "");
}

bool TestJourney::add_engine()
{
    Json input = Json::object();
    input["name"] = "local";
    input["kind"] = "docker";
    input["endpoint"] = engine_endpoint().toStdString();
    const auto added = program_->call("QuaysideV1.AddEngine", input);
    if (added.status != 200) {
        qWarning("%s", added.body.dump().c_str());
        return false;
    }
    Json query = Json::object();
    query["containerInstances"] = added.body["containerInstanceArns"];
    return QTest::qWaitFor(
        [&] {
            const auto answer = program_->call("DescribeContainerInstances", query);
            const Json& instances = answer.body["containerInstances"];
            return !instances.empty() && instances[0].value("agentConnected", false);
        },
        kPatience);
}

Json TestJourney::run(const Json& definition, int count)
{
    const auto registered = program_->call("RegisterTaskDefinition", definition);
    if (registered.status != 200) {
        qWarning("%s", registered.body.dump().c_str());
        return Json::array();
    }
    Json input = Json::object();
    input["taskDefinition"] = definition["family"];
    input["count"] = count;
    const auto answer = program_->call("RunTask", input);
    if (answer.body.contains("failures") && !answer.body["failures"].empty())
        qWarning("%s", answer.body["failures"].dump().c_str());
    return answer.body.value("tasks", Json::array());
}

void TestJourney::first_task_from_nothing_to_nothing_left()
{
    QVERIFY(add_engine());
    const Json tasks = run(web_definition());
    QCOMPARE(tasks.size(), 1u);
    const std::string id = short_id(tasks[0]["taskArn"]);
    QTRY_COMPARE_WITH_TIMEOUT(status(id), std::string("RUNNING"), kPatience);

    const Json running = task(id);
    const int port = running["containers"][0]["networkBindings"][0]["hostPort"].get<int>();
    QTRY_COMPARE_WITH_TIMEOUT(fetch(port), QByteArray("quayside\n"), kPatience);

    Json metrics = Json::object();
    metrics["subject"] = "task";
    metrics["id"] = id;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const auto answer = program_->call("QuaysideV1.GetMetrics", metrics);
            return answer.status == 200 && !answer.body["samples"].empty()
                && answer.body["samples"].back().value("memory", 0.0) > 0;
        }(),
        kPatience);

    QCOMPARE(ours().size(), 1);
    const QString container = ours().front();
    const QStringList facts{ "inspect", "--format", "{{.State.StartedAt}} {{.State.Pid}}", container };
    const QString before = docker(facts);
    program_->kill_9();
    QVERIFY2(program_->start({ "--cleanup-wait", "1" }), qPrintable(program_->output()));
    QTRY_COMPARE_WITH_TIMEOUT(status(id), std::string("RUNNING"), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(task(id).value("connectivity", ""), std::string("CONNECTED"), kPatience);
    QCOMPARE(docker(facts), before);
    QCOMPARE(ours(), QStringList{ container });
    QCOMPARE(task(id)["startedAt"].dump(), running["startedAt"].dump());

    Json stop = Json::object();
    stop["task"] = id;
    stop["reason"] = "journey is over";
    QCOMPARE(program_->call("StopTask", stop).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(ours().isEmpty(), kPatience);
    QVERIFY2(program_->stop(), qPrintable(program_->output()));
}

void TestJourney::unknown_image_stops_the_task_with_the_reason()
{
    QVERIFY(add_engine());
    Json definition = web_definition();
    // A registry that nobody serves, on loopback: no name is looked up and nothing leaves the machine.
    definition["containerDefinitions"][0]["image"] = "127.0.0.1:1/nobody/nothing:none";
    const Json tasks = run(definition);
    QCOMPARE(tasks.size(), 1u);
    const std::string id = short_id(tasks[0]["taskArn"]);
    QTRY_COMPARE_WITH_TIMEOUT(status(id), std::string("STOPPED"), 2 * kPatience);
    const Json stopped = task(id);
    QCOMPARE(stopped["stopCode"].get<std::string>(), std::string("TaskFailedToStart"));
    QVERIFY2(QString::fromStdString(stopped.dump()).contains("CannotPullContainerError"), stopped.dump().c_str());
    QVERIFY(ours().isEmpty());
}

void TestJourney::port_already_taken_stops_the_task_with_the_reason()
{
    QVERIFY(add_engine());
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::AnyIPv4));
    Json definition = web_definition();
    definition["containerDefinitions"][0]["portMappings"][0]["hostPort"] = holder.serverPort();
    const Json tasks = run(definition);
    QCOMPARE(tasks.size(), 1u);
    const std::string id = short_id(tasks[0]["taskArn"]);
    QTRY_COMPARE_WITH_TIMEOUT(status(id), std::string("STOPPED"), kPatience);
    QVERIFY2(QString::fromStdString(task(id).dump()).contains("CannotStartContainerError"), task(id).dump().c_str());
}

void TestJourney::exit_code_of_an_essential_container_is_reported()
{
    QVERIFY(add_engine());
    Json definition = web_definition();
    definition["containerDefinitions"][0]["command"] = Json::array({ "exit 7" });
    const Json tasks = run(definition);
    QCOMPARE(tasks.size(), 1u);
    const std::string id = short_id(tasks[0]["taskArn"]);
    QTRY_COMPARE_WITH_TIMEOUT(status(id), std::string("STOPPED"), kPatience);
    const Json stopped = task(id);
    QCOMPARE(stopped["containers"][0]["exitCode"].get<int>(), 7);
    QCOMPARE(stopped["stopCode"].get<std::string>(), std::string("EssentialContainerExited"));
    QCOMPARE(stopped["stoppedReason"].get<std::string>(), std::string("Essential container in task exited"));
}

void TestJourney::a_socket_that_is_not_there_is_named()
{
    Json input = Json::object();
    input["name"] = "wrong";
    input["kind"] = "docker";
    input["endpoint"] = "unix:///nowhere/docker.sock";
    const auto answer = program_->call("QuaysideV1.AddEngine", input);
    QCOMPARE(answer.status, 400);
    QVERIFY2(answer.body.dump().find("/nowhere/docker.sock") != std::string::npos, answer.body.dump().c_str());
    QVERIFY(program_->call("QuaysideV1.ListEngines", Json::object()).body["engines"].empty());
}

void TestJourney::containers_of_others_are_left_alone()
{
    const QString stranger
        = docker({ "run", "-d", "--label", "io.quayside.test=stranger", engine_image(), "sleep", "600" });
    QVERIFY(!stranger.isEmpty());
    QVERIFY(add_engine());
    const Json tasks = run(web_definition());
    QCOMPARE(tasks.size(), 1u);
    const std::string id = short_id(tasks[0]["taskArn"]);
    QTRY_COMPARE_WITH_TIMEOUT(status(id), std::string("RUNNING"), kPatience);
    QCOMPARE(program_->call("StopTask", Json{ { "task", id } }).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(ours().isEmpty(), kPatience);
    QCOMPARE(docker({ "inspect", "--format", "{{.State.Running}}", stranger }), QString("true"));
    docker({ "rm", "-f", stranger });
}

QTEST_GUILESS_MAIN(TestJourney)
#include "tst_journey.moc"
