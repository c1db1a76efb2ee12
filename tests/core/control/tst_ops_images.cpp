#include "tests/support/world.h"

#include <QtTest>

using namespace quayside;
using namespace std::chrono_literals;
using test::World;

class TestOpsImages : public QObject {
    Q_OBJECT

    // The job when it is over.
    static Json ended(World& world, const Json& reply)
    {
        Json job = reply["job"];
        for (int tries = 0; job["status"] == "RUNNING" && tries < 100; ++tries) {
            world.loop.advance(1s);
            job = Json(world.ok("ListImageJobs", { { "jobId", job["jobId"] } })["jobs"][0]);
        }
        return job;
    }
    static std::string error(World& world, const char* operation, Json input)
    {
        const auto result = world.call(operation, std::move(input));
        return result ? std::string() : result.error().message;
    }

private slots:
    void an_image_is_pulled_named_used_and_removed()
    {
        World world;
        world.add_engine("a");
        const auto job = ended(world, world.ok("PullImage", { { "engine", "a" }, { "image", "harbour/web" } }));
        QCOMPARE(job["status"].get<std::string>(), std::string("SUCCEEDED"));
        QVERIFY(job["total"].get<int>() > 0);
        world.ok("TagImage", { { "engine", "a" }, { "image", "harbour/web" }, { "newImage", "mine:1" } });

        const auto find = [&world](const std::string& reference) {
            const Json list = world.ok("ListEngineImages", { { "engine", "a" } });
            for (const auto& image : list["images"])
                if (image.value("reference", std::string()) == reference)
                    return image;
            return Json();
        };
        const Json mine = find("mine:1");
        QCOMPARE(mine["repository"].get<std::string>(), std::string("mine"));
        QCOMPARE(mine["tag"].get<std::string>(), std::string("1"));
        QVERIFY(mine["imageId"] == find("harbour/web:latest")["imageId"]);
        QVERIFY(mine["taskArns"].empty());

        world.ok("RegisterTaskDefinition",
            { { "family", "f" },
                { "containerDefinitions", { { { "name", "c" }, { "image", "mine:1" }, { "memory", 64 } } } } });
        const Id task = world.run_task("f");
        QVERIFY(world.reaches(task, model::TaskStatus::Running));
        const Json used = find("mine:1");
        QCOMPARE(used["taskArns"].size(), std::size_t(1));
        QVERIFY(used["taskArns"][0].get<std::string>().ends_with(task.hex()));
        QVERIFY(used["taskDefinitionArns"][0].get<std::string>().ends_with("task-definition/f:1"));
        QVERIFY(find("harbour/web:latest")["taskArns"].empty());

        QVERIFY(error(world, "RemoveImage", { { "engine", "a" }, { "image", "mine:1" } })
                    .starts_with("image: conflict: unable to remove repository reference"));
        world.ok("RemoveImage", { { "engine", "a" }, { "image", "harbour/web" } });
        QVERIFY(find("harbour/web:latest").is_null());
    }

    void bad_input_is_named()
    {
        World world;
        world.add_engine("a");
        QVERIFY(error(world, "PullImage", { { "engine", "a" }, { "image", "Not An Image" } }).find("image")
            != std::string::npos);
        QVERIFY(
            error(world, "PullImage", { { "engine", "b" }, { "image", "web" } }).find("engine") != std::string::npos);
        QVERIFY(
            error(world, "TagImage", { { "engine", "a" }, { "image", "web" }, { "newImage", ":" } }).find("newImage")
            != std::string::npos);
        QCOMPARE(error(world, "TagImage", { { "engine", "a" }, { "image", "web" }, { "newImage", "web:2" } }),
            std::string("image: No such image: web:latest"));
        QCOMPARE(error(world, "BuildImage", { { "engine", "a" }, { "context", "web" }, { "image", "web:2" } }),
            std::string("context: give the absolute path of a folder."));
        QCOMPARE(error(world, "StopImageJob", { { "jobId", 7 } }), std::string("jobId: there is no job 7."));
    }

