#include "core/base/arn.h"
#include "tests/core/control/ops_world.h"

#include <QTest>

using quayside::daemon_name;
using quayside::Json;
using quayside::model::ServiceDeploymentStatus;
using quayside::model::TaskStatus;

namespace {

const std::string kArn = "arn:aws:ecs:us-east-1:123456789012:";
const std::string kAgent = kArn + "daemon/default/agent";

struct DaemonWorld : OpsWorld {
    DaemonWorld()
    {
        ok("CreateCluster");
        for (const char* name : { "pool", "spare", "apart" })
            ok("CreateCapacityProvider",
                { { "name", name },
                    { "autoScalingGroupProvider",
                        { { "autoScalingGroupArn", std::string("arn:aws:autoscaling:x:group/") + name } } } });
        ok("PutClusterCapacityProviders",
            { { "cluster", "default" }, { "capacityProviders", { "pool", "spare", "FARGATE" } },
                { "defaultCapacityProviderStrategy", Json::array() } });
        register_agent();
    }

    std::string register_agent(Json more = Json::object())
    {
        Json input = { { "family", "agent" },
            { "containerDefinitions", { { { "name", "main" }, { "image", "watcher:1" }, { "memory", 64 } } } } };
        input.update(more);
        return ok("RegisterDaemonTaskDefinition", input)["daemonTaskDefinitionArn"];
    }

    Json call_for(Json more = Json::object()) const
    {
        Json input = { { "daemonName", "agent" }, { "daemonTaskDefinitionArn", definition_arn(1) },
            { "capacityProviderArns", { kArn + "capacity-provider/pool" } } };
        input.update(more);
        return input;
    }
    Json create(Json more = Json::object()) { return ok("CreateDaemon", call_for(std::move(more))); }
    Json update_call(Json more = Json::object()) const
    {
        Json input = { { "daemonArn", kAgent }, { "daemonTaskDefinitionArn", definition_arn(1) },
            { "capacityProviderArns", { "pool" } } };
        input.update(more);
        return input;
    }

    Json described() { return ok("DescribeDaemon", { { "daemonArn", kAgent } })["daemon"]; }
    Json deployment(const Json& arn)
    {
        return ok("DescribeDaemonDeployments", { { "daemonDeploymentArns", { arn } } })["daemonDeployments"][0];
    }
    Json revision(const Json& arn)
    {
        return ok("DescribeDaemonRevisions", { { "daemonRevisionArns", { arn } } })["daemonRevisions"][0];
    }
    Json described_definition(int number)
    {
        return ok("DescribeDaemonTaskDefinition",
            { { "daemonTaskDefinition", definition_arn(number) } })["daemonTaskDefinition"];
    }
    std::vector<std::string> definitions(Json filter = Json::object())
    {
        std::vector<std::string> arns;
        const auto reply = ok("ListDaemonTaskDefinitions", std::move(filter));
        for (const auto& summary : reply["daemonTaskDefinitions"])
            arns.push_back(summary["arn"]);
        return arns;
    }
    void end_of_delete()
    {
        change_service(daemon_name("agent"), [](auto& service) {
            service.status = quayside::model::ServiceStatus::Inactive;
            service.deployments.clear();
        });
    }
    std::uint64_t newest() { return state().services().find({ "default", daemon_name("agent") })->deployments.front(); }

    static std::string definition_arn(int revision, const std::string& family = "agent")
    {
        return kArn + "daemon-task-definition/" + family + ":" + std::to_string(revision);
    }
};

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

std::string text(const Json& json)
{
    return json.get<std::string>();
}

} // namespace

