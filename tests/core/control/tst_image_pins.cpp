// What the tag of an image means for the tasks of one deployment.

#include "core/control/image_pins.h"
#include "tests/support/world.h"

#include <QtTest>

using namespace quayside;
using namespace quayside::test;
using control::pinned_digest;
using namespace std::chrono_literals;

class TestImagePins : public QObject {
    Q_OBJECT

private slots:
    void the_first_task_of_a_deployment_settles_it()
    {
        World world;
        world.add_engine("sim-1");
        world.ok("RegisterTaskDefinition",
            parse_json(R"({"family":"shop","containerDefinitions":[
            {"name":"web","image":"web:1","memory":64},
            {"name":"side","image":"side:1","memory":64,"versionConsistency":"disabled"},
            {"name":"fixed","image":"fixed@sha256:0123","memory":64}]})")
                .value());
        world.ok(
            "CreateService", parse_json(R"({"serviceName":"shop","taskDefinition":"shop","desiredCount":1})").value());
        const auto runs = [&world](std::size_t count) {
            return world.loop.advance_until(
                [&] {
                    std::size_t running = 0;
                    for (const auto& [id, task] : world.state().tasks())
                        running += task->last_status == model::TaskStatus::Running;
                    return running == count;
                },
                2min);
        };
        QVERIFY(runs(1));
        const auto task = world.state().tasks().begin()->second;
        const auto digest = task->containers[0].image_digest;
        QVERIFY(digest.starts_with("sha256:"));
        QVERIFY(pinned_digest(world.state(), *task, 0) == digest);
        QVERIFY(!pinned_digest(world.state(), *task, 1)); // it wants the tag as it is
        QVERIFY(!pinned_digest(world.state(), *task, 2)); // it names a digest
        QCOMPARE(digests_of(world), Json({ { "web", digest } }).dump());

        world.restart();
        QCOMPARE(digests_of(world), Json({ { "web", digest } }).dump());
        world.ok("UpdateService", parse_json(R"({"service":"shop","desiredCount":2})").value());
        QVERIFY(runs(2));
        QCOMPARE(world.state().service_revisions().size(), std::size_t(1));
        world.ok("UpdateService", parse_json(R"({"service":"shop","forceNewDeployment":true})").value());
        QCOMPARE(digests_of(world), std::string("{}")); // the newest asks anew
    }

    void a_task_of_no_service_takes_the_tag_as_it_is()
    {
        World world;
        world.add_engine("sim-1");
        world.register_web();
        const Id id = world.run_task();
        QVERIFY(world.reaches(id, model::TaskStatus::Running));
        QVERIFY(!pinned_digest(world.state(), *world.task(id), 0));
    }

private:
    // Of the newest revision, as the API tells them.
    static std::string digests_of(World& world)
    {
        const Json deployments = world.ok("ListServiceDeployments", { { "service", "shop" } })["serviceDeployments"];
        const Json revisions = world.ok("DescribeServiceRevisions",
            { { "serviceRevisionArns", Json::array({ deployments[0]["targetServiceRevisionArn"] }) } });
        Json digests = Json::object();
        for (const auto& image : revisions["serviceRevisions"][0]["containerImages"])
            if (image.contains("imageDigest"))
                digests[image["containerName"].get<std::string>()] = image["imageDigest"];
        return digests.dump();
    }
};

QTEST_GUILESS_MAIN(TestImagePins)
#include "tst_image_pins.moc"
