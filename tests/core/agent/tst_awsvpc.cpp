// Tasks in awsvpc mode on a simulated engine.

#include "core/agent/pause.h"
#include "core/agent/pause_image.h"
#include "tests/core/agent/agent_world.h"

#include <QtTest>

using namespace quayside;
using namespace quayside::test;
using model::TaskStatus;
using namespace std::chrono_literals;

namespace {

Json own_address(const char* second_image = "side")
{
    return { { "family", "own" }, { "networkMode", "awsvpc" },
        { "containerDefinitions",
            Json::array({ { { "name", "web" }, { "image", "web" },
                              { "portMappings", Json::array({ { { "containerPort", 80 } } }) },
                              { "systemControls",
                                  Json::array({ { { "namespace", "net.core.somaxconn" }, { "value", "7" } },
                                      { { "namespace", "kernel.msgmax" }, { "value", "9" } } }) } },
                { { "name", "side" }, { "image", second_image } } }) } };
}

const docker::SimulatedContainer* find_one(const AgentWorld& world, const Id& task, const std::string& name)
{
    for (const auto* container : world.containers_of(task))
        if (docker::SimulatedHost::has_label(*container->labels, "com.amazonaws.ecs.container-name=" + name))
            return container;
    return nullptr;
}

const docker::SimulatedContainer* pause_of(const AgentWorld& world, const Id& task)
{
    return find_one(world, task, "~internal~ecs~pause");
}

bool nothing_runs(const AgentWorld& world, const Id& task)
{
    return std::ranges::none_of(
        world.containers_of(task), [](const auto* container) { return container->state == docker::RunState::Running; });
}

} // namespace

class TestAwsvpc : public QObject {
    Q_OBJECT

private slots:
    void the_pause_image_is_a_tar_with_one_program()
    {
        for (const char* architecture : { "x86_64", "aarch64" }) {
            const auto image = agent::pause_image(architecture);
            QVERIFY(image);
            QCOMPARE(image->repository + ":" + image->tag, std::string(agent::kPauseImage));
            QCOMPARE(image->archive.size() % 512, std::size_t(0));
            QCOMPARE(image->archive.substr(257, 5), std::string("ustar"));
            QCOMPARE(image->archive.substr(512, 4),
                std::string("\x7f"
                            "ELF"));
        }
        QVERIFY(!agent::pause_image("s390x"));
    }

    void what_concerns_the_network_goes_to_the_pause_container()
    {
        const auto task = make_task(make_spec(own_address(), 1), Id(), Id(), TimePoint());
        const Json app = agent::container_config({}, *task, 0, {}, 0, { "abc" }).body;
        QCOMPARE(app["HostConfig"]["NetworkMode"].get<std::string>(), std::string("container:abc"));
        QVERIFY(!app.contains("ExposedPorts"));
        QVERIFY(app["HostConfig"]["Sysctls"] == Json({ { "kernel.msgmax", "9" } }));
        const Json pause = agent::pause_config({}, *task).body;
        QVERIFY(pause["HostConfig"]["Sysctls"] == Json({ { "net.core.somaxconn", "7" } }));
    }

    void a_task_has_an_address_that_its_containers_share()
    {
        AgentWorld world;
        world.start_agent();
        const Id id = world.run(own_address());
        QCOMPARE(world.task(id)->last_status, TaskStatus::Provisioning);
        QVERIFY(world.reaches(id, TaskStatus::Pending));
        const auto* pause = pause_of(world, id);
        QVERIFY(pause && pause->state == docker::RunState::Running);
        QCOMPARE(world.containers_of(id).size(), std::size_t(1));
        QVERIFY(world.reaches(id, TaskStatus::Running));
        for (const char* name : { "web", "side" })
            QCOMPARE(find_one(world, id, name)->network_mode, "container:" + pause->id);
        const auto task = world.task(id);
        QCOMPARE(task->network_interfaces.size(), std::size_t(1));
        QCOMPARE(task->network_interfaces[0].private_ipv4_address, std::string("10.251.0.2"));
        QCOMPARE(task->network_interfaces[0].pause_id, pause->id);
        const Id other = world.run(own_address());
        QVERIFY(world.reaches(other, TaskStatus::Running));
        QCOMPARE(world.task(other)->network_interfaces[0].private_ipv4_address, std::string("10.251.0.3"));
        QCOMPARE(world.engine.counts().calls.at("import_image"), 1);
        QCOMPARE(world.engine.counts().calls.at("create_network"), 1);
        QVERIFY2(world.broken.empty(), world.broken.c_str());
    }

    void the_pause_container_ends_last_and_goes_last()
    {
        AgentWorld world;
        world.start_agent();
        const Id id = world.run(own_address());
        QVERIFY(world.reaches(id, TaskStatus::Running));
        std::vector<std::string> ended;
        world.engine.host().look_on([&](const auto& event) {
            if (std::string(event.action) == "die" || std::string(event.action) == "destroy")
                ended.push_back(
                    event.action + (event.container_id == pause_of(world, id)->id ? " pause" : std::string()));
        });
        world.stop(id);
        QVERIFY(world.reaches(id, TaskStatus::Deprovisioning));
        QVERIFY(world.reaches(id, TaskStatus::Stopped));
        QVERIFY(world.task(id)->network_interfaces[0].pause_id.empty());
        QCOMPARE(ended, (std::vector<std::string>{ "die", "die", "die pause" }));
        world.engine.host().look_on(nullptr);
        QVERIFY(nothing_runs(world, id));
        world.forget(id);
        QVERIFY(world.loop.advance_until(
            [&] { return !find_one(world, id, "web") && !find_one(world, id, "side"); }, 1min));
        QVERIFY(world.loop.advance_until([&] { return world.containers_of(id).empty(); }, 1min));
        QVERIFY2(world.broken.empty(), world.broken.c_str());
    }