class TestOpsDaemons : public QObject {
    Q_OBJECT

private slots:
    void a_definition_is_kept_apart_from_those_of_tasks()
    {
        DaemonWorld world;
        QCOMPARE(
            world.register_agent({ { "cpu", "256" }, { "networkMode", "awsvpc" } }), DaemonWorld::definition_arn(2));
        const auto shown = world.described_definition(2);
        QCOMPARE(text(shown["daemonTaskDefinitionArn"]), DaemonWorld::definition_arn(2));
        QCOMPARE(text(shown["family"]), std::string("agent"));
        QCOMPARE(shown["revision"].get<int>(), 2);
        QCOMPARE(text(shown["status"]), std::string("ACTIVE"));
        QCOMPARE(text(shown["cpu"]), std::string("256"));
        QCOMPARE(shown["containerDefinitions"][0]["essential"].get<bool>(), true);
        QVERIFY(!shown["containerDefinitions"][0].contains("portMappings"));
        QVERIFY(
            shown.contains("registeredAt") && shown.contains("registeredBy") && !shown.contains("deleteRequestedAt"));
        QVERIFY(!shown.contains("networkMode"));
        // What a daemon cannot have was not taken.
        QCOMPARE(world.state().task_definitions().find({ daemon_name("agent"), 2 })->network_mode,
            quayside::model::NetworkMode::Bridge);

        const auto named = world.ok("DescribeDaemonTaskDefinition", { { "daemonTaskDefinition", "agent" } });
        QCOMPARE(named["daemonTaskDefinition"]["revision"].get<int>(), 2);
        // The window reads and notes it under the name that it has inside.
        const Json inside = { { "taskDefinition", "daemon:agent:2" }, { "note", "slow" } };
        QCOMPARE(
            text(world.ok("UpdateTaskDefinitionNote", inside)["taskDefinitionArn"]), DaemonWorld::definition_arn(2));
        QCOMPARE(text(world.ok("GetTaskDefinitionDocument", { { "taskDefinition", "daemon:agent:2" } })["note"]),
            std::string("slow"));
        QCOMPARE(world.ok("ListTaskDefinitions")["taskDefinitionArns"].size(), std::size_t{ 0 });
        QCOMPARE(world.ok("ListTaskDefinitions", { { "familyPrefix", "daemon:agent" } })["taskDefinitionArns"].size(),
            std::size_t{ 0 });
        QCOMPARE(world.ok("ListTaskDefinitionFamilies")["families"].size(), std::size_t{ 0 });
        world.definition("agent");
        QCOMPARE(world.ok("ListTaskDefinitionFamilies")["families"].dump(), std::string(R"(["agent"])"));
        for (const char* name : { "daemon:agent:1", "daemon:agent" })
            QCOMPARE(world.error("RunTask", { { "taskDefinition", name } }),
                std::string("ClientException: TaskDefinition not found."));
        QCOMPARE(world.shape_problem, std::string());
    }

