#include "tests/core/control/ops_world.h"

#include <QTest>

#include <algorithm>

using quayside::Json;

namespace {

Json service(Json more = Json::object())
{
    Json input = { { "serviceName", "web" }, { "taskDefinition", "web" }, { "desiredCount", 2 } };
    input.update(more);
    return input;
}

Json update(Json more)
{
    more["service"] = "web";
    return more;
}

Json parse(const QByteArray& text)
{
    return Json::parse(text.toStdString());
}

std::string arn(const std::string& rest)
{
    return "arn:aws:ecs:us-east-1:123456789012:" + rest;
}

// A cluster with an instance and a few definitions.
struct ServiceWorld : OpsWorld {
    ServiceWorld()
    {
        engine("laptop");
        definition("web");
        definition("web"); // :2
        definition("ports", 256, 512, { { "portMappings", { { { "containerPort", 80 }, { "name", "http" } } } } });
        definition("old");
        ok("DeregisterTaskDefinition", { { "taskDefinition", "old:1" } });
        vpc("vpc", Json::object());
        vpc("fargate", { { "cpu", "256" }, { "memory", "512" }, { "requiresCompatibilities", { "FARGATE" } } });
    }

    void vpc(const std::string& family, Json more)
    {
        Json input = { { "family", family }, { "networkMode", "awsvpc" },
            { "containerDefinitions", { { { "name", "c" }, { "image", "i" }, { "memory", 64 } } } } };
        input.update(more);
        ok("RegisterTaskDefinition", input);
    }

    Json described(const std::string& name = "web")
    {
        return ok("DescribeServices", { { "services", { name } } })["services"][0];
    }

    const quayside::model::Service& record(const std::string& name = "web")
    {
        return *state().services().find({ "default", name });
    }

    std::size_t deployments() { return state().deployments().size(); }
};

} // namespace

class TestOpsServices : public QObject {
    Q_OBJECT

private slots:
    void a_new_service_has_one_deployment_and_nothing_else()
    {
        ServiceWorld world;
        const auto made = world.ok("CreateService",
            service(
                { { "taskDefinition", "web" }, { "tags", { { { "key", "team" }, { "value", "sea" } } } } }))["service"];
        QCOMPARE(made["serviceArn"].get<std::string>(), arn("service/default/web"));
        QCOMPARE(made["status"].get<std::string>(), std::string("ACTIVE"));
        QCOMPARE(made["desiredCount"].get<int>(), 2);
        QCOMPARE(made["runningCount"].get<int>(), 0);
        QCOMPARE(made["pendingCount"].get<int>(), 0);
        QVERIFY(made["events"].empty());
        QVERIFY(made["taskSets"].empty());
        QCOMPARE(made["taskDefinition"].get<std::string>(), arn("task-definition/web:2"));
        QCOMPARE(made["launchType"].get<std::string>(), std::string("EC2"));
        QCOMPARE(made["schedulingStrategy"].get<std::string>(), std::string("REPLICA"));
        QCOMPARE(made["propagateTags"].get<std::string>(), std::string("NONE"));
        QCOMPARE(made["availabilityZoneRebalancing"].get<std::string>(), std::string("ENABLED"));
        QCOMPARE(made["tags"][0]["key"].get<std::string>(), std::string("team"));
        QCOMPARE(made["createdBy"].get<std::string>(), std::string("arn:aws:iam::123456789012:root"));
        QCOMPARE(made["deploymentConfiguration"].dump(),
            std::string(R"({"deploymentCircuitBreaker":{"enable":false,"rollback":false},"maximumPercent":200,)"
                        R"("minimumHealthyPercent":100,"strategy":"ROLLING","bakeTimeInMinutes":0})"));
        QCOMPARE(made["deployments"].size(), std::size_t(1));
        const Json deployment = made["deployments"][0];
        QCOMPARE(deployment["status"].get<std::string>(), std::string("PRIMARY"));
        QCOMPARE(deployment["rolloutState"].get<std::string>(), std::string("IN_PROGRESS"));
        const std::string id = deployment["id"];
        QVERIFY(id.starts_with("ecs-svc/") && id.size() <= std::string("ecs-svc/").size() + 19);
        QCOMPARE(deployment["rolloutStateReason"].get<std::string>(), "ECS deployment " + id + " in progress.");
        QCOMPARE(deployment["desiredCount"].get<int>(), 2);
        QVERIFY(
            made["currentServiceDeployment"].get<std::string>().starts_with(arn("service-deployment/default/web/")));
        QCOMPARE(made["currentServiceRevisions"].size(), std::size_t(1));
        QCOMPARE(made["currentServiceRevisions"][0]["requestedTaskCount"].get<int>(), 2);

        const auto shown = world.described();
        QVERIFY(!shown.contains("tags"));
        const auto with_tags = world.ok(
            "DescribeServices", { { "services", { made["serviceArn"] } }, { "include", { "TAGS" } } })["services"][0];
        QVERIFY(with_tags == made);
        QCOMPARE(world.state().service_revisions().size(), std::size_t(1));
        QCOMPARE(world.shape_problem, std::string());
    }

