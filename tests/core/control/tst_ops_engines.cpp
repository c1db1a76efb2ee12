#include "ops_world.h"

#include <QTest>

#include <set>

using Json = quayside::Json;

namespace {

using quayside::Result;
namespace docker = quayside::docker;

// An engine that answers at once from what it was told.
class FakeEngine final : public docker::Engine {
public:
    void ping(Callback<void> done) override { done({}); }
    void info(Callback<docker::EngineInfo> done) override { done(answer); }
    void list(std::vector<std::string> filters, Callback<std::vector<docker::ContainerSummary>> done) override
    {
        asked_for = filters;
        done(containers);
    }
    void inspect(std::string, Callback<docker::ContainerState> done) override { done(docker::ContainerState()); }
    void create(docker::ContainerConfig, Callback<std::string> done) override { done(std::string()); }
    void start(std::string, Callback<void> done) override { done({}); }
    void stop(std::string id, quayside::Duration, Callback<void> done) override
    {
        stopped.push_back(id);
        done({});
    }
    void remove(std::string id, Callback<void> done) override
    {
        removed.push_back(id);
        std::erase_if(containers, [&id](const auto& row) { return row.id == id; });
        done({});
    }
    void rename(std::string, std::string, Callback<void> done) override { done({}); }
    void list_volumes(std::vector<std::string>, Callback<std::vector<std::string>> done) override
    {
        done(std::vector<std::string>());
    }
    void inspect_volume(std::string, Callback<void> done) override { done({}); }
    void create_volume(docker::VolumeConfig, Callback<void> done) override { done({}); }
    void remove_volume(std::string, Callback<void> done) override { done({}); }
    void list_networks(std::vector<std::string>, Callback<std::vector<docker::Network>> done) override
    {
        done(std::vector<docker::Network>());
    }
    void create_network(docker::NetworkConfig, Callback<void> done) override { done({}); }
    void remove_network(std::string, Callback<void> done) override { done({}); }
    void connect_network(std::string, std::string, Callback<void> done) override { done({}); }
    void import_image(docker::ImageImport, Callback<void> done) override { done({}); }
    void disk_use(Callback<docker::DiskUse> done) override { done(docker::DiskUse()); }
    void list_images(Callback<std::vector<docker::ImageSummary>> done) override
    {
        done(std::vector<docker::ImageSummary>());
    }
    void inspect_image(std::string, Callback<docker::ImageInfo> done) override { done(docker::ImageInfo()); }
    void find_digest(std::string, docker::RegistryLogin, Callback<std::string> done) override { done(std::string()); }
    void tag_image(std::string, std::string, Callback<void> done) override { done({}); }
    void remove_image(std::string, Callback<void> done) override { done({}); }
    quayside::Subscription pull(
        std::string, docker::RegistryLogin, quayside::Function<void(docker::PullProgress)>, Callback<void>) override
    {
        return {};
    }
    quayside::Subscription push(
        std::string, docker::RegistryLogin, quayside::Function<void(docker::PullProgress)>, Callback<void>) override
    {
        return {};
    }
    quayside::Subscription build(
        docker::ImageBuild, quayside::Function<void(std::string)>, Callback<std::string>) override
    {
        return {};
    }
    quayside::Subscription events(quayside::TimePoint, std::string, quayside::Function<void(docker::Event)>,
        quayside::Function<void(quayside::Error)>) override
    {
        return {};
    }
    quayside::Subscription stats(
        std::string, quayside::Function<void(docker::Stats)>, quayside::Function<void(quayside::Error)>) override
    {
        return {};
    }
    quayside::Subscription logs(
        docker::LogRequest, quayside::Function<void(std::vector<docker::LogLine>)> lines, Callback<void> ended) override
    {
        lines({ { quayside::TimePoint(std::chrono::seconds(7)), false, "line" },
            { quayside::TimePoint(std::chrono::milliseconds(8500)), true, "\xff\x1b[31m" } });
        ended({});
        return {};
    }

    std::unique_ptr<docker::Terminal> open_terminal(docker::TerminalRequest, docker::TerminalEvents) override
    {
        return nullptr;
    }

