// What members of a definition become on the engine: volumes, siblings, namespaces, secrets, environment files, ports.

#include "core/agent/pause.h"
#include "core/agent/task_cgroups.h"
#include "core/agent/volumes.h"
#include "tests/core/agent/agent_world.h"

#include <QFile>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace quayside;
using namespace quayside::agent;
using namespace quayside::test;
using model::TaskStatus;

namespace {

model::Task task_of(const Json& document, const Json& overrides = Json::object())
{
    auto spec = std::make_shared<model::TaskSpec>(*make_spec(document, 1));
    spec->overrides = overrides;
    return *make_task(spec, Id(), Id(), SimLoop::kStart);
}

Json host_of(const model::Task& task, std::size_t index = 0, const std::string& pause = {})
{
    AgentSettings settings;
    settings.installation = "here";
    return container_config(settings, task, index, {}, 4, { pause }).body["HostConfig"];
}

Json mount(const char* volume, const char* path)
{
    return { { "sourceVolume", volume }, { "containerPath", path } };
}

Json with_volumes(std::vector<Json> mounts, std::vector<Json> volumes)
{
    return definition_json("vol", { container_json("web", { { "mountPoints", mounts } }) }, { { "volumes", volumes } });
}

Json docker_volume(const char* name, Json configuration)
{
    return { { "name", name }, { "dockerVolumeConfiguration", std::move(configuration) } };
}

std::vector<std::string> volume_names(AgentWorld& world)
{
    std::vector<std::string> names;
    for (const auto& [name, volume] : world.engine.host().volumes().all())
        names.push_back(name);
    return names;
}

Json secret(const char* name, const char* from)
{
    return { { "name", name }, { "valueFrom", from } };
}

AgentSettings with_secrets(std::map<std::string, std::string> secrets, std::map<std::string, std::string> files = {})
{
    const auto look_up = [](const auto& kept, const std::string& name) -> Result<std::string> {
        const auto found = kept.find(name);
        return found == kept.end() ? Result<std::string>(fail(Error::client("there is no " + name)))
                                   : Result<std::string>(found->second);
    };
    AgentSettings settings;
    settings.secret = [secrets, look_up](const std::string& name) { return look_up(secrets, name); };
    settings.file = [files, look_up](const std::string& name) { return look_up(files, name); };
    return settings;
}

std::vector<std::string> variables(
    const AgentSettings& settings, const model::Task& task, const ContainerInputs& inputs)
{
    auto all = inputs;
    all.image_sets_region = true; // so that none is set here
    return container_config(settings, task, 0, {}, 4, {}, all).body["Env"].get<std::vector<std::string>>();
}

} // namespace

class TestFields : public QObject {
    Q_OBJECT

private slots:
    void each_kind_of_volume_is_mounted_from_where_it_is_kept();
    void a_file_system_is_a_directory_here_and_a_volume_elsewhere();
    void a_tasks_volume_is_made_for_it_and_goes_with_it();
    void a_shared_volume_stays();
    void a_volume_that_should_be_there_and_is_not_stops_the_task();
    void volumes_of_tasks_that_are_gone_are_swept_away();
    void siblings_are_named_as_the_engine_knows_them();
    void shared_namespaces_are_those_of_the_pause_container();
    void containers_share_processes_and_memory_in_bridge_mode();
    void log_drivers_get_their_options_and_do_not_make_containers_wait();
    void gpus_and_sizes_of_the_call_count();
    void a_cgroup_bears_the_limits_of_a_task();
    void an_environment_file_is_taken_as_it_is();
    void what_is_nearer_wins_in_the_environment();
    void the_account_says_whether_log_drivers_are_waited_for();
    void secrets_that_are_missing_stop_the_task();
    void a_range_of_ports_is_published_in_a_row();
};

