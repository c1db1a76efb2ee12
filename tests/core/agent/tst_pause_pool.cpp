// Pause containers that stand ready on a simulated engine.

#include "core/agent/pool_demand.h"
#include "tests/core/agent/agent_world.h"

#include <QtTest>

using namespace quayside;
using namespace quayside::agent;
using namespace quayside::test;
using model::TaskStatus;
using namespace std::chrono_literals;

namespace {

constexpr auto kFilled = 30s; // enough for a pool to be as it should

Json own_address(const Json& more = Json::object())
{
    Json web{ { "name", "web" }, { "image", "web" } };
    web.update(more);
    return { { "family", "pool" }, { "networkMode", "awsvpc" }, { "containerDefinitions", Json::array({ web }) } };
}

using Containers = std::vector<const docker::SimulatedContainer*>;

Containers of_pool(AgentWorld& world)
{
    Containers all;
    for (const auto& [id, container] : world.engine.host().containers())
        if (docker::SimulatedHost::has_label(*container->labels, std::string(docker::kRoleLabel) + "=pool"))
            all.push_back(container.get());
    return all;
}

Containers spares(AgentWorld& world)
{
    Containers all = of_pool(world);
    std::erase_if(all, [](const auto* container) {
        return !is_spare_name(container->name) || container->state != docker::RunState::Running;
    });
    return all;
}

// A task has come and gone, and what it leaves is one that stands ready.
std::unique_ptr<AgentWorld> world_with_one()
{
    auto world = std::make_unique<AgentWorld>();
    world->agent_settings.pooled_pauses = 1;
    world->start_agent();
    const Id first = world->run(own_address());
    world->reaches(first, TaskStatus::Running);
    world->stop(first);
    world->reaches(first, TaskStatus::Stopped);
    world->forget(first);
    world->loop.advance(kFilled);
    return world;
}

std::string pause_name(const AgentWorld& world, const Id& task)
{
    return container_name(world.agent_settings.installation, *world.task(task), 1);
}

// It has the one that stood ready, and shows where that is.
bool has(AgentWorld& world, const Id& task, const std::string& spare)
{
    const auto& interfaces = world.task(task)->network_interfaces;
    const auto* pause = world.engine.host().find(spare);
    const auto* app = world.only_container_of(task);
    return interfaces.size() == 1 && interfaces[0].pause_id == spare && pause && pause->place
        && pause->place->ipv4_address == interfaces[0].private_ipv4_address && pause->name == pause_name(world, task)
        && app && app->network_mode == "container:" + spare;
}

} // namespace

class TestPausePool : public QObject {
    Q_OBJECT

private slots:
    void as_many_stand_ready_as_were_begun_lately()
    {
        const TimePoint now = kNever + 24h;
        PoolDemand demand(3, 10min);
        QVERIFY(demand.empty());
        demand.begun("b", now - 1min);
        demand.begun("a", now - 20min);
        QCOMPARE(demand.wanted({ "a", "b" }, now), (PoolCounts{ { "b", 1 } }));
        QCOMPARE(demand.wanted({ "a" }, now), PoolCounts());
        demand.begun("a", now);
        demand.begun("a", now);
        QCOMPARE(demand.wanted({ "a", "b" }, now), (PoolCounts{ { "a", 2 }, { "b", 1 } }));
        demand.begun("a", now); // the last three are these
        QCOMPARE(demand.wanted({ "a", "b" }, now), (PoolCounts{ { "a", 3 } }));
        QCOMPARE(demand.wanted({ "a", "b" }, now + 10min), PoolCounts());
    }

    void what_is_too_much_goes_before_what_is_missing_comes()
    {
        using Kind = PoolStep::Kind;
        QVERIFY(next_step({ { "a", 2 } }, { { "a", 1 } }) == (PoolStep{ Kind::Make, "a" }));
        QVERIFY(next_step({ { "a", 2 } }, { { "a", 2 } }) == PoolStep());
        QVERIFY(next_step({ { "a", 2 } }, { { "a", 1 }, { "b", 1 } }) == (PoolStep{ Kind::Remove, "b" }));
        QVERIFY(next_step({}, {}) == PoolStep());
    }