    Result<docker::EngineInfo> answer = docker::EngineInfo();
    std::vector<docker::ContainerSummary> containers;
    std::vector<std::string> asked_for, stopped, removed;
};

std::shared_ptr<FakeEngine> machine(const std::string& id, std::int64_t cpus = 4, std::int64_t mebibytes = 8000)
{
    auto engine = std::make_shared<FakeEngine>();
    docker::EngineInfo info;
    info.id = id;
    info.version = "20.10.24";
    info.architecture = "aarch64";
    info.cpus = cpus;
    info.memory = mebibytes * 1024 * 1024 + 12'345;
    info.containers_running = 3;
    engine->answer = info;
    return engine;
}

constexpr const char* kSocket = "unix:///run/docker.sock";

Json docker_engine(const std::string& name, const std::string& endpoint = kSocket)
{
    return { { "name", name }, { "kind", "docker" }, { "endpoint", endpoint } };
}

Json with(Json input, Json more)
{
    input.update(more);
    return input;
}

// What a resource of a container instance is.
int resource(const Json& instance, const char* list, const char* name)
{
    for (const auto& element : instance[list])
        if (element["name"] == name)
            return element["integerValue"];
    return -1;
}

} // namespace

class TestOpsEngines : public QObject {
    Q_OBJECT

private slots:
    void an_engine_is_added_whole()
    {
        OpsWorld world;
        world.endpoints[kSocket] = machine("m1");
        const auto added = world.ok("AddEngine", docker_engine("laptop"));
        QCOMPARE(added["engine"]["version"].get<std::string>(), std::string("20.10.24"));
        QCOMPARE(added["engine"]["connected"].get<bool>(), true);
        const std::string arn = added["containerInstanceArns"][0];
        QVERIFY(arn.find("container-instance/default/") != std::string::npos);
        const auto shown = world.ok("DescribeContainerInstances",
            { { "containerInstances", { arn } },
                { "include", { "TAGS", "CONTAINER_INSTANCE_HEALTH" } } })["containerInstances"][0];
        QCOMPARE(resource(shown, "registeredResources", "CPU"), 4096);
        QCOMPARE(resource(shown, "remainingResources", "MEMORY"), 8000);
        QCOMPARE(shown["registeredResources"][2]["stringSetValue"].dump(),
            std::string(R"(["22","2375","2376","51678","51679"])"));
        QCOMPARE(shown["healthStatus"]["overallStatus"].get<std::string>(), std::string("OK"));
        const auto arm
            = world.ok("ListContainerInstances", { { "filter", "attribute:ecs.cpu-architecture == arm64" } });
        QCOMPARE(arm["containerInstanceArns"].dump(), Json({ arn }).dump());
        QCOMPARE(world.ok("ListEngines")["engines"][0]["containerInstanceArns"].dump(), Json({ arn }).dump());
        QCOMPARE(world.shape_problem, std::string());
    }

    void an_engine_is_cut_into_slices()
    {
        OpsWorld world;
        world.endpoints[kSocket] = machine("m1");
        world.ok("AddEngine",
            with(docker_engine("laptop"),
                { { "slices",
                    { { { "name", "s1" }, { "cpu", 1024 }, { "availabilityZone", "us-east-1b" } },
                        { { "name", "s2" }, { "memory", 2000 },
                            { "attributes", { { { "name", "disk" }, { "value", "ssd" } } } } },
                        { { "name", "s3" } } } } }));
        std::map<std::string, quayside::model::ContainerInstance> slices;
        for (const auto& [id, instance] : world.state().container_instances())
            slices[instance->name] = *instance;
        QCOMPARE(slices.size(), std::size_t(3));
        QCOMPARE(slices["s1"].registered.cpu, 1024);
        QCOMPARE(slices["s2"].registered.cpu, 1536);
        QCOMPARE(slices["s3"].registered.memory, 3000);
        QCOMPARE(slices["s1"].availability_zone, std::string("us-east-1b"));
        QVERIFY(slices["s1"].last_dynamic_port < slices["s2"].first_dynamic_port);
        QCOMPARE(world.ok("ListContainerInstances", { { "filter", "attribute:disk == ssd" } })["containerInstanceArns"]
                     .size(),
            std::size_t(1));
    }

