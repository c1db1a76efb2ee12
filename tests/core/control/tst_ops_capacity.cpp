#include "tests/core/control/ops_world.h"

#include <QTest>

using quayside::Json;

namespace {

Json parse(const QByteArray& text)
{
    return Json::parse(text.toStdString());
}

struct CapacityWorld : OpsWorld {
    CapacityWorld()
    {
        ok("CreateCluster");
        definition("web");
        ok("RegisterTaskDefinition",
            { { "family", "fargate" }, { "networkMode", "awsvpc" }, { "cpu", ".25 vCPU" }, { "memory", "0.5GB" },
                { "requiresCompatibilities", { "FARGATE" } },
                { "containerDefinitions", { { { "name", "c" }, { "image", "i" } } } } });
        group("a");
        group("b");
    }

    Json group(const std::string& name, Json more = Json::object())
    {
        Json input = { { "name", name },
            { "autoScalingGroupProvider", { { "autoScalingGroupArn", "arn:aws:autoscaling:x:group/" + name } } } };
        input["autoScalingGroupProvider"].update(more);
        return ok("CreateCapacityProvider", input)["capacityProvider"];
    }
    void associate(Json names, Json strategy = Json::array())
    {
        ok("PutClusterCapacityProviders",
            { { "cluster", "default" }, { "capacityProviders", std::move(names) },
                { "defaultCapacityProviderStrategy", std::move(strategy) } });
    }
    std::string associate_error(Json names, Json strategy = Json::array())
    {
        return error("PutClusterCapacityProviders",
            { { "cluster", "default" }, { "capacityProviders", std::move(names) },
                { "defaultCapacityProviderStrategy", std::move(strategy) } });
    }
    void add(const std::string& name, Json more)
    {
        Json input
            = { { "name", name }, { "kind", "simulated" }, { "simulation", { { "cpus", 4 }, { "memory", 8192 } } } };
        input.update(more);
        ok("AddEngine", input);
    }
    Json cluster() { return ok("DescribeClusters", { { "include", { "ATTACHMENTS" } } })["clusters"][0]; }