    void a_task_ends_with_its_pause_container()
    {
        AgentWorld world;
        world.start_agent();
        const Id id = world.run(own_address());
        QVERIFY(world.reaches(id, TaskStatus::Running));
        world.engine.host().kill(*world.engine.host().find(pause_of(world, id)->id));
        QVERIFY(world.reaches(id, TaskStatus::Stopped));
        QCOMPARE(world.task(id)->stop_code, model::StopCode::EssentialContainerExited);
        QVERIFY(nothing_runs(world, id));
        QCOMPARE(world.containers_of(id).size(), std::size_t(3));
        QVERIFY2(world.broken.empty(), world.broken.c_str());
    }

    void a_pause_container_that_vanished_is_not_made_again()
    {
        AgentWorld world;
        world.start_agent();
        const Id id = world.run(own_address());
        QVERIFY(world.reaches(id, TaskStatus::Running));
        world.kill_agent();
        QVERIFY(world.engine.host().remove(pause_of(world, id)->id));
        world.start_agent();
        QVERIFY(world.reaches(id, TaskStatus::Stopped));
        QVERIFY(!pause_of(world, id));
        QVERIFY(nothing_runs(world, id));
    }

    void an_image_that_is_nowhere_ends_the_task_and_its_pause_container()
    {
        AgentWorld world({ .unknown_images = { "nowhere:latest" } });
        world.start_agent();
        const Id id = world.run(own_address("nowhere"));
        QVERIFY(world.reaches(id, TaskStatus::Stopped, 5min));
        QVERIFY(world.task(id)->containers[1].reason.starts_with("CannotPullContainerError"));
        QVERIFY(nothing_runs(world, id));
        QVERIFY2(world.broken.empty(), world.broken.c_str());
    }

    void addresses_that_are_taken_are_passed_over()
    {
        AgentWorld world;
        QVERIFY(world.engine.host().networks().create({ "theirs", "10.251.0.0/21", {} }));
        world.start_agent();
        const Id id = world.run(own_address());
        QVERIFY(world.reaches(id, TaskStatus::Running));
        QCOMPARE(world.task(id)->network_interfaces[0].private_ipv4_address, std::string("10.251.8.2"));
    }

    void without_a_free_network_the_task_fails()
    {
        AgentWorld world;
        QVERIFY(world.engine.host().networks().create({ "theirs", "10.0.0.0/8", {} }));
        world.start_agent();
        const Id id = world.run(own_address());
        QVERIFY(world.reaches(id, TaskStatus::Stopped));
        const auto task = world.task(id);
        QCOMPARE(task->stop_code, model::StopCode::TaskFailedToStart);
        QVERIFY2(task->stopped_reason.starts_with("ResourceInitializationError: "), task->stopped_reason.c_str());
        QVERIFY(world.containers_of(id).empty());
    }

    void a_network_goes_with_its_cluster()
    {
        AgentWorld world;
        world.start_agent();
        const Id id = world.run(own_address());
        QVERIFY(world.reaches(id, TaskStatus::Running));
        world.stop(id);
        QVERIFY(world.reaches(id, TaskStatus::Stopped));
        const auto name = agent::network_name(world.agent_settings.installation, world.task(id)->spec->cluster);
        world.loop.advance(2min);
        QVERIFY(world.engine.host().networks().contains(name));
        auto cluster = std::make_shared<model::Cluster>();
        cluster->name = world.task(id)->spec->cluster;
        cluster->status = model::ClusterStatus::Inactive;
        model::ChangeSet changes;
        changes.of<model::Cluster>().push_back({ nullptr, cluster });
        world.state.apply(changes);
        world.loop.advance(2min);
        QVERIFY(!world.engine.host().networks().contains(name));
    }

    // The agent is killed at every few milliseconds of a task's way up, or the task is stopped then.
    void whenever_it_is_interrupted_it_comes_to_the_same_end_data()
    {
        QTest::addColumn<bool>("killed");
        QTest::newRow("agent killed") << true;
        QTest::newRow("task stopped") << false;
    }
    void whenever_it_is_interrupted_it_comes_to_the_same_end()
    {
        QFETCH(bool, killed);
        for (auto at = 0ms; at < 2500ms; at += 7ms) {
            AgentWorld world;
            world.start_agent();
            const Id id = world.run(own_address());
            world.loop.advance(at);
            if (killed) {
                world.kill_agent();
                world.start_agent();
                QVERIFY2(world.reaches(id, TaskStatus::Running), qPrintable(QString::number(at.count())));
                QCOMPARE(world.containers_of(id).size(), std::size_t(3));
            }
            world.stop(id);
            QVERIFY2(world.reaches(id, TaskStatus::Stopped), qPrintable(QString::number(at.count())));
            QVERIFY2(nothing_runs(world, id), qPrintable(QString::number(at.count())));
            world.forget(id);
            QVERIFY(world.loop.advance_until([&] { return world.containers_of(id).empty(); }, 1min));
            QVERIFY2(world.broken.empty(), world.broken.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestAwsvpc)
#include "tst_awsvpc.moc"
