// A Docker engine on another machine, over TCP with TLS: how it is added, what is said when it cannot be, and that what
// runs there is served as on this one.

#include "tests/support/docker_cli.h"
#include "tests/support/engine_host.h"
#include "tests/support/program.h"

#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 30'000;

Json with(Json json, const Json& more)
{
    json.merge_patch(more);
    return json;
}

} // namespace

class TestTlsEngine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void an_engine_is_asked_who_it_is();
    void what_keeps_it_away_is_said_at_its_member_data();
    void what_keeps_it_away_is_said_at_its_member();
    void a_port_without_tls_is_named();
    void a_certificate_for_another_name_is_no_proof();
    void tasks_run_there_and_are_reached_there();
    void a_command_runs_there();
    void the_way_to_it_may_change();
    void the_command_line_names_it_too();

private:
    std::string probe(const Json& way) const;
    Json first_task() const;

    QTemporaryDir directory_;
    QString tls_;
    std::unique_ptr<EngineHost> host_;
    std::unique_ptr<Program> program_;
};

void TestTlsEngine::initTestCase()
{
    if (engine_endpoint().isEmpty())
        QSKIP(qPrintable(engine_skip_reason()));
    tls_ = directory_.filePath("tls");
    QCOMPARE(run_script("tls_files.sh", { tls_, "10.213.1.2", "elsewhere.example.com" }), QString());
    host_ = std::make_unique<EngineHost>(tls_, 1);
    QVERIFY(host_->tell("start"));
    program_ = std::make_unique<Program>();
    QVERIFY2(program_->start({ "--cleanup-wait", "1" }), qPrintable(program_->output()));
}

void TestTlsEngine::cleanupTestCase()
{
    if (program_)
        QVERIFY2(program_->stop(), qPrintable(program_->output()));
    host_.reset();
}

// What ProbeEngine says; empty if the engine was found.
std::string TestTlsEngine::probe(const Json& way) const
{
    const auto answer = program_->call("QuaysideV1.ProbeEngine", way);
    return answer.status == 200 ? std::string() : answer.body.value("message", "no message");
}

void TestTlsEngine::an_engine_is_asked_who_it_is()
{
    const auto answer = program_->call("QuaysideV1.ProbeEngine", host_->way());
    QVERIFY2(answer.status == 200, answer.body.dump().c_str());
    QVERIFY(answer.body["cpus"].get<int>() > 0);
}

void TestTlsEngine::what_keeps_it_away_is_said_at_its_member_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("said");
    QTest::newRow("another CA") << R"({"tls": {"caCertificate": "DIR/other-ca.pem"}})"
                                << "tls.caCertificate: DIR/other-ca.pem does not vouch for the certificate of "
                                   "10.213.1.2:2376: ";
    QTest::newRow("no client certificate") << R"({"tls": {"clientCertificate": null, "clientKey": null}})"
                                           << "tls.clientCertificate: 10.213.1.2:2376 serves only clients that show a "
                                              "certificate.";
    QTest::newRow("a stranger's certificate")
        << R"({"tls": {"clientCertificate": "DIR/stranger.pem", "clientKey": "DIR/stranger-key.pem"}})"
        << "tls.clientCertificate: 10.213.1.2:2376 does not accept the certificate DIR/stranger.pem.";
    QTest::newRow("another key") << R"({"tls": {"clientKey": "DIR/stranger-key.pem"}})"
                                 << "tls.clientCertificate: DIR/client.pem and DIR/stranger-key.pem are no ";
    QTest::newRow("no file") << R"({"tls": {"clientKey": "DIR/none.pem"}})"
                             << "tls.clientCertificate: DIR/none.pem cannot be read: No such file or directory.";
    QTest::newRow("no CA file") << R"({"tls": {"caCertificate": "DIR/none.pem"}})"
                                << "tls.caCertificate: DIR/none.pem cannot be read: No such file or directory.";
    QTest::newRow("no certificate") << R"({"tls": {"caCertificate": "DIR/ca-key.pem"}})"
                                    << "tls.caCertificate: DIR/ca-key.pem holds no certificate in PEM.";
    QTest::newRow("no TLS, not allowed") << R"({"tls": null})"
                                         << "allowPlaintext: ";
    QTest::newRow("no TLS") << R"({"tls": null, "allowPlaintext": true})"
                            << "tls.caCertificate: tcp://10.213.1.2:2376 speaks only TLS";
    QTest::newRow("a closed port") << R"({"endpoint": "tcp://10.213.1.2:2377"})"
                                   << "endpoint: no engine answers at tcp://10.213.1.2:2377: Cannot connect to ";
}

