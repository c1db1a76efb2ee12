// What members of a definition do on a real engine, with the real program. row_N is the row of the table of behaviours.

#include "tests/support/engine_program.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 60'000;

const std::string kServes = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

Json container(const std::string& name, const std::string& script, Json more = Json::object())
{
    Json made{ { "name", name }, { "image", engine_image().toStdString() }, { "memory", 16 },
        { "entryPoint", { "/bin/sh", "-c" } }, { "command", { script } } };
    made.update(more);
    return made;
}

Json optional(Json more = Json::object())
{
    more["essential"] = false;
    return more;
}

Json mounted(const std::string& volume, const std::string& path, Json more = Json::object())
{
    more["mountPoints"] = Json::array({ Json{ { "sourceVolume", volume }, { "containerPath", path } } });
    return more;
}

Json docker_volume(const std::string& name, Json configuration)
{
    Json volume{ { "name", name } };
    volume["dockerVolumeConfiguration"] = std::move(configuration);
    return { { "volumes", Json::array({ volume }) } };
}

Json secret(const std::string& name, const std::string& from)
{
    return { { "name", name }, { "valueFrom", from } };
}

// What a server on this port of the machine says first.
QByteArray greeting(int port)
{
    QTcpSocket socket;
    socket.connectToHost("127.0.0.1", static_cast<quint16>(port));
    if (!socket.waitForConnected(1'000) || !socket.waitForReadyRead(1'000))
        return {};
    return socket.readAll().trimmed();
}

const std::string kGreets = "trap 'exit 0' TERM; while :; do echo hi | nc -l -p 80 & wait $!; done";

} // namespace

class TestFieldsEngine : public QObject, EngineTask {
    Q_OBJECT

public:
    TestFieldsEngine()
        : EngineTask("fields")
    {
    }

private slots:
    void initTestCase()
    {
        if (engine_endpoint().isEmpty())
            QSKIP(qPrintable(engine_skip_reason()));
        start({ "--cleanup-wait", "8" });
    }
    void cleanupTestCase() { end(); }

    void row_2_an_entry_point_that_is_not_there();
    void row_3_a_directory_of_the_machine();
    void row_12_labels();
    void row_13_log_options();
    void row_14_network_modes();
    void row_15_a_shared_volume_is_made_and_stays();
    void row_16_a_shared_volume_that_is_there_is_used();
    void row_17_a_shared_volume_that_is_missing();
    void row_18_a_volume_of_the_task_goes_with_it();
    void row_26_ports_of_the_machine();
    void row_29_two_host_ports_for_one_container_port();
    void row_30_links();
    void row_31_volumes_from();
    void row_32_out_of_memory();
    void row_33_a_signal_is_no_change();
    void row_35_stop_timeouts();
    void row_37_security_options();
    void row_38_swap();
    void row_58_the_cgroup_of_a_task();
    void row_59_an_empty_volume();
    void row_72_readings();
    void row_76_sizes();
    void row_81_somebody_removes_a_container();
    void row_82_somebody_stops_a_container();
    void row_84_somebody_pauses_a_container();
    void row_92_processes_and_memory_are_shared();
    void row_97_environment();
    void row_98_health_checks();
    void row_99_a_range_of_ports();
    void row_113_a_hundred_tasks_at_once();
    void a_file_system_is_a_directory_that_tasks_share();
    void a_secret_that_is_missing_stops_the_task();

private:
    void stop() const { program_->call("StopTask", Json{ { "task", task_ } }); }
    bool is_forgotten() const // its containers are removed
    {
        return QTest::qWaitFor([&] { return containers().isEmpty(); }, kPatience);
    }
    QStringList volumes(const QString& name) const
    {
        return docker_lines({ "volume", "ls", "--format", "{{.Name}}", "--filter", "name=" + name });
    }
};

void TestFieldsEngine::row_2_an_entry_point_that_is_not_there()
{
    run(Json::array({ container("app", "", { { "entryPoint", { "/no/such/program" } } }) }));
    QVERIFY(reaches("STOPPED"));
    QVERIFY(part("app").value("reason", "").starts_with("CannotStartContainerError: "));
    QCOMPARE(task().value("stopCode", ""), std::string("TaskFailedToStart"));
}

