#include "tests/core/control/ops_world.h"

#include <QTest>

using quayside::Json;
using quayside::model::DeploymentStatus;

namespace {

struct TaskSetWorld : OpsWorld {
    TaskSetWorld()
    {
        ok("CreateCluster");
        definition("web");
        ok("CreateService",
            { { "serviceName", "web" }, { "desiredCount", 5 },
                { "deploymentController", { { "type", "EXTERNAL" } } } });
        ok("CreateService", { { "serviceName", "plain" }, { "desiredCount", 0 }, { "taskDefinition", "web" } });
    }

    static Json with_names(Json more)
    {
        Json input = { { "cluster", "default" }, { "service", "web" } };
        input.update(more);
        return input;
    }
    Json make(Json more = Json::object())
    {
        Json input = with_names({ { "taskDefinition", "web" } });
        input.update(more);
        return ok("CreateTaskSet", input)["taskSet"];
    }
    std::string make_error(Json more)
    {
        Json input = with_names({ { "taskDefinition", "web" } });
        input.update(more);
        return error("CreateTaskSet", input);
    }
    Json service() { return ok("DescribeServices", { { "services", { "web" } } })["services"][0]; }
};

} // namespace

class TestOpsTaskSets : public QObject {
    Q_OBJECT

private slots:
    void a_service_with_an_external_controller_begins_with_nothing()
    {
        TaskSetWorld world;
        const auto service = world.service();
        QVERIFY(service["deployments"].empty());
        QVERIFY(service["taskSets"].empty());
        QVERIFY(!service.contains("taskDefinition"));
        QVERIFY(!service.contains("currentServiceDeployment"));
        QVERIFY(world.ok("ListServiceDeployments", { { "service", "web" } })["serviceDeployments"].empty());
        QCOMPARE(world.shape_problem, std::string());
    }