void TestFields::each_kind_of_volume_is_mounted_from_where_it_is_kept()
{
    Json read_only = mount("logs", "/logs");
    read_only["readOnly"] = true;
    const auto task
        = task_of(with_volumes({ mount("src", "/src"), mount("own", "/own"), mount("all", "/all"), read_only },
            { { { "name", "src" }, { "host", { { "sourcePath", "/srv/src" } } } },
                { { "name", "own" }, { "host", Json::object() } }, docker_volume("all", { { "scope", "shared" } }),
                docker_volume("logs",
                    { { "scope", "task" }, { "driver", "nfs" }, { "driverOpts", { { "o", "addr=1" } } },
                        { "labels", { { "team", "blue" }, { "io.quayside.task", "forged" } } } }) }));
    const auto binds = host_of(task)["Binds"].get<std::vector<std::string>>();
    const auto own = volume_name("here", task, "own");
    QVERIFY(own.starts_with("ecs-vol-1-own-"));
    QCOMPARE(own.size(), std::string("ecs-vol-1-own-").size() + 20);
    QCOMPARE(binds,
        (std::vector<std::string>{
            "/srv/src:/src", own + ":/own", "all:/all", volume_name("here", task, "logs") + ":/logs:ro" }));
    AgentSettings settings;
    settings.installation = "here";
    const auto needed = needed_volumes(settings, task, 0);
    QCOMPARE(needed.size(), std::size_t(3)); // none for the path
    QVERIFY(needed[0].may_be_made);
    QVERIFY(!needed[1].may_be_made); // shared, and autoprovision was not asked for
    QVERIFY(!needed[1].config.labels.contains(docker::kInstallationLabel)); // nobody's
    QCOMPARE(needed[2].config.driver, std::string("nfs"));
    QCOMPARE(needed[2].config.options.at("o"), std::string("addr=1"));
    QCOMPARE(needed[2].config.labels.at("team"), std::string("blue"));
    QCOMPARE(needed[2].config.labels.at(docker::kTaskLabel), task.id.hex());
    QCOMPARE(volumes_of(settings, task), (std::vector<std::string>{ own, volume_name("here", task, "logs") }));
}

void TestFields::a_file_system_is_a_directory_here_and_a_volume_elsewhere()
{
    const Json efs{ { "name", "efs" },
        { "efsVolumeConfiguration", { { "fileSystemId", "fs-1" }, { "rootDirectory", "/a/../../b" } } } };
    const Json fsx{ { "name", "fsx" }, { "fsxWindowsFileServerVolumeConfiguration", { { "fileSystemId", "fs-2" } } } };
    const Json s3{ { "name", "s3" }, { "s3filesVolumeConfiguration", { { "fileSystemArn", "arn:fs/3" } } } };
    const auto task
        = task_of(with_volumes({ mount("efs", "/e"), mount("fsx", "/f"), mount("s3", "/s") }, { efs, fsx, s3 }));
    AgentSettings settings;
    QVERIFY(binds(settings, task, 0)
        == Json({ "quayside-fs-fs-1-b:/e", "quayside-fs-fs-2:/f", "quayside-fs-arn-fs-3:/s" }));
    QCOMPARE(needed_volumes(settings, task, 0).size(), std::size_t(3));
    settings.file_systems = "/state/file-systems";
    QVERIFY(binds(settings, task, 0)
        == Json({ "/state/file-systems/fs-1/b:/e", "/state/file-systems/fs-2:/f", "/state/file-systems/arn-fs-3:/s" }));
    QVERIFY(needed_volumes(settings, task, 0).empty());
    QVERIFY(volumes_of(settings, task).empty());
}

void TestFields::a_tasks_volume_is_made_for_it_and_goes_with_it()
{
    AgentWorld world({ .images_present = true });
    world.start_agent();
    const Id task = world.run(with_volumes({ mount("own", "/own") }, { { { "name", "own" } } }));
    QVERIFY(world.reaches(task, TaskStatus::Running));
    QCOMPARE(
        volume_names(world), std::vector<std::string>{ volume_name("test-installation", *world.task(task), "own") });
    world.stop(task);
    QVERIFY(world.reaches(task, TaskStatus::Stopped));
    QCOMPARE(volume_names(world).size(), std::size_t(1)); // as long as the container
    world.forget(task);
    QVERIFY(world.loop.advance_until([&] { return volume_names(world).empty(); }, std::chrono::minutes{ 1 }));
}

