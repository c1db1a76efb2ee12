// The headless program as a process: what scripts rely on.

#include "tests/support/program.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTcpServer>
#include <QTest>

using namespace quayside;
using test::Program;

namespace {

struct Ended {
    int code = -1;
    QString out;
    QString err;
};

Ended run(
    const QStringList& arguments, const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationDirPath() + "/quayside", arguments);
    if (!process.waitForFinished(20'000))
        return { -1, {}, "did not end" };
    return { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError()) };
}

bool runs(const Program& program, const Json& task_arns)
{
    Json input;
    input["tasks"] = task_arns;
    const Json body = program.call("DescribeTasks", input).body;
    if (!body.contains("tasks") || body["tasks"].size() != task_arns.size())
        return false;
    return std::all_of(body["tasks"].begin(), body["tasks"].end(),
        [](const Json& task) { return task["lastStatus"] == "RUNNING" && task["connectivity"] == "CONNECTED"; });
}

Json run_three(const Program& program)
{
    program.call("RegisterTaskDefinition", *parse_json(R"({"family": "web", "containerDefinitions": [{"name": "web",
        "image": "harbour/web:1", "cpu": 256, "memory": 128, "portMappings": [{"containerPort": 80}]}]})"));
    const auto answer = program.call("RunTask", *parse_json(R"({"taskDefinition": "web", "count": 3})"));
    Json task_arns = Json::array();
    for (const auto& task : answer.body["tasks"])
        task_arns.push_back(task["taskArn"]);
    return task_arns;
}

} // namespace

class TestProgram : public QObject {
    Q_OBJECT

private slots:
    void it_serves_until_it_is_asked_to_end();
    void a_start_makes_what_its_options_say();
    void an_engine_that_is_not_there_is_named_and_the_rest_goes_on();
    void nothing_is_lost_when_it_is_killed();
    void a_task_that_stopped_is_told_of_after_a_kill();
    void a_second_instance_changes_nothing_and_says_who_is_there();
    void a_taken_port_is_named();
    void a_state_directory_that_cannot_be_used_is_named();
    void without_a_display_it_serves_headless();
    void a_second_start_raises_the_first_window();
    void a_mistake_on_the_command_line_is_named();
    void the_ready_line_is_for_people_or_programs();
    void beyond_loopback_it_serves_only_with_keys_and_tls();
    void the_state_can_be_dumped();
    void only_the_owner_can_read_the_state();
};

void TestProgram::it_serves_until_it_is_asked_to_end()
{
    Program program;
    QVERIFY2(program.start({ "--simulate", "3" }), qPrintable(program.output()));
    const auto instances = program.call("ListContainerInstances", Json::object());
    QCOMPARE(instances.status, 200);
    QCOMPARE(instances.body["containerInstanceArns"].size(), std::size_t{ 3 });
    const auto installation = program.call("QuaysideV1.DescribeInstallation", Json::object());
    QCOMPARE(QString::fromStdString(installation.body["stateDirectory"].get<std::string>()), program.state_directory());
    QCOMPARE(program.call("Nonsense", Json::object()).status, 400);
    QVERIFY2(program.stop(), qPrintable(program.output()));
}

void TestProgram::a_start_makes_what_its_options_say()
{
    Program program;
    QVERIFY2(program.start({ "--demo" }), qPrintable(program.output()));
    const Json harbour = *parse_json(R"({"cluster": "harbour"})");
    const Json services = program.call("ListServices", harbour).body;
    QVERIFY2(services.contains("serviceArns") && !services["serviceArns"].empty(), services.dump().c_str());
    const Json instances = program.call("ListContainerInstances", harbour).body;
    program.kill_9();

    QVERIFY2(program.start({ "--demo", "--simulate", "2" }), qPrintable(program.output()));
    QVERIFY(program.call("ListContainerInstances", harbour).body == instances); // what there is stays as it is
    QVERIFY2(program.stop(), qPrintable(program.output()));
}