    void bad_definitions_are_refused_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QByteArray>("message");
        const std::pair<const char*, const char*> rows[] = {
            { R"({"family":"a b"})", "ClientException: Family contains invalid characters." },
            { R"({"containerDefinitions":[]})", "ClientException: Container list cannot be empty." },
            { R"({"containerDefinitions":[{"name":"a"}]})", "ClientException: " },
            { R"({"containerDefinitions":[{"image":"a","memory":64}]})", "ClientException: " },
            { R"({"tags":[{"key":"aws:x","value":""}]})", "ClientException: tags" },
        };
        for (const auto& [more, message] : rows)
            QTest::newRow(more) << QByteArray(more) << QByteArray(message);
    }
    void bad_definitions_are_refused()
    {
        QFETCH(QByteArray, more);
        QFETCH(QByteArray, message);
        DaemonWorld world;
        Json input = { { "family", "agent" },
            { "containerDefinitions", { { { "name", "main" }, { "image", "watcher:1" }, { "memory", 64 } } } } };
        input.update(Json::parse(more.toStdString()));
        const auto error = world.error("RegisterDaemonTaskDefinition", input);
        QVERIFY2(error.starts_with(message.toStdString()), error.c_str());
    }

    void definitions_are_listed()
    {
        DaemonWorld world;
        world.register_agent();
        world.register_agent({ { "family", "agents" } });
        world.register_agent({ { "family", "logs" } });
        const auto arn = [](int revision, const char* family) { return DaemonWorld::definition_arn(revision, family); };
        using Arns = std::vector<std::string>;
        QCOMPARE(world.definitions(), (Arns{ arn(1, "agent"), arn(2, "agent"), arn(1, "agents"), arn(1, "logs") }));
        QCOMPARE(
            world.definitions({ { "sort", "DESC" }, { "maxResults", 2 } }), (Arns{ arn(1, "logs"), arn(1, "agents") }));
        QCOMPARE(world.definitions({ { "family", "agent" } }), (Arns{ arn(1, "agent"), arn(2, "agent") }));
        QCOMPARE(world.definitions({ { "familyPrefix", "agent" }, { "revision", "LAST_REGISTERED" } }),
            (Arns{ arn(2, "agent"), arn(1, "agents") }));
        world.ok("DeleteDaemonTaskDefinition", { { "daemonTaskDefinition", "logs:1" } });
        QCOMPARE(world.definitions({ { "familyPrefix", "logs" } }), Arns());
        QCOMPARE(world.definitions({ { "familyPrefix", "logs" }, { "status", "ALL" } }), Arns{ arn(1, "logs") });
        QVERIFY(world.error("ListDaemonTaskDefinitions", { { "family", "a" }, { "familyPrefix", "a" } })
                    .starts_with("InvalidParameterException: "));
        const auto page = world.ok("ListDaemonTaskDefinitions", { { "maxResults", 2 } });
        const auto rest
            = world.ok("ListDaemonTaskDefinitions", { { "maxResults", 2 }, { "nextToken", page["nextToken"] } });
        QCOMPARE(text(rest["daemonTaskDefinitions"][0]["arn"]), arn(1, "agents"));
        QVERIFY(!rest.contains("nextToken"));
        QCOMPARE(world.shape_problem, std::string());
    }

    // It goes once no daemon runs it or may go back to it.
    void a_deleted_definition_ends_with_its_last_use()
    {
        DaemonWorld world;
        world.create();
        const Json delete_first = { { "daemonTaskDefinition", DaemonWorld::definition_arn(1) } };
        QCOMPARE(text(world.ok("DeleteDaemonTaskDefinition", delete_first)["daemonTaskDefinitionArn"]),
            DaemonWorld::definition_arn(1));
        QCOMPARE(text(world.described_definition(1)["status"]), std::string("DELETE_IN_PROGRESS"));
        QVERIFY(world.described_definition(1).contains("deleteRequestedAt"));
        QCOMPARE(world.definitions({ { "status", "DELETE_IN_PROGRESS" } }).size(), std::size_t{ 1 });
        QCOMPARE(world.error("UpdateDaemon", world.update_call()),
            std::string("ClientException: Daemon task definition is not ACTIVE. (daemonTaskDefinitionArn)"));

        world.register_agent();
        world.ok("UpdateDaemon", world.update_call({ { "daemonTaskDefinitionArn", "agent:2" } }));
        QCOMPARE(text(world.described_definition(1)["status"]), std::string("DELETE_IN_PROGRESS"));
        world.change_deployment(world.newest(),
            [](auto& deployment) { deployment.rollout_state = quayside::model::RolloutState::Completed; });
        QCOMPARE(text(world.described_definition(1)["status"]), std::string("DELETED"));
        QCOMPARE(world.definitions({ { "status", "DELETE_IN_PROGRESS" } }).size(), std::size_t{ 0 });
        world.ok("DeleteDaemonTaskDefinition", delete_first); // asking again is no error

        QCOMPARE(world.error("DeleteDaemonTaskDefinition", { { "daemonTaskDefinition", "agent" } }),
            std::string("ClientException: Revision is missing. (daemonTaskDefinition)"));
        for (const char* operation : { "DeleteDaemonTaskDefinition", "DescribeDaemonTaskDefinition" })
            QCOMPARE(world.error(operation, { { "daemonTaskDefinition", "agent:9" } }),
                std::string("ClientException: Unable to describe daemon task definition. (daemonTaskDefinition)"));
    }

    void a_daemon_is_made()
    {
        DaemonWorld world;
        const auto made = world.create({ { "deploymentConfiguration",
                                             { { "drainPercent", 12.5 }, { "bakeTimeInMinutes", 3 },
                                                 { "alarms", { { "alarmNames", { "slow" } }, { "enable", true } } } } },
            { "propagateTags", "DAEMON" }, { "enableExecuteCommand", true } });
        QCOMPARE(text(made["daemonArn"]), kAgent);
        QCOMPARE(text(made["status"]), std::string("ACTIVE"));
        QVERIFY(contains(made["deploymentArn"], kArn + "daemon-deployment/default/agent/"));

        const auto shown = world.described();
        QCOMPARE(text(shown["clusterArn"]), kArn + "cluster/default");
        QCOMPARE(text(shown["deploymentArn"]), text(made["deploymentArn"]));
        QCOMPARE(shown["currentRevisions"].size(), std::size_t{ 1 });
        const auto& current = shown["currentRevisions"][0];
        QCOMPARE(text(current["capacityProviders"][0]["arn"]), kArn + "capacity-provider/pool");
        QCOMPARE(current["capacityProviders"][0].size(), std::size_t{ 2 }); // and runningCount

        const auto revision = world.revision(current["arn"]);
        QCOMPARE(text(revision["daemonArn"]), kAgent);
        QCOMPARE(text(revision["daemonTaskDefinitionArn"]), DaemonWorld::definition_arn(1));
        QCOMPARE(revision["containerImages"].dump(), std::string(R"([{"containerName":"main","image":"watcher:1"}])"));
        QCOMPARE(text(revision["propagateTags"]), std::string("DAEMON"));
        QCOMPARE(revision["enableECSManagedTags"].get<bool>(), false);
        QCOMPARE(revision["enableExecuteCommand"].get<bool>(), true);

        const auto deployment = world.deployment(made["deploymentArn"]);
        QCOMPARE(text(deployment["status"]), std::string("PENDING"));
        QCOMPARE(text(deployment["targetDaemonRevision"]["arn"]), text(current["arn"]));
        QCOMPARE(deployment["targetDaemonRevision"]["totalRunningInstanceCount"].get<int>(), 0);
        QVERIFY(deployment["sourceDaemonRevisions"].empty());
        QCOMPARE(deployment["deploymentConfiguration"]["drainPercent"].get<double>(), 12.5);
        QCOMPARE(deployment["deploymentConfiguration"]["bakeTimeInMinutes"].get<int>(), 3);
        QCOMPARE(deployment["deploymentConfiguration"]["alarms"].dump(),
            std::string(R"({"alarmNames":["slow"],"enable":true})"));
        QCOMPARE(text(deployment["alarms"]["status"]), std::string("MONITORING"));
        QCOMPARE(deployment["circuitBreaker"].dump(),
            std::string(R"({"status":"MONITORING","failureCount":0,"threshold":3})"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void managed_instances_take_daemons_too()
    {
        DaemonWorld world;
        world.ok("CreateCapacityProvider",
            { { "name", "managed" }, { "cluster", "default" },
                { "managedInstancesProvider",
                    { { "infrastructureRoleArn", "r" },
                        { "instanceLaunchTemplate",
                            { { "ec2InstanceProfileArn", "p" }, { "networkConfiguration", Json::object() } } } } } });
        world.create({ { "capacityProviderArns", { "managed", "pool" } } });
        QCOMPARE(world.described()["currentRevisions"][0]["capacityProviders"].size(), std::size_t{ 2 });
        QVERIFY(contains(world.error("DeleteCapacityProvider", { { "capacityProvider", "managed" } }),
            "cannot be deleted because it is associated with cluster: default"));
    }

    void a_daemon_is_no_service()
    {
        DaemonWorld world;
        world.create();
        world.definition("agent");
        QCOMPARE(world.ok("ListServices")["serviceArns"].size(), std::size_t{ 0 });
        QCOMPARE(world.ok("DescribeServices", { { "services", { "agent", "daemon:agent" } } })["failures"].size(),
            std::size_t{ 2 });
        QVERIFY(world.error("DeleteService", { { "service", "daemon:agent" }, { "force", true } })
                    .starts_with("ServiceNotFoundException"));
        const auto cluster = world.ok("DescribeClusters", { { "include", { "STATISTICS" } } })["clusters"][0];
        QCOMPARE(cluster["activeServicesCount"].get<int>(), 0);
        QVERIFY(contains(cluster["statistics"].dump(), R"({"name":"activeEC2ServiceCount","value":"0"})"));
        // A service may have the same name.
        world.ok("CreateService", { { "serviceName", "agent" }, { "taskDefinition", "agent" }, { "desiredCount", 1 } });
        QCOMPARE(world.ok("ListServices")["serviceArns"].size(), std::size_t{ 1 });
        QCOMPARE(world.ok("ListDaemons")["daemonSummariesList"].size(), std::size_t{ 1 });
        const auto service = world.ok("DescribeServices", { { "services", { "agent" } } })["services"][0];
        const Json arns = { { "serviceRevisionArns",
            { service["currentServiceRevisions"][0]["arn"], world.described()["currentRevisions"][0]["arn"] } } };
        QCOMPARE(world.ok("DescribeServiceRevisions", arns)["failures"].size(), std::size_t{ 1 });
    }

    void a_call_that_comes_again_makes_nothing()
    {
        DaemonWorld world;
        const auto made = world.create({ { "clientToken", "t" } });
        world.now += std::chrono::minutes(1);
        QCOMPARE(world.create({ { "clientToken", "t" } }).dump(), made.dump());
        QCOMPARE(world.error("CreateDaemon", world.call_for({ { "clientToken", "t" }, { "propagateTags", "DAEMON" } })),
            std::string("InvalidParameterException: Creation of daemon was not idempotent. (daemonName)"));
    }

    void bad_daemons_name_the_member_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QByteArray>("message");
        const std::pair<const char*, const char*> rows[] = {
            { R"({"daemonName":"a b"})", "InvalidParameterException: daemonName can have" },
            { R"({"daemonName":"daemon:a"})", "InvalidParameterException: daemonName can have" },
            { R"({"clusterArn":"none"})", "ClusterNotFoundException: " },
            { R"({"daemonTaskDefinitionArn":"none:1"})",
                "ClientException: Daemon task definition not found. (daemonTaskDefinitionArn)" },
            { R"({"capacityProviderArns":[]})", "InvalidParameterException: capacityProviderArns: a daemon needs" },
            { R"({"capacityProviderArns":["apart"]})", "InvalidParameterException: capacityProviderArns: " },
            { R"({"capacityProviderArns":["pool","pool"]})", "InvalidParameterException: capacityProviderArns: " },
            { R"({"capacityProviderArns":["FARGATE"]})",
                "InvalidParameterException: capacityProviderArns: a daemon needs container instances" },
            { R"({"deploymentConfiguration":{"drainPercent":100.5}})", "InvalidParameterException: " },
            { R"({"deploymentConfiguration":{"bakeTimeInMinutes":1441}})",
                "InvalidParameterException: deploymentConfiguration.bakeTimeInMinutes must be between" },
            { R"({"deploymentConfiguration":{"alarms":{"enable":true}}})",
                "InvalidParameterException: deploymentConfiguration.alarms.alarmNames" },
            { R"({"propagateTags":"SERVICE"})", "InvalidParameterException: " },
            { R"({"tags":[{"key":"aws:x","value":""}]})", "InvalidParameterException: tags" },
        };
        for (const auto& [more, message] : rows)
            QTest::newRow(more) << QByteArray(more) << QByteArray(message);
    }
    void bad_daemons_name_the_member()
    {
        QFETCH(QByteArray, more);
        QFETCH(QByteArray, message);
        DaemonWorld world;
        const auto error = world.error("CreateDaemon", world.call_for(Json::parse(more.toStdString())));
        QVERIFY2(error.starts_with(message.toStdString()), error.c_str());
        QVERIFY(world.ok("ListDaemons")["daemonSummariesList"].empty());
    }

    void a_daemon_is_found_by_its_arn_alone()
    {
        DaemonWorld world;
        world.create();
        const std::pair<std::string, std::string> rows[] = { { "agent", "InvalidParameterException: The ARN" },
            { kArn + "service/default/agent", "InvalidParameterException: The ARN" },
            { kArn + "daemon/none/agent", "ClusterNotFoundException: " },
            { kArn + "daemon/default/none", "DaemonNotFoundException: Daemon not found." } };
        for (const auto& [arn, message] : rows) {
            for (const char* operation : { "DescribeDaemon", "DeleteDaemon" }) {
                const auto error = world.error(operation, { { "daemonArn", arn } });
                QVERIFY2(error.starts_with(message), error.c_str());
            }
            const auto error = world.error("UpdateDaemon", world.update_call({ { "daemonArn", arn } }));
            QVERIFY2(error.starts_with(message), error.c_str());
        }
        QCOMPARE(world.error("ListDaemonDeployments", { { "daemonArn", kArn + "daemon/default/none" } }),
            std::string("ClientException: Daemon not found. (daemonArn)"));
    }

    void tasks_are_counted_by_provider()
    {
        DaemonWorld world;
        world.create({ { "capacityProviderArns", { "pool", "spare" } } });
        const auto task = world.service_task(daemon_name("agent"), TaskStatus::Running, world.random.id());
        const auto revision = world.described()["currentRevisions"][0];
        QCOMPARE(revision["totalRunningCount"].get<int>(), 1);
        QCOMPARE(revision["capacityProviders"][0]["runningCount"].get<int>(), 1);
        QCOMPARE(revision["capacityProviders"][1]["runningCount"].get<int>(), 0);

        const auto shown = world.ok("DescribeTasks", { { "tasks", { task } } })["tasks"][0];
        QCOMPARE(text(shown["group"]), std::string("daemon:agent"));
        QCOMPARE(text(shown["taskDefinitionArn"]), DaemonWorld::definition_arn(1));
        QCOMPARE(text(shown["capacityProviderName"]), std::string("pool"));
        QCOMPARE(world.ok("ListTasks", { { "daemonName", "agent" } })["taskArns"].dump(), Json::array({ task }).dump());
        QCOMPARE(world.error("ListTasks", { { "daemonName", "none" } }),
            std::string("InvalidParameterException: daemonName: there is no daemon none."));
        QVERIFY(world.error("ListTasks", { { "daemonName", "agent" }, { "serviceName", "agent" } })
                    .starts_with("InvalidParameterException: "));
        QVERIFY(world.error("RunTask", { { "taskDefinition", world.definition("web") }, { "group", "daemon:agent" } })
                    .starts_with("InvalidParameterException: group"));

        world.ok("StopTask", { { "task", task } });
        const auto target = world.deployment(world.described()["deploymentArn"])["targetDaemonRevision"];
        QCOMPARE(target["totalRunningInstanceCount"].get<int>(), 0);
        QCOMPARE(target["totalDrainingInstanceCount"].get<int>(), 1);
        QCOMPARE(target["capacityProviders"][0]["drainingInstanceCount"].get<int>(), 1);
    }

    void the_tasks_have_what_the_revision_says()
    {
        DaemonWorld world;
        world.create({ { "tags", { { { "key", "team" }, { "value", "ops" } } } }, { "propagateTags", "DAEMON" },
            { "enableECSManagedTags", true } });
        const auto tags_of = [&world](const std::string& task) {
            return world.ok("DescribeTasks", { { "tasks", { task } }, { "include", { "TAGS" } } })["tasks"][0]["tags"]
                .dump();
        };
        const auto tags = tags_of(world.service_task(daemon_name("agent"), TaskStatus::Running));
        for (const char* pair : { R"("key":"team","value":"ops")", R"("key":"aws:ecs:daemonName","value":"agent")" })
            QVERIFY2(contains(tags, pair), tags.c_str());
        world.ok("UpdateDaemon", world.update_call({ { "propagateTags", "NONE" }, { "enableECSManagedTags", false } }));
        QCOMPARE(tags_of(world.service_task(daemon_name("agent"), TaskStatus::Running)), std::string("[]"));
    }

    void an_update_makes_a_revision_and_a_deployment()
    {
        DaemonWorld world;
        const auto made = world.create({ { "enableExecuteCommand", true } });
        world.service_task(daemon_name("agent"), TaskStatus::Running);
        world.register_agent();
        world.now += std::chrono::minutes(1);
        const auto updated = world.ok("UpdateDaemon",
            world.update_call(
                { { "daemonTaskDefinitionArn", "agent:2" }, { "capacityProviderArns", { "pool", "spare" } },
                    { "deploymentConfiguration", { { "drainPercent", 50 } } } }));
        QVERIFY(updated["deploymentArn"] != made["deploymentArn"]);
        QVERIFY(updated["updatedAt"] > made["createdAt"]);
        QCOMPARE(updated["createdAt"].dump(), made["createdAt"].dump());

        const auto before = world.deployment(made["deploymentArn"]);
        QCOMPARE(text(before["status"]), std::string("STOPPED"));
        QCOMPARE(text(before["statusReason"]), std::string("A newer deployment took its place."));
        const auto after = world.deployment(updated["deploymentArn"]);
        QCOMPARE(text(after["sourceDaemonRevisions"][0]["arn"]), text(before["targetDaemonRevision"]["arn"]));
        QCOMPARE(after["sourceDaemonRevisions"][0]["totalRunningInstanceCount"].get<int>(), 1);
        QCOMPARE(after["deploymentConfiguration"]["drainPercent"].get<double>(), 50.0);
        QCOMPARE(after["targetDaemonRevision"]["capacityProviders"].size(), std::size_t{ 2 });
        QCOMPARE(world.described()["currentRevisions"].size(), std::size_t{ 2 });
        const auto revision = world.revision(after["targetDaemonRevision"]["arn"]);
        QCOMPARE(text(revision["daemonTaskDefinitionArn"]), DaemonWorld::definition_arn(2));
        QCOMPARE(revision["enableExecuteCommand"].get<bool>(), true); // as it was
        QCOMPARE(world.shape_problem, std::string());
    }

    void a_rollback_is_told()
    {
        DaemonWorld world;
        world.create();
        const auto target = world.state().deployments().find(world.newest())->revision_number;
        const auto updated = world.ok("UpdateDaemon", world.update_call());
        world.change_deployment(world.newest(), [target](auto& deployment) {
            deployment.service_deployment_status = ServiceDeploymentStatus::RollbackInProgress;
            deployment.rolled_back_to = target;
            deployment.rollback_reason = "ECS deployment circuit breaker: tasks failed to start.";
        });
        const auto shown = world.deployment(updated["deploymentArn"]);
        QCOMPARE(text(shown["status"]), std::string("ROLLBACK_IN_PROGRESS"));
        QCOMPARE(text(shown["rollback"]["rollbackTargetDaemonRevisionArn"]),
            kArn + "daemon-revision/default/agent/" + std::to_string(target));
        QCOMPARE(shown["rollback"]["rollbackCapacityProviders"].dump(),
            Json::array({ kArn + "capacity-provider/pool" }).dump());
        QVERIFY(contains(shown["rollback"]["reason"], "circuit breaker"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void deployments_are_listed_newest_first()
    {
        DaemonWorld world;
        world.create();
        std::vector<std::string> arns{ text(world.described()["deploymentArn"]) };
        for (int i = 0; i < 4; ++i) {
            world.now += std::chrono::minutes(1);
            arns.insert(arns.begin(), text(world.ok("UpdateDaemon", world.update_call())["deploymentArn"]));
        }
        const auto list = [&world](Json more) {
            more["daemonArn"] = kAgent;
            return world.ok("ListDaemonDeployments", more);
        };
        const auto all = list(Json::object())["daemonDeployments"];
        QCOMPARE(all.size(), std::size_t{ 5 });
        for (std::size_t i = 0; i < 5; ++i)
            QCOMPARE(text(all[i]["daemonDeploymentArn"]), arns[i]);
        QCOMPARE(text(all[0]["daemonArn"]), kAgent);
        QVERIFY(contains(all[0]["targetDaemonRevisionArn"], "daemon-revision/default/agent/"));
        QVERIFY(!all[0].contains("targetDaemonRevision"));
        QCOMPARE(list({ { "status", { "PENDING" } } })["daemonDeployments"].size(), std::size_t{ 1 });
        QCOMPARE(list({ { "status", { "STOPPED" } } })["daemonDeployments"].size(), std::size_t{ 4 });
        QCOMPARE(list({ { "createdAt", { { "before", all[3]["createdAt"] } } } })["daemonDeployments"].size(),
            std::size_t{ 1 });
        const auto page = list({ { "maxResults", 3 } });
        QCOMPARE(page["daemonDeployments"].size(), std::size_t{ 3 });
        QCOMPARE(list({ { "maxResults", 3 }, { "nextToken", page["nextToken"] } })["daemonDeployments"].size(),
            std::size_t{ 2 });
        QCOMPARE(world.shape_problem, std::string());
    }

    void what_is_missing_is_told_apart()
    {
        DaemonWorld world;
        world.create();
        const auto there = world.described();
        const auto deployments = world.ok("DescribeDaemonDeployments",
            { { "daemonDeploymentArns",
                { there["deploymentArn"], "nothing", kArn + "daemon-deployment/default/agent/x" } } });
        QCOMPARE(deployments["daemonDeployments"].size(), std::size_t{ 1 });
        QCOMPARE(deployments["failures"].size(), std::size_t{ 2 });
        QCOMPARE(text(deployments["failures"][0]["reason"]), std::string("MISSING"));
        const auto revisions = world.ok("DescribeDaemonRevisions",
            { { "daemonRevisionArns",
                { there["currentRevisions"][0]["arn"], kArn + "daemon-revision/default/agent/1" } } });
        QCOMPARE(revisions["daemonRevisions"].size(), std::size_t{ 1 });
        QCOMPARE(revisions["failures"].size(), std::size_t{ 1 });
        for (const char* operation : { "DescribeDaemonDeployments", "DescribeDaemonRevisions" }) {
            const char* member
                = operation == std::string("DescribeDaemonRevisions") ? "daemonRevisionArns" : "daemonDeploymentArns";
            QCOMPARE(world.error(operation, { { member, Json::array() } }),
                std::string("InvalidParameterException: ") + member + ": between 1 and 20 must be named.");
            QCOMPARE(world.error(operation, { { member, std::vector<std::string>(21, "a") } }),
                std::string("InvalidParameterException: ") + member + ": between 1 and 20 must be named.");
        }
    }

    void daemons_are_listed_by_cluster_and_provider()
    {
        DaemonWorld world;
        world.create();
        world.create({ { "daemonName", "logs" }, { "capacityProviderArns", { "spare" } } });
        world.ok("CreateCluster", { { "clusterName", "staging" } });
        const auto list = [&world](Json input) {
            std::vector<std::string> arns;
            const auto reply = world.ok("ListDaemons", std::move(input));
            for (const auto& summary : reply["daemonSummariesList"])
                arns.push_back(summary["daemonArn"]);
            return arns;
        };
        const auto logs = kArn + "daemon/default/logs";
        QCOMPARE(list(Json::object()), (std::vector<std::string>{ kAgent, logs }));
        QCOMPARE(list({ { "clusterArn", kArn + "cluster/staging" } }), std::vector<std::string>());
        QCOMPARE(list({ { "capacityProviderArns", { kArn + "capacity-provider/spare" } } }),
            std::vector<std::string>{ logs });
        const auto page = world.ok("ListDaemons", { { "maxResults", 1 } });
        QCOMPARE(list({ { "maxResults", 1 }, { "nextToken", page["nextToken"] } }), std::vector<std::string>{ logs });
        QCOMPARE(world.shape_problem, std::string());
    }

    void a_deleted_daemon_drains_and_is_gone()
    {
        DaemonWorld world;
        world.create();
        world.now += std::chrono::minutes(1);
        const auto deleted = world.ok("DeleteDaemon", { { "daemonArn", kAgent } });
        QCOMPARE(text(deleted["status"]), std::string("DELETE_IN_PROGRESS"));
        QVERIFY(deleted.contains("deploymentArn"));
        QCOMPARE(text(world.described()["status"]), std::string("DELETE_IN_PROGRESS"));
        QCOMPARE(world.ok("ListDaemons")["daemonSummariesList"].size(), std::size_t{ 1 });
        const std::string not_active = "DaemonNotActiveException: Daemon was not ACTIVE.";
        QCOMPARE(world.error("DeleteDaemon", { { "daemonArn", kAgent } }), not_active);
        QCOMPARE(world.error("UpdateDaemon", world.update_call()), not_active);
        QCOMPARE(world.error("CreateDaemon", world.call_for()),
            std::string(
                "InvalidParameterException: Unable to create a daemon that is still being deleted. (daemonName)"));

        world.end_of_delete();
        QCOMPARE(world.error("DescribeDaemon", { { "daemonArn", kAgent } }),
            std::string("DaemonNotFoundException: Daemon not found."));
        QVERIFY(world.ok("ListDaemons")["daemonSummariesList"].empty());
        world.create();
        QCOMPARE(world.ok("ListDaemonDeployments", { { "daemonArn", kAgent } })["daemonDeployments"].size(),
            std::size_t{ 1 });
    }

    void daemons_and_their_definitions_have_tags()
    {
        DaemonWorld world;
        const auto definition = world.register_agent({ { "tags", { { { "key", "a" }, { "value", "1" } } } } });
        world.create({ { "tags", { { { "key", "b" }, { "value", "2" } } } } });
        const auto tags_of = [&world](const std::string& arn) {
            return world.ok("ListTagsForResource", { { "resourceArn", arn } })["tags"].dump();
        };
        QCOMPARE(tags_of(definition), std::string(R"([{"key":"a","value":"1"}])"));
        QCOMPARE(tags_of(kAgent), std::string(R"([{"key":"b","value":"2"}])"));
        for (const auto& arn : { definition, kAgent }) {
            world.ok("TagResource", { { "resourceArn", arn }, { "tags", { { { "key", "c" }, { "value", "3" } } } } });
            world.ok("UntagResource", { { "resourceArn", arn }, { "tagKeys", { "a", "b" } } });
            QCOMPARE(tags_of(arn), std::string(R"([{"key":"c","value":"3"}])"));
        }
        QVERIFY(
            world.error("TagResource", { { "resourceArn", kArn + "daemon/default/none" }, { "tags", Json::array() } })
                .starts_with("ResourceNotFoundException"));
    }

    void the_health_of_an_instance_tells_of_its_daemons()
    {
        DaemonWorld world;
        world.create();
        world.engine("outside");
        const auto inside = world.ok("AddEngine",
            { { "name", "inside" }, { "kind", "simulated" }, { "capacityProvider", "pool" },
                { "simulation", { { "cpus", 4 }, { "memory", 8192 } } } })["containerInstanceArns"][0];
        const auto id = *quayside::Id::parse(quayside::short_name_of(text(inside)));
        world.change_instances([](auto& instance) { instance.agent_connected = true; });
        const auto health = [&world](const std::string& instance) {
            const Json input
                = { { "containerInstances", { instance } }, { "include", { "CONTAINER_INSTANCE_HEALTH" } } };
            const auto shown = world.ok("DescribeContainerInstances", input)["containerInstances"][0]["healthStatus"];
            auto said = text(shown["overallStatus"]);
            for (const auto& detail : shown["details"])
                said += " " + text(detail["type"]) + " " + text(detail["status"]);
            return said;
        };
        QCOMPARE(health(inside), std::string("IMPAIRED CONTAINER_RUNTIME OK DAEMON IMPAIRED"));
        const auto task = world.service_task(daemon_name("agent"), TaskStatus::Pending, id);
        QCOMPARE(health(inside), std::string("INITIALIZING CONTAINER_RUNTIME OK DAEMON INITIALIZING"));
        world.report(task, TaskStatus::Running);
        QCOMPARE(health(inside), std::string("OK CONTAINER_RUNTIME OK DAEMON OK"));
        const auto outside = *world.state().instances_named("outside").begin();
        QCOMPARE(health(outside.hex()), std::string("OK CONTAINER_RUNTIME OK"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void a_daemon_keeps_its_cluster_and_its_providers()
    {
        DaemonWorld world;
        world.create();
        QVERIFY(
            world.error("DeleteCluster", { { "cluster", "default" } }).starts_with("ClusterContainsServicesException"));
        QVERIFY(world
                    .error("PutClusterCapacityProviders",
                        { { "cluster", "default" }, { "capacityProviders", { "spare" } },
                            { "defaultCapacityProviderStrategy", Json::array() } })
                    .starts_with("ResourceInUseException"));
    }
};

QTEST_GUILESS_MAIN(TestOpsDaemons)
#include "tst_ops_daemons.moc"