void TestFields::a_shared_volume_stays()
{
    AgentWorld world({ .images_present = true });
    world.start_agent();
    const Id task = world.run(with_volumes(
        { mount("all", "/all") }, { docker_volume("all", { { "scope", "shared" }, { "autoprovision", true } }) }));
    QVERIFY(world.reaches(task, TaskStatus::Running));
    QCOMPARE(volume_names(world), std::vector<std::string>{ "all" });
    world.stop(task);
    QVERIFY(world.reaches(task, TaskStatus::Stopped));
    world.forget(task);
    QVERIFY(world.loop.advance_until([&] { return world.containers_of(task).empty(); }, std::chrono::minutes{ 1 }));
    world.loop.advance(std::chrono::minutes{ 1 });
    QCOMPARE(volume_names(world), std::vector<std::string>{ "all" });
}

void TestFields::a_volume_that_should_be_there_and_is_not_stops_the_task()
{
    AgentWorld world({ .images_present = true });
    world.start_agent();
    Json document = with_volumes({ mount("all", "/all") }, { docker_volume("all", { { "scope", "shared" } }) });
    document["containerDefinitions"].push_back(container_json("other"));
    document["containerDefinitions"][0]["essential"] = false; // and still the task is not whole without it
    const Id task = world.run(document);
    QVERIFY(world.reaches(task, TaskStatus::Stopped));
    const std::string reason
        = "VolumeError: volume detection failed, volume 'all' does not exist and autoprovision is set to false";
    QCOMPARE(world.task(task)->stopped_reason, reason);
    QCOMPARE(world.task(task)->stop_code, model::StopCode::TaskFailedToStart);
    QCOMPARE(world.task(task)->containers[0].reason, reason);
    QVERIFY(world.engine.host().volumes().create({ "all", "local", {}, {} }));
    QVERIFY(world.reaches(world.run(document), TaskStatus::Running));
}

void TestFields::volumes_of_tasks_that_are_gone_are_swept_away()
{
    AgentWorld world({ .images_present = true });
    auto& volumes = world.engine.host().volumes();
    const docker::Labels ours{ { docker::kInstallationLabel, "test-installation" } };
    docker::Labels of_a_task = ours;
    of_a_task[docker::kRoleLabel] = kTaskVolume;
    docker::Labels of_others = of_a_task;
    of_others[docker::kInstallationLabel] = "another";
    QVERIFY(volumes.create({ "left-over", "local", {}, of_a_task }));
    QVERIFY(volumes.create({ "another", "local", {}, of_others }));
    QVERIFY(volumes.create({ "file-system", "local", {}, ours }));
    const Id task = world.run(with_volumes({ mount("own", "/own") }, { { { "name", "own" } } }));
    world.start_agent();
    QVERIFY(world.reaches(task, TaskStatus::Running));
    world.kill_agent();
    world.start_agent();
    world.loop.advance(std::chrono::minutes{ 2 });
    QCOMPARE(volume_names(world),
        (std::vector<std::string>{
            "another", volume_name("test-installation", *world.task(task), "own"), "file-system" }));
}

void TestFields::siblings_are_named_as_the_engine_knows_them()
{
    const auto task = task_of(definition_json("pair",
        { container_json("db"),
            container_json("web",
                { { "links", { "db:data", "db" } },
                    { "volumesFrom", { { { "sourceContainer", "db" }, { "readOnly", true } } } } }) }));
    const auto db = container_name("here", task, 0);
    const Json host = host_of(task, 1);
    QVERIFY(host["Links"] == Json({ db + ":data", db + ":db" }));
    QVERIFY(host["VolumesFrom"] == Json({ db + ":ro" }));
    QVERIFY(!host_of(task, 0).contains("Links"));
}