    void a_job_can_be_stopped_and_ends_with_its_engine()
    {
        World world;
        world.add_engine("a");
        const Json pull = { { "engine", "a" }, { "image", "web:1" } };
        const Json begun = world.ok("PullImage", pull);
        const Json stopped = world.ok("StopImageJob", { { "jobId", begun["job"]["jobId"] } });
        QCOMPARE(stopped["job"]["status"].get<std::string>(), std::string("STOPPED"));
        QVERIFY(stopped["job"].contains("endedAt"));

        world.engine("a").set_faults({ .black_hole = true });
        const Json lost = world.ok("PullImage", pull);
        world.ok("RemoveEngine", { { "engine", "a" }, { "force", true } });
        const auto job = ended(world, lost);
        QCOMPARE(job["status"].get<std::string>(), std::string("FAILED"));
        QCOMPARE(job["message"].get<std::string>(), std::string("The engine is not registered any more."));
    }

    void logins_of_registries_are_used_and_not_shown()
    {
        World world;
        world.add_engine("a");
        world.engine("a").host().lock_registry("host:5000", { "me", "right" });
        const auto pulled = [&world] {
            return ended(world, world.ok("PullImage", { { "engine", "a" }, { "image", "host:5000/web:1" } }));
        };
        const Json login = { { "registry", "HOST:5000" }, { "username", "me" }, { "password", "right" } };
        QVERIFY(pulled()["message"].get<std::string>().ends_with("no basic auth credentials"));
        const Json kept = world.ok("PutRegistryLogin", login);
        QCOMPARE(kept["login"]["registry"].get<std::string>(), std::string("host:5000"));
        QVERIFY(kept.dump().find("right") == std::string::npos);
        QVERIFY(pulled()["status"] == "SUCCEEDED");

        const Json list = world.ok("ListRegistryLogins");
        QCOMPARE(list["logins"].size(), std::size_t(1));
        QCOMPARE(list["logins"][0]["username"].get<std::string>(), std::string("me"));
        QVERIFY(list.dump().find("right") == std::string::npos);
        world.engine("a").host().forget_image("host:5000/web:1");
        world.ok("RegisterTaskDefinition",
            { { "family", "f" },
                { "containerDefinitions",
                    { { { "name", "c" }, { "image", "host:5000/web:1" }, { "memory", 64 } } } } });
        QVERIFY(world.reaches(world.run_task("f"), model::TaskStatus::Running));
        QVERIFY(ended(world, world.ok("PushImage", { { "engine", "a" }, { "image", "host:5000/web:1" } }))["status"]
            == "SUCCEEDED");

        const Json name = { { "registry", "host:5000" } };
        world.ok("DeleteRegistryLogin", name);
        QCOMPARE(error(world, "DeleteRegistryLogin", name), std::string("registry: no login is kept for host:5000."));
        QVERIFY(pulled()["status"] == "FAILED");
        QVERIFY(error(world, "PutRegistryLogin",
            { { "registry", "https://host" }, { "username", "me" }, { "password", "right" } })
                    .starts_with("registry "));
    }

    void what_the_disk_of_an_engine_holds_is_said()
    {
        World world;
        world.add_engine("a");
        ended(world, world.ok("PullImage", { { "engine", "a" }, { "image", "harbour/web" } }));
        const auto said = [&world] { return world.ok("DescribeEngineDiskUse", { { "engine", "a" } }); };
        const Json unused = said()["images"];
        QCOMPARE(unused["count"].get<int>(), 1);
        QVERIFY(unused["size"].get<std::int64_t>() > 0);
        QVERIFY(unused["reclaimable"] == unused["size"]);
        world.ok("RegisterTaskDefinition",
            { { "family", "f" },
                { "containerDefinitions", { { { "name", "c" }, { "image", "harbour/web" }, { "memory", 64 } } } } });
        QVERIFY(world.reaches(world.run_task("f"), model::TaskStatus::Running));
        QCOMPARE(said()["images"]["reclaimable"].get<int>(), 0);
        QCOMPARE(said()["containers"]["count"].get<int>(), 1);
        QVERIFY(error(world, "DescribeEngineDiskUse", { { "engine", "none" } }).find("engine") != std::string::npos);
    }

    void an_engine_that_is_not_connected_is_not_asked()
    {
        World world;
        world.add_engine("a");
        world.engine("a").kill();
        world.loop.advance(1min);
        QVERIFY(error(world, "ListEngineImages", { { "engine", "a" } }).starts_with("engine: a is not connected: "));
    }
};

QTEST_GUILESS_MAIN(TestOpsImages)
#include "tst_ops_images.moc"
