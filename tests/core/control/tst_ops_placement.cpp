#include "tests/core/control/ops_world.h"

#include <QTest>

class TestOpsPlacement : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        world = std::make_unique<OpsWorld>();
        world->ok("CreateCluster");
    }

    void previews_a_call_without_running_it()
    {
        const auto first = world->engine("one", 2, 2048, "us-east-1a");
        const auto second = world->engine("two", 2, 2048, "us-east-1b");
        world->definition("web", 256, 512);
        const Json reply = world->ok("ExplainPlacement", { { "taskDefinition", "web" }, { "count", 4 } });
        QCOMPARE(reply["placed"].get<int>(), 4);
        QCOMPARE(reply["preview"].size(), std::size_t(2));
        QCOMPARE(reply["preview"][0]["tasks"].get<int>(), 2);
        const Json& share = reply["shares"][0];
        QCOMPARE(share["instances"].size(), std::size_t(2));
        QVERIFY(share["instances"][0]["rules"].size() >= 4);
        QCOMPARE(share["instances"][0]["verdict"].get<std::string>(), std::string("chosen"));
        QVERIFY(world->store->state().tasks().empty());
    }

    void says_what_is_short_and_what_would_help()
    {
        world->engine("one", 2, 1024);
        world->definition("big", 256, 4000);
        const Json reply = world->ok("ExplainPlacement", { { "taskDefinition", "big" } });
        QCOMPARE(reply["placed"].get<int>(), 0);
        QCOMPARE(reply["shares"][0]["reason"].get<std::string>(), std::string("RESOURCE:MEMORY"));
        QVERIFY(reply["suggestions"][0].get<std::string>().find("from 4000 to 1024 MiB") != std::string::npos);
    }

    void explains_a_task_that_runs()
    {
        const auto arn = world->engine("one");
        world->definition("web");
        const Json ran = world->ok("RunTask", { { "taskDefinition", "web" } });
        const Json reply = world->ok("ExplainPlacement", { { "task", ran["tasks"][0]["taskArn"] } });
        QCOMPARE(reply["subject"].get<std::string>(), std::string("task"));
        QVERIFY(reply["shares"][0]["instances"][0]["current"].get<bool>());
        QCOMPARE(reply["shares"][0]["instances"][0]["containerInstanceArn"].get<std::string>(), arn);
    }

    void previews_a_drain()
    {
        const auto arn = world->engine("one");
        world->definition("web");
        world->ok("RunTask", { { "taskDefinition", "web" }, { "count", 2 } });
        const Json reply = world->ok("ExplainPlacement", { { "containerInstance", arn } });
        QCOMPARE(reply["moves"].size(), std::size_t(2));
        QCOMPARE(reply["moves"][0]["outcome"].get<std::string>(), std::string("stays"));
        QCOMPARE(reply["summary"][0].get<std::string>(), std::string("Of 2 tasks on one: 2 tasks stay."));
    }

    void previews_a_loss()
    {
        const auto first = world->engine("one", 2, 2048, "us-east-1a");
        const auto second = world->engine("two", 2, 2048, "us-east-1b");
        world->definition("web");
        world->ok("RunTask", { { "taskDefinition", "web" }, { "count", 2 } });
        const Json zone = world->ok("PreviewLoss", { { "availabilityZone", "us-east-1a" } });
        QCOMPARE(zone["containerInstances"].get<int>(), 1);
        QCOMPARE(zone["summary"][0].get<std::string>(), std::string("Of 1 task on us-east-1a: 1 task stops."));
        const Json both = world->ok("PreviewLoss", { { "containerInstances", { first, second, second } } });
        QCOMPARE(both["containerInstances"].get<int>(), 2);
        QCOMPARE(both["moves"].size(), std::size_t(2));
        for (const Json& input : { Json::object(), Json{ { "availabilityZone", "moon" } },
                 Json{ { "availabilityZone", "us-east-1a" }, { "containerInstances", { second } } } }) {
            const auto bad = world->error("PreviewLoss", input);
            QVERIFY2(bad.find("availabilityZone") != std::string::npos, bad.c_str());
        }
        QVERIFY(world->error("PreviewLoss", { { "containerInstances", { "nobody" } } }).size() > 0);
    }

    void leaves_out_rows_beyond_the_limit()
    {
        for (const char* name : { "a", "b", "c" })
            world->engine(name);
        world->definition("web");
        const Json reply = world->ok("ExplainPlacement", { { "taskDefinition", "web" }, { "maxInstances", 2 } });
        QCOMPARE(reply["shares"][0]["instances"].size(), std::size_t(2));
        QCOMPARE(reply["shares"][0]["instancesLeftOut"].get<int>(), 1);
    }

    void refuses_what_makes_no_sense()
    {
        world->engine("one");
        world->definition("web");
        QVERIFY(world->error("ExplainPlacement").starts_with("InvalidParameterException: Name exactly one"));
        QVERIFY(world->error("ExplainPlacement", { { "task", "x" }, { "service", "y" } })
                    .starts_with("InvalidParameterException: Name exactly one"));
        QVERIFY(world->error("ExplainPlacement", { { "service", "nobody" } }).starts_with("ServiceNotFoundException"));
        QVERIFY(world->error("ExplainPlacement", { { "taskDefinition", "web" }, { "count", 0 } })
                    .starts_with("InvalidParameterException: count"));
        const auto bad = world->error("ExplainPlacement",
            { { "taskDefinition", "web" },
                { "placementConstraints", { { { "type", "memberOf" }, { "expression", "attribute:a = b" } } } } });
        QVERIFY2(bad.find("placementConstraints[0].expression") != std::string::npos, bad.c_str());
    }

private:
    using Json = quayside::Json;
    std::unique_ptr<OpsWorld> world;
};

QTEST_GUILESS_MAIN(TestOpsPlacement)
#include "tst_ops_placement.moc"
