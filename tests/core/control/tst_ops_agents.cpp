// Container instances that another program registers through the API, and what it submits of their tasks.

#include "ops_world.h"

#include <QTest>

using Json = quayside::Json;

namespace {

Json resources(int cpu = 1024, int memory = 2048)
{
    Json list = Json::array();
    list.push_back({ { "name", "CPU" }, { "type", "INTEGER" }, { "integerValue", cpu } });
    list.push_back({ { "name", "MEMORY" }, { "type", "INTEGER" }, { "integerValue", memory } });
    list.push_back({ { "name", "PORTS" }, { "type", "STRINGSET" }, { "stringSetValue", { "22", "80" } } });
    list.push_back({ { "name", "PORTS_UDP" }, { "type", "STRINGSET" }, { "stringSetValue", Json::array() } });
    return list;
}

Json registration(Json more = Json::object())
{
    Json input = { { "totalResources", resources() } };
    input.update(more);
    return input;
}

std::string text(const Json& json, const char* member)
{
    return json.contains(member) ? json[member].get<std::string>() : "";
}

// A cluster whose only container instance has a foreign agent.
class ForeignWorld : public OpsWorld {
public:
    ForeignWorld()
    {
        ok("CreateCluster");
        instance = ok("RegisterContainerInstance", registration())["containerInstance"]["containerInstanceArn"];
        definition("web");
    }

    std::string run() { return ok("RunTask", { { "taskDefinition", "web" } })["tasks"][0]["taskArn"]; }
    Json task(const std::string& arn) { return ok("DescribeTasks", { { "tasks", { arn } } })["tasks"][0]; }
    Json submit(const std::string& arn, Json more)
    {
        Json input = { { "task", arn } };
        input.update(more);
        return ok("SubmitTaskStateChange", input);
    }

    std::string instance;
};

} // namespace

class TestOpsAgents : public QObject {
    Q_OBJECT

private slots:
    void an_agent_registers_its_instance()
    {
        OpsWorld world;
        world.ok("CreateCluster");
        Json attributes = Json::array();
        attributes.push_back({ { "name", "ecs.availability-zone" }, { "value", "us-east-1c" } });
        attributes.push_back({ { "name", "ecs.capability.task-eni" } });
        attributes.push_back({ { "name", "rack" }, { "value", "7" } });
        const Json shown = world.ok("RegisterContainerInstance",
            registration({ { "attributes", attributes }, { "tags", { { { "key", "a" }, { "value", "b" } } } },
                { "instanceIdentityDocument", R"({"instanceId": "i-0123456789abcdef0"})" } }))["containerInstance"];
        QCOMPARE(text(shown, "status"), std::string("ACTIVE"));
        QVERIFY(shown["agentConnected"].get<bool>());
        QCOMPARE(shown["version"].get<int>(), 1);
        QCOMPARE(shown["registeredResources"][0]["integerValue"].get<int>(), 1024);
        QCOMPARE(shown["registeredResources"][2]["stringSetValue"].dump(), std::string(R"(["22","80"])"));
        QCOMPARE(shown["tags"][0]["value"].get<std::string>(), std::string("b"));
        QCOMPARE(
            world.ok("ListContainerInstances", { { "filter", "attribute:rack == 7" } })["containerInstanceArns"].dump(),
            Json({ shown["containerInstanceArn"] }).dump());
        const auto count = std::count_if(shown["attributes"].begin(), shown["attributes"].end(),
            [](const Json& attribute) { return attribute["name"] == "ecs.capability.task-eni"; });
        QCOMPARE(count, 1);
        const auto record = world.state().container_instances().begin()->second;
        QCOMPARE(record->name, std::string("i-0123456789abcdef0"));
        QCOMPARE(record->availability_zone, std::string("us-east-1c"));

        const auto again = world.ok("RegisterContainerInstance",
            { { "containerInstanceArn", shown["containerInstanceArn"] },
                { "totalResources", resources(2048) } })["containerInstance"];
        QCOMPARE(text(again, "containerInstanceArn"), text(shown, "containerInstanceArn"));
        QCOMPARE(again["registeredResources"][0]["integerValue"].get<int>(), 2048);
        QCOMPARE(again["tags"].size(), std::size_t(1));
        QCOMPARE(world.state().container_instances().size(), std::size_t(1));
        QCOMPARE(world.shape_problem, std::string());
    }

