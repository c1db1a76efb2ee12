#include "ops_world.h"

#include <QTest>

using Json = quayside::Json;
using quayside::model::TaskStatus;

namespace {

Json run(const std::string& definition, Json more = Json::object())
{
    Json input = { { "taskDefinition", definition } };
    input.update(more);
    return input;
}

std::string reason(const Json& reply, std::size_t index = 0)
{
    return reply["failures"][index]["reason"];
}

} // namespace

class TestOpsTasks : public QObject {
    Q_OBJECT

private slots:
    void a_task_runs_and_stops()
    {
        OpsWorld world;
        const auto instance = world.engine("laptop");
        world.definition("web");
        const auto started = world.ok("RunTask", run("web", { { "startedBy", "me" } }));
        QVERIFY(started["failures"].empty());
        const Json task = started["tasks"][0];
        QCOMPARE(task["lastStatus"].get<std::string>(), std::string("PENDING"));
        QCOMPARE(task["desiredStatus"].get<std::string>(), std::string("RUNNING"));
        QCOMPARE(task["version"].get<int>(), 1);
        QCOMPARE(task["group"].get<std::string>(), std::string("family:web"));
        QCOMPARE(task["containerInstanceArn"].get<std::string>(), instance);
        QCOMPARE(task["availabilityZone"].get<std::string>(), std::string("us-east-1a"));
        QCOMPARE(task["cpu"].get<std::string>(), std::string("256"));
        QCOMPARE(task["containers"][0]["lastStatus"].get<std::string>(), std::string("PENDING"));

        const std::string arn = task["taskArn"];
        QCOMPARE(world.ok("ListTasks", { { "startedBy", "me" } })["taskArns"].dump(), Json({ arn }).dump());
        world.report(arn, TaskStatus::Running);
        const auto counts = world.ok("DescribeClusters", { { "include", { "STATISTICS" } } })["clusters"][0];
        QCOMPARE(counts["runningTasksCount"].get<int>(), 1);
        QCOMPARE(counts["statistics"][0]["value"].get<std::string>(), std::string("1"));

        const auto stopped = world.ok("StopTask", { { "task", arn } })["task"];
        QCOMPARE(stopped["desiredStatus"].get<std::string>(), std::string("STOPPED"));
        QCOMPARE(stopped["stopCode"].get<std::string>(), std::string("UserInitiated"));
        QCOMPARE(stopped["stoppedReason"].get<std::string>(), std::string("Task stopped by user"));
        QCOMPARE(stopped["lastStatus"].get<std::string>(), std::string("RUNNING"));
        const auto stopping = world.ok("DescribeTasks", { { "tasks", { arn } } })["tasks"][0]["lastStatus"];
        QCOMPARE(stopping.get<std::string>(), std::string("STOPPING"));
        QVERIFY(world.ok("ListTasks")["taskArns"].empty());
        QCOMPARE(world.ok("ListTasks", { { "desiredStatus", "STOPPED" } })["taskArns"].size(), std::size_t(1));
        world.report(arn, TaskStatus::Stopped);
        const auto again = world.ok("StopTask", { { "task", arn }, { "reason", "another" } })["task"];
        QCOMPARE(again["stoppedReason"].get<std::string>(), std::string("Task stopped by user"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void tasks_are_spread_and_the_rest_fails()
    {
        OpsWorld world;
        world.engine("a", 1, 1024, "us-east-1a");
        world.engine("b", 1, 1024, "us-east-1b");
        world.definition("web", 512, 256);
        const auto reply = world.ok("RunTask", run("web", { { "count", 5 } }));
        QCOMPARE(reply["tasks"].size(), std::size_t(4));
        QVERIFY(reply["tasks"][0]["availabilityZone"] != reply["tasks"][1]["availabilityZone"]);
        QCOMPARE(reason(reply), std::string("RESOURCE:CPU"));
        QCOMPARE(reply["failures"][0]["detail"].get<std::string>(),
            std::string("The task needs 512 units of CPU; 0 are free."));
        QCOMPARE(world.state().task_specs().size(), std::size_t(1));
        const auto warning = world.ok("ListEvents", { { "maxResults", 1 } })["events"][0];
        QCOMPARE(warning["severity"].get<std::string>(), std::string("warning"));
        QCOMPARE(warning["message"].get<std::string>(),
            std::string(
                "1 task of web:1 could not be placed: RESOURCE:CPU. The task needs 512 units of CPU; 0 are free."));
    }

    void constraints_and_strategies_are_honoured()
    {
        OpsWorld world;
        const auto a = world.engine("a");
        const auto b = world.engine("b");
        world.definition("web");
        world.ok(
            "PutAttributes", { { "attributes", { { { "name", "stack" }, { "value", "prod" }, { "targetId", b } } } } });
        const Json only_b = { { "placementConstraints",
            { { { "type", "memberOf" }, { "expression", "attribute:stack == prod" } } } } };
        QCOMPARE(world.ok("RunTask", run("web", only_b))["tasks"][0]["containerInstanceArn"].get<std::string>(), b);
        const auto apart = world.ok("RunTask",
            run("web",
                { { "count", 3 }, { "group", "g" },
                    { "placementConstraints", { { { "type", "distinctInstance" } } } } }));
        QCOMPARE(apart["tasks"].size(), std::size_t(2));
        QCOMPARE(reason(apart), std::string("DistinctInstance placement constraint unsatisfied."));
        const auto packed = world.ok("RunTask",
            run("web",
                { { "count", 3 }, { "placementStrategy", { { { "type", "binpack" }, { "field", "MEMORY" } } } } }));
        for (const auto& task : packed["tasks"])
            QCOMPARE(task["containerInstanceArn"].get<std::string>(), b);
    }

    void bad_calls_name_the_field_and_change_nothing_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QByteArray>("message");
        const std::pair<const char*, const char*> rows[] = {
            { R"({"cluster":"none"})", "ClusterNotFoundException: Cluster not found." },
            { R"({"count":0})", "InvalidParameterException: count should be between 1 and 10." },
            { R"({"count":11})", "InvalidParameterException: count should be between 1 and 10." },
            { R"({"taskDefinition":"none"})", "ClientException: TaskDefinition not found." },
            { R"({"taskDefinition":"old:1"})", "ClientException: TaskDefinition is inactive" },
            { R"({"launchType":"FARGATE"})", "Task definition does not support launch_type FARGATE." },
            { R"({"group":"service:x"})", "InvalidParameterException: group" },
            { R"({"startedBy":"a b"})", "InvalidParameterException: startedBy" },
            { R"({"propagateTags":"SERVICE"})", "InvalidParameterException: propagateTags" },
            { R"({"tags":[{"key":"a","value":"1"},{"key":"a","value":"2"}]})", "the key a occurs twice." },
            { R"({"overrides":{"containerOverrides":[{"name":"other"}]}})",
                "Override for container named other is not a container in the TaskDefinition." },
            { R"({"placementConstraints":[{"type":"memberOf"}]})", "placementConstraints[0].expression" },
            { R"({"placementConstraints":[{"type":"memberOf","expression":"stack == prod"}]})",
                "placementConstraints[0].expression: The expression is not valid at character 1" },
            { R"({"placementStrategy":[{"type":"spread"}]})", "placementStrategy[0].field" },
            { R"({"placementStrategy":[{"type":"binpack","field":"disk"}]})",
                "placementStrategy[0].field should be one of [cpu, memory]." },
            { R"({"taskDefinition":"vpc"})",
                "Network Configuration must be provided when networkMode 'awsvpc' is specified." },
        };
        for (const auto& [more, message] : rows)
            QTest::newRow(more) << QByteArray(more) << QByteArray(message);
    }
    void bad_calls_name_the_field_and_change_nothing()
    {
        QFETCH(QByteArray, more);
        QFETCH(QByteArray, message);
        OpsWorld world;
        world.engine("laptop");
        world.definition("web");
        world.definition("old");
        world.ok("DeregisterTaskDefinition", { { "taskDefinition", "old:1" } });
        world.ok("RegisterTaskDefinition",
            { { "family", "vpc" }, { "networkMode", "awsvpc" },
                { "containerDefinitions", { { { "name", "c" }, { "image", "i" }, { "memory", 64 } } } } });
        const auto events = world.state().events().size();
        const auto error = world.error("RunTask", run("web", Json::parse(more.toStdString())));
        QVERIFY2(error.find(message.toStdString()) != std::string::npos, error.c_str());
        QVERIFY(world.state().tasks().empty());
        QCOMPARE(world.state().events().size(), events);
    }

    void a_cluster_without_instances_runs_nothing()
    {
        OpsWorld world;
        QCOMPARE(world.error("RunTask", run("web")), std::string("ClusterNotFoundException: Cluster not found."));
        world.ok("CreateCluster");
        world.definition("web");
        QCOMPARE(world.error("RunTask", run("web")),
            std::string("InvalidParameterException: No Container Instances were found in your cluster."));
    }

    void the_same_call_sent_again_finds_its_tasks()
    {
        OpsWorld world;
        world.engine("laptop");
        world.definition("web");
        const auto call = run("web", { { "count", 2 }, { "clientToken", "once" } });
        const auto first = world.ok("RunTask", call);
        const auto second = world.ok("RunTask", call);
        QCOMPARE(world.state().tasks().size(), std::size_t(2));
        std::set<std::string> expected, found;
        for (std::size_t i = 0; i < 2; ++i) {
            expected.insert(first["tasks"][i]["taskArn"]);
            found.insert(second["tasks"][i]["taskArn"]);
        }
        QVERIFY(expected == found);
        const auto other = world.call("RunTask", run("web", { { "count", 3 }, { "clientToken", "once" } }));
        QVERIFY(!other);
        QCOMPARE(other.error().code, std::string("ConflictException"));
        QVERIFY(other.error().message.starts_with("clientToken"));
        QVERIFY(expected == std::set(other.error().resource_ids.begin(), other.error().resource_ids.end()));
    }

    void overrides_and_tags_reach_the_task()
    {
        OpsWorld world;
        world.engine("laptop");
        world.definition("web");
        const Json overrides = { { "containerOverrides",
            { { { "name", "main" }, { "memory", 700 }, { "command", { "echo", "hi" } } } } } };
        const auto reply = world.ok("RunTask",
            run("web",
                { { "overrides", overrides }, { "enableECSManagedTags", true },
                    { "tags", { { { "key", "team" }, { "value", "sea" } } } } }));
        const Json task = reply["tasks"][0];
        QCOMPARE(task["memory"].get<std::string>(), std::string("700"));
        QVERIFY(task["overrides"]["containerOverrides"] == overrides["containerOverrides"]);
        QCOMPARE(task["tags"].size(), std::size_t(2));

        const std::string arn = task["taskArn"];
        world.ok("TagResource", { { "resourceArn", arn }, { "tags", { { { "key", "team" }, { "value", "land" } } } } });
        world.ok("UntagResource", { { "resourceArn", arn }, { "tagKeys", { "aws:ecs:clusterName", "absent" } } });
        QCOMPARE(world.ok("ListTagsForResource", { { "resourceArn", arn } })["tags"].dump(),
            std::string(R"([{"key":"team","value":"land"}])"));
        QVERIFY(!world.ok("DescribeTasks", { { "tasks", { arn } } })["tasks"][0].contains("tags"));
        QCOMPARE(world.error("TagResource", { { "resourceArn", "nonsense" }, { "tags", Json::array() } }),
            std::string("InvalidParameterException: The ARN provided is invalid. (resourceArn)"));
    }

    void start_task_checks_what_fits_but_does_not_choose()
    {
        OpsWorld world;
        const auto big = world.engine("big");
        const auto small = world.engine("small", 1, 128);
        world.definition("web");
        const auto reply
            = world.ok("StartTask", run("web", { { "containerInstances", { big, small, std::string(32, '0') } } }));
        QCOMPARE(reply["tasks"][0]["containerInstanceArn"].get<std::string>(), big);
        QCOMPARE(reason(reply, 0), std::string("RESOURCE:MEMORY"));
        QCOMPARE(reply["failures"][0]["arn"].get<std::string>(), small);
        QCOMPARE(reason(reply, 1), std::string("MISSING"));
        world.ok("UpdateContainerInstancesState", { { "containerInstances", { big } }, { "status", "DRAINING" } });
        QCOMPARE(
            reason(world.ok("StartTask", run("web", { { "containerInstances", { big } } }))), std::string("INACTIVE"));
    }

    void tasks_are_filtered_and_paged()
    {
        OpsWorld world;
        const auto laptop = world.engine("laptop");
        world.definition("web", 0, 8);
        world.definition("api", 0, 8);
        for (int i = 0; i < 3; ++i)
            world.ok("RunTask", run("web", { { "count", 10 } }));
        world.ok("RunTask", run("api"));
        const auto count = [&world](Json input) { return world.ok("ListTasks", std::move(input))["taskArns"].size(); };
        QCOMPARE(count({ { "family", "api" } }), std::size_t(1));
        QCOMPARE(count({ { "containerInstance", laptop }, { "launchType", "EC2" } }), std::size_t(31));
        QCOMPARE(count({ { "desiredStatus", "PENDING" } }), std::size_t(0));
        const auto first = world.ok("ListTasks", { { "maxResults", 20 } });
        const auto rest = world.ok("ListTasks", { { "maxResults", 20 }, { "nextToken", first["nextToken"] } });
        QCOMPARE(first["taskArns"].size() + rest["taskArns"].size(), std::size_t(31));
        QVERIFY(!rest.contains("nextToken"));
        QVERIFY(world.error("ListTasks", { { "startedBy", "x" }, { "family", "web" } }).find("only filter")
            != std::string::npos);
        QCOMPARE(world.error("ListTasks", { { "serviceName", "s" } }),
            std::string("ServiceNotFoundException: Service not found."));
    }

    void what_is_missing_is_a_failure()
    {
        OpsWorld world;
        world.ok("CreateCluster");
        const std::string id(32, 'a');
        const auto tasks = world.ok("DescribeTasks", { { "tasks", { id } } });
        QCOMPARE(reason(tasks), std::string("MISSING"));
        QCOMPARE(
            tasks["failures"][0]["arn"].get<std::string>(), "arn:aws:ecs:us-east-1:123456789012:task/default/" + id);
        QCOMPARE(reason(world.ok("DescribeServices", { { "services", { "web" } } })), std::string("MISSING"));
        QVERIFY(world.ok("ListServices")["serviceArns"].empty());
        QCOMPARE(reason(world.ok("DescribeClusters", { { "clusters", { "gone" } } })), std::string("MISSING"));
        QCOMPARE(world.error("StopTask", { { "task", id } }),
            std::string("InvalidParameterException: The referenced task was not found."));
        QCOMPARE(world.error("DescribeTasks", { { "tasks", Json::array() } }),
            std::string("InvalidParameterException: Tasks cannot be empty."));
    }

    void clusters_live_and_die()
    {
        OpsWorld world;
        const auto created = world.ok("CreateCluster",
            { { "clusterName", "web" }, { "tags", { { { "key", "a" }, { "value", "b" } } } } })["cluster"];
        QCOMPARE(created["settings"].dump(), std::string(R"([{"name":"containerInsights","value":"disabled"}])"));
        QVERIFY(world.ok("CreateCluster", { { "clusterName", "web" } })["cluster"] == created);
        QVERIFY(world.error("CreateCluster", { { "clusterName", "a b" } })
                    .starts_with("InvalidParameterException: clusterName"));
        world.ok("UpdateClusterSettings",
            { { "cluster", "web" }, { "settings", { { { "name", "containerInsights" }, { "value", "enabled" } } } } });
        const auto shown = world.ok(
            "DescribeClusters", { { "clusters", { created["clusterArn"] } }, { "include", { "SETTINGS", "TAGS" } } });
        QCOMPARE(shown["clusters"][0]["settings"][0]["value"].get<std::string>(), std::string("enabled"));
        QCOMPARE(shown["clusters"][0]["tags"].size(), std::size_t(1));

        const auto laptop = world.engine("laptop");
        world.definition("web");
        world.ok("RunTask", run("web"));
        QVERIFY(world.error("DeleteCluster", { { "cluster", "default" } })
                    .starts_with("ClusterContainsContainerInstancesException: The Cluster cannot be deleted while"));
        QCOMPARE(world.error("DeregisterContainerInstance", { { "containerInstance", laptop } }),
            std::string("InvalidParameterException: Found running tasks on the instance."));
        world.ok("DeregisterContainerInstance", { { "containerInstance", laptop }, { "force", true } });
        QVERIFY(
            world.error("DeleteCluster", { { "cluster", "default" } }).starts_with("ClusterContainsTasksException"));
        QCOMPARE(world.ok("DeleteCluster", { { "cluster", "web" } })["cluster"]["status"].get<std::string>(),
            std::string("INACTIVE"));
        QCOMPARE(world.error("DeleteCluster", { { "cluster", "web" } }),
            std::string("ClusterNotFoundException: Cluster not found."));
        QCOMPARE(world.error("ListTasks", { { "cluster", "web" } }),
            std::string("ClusterNotFoundException: The referenced cluster was inactive."));
        QCOMPARE(world.ok("ListClusters")["clusterArns"].size(), std::size_t(1));
    }

    void running_a_task_is_quick()
    {
        OpsWorld world;
        for (int i = 0; i < 100; ++i)
            world.engine("e" + std::to_string(i));
        world.definition("web", 16, 8);
        for (int i = 0; i < 100; ++i)
            world.ok("RunTask", run("web", { { "count", 10 } }));
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < 100; ++i)
            world.ok("RunTask", run("web"));
        const auto spent = std::chrono::steady_clock::now() - start;
        qInfo("RunTask among 100 instances and 1000 tasks: %lld us",
            static_cast<long long>(std::chrono::duration_cast<std::chrono::microseconds>(spent).count() / 100));
        QCOMPARE(world.state().tasks().size(), std::size_t(1100));
    }
};

QTEST_GUILESS_MAIN(TestOpsTasks)
#include "tst_ops_tasks.moc"