void TestFields::shared_namespaces_are_those_of_the_pause_container()
{
    const auto with
        = [](Json more) { return task_of(definition_json("ns", { container_json("web") }, std::move(more))); };
    const auto machines = with({ { "pidMode", "host" }, { "ipcMode", "none" } });
    QVERIFY(!has_pause(*machines.spec->definition));
    QVERIFY(host_of(machines)["PidMode"] == Json("host"));
    QVERIFY(host_of(machines)["IpcMode"] == Json("none"));
    const auto shared = with({ { "pidMode", "task" }, { "ipcMode", "task" }, { "networkMode", "host" } });
    QVERIFY(has_pause(*shared.spec->definition));
    const Json host = host_of(shared, 0, "abc");
    QVERIFY(host["PidMode"] == Json("container:abc"));
    QVERIFY(host["IpcMode"] == Json("container:abc"));
    QVERIFY(host["NetworkMode"] == Json("host"));
    const Json pause = pause_config({}, shared).body["HostConfig"];
    QVERIFY(pause["IpcMode"] == Json("shareable"));
    QVERIFY(pause["NetworkMode"] == Json("none"));
    QVERIFY(!host_of(with(Json::object())).contains("PidMode"));
}

void TestFields::containers_share_processes_and_memory_in_bridge_mode()
{
    AgentWorld world({ .images_present = true });
    world.start_agent();
    const Id task = world.run(definition_json("ns",
        { container_json("web", { { "portMappings", { { { "containerPort", 80 } } } } }), container_json("other") },
        { { "pidMode", "task" }, { "ipcMode", "task" } }));
    QVERIFY(world.reaches(task, TaskStatus::Running));
    QCOMPARE(world.containers_of(task).size(), std::size_t(3));
    QCOMPARE(world.task(task)->containers[0].network_bindings.size(), std::size_t(1));
    QVERIFY(world.engine.host().networks().list({}).empty()); // each container has its own
    world.kill_agent();
    world.start_agent();
    world.loop.advance(std::chrono::minutes{ 1 });
    QCOMPARE(world.containers_of(task).size(), std::size_t(3));
    world.stop(task);
    QVERIFY(world.reaches(task, TaskStatus::Stopped));
    world.forget(task);
    QVERIFY(world.loop.advance_until([&] { return world.containers_of(task).empty(); }, std::chrono::minutes{ 1 }));
    QVERIFY2(world.broken.empty(), world.broken.c_str());
}

void TestFields::log_drivers_get_their_options_and_do_not_make_containers_wait()
{
    const auto logs = [](Json configuration, const ContainerInputs& inputs = {}) {
        const auto task = task_of(one_container("web", { { "logConfiguration", std::move(configuration) } }));
        return container_config({}, task, 0, {}, 4, {}, inputs).body["HostConfig"]["LogConfig"];
    };
    QVERIFY(logs({ { "logDriver", "json-file" }, { "options", { { "max-file", "3" } } } })
        == Json({ { "Type", "json-file" },
            { "Config", { { "max-file", "3" }, { "mode", "non-blocking" }, { "max-buffer-size", "10m" } } } }));
    QVERIFY(logs({ { "logDriver", "syslog" }, { "options", { { "mode", "blocking" } } } })["Config"]
        == Json({ { "mode", "blocking" } }));
    QVERIFY(
        logs({ { "logDriver", "json-file" },
            { "options", { { "mode", "non-blocking" }, { "max-buffer-size", "4m" } } } })["Config"]["max-buffer-size"]
        == Json("4m"));
    const Json in_the_cloud = logs({ { "logDriver", "awslogs" }, { "options", { { "awslogs-group", "g" } } } });
    QVERIFY(in_the_cloud["Type"] == Json("json-file"));
    QVERIFY(in_the_cloud["Config"]
        == Json(
            { { "max-size", "20m" }, { "max-file", "5" }, { "mode", "non-blocking" }, { "max-buffer-size", "10m" } }));
    ContainerInputs inputs;
    inputs.log_options["splunk-token"] = "t";
    QVERIFY(logs({ { "logDriver", "splunk" } }, inputs)["Config"]["splunk-token"] == Json("t"));
    QVERIFY(!logs({ { "logDriver", "awsfirelens" } }, inputs)["Config"].contains("splunk-token"));
}