void TestProgram::an_engine_that_is_not_there_is_named_and_the_rest_goes_on()
{
    Program program;
    const QString socket = program.state_directory() + "/no-docker.sock";
    QVERIFY2(program.start(
                 { "--engine", "unix://" + socket + ",zone=local-1c,slice=1024x512,slice=512x256", "--simulate", "1" }),
        qPrintable(program.output()));
    QVERIFY2(program.output().contains("AddEngine") && program.output().contains(socket), qPrintable(program.output()));
    QVERIFY2(program.output().contains(R"("availabilityZone":"local-1c")"), qPrintable(program.output()));
    QVERIFY2(
        program.output().contains(R"({"name":"docker-slice-2","cpu":512,"memory":256})"), qPrintable(program.output()));
    QCOMPARE(program.call("QuaysideV1.ListEngines", Json::object()).body["engines"].size(), std::size_t{ 1 });
    QVERIFY2(program.stop(), qPrintable(program.output()));
}

void TestProgram::nothing_is_lost_when_it_is_killed()
{
    Program program;
    QVERIFY2(program.start({ "--simulate", "3" }), qPrintable(program.output()));
    const Json task_arns = run_three(program);
    QCOMPARE(task_arns.size(), std::size_t{ 3 });
    QVERIFY(QTest::qWaitFor([&] { return runs(program, task_arns); }, 20'000));
    Json input;
    input["tasks"] = task_arns;
    const Json before = program.call("DescribeTasks", input).body;
    program.kill_9();

    QVERIFY2(program.start({ "--simulate", "3" }), qPrintable(program.output()));
    QCOMPARE(
        program.call("ListContainerInstances", Json::object()).body["containerInstanceArns"].size(), std::size_t{ 3 });
    QVERIFY(QTest::qWaitFor([&] { return runs(program, task_arns); }, 20'000));
    QCOMPARE(program.call("ListTasks", Json::object()).body["taskArns"].size(), std::size_t{ 3 });
    const Json after = program.call("DescribeTasks", input).body;
    for (std::size_t i = 0; i < task_arns.size(); ++i) {
        QVERIFY(after["tasks"][i]["startedAt"] == before["tasks"][i]["startedAt"]);
        QVERIFY(after["tasks"][i]["containers"][0]["runtimeId"] == before["tasks"][i]["containers"][0]["runtimeId"]);
    }
    QVERIFY2(program.stop(), qPrintable(program.output()));
}

void TestProgram::a_task_that_stopped_is_told_of_after_a_kill()
{
    const QStringList arguments{ "--simulate", "1", "--cleanup-wait", "1" };
    Program program;
    QVERIFY2(program.start(arguments), qPrintable(program.output()));
    const Json task_arns = run_three(program);
    QVERIFY(QTest::qWaitFor([&] { return runs(program, task_arns); }, 20'000));
    for (const auto& task : task_arns)
        QCOMPARE(program.call("StopTask", Json{ { "task", task }, { "reason", "enough" } }).status, 200);
    const Json described{ { "tasks", task_arns } };
    const auto stopped = [&] {
        const Json body = program.call("DescribeTasks", described).body;
        return std::all_of(body["tasks"].begin(), body["tasks"].end(),
            [](const Json& task) { return task["lastStatus"] == "STOPPED"; });
    };
    QVERIFY(QTest::qWaitFor(stopped, 20'000));
    program.kill_9();
    QVERIFY2(program.start(arguments), qPrintable(program.output()));
    QVERIFY(QTest::qWaitFor([&] { return program.call("DescribeTasks", described).body["tasks"].empty(); }, 20'000));
    const Json listed = program.call("QuaysideV1.ListStoppedTasks", Json::object()).body;
    QVERIFY2(listed["stoppedTasks"].size() == task_arns.size(), listed.dump().c_str());
    for (const auto& task : listed["stoppedTasks"])
        QCOMPARE(task["stoppedReason"].get<std::string>(), std::string("enough"));
    QVERIFY2(program.stop(), qPrintable(program.output()));
}

void TestProgram::a_second_instance_changes_nothing_and_says_who_is_there()
{
    Program program;
    QVERIFY2(program.start(), qPrintable(program.output()));
    const auto second
        = run({ "--headless", "--port", "0", "--state-dir", program.state_directory(), "--simulate", "2" });
    QCOMPARE(second.code, 5);
    QVERIFY2(second.err.contains(QString::number(program.pid())), qPrintable(second.err));
    QVERIFY2(second.err.contains(program.state_directory()), qPrintable(second.err));
    QVERIFY(program.call("ListContainerInstances", Json::object()).body["containerInstanceArns"].empty());
    QVERIFY2(program.stop(), qPrintable(program.output()));
}

void TestProgram::a_taken_port_is_named()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    QTemporaryDir directory;
    const auto ended
        = run({ "--headless", "--port", QString::number(taken.serverPort()), "--state-dir", directory.path() });
    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.err.contains(QString("Port %1").arg(taken.serverPort())), qPrintable(ended.err));
    QVERIFY2(
        ended.err.contains(QString("(process %1)").arg(QCoreApplication::applicationPid())), qPrintable(ended.err));
}

void TestProgram::a_state_directory_that_cannot_be_used_is_named()
{
    QTemporaryDir directory;
    const QString file = directory.filePath("file");
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    for (const QString& bad : { file, QString("/proc/quayside") }) {
        const auto ended = run({ "--headless", "--port", "0", "--state-dir", bad });
        QCOMPARE(ended.code, 4);
        QVERIFY2(ended.err.contains(bad), qPrintable(ended.err));
    }
}

void TestProgram::without_a_display_it_serves_headless()
{
    QTemporaryDir directory;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" })
        environment.remove(name);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    const QString ready = directory.filePath("ready");
    process.start(QCoreApplication::applicationDirPath() + "/quayside",
        { "--port", "0", "--state-dir", directory.filePath("state"), "--ready-file", ready });
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(ready); }, 20'000));
    process.terminate();
    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAll().contains("serving headless"));
}

void TestProgram::a_second_start_raises_the_first_window()
{
    QTemporaryDir directory;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    QProcess first;
    first.setProcessEnvironment(environment);
    first.setProcessChannelMode(QProcess::MergedChannels);
    const QString ready = directory.filePath("ready");
    const QStringList arguments{ "--port", "0", "--state-dir", directory.filePath("state") };
    first.start(QCoreApplication::applicationDirPath() + "/quayside", arguments + QStringList{ "--ready-file", ready });
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(ready); }, 30'000));
    const QString said = QString::fromUtf8(first.readAll());
    if (said.contains("This build has no window"))
        QSKIP("this build has no window");
    const auto second = run(arguments, environment);
    QCOMPARE(second.code, 0);
    QVERIFY2(second.out.contains("its window was raised"), qPrintable(second.out + second.err));
    const auto headless = run(arguments + QStringList{ "--headless" }, environment);
    QCOMPARE(headless.code, 5);
    first.terminate();
    QVERIFY(first.waitForFinished(20'000));
    QCOMPARE(first.exitCode(), 0);
}

void TestProgram::a_mistake_on_the_command_line_is_named()
{
    const auto unknown = run({ "--nonsense" });
    QCOMPARE(unknown.code, 2);
    QVERIFY2(unknown.err.contains("--nonsense"), qPrintable(unknown.err));
    const auto port = run({ "--port", "70000" });
    QCOMPARE(port.code, 2);
    QVERIFY2(port.err.contains("--port"), qPrintable(port.err));
    const auto engine = run({ "--engine", "tcp://1.2.3.4" });
    QCOMPARE(engine.code, 2);
    QVERIFY2(engine.err.contains("unix:///var/run/docker.sock"), qPrintable(engine.err));
    for (const char* bad : { "unix:///a,slice=1", "unix:///a,slice=0x4", "unix:///a,zone=", "unix:///a,",
             "unix:///a,b=c", "unix:///a,ca=b", "tcp://10.0.0.1:2375", "tcp://h:2376,cert=c",
             "tcp://h:2376,ca=", "ssh://", "ssh://u@h,ca=c", "ssh://-oProxyCommand=x", "http://h" })
        QCOMPARE(run({ "--engine", bad, "--headless" }).code, 2);
    const auto help = run({ "--help" });
    QCOMPARE(help.code, 0);
    for (const char* word :
        { "--headless", "--ready-file", "--signatures", "--log-level", "--simulate", "--demo", "Exit codes" })
        QVERIFY2(help.out.contains(word), word);
    QVERIFY(run({ "--version" }).out.startsWith("Quayside "));
}

void TestProgram::the_ready_line_is_for_people_or_programs()
{
    QTemporaryDir directory;
    for (const bool json : { false, true }) {
        QProcess process;
        process.start(QCoreApplication::applicationDirPath() + "/quayside",
            QStringList{ "--headless", "--port", "0", "--state-dir", directory.path(), "--log-format", "json" }
                + (json ? QStringList{ "--ready-json" } : QStringList{}));
        QVERIFY(QTest::qWaitFor([&] { return process.bytesAvailable() > 0; }, 20'000));
        const auto line = process.readLine().toStdString();
        const auto facts = parse_json(line);
        QCOMPARE(facts.has_value(), json);
        QVERIFY2(line.find("http://127.0.0.1:") != std::string::npos, line.c_str());
        QVERIFY2(line.find(directory.path().toStdString()) != std::string::npos, line.c_str());
        process.terminate();
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.readAllStandardOutput(), QByteArray()); // one line, and no other
        for (const auto& logged : process.readAllStandardError().split('\n'))
            if (const auto entry = parse_json(logged.toStdString()); !logged.isEmpty())
                QVERIFY2(entry && entry->contains("level") && entry->contains("message"), logged.constData());
    }
}

void TestProgram::beyond_loopback_it_serves_only_with_keys_and_tls()
{
    QTemporaryDir directory;
    const QString file = directory.filePath("nothing.pem");
    const QStringList common{ "--headless", "--port", "0", "--state-dir", directory.path(), "--listen", "0.0.0.0" };
    const QStringList tls{ "--tls-certificate", file, "--tls-key", file };
    for (const QStringList& more : { QStringList{}, QStringList{ "--signatures", "strict" }, tls }) {
        const auto ended = run(common + more);
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains("--signatures strict"), qPrintable(ended.err));
        QVERIFY2(ended.err.contains("--tls-certificate"), qPrintable(ended.err));
    }
    const auto unusable = run(common + tls + QStringList{ "--signatures", "strict" });
    QCOMPARE(unusable.code, 6);
    QVERIFY2(unusable.err.contains(file), qPrintable(unusable.err));
    QCOMPARE(run(common + QStringList{ "--tls-key", file, "--signatures", "strict" }).code, 2);
}

void TestProgram::the_state_can_be_dumped()
{
    Program program;
    QVERIFY2(program.start({ "--simulate", "1" }), qPrintable(program.output()));
    QVERIFY2(program.stop(), qPrintable(program.output()));
    const auto dump = run({ "--dump-state", "--state-dir", program.state_directory() });
    QCOMPARE(dump.code, 0);
    QVERIFY2(dump.out.contains("\"sim-1\""), qPrintable(dump.out));
}

void TestProgram::only_the_owner_can_read_the_state()
{
    Program program;
    QVERIFY2(program.start(), qPrintable(program.output()));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
        | QFile::ExeOther;
    QVERIFY(!(QFileInfo(program.state_directory()).permissions() & others));
    for (const auto& file : QDir(program.state_directory()).entryInfoList(QDir::Files | QDir::System | QDir::Hidden))
        QVERIFY2(!(file.permissions() & others), qPrintable(file.fileName()));
    QVERIFY2(program.stop(), qPrintable(program.output()));
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