    void bad_registrations_name_the_field()
    {
        OpsWorld world;
        world.ok("CreateCluster");
        const auto own = world.engine("laptop");
        const auto refused
            = [&](Json more) { return world.error("RegisterContainerInstance", registration(std::move(more))); };
        QCOMPARE(refused({ { "cluster", "none" } }), std::string("ClusterNotFoundException: Cluster not found."));
        QVERIFY(refused({ { "totalResources", Json::array() } }).find("needs some CPU") != std::string::npos);
        QVERIFY(refused({ { "totalResources", resources(0) } }).find("needs some CPU") != std::string::npos);
        Json port = resources();
        port[2]["stringSetValue"] = { "70000" };
        QVERIFY(refused({ { "totalResources", port } }).find("70000 is no port") != std::string::npos);
        QVERIFY(refused({ { "containerInstanceArn", own } }).find("Quayside's own") != std::string::npos);
        QVERIFY(refused({ { "containerInstanceArn", "nothing" } }).find("was not found") != std::string::npos);
        QVERIFY(refused({ { "attributes", { { { "name", "" } } } } }).find("attributes:") != std::string::npos);
        QCOMPARE(world.state().container_instances().size(), std::size_t(1));
    }

    void its_tasks_do_what_the_agent_submits()
    {
        ForeignWorld world;
        const auto arn = world.run();
        QCOMPARE(text(world.task(arn), "containerInstanceArn"), world.instance);
        QCOMPARE(text(world.submit(arn, { { "status", "PENDING" } }), "acknowledgment"), std::string("ok"));
        QCOMPARE(text(world.task(arn), "lastStatus"), std::string("PENDING"));

        const Json binding
            = { { "bindIP", "0.0.0.0" }, { "containerPort", 80 }, { "hostPort", 32768 }, { "protocol", "tcp" } };
        const auto pulled = static_cast<double>(quayside::to_epoch_seconds(world.now));
        world.now += std::chrono::seconds{ 5 };
        world.submit(arn,
            { { "status", "RUNNING" }, { "pullStartedAt", pulled }, { "pullStoppedAt", pulled + 1 },
                { "containers",
                    { { { "containerName", "main" }, { "status", "RUNNING" }, { "runtimeId", "abc" },
                        { "imageDigest", "sha256:1" }, { "networkBindings", { binding } } } } } });
        const Json running = world.task(arn);
        QCOMPARE(text(running, "lastStatus"), std::string("RUNNING"));
        QCOMPARE(text(running, "connectivity"), std::string("CONNECTED"));
        QCOMPARE(running["pullStoppedAt"].get<double>() - running["pullStartedAt"].get<double>(), 1.0);
        const Json container = running["containers"][0];
        QCOMPARE(text(container, "runtimeId"), std::string("abc"));
        QVERIFY(container["networkBindings"][0] == binding);

        world.ok("StopTask", { { "task", arn } });
        world.submit(arn,
            { { "status", "STOPPED" }, { "reason", "as told" },
                { "containers", { { { "containerName", "main" }, { "status", "STOPPED" }, { "exitCode", 143 } } } } });
        const Json stopped = world.task(arn);
        QCOMPARE(text(stopped, "lastStatus"), std::string("STOPPED"));
        QCOMPARE(text(stopped, "stopCode"), std::string("UserInitiated"));
        QCOMPARE(text(stopped, "stoppedReason"), std::string("Task stopped by user"));
        QCOMPARE(stopped["containers"][0]["exitCode"].get<int>(), 143);
        world.submit(arn, { { "status", "RUNNING" } }); // too late
        QCOMPARE(text(world.task(arn), "lastStatus"), std::string("STOPPED"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void the_status_of_the_task_alone_is_enough()
    {
        ForeignWorld world;
        const auto arn = world.run();
        world.submit(arn, { { "status", "RUNNING" } });
        QCOMPARE(text(world.task(arn), "lastStatus"), std::string("RUNNING"));
        world.submit(arn, { { "status", "STOPPED" }, { "reason", "Essential container in task exited" } });
        const Json stopped = world.task(arn);
        QCOMPARE(text(stopped, "stopCode"), std::string("EssentialContainerExited"));
        QVERIFY(!stopped["containers"][0].contains("exitCode"));

        const auto never = world.run();
        world.submit(never, { { "status", "STOPPED" }, { "reason", "CannotPullContainerError: no such image" } });
        QCOMPARE(text(world.task(never), "stopCode"), std::string("TaskFailedToStart"));
        QCOMPARE(text(world.task(never), "stoppedReason"), std::string("CannotPullContainerError: no such image"));
    }

    void one_container_may_be_submitted()
    {
        ForeignWorld world;
        const auto arn = world.run();
        Json input = { { "task", arn }, { "containerName", "main" }, { "status", "RUNNING" } };
        QCOMPARE(text(world.ok("SubmitContainerStateChange", input), "acknowledgment"), std::string("ok"));
        QCOMPARE(text(world.task(arn), "lastStatus"), std::string("RUNNING"));
        input.update({ { "status", "STOPPED" }, { "exitCode", 3 }, { "reason", "it fell over" } });
        world.ok("SubmitContainerStateChange", input);
        const Json stopped = world.task(arn);
        QCOMPARE(text(stopped, "stopCode"), std::string("EssentialContainerExited"));
        QCOMPARE(stopped["containers"][0]["exitCode"].get<int>(), 3);
        QCOMPARE(text(stopped["containers"][0], "reason"), std::string("it fell over"));
    }

    void what_a_task_has_besides_containers_is_recorded_and_shown()
    {
        ForeignWorld world;
        world.ok("RegisterTaskDefinition",
            { { "family", "net" }, { "networkMode", "awsvpc" },
                { "containerDefinitions", { { { "name", "main" }, { "image", "busybox" }, { "memory", 64 } } } } });
        const Json network = { { "awsvpcConfiguration", { { "subnets", Json::array({ "subnet-1", "subnet-2" }) } } } };
        const Json call
            = { { "taskDefinition", "net" }, { "networkConfiguration", network }, { "enableExecuteCommand", true } };
        Json able = Json::array({ { { "name", "ecs.capability.task-eni" } } });
        const auto register_again = [&] {
            world.ok("RegisterContainerInstance",
                registration({ { "containerInstanceArn", world.instance }, { "attributes", able } }));
        };
        register_again();
        QCOMPARE(text(world.ok("RunTask", call)["failures"][0], "detail"),
            std::string("The container instance lacks the attribute ecs.capability.execute-command."));
        able.push_back({ { "name", "ecs.capability.execute-command" } });
        register_again();
        const Json ran = world.ok("RunTask", call);
        QVERIFY2(ran["failures"].empty(), ran["failures"].dump().c_str());
        const std::string arn = ran["tasks"][0]["taskArn"];
        const auto attachment = [&] { return Json(world.task(arn)["attachments"].at(0)); };
        const auto agent = [&] { return world.task(arn)["containers"][0]["managedAgents"].at(0); };
        QCOMPARE(attachment().dump(),
            Json({ { "id", text(attachment(), "id") }, { "type", "ElasticNetworkInterface" }, { "status", "ATTACHING" },
                     { "details", { { { "name", "subnetId" }, { "value", "subnet-1" } } } } })
                .dump());
        const Json interfaces = world.task(arn)["containers"][0]["networkInterfaces"];
        QCOMPARE(text(interfaces.at(0), "attachmentId"), text(attachment(), "id"));
        QCOMPARE(agent().dump(), std::string(R"({"name":"ExecuteCommandAgent","lastStatus":"PENDING"})"));

        const auto its_arn = "arn:aws:ecs:us-east-1:123456789012:attachment/" + text(attachment(), "id");
        world.ok("SubmitAttachmentStateChanges",
            { { "attachments", { { { "attachmentArn", its_arn }, { "status", "ATTACHED" } } } } });
        QCOMPARE(text(attachment(), "status"), std::string("ATTACHED"));
        const Json running
            = { { "containerName", "main" }, { "managedAgentName", "ExecuteCommandAgent" }, { "status", "RUNNING" } };
        world.submit(arn, { { "status", "RUNNING" }, { "managedAgents", { running } } });
        QCOMPARE(text(agent(), "lastStatus"), std::string("RUNNING"));
        QCOMPARE(agent()["lastStartedAt"].get<double>(), quayside::to_epoch_seconds(world.now));
        Json failed = running;
        failed.update({ { "status", "STOPPED" }, { "reason", "it fell over" } });
        world.submit(arn,
            { { "status", "RUNNING" }, { "managedAgents", { failed } },
                { "attachments", { { { "attachmentArn", its_arn }, { "status", "DETACHING" } } } } });
        QCOMPARE(text(agent(), "reason"), std::string("it fell over"));
        QCOMPARE(text(attachment(), "status"), std::string("DETACHING"));
        world.submit(arn, { { "status", "STOPPED" } });
        QCOMPARE(text(attachment(), "status"), std::string("DELETED"));
        QCOMPARE(text(agent(), "lastStatus"), std::string("STOPPED"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void bad_submissions_change_nothing()
    {
        ForeignWorld world;
        const auto arn = world.run();
        const auto refused = [&](Json more) {
            Json input = { { "task", arn } };
            input.update(more);
            return world.error("SubmitTaskStateChange", input);
        };
        QCOMPARE(refused({ { "cluster", "none" } }), std::string("ClusterNotFoundException: Cluster not found."));
        QVERIFY(refused({ { "task", "" } }).find("task is required") != std::string::npos);
        QVERIFY(refused({ { "status", "MOON" } }).find("status should be one of") != std::string::npos);
        QVERIFY(refused({ { "containers", { { { "containerName", "nobody" } } } } }).find("containers[0].containerName")
            != std::string::npos);
        QVERIFY(
            refused({ { "containers",
                        { { { "containerName", "main" }, { "networkBindings", { { { "hostPort", 70000 } } } } } } } })
                .find("hostPort must be a port number")
            != std::string::npos);
        QCOMPARE(text(world.ok("SubmitTaskStateChange", { { "task", std::string(32, '0') } }), "acknowledgment"),
            std::string("ok")); // one that is forgotten
        QVERIFY(world
                    .error("SubmitAttachmentStateChanges",
                        { { "attachments", { { { "attachmentArn", "arn" }, { "status", "ATTACHED" } } } } })
                    .find("there is no attachment arn")
            != std::string::npos);
        const Json nobody
            = { { "containerName", "nobody" }, { "managedAgentName", "ExecuteCommandAgent" }, { "status", "RUNNING" } };
        QVERIFY(
            refused({ { "managedAgents", { nobody } } }).find("managedAgents[0].containerName") != std::string::npos);
        Json strange = nobody;
        strange.update({ { "containerName", "main" }, { "status", "MOON" } });
        QVERIFY(refused({ { "managedAgents", { strange } } }).find("managedAgents[0].status") != std::string::npos);
        QCOMPARE(world.task(arn)["version"].get<int>(), 1);

        OpsWorld own;
        own.engine("laptop");
        own.definition("web");
        const Json ours = own.ok("RunTask", { { "taskDefinition", "web" } })["tasks"][0];
        QVERIFY(own.error("SubmitTaskStateChange", { { "task", ours["taskArn"] }, { "status", "STOPPED" } })
                    .starts_with("ClientException: The task is not on a container instance that an agent"));
    }

    void an_instance_that_leaves_by_force_takes_its_tasks_along()
    {
        ForeignWorld world;
        const auto arn = world.run();
        world.submit(arn, { { "status", "RUNNING" } });
        QCOMPARE(world.error("DeregisterContainerInstance", { { "containerInstance", world.instance } }),
            std::string("InvalidParameterException: Found running tasks on the instance."));
        world.ok("DeregisterContainerInstance", { { "containerInstance", world.instance }, { "force", true } });
        const Json stopped = world.task(arn);
        QCOMPARE(text(stopped, "lastStatus"), std::string("STOPPED"));
        QCOMPARE(text(stopped, "stoppedReason"), std::string("Container instance deregistration forced by user"));
        QVERIFY(world.error("RegisterContainerInstance", registration({ { "containerInstanceArn", world.instance } }))
                    .find("is deregistered")
            != std::string::npos);
    }

    void two_agents_may_use_the_same_port()
    {
        ForeignWorld world;
        world.ok("RegisterContainerInstance", registration());
        world.definition("port", 64, 64, { { "portMappings", { { { "containerPort", 80 }, { "hostPort", 8080 } } } } });
        const auto reply = world.ok("RunTask", { { "taskDefinition", "port" }, { "count", 3 } });
        QCOMPARE(reply["tasks"].size(), std::size_t(2));
        QCOMPARE(reply["failures"][0]["reason"].get<std::string>(), std::string("RESOURCE:PORTS"));
    }

    void agents_ask_where_to_call_and_whether_they_are_old()
    {
        ForeignWorld world;
        QVERIFY(world.error("DiscoverPollEndpoint").starts_with("ClientException: The API is not served"));
        world.installation.endpoint = "http://127.0.0.1:9470";
        const auto found = world.ok("DiscoverPollEndpoint", { { "containerInstance", world.instance } });
        QCOMPARE(text(found, "endpoint"), std::string("http://127.0.0.1:9470/"));
        QCOMPARE(text(found, "telemetryEndpoint"), text(found, "endpoint"));
        QCOMPARE(world.error("UpdateContainerAgent", { { "containerInstance", world.engine("laptop") } }),
            std::string("NoUpdateAvailableException: There is no update available for your container agent."));
        QVERIFY(world.error("UpdateContainerAgent", { { "containerInstance", world.instance } })
                    .starts_with("MissingVersionException"));
        const Json said = { { "agentVersion", "0.1.0" }, { "agentHash", "abc" }, { "dockerVersion", "none" } };
        const auto known = world.ok("RegisterContainerInstance",
            registration({ { "containerInstanceArn", world.instance }, { "versionInfo", said } }));
        QVERIFY(known["containerInstance"]["versionInfo"] == said);
        QVERIFY(world.error("UpdateContainerAgent", { { "containerInstance", world.instance } })
                    .starts_with("NoUpdateAvailableException"));
        QVERIFY(world.error("UpdateContainerAgent", { { "containerInstance", "none" } }).find("was not found")
            != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestOpsAgents)
#include "tst_ops_agents.moc"
