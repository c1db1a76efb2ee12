#include "tests/core/control/ops_world.h"

#include <QTest>

using quayside::Json;
using quayside::model::Deployment;
using quayside::model::HookStatus;
using quayside::model::LifecycleStage;
using quayside::model::ServiceDeploymentStatus;

namespace {

struct RolloutWorld : OpsWorld {
    explicit RolloutWorld(Json more = Json::object())
    {
        ok("CreateCluster");
        definition("web");
        Json input = { { "serviceName", "web" }, { "taskDefinition", "web" }, { "desiredCount", 2 } };
        input.update(more);
        ok("CreateService", input);
    }

    std::uint64_t newest() { return state().services().find({ "default", "web" })->deployments.front(); }

    std::string arn()
    {
        return ok("DescribeServices", { { "services", { "web" } } })["services"][0]["currentServiceDeployment"];
    }

    Json described()
    {
        return ok("DescribeServiceDeployments", { { "serviceDeploymentArns", { arn() } } })["serviceDeployments"][0];
    }

    void deploy_again()
    {
        now += std::chrono::minutes(1);
        ok("UpdateService", { { "service", "web" }, { "forceNewDeployment", true } });
    }
};

std::string missing_arn()
{
    return "arn:aws:ecs:us-east-1:123456789012:service-deployment/default/web/AAAAAAAAAAAAAAAAAAAAA";
}

} // namespace