    void it_fills_when_the_engine_rests_and_serves_the_next_task()
    {
        AgentWorld world;
        world.start_agent();
        const Id first = world.run(own_address());
        QVERIFY(world.reaches(first, TaskStatus::Running));
        QVERIFY(of_pool(world).empty());
        world.loop.advance(kFilled);
        QCOMPARE(spares(world).size(), std::size_t(1));
        const std::string spare = spares(world).front()->id;
        const int made = world.engine.counts().calls.at("create");
        const Id second = world.run(own_address());
        QVERIFY(world.reaches(second, TaskStatus::Running));
        QVERIFY(has(world, second, spare));
        QCOMPARE(world.engine.counts().calls.at("create"), made + 1); // of the task's own container
        world.loop.advance(kFilled);
        QCOMPARE(spares(world).size(), std::size_t(2));
        world.stop(second);
        QVERIFY(world.reaches(second, TaskStatus::Stopped));
        world.forget(second);
        QVERIFY(world.loop.advance_until([&] { return !world.engine.host().find(spare); }, 1min));
        QVERIFY2(world.broken.empty(), world.broken.c_str());
    }

    void it_is_bounded_and_forgets()
    {
        AgentWorld world;
        world.agent_settings.pooled_pauses = 2;
        world.start_agent();
        for (int i = 0; i < 4; ++i)
            world.run(own_address());
        world.loop.advance(kFilled);
        QCOMPARE(spares(world).size(), std::size_t(2));
        world.loop.advance(world.agent_settings.pool_memory + 2min);
        QVERIFY(of_pool(world).empty());
        QVERIFY2(world.broken.empty(), world.broken.c_str());
    }

    void who_asks_for_something_that_is_settled_at_creation_gets_its_own()
    {
        const auto world = world_with_one();
        const std::string spare = spares(*world).front()->id;
        const Json controls = Json::array({ { { "namespace", "net.core.somaxconn" }, { "value", "7" } } });
        const Id task = world->run(own_address({ { "systemControls", controls } }));
        QVERIFY(world->reaches(task, TaskStatus::Running));
        QVERIFY(world->task(task)->network_interfaces[0].pause_id != spare);
        QCOMPARE(spares(*world).size(), std::size_t(1));
    }

    void without_such_tasks_there_is_none()
    {
        AgentWorld world;
        world.start_agent();
        QVERIFY(world.reaches(world.run({ { "family", "web" },
                                  { "containerDefinitions", { { { "name", "web" }, { "image", "web" } } } } }),
            TaskStatus::Running));
        world.loop.advance(10min);
        QVERIFY(of_pool(world).empty());
        QCOMPARE(world.engine.counts().calls.count("create_network"), std::size_t(0));
    }

    void one_that_dies_is_replaced_and_given_to_nobody()
    {
        const auto world = world_with_one();
        const std::string spare = spares(*world).front()->id;
        world->engine.host().kill(*world->engine.host().find(spare));
        world->loop.advance(100ms);
        const Id task = world->run(own_address());
        QVERIFY(world->reaches(task, TaskStatus::Running));
        QVERIFY(world->task(task)->network_interfaces[0].pause_id != spare);
        world->loop.advance(kFilled);
        QVERIFY(!world->engine.host().find(spare));
        QCOMPARE(spares(*world).size(), std::size_t(1));
        QVERIFY2(world->broken.empty(), world->broken.c_str());
    }

    void after_a_restart_they_stand_ready_again()
    {
        AgentWorld world;
        world.start_agent();
        QVERIFY(world.reaches(world.run(own_address()), TaskStatus::Running));
        world.loop.advance(kFilled);
        const std::string spare = spares(world).front()->id;
        world.kill_agent();
        world.start_agent();
        world.loop.advance(kFilled);
        QCOMPARE(of_pool(world).size(), std::size_t(1));
        const Id task = world.run(own_address());
        QVERIFY(world.reaches(task, TaskStatus::Running));
        QVERIFY(has(world, task, spare));
    }

