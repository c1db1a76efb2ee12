// A Docker engine reached by ssh: a server of the tests' own on loopback, with keys made for it, and the engine's
// socket behind it.

#include "tests/support/docker_cli.h"
#include "tests/support/program.h"

#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 30'000;

bool write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool make_key(const QString& path)
{
    return QProcess::execute("ssh-keygen", { "-q", "-t", "ed25519", "-N", "", "-f", path }) == 0;
}

bool answers(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(1'000);
}

} // namespace

class TestSshEngine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void what_keeps_it_away_is_said_data();
    void what_keeps_it_away_is_said();
    void a_task_and_a_command_run_there();
    void a_task_with_a_role_is_told_of_itself();
    void lost_connections_are_made_again();
    void nothing_is_left_of_it();

private:
    void serve();
    Json way() const;
    Json task() const; // that runs
    QStringList bridges() const; // the process ids of the ssh programs
    QStringList containers() const; // of its tasks, in words; others may have left theirs on the engine

    QTemporaryDir directory_;
    quint16 port_ = 0;
    QProcess server_;
    std::unique_ptr<Program> program_;
    QString installation_;
};

void TestSshEngine::initTestCase()
{
    if (engine_endpoint().isEmpty())
        QSKIP(qPrintable(engine_skip_reason()));
    if (!QFile::exists("/usr/sbin/sshd") || QStandardPaths::findExecutable("ssh").isEmpty())
        QSKIP("openssh-server and openssh-client are not installed");
    // A program that was killed leaves it to the machine; it would answer here in the place of the relay.
    QProcess::execute("ip", { "address", "delete", "169.254.170.2/32", "dev", "lo" });
    serve();
    program_ = std::make_unique<Program>();
    QVERIFY2(program_->start({ "--cleanup-wait", "1" }), qPrintable(program_->output()));
    installation_ = QString::fromStdString(
        program_->call("QuaysideV1.DescribeInstallation", Json::object()).body.value("installation", ""));
    QVERIFY(!installation_.isEmpty());
}

void TestSshEngine::cleanupTestCase()
{
    program_.reset();
    for (const auto& container : containers())
        docker({ "rm", "-f", container.section(' ', 0, 0) });
    server_.kill();
    server_.waitForFinished();
}

void TestSshEngine::serve()
{
    for (const auto* name : { "host", "user", "stranger" })
        QVERIFY(make_key(directory_.filePath(name)));
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    port_ = probe.serverPort();
    probe.close();
    const auto at = [this](const char* name) { return directory_.filePath(name).toUtf8(); };
    QVERIFY(QDir().mkpath("/run/sshd"));
    QVERIFY(write(at("authorized"), read(at("user.pub"))));
    QVERIFY(write(at("known"), "[127.0.0.1]:" + QByteArray::number(port_) + ' ' + read(at("host.pub"))));
    QVERIFY(write(at("known-others"), "[127.0.0.1]:" + QByteArray::number(port_) + ' ' + read(at("stranger.pub"))));
    QVERIFY(write(at("config"),
        "ListenAddress 127.0.0.1:" + QByteArray::number(port_) + "\nHostKey " + at("host") + "\nAuthorizedKeysFile "
            + at("authorized") + "\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPidFile none\n"
            + "MaxStartups 100\n"));
    server_.setStandardErrorFile(directory_.filePath("log"));
    server_.start("/usr/sbin/sshd", { "-D", "-e", "-f", directory_.filePath("config") });
    QVERIFY2(QTest::qWaitFor([this] { return answers(port_); }, kPatience), read(at("log")));
}

Json TestSshEngine::way() const
{
    const auto file = [this](const char* name) { return directory_.filePath(name).toStdString(); };
    const auto socket = engine_endpoint().remove(0, 7);
    return { { "endpoint", QString("ssh://root@127.0.0.1:%1%2").arg(port_).arg(socket).toStdString() },
        { "ssh", { { "identityFile", file("user") }, { "knownHostsFile", file("known") } } } };
}

Json TestSshEngine::task() const
{
    const auto listed = program_->call("ListTasks", Json::object()).body.value("taskArns", Json::array());
    if (listed.empty())
        return Json::object();
    return program_->call("DescribeTasks", { { "tasks", { listed[0] } } }).body["tasks"][0];
}

QStringList TestSshEngine::bridges() const
{
    QProcess search;
    search.start("pgrep", { "-f", "^ssh .*" + directory_.filePath("known") });
    search.waitForFinished();
    return QString::fromUtf8(search.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
}

QStringList TestSshEngine::containers() const
{
    return docker_lines({ "ps", "-a", "--filter", "label=io.quayside.installation=" + installation_, "--format",
        "{{.ID}} {{.Names}}: {{.Status}}" });
}

void TestSshEngine::what_keeps_it_away_is_said_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("said");
    QTest::newRow("another host key") << R"({"ssh": {"knownHostsFile": "DIR/known-others"}})"
                                      << "Host key verification failed.";
    QTest::newRow("a host that is not known") << R"({"ssh": {"knownHostsFile": "DIR/none"}})"
                                              << "Host key verification failed.";
    QTest::newRow("a key that is not known") << R"({"ssh": {"identityFile": "DIR/stranger"}})"
                                             << "Permission denied (publickey";
    QTest::newRow("nobody there") << R"({"endpoint": "ssh://root@127.0.0.1:1"})"
                                  << "Connection refused";
    QTest::newRow("no engine there") << R"({"endpoint": "ssh://root@127.0.0.1:PORT/run/none.sock"})"
                                     << "/run/none.sock";
    QTest::newRow("an option for a host") << R"({"endpoint": "ssh://-oProxyCommand=touch"})"
                                          << "is no ssh://USER@HOST";
}

