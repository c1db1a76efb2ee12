#include "tests/support/world.h"

#include <QTest>

#include <algorithm>

using namespace quayside;
using namespace quayside::model;
using quayside::test::World;

namespace {

// A cluster whose provider has a pool of instances with room for two tasks each.
struct PoolWorld : World {
    explicit PoolWorld(const Json& pool = Json::object())
    {
        register_web();
        ok("CreateCapacityProvider",
            { { "name", "pool" },
                { "autoScalingGroupProvider",
                    { { "autoScalingGroupArn", "arn:aws:autoscaling:x:pool" },
                        { "managedScaling", { { "status", "ENABLED" }, { "instanceWarmupPeriod", 60 } } } } } });
        ok("PutClusterCapacityProviders",
            { { "cluster", "default" }, { "capacityProviders", { "pool" } },
                { "defaultCapacityProviderStrategy", Json::array() } });
        set_pool(pool);
    }

    void set_pool(const Json& more)
    {
        Json input = { { "capacityProvider", "pool" }, { "cpu", 1024 }, { "memory", 512 }, { "maximumSize", 10 } };
        input.update(more);
        ok("SetCapacityProviderPool", input);
    }

    Json run(int count)
    {
        return ok("RunTask",
            { { "taskDefinition", "web" }, { "count", count },
                { "capacityProviderStrategy", { { { "capacityProvider", "pool" }, { "weight", 1 } } } } })["tasks"];
    }

    std::size_t pool_size() const
    {
        return static_cast<std::size_t>(std::ranges::count_if(state().container_instances(), [](const auto& entry) {
            return entry.second->capacity_provider == "pool"
                && entry.second->status != ContainerInstanceStatus::Inactive;
        }));
    }
    std::size_t tasks_that(TaskStatus status) const
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            state().tasks(), [&](const auto& entry) { return entry.second->last_status == status; }));
    }
    bool comes_to_run(std::size_t tasks, Duration within = std::chrono::minutes(2))
    {
        return loop.advance_until([&] { return tasks_that(TaskStatus::Running) == tasks; }, within);
    }
    Json capacity() { return ok("DescribeCapacity", { { "capacityProvider", "pool" } })["capacities"][0]; }
};

} // namespace

class TestCapacityLoop : public QObject {
    Q_OBJECT

private slots:
    void instances_come_for_tasks_that_wait()
    {
        PoolWorld world;
        const auto tasks = world.run(5);
        QCOMPARE(tasks[0]["lastStatus"].get<std::string>(), std::string("PROVISIONING"));
        QVERIFY(world.comes_to_run(5));
        QCOMPARE(world.pool_size(), std::size_t(3));
        QCOMPARE(world.capacity()["reservation"].get<double>(), 100.0);
        QCOMPARE(world.capacity()["waitingTasks"].get<int>(), 0);
        QVERIFY(world.capacity().contains("changedAt"));
    }

    void a_service_gets_its_instances_too()
    {
        PoolWorld world;
        world.ok("CreateService",
            { { "serviceName", "web" }, { "taskDefinition", "web" }, { "desiredCount", 4 },
                { "capacityProviderStrategy", { { { "capacityProvider", "pool" }, { "weight", 1 } } } } });
        QVERIFY(world.comes_to_run(4));
        QCOMPARE(world.pool_size(), std::size_t(2));
        world.ok("UpdateService", { { "service", "web" }, { "desiredCount", 6 } });
        QVERIFY(world.comes_to_run(6));
        QCOMPARE(world.pool_size(), std::size_t(3));
    }

    void the_minimum_is_there_without_any_task()
    {
        PoolWorld world(Json({ { "minimumSize", 2 }, { "zones", { "us-east-1a", "us-east-1b" } } }));
        QVERIFY(world.loop.advance_until([&] { return world.pool_size() == 2; }, std::chrono::seconds(5)));
        std::set<std::string> zones;
        for (const auto& [id, instance] : world.state().container_instances())
            zones.insert(instance->availability_zone);
        QCOMPARE(zones.size(), std::size_t(2));
    }

