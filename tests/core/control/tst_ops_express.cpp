// Express gateway services, as records; tests/sdk runs them.

#include "ops_world.h"

#include <QTest>

using Json = quayside::Json;

namespace {

constexpr const char* kExecutionRole = "arn:aws:iam::123456789012:role/execution";
constexpr const char* kInfrastructureRole = "arn:aws:iam::123456789012:role/infrastructure";

Json input(Json more = Json::object())
{
    Json made = { { "serviceName", "shop" }, { "executionRoleArn", kExecutionRole },
        { "infrastructureRoleArn", kInfrastructureRole }, { "primaryContainer", { { "image", "team/shop:1" } } } };
    made.update(more);
    return made;
}

std::string text(const Json& json, const char* member)
{
    return json.contains(member) ? json[member].get<std::string>() : "";
}

// Whatever the order of their members.
bool same(const Json& a, const Json& b)
{
    return nlohmann::json::parse(a.dump()) == nlohmann::json::parse(b.dump());
}

class ExpressWorld : public OpsWorld {
public:
    ExpressWorld() { ok("CreateCluster"); }

    Json create(Json more = Json::object())
    {
        return ok("CreateExpressGatewayService", input(std::move(more)))["service"];
    }
    Json update(Json more)
    {
        more["serviceArn"] = arn;
        return ok("UpdateExpressGatewayService", std::move(more))["service"];
    }
    Json shown() { return ok("DescribeExpressGatewayService", { { "serviceArn", arn } })["service"]; }
    Json service() { return ok("DescribeServices", { { "services", { "shop" } } })["services"][0]; }
    Json definition_of(const Json& its_service)
    {
        return ok("DescribeTaskDefinition", { { "taskDefinition", its_service["taskDefinition"] } })["taskDefinition"];
    }

    std::string arn = "arn:aws:ecs:us-east-1:123456789012:service/default/shop";
};

} // namespace

class TestOpsExpress : public QObject {
    Q_OBJECT

private slots:
    void a_few_words_make_a_definition_and_a_service()
    {
        ExpressWorld world;
        const Json made = world.create({ { "tags", { { { "key", "team" }, { "value", "shop" } } } } });
        QCOMPARE(text(made, "serviceArn"), world.arn);
        QCOMPARE(text(made, "cluster"), std::string("default"));
        QCOMPARE(text(made, "infrastructureRoleArn"), std::string(kInfrastructureRole));
        QCOMPARE(text(made["status"], "statusCode"), std::string("ACTIVE"));
        QVERIFY(text(made["status"], "statusReason").starts_with("There is no gateway"));
        QCOMPARE(made["tags"].size(), std::size_t(1));
        QVERIFY(text(made, "currentDeployment").find(":service-deployment/default/shop/") != std::string::npos);
        Json configuration = made["activeConfigurations"].at(0);
        QVERIFY(text(configuration, "serviceRevisionArn").find(":service-revision/default/shop/") != std::string::npos);
        QVERIFY(configuration["ingressPaths"].empty());
        for (const char* member : { "serviceRevisionArn", "createdAt", "ingressPaths" })
            configuration.erase(member);
        const Json expected = { { "cpu", "256" }, { "memory", "512" }, { "healthCheckPath", "/ping" },
            { "primaryContainer", { { "containerPort", 80 }, { "image", "team/shop:1" } } },
            { "scalingTarget",
                { { "autoScalingMetric", "AVERAGE_CPU" }, { "autoScalingTargetValue", 60 }, { "minTaskCount", 1 },
                    { "maxTaskCount", 20 } } },
            { "executionRoleArn", kExecutionRole } };
        QCOMPARE(configuration.dump(), expected.dump());

        const Json service = world.service();
        QCOMPARE(text(service, "status"), std::string("ACTIVE"));
        QCOMPARE(text(service, "resourceManagementType"), std::string("ECS"));
        QCOMPARE(service["desiredCount"].get<int>(), 1);
        const Json definition = world.definition_of(service);
        QCOMPARE(text(definition, "family"), std::string("default-shop"));
        QCOMPARE(text(definition, "cpu"), std::string("256"));
        QCOMPARE(text(definition, "executionRoleArn"), std::string(kExecutionRole));
        const Json container = definition["containerDefinitions"].at(0);
        QCOMPARE(text(container, "image"), std::string("team/shop:1"));
        QCOMPARE(container["portMappings"][0]["containerPort"].get<int>(), 80);
        QCOMPARE(world.shape_problem, std::string());
    }

