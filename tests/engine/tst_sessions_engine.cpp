// ExecuteCommand in real containers: the program, a client of the session manager's protocol (tests/sdk/session.py) and
// the engine's own command line.

#include "tests/support/docker_cli.h"
#include "tests/support/program.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QTest>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 30'000;

// A client in a process of its own.
class Client {
public:
    Client(const Json& session, const QByteArray& typed)
    {
        process_.start(
            "python3", { QUAYSIDE_SOURCE_DIR "/tests/sdk/session.py", QString::fromStdString(session.dump()) });
        process_.write(typed);
        process_.closeWriteChannel();
    }
    // Its exit code, which is the command's.
    int wait()
    {
        if (!process_.waitForFinished(2 * kPatience))
            return -1;
        output += process_.readAllStandardOutput();
        said += process_.readAllStandardError();
        return process_.exitStatus() == QProcess::NormalExit ? process_.exitCode() : -2;
    }
    void kill()
    {
        process_.kill();
        process_.waitForFinished();
    }

    QByteArray output;
    QByteArray said;

private:
    QProcess process_;
};

} // namespace

class TestSessionsEngine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void a_shell_answers_and_its_exit_code_comes_back();
    void a_command_needs_no_shell();
    void much_goes_both_ways();
    void what_is_not_there_says_so();
    void it_ends_with_its_container();
    void a_command_ends_with_its_client();

private:
    Json run();
    Json task(const std::string& arn) const;
    Json execute(const std::string& arn, const std::string& command) const;
    QString container_of(const std::string& arn) const;

    std::unique_ptr<Program> program_;
    std::string task_;
};

void TestSessionsEngine::initTestCase()
{
    if (engine_endpoint().isEmpty())
        QSKIP(qPrintable(engine_skip_reason()));
    program_ = std::make_unique<Program>();
    QVERIFY2(program_->start({ "--cleanup-wait", "1", "--engine", engine_endpoint() }), qPrintable(program_->output()));
    Json container = { { "name", "main" }, { "image", engine_image().toStdString() }, { "memory", 64 },
        { "command", { "/bin/sh", "-c", "trap 'exit 0' TERM; sleep 100000 & wait" } } };
    const Json definition = { { "family", "idle" }, { "containerDefinitions", Json::array({ container }) } };
    QCOMPARE(program_->call("RegisterTaskDefinition", definition).status, 200);
    task_ = run()["taskArn"].get<std::string>();
}

void TestSessionsEngine::cleanupTestCase()
{
    if (!program_)
        return;
    const QString installation = QString::fromStdString(
        program_->call("QuaysideV1.DescribeInstallation", Json::object()).body.value("installation", "none"));
    QVERIFY2(program_->stop(), qPrintable(program_->output()));
    for (const auto& id : docker_lines({ "ps", "-aq", "--filter", "label=io.quayside.installation=" + installation }))
        docker({ "rm", "-f", id });
}

// A task that runs.
Json TestSessionsEngine::run()
{
    std::string arn;
    const bool started = QTest::qWaitFor(
        [&] {
            const auto ran
                = program_->call("RunTask", { { "taskDefinition", "idle" }, { "enableExecuteCommand", true } });
            if (ran.status == 200 && !ran.body["tasks"].empty())
                arn = ran.body["tasks"][0]["taskArn"].get<std::string>();
            return !arn.empty();
        },
        kPatience);
    if (!started || !QTest::qWaitFor([&] { return task(arn).value("lastStatus", "") == "RUNNING"; }, kPatience))
        qFatal("the task does not run: %s", qPrintable(program_->output()));
    return task(arn);
}

Json TestSessionsEngine::task(const std::string& arn) const
{
    return program_->call("DescribeTasks", { { "tasks", { arn } } }).body["tasks"][0];
}

Json TestSessionsEngine::execute(const std::string& arn, const std::string& command) const
{
    const auto answer
        = program_->call("ExecuteCommand", { { "task", arn }, { "command", command }, { "interactive", true } });
    if (answer.status != 200)
        qFatal("%s", answer.body.dump().c_str());
    return answer.body["session"];
}