    void it_goes_when_the_engine_takes_no_more_tasks()
    {
        const auto world = world_with_one();
        model::ChangeSet changes;
        for (const auto& [id, instance] : world->state.container_instances()) {
            auto draining = std::make_shared<model::ContainerInstance>(*instance);
            draining->status = model::ContainerInstanceStatus::Draining;
            changes.of<model::ContainerInstance>().push_back({ instance, draining });
        }
        world->state.apply(changes);
        world->agent->apply(changes, world->state);
        world->loop.advance(kFilled);
        QVERIFY(of_pool(*world).empty());
    }

    void whose_name_is_taken_fails_with_the_words_of_the_engine()
    {
        const auto world = world_with_one();
        world->engine.host().add_image("web:latest");
        const Id task = world->run(own_address());
        QVERIFY(world->engine.host().create({ pause_name(*world, task), { { "Image", "web" } } }));
        QVERIFY(world->reaches(task, TaskStatus::Stopped));
        world->forget(task);
        world->loop.advance(2min);
        QCOMPARE(of_pool(*world).size(), spares(*world).size());
        QVERIFY2(world->broken.empty(), world->broken.c_str());
    }

    // What another engine's record, or none, accounts for.
    void others_are_left_alone_and_what_nobody_has_goes()
    {
        const auto world = world_with_one();
        auto other = std::make_shared<model::Engine>();
        other->id = world->random.id();
        model::ChangeSet changes;
        changes.of<model::Engine>().push_back({ nullptr, other });
        world->state.apply(changes);
        const auto put = [&](const Id& engine, const std::string& name) {
            const auto config = spare_config(world->agent_settings, engine.hex(), "default", name);
            return *world->engine.put_container(config, world->loop.now());
        };
        const auto theirs = put(other->id, spare_name("test-installation", other->id.hex(), world->loop.now(), 1));
        const auto lost
            = put(world->random.id(), spare_name("test-installation", world->random.id().hex(), world->loop.now(), 1));
        const auto left = put(world->engine_id, "ecs-pool-1-internalecspause-0123456789abcdef0123");
        world->loop.advance(3min);
        QVERIFY(world->engine.host().find(theirs));
        QVERIFY(!world->engine.host().find(lost));
        QVERIFY(!world->engine.host().find(left));
        QCOMPARE(spares(*world).size(), std::size_t(2)); // theirs and ours
    }

    // The agent is killed at every moment of a task's way up with one that stands ready, or the task is stopped then.
    void whenever_it_is_interrupted_nothing_is_lost_doubled_or_left_data()
    {
        QTest::addColumn<bool>("killed");
        QTest::newRow("agent killed") << true;
        QTest::newRow("task stopped") << false;
    }
    void whenever_it_is_interrupted_nothing_is_lost_doubled_or_left()
    {
        QFETCH(bool, killed);
        const auto text = [](Duration at) { return QString::number(at.count()); };
        for (Duration at = 0ms; at < 400ms; at += at < 5ms ? Duration(50us) : Duration(7ms)) {
            const auto world = world_with_one();
            QCOMPARE(spares(*world).size(), std::size_t(1));
            const Id task = world->run(own_address());
            world->loop.advance(at);
            if (killed) {
                world->kill_agent();
                world->start_agent();
                QVERIFY2(world->reaches(task, TaskStatus::Running), qPrintable(text(at)));
                const auto& pause = world->task(task)->network_interfaces.at(0).pause_id;
                QVERIFY2(world->containers_of(task).size() == 2 || has(*world, task, pause), qPrintable(text(at)));
            }
            world->loop.advance(kFilled);
            QVERIFY2(spares(*world).size() == 1, qPrintable(text(at)));
            world->stop(task);
            QVERIFY2(world->reaches(task, TaskStatus::Stopped), qPrintable(text(at)));
            world->forget(task);
            world->loop.advance(2min);
            QVERIFY2(world->containers_of(task).empty(), qPrintable(text(at)));
            QVERIFY2(of_pool(*world).size() == 1 && spares(*world).size() == 1, qPrintable(text(at)));
            QVERIFY2(world->broken.empty(), world->broken.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestPausePool)
#include "tst_pause_pool.moc"