void TestFields::gpus_and_sizes_of_the_call_count()
{
    const Json gpus{ { { "type", "GPU" }, { "value", "2" } } };
    const Json document = definition_json(
        "gpu", { container_json("web", { { "memory", 0 }, { "resourceRequirements", gpus } }) }, { { "cpu", "256" } });
    const Json request = host_of(task_of(document))["DeviceRequests"][0];
    QVERIFY(request["Count"] == Json(2));
    QVERIFY(request["Capabilities"][0][0] == Json("gpu"));
    const Json one{ { { "type", "GPU" }, { "value", "1" } } };
    const auto overridden = task_of(document,
        { { "cpu", "1 vCPU" }, { "memory", "1GB" },
            { "containerOverrides", { { { "name", "web" }, { "resourceRequirements", one } } } } });
    const Json host = host_of(overridden);
    QVERIFY(host["DeviceRequests"][0]["Count"] == Json(1));
    QVERIFY(host["NanoCpus"] == Json(1'000'000'000));
    QVERIFY(host["Memory"] == Json(1 << 30));
}

// In a directory that stands for the kernel's.
void TestFields::a_cgroup_bears_the_limits_of_a_task()
{
    QTemporaryDir root;
    const auto text = [&root](const QString& path) {
        QFile file(root.filePath(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    };
    docker::EngineInfo info;
    info.cgroup_driver = "cgroupfs";
    info.host_name = QSysInfo::machineHostName().toStdString();
    TaskCgroups cgroups(root.path().toStdString());
    const auto both = task_of(definition_json(
        "sized", { container_json("web", { { "memory", 0 } }) }, { { "cpu", "512" }, { "memory", "1 GB" } }));
    const std::string parent = "/quayside/" + both.id.hex();
    QVERIFY(cgroups.prepare(both).empty()); // nothing is known of the engine
    info.cgroup_version = "1";
    cgroups.set_engine(info);
    QCOMPARE(cgroups.prepare(both), parent);
    const auto path = QString::fromStdString(parent);
    QCOMPARE(text("cpu" + path + "/cpu.cfs_period_us"), QByteArray("100000"));
    QCOMPARE(text("cpu" + path + "/cpu.cfs_quota_us"), QByteArray("50000"));
    QCOMPARE(text("memory" + path + "/memory.limit_in_bytes"), QByteArray::number(1 << 30));
    info.cgroup_version = "2";
    cgroups.set_engine(info);
    QCOMPARE(cgroups.prepare(both), parent);
    QCOMPARE(text("." + path + "/cpu.max"), QByteArray("50000 100000"));
    QCOMPARE(text("." + path + "/memory.max"), QByteArray::number(1 << 30));
    QCOMPARE(text("quayside/cgroup.subtree_control"), QByteArray("+cpu +memory"));
    const auto memory_only = task_of(definition_json(
        "sized", { container_json("web", { { "cpu", 1024 } }), container_json("small") }, { { "memory", "512" } }));
    QCOMPARE(cgroups.prepare(memory_only), parent);
    QCOMPARE(text("." + path + "/cpu.weight"), QByteArray("40")); // of 1024 and 2 shares
    QVERIFY(cgroups.prepare(task_of(one_container("web"))).empty()); // no size
    info.host_name += "-elsewhere";
    cgroups.set_engine(info);
    QVERIFY(cgroups.prepare(both).empty());
    const Json host = container_config({}, both, 0, {}, 4, { {}, parent }).body["HostConfig"];
    QVERIFY(host["CgroupParent"] == Json(parent));
    QVERIFY(!host.contains("NanoCpus") && !host.contains("Memory"));
}

void TestFields::an_environment_file_is_taken_as_it_is()
{
    const auto parsed
        = parse_environment_file("# a comment\nA=1\nno pair\n=nameless\nB= two=2 \nC=\"q\"\r\nA=3\nLAST=x");
    const std::vector<model::KeyValue> expected{ { "A", "3" }, { "B", " two=2 " }, { "C", "\"q\"\r" },
        { "LAST", "x" } };
    QVERIFY(parsed == expected);
}

void TestFields::what_is_nearer_wins_in_the_environment()
{
    auto settings = with_secrets({ { "/pw", "s3cret" } },
        { { "f1.env", "A=f1\nB=f1\nC=f1" }, { "f2.env", "C=f2\nD=f2" }, { "f3.env", "E=f3" } });
    settings.variables = [](const model::Task&, std::size_t) {
        return std::vector<model::KeyValue>{ { "B", "agent" } };
    };
    const auto file = [](const char* name) { return Json{ { "type", "s3" }, { "value", name } }; };
    const Json document = one_container("web",
        { { "environment", { { { "name", "A" }, { "value", "own" } }, { { "name", "P" }, { "value", "plain" } } } },
            { "environmentFiles", { file("f1.env"), file("f2.env") } }, { "secrets", { secret("P", "/pw") } } });
    const auto task = task_of(document);
    const auto inputs = container_inputs(settings, task, 0);
    QVERIFY(inputs);
    QCOMPARE(variables(settings, task, *inputs),
        (std::vector<std::string>{ "C=f1", "D=f2", "A=own", "B=agent", "P=s3cret" }));
    const auto overridden = task_of(
        document, { { "containerOverrides", { { { "name", "web" }, { "environmentFiles", { file("f3.env") } } } } } });
    QVERIFY(container_inputs(settings, overridden, 0)->from_files == (std::vector<model::KeyValue>{ { "E", "f3" } }));
}

void TestFields::the_account_says_whether_log_drivers_are_waited_for()
{
    const auto task = task_of(one_container("web", { { "logConfiguration", { { "logDriver", "json-file" } } } }));
    ContainerInputs inputs;
    inputs.log_mode = "blocking";
    const Json body = container_config({}, task, 0, {}, 4, {}, inputs).body;
    QVERIFY(body["HostConfig"]["LogConfig"]["Config"] == Json({ { "mode", "blocking" } }));
}

void TestFields::secrets_that_are_missing_stop_the_task()
{
    AgentWorld world({ .images_present = true });
    world.agent_settings.secret = with_secrets({}).secret;
    world.start_agent();
    const Id task = world.run(one_container("web", { { "secrets", { secret("P", "/pw") } } }));
    QVERIFY(world.reaches(task, TaskStatus::Stopped));
    QCOMPARE(world.task(task)->stopped_reason,
        std::string("ResourceInitializationError: unable to pull secrets or registry auth: there is no /pw"));
    QCOMPARE(world.task(task)->stop_code, model::StopCode::TaskFailedToStart);
    QVERIFY(world.containers_of(task).empty());
    const Id files = world.run(one_container(
        "web", { { "environmentFiles", { { { "type", "s3" }, { "value", "arn:aws:s3:::b/a.env" } } } } }));
    QVERIFY(world.reaches(files, TaskStatus::Stopped));
    QVERIFY(QString::fromStdString(world.task(files)->stopped_reason)
                .startsWith("ResourceInitializationError: failed to download env files: "));
}

void TestFields::a_range_of_ports_is_published_in_a_row()
{
    AgentWorld world({ .images_present = true });
    world.start_agent();
    const Id instance = world.add_instance(61000, 61005);
    const Json range{ { { "containerPort", 80 } }, { { "containerPortRange", "8000-8003" } } };
    const Json document = one_container("web", { { "portMappings", range } });
    const Id task = world.run(document, instance);
    QVERIFY(world.reaches(task, TaskStatus::Running));
    std::map<int, int> host_ports;
    for (const auto& binding : world.task(task)->containers[0].network_bindings)
        host_ports[binding.container_port] = binding.host_port;
    QCOMPARE(host_ports,
        (std::map<int, int>{ { 80, 61000 }, { 8000, 61001 }, { 8001, 61002 }, { 8002, 61003 }, { 8003, 61004 } }));
    const Id second = world.run(document, instance);
    QVERIFY(world.reaches(second, TaskStatus::Stopped));
    QCOMPARE(world.task(second)->containers[0].reason,
        std::string("HostConfigError: error retrieving docker port map: a host port is unavailable"));
}

QTEST_GUILESS_MAIN(TestFields)
#include "tst_fields.moc"