    static Json network() { return { { "awsvpcConfiguration", { { "subnets", { "s" } } } } }; }
};

Json item(const std::string& name, int weight, int base = 0)
{
    return { { "capacityProvider", name }, { "weight", weight }, { "base", base } };
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TestOpsCapacity : public QObject {
    Q_OBJECT

private slots:
    void a_provider_has_its_defaults()
    {
        CapacityWorld world;
        const auto made = world.group("c", { { "managedScaling", { { "status", "ENABLED" } } } });
        QCOMPARE(made["status"].get<std::string>(), std::string("ACTIVE"));
        QCOMPARE(made["type"].get<std::string>(), std::string("EC2_AUTOSCALING"));
        QCOMPARE(made["capacityProviderArn"].get<std::string>(),
            std::string("arn:aws:ecs:us-east-1:123456789012:capacity-provider/c"));
        QCOMPARE(made["autoScalingGroupProvider"]["managedScaling"].dump(),
            std::string(R"({"status":"ENABLED","targetCapacity":100,"minimumScalingStepSize":1,)"
                        R"("maximumScalingStepSize":10000,"instanceWarmupPeriod":300})"));
        QCOMPARE(made["autoScalingGroupProvider"]["managedTerminationProtection"].get<std::string>(),
            std::string("DISABLED"));
        QCOMPARE(made["autoScalingGroupProvider"]["managedDraining"].get<std::string>(), std::string("ENABLED"));
        QCOMPARE(world.group("d")["autoScalingGroupProvider"]["managedScaling"]["status"].get<std::string>(),
            std::string("DISABLED"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void bad_providers_name_the_field_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("message");
        const std::pair<const char*, const char*> rows[] = {
            { R"({"name":"a b","autoScalingGroupProvider":{"autoScalingGroupArn":"x"}})",
                "InvalidParameterException: name" },
            { R"({"name":"AWSgroup","autoScalingGroupProvider":{"autoScalingGroupArn":"x"}})", "name must not begin" },
            { R"({"name":"Fargate2","autoScalingGroupProvider":{"autoScalingGroupArn":"x"}})", "name must not begin" },
            { R"({"name":"a","autoScalingGroupProvider":{"autoScalingGroupArn":"x"}})",
                "ClientException: The specified capacity provider already exists." },
            { R"({"name":"n"})", "exactly one of autoScalingGroupProvider and managedInstancesProvider" },
            { R"({"name":"n","autoScalingGroupProvider":{}})",
                "autoScalingGroupProvider.autoScalingGroupArn is required." },
            { R"({"name":"n","cluster":"default","autoScalingGroupProvider":{"autoScalingGroupArn":"x"}})", "cluster" },
            { R"({"name":"n","autoScalingGroupProvider":{"autoScalingGroupArn":"x","managedScaling":{"targetCapacity":0}}})",
                "managedScaling.targetCapacity must be between 1 and 100." },
            { R"({"name":"n","autoScalingGroupProvider":{"autoScalingGroupArn":"x","managedScaling":)"
              R"({"minimumScalingStepSize":5,"maximumScalingStepSize":4}}})",
                "minimumScalingStepSize" },
            { R"({"name":"n","autoScalingGroupProvider":{"autoScalingGroupArn":"x","managedTerminationProtection":"ENABLED"}})",
                "managedTerminationProtection: managed scaling must be enabled" },
            { R"({"name":"n","managedInstancesProvider":{"infrastructureRoleArn":"r","instanceLaunchTemplate":)"
              R"({"ec2InstanceProfileArn":"p","networkConfiguration":{}}}})",
                "cluster is required" },
            { R"({"name":"n","cluster":"none","managedInstancesProvider":{"infrastructureRoleArn":"r",)"
              R"("instanceLaunchTemplate":{"ec2InstanceProfileArn":"p","networkConfiguration":{}}}})",
                "ClusterNotFoundException" },
            { R"({"name":"n","tags":[{"key":"aws:a","value":""}],"autoScalingGroupProvider":{"autoScalingGroupArn":"x"}})",
                "tags" },
        };
        for (const auto& [input, message] : rows)
            QTest::newRow(input) << QByteArray(input) << QByteArray(message);
    }
    void bad_providers_name_the_field()
    {
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, message);
        CapacityWorld world;
        const auto error = world.error("CreateCapacityProvider", parse(input));
        QVERIFY2(contains(error, message.toStdString()), error.c_str());
        QCOMPARE(world.state().capacity_providers().size(), std::size_t(2));
    }

    void fargate_is_always_there()
    {
        CapacityWorld world;
        const auto all = world.ok("DescribeCapacityProviders")["capacityProviders"];
        QCOMPARE(all.size(), std::size_t(4));
        QCOMPARE(all[0]["name"].get<std::string>(), std::string("FARGATE"));
        QCOMPARE(all[1]["type"].get<std::string>(), std::string("FARGATE_SPOT"));
        const auto some = world.ok("DescribeCapacityProviders",
            { { "capacityProviders", { "a", "none", "arn:aws:ecs:us-east-1:123456789012:capacity-provider/b" } } });
        QCOMPARE(some["capacityProviders"].size(), std::size_t(2));
        QCOMPARE(some["failures"].dump(),
            std::string(R"([{"arn":"arn:aws:ecs:us-east-1:123456789012:capacity-provider/none","reason":"MISSING"}])"));
        for (int i = 0; i < 10; ++i)
            world.group("x" + std::to_string(i));
        const auto page = world.ok("DescribeCapacityProviders");
        QCOMPARE(page["capacityProviders"].size(), std::size_t(10));
        QCOMPARE(
            world.ok("DescribeCapacityProviders", { { "nextToken", page["nextToken"] } })["capacityProviders"].size(),
            std::size_t(4));
        QVERIFY(contains(world.error("DescribeCapacityProviders", { { "maxResults", 11 } }), "maxResults"));
        world.associate({ "FARGATE", "a" });
        QCOMPARE(world.ok("DescribeCapacityProviders", { { "cluster", "default" } })["capacityProviders"].size(),
            std::size_t(2));
        QCOMPARE(world.shape_problem, std::string());
    }

    void an_update_merges()
    {
        CapacityWorld world;
        const auto after = world.ok("UpdateCapacityProvider",
            { { "name", "a" },
                { "autoScalingGroupProvider",
                    { { "managedScaling", { { "targetCapacity", 80 } } },
                        { "managedDraining", "DISABLED" } } } })["capacityProvider"];
        QCOMPARE(after["autoScalingGroupProvider"]["managedScaling"]["targetCapacity"].get<int>(), 80);
        QCOMPARE(
            after["autoScalingGroupProvider"]["managedScaling"]["status"].get<std::string>(), std::string("ENABLED"));
        QCOMPARE(after["autoScalingGroupProvider"]["managedDraining"].get<std::string>(), std::string("DISABLED"));
        QCOMPARE(after["updateStatus"].get<std::string>(), std::string("UPDATE_COMPLETE"));
        QVERIFY(contains(world.error("UpdateCapacityProvider", { { "name", "none" } }), "none was not found"));
        QVERIFY(contains(world.error("UpdateCapacityProvider", { { "name", "FARGATE" } }), "reserved"));
        QVERIFY(contains(
            world.error("UpdateCapacityProvider",
                { { "name", "a" },
                    { "managedInstancesProvider",
                        { { "infrastructureRoleArn", "r" }, { "instanceLaunchTemplate", Json::object() } } } }),
            "managedInstancesProvider"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void managed_instances_belong_to_their_cluster()
    {
        CapacityWorld world;
        const Json requirements = { { "vCpuCount", { { "min", 3 } } }, { "memoryMiB", { { "min", 6000 } } } };
        const auto made = world.ok("CreateCapacityProvider",
            { { "name", "mi" }, { "cluster", "default" },
                { "managedInstancesProvider",
                    { { "infrastructureRoleArn", "r" },
                        { "instanceLaunchTemplate",
                            { { "ec2InstanceProfileArn", "p" }, { "networkConfiguration", { { "subnets", { "s" } } } },
                                { "instanceRequirements", requirements } } } } } })["capacityProvider"];
        QCOMPARE(made["type"].get<std::string>(), std::string("MANAGED_INSTANCES"));
        QCOMPARE(made["cluster"].get<std::string>(), std::string("default"));
        QCOMPARE(world.cluster()["capacityProviders"].dump(), std::string(R"(["mi"])"));
        const auto capacity = world.ok("DescribeCapacity", { { "capacityProvider", "mi" } })["capacities"][0];
        QCOMPARE(capacity["cpu"].get<int>(), 3072);
        QCOMPARE(capacity["memory"].get<int>(), 6000);
        QVERIFY(world.error("DeleteCluster", { { "cluster", "default" } })
                    .starts_with("ClusterContainsCapacityProviderException"));
        world.ok("CreateCluster", { { "clusterName", "other" } });
        QVERIFY(contains(world.error("PutClusterCapacityProviders",
                             { { "cluster", "other" }, { "capacityProviders", { "mi" } },
                                 { "defaultCapacityProviderStrategy", Json::array() } }),
            "belongs to the cluster default"));
        world.ok("DeleteCapacityProvider", { { "capacityProvider", "mi" } });
        QVERIFY(world.cluster()["capacityProviders"].empty());
        QCOMPARE(world.shape_problem, std::string());
    }

    void a_provider_in_use_stays()
    {
        CapacityWorld world;
        world.associate({ "a", "b" });
        QVERIFY(contains(world.error("DeleteCapacityProvider", { { "capacityProvider", "a" } }),
            "because it is associated with cluster: default."));
        world.ok("CreateService",
            { { "serviceName", "s" }, { "taskDefinition", "web" }, { "desiredCount", 0 },
                { "capacityProviderStrategy", { item("a", 1) } } });
        QVERIFY(world.associate_error({ "b" }).starts_with(
            "ResourceInUseException: The specified capacity provider is in use and cannot be removed."));
        QCOMPARE(world.cluster()["capacityProviders"].size(), std::size_t(2));
        world.associate({ "a" });
        const auto gone = world.ok("DeleteCapacityProvider", { { "capacityProvider", "b" } })["capacityProvider"];
        QCOMPARE(gone["status"].get<std::string>(), std::string("INACTIVE"));
        QCOMPARE(gone["updateStatus"].get<std::string>(), std::string("DELETE_COMPLETE"));
        QVERIFY(contains(world.error("DeleteCapacityProvider", { { "capacityProvider", "b" } }), "was not found"));
        QVERIFY(
            contains(world.error("DeleteCapacityProvider", { { "capacityProvider", "FARGATE_SPOT" } }), "reserved"));
        world.group("b"); // the name is free again
    }

    void strategies_keep_to_the_rules_data()
    {
        QTest::addColumn<QByteArray>("strategy");
        QTest::addColumn<QByteArray>("message");
        const std::pair<const char*, const char*> rows[] = {
            { R"([{"capacityProvider":"a","base":1,"weight":1},{"capacityProvider":"b","base":1}])",
                "Only one capacity provider strategy item can specify a base value." },
            { R"([{"capacityProvider":"a"},{"capacityProvider":"b"}])",
                "At least one capacity provider must have a weight greater than zero." },
            { R"([{"capacityProvider":"a","weight":1},{"capacityProvider":"FARGATE","weight":1}])",
                "A capacity provider strategy cannot contain a mix of capacity providers" },
            { R"([{"capacityProvider":"c","weight":1}])",
                "cannot contain a capacity provider that is not associated with the cluster" },
            { R"([{"capacityProvider":"a","weight":1},{"capacityProvider":"a","weight":1}])", "a occurs twice" },
            { R"([{"capacityProvider":"a","weight":1001}])", ".weight must be between 0 and 1000." },
            { R"([{"capacityProvider":"a","base":100001}])", ".base must be between 0 and 100000." },
            { R"([{"weight":1}])", ".capacityProvider is required." },
        };
        for (const auto& [strategy, message] : rows)
            QTest::newRow(strategy) << QByteArray(strategy) << QByteArray(message);
    }
    void strategies_keep_to_the_rules()
    {
        QFETCH(QByteArray, strategy);
        QFETCH(QByteArray, message);
        CapacityWorld world;
        world.group("c");
        world.associate({ "a", "b", "FARGATE" });
        const Json given = parse(strategy);
        const std::string errors[] = {
            world.associate_error({ "a", "b", "FARGATE" }, given),
            world.error("RunTask", { { "taskDefinition", "web" }, { "capacityProviderStrategy", given } }),
            world.error("CreateService",
                { { "serviceName", "s" }, { "desiredCount", 1 }, { "taskDefinition", "web" },
                    { "capacityProviderStrategy", given } }),
        };
        for (const auto& error : errors)
            QVERIFY2(error.starts_with("InvalidParameterException") && contains(error, message.toStdString()),
                error.c_str());
        QVERIFY(world.state().services().empty());
    }

    void bad_providers_of_a_cluster_are_refused()
    {
        CapacityWorld world;
        QVERIFY(contains(world.associate_error({ "none" }), "capacityProviders: The specified capacity provider none"));
        QVERIFY(contains(world.associate_error({ "a", "a" }), "a occurs twice"));
        QVERIFY(contains(world.associate_error(Json::array(), { item("a", 1) }), "defaultCapacityProviderStrategy"));
        QVERIFY(contains(world.error("CreateCluster", { { "clusterName", "c" }, { "capacityProviders", { "none" } } }),
            "capacityProviders"));
        QVERIFY(!world.state().clusters().find("c"));
        const auto made = world.ok("CreateCluster",
            { { "clusterName", "c" }, { "capacityProviders", { "FARGATE", "FARGATE_SPOT" } },
                { "defaultCapacityProviderStrategy", { item("FARGATE", 1, 2), item("FARGATE_SPOT", 3) } } })["cluster"];
        QCOMPARE(made["capacityProviders"].size(), std::size_t(2));
        QCOMPARE(made["defaultCapacityProviderStrategy"][0].dump(),
            std::string(R"({"capacityProvider":"FARGATE","weight":1,"base":2})"));
        QCOMPARE(made["attachmentsStatus"].get<std::string>(), std::string("UPDATE_COMPLETE"));
    }

    void the_strategy_is_the_calls_then_the_launch_type_then_the_clusters()
    {
        CapacityWorld world;
        world.associate({ "a", "b" }, { item("b", 1) });
        const auto made = [&](const std::string& name, Json more) {
            Json input = { { "serviceName", name }, { "desiredCount", 0 }, { "taskDefinition", "web" } };
            input.update(more);
            return world.ok("CreateService", input)["service"];
        };
        QCOMPARE(
            made("x",
                { { "capacityProviderStrategy", { item("a", 1) } } })["capacityProviderStrategy"][0]["capacityProvider"]
                .get<std::string>(),
            std::string("a"));
        QCOMPARE(made("y", { { "launchType", "EC2" } })["launchType"].get<std::string>(), std::string("EC2"));
        const auto by_default = made("z", Json::object());
        QCOMPARE(by_default["capacityProviderStrategy"][0]["capacityProvider"].get<std::string>(), std::string("b"));
        QVERIFY(!by_default.contains("launchType"));
        // A change of the strategy takes a forced deployment.
        const Json change = { { "service", "z" }, { "capacityProviderStrategy", { item("a", 1) } } };
        QVERIFY(contains(world.error("UpdateService", change), "you must force a new deployment."));
        Json forced = change;
        forced["forceNewDeployment"] = true;
        const auto after = world.ok("UpdateService", forced)["service"];
        QCOMPARE(after["deployments"].size(), std::size_t(2));
        QCOMPARE(after["deployments"][0]["capacityProviderStrategy"][0]["capacityProvider"].get<std::string>(),
            std::string("a"));
        QCOMPARE(after["deployments"][1]["capacityProviderStrategy"][0]["capacityProvider"].get<std::string>(),
            std::string("b"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void tasks_are_shared_among_the_providers()
    {
        CapacityWorld world;
        world.associate({ "a", "b" });
        world.add("one", { { "capacityProvider", "a" } });
        world.add("two", { { "capacityProvider", "b" } });
        const auto reply = world.ok("RunTask",
            { { "taskDefinition", "web" }, { "count", 5 },
                { "capacityProviderStrategy", { item("a", 1, 1), item("b", 1) } } });
        std::map<std::string, int> counts;
        for (const auto& task : reply["tasks"])
            ++counts[task["capacityProviderName"]];
        QCOMPARE(counts["a"], 3);
        QCOMPARE(counts["b"], 2);
        for (const auto& task : reply["tasks"]) {
            const auto instance = world.ok("DescribeContainerInstances",
                { { "containerInstances", { task["containerInstanceArn"] } } })["containerInstances"][0];
            QCOMPARE(
                instance["capacityProviderName"].get<std::string>(), task["capacityProviderName"].get<std::string>());
        }
        QCOMPARE(world.shape_problem, std::string());
    }

    void tasks_wait_for_a_provider_that_scales()
    {
        CapacityWorld world;
        world.group("s", { { "managedScaling", { { "status", "ENABLED" } } } });
        world.associate({ "a", "s" });
        const Json call
            = { { "taskDefinition", "web" }, { "count", 10 }, { "capacityProviderStrategy", { item("s", 1) } },
                  { "placementConstraints", { { { "type", "distinctInstance" } } } } };
        const auto reply = world.ok("RunTask", call);
        QCOMPARE(reply["tasks"].size(), std::size_t(10));
        QCOMPARE(reply["tasks"][0]["lastStatus"].get<std::string>(), std::string("PROVISIONING"));
        QVERIFY(!reply["tasks"][0].contains("containerInstanceArn"));
        QCOMPARE(
            world.ok("DescribeCapacity", { { "capacityProvider", "s" } })["capacities"][0]["waitingTasks"].get<int>(),
            10);
        for (int i = 1; i < 50; ++i)
            world.ok("RunTask", call);
        const auto tasks = world.state().tasks().size();
        QVERIFY(contains(world.error("RunTask", call), "ClientException: The limit of 500 tasks that wait"));
        QCOMPARE(world.state().tasks().size(), tasks);
        // Without managed scaling there is nothing to wait for.
        Json other = call;
        other["capacityProviderStrategy"] = Json::array({ item("a", 1) });
        QVERIFY(contains(world.error("RunTask", other), "No Container Instances were found in your cluster."));
        QCOMPARE(world.shape_problem, std::string());
    }

    void fargate_runs_on_instances_that_nobody_sees()
    {
        CapacityWorld world;
        const Json call = { { "taskDefinition", "fargate" }, { "launchType", "FARGATE" },
            { "networkConfiguration", CapacityWorld::network() } };
        const auto none = world.ok("RunTask", call);
        QVERIFY(none["tasks"].empty());
        QCOMPARE(none["failures"].size(), std::size_t(1));
        world.add("hidden", { { "launchType", "FARGATE" } });
        const auto task = world.ok("RunTask", call)["tasks"][0];
        QCOMPARE(task["launchType"].get<std::string>(), std::string("FARGATE"));
        QCOMPARE(task["platformVersion"].get<std::string>(), std::string("1.4.0"));
        QCOMPARE(task["cpu"].get<std::string>(), std::string("256"));
        QCOMPARE(task["memory"].get<std::string>(), std::string("512"));
        QVERIFY(!task.contains("containerInstanceArn"));
        QVERIFY(task.contains("availabilityZone"));
        QCOMPARE(world.cluster()["registeredContainerInstancesCount"].get<int>(), 0);
        QVERIFY(world.ok("ListContainerInstances")["containerInstanceArns"].empty());
        const auto& instance = *world.state().container_instances().begin()->second;
        QCOMPARE(world
                     .ok("DescribeContainerInstances",
                         { { "containerInstances", { instance.id.hex() } } })["failures"][0]["reason"]
                     .get<std::string>(),
            std::string("MISSING"));
        QCOMPARE(world
                     .ok("StartTask",
                         { { "taskDefinition", "web" },
                             { "containerInstances", { instance.id.hex() } } })["failures"][0]["reason"]
                     .get<std::string>(),
            std::string("MISSING"));
        QCOMPARE(world.ok("ListEngines")["engines"][0]["containerInstanceArns"].size(), std::size_t(1));
        // Other tasks do not go there.
        QVERIFY(contains(world.error("RunTask", { { "taskDefinition", "web" } }),
            "No Container Instances were found in your cluster."));
        const auto by_strategy = [&](const std::string& provider) {
            Json input = call;
            input.erase("launchType");
            input["capacityProviderStrategy"] = Json::array({ item(provider, 1) });
            return world.call("RunTask", input);
        };
        QVERIFY(contains(by_strategy("FARGATE_SPOT").error().message, "not associated with the cluster"));
        world.associate({ "FARGATE", "FARGATE_SPOT" });
        QCOMPARE((*by_strategy("FARGATE_SPOT"))["tasks"][0]["capacityProviderName"].get<std::string>(),
            std::string("FARGATE_SPOT"));
        const auto statistics
            = world.ok("DescribeClusters", { { "include", { "STATISTICS" } } })["clusters"][0]["statistics"];
        QVERIFY(contains(statistics.dump(), R"({"name":"pendingFargateTasksCount","value":"2"})"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void a_fargate_service_has_a_platform()
    {
        CapacityWorld world;
        world.associate({ "FARGATE", "FARGATE_SPOT" });
        Json input = { { "serviceName", "f" }, { "desiredCount", 1 }, { "taskDefinition", "fargate" },
            { "networkConfiguration", CapacityWorld::network() }, { "launchType", "FARGATE" } };
        const auto made = world.ok("CreateService", input)["service"];
        QCOMPARE(made["platformVersion"].get<std::string>(), std::string("LATEST"));
        QCOMPARE(made["platformFamily"].get<std::string>(), std::string("Linux"));
        QCOMPARE(made["launchType"].get<std::string>(), std::string("FARGATE"));
        QVERIFY(made["networkConfiguration"] == CapacityWorld::network());
        const auto after = world.ok("UpdateService", { { "service", "f" }, { "platformVersion", "1.3.0" } })["service"];
        QCOMPARE(after["deployments"].size(), std::size_t(2));
        QCOMPARE(after["deployments"][0]["platformVersion"].get<std::string>(), std::string("1.3.0"));
        QCOMPARE(
            world.ok("UpdateService", { { "service", "f" }, { "desiredCount", 2 } })["service"]["deployments"].size(),
            std::size_t(2));

        input["serviceName"] = "s";
        input.erase("launchType");
        input["capacityProviderStrategy"] = Json::array({ item("FARGATE", 1), item("FARGATE_SPOT", 1) });
        const auto shared = world.ok("CreateService", input)["service"];
        QVERIFY(!shared.contains("launchType"));
        QCOMPARE(shared["platformFamily"].get<std::string>(), std::string("Linux"));
        QCOMPARE(world.ok("ListServices", { { "launchType", "FARGATE" } })["serviceArns"].size(), std::size_t(2));
        QCOMPARE(world.shape_problem, std::string());
    }

    void fargate_asks_for_valid_definitions_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QByteArray>("message");
        const std::pair<const char*, const char*> rows[] = {
            { R"({"cpu":"256","memory":"512"})", "" },
            { R"({"cpu":"0.25 vcpu","memory":"1 GB"})", "" },
            { R"({"cpu":"256","memory":"2048"})", "" },
            { R"({"cpu":"256","memory":"3072"})", "No Fargate configuration exists for given values." },
            { R"({"cpu":"512","memory":"4096"})", "" },
            { R"({"cpu":"512","memory":"512"})", "No Fargate configuration exists for given values." },
            { R"({"cpu":"1024","memory":"8192"})", "" },
            { R"({"cpu":"1024","memory":"8193"})", "No Fargate configuration exists for given values." },
            { R"({"cpu":"2048","memory":"4096"})", "" },
            { R"({"cpu":"4096","memory":"30720"})", "" },
            { R"({"cpu":"4096","memory":"31744"})", "No Fargate configuration exists for given values." },
            { R"({"cpu":"8192","memory":"61440"})", "" },
            { R"({"cpu":"8192","memory":"17408"})", "No Fargate configuration exists for given values." },
            { R"({"cpu":"16384","memory":"122880"})", "" },
            { R"({"cpu":"128","memory":"512"})", "No Fargate configuration exists for given values." },
            { R"({"memory":"512"})", "Fargate requires that 'cpu' be defined at the task level." },
            { R"({"cpu":"256","containerDefinitions":[{"name":"c","image":"i","memory":64}]})",
                "Fargate requires that 'memory' be defined at the task level." },
            { R"({"cpu":"256","memory":"512","networkMode":"bridge"})", "Fargate only supports network mode" },
            { R"({"cpu":"256","memory":"512","pidMode":"host"})", "do not support pidMode 'host'" },
            { R"({"cpu":"256","memory":"512","placementConstraints":[{"type":"memberOf","expression":"task:group == a"}]})",
                "do not support placement constraints" },
            { R"({"cpu":"256","memory":"512","containerDefinitions":[{"name":"c","image":"i","privileged":true}]})",
                "Fargate compatible task definitions do not support privileged." },
            { R"({"cpu":"256","memory":"512","containerDefinitions":[{"name":"c",)"
              R"("image":"123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1"}]})",
                "Fargate requires task definition to have execution role ARN to support ECR images." },
            { R"({"cpu":"256","memory":"512","containerDefinitions":[{"name":"c","image":"i",)"
              R"("logConfiguration":{"logDriver":"awslogs"}}]})",
                "Fargate requires task definition to have execution role ARN to support log driver awslogs." },
            { R"({"cpu":"256","memory":"512","ephemeralStorage":{"sizeInGiB":20}})", "ephemeralStorage.sizeInGiB" },
            { R"({"cpu":"256","memory":"512","ephemeralStorage":{"sizeInGiB":21}})", "" },
        };
        for (const auto& [more, message] : rows)
            QTest::newRow(more) << QByteArray(more) << QByteArray(message);
    }
    void fargate_asks_for_valid_definitions()
    {
        QFETCH(QByteArray, more);
        QFETCH(QByteArray, message);
        OpsWorld world;
        Json input = { { "family", "f" }, { "networkMode", "awsvpc" }, { "requiresCompatibilities", { "FARGATE" } },
            { "containerDefinitions", { { { "name", "c" }, { "image", "i" } } } } };
        input.update(parse(more));
        const auto reply = world.call("RegisterTaskDefinition", input);
        if (message.isEmpty()) {
            QVERIFY2(reply, reply ? "" : reply.error().message.c_str());
            QCOMPARE((*reply)["taskDefinition"]["compatibilities"].dump(), std::string(R"(["EC2","FARGATE"])"));
        } else {
            QVERIFY(!reply);
            QCOMPARE(reply.error().code, std::string("ClientException"));
            QVERIFY2(contains(reply.error().message, message.toStdString()), reply.error().message.c_str());
        }
    }

    void engines_are_set_aside_for_what_is_asked()
    {
        CapacityWorld world;
        world.add("mixed",
            { { "gpus", 4 },
                { "slices",
                    { { { "name", "s1" }, { "capacityProvider", "a" }, { "gpus", 1 } },
                        { { "name", "s2" }, { "launchType", "EXTERNAL" } } } } });
        std::map<std::string, quayside::model::ContainerInstance> by_name;
        for (const auto& [id, instance] : world.state().container_instances())
            by_name[instance->name] = *instance;
        QCOMPARE(by_name["s1"].capacity_provider, std::string("a"));
        QCOMPARE(by_name["s1"].registered.gpus, std::int64_t(1));
        QCOMPARE(by_name["s2"].registered.gpus, std::int64_t(4));
        QVERIFY(by_name["s2"].launch_type == quayside::model::LaunchType::External);
        const auto shown = world.ok("DescribeContainerInstances",
            { { "containerInstances", { by_name["s2"].id.hex() } } })["containerInstances"][0];
        QCOMPARE(shown["registeredResources"][4]["stringSetValue"].dump(), std::string(R"(["0","1","2","3"])"));
        const auto refused = [&](Json more) {
            Json input = { { "name", "other" }, { "kind", "simulated" } };
            input.update(more);
            return world.error("AddEngine", input);
        };
        QVERIFY(contains(refused({ { "capacityProvider", "none" } }), "capacityProvider: there is no"));
        QVERIFY(contains(refused({ { "capacityProvider", "FARGATE" } }), "capacityProvider: instances for FARGATE"));
        QVERIFY(contains(
            refused({ { "capacityProvider", "a" }, { "launchType", "FARGATE" } }), "launchType: the instances"));
        QVERIFY(contains(refused({ { "launchType", "MOON" } }), "launchType should be one of"));
        QVERIFY(contains(refused({ { "gpus", -1 } }), "gpus must be between 0 and 64."));
        QVERIFY(contains(refused({ { "slices", { { { "name", "x" }, { "capacityProvider", "none" } } } } }),
            "slices[0].capacityProvider"));
        QCOMPARE(world.state().engines().size(), std::size_t(1));
    }

    void a_pool_is_set_and_told_of()
    {
        CapacityWorld world;
        const auto set = world.ok("SetCapacityProviderPool",
            { { "capacityProvider", "a" }, { "cpu", 2048 }, { "memory", 4096 },
                { "zones", { "us-east-1a", "us-east-1b" } }, { "minimumSize", 1 }, { "maximumSize", 4 } })["capacity"];
        QCOMPARE(set["cluster"].get<std::string>(), std::string("default"));
        QCOMPARE(set["reservation"].get<double>(), 100.0);
        QCOMPARE(world.ok("DescribeCapacity")["capacities"].size(), std::size_t(2));
        const auto refused = [&](Json more) {
            Json input = { { "capacityProvider", "a" }, { "cpu", 2048 }, { "memory", 4096 }, { "maximumSize", 4 } };
            input.update(more);
            return world.error("SetCapacityProviderPool", input);
        };
        QVERIFY(
            refused({ { "capacityProvider", "FARGATE" } }).starts_with("ResourceNotFoundException: capacityProvider"));
        QVERIFY(contains(refused({ { "cluster", "none" } }), "ClusterNotFoundException"));
        QVERIFY(contains(refused({ { "minimumSize", 5 } }), "minimumSize"));
        QVERIFY(contains(refused({ { "cpu", 1 } }), "cpu must be between"));
        QVERIFY(contains(refused({ { "memory", 0 } }), "memory must be between"));
        QVERIFY(contains(refused({ { "maximumSize", -1 } }), "maximumSize must be between"));
        QVERIFY(contains(refused({ { "zones", { "a b" } } }), "zones[0]"));
        QVERIFY(contains(refused({ { "engine", "none" } }), "engine: there is no engine none."));
        world.add("small", Json::object());
        QVERIFY(contains(refused({ { "engine", "small" }, { "cpu", 8192 } }), "cpu: the engine small has"));
        QVERIFY(
            contains(world.error("DescribeCapacity", { { "capacityProvider", "none" } }), "ResourceNotFoundException"));
        QCOMPARE(world.state().capacity_providers().find("a")->maximum_size, std::int64_t(4));
        QCOMPARE(world.shape_problem, std::string());
    }

    void providers_are_tagged()
    {
        CapacityWorld world;
        const std::string arn = world.group("t", Json::object())["capacityProviderArn"];
        world.ok("TagResource", { { "resourceArn", arn }, { "tags", { { { "key", "a" }, { "value", "b" } } } } });
        QCOMPARE(
            world
                .ok("DescribeCapacityProviders",
                    { { "capacityProviders", { "t" } }, { "include", { "TAGS" } } })["capacityProviders"][0]["tags"]
                .size(),
            std::size_t(1));
        QVERIFY(!world.ok("DescribeCapacityProviders", { { "capacityProviders", { "t" } } })["capacityProviders"][0]
                     .contains("tags"));
    }
};

QTEST_GUILESS_MAIN(TestOpsCapacity)
#include "tst_ops_capacity.moc"