void TestFieldsEngine::row_3_a_directory_of_the_machine()
{
    QTemporaryDir directory;
    QFile file(directory.filePath("in"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("from outside");
    file.close();
    Json volume{ { "name", "data" } };
    volume["host"] = Json{ { "sourcePath", directory.path().toStdString() } };
    run(Json::array({ container("app", "cp /data/in /data/out && exit 42", mounted("data", "/data")) }),
        { { "volumes", Json::array({ volume }) } });
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(exit_code("app"), 42);
    QFile out(directory.filePath("out"));
    QVERIFY(out.open(QIODevice::ReadOnly));
    QCOMPARE(out.readAll(), QByteArray("from outside"));
}

void TestFieldsEngine::row_12_labels()
{
    const Json labels{ { "team", "" }, { "com.amazonaws.ecs.task-arn", "forged" } };
    run(Json::array({ container("app", kServes, { { "dockerLabels", labels } }) }));
    QVERIFY(reaches("RUNNING"));
    const auto shown = parse_json(on_engine("app", "{{json .Config.Labels}}").toStdString());
    QVERIFY(shown);
    QVERIFY((*shown)["team"] == Json(""));
    QVERIFY((*shown)["com.amazonaws.ecs.task-arn"] == task()["taskArn"]);
    QVERIFY((*shown)["com.amazonaws.ecs.container-name"] == Json("app"));
    QVERIFY((*shown)["com.amazonaws.ecs.cluster"] == Json("default"));
    QVERIFY((*shown)["com.amazonaws.ecs.task-definition-family"] == Json("fields"));
    stop();
}

void TestFieldsEngine::row_13_log_options()
{
    Json logs{ { "logDriver", "json-file" } };
    logs["options"] = Json{ { "max-size", "1m" }, { "max-file", "3" } };
    Json blocking{ { "logDriver", "json-file" } };
    blocking["options"] = Json{ { "mode", "blocking" } };
    Json cloud{ { "logDriver", "awslogs" } };
    cloud["options"] = Json{ { "awslogs-group", "g" }, { "awslogs-region", "eu-west-1" } };
    run({ container("app", kServes, { { "logConfiguration", logs } }),
        container("waits", kServes, { { "logConfiguration", blocking } }),
        container("cloud", "echo kept; " + kServes, { { "logConfiguration", cloud } }) });
    QVERIFY(reaches("RUNNING"));
    const auto config = [&](const char* name) { return on_engine(name, "{{json .HostConfig.LogConfig}}"); };
    QCOMPARE(config("app"),
        QString(
            R"({"Type":"json-file","Config":{"max-buffer-size":"10m","max-file":"3","max-size":"1m","mode":"non-blocking"}})"));
    QCOMPARE(config("waits"), QString(R"({"Type":"json-file","Config":{"mode":"blocking"}})"));
    QVERIFY(config("cloud").startsWith(R"({"Type":"json-file")"));
    QVERIFY(QTest::qWaitFor([&] { return docker({ "logs", id("cloud") }) == "kept"; }, kPatience));
    stop();
}

void TestFieldsEngine::row_14_network_modes()
{
    for (const char* mode : { "bridge", "host", "none" }) {
        run(Json::array({ container("app", kServes) }), { { "networkMode", mode } });
        QVERIFY(reaches("RUNNING"));
        QCOMPARE(on_engine("app", "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}"), QString(mode));
        stop();
    }
}

void TestFieldsEngine::row_15_a_shared_volume_is_made_and_stays()
{
    const Json shared = docker_volume(
        "fields-shared", { { "scope", "shared" }, { "autoprovision", true }, { "labels", { { "team", "blue" } } } });
    run(Json::array({ container("app", "echo kept > /data/file", mounted("fields-shared", "/data")) }), shared);
    QVERIFY(reaches("STOPPED"));
    QVERIFY(is_forgotten());
    QCOMPARE(volumes("fields-shared"), QStringList{ "fields-shared" });
    QCOMPARE(docker({ "volume", "inspect", "--format", "{{.Labels.team}}", "fields-shared" }), QString("blue"));
    run(Json::array({ container("app", "grep kept /data/file", mounted("fields-shared", "/data")) }), shared);
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(exit_code("app"), 0);
    QVERIFY(is_forgotten());
    docker({ "volume", "rm", "fields-shared" });
}

void TestFieldsEngine::row_16_a_shared_volume_that_is_there_is_used()
{
    docker({ "volume", "create", "fields-there" });
    const auto made = docker({ "volume", "inspect", "--format", "{{.CreatedAt}}", "fields-there" });
    run(Json::array({ container("app", "true", mounted("fields-there", "/data")) }),
        docker_volume("fields-there", { { "scope", "shared" } }));
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(exit_code("app"), 0);
    QVERIFY(is_forgotten());
    QCOMPARE(docker({ "volume", "inspect", "--format", "{{.CreatedAt}}", "fields-there" }), made);
    docker({ "volume", "rm", "fields-there" });
}

void TestFieldsEngine::row_17_a_shared_volume_that_is_missing()
{
    run(Json::array({ container("app", "true", mounted("fields-missing", "/data")) }),
        docker_volume("fields-missing", { { "scope", "shared" } }));
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(task().value("stoppedReason", ""),
        std::string("VolumeError: volume detection failed, volume 'fields-missing' does not exist and autoprovision is "
                    "set to false"));
    QVERIFY(is_forgotten());
    QVERIFY(volumes("fields-missing").isEmpty());
}

void TestFieldsEngine::row_18_a_volume_of_the_task_goes_with_it()
{
    run({ container("app", "touch /data/file; " + kServes, mounted("own", "/data")),
            container("other", "until [ -f /data/file ]; do sleep 0.1; done; " + kServes, mounted("own", "/data")) },
        docker_volume("own", { { "scope", "task" }, { "driver", "local" } }));
    QVERIFY(reaches("RUNNING"));
    const auto names = volumes("ecs-fields-");
    QCOMPARE(names.size(), 1);
    QVERIFY(QRegularExpression("^ecs-fields-\\d+-own-[0-9a-f]{20}$").match(names[0]).hasMatch());
    QCOMPARE(docker({ "exec", id("other"), "ls", "/data" }), QString("file"));
    stop();
    QVERIFY(is_forgotten());
    QVERIFY(QTest::qWaitFor([&] { return volumes("ecs-fields-").isEmpty(); }, kPatience));
}

void TestFieldsEngine::row_26_ports_of_the_machine()
{
    const auto mapped = [](Json more) {
        Json mapping{ { "containerPort", 80 } };
        mapping.update(more);
        return Json{ { "portMappings", Json::array({ mapping }) } };
    };
    run({ container("one", kGreets, mapped({ { "hostPort", 18'080 } })),
        container("two", kGreets, mapped({ { "hostPort", 18'081 } })), // row 27
        container("any", kGreets, mapped(Json::object())), // row 28
        container("none", kGreets) });
    QVERIFY(reaches("RUNNING"));
    QCOMPARE(part("any")["networkBindings"].size(), std::size_t(1)); // not the IPv6 one as well
    const int any = part("any")["networkBindings"][0].value("hostPort", 0);
    for (const int port : { 18'080, 18'081, any })
        QVERIFY2(QTest::qWaitFor([&] { return greeting(port) == "hi"; }, kPatience), qPrintable(QString::number(port)));
    QVERIFY(!part("none").contains("networkBindings") || part("none")["networkBindings"].empty());
    stop();
}

void TestFieldsEngine::row_29_two_host_ports_for_one_container_port()
{
    Json mappings = Json::array({ Json{ { "containerPort", 80 } }, Json{ { "containerPort", 80 } } });
    run(Json::array({ container("app", kGreets, { { "portMappings", mappings } }) }));
    QVERIFY(reaches("RUNNING"));
    const Json bindings = part("app")["networkBindings"];
    QCOMPARE(bindings.size(), std::size_t(2));
    QVERIFY(bindings[0]["hostPort"] != bindings[1]["hostPort"]);
    for (const auto& binding : bindings)
        QVERIFY(QTest::qWaitFor([&] { return greeting(binding["hostPort"].get<int>()) == "hi"; }, kPatience));
    stop();
}

void TestFieldsEngine::row_30_links()
{
    run({ container("app", "until busybox nc data 80 </dev/null | grep hi; do sleep 0.2; done; exit 42",
              { { "links", { "db:data" } } }),
        container("db", kGreets) });
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(exit_code("app"), 42);
}

void TestFieldsEngine::row_31_volumes_from()
{
    const auto from = [](Json more) {
        Json source{ { "sourceContainer", "source" } };
        source.update(more);
        return optional({ { "volumesFrom", Json::array({ source }) } });
    };
    run({ container("source", kServes, mounted("own", "/data")),
            container("reads", "touch /data/a || exit 42", from({ { "readOnly", true } })),
            container("default", "touch /data/b || exit 42", from(Json::object())),
            container("writes", "touch /data/c || exit 42", from({ { "readOnly", false } })) },
        { { "volumes", Json::array({ Json{ { "name", "own" } } }) } });
    QVERIFY(QTest::qWaitFor(
        [&] { return exit_code("reads") >= 0 && exit_code("default") >= 0 && exit_code("writes") >= 0; }, kPatience));
    QCOMPARE(exit_code("reads"), 42);
    QCOMPARE(exit_code("default"), 0);
    QCOMPARE(exit_code("writes"), 0);
    stop();
}

void TestFieldsEngine::row_32_out_of_memory()
{
    run(Json::array({ container("app", "dd if=/dev/zero of=/dev/shm/f bs=1M",
        { { "memory", 10 }, { "linuxParameters", { { "sharedMemorySize", 256 }, { "maxSwap", 0 } } } }) }));
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(exit_code("app"), 137);
    QCOMPARE(part("app").value("reason", ""), std::string("OutOfMemoryError: Container killed due to memory usage"));
}

void TestFieldsEngine::row_33_a_signal_is_no_change()
{
    run(Json::array(
        { container("app", "trap 'touch /tmp/seen' USR1; trap 'exit 42' TERM; while :; do sleep 0.1; done") }));
    QVERIFY(reaches("RUNNING"));
    const Json before = task();
    docker({ "kill", "--signal", "USR1", id("app") });
    QVERIFY(QTest::qWaitFor([&] { return docker({ "exec", id("app"), "ls", "/tmp" }) == "seen"; }, kPatience));
    QVERIFY(task() == before);
    stop();
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(exit_code("app"), 42);
}

void TestFieldsEngine::row_35_stop_timeouts()
{
    const std::string deaf = "trap '' TERM; while :; do sleep 0.1; done";
    run({ container("short", deaf, { { "stopTimeout", 2 } }),
        container("patient", "trap 'sleep 3; exit 0' TERM; while :; do sleep 0.1; done", { { "stopTimeout", 20 } }),
        container("deaf", deaf, { { "stopTimeout", 5 } }) });
    QVERIFY(reaches("RUNNING"));
    stop();
    const auto stopping = QDateTime::currentDateTimeUtc();
    QVERIFY(reaches("STOPPED"));
    const auto took = [&](const char* name) {
        return stopping.msecsTo(
            QDateTime::fromString(on_engine(name, "{{.State.FinishedAt}}").left(23), Qt::ISODateWithMs).addSecs(0));
    };
    QCOMPARE(exit_code("short"), 137);
    QCOMPARE(exit_code("patient"), 0);
    QCOMPARE(exit_code("deaf"), 137);
    const auto shorter = took("short");
    const auto longer = took("deaf");
    QVERIFY2(longer - shorter > 2'000 && longer - shorter < 4'500, qPrintable(QString::number(longer - shorter)));
}

void TestFieldsEngine::row_37_security_options()
{
    run(Json::array({ container("app", kServes, { { "dockerSecurityOptions", { "no-new-privileges:true" } } }) }));
    QVERIFY(reaches("RUNNING"));
    QCOMPARE(on_engine("app", "{{json .HostConfig.SecurityOpt}}"), QString("[\"no-new-privileges=true\"]"));
    stop();
}

void TestFieldsEngine::row_38_swap()
{
    run(Json::array({ container("app", kServes,
        { { "memory", 64 }, { "memoryReservation", 32 },
            { "linuxParameters", { { "maxSwap", 128 }, { "swappiness", 10 } } } }) }));
    QVERIFY(reaches("RUNNING"));
    QCOMPARE(on_engine("app", "{{.HostConfig.MemorySwap}}"), QString::number((64 + 128) << 20));
    QCOMPARE(on_engine("app", "{{.HostConfig.MemoryReservation}}"), QString::number(32 << 20)); // row 39
    if (docker({ "info", "--format", "{{.CgroupVersion}}" }) == "1") // there is no swappiness in version 2
        QCOMPARE(on_engine("app", "{{.HostConfig.MemorySwappiness}}"), QString("10"));
    stop();
}

void TestFieldsEngine::row_58_the_cgroup_of_a_task()
{
    run({ container("app", kServes), container("other", kServes) }, { { "cpu", "512" }, { "memory", "128" } });
    QVERIFY(reaches("RUNNING"));
    const QString parent = "/quayside/" + QString::fromStdString(task_);
    QCOMPARE(on_engine("app", "{{.HostConfig.CgroupParent}}"), parent);
    QCOMPARE(on_engine("other", "{{.HostConfig.NanoCpus}}"), QString("0"));
    const bool unified = docker({ "info", "--format", "{{.CgroupVersion}}" }) == "2";
    const QString cpu
        = unified ? "/sys/fs/cgroup" + parent + "/cpu.max" : "/sys/fs/cgroup/cpu" + parent + "/cpu.cfs_quota_us";
    const QString memory = unified ? "/sys/fs/cgroup" + parent + "/memory.max"
                                   : "/sys/fs/cgroup/memory" + parent + "/memory.limit_in_bytes";
    const auto read = [](const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray("none");
    };
    QCOMPARE(read(cpu), QByteArray(unified ? "50000 100000" : "50000"));
    QCOMPARE(read(memory), QByteArray::number(128 << 20));
    const QString within = (unified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory") + parent + '/' + id("app");
    QVERIFY2(QDir(within).exists(), qPrintable(within));
    stop();
    QVERIFY(is_forgotten());
    QVERIFY(QTest::qWaitFor([&] { return !QFile::exists(memory) && !QFile::exists(cpu); }, kPatience));
}

void TestFieldsEngine::row_59_an_empty_volume()
{
    Json volume{ { "name", "empty" } };
    volume["host"] = Json::object();
    run(Json::array({ container("app", "touch /data/file && exit 42", mounted("empty", "/data")) }),
        { { "volumes", Json::array({ volume }) } });
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(exit_code("app"), 42);
    QCOMPARE(volumes("ecs-fields-").size(), 1);
    QVERIFY(is_forgotten());
    QVERIFY(QTest::qWaitFor([&] { return volumes("ecs-fields-").isEmpty(); }, kPatience));
}

// One of the CPUs is busy, however many there are.
void TestFieldsEngine::row_72_readings()
{
    run({ container("busy", "trap 'exit 0' TERM; while :; do :; done", { { "cpu", 512 } }),
        container("idle", kServes) });
    QVERIFY(reaches("RUNNING"));
    const auto cpu = [&](const char* name) {
        const Json query{ { "subject", "container" }, { "id", task_ }, { "container", name }, { "seconds", 60 } };
        const Json samples = program_->call("QuaysideV1.GetMetrics", query).body.value("samples", Json::array());
        return samples.size() < 2 ? -1 : samples.back().value("cpu", -1.0);
    };
    QVERIFY(QTest::qWaitFor([&] { return cpu("busy") > 0 && cpu("idle") >= 0; }, kPatience)); // row 67
    QVERIFY(cpu("busy") > 10 * cpu("idle"));
    QVERIFY2(cpu("busy") < 1.2 * 1024, qPrintable(QString::number(cpu("busy"))));
    stop();
}

void TestFieldsEngine::row_76_sizes()
{
    run({ container("none", kServes), container("one", kServes, { { "cpu", 1 } }),
        container("least", kServes, { { "memory", 4 } }) }); // row 77
    QVERIFY(reaches("RUNNING"));
    QCOMPARE(on_engine("none", "{{.HostConfig.CpuShares}}"), QString("2"));
    QCOMPARE(on_engine("one", "{{.HostConfig.CpuShares}}"), QString("2"));
    QCOMPARE(on_engine("least", "{{.HostConfig.Memory}}"), QString::number(6 << 20));
    stop();
}

void TestFieldsEngine::row_81_somebody_removes_a_container()
{
    run(Json::array({ container("app", kServes) }));
    QVERIFY(reaches("RUNNING"));
    docker({ "rm", "-f", id("app") });
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(task().value("stopCode", ""), std::string("EssentialContainerExited"));
    run(Json::array({ container("app", kServes) })); // the engine goes on
    QVERIFY(reaches("RUNNING"));
    stop();
}

void TestFieldsEngine::row_82_somebody_stops_a_container()
{
    run({ container("app", "trap 'exit 7' TERM; while :; do sleep 0.1; done"), container("other", kServes) });
    QVERIFY(reaches("RUNNING"));
    docker({ "stop", id("app") });
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(exit_code("app"), 7);
    QCOMPARE(exit_code("other"), 0);
    QCOMPARE(task().value("stoppedReason", ""), std::string("Essential container in task exited"));
}

void TestFieldsEngine::row_84_somebody_pauses_a_container()
{
    run(Json::array({ container("app", kServes) }));
    QVERIFY(reaches("RUNNING"));
    docker({ "pause", id("app") });
    QVERIFY(!QTest::qWaitFor([&] { return task().value("lastStatus", "") != "RUNNING"; }, 3'000));
    docker({ "unpause", id("app") });
    stop();
    QVERIFY(reaches("STOPPED"));
}

void TestFieldsEngine::row_92_processes_and_memory_are_shared()
{
    run({ container("writes", "echo shared > /dev/shm/file; exec sleep 987654"), container("reads", kServes) },
        { { "pidMode", "task" }, { "ipcMode", "task" } });
    QVERIFY(reaches("RUNNING"));
    QVERIFY(QTest::qWaitFor(
        [&] {
            return docker({ "exec", id("reads"), "cat", "/dev/shm/file" }) == "shared";
        },
        kPatience));
    QVERIFY(docker({ "exec", id("reads"), "ps" }).contains("sleep 987654"));
    stop();
    QVERIFY(reaches("STOPPED"));
    QVERIFY(is_forgotten());
}

void TestFieldsEngine::row_97_environment()
{
    const QDir state(program_->state_directory());
    QVERIFY(state.mkpath("buckets/config"));
    const auto write = [&](const char* name, const char* text) {
        QFile file(state.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
    };
    QVERIFY(write("buckets/config/one.env", "# first\nA=one\nB=one\n"));
    QVERIFY(write("buckets/config/two.env", "B=two\nC=two\n"));
    QCOMPARE(
        program_->call("QuaysideV1.PutSecret", { { "kind", "ssm" }, { "name", "/prod/pw" }, { "value", "of the sea" } })
            .status,
        200);
    QCOMPARE(program_
                 ->call("QuaysideV1.PutSecret",
                     { { "kind", "secretsmanager" }, { "name", "db" }, { "value", R"({"user":"me","pw":"x"})" } })
                 .status,
        200);
    const auto file = [](const char* name) {
        return Json{ { "type", "s3" }, { "value", std::string("arn:aws:s3:::config/") + name } };
    };
    Json more;
    more["environment"] = Json::array({ Json{ { "name", "A" }, { "value", "own" } } });
    more["environmentFiles"] = Json::array({ file("one.env"), file("two.env") });
    more["secrets"] = Json::array({ secret("PW", "/prod/pw"),
        secret("WHO", "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf:user::") });
    run(Json::array({ container("app", kServes, more) }),
        { { "executionRoleArn", "arn:aws:iam::123456789012:role/x" } });
    QVERIFY(reaches("RUNNING"));
    const auto seen = docker({ "exec", id("app"), "env" }).split('\n');
    for (const char* line : { "A=own", "B=one", "C=two", "PW=of the sea", "WHO=me" })
        QVERIFY2(seen.contains(line), line);
    QVERIFY(task().dump().find("of the sea") == std::string::npos);
    QVERIFY(!program_->output().contains("of the sea"));
    stop();
}

void TestFieldsEngine::row_98_health_checks()
{
    Json check;
    check["command"] = Json::array({ "CMD-SHELL", "true" });
    run(Json::array({ container("app", kServes, { { "healthCheck", check } }) }));
    QVERIFY(reaches("RUNNING"));
    QCOMPARE(on_engine("app", "{{json .Config.Healthcheck}}"),
        QString(R"({"Test":["CMD-SHELL","true"],"Interval":30000000000,"Timeout":5000000000,"Retries":3})"));
    stop();
}

void TestFieldsEngine::row_99_a_range_of_ports()
{
    run(Json::array({ container(
        "app", kServes, { { "portMappings", Json::array({ Json{ { "containerPortRange", "8000-8003" } } }) } }) }));
    QVERIFY(reaches("RUNNING"));
    const Json bindings = part("app")["networkBindings"];
    QCOMPARE(bindings.size(), std::size_t(1));
    QVERIFY(bindings[0]["containerPortRange"] == Json("8000-8003"));
    const auto range = QString::fromStdString(bindings[0].value("hostPortRange", "")).split('-');
    QCOMPARE(range.size(), 2);
    QCOMPARE(range[1].toInt() - range[0].toInt(), 3);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(
            on_engine("app", QString("{{(index (index .NetworkSettings.Ports \"%1/tcp\") 0).HostPort}}").arg(8000 + i)),
            QString::number(range[0].toInt() + i));
    stop();
}

void TestFieldsEngine::row_113_a_hundred_tasks_at_once()
{
    Json definition{ { "family", "hundred" } };
    definition["containerDefinitions"] = Json::array({ container("app", kServes, { { "memory", 8 } }) });
    QCOMPARE(program_->call("RegisterTaskDefinition", definition).status, 200);
    Json tasks = Json::array();
    for (int i = 0; i < 10; ++i) {
        const auto answer = program_->call("RunTask", Json{ { "taskDefinition", "hundred" }, { "count", 10 } });
        QCOMPARE(answer.body["tasks"].size(), std::size_t(10));
        for (const auto& started : answer.body["tasks"])
            tasks.push_back(started["taskArn"]);
    }
    const auto running = [&] {
        const Json shown
            = program_->call("DescribeTasks", Json{ { "tasks", tasks } }).body.value("tasks", Json::array());
        return std::ranges::count_if(shown, [](const Json& each) { return each.value("lastStatus", "") == "RUNNING"; });
    };
    QVERIFY(QTest::qWaitFor([&] { return running() == 100; }, 5 * kPatience));
    const auto names = docker_lines({ "ps", "--format", "{{.Names}}", "--filter", "name=ecs-hundred-" });
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), 100);
    for (const auto& arn : tasks)
        program_->call("StopTask", Json{ { "task", arn } });
    QVERIFY(QTest::qWaitFor(
        [&] {
            return docker_lines({ "ps", "-aq", "--filter", "name=ecs-hundred-" }).isEmpty();
        },
        5 * kPatience));
}

void TestFieldsEngine::a_file_system_is_a_directory_that_tasks_share()
{
    Json volume{ { "name", "efs" } };
    volume["efsVolumeConfiguration"] = Json{ { "fileSystemId", "fs-12" }, { "rootDirectory", "/sub" } };
    run(Json::array({ container("app", "echo kept > /data/file", mounted("efs", "/data")) }),
        { { "volumes", Json::array({ volume }) } });
    QVERIFY(reaches("STOPPED"));
    QCOMPARE(exit_code("app"), 0);
    QVERIFY(is_forgotten());
    QFile kept(program_->state_directory() + "/file-systems/fs-12/sub/file");
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("kept\n"));
}

void TestFieldsEngine::a_secret_that_is_missing_stops_the_task()
{
    run(Json::array({ container("app", kServes, { { "secrets", Json::array({ secret("PW", "/none") }) } }) }),
        { { "executionRoleArn", "arn:aws:iam::123456789012:role/x" } });
    QVERIFY(reaches("STOPPED"));
    QVERIFY(task().value("stoppedReason", "").starts_with("ResourceInitializationError: unable to pull secrets"));
    QVERIFY(is_forgotten());
}

QTEST_GUILESS_MAIN(TestFieldsEngine)
#include "tst_fields_engine.moc"