    void instances_go_after_a_quarter_of_an_hour_without_use()
    {
        PoolWorld world;
        const auto tasks = world.run(4);
        QVERIFY(world.comes_to_run(4));
        QCOMPARE(world.pool_size(), std::size_t(2));
        for (const auto& task : tasks)
            world.ok("StopTask", { { "task", task["taskArn"] } });
        QVERIFY(world.loop.advance_until(
            [&] { return world.tasks_that(TaskStatus::Running) == 0; }, std::chrono::minutes(2)));
        world.loop.advance(std::chrono::minutes(14));
        QCOMPARE(world.pool_size(), std::size_t(2));
        QVERIFY(world.loop.advance_until([&] { return world.pool_size() == 1; }, std::chrono::minutes(3)));
        world.loop.advance(std::chrono::minutes(14));
        QCOMPARE(world.pool_size(), std::size_t(1)); // half of it, then the next wait
        QVERIFY(world.loop.advance_until([&] { return world.pool_size() == 0; }, std::chrono::minutes(3)));
        QVERIFY(world.state().engines().empty());
    }

    void the_maximum_holds_and_tasks_beyond_it_are_given_up()
    {
        PoolWorld world(Json({ { "maximumSize", 1 } }));
        world.run(3);
        QVERIFY(world.comes_to_run(2));
        world.loop.advance(std::chrono::minutes(9));
        QCOMPARE(world.tasks_that(TaskStatus::Provisioning), std::size_t(1));
        QVERIFY(world.loop.advance_until(
            [&] { return world.tasks_that(TaskStatus::Stopped) == 1; }, std::chrono::minutes(3)));
        QCOMPARE(world.pool_size(), std::size_t(1));
        for (const auto& [id, task] : world.state().tasks())
            if (task->last_status == TaskStatus::Stopped) {
                QVERIFY(task->stop_code == StopCode::TaskFailedToStart);
                QVERIFY(task->stopped_reason.starts_with("Capacity is unavailable at this time"));
            }
    }

    void a_task_that_waits_can_be_stopped()
    {
        PoolWorld world(Json({ { "maximumSize", 0 } }));
        const auto task = world.run(1)[0];
        world.ok("StopTask", { { "task", task["taskArn"] } });
        QVERIFY(world.loop.advance_until(
            [&] { return world.tasks_that(TaskStatus::Stopped) == 1; }, std::chrono::seconds(5)));
        QCOMPARE(world.state().tasks().begin()->second->stopped_reason, std::string("Task stopped by user"));
    }

    void what_waits_survives_a_restart()
    {
        PoolWorld world(Json({ { "maximumSize", 0 } }));
        world.run(2);
        world.loop.advance(std::chrono::minutes(1));
        world.restart();
        world.set_pool({ { "maximumSize", 1 } });
        QVERIFY(world.comes_to_run(2));
    }

    void slices_of_an_engine_come_and_go()
    {
        PoolWorld world;
        Json slice = { { "name", "rest" }, { "cpu", 1024 }, { "memory", 1024 }, { "firstDynamicPort", 61000 },
            { "lastDynamicPort", 61999 } };
        Json input = { { "name", "big" }, { "kind", "simulated" } };
        input["slices"] = Json::array({ slice });
        world.ok("AddEngine", input);
        world.set_pool({ { "engine", "big" }, { "maximumSize", 10 } });
        world.run(10);
        QVERIFY(world.comes_to_run(6)); // three more slices of one CPU are all that the engine has
        QCOMPARE(world.pool_size(), std::size_t(3));
        QVERIFY(world.capacity()["problem"].get<std::string>().find("CPU units too few") != std::string::npos);
        std::set<std::uint16_t> ports;
        for (const auto& [id, instance] : world.state().container_instances())
            QVERIFY(ports.insert(instance->first_dynamic_port).second);
        QCOMPARE(world.state().engines().size(), std::size_t(1));
        for (const auto& [id, task] : world.state().tasks())
            world.ok("StopTask", { { "task", id.hex() } });
        QVERIFY(world.loop.advance_until([&] { return world.pool_size() == 0; }, std::chrono::hours(2)));
        QVERIFY(world.loop.advance_until(
            [&] { return world.state().container_instances().size() == 1; }, std::chrono::hours(2)));
    }

    void a_deleted_provider_lets_its_pool_go()
    {
        PoolWorld world(Json({ { "minimumSize", 2 } }));
        QVERIFY(world.loop.advance_until([&] { return world.pool_size() == 2; }, std::chrono::seconds(5)));
        world.ok("PutClusterCapacityProviders",
            { { "cluster", "default" }, { "capacityProviders", Json::array() },
                { "defaultCapacityProviderStrategy", Json::array() } });
        world.ok("DeleteCapacityProvider", { { "capacityProvider", "pool" } });
        QVERIFY(world.loop.advance_until([&] { return world.pool_size() == 0; }, std::chrono::seconds(5)));
    }
};

QTEST_GUILESS_MAIN(TestCapacityLoop)
#include "tst_capacity_loop.moc"