QString TestSessionsEngine::container_of(const std::string& arn) const
{
    return QString::fromStdString(task(arn)["containers"][0]["runtimeId"].get<std::string>());
}

void TestSessionsEngine::a_shell_answers_and_its_exit_code_comes_back()
{
    const Json container = task(task_)["containers"][0];
    QCOMPARE(container["managedAgents"][0]["lastStatus"].get<std::string>(), std::string("RUNNING"));
    Client client(execute(task_, "/bin/sh"), "echo $((6 * 7)) in $(hostname)\nstty size\nexit 3\n");
    QCOMPARE(client.wait(), 3);
    QVERIFY2(client.output.contains("42 in " + container_of(task_).left(12).toUtf8()), client.output);
    QVERIFY2(client.output.contains("24 80"), client.output);
}

void TestSessionsEngine::a_command_needs_no_shell()
{
    Client client(execute(task_, "echo 'two  words'"), "");
    QCOMPARE(client.wait(), 0);
    QCOMPARE(client.output, QByteArray("two  words\r\n"));
}

void TestSessionsEngine::much_goes_both_ways()
{
    Client out(execute(task_, "seq 300000"), "");
    QCOMPARE(out.wait(), 0);
    QByteArray all;
    for (int i = 1; i <= 300'000; ++i)
        all += QByteArray::number(i) + "\r\n";
    QVERIFY2(out.output == all, QByteArray::number(out.output.size()));

    const QByteArray typed(200'000, 'x');
    // A terminal that is not raw yet takes 4,096 characters of a line and drops the others.
    Json session = execute(task_, "sh -c 'stty raw -echo; echo ready; head -c 200000 | sha1sum'");
    session["after"] = "ready";
    Client in(session, typed);
    QCOMPARE(in.wait(), 0);
    const auto digest = QCryptographicHash::hash(typed, QCryptographicHash::Sha1).toHex();
    QVERIFY2(in.output.contains(digest), in.output);
}

void TestSessionsEngine::what_is_not_there_says_so()
{
    Client client(execute(task_, "/bin/nonsense"), "");
    const int code = client.wait();
    QVERIFY2(code == 126 || code == 127, QByteArray::number(code));
    QVERIFY2(client.output.contains("nonsense"), client.output);
}

void TestSessionsEngine::it_ends_with_its_container()
{
    const auto arn = run()["taskArn"].get<std::string>();
    Client client(execute(arn, "sleep 1000"), "");
    const auto container = container_of(arn);
    QTRY_VERIFY_WITH_TIMEOUT(
        docker({ "top", container }).contains("sleep 1000\n") || docker({ "top", container }).endsWith("sleep 1000"),
        kPatience);
    docker({ "kill", container });
    QVERIFY(client.wait() != 0);
    const auto refused
        = program_->call("ExecuteCommand", { { "task", arn }, { "command", "sh" }, { "interactive", true } });
    QCOMPARE(refused.status, 400);
}

void TestSessionsEngine::a_command_ends_with_its_client()
{
    const auto container = container_of(task_);
    const auto sleeps = [&] { return docker({ "top", container }).contains("sleep 12345"); };
    Client client(execute(task_, "sh -c 'trap : HUP; sleep 12345; sleep 12345'"), "");
    QTRY_VERIFY_WITH_TIMEOUT(sleeps(), kPatience);
    client.kill();
    QTRY_VERIFY_WITH_TIMEOUT(!sleeps(), kPatience);
    QCOMPARE(QString::fromStdString(task(task_)["lastStatus"].get<std::string>()), QString("RUNNING"));
    // Nothing of what is typed or shown is in the log.
    Client secret(execute(task_, "/bin/sh"), "echo hush-hush\nexit\n");
    QCOMPARE(secret.wait(), 0);
    QVERIFY(!program_->output().contains("hush-hush"));
}

QTEST_GUILESS_MAIN(TestSessionsEngine)
#include "tst_sessions_engine.moc"