void TestSshEngine::what_keeps_it_away_is_said()
{
    QFETCH(QString, change);
    QFETCH(QString, said);
    auto asked = way();
    asked.merge_patch(
        Json::parse(change.replace("DIR", directory_.path()).replace("PORT", QString::number(port_)).toStdString()));
    const auto answer = program_->call("QuaysideV1.ProbeEngine", asked);
    const auto problem = answer.body.value("message", "");
    QCOMPARE(answer.status, 400);
    QVERIFY2(
        problem.starts_with("endpoint: ") && problem.find(said.toStdString()) != std::string::npos, problem.c_str());
}

void TestSshEngine::a_task_and_a_command_run_there()
{
    auto wanted = way();
    wanted.update({ { "name", "away" }, { "kind", "docker" } });
    const auto added = program_->call("QuaysideV1.AddEngine", wanted);
    QVERIFY2(added.status == 200, added.body.dump().c_str());
    const Json container = { { "name", "main" }, { "image", engine_image().toStdString() }, { "memory", 32 },
        { "command", { "/bin/sh", "-c", "trap 'exit 0' TERM; sleep 100000 & wait" } } };
    const Json definition = { { "family", "idle" }, { "containerDefinitions", { container } } };
    QCOMPARE(program_->call("RegisterTaskDefinition", definition).status, 200);
    const Json wish = { { "taskDefinition", "idle" }, { "enableExecuteCommand", true } };
    QVERIFY(QTest::qWaitFor(
        [&] { return !program_->call("RunTask", wish).body.value("tasks", Json::array()).empty(); }, kPatience));
    QTRY_COMPARE_WITH_TIMEOUT(task().value("lastStatus", ""), std::string("RUNNING"), kPatience);
    QCOMPARE(containers().size(), 1);

    const auto asked = program_->call("ExecuteCommand",
        { { "task", task()["taskArn"] }, { "command", "sh -c 'echo over ssh; exit 7'" }, { "interactive", true } });
    QVERIFY2(asked.status == 200, asked.body.dump().c_str());
    QProcess client;
    client.start("python3",
        { QUAYSIDE_SOURCE_DIR "/tests/sdk/session.py", QString::fromStdString(asked.body["session"].dump()) });
    client.closeWriteChannel();
    QVERIFY(client.waitForFinished(kPatience));
    QCOMPARE(client.exitCode(), 7);
    QCOMPARE(client.readAllStandardOutput(), QByteArray("over ssh\r\n"));
}

// Over a relay on the engine.
void TestSshEngine::a_task_with_a_role_is_told_of_itself()
{
    const Json container = { { "name", "asks" }, { "image", engine_image().toStdString() }, { "memory", 32 },
        { "command", { "/bin/sh", "-c", "wget -qO- $ECS_CONTAINER_METADATA_URI_V4/task" } } };
    const Json definition
        = { { "family", "asks" }, { "taskRoleArn", "reader" }, { "containerDefinitions", { container } } };
    QCOMPARE(program_->call("RegisterTaskDefinition", definition).status, 200);
    const auto run = program_->call("RunTask", { { "taskDefinition", "asks" } });
    QVERIFY2(run.status == 200 && run.body["tasks"].size() == 1, run.body.dump().c_str());
    const Json wanted = { { "task", run.body["tasks"][0]["taskArn"] }, { "container", "asks" } };
    const auto said = [&] {
        const auto lines = program_->call("QuaysideV1.GetContainerLogs", wanted).body.value("lines", Json::array());
        return lines.empty() ? std::string() : lines[0].value("text", "");
    };
    QVERIFY2(QTest::qWaitFor([&] { return !said().empty(); }, kPatience), qPrintable(program_->output()));
    const auto told = Json::parse(said(), nullptr, false);
    QVERIFY2(told.is_object() && told["TaskARN"] == run.body["tasks"][0]["taskArn"], said().c_str());
    QTRY_COMPARE_WITH_TIMEOUT(
        program_->call("ListTasks", Json::object()).body["taskArns"].size(), std::size_t(1), kPatience);
}

void TestSshEngine::lost_connections_are_made_again()
{
    const auto before = bridges();
    QVERIFY(!before.isEmpty());
    QCOMPARE(QProcess::execute("kill", QStringList{ "-KILL" } + before), 0);
    QTRY_VERIFY_WITH_TIMEOUT(!bridges().isEmpty(), kPatience);
    QCOMPARE(task().value("lastStatus", ""), std::string("RUNNING"));
    QCOMPARE(program_->call("StopTask", { { "task", task()["taskArn"] } }).status, 200);
    QVERIFY2(QTest::qWaitFor([this] { return containers().isEmpty(); }, 3 * kPatience),
        qPrintable(containers().join('\n') + '\n' + QString::fromStdString(task().dump()) + '\n' + program_->output()));
}

void TestSshEngine::nothing_is_left_of_it()
{
    QVERIFY2(program_->stop(), qPrintable(program_->output()));
    QTRY_VERIFY_WITH_TIMEOUT(bridges().isEmpty(), kPatience);
}

QTEST_GUILESS_MAIN(TestSshEngine)
#include "tst_ssh_engine.moc"