    void a_task_set_has_a_share_of_the_desired_count()
    {
        TaskSetWorld world;
        const auto made
            = world.make({ { "externalId", "blue" }, { "scale", { { "value", 50 }, { "unit", "PERCENT" } } },
                { "tags", { { { "key", "a" }, { "value", "b" } } } } });
        QCOMPARE(made["computedDesiredCount"].get<int>(), 3);
        QCOMPARE(made["status"].get<std::string>(), std::string("ACTIVE"));
        QCOMPARE(made["stabilityStatus"].get<std::string>(), std::string("STABILIZING"));
        QCOMPARE(made["externalId"].get<std::string>(), std::string("blue"));
        QCOMPARE(made["launchType"].get<std::string>(), std::string("EC2"));
        QCOMPARE(made["tags"].size(), std::size_t(1));
        const std::string id = made["id"];
        QCOMPARE(
            made["taskSetArn"].get<std::string>(), "arn:aws:ecs:us-east-1:123456789012:task-set/default/web/" + id);
        QCOMPARE(world.make()["computedDesiredCount"].get<int>(), 5);
        QCOMPARE(world.service()["taskSets"].size(), std::size_t(2));
        QVERIFY(world.ok("ListServiceDeployments", { { "service", "web" } })["serviceDeployments"].empty());

        const auto scaled = world.ok("UpdateTaskSet",
            TaskSetWorld::with_names(
                { { "taskSet", made["taskSetArn"] }, { "scale", { { "value", 20.1 } } } }))["taskSet"];
        QCOMPARE(scaled["computedDesiredCount"].get<int>(), 2);
        QCOMPARE(scaled["scale"].dump(), std::string(R"({"value":20.1,"unit":"PERCENT"})"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void bad_task_sets_name_the_field_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QByteArray>("message");
        const std::pair<const char*, const char*> rows[] = {
            { R"({"cluster":"none"})", "ClusterNotFoundException" },
            { R"({"service":"none"})", "ServiceNotFoundException" },
            { R"({"service":"plain"})", "Amazon ECS only supports task set management on services configured to use" },
            { R"({"taskDefinition":"none"})", "ClientException: TaskDefinition not found." },
            { R"({"scale":{"value":101}})", "InvalidParameterException: scale.value" },
            { R"({"scale":{"value":-0.1}})", "InvalidParameterException: scale.value" },
            { R"({"scale":{"value":1,"unit":"PIECES"}})", "InvalidParameterException: scale.unit" },
            { R"({"launchType":"FARGATE"})", "Task definition does not support launch_type FARGATE." },
            { R"({"capacityProviderStrategy":[{"capacityProvider":"none"}]})", "capacityProviderStrategy" },
            { R"({"networkConfiguration":{"awsvpcConfiguration":{"subnets":["s"]}}})", "Network Configuration" },
            { R"({"clientToken":"0123456789012345678901234567890123456"})", "clientToken" },
            { R"({"tags":[{"key":"aws:x","value":""}]})", "tags" },
        };
        for (const auto& [more, message] : rows)
            QTest::newRow(more) << QByteArray(more) << QByteArray(message);
    }
    void bad_task_sets_name_the_field()
    {
        QFETCH(QByteArray, more);
        QFETCH(QByteArray, message);
        TaskSetWorld world;
        const auto deployments = world.state().deployments().size();
        const auto error = world.make_error(Json::parse(more.toStdString()));
        QVERIFY2(error.find(message.toStdString()) != std::string::npos, error.c_str());
        QCOMPARE(world.state().deployments().size(), deployments);
    }

    void five_are_the_most_and_a_token_makes_one()
    {
        TaskSetWorld world;
        const Json once = { { "clientToken", "once" } };
        const auto first = world.make(once);
        QVERIFY(world.make(once) == first);
        QVERIFY(world.make_error({ { "clientToken", "once" }, { "scale", { { "value", 1 } } } }).find("not idempotent")
            != std::string::npos);
        for (int i = 0; i < 4; ++i)
            world.make();
        QVERIFY(world.make_error(Json::object()).starts_with("LimitExceededException"));
    }

    void the_primary_set_is_the_services_face()
    {
        TaskSetWorld world;
        const auto a = world.make();
        const auto b = world.make({ { "scale", { { "value", 0 } } } });
        const auto primary = world.ok(
            "UpdateServicePrimaryTaskSet", TaskSetWorld::with_names({ { "primaryTaskSet", b["id"] } }))["taskSet"];
        QCOMPARE(primary["status"].get<std::string>(), std::string("PRIMARY"));
        QCOMPARE(world.service()["taskSets"][0]["id"].get<std::string>(), b["id"].get<std::string>());
        QCOMPARE(world.service()["launchType"].get<std::string>(), std::string("EC2"));
        world.ok("UpdateServicePrimaryTaskSet", TaskSetWorld::with_names({ { "primaryTaskSet", a["id"] } }));
        const auto sets = world.service()["taskSets"];
        QCOMPARE(sets[0]["id"].get<std::string>(), a["id"].get<std::string>());
        QCOMPARE(sets[1]["status"].get<std::string>(), std::string("ACTIVE"));

        QVERIFY(world.error("DeleteTaskSet", TaskSetWorld::with_names({ { "taskSet", a["id"] } })).find("(force)")
            != std::string::npos);
        const auto gone = world.ok("DeleteTaskSet", TaskSetWorld::with_names({ { "taskSet", b["id"] } }))["taskSet"];
        QCOMPARE(gone["status"].get<std::string>(), std::string("DRAINING"));
        QVERIFY(world.error("UpdateServicePrimaryTaskSet", TaskSetWorld::with_names({ { "primaryTaskSet", b["id"] } }))
                    .find("primaryTaskSet")
            != std::string::npos);
        QVERIFY(world
                    .error("UpdateTaskSet",
                        TaskSetWorld::with_names({ { "taskSet", b["id"] }, { "scale", { { "value", 1 } } } }))
                    .find("taskSet")
            != std::string::npos);
        QVERIFY(world.error("DeleteTaskSet", TaskSetWorld::with_names({ { "taskSet", "ecs-svc/1" } }))
                    .starts_with("TaskSetNotFoundException"));
        world.ok("DeleteTaskSet", TaskSetWorld::with_names({ { "taskSet", a["id"] }, { "force", true } }));
    }

    void sets_are_described_all_or_by_name()
    {
        TaskSetWorld world;
        const auto a = world.make({ { "tags", { { { "key", "k" }, { "value", "v" } } } } });
        world.make();
        const auto all = world.ok("DescribeTaskSets", TaskSetWorld::with_names({ { "include", { "TAGS" } } }));
        QCOMPARE(all["taskSets"].size(), std::size_t(2));
        QVERIFY(all["taskSets"][0] == a);
        const auto some
            = world.ok("DescribeTaskSets", TaskSetWorld::with_names({ { "taskSets", { a["id"], "ecs-svc/1" } } }));
        QCOMPARE(some["taskSets"].size(), std::size_t(1));
        QVERIFY(!some["taskSets"][0].contains("tags"));
        QCOMPARE(some["failures"][0]["reason"].get<std::string>(), std::string("MISSING"));

        const std::string arn = a["taskSetArn"];
        world.ok("TagResource", { { "resourceArn", arn }, { "tags", { { { "key", "x" }, { "value", "y" } } } } });
        QCOMPARE(world.ok("ListTagsForResource", { { "resourceArn", arn } })["tags"].size(), std::size_t(2));
        QVERIFY(world
                    .error("TagResource",
                        { { "resourceArn", arn + "9" }, { "tags", { { { "key", "x" }, { "value", "y" } } } } })
                    .starts_with("ResourceNotFoundException"));
    }

    void an_update_changes_only_what_is_not_the_sets()
    {
        TaskSetWorld world;
        world.make();
        const auto after = world.ok("UpdateService", { { "service", "web" }, { "desiredCount", 10 } })["service"];
        QCOMPARE(after["taskSets"][0]["computedDesiredCount"].get<int>(), 10);
        for (const char* member : { "taskDefinition", "platformVersion" })
            QVERIFY(world.error("UpdateService", { { "service", "web" }, { member, "web" } }).find(member)
                != std::string::npos);
        QVERIFY(world.error("UpdateService", { { "service", "web" }, { "forceNewDeployment", true } })
                    .find("forceNewDeployment")
            != std::string::npos);
    }

    void a_service_with_task_sets_is_deleted_by_force()
    {
        TaskSetWorld world;
        world.make();
        world.ok("UpdateService", { { "service", "web" }, { "desiredCount", 0 } });
        QVERIFY(world.error("DeleteService", { { "service", "web" } }).find("task sets") != std::string::npos);
        const auto gone = world.ok("DeleteService", { { "service", "web" }, { "force", true } })["service"];
        QCOMPARE(gone["status"].get<std::string>(), std::string("DRAINING"));
        QCOMPARE(gone["taskSets"][0]["status"].get<std::string>(), std::string("DRAINING"));
        QVERIFY(world.make_error(Json::object()).starts_with("ServiceNotActiveException"));
    }

    void code_deploy_begins_with_a_primary_set()
    {
        TaskSetWorld world;
        world.definition("ports", 64, 64, { { "portMappings", { { { "containerPort", 80 } } } } });
        const auto made = world.ok("CreateService",
            { { "serviceName", "cd" }, { "desiredCount", 1 }, { "taskDefinition", "ports" },
                { "deploymentController", { { "type", "CODE_DEPLOY" } } },
                { "loadBalancers",
                    { { { "targetGroupArn", "t" }, { "containerName", "main" },
                        { "containerPort", 80 } } } } })["service"];
        QVERIFY(made["deployments"].empty());
        QCOMPARE(made["taskSets"][0]["status"].get<std::string>(), std::string("PRIMARY"));
        QCOMPARE(made["taskSets"][0]["startedBy"].get<std::string>(), std::string("CODE_DEPLOY"));
        QCOMPARE(world.error("UpdateService", { { "service", "cd" }, { "taskDefinition", "ports" } }),
            std::string("InvalidParameterException: Unable to update task definition on services with a CODE_DEPLOY "
                        "deployment controller. Use AWS CodeDeploy to trigger a new deployment. (taskDefinition)"));
        QCOMPARE(world.shape_problem, std::string());
    }
};

QTEST_GUILESS_MAIN(TestOpsTaskSets)
#include "tst_ops_task_sets.moc"