    void what_cannot_be_added_is_refused_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QByteArray>("message");
        const std::pair<const char*, const char*> rows[] = {
            { R"({"name":"first","endpoint":"unix:\/\/\/other"})", "name: there is an engine first already." },
            { R"({"endpoint":"unix:\/\/\/first"})", "endpoint: unix:///first was added as first." },
            { R"({"endpoint":"unix:\/\/\/also-first"})", "endpoint: this is the engine first" },
            { R"({"endpoint":"unix:\/\/\/dead"})", "endpoint: no engine answers at unix:///dead: connection refused" },
            { R"({"endpoint":"gopher:\/\/x"})", "endpoint: gopher://x is no endpoint." },
            { R"({"bindAddress":"here"})", "bindAddress: 'here' is no IP address" },
            { R"({"kind":"simulated","endpoint":null,"tls":{}})", "tls: a simulated engine has none." },
            { R"({"endpoint":null})", "endpoint is required for a Docker engine" },
            { R"({"cluster":"none"})", "Cluster not found." },
            { R"({"slices":[{"name":"a"},{"name":"a"}]})", "slices: the name a is in use" },
            { R"({"slices":[{"name":"first"}]})", "slices: the name first is in use" },
            { R"({"slices":[{"name":"a","cpu":4000},{"name":"b","cpu":4000}]})",
                "slices: together they ask for 8000 units of cpu; the engine has 4096." },
            { R"({"slices":[{"name":"a","memory":8000},{"name":"b"}]})",
                "slices: nothing of the engine's memory is left" },
            { R"({"slices":[{"name":"a","firstDynamicPort":62000,"lastDynamicPort":61000}]})",
                "slices[0].lastDynamicPort" },
        };
        for (const auto& [more, message] : rows)
            QTest::newRow(more) << QByteArray(more) << QByteArray(message);
    }
    void what_cannot_be_added_is_refused()
    {
        QFETCH(QByteArray, more);
        QFETCH(QByteArray, message);
        OpsWorld world;
        world.endpoints["unix:///first"] = world.endpoints["unix:///also-first"] = machine("m1");
        world.endpoints["unix:///other"] = world.endpoints[kSocket] = machine("m2");
        auto dead = std::make_shared<FakeEngine>();
        dead->answer = quayside::fail(quayside::Error::no_answer("connection refused"));
        world.endpoints["unix:///dead"] = dead;
        world.ok("AddEngine", docker_engine("first", "unix:///first"));
        const auto error = world.error("AddEngine", with(docker_engine("second"), Json::parse(more.toStdString())));
        QVERIFY2(error.find(message.toStdString()) != std::string::npos, error.c_str());
        QCOMPARE(world.state().engines().size(), std::size_t(1));
        QCOMPARE(world.state().container_instances().size(), std::size_t(1));
    }

    void what_is_said_of_an_engine_can_be_changed_later()
    {
        OpsWorld world;
        world.endpoints["unix:///a"] = world.endpoints["tcp://10.0.0.7:2376"] = machine("m1");
        world.endpoints["unix:///b"] = machine("m2");
        world.ok("AddEngine", docker_engine("first", "unix:///a"));
        world.ok("AddEngine", docker_engine("second", "unix:///b"));
        world.ok("AddEngine", { { "name", "toy" }, { "kind", "simulated" } });
        const Json tls = { { "caCertificate", "/ca.pem" } };
        const auto changed = world.ok("UpdateEngine",
            { { "engine", "first" }, { "name", "moved" }, { "endpoint", "tcp://10.0.0.7:2376" }, { "tls", tls },
                { "bindAddress", "10.0.0.7" } })["engine"];
        QVERIFY(changed["name"] == "moved" && changed["endpoint"] == "tcp://10.0.0.7:2376");
        QVERIFY(changed["tls"] == tls && changed["bindAddress"] == "10.0.0.7");
        QVERIFY(world.ok("UpdateEngine", { { "engine", "moved" }, { "name", "again" } })["engine"]["tls"] == tls);
        const auto refused = [&world](const Json& more, const char* why) {
            const auto error = world.error("UpdateEngine", with({ { "engine", "again" } }, more));
            return error.find(why) != std::string::npos ? std::string() : error;
        };
        for (const auto& [more, why] : std::initializer_list<std::pair<Json, const char*>>{
                 { { { "name", "second" } }, "name: there is an engine second already." },
                 { { { "endpoint", "unix:///b" } }, "endpoint: unix:///b was added as second." },
                 { { { "endpoint", "unix:///c" } }, "endpoint: unix:///c is no endpoint." },
                 { { { "engine", "toy" }, { "endpoint", "unix:///a" } }, "endpoint: a simulated engine has none." },
                 { { { "engine", "none" } }, "there is no engine none" } })
            QCOMPARE(refused(more, why), std::string());
        world.ok("RemoveEngine", { { "engine", "second" } });
        QCOMPARE(refused({ { "endpoint", "unix:///b" } }, "endpoint: at unix:///b is another engine than again"),
            std::string());
    }

    void engines_are_looked_for()
    {
        OpsWorld world;
        world.endpoints["unix:///a"] = machine("m1");
        auto dead = std::make_shared<FakeEngine>();
        dead->answer = quayside::fail(quayside::Error::no_answer("connection refused"));
        world.endpoints["unix:///b"] = dead;
        const auto found = world.ok("FindEngines")["engines"];
        QCOMPARE(found[0]["reachable"].get<bool>(), true);
        QCOMPARE(found[1]["problem"].get<std::string>(), std::string("connection refused"));
        QVERIFY(!world.ok("ProbeEngine", { { "endpoint", "unix:///a" } }).contains("alreadyAddedAs"));
        world.ok("AddEngine", docker_engine("laptop", "unix:///a"));
        const auto probed = world.ok("ProbeEngine", { { "endpoint", "unix:///a" } });
        QCOMPARE(probed["alreadyAddedAs"].get<std::string>(), std::string("laptop"));
        QCOMPARE(probed["memory"].get<int>(), 8000);
        QVERIFY(world.error("ProbeEngine", { { "endpoint", "unix:///b" } }).find("connection refused")
            != std::string::npos);
    }

    void an_engine_with_tasks_is_removed_by_force_only()
    {
        OpsWorld world;
        auto live = machine("m1");
        live->containers = { { "c1", "ecs-web", "busybox", docker::RunState::Running, {} } };
        world.endpoints[kSocket] = live;
        world.live = live.get();
        world.ok("AddEngine", docker_engine("laptop"));
        world.definition("web");
        const std::string task = world.ok("RunTask", { { "taskDefinition", "web" } })["tasks"][0]["taskArn"];
        QVERIFY(world.error("RemoveEngine", { { "engine", "laptop" } }).find("1 task that did not stop")
            != std::string::npos);
        world.ok("RemoveEngine", { { "engine", "laptop" }, { "force", true } });
        QCOMPARE(live->asked_for, (std::vector<std::string>{ "io.quayside.installation=test" }));
        QCOMPARE(live->removed, std::vector<std::string>{ "c1" });
        QVERIFY(world.state().engines().empty());
        QVERIFY(world.state().container_instances().empty());
        const auto ended = world.ok("DescribeTasks", { { "tasks", { task } } })["tasks"][0];
        QCOMPARE(ended["lastStatus"].get<std::string>(), std::string("STOPPED"));
        QCOMPARE(
            ended["stoppedReason"].get<std::string>(), std::string("Container instance deregistration forced by user"));
        QVERIFY(world.error("RemoveEngine", { { "engine", "laptop" } }).find("there is no engine laptop")
            != std::string::npos);
    }

    void attributes_are_put_listed_and_deleted()
    {
        OpsWorld world;
        const auto laptop = world.engine("laptop");
        const auto put = [&](const char* name, const char* value = "v") {
            return Json{ { "attributes", { { { "name", name }, { "value", value }, { "targetId", laptop } } } } };
        };
        world.ok("PutAttributes", put("stack", "prod"));
        world.ok("PutAttributes", put("stack", "dev"));
        const auto listed
            = world.ok("ListAttributes", { { "targetType", "container-instance" }, { "attributeName", "stack" } });
        QCOMPARE(listed["attributes"].size(), std::size_t(1));
        QCOMPARE(listed["attributes"][0]["value"].get<std::string>(), std::string("dev"));
        QVERIFY(world.error("PutAttributes", put("ecs.os-type")).find("set by the system") != std::string::npos);
        QVERIFY(world.error("PutAttributes", put("a b")).find("the name a b") != std::string::npos);
        for (int i = 1; i < 10; ++i)
            world.ok("PutAttributes", put(("n" + std::to_string(i)).c_str()));
        QVERIFY(world.error("PutAttributes", put("n10")).starts_with("AttributeLimitExceededException"));
        world.ok("DeleteAttributes", put("stack", "dev"));
        QVERIFY(world.error("DeleteAttributes", put("stack", "dev")).starts_with("TargetNotFoundException"));
        const auto all = world.ok("ListAttributes", { { "targetType", "container-instance" }, { "maxResults", 7 } });
        QVERIFY(all.contains("nextToken"));
    }

    void logs_are_text_whatever_the_container_wrote()
    {
        OpsWorld world;
        auto live = machine("m1");
        world.live = live.get();
        world.engine("laptop");
        world.definition("web");
        const std::string arn = world.ok("RunTask", { { "taskDefinition", "web" } })["tasks"][0]["taskArn"];
        const Json input = { { "task", arn }, { "container", "main" } };
        QVERIFY(world.error("GetContainerLogs", input).find("has not been created yet") != std::string::npos);
        QVERIFY(world.error("GetContainerLogs", with(input, { { "container", "x" } })).find("no container x")
            != std::string::npos);
        (void)world.store->update([&](quayside::store::Transaction& transaction) -> Result<void> {
            auto task = *transaction.state().tasks().begin()->second;
            task.containers[0].runtime_id = "c1";
            transaction.put(std::move(task));
            return {};
        });
        const Json lines = world.ok("GetContainerLogs", input)["lines"];
        QCOMPARE(lines.size(), std::size_t(2));
        QVERIFY(lines[0] == (Json{ { "at", 7.0 }, { "stream", "stdout" }, { "text", "line" } }));
        QVERIFY(lines[1] == (Json{ { "at", 8.5 }, { "stream", "stderr" }, { "text", "\xef\xbf\xbd\x1b[31m" } }));
        QVERIFY(world.error("GetContainerLogs", with(input, { { "nextToken", "1.2" } })).find("nextToken: it is not")
            != std::string::npos);
        world.live = nullptr;
        QCOMPARE(world.error("GetContainerLogs", input),
            std::string("ClientException: The engine of this task is not registered any more."));
    }

    void every_operation_has_a_row()
    {
        QVERIFY(
            std::ranges::is_sorted(quayside::control::operation_rows(), {}, &quayside::control::OperationRow::name));
        for (const auto& row : quayside::control::operation_rows()) {
            QVERIFY2(quayside::api::find_operation(row.name), row.name.data());
            QVERIFY2((row.handler != nullptr) != (row.slow != nullptr), row.name.data());
            QVERIFY(quayside::control::find_operation(row.name) == &row);
        }
        std::set<std::string> names; // no model has one of another's
        for (const auto* model :
            { &quayside::api::ecs_model(), &quayside::api::ecr_model(), &quayside::api::quayside_model() })
            for (const auto& operation : model->operations()) {
                QVERIFY2(quayside::control::find_operation(operation.name), operation.name.c_str());
                QVERIFY2(names.insert(operation.name).second, operation.name.c_str());
            }
        OpsWorld world;
        QVERIFY(world.error("NoSuchThing").starts_with("UnknownOperationException"));
        QCOMPARE(world.ok("DescribeInstallation")["installation"].get<std::string>(), std::string("test"));
    }

    void access_keys_are_made_shown_and_deleted()
    {
        OpsWorld world;
        QVERIFY(world.ok("ListAccessKeys")["accessKeys"].empty());
        const Json first = world.ok("CreateAccessKey")["accessKey"];
        QCOMPARE(first["secretAccessKey"].get<std::string>().size(), std::size_t(40));
        const auto id = first["accessKeyId"].get<std::string>();
        QVERIFY(world.error("DeleteAccessKey", { { "accessKeyId", id } }).starts_with("ClientException: The last"));
        world.ok("CreateAccessKey");
        const Json listed = world.ok("ListAccessKeys")["accessKeys"];
        QCOMPARE(listed.size(), std::size_t(2));
        QVERIFY(!listed[0].contains("secretAccessKey"));
        const Json shown = world.ok("ListAccessKeys", { { "withSecrets", true } })["accessKeys"];
        QVERIFY(shown[0] == first);
        world.ok("DeleteAccessKey", { { "accessKeyId", id } });
        QCOMPARE(world.ok("ListAccessKeys")["accessKeys"].size(), std::size_t(1));
        QVERIFY(world.error("DeleteAccessKey", { { "accessKeyId", id } }).starts_with("InvalidParameterException"));
    }

    void the_last_requests_are_listed()
    {
        OpsWorld world;
        quayside::control::RequestRecord record;
        record.started = world.now;
        record.duration = std::chrono::microseconds(1'500);
        record.operation = "ListClusters";
        record.peer = "127.0.0.1:50000";
        record.status = 200;
        world.access.requests.add(record);
        record.caller = "QUAYKEY";
        record.status = 400;
        record.error = "ClientException";
        world.access.requests.add(record);
        const Json all = world.ok("ListRequests");
        QVERIFY(all["count"] == 2 && all["requests"].size() == 2);
        QVERIFY(all["requests"][0]["milliseconds"] == 1.5);
        QVERIFY(!all["requests"][0].contains("error") && !all["requests"][0].contains("accessKeyId"));
        const Json later = world.ok("ListRequests", { { "after", 1 } })["requests"];
        QCOMPARE(later.size(), std::size_t(1));
        QVERIFY(later[0]["error"] == "ClientException" && later[0]["accessKeyId"] == "QUAYKEY");
        QVERIFY(world.error("ListRequests", { { "after", -1 } }).starts_with("InvalidParameterException"));
    }
};

QTEST_GUILESS_MAIN(TestOpsEngines)
#include "tst_ops_engines.moc"