    void everything_that_is_given_is_used_or_shown()
    {
        ExpressWorld world;
        const Json given = { { "cpu", "1024" }, { "memory", "2048" }, { "healthCheckPath", "/health?deep=1" },
            { "taskRoleArn", "arn:aws:iam::123456789012:role/task" },
            { "primaryContainer",
                { { "image", "team/shop:2" }, { "containerPort", 8080 }, { "command", { "serve", "--all" } },
                    { "environment", { { { "name", "MODE" }, { "value", "live" } } } },
                    { "secrets", { { { "name", "KEY" }, { "valueFrom", "arn:aws:ssm:us-east-1:1:parameter/key" } } } },
                    { "repositoryCredentials",
                        { { "credentialsParameter", "arn:aws:secretsmanager:us-east-1:1:secret:x" } } },
                    { "awsLogsConfiguration", { { "logGroup", "shop" }, { "logStreamPrefix", "web" } } } } },
            { "networkConfiguration", { { "subnets", { "subnet-1" } }, { "securityGroups", { "sg-1" } } } },
            { "scalingTarget",
                { { "minTaskCount", 3 }, { "maxTaskCount", 5 }, { "autoScalingMetric", "REQUEST_COUNT_PER_TARGET" },
                    { "autoScalingTargetValue", 1000 } } } };
        const Json configuration = world.create(given)["activeConfigurations"][0];
        for (const auto& [member, value] : given.items())
            QVERIFY2(same(configuration[member], value), member.c_str());
        const Json service = world.service();
        QCOMPARE(service["desiredCount"].get<int>(), 3);
        const Json definition = world.definition_of(service);
        QCOMPARE(text(definition, "taskRoleArn"), std::string("arn:aws:iam::123456789012:role/task"));
        const Json container = definition["containerDefinitions"].at(0);
        for (const char* member : { "command", "environment", "secrets", "repositoryCredentials" })
            QVERIFY2(container[member] == given["primaryContainer"][member], member);
        QCOMPARE(text(container["logConfiguration"], "logDriver"), std::string("awslogs"));
        QCOMPARE(text(container["logConfiguration"]["options"], "awslogs-group"), std::string("shop"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void an_update_deploys_what_it_changes_and_keeps_the_rest()
    {
        ExpressWorld world;
        world.create({ { "healthCheckPath", "/up" } });
        const auto deployments = [&] { return world.service()["deployments"].size(); };
        Json shown = world.update(
            { { "primaryContainer", { { "image", "team/shop:2" } } }, { "scalingTarget", { { "minTaskCount", 2 } } } });
        Json target = shown["targetConfiguration"];
        QCOMPARE(text(target["primaryContainer"], "image"), std::string("team/shop:2"));
        QCOMPARE(target["primaryContainer"]["containerPort"].get<int>(), 80);
        QCOMPARE(text(target, "healthCheckPath"), std::string("/up"));
        QCOMPARE(world.service()["desiredCount"].get<int>(), 2);
        QVERIFY(text(world.service(), "taskDefinition").ends_with(":task-definition/default-shop:2"));
        const auto revision = text(target, "serviceRevisionArn");

        target = world.update({ { "healthCheckPath", "/up" } })["targetConfiguration"]; // as it is
        QCOMPARE(text(target, "serviceRevisionArn"), revision);
        target = world.update({ { "healthCheckPath", "/down" } })["targetConfiguration"];
        QVERIFY(text(target, "serviceRevisionArn") != revision);
        target = world.update({ { "scalingTarget", { { "minTaskCount", 0 }, { "maxTaskCount", 1 } } } });
        QCOMPARE(world.service()["desiredCount"].get<int>(), 1);
        QVERIFY(deployments() >= 1);
        QVERIFY(world.shown()["updatedAt"].get<double>() >= world.shown()["createdAt"].get<double>());
        QCOMPARE(world.shape_problem, std::string());
    }

    void it_drains_when_it_is_deleted()
    {
        ExpressWorld world;
        world.create();
        const Json deleted = world.ok("DeleteExpressGatewayService", { { "serviceArn", world.arn } })["service"];
        QCOMPARE(text(deleted["status"], "statusCode"), std::string("DRAINING"));
        QCOMPARE(text(world.service(), "status"), std::string("DRAINING"));
        QCOMPARE(text(world.shown()["status"], "statusCode"), std::string("DRAINING"));
        const std::string inactive = "ServiceNotActiveException: Service was not ACTIVE.";
        QCOMPARE(world.error("DeleteExpressGatewayService", { { "serviceArn", world.arn } }), inactive);
        QCOMPARE(world.error("UpdateExpressGatewayService", { { "serviceArn", world.arn } }), inactive);
        QVERIFY(world.error("CreateExpressGatewayService", input()).find("still Draining") != std::string::npos);
        world.change_service("shop", [](auto& service) { service.status = quayside::model::ServiceStatus::Inactive; });
        QCOMPARE(text(world.shown()["status"], "statusCode"), std::string("INACTIVE"));
        QCOMPARE(text(world.create()["status"], "statusCode"), std::string("ACTIVE"));
    }

    void the_same_call_finds_what_it_made()
    {
        ExpressWorld world;
        const Json first = world.create();
        QVERIFY(world.create() == first);
        QVERIFY(world.error("CreateExpressGatewayService", input({ { "cpu", "512" }, { "memory", "1024" } }))
                    .find("Creation of service was not idempotent.")
            != std::string::npos);
        world.definition("web");
        world.ok("CreateService", { { "serviceName", "own" }, { "taskDefinition", "web" }, { "desiredCount", 1 } });
        QVERIFY(world.error("CreateExpressGatewayService", input({ { "serviceName", "own" } })).find("not idempotent")
            != std::string::npos);
        const auto names = [&](const char* type) {
            return world.ok("ListServices", { { "resourceManagementType", type } })["serviceArns"];
        };
        QCOMPARE(names("ECS").dump(), Json::array({ world.arn }).dump());
        QVERIFY(names("CUSTOMER").at(0).get<std::string>().ends_with("/own"));
    }

    void without_a_name_it_gets_one_of_its_image()
    {
        ExpressWorld world;
        Json nameless = input({ { "primaryContainer", { { "image", "registry:5000/team/web.app@sha256:abc" } } } });
        nameless.erase("serviceName");
        const Json made = world.ok("CreateExpressGatewayService", nameless)["service"];
        const auto name = text(made, "serviceName");
        QVERIFY2(name.starts_with("web-app-") && name.size() == 12, name.c_str());
    }

    void other_services_are_no_express_services()
    {
        ExpressWorld world;
        world.definition("web", 256, 512);
        world.ok("CreateService", { { "serviceName", "shop" }, { "taskDefinition", "web" }, { "desiredCount", 1 } });
        const Json named = { { "serviceArn", world.arn } };
        QCOMPARE(world.error("DescribeExpressGatewayService", named),
            std::string("ResourceNotFoundException: Service not found."));
        QCOMPARE(world.error("UpdateExpressGatewayService", named),
            std::string("ServiceNotFoundException: Service not found."));
        QCOMPARE(world.error("DeleteExpressGatewayService", named),
            std::string("ServiceNotFoundException: Service not found."));
        QCOMPARE(text(world.service(), "status"), std::string("ACTIVE"));
        QCOMPARE(text(world.service(), "resourceManagementType"), std::string("CUSTOMER"));

        // Nor does a definition make one of them, whatever it says of itself.
        Json container = { { "name", "main" }, { "image", "busybox" }, { "memory", 8 } };
        world.ok("RegisterTaskDefinition",
            { { "family", "web" }, { "containerDefinitions", Json::array({ container }) },
                { "expressGatewayService", { { "scalingTarget", 3 } } } });
        world.ok("UpdateService", { { "service", "shop" }, { "taskDefinition", "web" } });
        QVERIFY(world.error("DescribeExpressGatewayService", named).starts_with("ResourceNotFoundException"));
    }

    void what_is_wrong_is_named()
    {
        ExpressWorld world;
        const auto refused = [&](Json more, const char* what) {
            const auto error = world.error("CreateExpressGatewayService", input(std::move(more)));
            return error.starts_with("InvalidParameterException: ") && error.find(what) != std::string::npos;
        };
        QVERIFY(refused({ { "executionRoleArn", "nobody" } }, "executionRoleArn must be the ARN of an IAM role"));
        QVERIFY(refused({ { "infrastructureRoleArn", "" } }, "infrastructureRoleArn must be"));
        QVERIFY(refused({ { "taskRoleArn", "arn:aws:ecs:us-east-1:1:cluster/x" } }, "taskRoleArn must be"));
        QVERIFY(refused({ { "primaryContainer", { { "image", "" } } } }, "primaryContainer.image"));
        QVERIFY(refused({ { "primaryContainer", { { "image", "a" }, { "repositoryCredentials", Json::object() } } } },
            "credentialsParameter is required"));
        for (const int port : { 0, -1, 65536 })
            QVERIFY(refused(
                { { "primaryContainer", { { "image", "a" }, { "containerPort", port } } } }, "containerPort must be"));
        for (const char* path : { "", "ping", "/a b", "/a\n" })
            QVERIFY(refused({ { "healthCheckPath", path } }, "healthCheckPath must begin"));
        for (const auto& [cpu, memory] : { std::pair("256", "4096"), { "255", "512" }, { "lots", "512" }, { "", "" } })
            QVERIFY(refused({ { "cpu", cpu }, { "memory", memory } }, "No Fargate configuration exists"));
        for (const Json& scaling : { Json{ { "minTaskCount", 3 }, { "maxTaskCount", 2 } },
                 Json{ { "minTaskCount", -1 } }, Json{ { "maxTaskCount", 0 } }, Json{ { "maxTaskCount", 5001 } } })
            QVERIFY2(refused({ { "scalingTarget", scaling } }, "minTaskCount must be"), scaling.dump().c_str());
        QVERIFY(refused({ { "scalingTarget", { { "autoScalingTargetValue", 101 } } } }, "autoScalingTargetValue"));
        QVERIFY(refused({ { "serviceName", "a b" } }, "serviceName can have"));
        QVERIFY(refused({ { "networkConfiguration", { { "securityGroups", Json(6, "sg") } } } }, "securityGroups"));
        QVERIFY(world.error("CreateExpressGatewayService", input({ { "cluster", "none" } }))
                    .starts_with("ClusterNotFoundException"));
        QVERIFY(world.error("DescribeExpressGatewayService", { { "serviceArn", "shop" } })
                    .starts_with("InvalidParameterException: serviceArn must be the ARN of a service"));
        QVERIFY(world.ok("ListTaskDefinitions")["taskDefinitionArns"].empty());
    }
};

QTEST_GUILESS_MAIN(TestOpsExpress)
#include "tst_ops_express.moc"