void TestTlsEngine::what_keeps_it_away_is_said_at_its_member()
{
    QFETCH(QString, change);
    QFETCH(QString, said);
    const auto way = with(host_->way(), Json::parse(QString(change).replace("DIR", tls_).toStdString()));
    const auto wanted = said.replace("DIR", tls_).toStdString();
    std::string problem;
    // The engine says after the handshake that it does not know a client, and may close before that is read.
    const auto is_said = [&] {
        problem = probe(way);
        return problem.starts_with(wanted);
    };
    QVERIFY2(QTest::qWaitFor(is_said, kPatience), problem.c_str());
}

void TestTlsEngine::a_port_without_tls_is_named()
{
    // Plain HTTP, as an engine without TLS has it.
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    const auto endpoint = QString("tcp://127.0.0.1:%1").arg(plain.serverPort());
    QObject::connect(&plain, &QTcpServer::newConnection, [&plain] {
        auto* peer = plain.nextPendingConnection();
        QObject::connect(peer, &QTcpSocket::readyRead, [peer] {
            peer->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n400 Bad Request");
            peer->disconnectFromHost();
        });
    });
    const auto problem = probe(with(host_->way(), { { "endpoint", endpoint.toStdString() } }));
    QVERIFY2(problem.find("speaks no TLS") != std::string::npos, problem.c_str());
}

void TestTlsEngine::a_certificate_for_another_name_is_no_proof()
{
    QProcess other;
    other.start("openssl",
        { "s_server", "-accept", "10.213.1.1:2376", "-cert", tls_ + "/elsewhere.example.com.pem", "-key",
            tls_ + "/elsewhere.example.com-key.pem", "-www" });
    QVERIFY(other.waitForStarted());
    const auto way = with(host_->way(), { { "endpoint", "tcp://10.213.1.1:2376" } });
    std::string problem;
    const bool named = QTest::qWaitFor(
        [&] {
            problem = probe(way);
            return problem.find("Cannot connect") == std::string::npos;
        },
        kPatience);
    QVERIFY(named);
    QVERIFY2(
        problem.find("The certificate of 10.213.1.1:2376 is for another name") != std::string::npos, problem.c_str());
    other.kill();
    other.waitForFinished();
}

Json TestTlsEngine::first_task() const
{
    const auto listed = program_->call("ListTasks", Json::object()).body.value("taskArns", Json::array());
    if (listed.empty())
        return Json::object();
    return program_->call("DescribeTasks", { { "tasks", { listed[0] } } }).body["tasks"][0];
}

void TestTlsEngine::tasks_run_there_and_are_reached_there()
{
    const auto added
        = program_->call("QuaysideV1.AddEngine", with(host_->way(), { { "name", "away" }, { "kind", "docker" } }));
    QVERIFY2(added.status == 200, added.body.dump().c_str());
    Json container = { { "name", "web" }, { "image", engine_image().toStdString() }, { "memory", 32 },
        { "entryPoint", { "/bin/sh", "-c" } },
        { "command",
            { "mkdir -p /www; echo from away > /www/index.html; trap 'exit 0' TERM; busybox httpd -f -p 80 -h /www & "
              "wait" } },
        { "portMappings", { { { "containerPort", 80 } } } } };
    const Json definition = { { "family", "web" }, { "containerDefinitions", { container } } };
    QCOMPARE(program_->call("RegisterTaskDefinition", definition).status, 200);
    const Json wish = { { "taskDefinition", "web" }, { "enableExecuteCommand", true } };
    QVERIFY(QTest::qWaitFor(
        [&] { return !program_->call("RunTask", wish).body.value("tasks", Json::array()).empty(); }, kPatience));
    QTRY_COMPARE_WITH_TIMEOUT(first_task().value("lastStatus", ""), std::string("RUNNING"), kPatience);
    const Json task = first_task();
    const Json& binding = task["containers"][0]["networkBindings"][0];
    QCOMPARE(binding["bindIP"].get<std::string>(), std::string("0.0.0.0"));
    QNetworkAccessManager network;
    const auto fetch = [&] {
        std::unique_ptr<QNetworkReply> reply(network.get(
            QNetworkRequest(QUrl(QString("http://%1:%2/").arg(host_->address()).arg(binding["hostPort"].get<int>())))));
        return QTest::qWaitFor([&] { return reply->isFinished(); }, kPatience) ? reply->readAll() : QByteArray();
    };
    QByteArray page;
    QVERIFY(QTest::qWaitFor([&] { return (page = fetch()) == "from away\n"; }, kPatience));
}