class TestOpsServiceDeployments : public QObject {
    Q_OBJECT

private slots:
    void a_deployment_tells_what_it_brings_and_what_watches_it()
    {
        const Json configuration = { { "deploymentConfiguration",
            { { "deploymentCircuitBreaker", { { "enable", true }, { "rollback", true } } },
                { "alarms", { { "alarmNames", { "too-slow" } }, { "enable", true }, { "rollback", false } } } } } };
        RolloutWorld world(configuration);
        const auto shown = world.described();
        QCOMPARE(shown["status"].get<std::string>(), std::string("PENDING"));
        QCOMPARE(shown["deploymentCircuitBreaker"].dump(),
            std::string(R"({"status":"MONITORING","failureCount":0,"threshold":3})"));
        QCOMPARE(shown["alarms"].dump(),
            std::string(R"({"status":"MONITORING","alarmNames":["too-slow"],"triggeredAlarmNames":[]})"));
        QCOMPARE(shown["targetServiceRevision"]["requestedTaskCount"].get<int>(), 2);
        QVERIFY(shown["sourceServiceRevisions"].empty());
        QVERIFY(!shown.contains("startedAt"));
        QVERIFY(!shown.contains("lifecycleStage"));
        QVERIFY(!shown.contains("rollback"));

        const auto revision = world.ok("DescribeServiceRevisions",
            { { "serviceRevisionArns", { shown["targetServiceRevision"]["arn"] } } })["serviceRevisions"][0];
        QCOMPARE(revision["taskDefinition"].get<std::string>(),
            std::string("arn:aws:ecs:us-east-1:123456789012:task-definition/web:1"));
        QCOMPARE(revision["launchType"].get<std::string>(), std::string("EC2"));
        QCOMPARE(revision["containerImages"].dump(), std::string(R"([{"containerName":"main","image":"busybox"}])"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void a_rollback_and_its_stages_are_told()
    {
        const Json configuration = { { "deploymentConfiguration",
            { { "strategy", "BLUE_GREEN" },
                { "lifecycleHooks",
                    { { { "targetType", "PAUSE" }, { "lifecycleStages", { "POST_SCALE_UP" } } } } } } } };
        RolloutWorld world(configuration);
        const auto source = world.state().deployments().find(world.newest())->revision_number;
        world.change_deployment(world.newest(), [&](Deployment& deployment) {
            deployment.stage = LifecycleStage::PostScaleUp;
            deployment.production_weight = 50;
            deployment.source_revisions = { source };
            deployment.rolled_back_to = source;
            deployment.rollback_reason = "it was bad";
            deployment.rollback_started_at = world.now;
            deployment.hooks.push_back({ "h1", 0, LifecycleStage::PostScaleUp, HookStatus::AwaitingAction, world.now,
                {}, world.now + std::chrono::hours(1), {} });
        });
        const auto shown = world.described();
        QCOMPARE(shown["lifecycleStage"].get<std::string>(), std::string("POST_SCALE_UP"));
        QCOMPARE(shown["targetServiceRevision"]["requestedProductionTrafficWeight"].get<double>(), 5.0);
        QCOMPARE(shown["sourceServiceRevisions"][0]["requestedProductionTrafficWeight"].get<double>(), 95.0);
        QCOMPARE(shown["rollback"]["reason"].get<std::string>(), std::string("it was bad"));
        const auto hook = shown["lifecycleHookDetails"][0];
        QCOMPARE(hook["hookId"].get<std::string>(), std::string("h1"));
        QCOMPARE(hook["targetType"].get<std::string>(), std::string("PAUSE"));
        QCOMPARE(hook["status"].get<std::string>(), std::string("AWAITING_ACTION"));
        QCOMPARE(hook["timeoutAction"].get<std::string>(), std::string("ROLLBACK"));
        QVERIFY(hook.contains("expiresAt"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void deployments_are_listed_newest_first_and_filtered()
    {
        RolloutWorld world;
        const double first = quayside::to_epoch_seconds(world.now);
        for (int i = 0; i < 24; ++i)
            world.deploy_again();
        const auto list = [&](Json input) {
            input["service"] = "web";
            return world.ok("ListServiceDeployments", input);
        };
        const auto page = list(Json::object());
        QCOMPARE(page["serviceDeployments"].size(), std::size_t(20));
        QCOMPARE(page["serviceDeployments"][0]["serviceDeploymentArn"].get<std::string>(), world.arn());
        QVERIFY(page["serviceDeployments"][0]["createdAt"].get<double>()
            > page["serviceDeployments"][1]["createdAt"].get<double>());
        QVERIFY(page["serviceDeployments"][0].contains("targetServiceRevisionArn"));
        QVERIFY(!page["serviceDeployments"][0].contains("deploymentConfiguration"));
        QCOMPARE(list({ { "nextToken", page["nextToken"] } })["serviceDeployments"].size(), std::size_t(5));
        const auto count = [&](Json input) {
            input["maxResults"] = 100;
            return list(input)["serviceDeployments"].size();
        };
        QCOMPARE(count({ { "status", { "STOPPED" } } }), std::size_t(24));
        QCOMPARE(count({ { "status", { "PENDING", "IN_PROGRESS" } } }), std::size_t(1));
        QCOMPARE(count({ { "createdAt", { { "after", first } } } }), std::size_t(24));
        QCOMPARE(count({ { "createdAt", { { "before", first + 90 } } } }), std::size_t(2));
        const auto error = [&](Json input) {
            if (!input.contains("service"))
                input["service"] = "web";
            return world.error("ListServiceDeployments", input);
        };
        QCOMPARE(error({ { "service", "none" } }), std::string("ServiceNotFoundException: Service not found."));
        QVERIFY(error({ { "cluster", "none" } }).starts_with("ClusterNotFoundException"));
        QVERIFY(error({ { "status", { "ODD" } } }).find("status[0]") != std::string::npos);
        QVERIFY(error({ { "maxResults", 0 } }).find("maxResults") != std::string::npos);
        QVERIFY(error({ { "nextToken", "x" } }).find("nextToken") != std::string::npos);
    }

    void what_is_not_there_is_a_failure()
    {
        RolloutWorld world;
        const auto reply
            = world.ok("DescribeServiceDeployments", { { "serviceDeploymentArns", { missing_arn(), "x" } } });
        QCOMPARE(reply["failures"].size(), std::size_t(2));
        QCOMPARE(reply["failures"][0]["reason"].get<std::string>(), std::string("MISSING"));
        const auto revisions = world.ok("DescribeServiceRevisions",
            { { "serviceRevisionArns", { "arn:aws:ecs:us-east-1:123456789012:service-revision/default/web/1" } } });
        QCOMPARE(revisions["failures"].size(), std::size_t(1));
        QVERIFY(world.error("DescribeServiceDeployments", { { "serviceDeploymentArns", Json::array() } })
                    .find("serviceDeploymentArns")
            != std::string::npos);
        QVERIFY(world
                    .error("DescribeServiceRevisions",
                        { { "serviceRevisionArns", std::vector<std::string>(21, missing_arn()) } })
                    .find("serviceRevisionArns")
            != std::string::npos);
    }

    void a_running_deployment_can_be_stopped_once()
    {
        RolloutWorld world;
        const auto arn = world.arn();
        QCOMPARE(world.ok("StopServiceDeployment", { { "serviceDeploymentArn", arn } })["serviceDeploymentArn"]
                     .get<std::string>(),
            arn);
        QCOMPARE(world.described()["status"].get<std::string>(), std::string("ROLLBACK_REQUESTED"));
        const auto again = world.error("StopServiceDeployment", { { "serviceDeploymentArn", arn } });
        QVERIFY2(again.starts_with("ConflictException: "), again.c_str());
        QVERIFY(again.find("because it is in ROLLBACK_REQUESTED state") != std::string::npos);

        world.deploy_again();
        world.ok("StopServiceDeployment", { { "serviceDeploymentArn", world.arn() }, { "stopType", "ABORT" } });
        QCOMPARE(world.described()["status"].get<std::string>(), std::string("STOP_REQUESTED"));
    }

    void bad_stops_and_continues_name_the_field()
    {
        RolloutWorld world;
        QCOMPARE(world.error("StopServiceDeployment", { { "serviceDeploymentArn", "x" } }),
            std::string("InvalidParameterException: The ARN provided is invalid. (serviceDeploymentArn)"));
        QVERIFY(world.error("StopServiceDeployment", { { "serviceDeploymentArn", missing_arn() } })
                    .starts_with("ServiceDeploymentNotFoundException"));
        QVERIFY(
            world.error("StopServiceDeployment", { { "serviceDeploymentArn", world.arn() }, { "stopType", "FREEZE" } })
                .find("stopType should be one of")
            != std::string::npos);
        QVERIFY(
            world.error("ContinueServiceDeployment", { { "serviceDeploymentArn", world.arn() }, { "hookId", "none" } })
                .find("hookId")
            != std::string::npos);
        QVERIFY(
            world
                .error("ContinueServiceDeployment", { { "serviceDeploymentArn", missing_arn() }, { "hookId", "none" } })
                .starts_with("ServiceDeploymentNotFoundException"));
    }

    void a_hook_that_waits_is_let_go_on_or_turned_back()
    {
        const Json configuration = { { "deploymentConfiguration",
            { { "strategy", "BLUE_GREEN" },
                { "lifecycleHooks",
                    { { { "targetType", "PAUSE" }, { "lifecycleStages", { "PRE_SCALE_UP" } } } } } } } };
        RolloutWorld world(configuration);
        const auto wait = [&](const std::string& id) {
            world.change_deployment(world.newest(), [&](Deployment& deployment) {
                deployment.hooks.push_back(
                    { id, 0, LifecycleStage::PreScaleUp, HookStatus::AwaitingAction, world.now, {}, {}, {} });
            });
        };
        const auto status
            = [&](std::size_t index) { return world.state().deployments().find(world.newest())->hooks[index].status; };
        wait("a");
        wait("b");
        const Json call = { { "serviceDeploymentArn", world.arn() }, { "hookId", "a" } };
        world.ok("ContinueServiceDeployment", call);
        QVERIFY(status(0) == HookStatus::Succeeded);
        QVERIFY(world.error("ContinueServiceDeployment", call).find("is not waiting") != std::string::npos);
        world.ok("ContinueServiceDeployment",
            { { "serviceDeploymentArn", world.arn() }, { "hookId", "b" }, { "action", "ROLLBACK" } });
        QVERIFY(status(1) == HookStatus::Failed);
    }
};

QTEST_GUILESS_MAIN(TestOpsServiceDeployments)
#include "tst_ops_service_deployments.moc"