    void bad_creation_names_the_field_and_changes_nothing_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QByteArray>("message");
        const std::pair<const char*, const char*> rows[] = {
            { R"({"cluster":"none"})", "ClusterNotFoundException: Cluster not found." },
            { R"({"serviceName":"a b"})", "InvalidParameterException: serviceName" },
            { R"({"serviceName":""})", "InvalidParameterException: serviceName" },
            { R"({"schedulingStrategy":"SOMETIMES"})",
                "InvalidParameterException: schedulingStrategy should be one of" },
            { R"({"launchType":"MOON"})", "ClientException: launch type should be one of [EC2,FARGATE] (launchType)" },
            { R"({"deploymentController":{"type":"MINE"}})", "InvalidParameterException: deploymentController.type" },
            { R"({"deploymentController":{}})", "InvalidParameterException: deploymentController.type is required" },
            { R"({"desiredCount":null})", "InvalidParameterException: desiredCount is required" },
            { R"({"desiredCount":-1})", "InvalidParameterException: desiredCount must be between 0 and 5000." },
            { R"({"desiredCount":5001})", "InvalidParameterException: desiredCount must be between 0 and 5000." },
            { R"({"desiredCount":"2"})", "SerializationException: desiredCount" },
            { R"({"schedulingStrategy":"DAEMON"})",
                "The daemon scheduling strategy does not support a desired count for services." },
            { R"({"schedulingStrategy":"DAEMON","desiredCount":null,"deploymentController":{"type":"EXTERNAL"}})",
                "(deploymentController)" },
            { R"({"schedulingStrategy":"DAEMON","desiredCount":null,"launchType":"FARGATE","taskDefinition":"fargate",)"
              R"("networkConfiguration":{"awsvpcConfiguration":{"subnets":["s"]}}})",
                "launchType: the DAEMON" },
            { R"({"taskDefinition":null})", "InvalidParameterException: taskDefinition is required" },
            { R"({"taskDefinition":"none"})", "ClientException: TaskDefinition not found." },
            { R"({"taskDefinition":"old:1"})", "ClientException: TaskDefinition is inactive" },
            { R"({"deploymentController":{"type":"EXTERNAL"}})", "InvalidParameterException: taskDefinition" },
            { R"({"deploymentController":{"type":"CODE_DEPLOY"}})", "InvalidParameterException: loadBalancers" },
            { R"({"launchType":"EC2","capacityProviderStrategy":[{"capacityProvider":"FARGATE"}]})",
                "Specifying both a launch type and capacity provider strategy is not supported." },
            { R"({"launchType":"MANAGED_INSTANCES"})", "InvalidParameterException: launchType" },
            { R"({"launchType":"FARGATE"})", "Task definition does not support launch_type FARGATE." },
            { R"({"capacityProviderStrategy":[{"capacityProvider":"none"}]})",
                "InvalidParameterException: capacityProviderStrategy" },
            { R"({"taskDefinition":"vpc"})",
                "Network Configuration must be provided when networkMode 'awsvpc' is specified." },
            { R"({"networkConfiguration":{"awsvpcConfiguration":{"subnets":["s"]}}})",
                "Network Configuration is not valid for the given networkMode of this task definition." },
            { R"({"taskDefinition":"vpc","networkConfiguration":{"awsvpcConfiguration":{"subnets":[]}}})",
                "subnets can not be empty." },
            { R"({"taskDefinition":"vpc","networkConfiguration":{"awsvpcConfiguration":{"subnets":["s"],)"
              R"("securityGroups":["1","2","3","4","5","6"]}}})",
                "securityGroups" },
            { R"({"platformVersion":"1.4.0"})", "(platformVersion)" },
            { R"({"taskDefinition":"fargate","launchType":"FARGATE","platformVersion":"9.9",)"
              R"("networkConfiguration":{"awsvpcConfiguration":{"subnets":["s"]}}})",
                "PlatformUnknownException: platformVersion" },
            { R"({"loadBalancers":[{"targetGroupArn":"t","containerName":"none","containerPort":80}]})",
                "The container none does not exist in the task definition." },
            { R"({"loadBalancers":[{"targetGroupArn":"t","containerName":"main","containerPort":80}]})",
                "The container main did not have a container port 80 defined." },
            { R"({"loadBalancers":[{"containerName":"main","containerPort":80}]})",
                "loadBalancers[0]: give either targetGroupArn or loadBalancerName." },
            { R"({"healthCheckGracePeriodSeconds":30})", "(healthCheckGracePeriodSeconds)" },
            { R"({"healthCheckGracePeriodSeconds":-1})", "healthCheckGracePeriodSeconds" },
            { R"({"deploymentConfiguration":{"maximumPercent":99}})",
                "deploymentConfiguration.maximumPercent must be at least 100." },
            { R"({"deploymentConfiguration":{"minimumHealthyPercent":101}})",
                "deploymentConfiguration.minimumHealthyPercent must be between 0 and 100." },
            { R"({"deploymentConfiguration":{"minimumHealthyPercent":-1}})",
                "deploymentConfiguration.minimumHealthyPercent" },
            { R"({"deploymentConfiguration":{"deploymentCircuitBreaker":{"enable":true}}})",
                "deploymentConfiguration.deploymentCircuitBreaker.rollback is required." },
            { R"({"deploymentConfiguration":{"alarms":{"alarmNames":[],"enable":true,"rollback":false}}})",
                "deploymentConfiguration.alarms.alarmNames" },
            { R"({"deploymentConfiguration":{"alarms":{"alarmNames":["a","a"],"enable":true,"rollback":false}}})",
                "deploymentConfiguration.alarms.alarmNames" },
            { R"({"deploymentConfiguration":{"alarms":{"alarmNames":["1","2","3","4","5","6","7","8","9","10","11"],)"
              R"("enable":true,"rollback":false}}})",
                "deploymentConfiguration.alarms.alarmNames: at most 10" },
            { R"({"deploymentConfiguration":{"strategy":"SIDEWAYS"}})", "deploymentConfiguration.strategy" },
            { R"({"deploymentConfiguration":{"bakeTimeInMinutes":5}})", "deploymentConfiguration.bakeTimeInMinutes" },
            { R"({"deploymentConfiguration":{"strategy":"BLUE_GREEN","bakeTimeInMinutes":1441}})",
                "deploymentConfiguration.bakeTimeInMinutes must be between 0 and 1440." },
            { R"({"deploymentConfiguration":{"strategy":"LINEAR","linearConfiguration":{"stepPercent":2.9}}})",
                "deploymentConfiguration.linearConfiguration.stepPercent" },
            { R"({"deploymentConfiguration":{"strategy":"LINEAR","linearConfiguration":{"stepPercent":10.05}}})",
                "deploymentConfiguration.linearConfiguration.stepPercent" },
            { R"({"deploymentConfiguration":{"strategy":"LINEAR",)"
              R"("linearConfiguration":{"stepPercent":10,"stepBakeTimeInMinutes":-1}}})",
                "deploymentConfiguration.linearConfiguration.stepBakeTimeInMinutes" },
            { R"({"deploymentConfiguration":{"linearConfiguration":{"stepPercent":10}}})",
                "deploymentConfiguration.linearConfiguration can only be given" },
            { R"({"deploymentConfiguration":{"strategy":"CANARY","canaryConfiguration":{"canaryPercent":0}}})",
                "deploymentConfiguration.canaryConfiguration.canaryPercent" },
            { R"({"deploymentConfiguration":{"strategy":"CANARY","canaryConfiguration":{"canaryPercent":100.1}}})",
                "deploymentConfiguration.canaryConfiguration.canaryPercent" },
            { R"({"deploymentConfiguration":{"strategy":"CANARY","canaryConfiguration":{"canaryBakeTimeInMinutes":1441}}})",
                "deploymentConfiguration.canaryConfiguration.canaryBakeTimeInMinutes" },
            { R"({"deploymentConfiguration":{"lifecycleHooks":[{"targetType":"PAUSE","lifecycleStages":["PRE_SCALE_UP"]}]}})",
                "deploymentConfiguration.lifecycleHooks" },
            { R"({"deploymentConfiguration":{"strategy":"BLUE_GREEN","lifecycleHooks":[{"targetType":"PAUSE"}]}})",
                "deploymentConfiguration.lifecycleHooks[0].lifecycleStages" },
            { R"({"deploymentConfiguration":{"strategy":"BLUE_GREEN",)"
              R"("lifecycleHooks":[{"lifecycleStages":["PRE_SCALE_UP"]}]}})",
                "deploymentConfiguration.lifecycleHooks[0].hookTargetArn" },
            { R"({"placementConstraints":[{"type":"memberOf","expression":"attribute:a =="}]})",
                "placementConstraints[0].expression: The expression is not valid at character" },
            { R"({"placementConstraints":[{"type":"distinctInstance","expression":"agentConnected == true"}]})",
                "placementConstraints[0].expression" },
            { R"({"placementStrategy":[{"type":"hoard"}]})", "placementStrategy[0].type should be one of" },
            { R"({"placementStrategy":[{"type":"spread","field":"colour"}]})", "placementStrategy[0].field" },
            { R"({"placementStrategy":[{"type":"random"},{"type":"random"},{"type":"random"},{"type":"random"},)"
              R"({"type":"random"},{"type":"random"}]})",
                "placementStrategy: a task can have at most 5." },
            { R"({"placementConstraints":[{"type":"distinctInstance"},{"type":"distinctInstance"},)"
              R"({"type":"distinctInstance"},{"type":"distinctInstance"},{"type":"distinctInstance"},)"
              R"({"type":"distinctInstance"},{"type":"distinctInstance"},{"type":"distinctInstance"},)"
              R"({"type":"distinctInstance"},{"type":"distinctInstance"},{"type":"distinctInstance"}]})",
                "placementConstraints: a task can have at most 10" },
            { R"({"taskDefinition":"fargate","launchType":"FARGATE","placementStrategy":[{"type":"random"}],)"
              R"("networkConfiguration":{"awsvpcConfiguration":{"subnets":["s"]}}})",
                "Placement strategies are not supported with FARGATE launch type." },
            { R"({"taskDefinition":"fargate","launchType":"FARGATE","placementConstraints":[{"type":"distinctInstance"}],)"
              R"("networkConfiguration":{"awsvpcConfiguration":{"subnets":["s"]}}})",
                "Placement constraints are not supported with FARGATE launch type." },
            { R"({"availabilityZoneRebalancing":"ENABLED","placementStrategy":[{"type":"binpack","field":"cpu"}]})",
                "availabilityZoneRebalancing" },
            { R"({"serviceRegistries":[{"registryArn":"a"},{"registryArn":"b"}]})",
                "serviceRegistries: a service can have at most one." },
            { R"({"serviceConnectConfiguration":{"enabled":true,"services":[{"portName":"http"}]}})",
                "serviceConnectConfiguration.services[0].portName" },
            { R"({"tags":[{"key":"aws:a","value":""}]})", "InvalidParameterException: tags" },
            { R"({"clientToken":"0123456789012345678901234567890123456"})", "InvalidParameterException: clientToken" },
        };
        for (const auto& [more, message] : rows)
            QTest::newRow(more) << QByteArray(more) << QByteArray(message);
    }
    void bad_creation_names_the_field_and_changes_nothing()
    {
        QFETCH(QByteArray, more);
        QFETCH(QByteArray, message);
        ServiceWorld world;
        const auto error = world.error("CreateService", service(parse(more)));
        QVERIFY2(error.find(message.toStdString()) != std::string::npos, error.c_str());
        QVERIFY(world.state().services().empty());
        QVERIFY(world.state().service_revisions().empty());
        QCOMPARE(world.deployments(), std::size_t(0));
    }

    void the_same_call_sent_again_finds_its_service()
    {
        ServiceWorld world;
        const auto call
            = service({ { "launchType", "EC2" }, { "deploymentConfiguration", { { "maximumPercent", 150 } } },
                { "placementStrategy", { { { "type", "binpack" }, { "field", "MEMORY" } } } } });
        const auto first = world.ok("CreateService", call);
        QVERIFY(world.ok("CreateService", call) == first);
        QCOMPARE(world.deployments(), std::size_t(1));
        auto other = call;
        other["desiredCount"] = 3;
        QCOMPARE(world.error("CreateService", other),
            std::string("InvalidParameterException: Creation of service was not idempotent. (serviceName)"));
        world.definition("web"); // the family now means another revision
        QVERIFY(world.error("CreateService", call).find("not idempotent") != std::string::npos);

        auto with_token = service({ { "serviceName", "api" }, { "clientToken", "once" } });
        world.ok("CreateService", with_token);
        world.ok("UpdateService", { { "service", "api" }, { "desiredCount", 1 } });
        QCOMPARE(world.ok("CreateService", with_token)["service"]["desiredCount"].get<int>(), 1);
        with_token["desiredCount"] = 4;
        QVERIFY(world.error("CreateService", with_token).find("not idempotent") != std::string::npos);
    }

    void percents_with_a_decimal_come_back_as_they_went_in()
    {
        ServiceWorld world;
        const Json linear = { { "strategy", "LINEAR" }, { "bakeTimeInMinutes", 3 },
            { "linearConfiguration", { { "stepPercent", 33.3 }, { "stepBakeTimeInMinutes", 0 } } },
            { "lifecycleHooks", { { { "targetType", "PAUSE" }, { "lifecycleStages", { "PRE_SCALE_UP" } } } } },
            { "alarms", { { "alarmNames", { "a" } }, { "rollback", true }, { "enable", true } } } };
        const auto made = world.ok("CreateService", service({ { "deploymentConfiguration", linear } }))["service"];
        for (const auto& [member, value] : linear.items())
            QCOMPARE(made["deploymentConfiguration"][member].dump(), value.dump());
        QCOMPARE(world.record().deployment_configuration.linear_step, std::int64_t(333));

        const Json canary = { { "strategy", "CANARY" }, { "canaryConfiguration", { { "canaryPercent", 0.1 } } } };
        const auto after = world.ok("UpdateService", update({ { "deploymentConfiguration", canary } }))["service"];
        QCOMPARE(after["deploymentConfiguration"]["canaryConfiguration"].dump(),
            std::string(R"({"canaryPercent":0.1,"canaryBakeTimeInMinutes":10})"));
        QVERIFY(!after["deploymentConfiguration"].contains("linearConfiguration"));
        QCOMPARE(after["deploymentConfiguration"]["lifecycleHooks"].size(), std::size_t(1));
        const auto rolling = world.ok(
            "UpdateService", update({ { "deploymentConfiguration", { { "strategy", "ROLLING" } } } }))["service"];
        QVERIFY(!rolling["deploymentConfiguration"].contains("lifecycleHooks"));
        QCOMPARE(world.deployments(), std::size_t(1));
    }

    void a_daemon_has_its_own_percents_and_no_count()
    {
        ServiceWorld world;
        const auto made = world.ok("CreateService",
            { { "serviceName", "agent" }, { "taskDefinition", "web" }, { "schedulingStrategy", "DAEMON" } })["service"];
        QCOMPARE(made["deploymentConfiguration"]["maximumPercent"].get<int>(), 100);
        QCOMPARE(made["deploymentConfiguration"]["minimumHealthyPercent"].get<int>(), 0);
        QCOMPARE(made["availabilityZoneRebalancing"].get<std::string>(), std::string("DISABLED"));
        QVERIFY(world.error("UpdateService", { { "service", "agent" }, { "desiredCount", 1 } })
                    .find("does not support a desired count")
            != std::string::npos);
        QVERIFY(world
                    .error("UpdateService",
                        { { "service", "agent" }, { "deploymentConfiguration", { { "maximumPercent", 200 } } } })
                    .find("maximumPercent must be 100")
            != std::string::npos);
        QVERIFY(world
                    .error("UpdateService",
                        { { "service", "agent" }, { "placementStrategy", { { { "type", "random" } } } } })
                    .find("placementStrategy")
            != std::string::npos);
        QVERIFY(world.error("DeleteService", { { "service", "agent" } }).find("scaled above 0") != std::string::npos);
        QCOMPARE(world.ok("DeleteService", { { "service", "agent" }, { "force", true } })["service"]["status"]
                     .get<std::string>(),
            std::string("DRAINING"));
    }

    void only_what_changes_the_tasks_starts_a_deployment_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<bool>("deploys");
        const std::pair<const char*, bool> rows[] = {
            { R"({"taskDefinition":"web:1"})", true },
            { R"({"taskDefinition":"web"})", false },
            { R"({"taskDefinition":"web:2"})", false },
            { R"({"forceNewDeployment":true})", true },
            { R"({"forceNewDeployment":false})", false },
            { R"({"taskDefinition":"ports","loadBalancers":[{"targetGroupArn":"t","containerName":"main","containerPort":80}]})",
                true },
            { R"({"loadBalancers":[]})", false },
            { R"({"serviceRegistries":[{"registryArn":"a"}]})", true },
            { R"({"serviceConnectConfiguration":{"enabled":true,"namespace":"n"}})", true },
            { R"({"desiredCount":5})", false },
            { R"({"deploymentConfiguration":{"maximumPercent":150}})", false },
            { R"({"placementConstraints":[{"type":"distinctInstance"}]})", false },
            { R"({"placementStrategy":[{"type":"spread","field":"host"}]})", false },
            { R"({"availabilityZoneRebalancing":"DISABLED"})", false },
            { R"({"enableExecuteCommand":true,"enableECSManagedTags":true,"propagateTags":"SERVICE"})", false },
            { R"({"deploymentController":{"type":"ECS"}})", false },
            { R"({})", false },
        };
        for (const auto& [more, deploys] : rows)
            QTest::newRow(more) << QByteArray(more) << deploys;
    }
    void only_what_changes_the_tasks_starts_a_deployment()
    {
        QFETCH(QByteArray, more);
        QFETCH(bool, deploys);
        ServiceWorld world;
        const auto before = world.ok("CreateService", service())["service"];
        world.now += std::chrono::minutes(1);
        const auto after = world.ok("UpdateService", update(parse(more)))["service"];
        QCOMPARE(world.deployments(), std::size_t(deploys ? 2 : 1));
        QCOMPARE(after["deployments"].size(), std::size_t(deploys ? 2 : 1));
        QCOMPARE(after["deployments"][0]["id"] != before["deployments"][0]["id"], deploys);
        QCOMPARE(world.state().service_revisions().size(), std::size_t(deploys ? 2 : 1));
        if (deploys) {
            QCOMPARE(
                after["deployments"][1]["id"].get<std::string>(), before["deployments"][0]["id"].get<std::string>());
            QCOMPARE(after["deployments"][1]["status"].get<std::string>(), std::string("ACTIVE"));
            QVERIFY(after["currentServiceDeployment"] != before["currentServiceDeployment"]);
        }
    }

    void what_is_absent_stays_and_what_is_empty_goes()
    {
        ServiceWorld world;
        world.ok("CreateService",
            service({ { "taskDefinition", "ports" }, { "placementConstraints", { { { "type", "distinctInstance" } } } },
                { "placementStrategy", { { { "type", "spread" }, { "field", "attribute:ecs.availability-zone" } } } },
                { "serviceRegistries", { { { "registryArn", "r" } } } },
                { "loadBalancers",
                    { { { "targetGroupArn", "t" }, { "containerName", "main" }, { "containerPort", 80 } } } } }));
        const auto kept = world.ok("UpdateService", update({ { "desiredCount", 1 } }))["service"];
        const char* const lists[]
            = { "placementConstraints", "placementStrategy", "serviceRegistries", "loadBalancers" };
        for (const char* list : lists)
            QCOMPARE(kept[list].size(), std::size_t(1));
        Json empty = Json::object();
        for (const char* list : lists)
            empty[list] = Json::array();
        const auto gone = world.ok("UpdateService", update(empty))["service"];
        for (const char* list : lists)
            QVERIFY2(gone[list].empty(), list);
        QCOMPARE(world.deployments(), std::size_t(2));
    }

    void a_changed_count_is_the_running_deployments_at_once()
    {
        ServiceWorld world;
        world.ok("CreateService", service({ { "desiredCount", 100 } }));
        QCOMPARE(world.state().deployments().find(world.record().deployments[0])->circuit_breaker_threshold,
            std::int64_t(50));
        const auto after = world.ok("UpdateService", update({ { "desiredCount", 10 } }))["service"];
        QCOMPARE(after["deployments"][0]["desiredCount"].get<int>(), 10);
        QCOMPARE(world.state().deployments().find(world.record().deployments[0])->circuit_breaker_threshold,
            std::int64_t(5));
    }

    void bad_updates_name_the_field_and_change_nothing_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QByteArray>("message");
        const std::pair<const char*, const char*> rows[] = {
            { R"({"cluster":"none"})", "ClusterNotFoundException" },
            { R"({"service":"none"})", "ServiceNotFoundException: Service not found." },
            { R"({"service":"gone"})", "ServiceNotActiveException: Service was not ACTIVE." },
            { R"({"service":"arn:aws:ecs:us-east-1:123456789012:service/other/web"})",
                "Identifier is for cluster other. Your cluster is default" },
            { R"({"desiredCount":5001})", "desiredCount" },
            { R"({"taskDefinition":"none"})", "ClientException: TaskDefinition not found." },
            { R"({"taskDefinition":"old:1"})", "ClientException: TaskDefinition is inactive" },
            { R"({"taskDefinition":"vpc"})", "Network Configuration must be provided" },
            { R"({"deploymentConfiguration":{"maximumPercent":50}})", "deploymentConfiguration.maximumPercent" },
            { R"({"placementConstraints":[{"type":"memberOf","expression":"not"}]})",
                "placementConstraints[0].expression: The expression is not valid at character" },
            { R"({"placementStrategy":[{"type":"binpack"}]})", "placementStrategy[0].field" },
            { R"({"capacityProviderStrategy":[{"capacityProvider":"FARGATE","weight":1}]})",
                "InvalidParameterException: capacityProviderStrategy" },
            { R"({"capacityProviderStrategy":[{"capacityProvider":"FARGATE","weight":1001}]})",
                "capacityProviderStrategy[0].weight must be between 0 and 1000." },
            { R"({"deploymentController":{"type":"EXTERNAL"}})", "deploymentController" },
            { R"({"platformVersion":"1.4.0"})", "(platformVersion)" },
            { R"({"healthCheckGracePeriodSeconds":5})", "(healthCheckGracePeriodSeconds)" },
        };
        for (const auto& [more, message] : rows)
            QTest::newRow(more) << QByteArray(more) << QByteArray(message);
    }
    void bad_updates_name_the_field_and_change_nothing()
    {
        QFETCH(QByteArray, more);
        QFETCH(QByteArray, message);
        ServiceWorld world;
        world.ok("CreateService", service({ { "serviceName", "gone" }, { "desiredCount", 0 } }));
        world.ok("DeleteService", { { "service", "gone" } });
        world.ok("CreateService", service());
        const auto before = world.record();
        auto input = parse(more);
        if (!input.contains("service"))
            input["service"] = "web";
        const auto error = world.error("UpdateService", input);
        QVERIFY2(error.find(message.toStdString()) != std::string::npos, error.c_str());
        QVERIFY(world.record() == before);
        QCOMPARE(world.deployments(), std::size_t(2));
    }

    void a_deleted_service_drains_and_its_name_becomes_free()
    {
        ServiceWorld world;
        world.ok("CreateService", service());
        QCOMPARE(world.error("DeleteService", { { "service", "web" } }),
            std::string(
                "InvalidParameterException: The service cannot be stopped while it is scaled above 0. (force)"));
        const auto deleted
            = world.ok("DeleteService", { { "service", arn("service/default/web") }, { "force", true } })["service"];
        QCOMPARE(deleted["status"].get<std::string>(), std::string("DRAINING"));
        QCOMPARE(deleted["desiredCount"].get<int>(), 0);
        QVERIFY(world.ok("ListServices")["serviceArns"].empty());
        QCOMPARE(world.error("CreateService", service()),
            std::string("InvalidParameterException: Unable to Start a service that is still Draining. (serviceName)"));
        QCOMPARE(world.ok("DeleteService", { { "service", "web" } })["service"]["status"].get<std::string>(),
            std::string("DRAINING"));
        world.change_service(
            "web", [](quayside::model::Service& record) { record.status = quayside::model::ServiceStatus::Inactive; });
        QCOMPARE(world.described()["status"].get<std::string>(), std::string("INACTIVE"));
        QCOMPARE(world.error("DeleteService", { { "service", "web" } }),
            std::string("ServiceNotFoundException: Service not found."));
        world.now += std::chrono::minutes(1);
        const auto again = world.ok("CreateService", service({ { "desiredCount", 1 } }))["service"];
        QCOMPARE(again["status"].get<std::string>(), std::string("ACTIVE"));
        QVERIFY(again["createdAt"] != deleted["createdAt"]);
        QCOMPARE(again["deployments"].size(), std::size_t(1));
        QCOMPARE(world.deployments(), std::size_t(1));
        QCOMPARE(world.state().service_revisions().size(), std::size_t(1));
    }

    void services_are_listed_in_pages_and_filtered()
    {
        ServiceWorld world;
        for (int i = 0; i < 25; ++i)
            world.ok("CreateService", service({ { "serviceName", "s" + std::to_string(100 + i) } }));
        world.ok("CreateService",
            { { "serviceName", "daemon" }, { "taskDefinition", "web" }, { "schedulingStrategy", "DAEMON" } });
        std::vector<std::size_t> sizes;
        Json input = { { "schedulingStrategy", "REPLICA" }, { "launchType", "EC2" } };
        std::set<std::string> seen;
        for (;;) {
            const auto page = world.ok("ListServices", input);
            sizes.push_back(page["serviceArns"].size());
            for (const auto& name : page["serviceArns"])
                seen.insert(name);
            if (!page.contains("nextToken"))
                break;
            input["nextToken"] = page["nextToken"];
        }
        QVERIFY((sizes == std::vector<std::size_t>{ 10, 10, 5 }));
        QCOMPARE(seen.size(), std::size_t(25));
        const auto count = [&](Json filter) { return world.ok("ListServices", filter)["serviceArns"].size(); };
        QCOMPARE(count({ { "schedulingStrategy", "DAEMON" } }), std::size_t(1));
        QCOMPARE(count({ { "launchType", "FARGATE" } }), std::size_t(0));
        QCOMPARE(count({ { "resourceManagementType", "ECS" } }), std::size_t(0));
        QCOMPARE(count({ { "maxResults", 100 }, { "resourceManagementType", "CUSTOMER" } }), std::size_t(26));
        QVERIFY(world.error("ListServices", { { "maxResults", 101 } }).find("maxResults") != std::string::npos);
        QVERIFY(world.error("ListServices", { { "nextToken", "rubbish" } }).find("nextToken") != std::string::npos);
        QVERIFY(world.error("ListServices", { { "launchType", "MOON" } }).find("launchType") != std::string::npos);
    }

    void services_are_listed_by_namespace()
    {
        ServiceWorld world;
        const auto in = [](const std::string& name, Json connect) {
            return service({ { "serviceName", name }, { "serviceConnectConfiguration", std::move(connect) } });
        };
        world.ok("CreateCluster",
            { { "clusterName", "other" }, { "serviceConnectDefaults", { { "namespace", "harbour" } } } });
        world.ok("CreateService", in("a", { { "enabled", true }, { "namespace", "arn:aws:x:namespace/harbour" } }));
        world.ok("CreateService", in("b", { { "enabled", true }, { "namespace", "sea" } }));
        world.ok("CreateService", in("c", { { "enabled", false }, { "namespace", "harbour" } }));
        auto by_default = in("d", { { "enabled", true } });
        by_default["cluster"] = "other";
        world.ok("CreateService", by_default);
        QCOMPARE(world.ok("ListServicesByNamespace", { { "namespace", "harbour" } })["serviceArns"].dump(),
            "[\"" + arn("service/default/a") + "\",\"" + arn("service/other/d") + "\"]");
        QVERIFY(world.error("ListServicesByNamespace", { { "namespace", "none" } })
                    .starts_with("NamespaceNotFoundException: namespace"));
    }

    void services_are_described_ten_at_a_time()
    {
        ServiceWorld world;
        world.ok("CreateService", service());
        const auto reply = world.ok("DescribeServices", { { "services", { "none", "web" } } });
        QCOMPARE(reply["services"].size(), std::size_t(1));
        QCOMPARE(reply["failures"][0]["arn"].get<std::string>(), arn("service/default/none"));
        QCOMPARE(reply["failures"][0]["reason"].get<std::string>(), std::string("MISSING"));
        QCOMPARE(world.error("DescribeServices", { { "services", Json::array() } }),
            std::string("InvalidParameterException: Services cannot be empty. (services)"));
        QVERIFY(world.error("DescribeServices", { { "services", std::vector<std::string>(11, "web") } })
                    .find("services: at most 10")
            != std::string::npos);
        QVERIFY(world.error("DescribeServices", { { "services", { arn("service/other/web") } } })
                    .find("Identifier is for cluster other")
            != std::string::npos);
    }

    void events_come_newest_first_and_only_this_services()
    {
        ServiceWorld world;
        world.ok("CreateService", service());
        world.say("web", "first");
        world.say("other", "not this one");
        world.now += std::chrono::seconds(1);
        world.say("web", "second");
        const auto events = world.described()["events"];
        QCOMPARE(events.size(), std::size_t(2));
        QCOMPARE(events[0]["message"].get<std::string>(), std::string("second"));
        QVERIFY(events[0]["id"] != events[1]["id"]);
        for (int i = 0; i < 150; ++i)
            world.say("web", "more");
        QCOMPARE(world.described()["events"].size(), std::size_t(100));
    }

    void tasks_of_a_service_are_counted_and_listed()
    {
        ServiceWorld world;
        world.ok("CreateService", service());
        const auto one = world.service_task("web", quayside::model::TaskStatus::Running);
        world.service_task("web", quayside::model::TaskStatus::Pending);
        world.ok("RunTask", { { "taskDefinition", "web" } });
        const auto shown = world.described();
        QCOMPARE(shown["runningCount"].get<int>(), 1);
        QCOMPARE(shown["pendingCount"].get<int>(), 1);
        QCOMPARE(shown["deployments"][0]["runningCount"].get<int>(), 1);
        const std::string id = shown["deployments"][0]["id"];
        const auto count = [&](Json filter) { return world.ok("ListTasks", filter)["taskArns"].size(); };
        QCOMPARE(count({ { "serviceName", "web" } }), std::size_t(2));
        QCOMPARE(count({ { "serviceName", arn("service/default/web") }, { "family", "web" } }), std::size_t(2));
        QCOMPARE(count({ { "serviceName", "web" }, { "family", "other" } }), std::size_t(0));
        QCOMPARE(count({ { "startedBy", id } }), std::size_t(2));
        QCOMPARE(count({ { "serviceName", "web" }, { "desiredStatus", "STOPPED" } }), std::size_t(0));
        world.ok("StopTask", { { "task", one } });
        QCOMPARE(count({ { "serviceName", "web" }, { "desiredStatus", "STOPPED" } }), std::size_t(1));
        QCOMPARE(count({ { "serviceName", "web" } }), std::size_t(1));
        QCOMPARE(world.error("ListTasks", { { "serviceName", "none" } }),
            std::string("ServiceNotFoundException: Service not found."));
        const auto task = world.ok("DescribeTasks", { { "tasks", { one } } })["tasks"][0];
        QCOMPARE(task["group"].get<std::string>(), std::string("service:web"));
    }

    void a_definition_that_a_service_names_is_not_deleted_under_it()
    {
        ServiceWorld world;
        world.ok("CreateService", service());
        world.ok("DeregisterTaskDefinition", { { "taskDefinition", "web:2" } });
        world.ok("DeleteTaskDefinitions", { { "taskDefinitions", { "web:2" } } });
        const auto kept = world.ok("DescribeTaskDefinition", { { "taskDefinition", "web:2" } })["taskDefinition"];
        QCOMPARE(kept["status"].get<std::string>(), std::string("DELETE_IN_PROGRESS"));
        // The service goes on, and can be scaled; new references are refused.
        world.ok("UpdateService", update({ { "desiredCount", 3 } }));
        QCOMPARE(world.error("UpdateService", update({ { "taskDefinition", "web:2" } })),
            std::string("ClientException: TaskDefinition is inactive"));
        QCOMPARE(world.described()["taskDefinition"].get<std::string>(), arn("task-definition/web:2"));
    }

    void clusters_count_their_services_and_keep_them()
    {
        ServiceWorld world;
        world.ok("CreateService", service());
        world.ok("CreateService", service({ { "serviceName", "gone" }, { "desiredCount", 0 } }));
        world.ok("DeleteService", { { "service", "gone" } });
        const auto cluster = world.ok("DescribeClusters", { { "include", { "STATISTICS" } } })["clusters"][0];
        QCOMPARE(cluster["activeServicesCount"].get<int>(), 1);
        const auto statistic = [&](const std::string& name) {
            for (const auto& entry : cluster["statistics"])
                if (entry["name"] == name)
                    return entry["value"].get<std::string>();
            return std::string("absent");
        };
        QCOMPARE(statistic("activeEC2ServiceCount"), std::string("1"));
        QCOMPARE(statistic("drainingEC2ServiceCount"), std::string("1"));
        QCOMPARE(statistic("activeFargateServiceCount"), std::string("0"));
        world.ok("RemoveEngine", { { "engine", "laptop" } });
        QCOMPARE(world.error("DeleteCluster", { { "cluster", "default" } }),
            std::string("ClusterContainsServicesException: The Cluster cannot be deleted while Services are active."));
    }

    void services_are_tagged()
    {
        ServiceWorld world;
        const std::string name = world.ok("CreateService", service())["service"]["serviceArn"];
        world.ok("TagResource", { { "resourceArn", name }, { "tags", { { { "key", "a" }, { "value", "b" } } } } });
        QCOMPARE(world.ok("ListTagsForResource", { { "resourceArn", name } })["tags"].dump(),
            std::string(R"([{"key":"a","value":"b"}])"));
        world.ok("UntagResource", { { "resourceArn", name }, { "tagKeys", { "a" } } });
        QVERIFY(world.ok("ListTagsForResource", { { "resourceArn", name } })["tags"].empty());
        QVERIFY(
            world.error("TagResource", { { "resourceArn", arn("service/default/none") }, { "tags", Json::array() } })
                .starts_with("ResourceNotFoundException"));
    }
};

QTEST_GUILESS_MAIN(TestOpsServices)
#include "tst_ops_services.moc"