void TestTlsEngine::a_command_runs_there()
{
    const Json task = first_task();
    const auto asked = program_->call("ExecuteCommand",
        { { "task", task["taskArn"] }, { "command", "sh -c 'cat /www/index.html; exit 5'" }, { "interactive", true } });
    QVERIFY2(asked.status == 200, asked.body.dump().c_str());
    QProcess client;
    client.start("python3",
        { QUAYSIDE_SOURCE_DIR "/tests/sdk/session.py", QString::fromStdString(asked.body["session"].dump()) });
    client.closeWriteChannel();
    QVERIFY(client.waitForFinished(kPatience));
    QCOMPARE(client.exitCode(), 5);
    QCOMPARE(client.readAllStandardOutput(), QByteArray("from away\r\n"));
}

void TestTlsEngine::the_way_to_it_may_change()
{
    const auto container = host_->docker({ "ps", "-q", "--filter", "label=io.quayside.task" });
    QVERIFY(!container.isEmpty());
    const auto refused = program_->call("QuaysideV1.UpdateEngine",
        { { "engine", "away" }, { "endpoint", engine_endpoint().toStdString() }, { "tls", Json::object() } });
    QVERIFY2(refused.body.dump().find("is another engine than away") != std::string::npos, refused.body.dump().c_str());
    const auto changed
        = program_->call("QuaysideV1.UpdateEngine", { { "engine", "away" }, { "bindAddress", "10.213.1.2" } });
    QVERIFY2(changed.status == 200, changed.body.dump().c_str());
    QCOMPARE(first_task().value("lastStatus", ""), std::string("RUNNING"));
    const Json wish = { { "taskDefinition", "web" } };
    QVERIFY(QTest::qWaitFor(
        [&] { return program_->call("RunTask", wish).body.value("tasks", Json::array()).size() == 1; }, kPatience));
    QTRY_VERIFY_WITH_TIMEOUT(host_->docker({ "ps", "--format", "{{.Ports}}" }).contains("10.213.1.2:"), kPatience);
    QVERIFY(host_->docker({ "ps", "-q" }).contains(container)); // the first one goes on
}

void TestTlsEngine::the_command_line_names_it_too()
{
    Program other;
    const QDir here(QDir::currentPath()); // files may be named from where it is started
    const auto option = QStringLiteral("%1,ca=%2,cert=%3/client.pem,key=%3/client-key.pem,bind=10.213.1.2,zone=away-1")
                            .arg(host_->endpoint(), here.relativeFilePath(tls_ + "/ca.pem"), tls_);
    QVERIFY2(other.start({ "--engine", option }), qPrintable(other.output()));
    Json engine;
    QVERIFY2(QTest::qWaitFor(
                 [&] {
                     const Json engines = other.call("QuaysideV1.ListEngines", Json::object()).body["engines"];
                     engine = engines.empty() ? Json::object() : engines[0];
                     return engine.value("connected", false);
                 },
                 kPatience),
        qPrintable(other.output()));
    QVERIFY2(engine["tls"]["caCertificate"] == (tls_ + "/ca.pem").toStdString(), engine.dump().c_str());
    QVERIFY2(other.stop(), qPrintable(other.output()));
}

QTEST_GUILESS_MAIN(TestTlsEngine)
#include "tst_tls_engine.moc"
