#include "core/scheduler/pack_tasks.h"
#include "core/scheduler/plan_capacity.h"
#include "tests/support/builders.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace quayside;
using namespace quayside::model;
using namespace quayside::scheduler;

namespace {

// A pool of instances of 1024 units and 1024 MiB, and tasks of half of one.
struct PoolWorld {
    PoolWorld()
    {
        Cluster cluster;
        cluster.name = "default";
        put(cluster);
        provider.name = "pool";
        provider.managed_scaling = true;
        provider.maximum_size = 100;
        provider.instance_warmup_period = 0;
        provider.instance_template = { { "cpu", 1024 }, { "memory", 1024 } };
        put(provider);
    }

    template <class T>
    void put(T value)
    {
        value.row = ++row;
        Change<T> change{ state.of<T>().find(value.key()), std::make_shared<const T>(value) };
        state.apply(change);
    }

    Id instance(bool busy, bool terminating = false)
    {
        ContainerInstance made;
        made.id.bytes[15] = static_cast<std::uint8_t>(++ids);
        made.cluster = "default";
        made.capacity_provider = "pool";
        made.registered.cpu = made.registered.memory = 1024;
        made.terminating = terminating;
        made.registered_at = now;
        put(made);
        if (busy)
            task(made.id);
        return made.id;
    }
    void instances(int busy, int empty)
    {
        for (int i = 0; i < busy + empty; ++i)
            instance(i < busy);
    }

    TaskSpecPtr spec(int cpu, int memory, bool distinct = false, const std::string& service = {})
    {
        auto made = std::make_shared<TaskSpec>(
            *test::make_spec(test::one_container("web", { { "cpu", cpu }, { "memory", memory } }), ++row));
        made->capacity_provider = "pool";
        made->group = "family:web";
        made->service = service;
        if (distinct)
            made->placement_constraints.push_back({ ConstraintType::DistinctInstance, {} });
        state.apply(Change<TaskSpec>{ nullptr, made });
        return made;
    }

    Id task(const Id& on, const TaskSpecPtr& given = nullptr)
    {
        Task made;
        made.id.bytes[14] = 1;
        made.id.bytes[15] = static_cast<std::uint8_t>(++ids);
        made.container_instance = on;
        made.spec = given ? given : spec(512, 512);
        made.spec_row = made.spec->row;
        made.created_at = now;
        put(made);
        return made.id;
    }
    void wait(int count, int cpu = 512, int memory = 512)
    {
        const auto shared = spec(cpu, memory);
        for (int i = 0; i < count; ++i)
            task(Id(), shared);
    }

    CapacityPlan plan() { return plan_capacity(state, provider, now); }

    State state;
    CapacityProvider provider;
    TimePoint now{ std::chrono::seconds(1'700'000'000) };
    RowId row = 0;
    int ids = 0;
};

} // namespace

class TestPlanCapacity : public QObject {
    Q_OBJECT

private slots:
    void the_reservation_is_what_is_needed_of_what_is_there_data()
    {
        QTest::addColumn<int>("needed");
        QTest::addColumn<int>("instances");
        QTest::addColumn<double>("reservation");
        QTest::newRow("nothing needed, nothing there") << 0 << 0 << 100.0;
        QTest::newRow("needed, nothing there") << 3 << 0 << 200.0;
        QTest::newRow("nothing needed") << 0 << 4 << 0.0;
        QTest::newRow("out") << 5 << 4 << 125.0;
        QTest::newRow("even") << 4 << 4 << 100.0;
        QTest::newRow("in") << 3 << 4 << 75.0;
    }
    void the_reservation_is_what_is_needed_of_what_is_there()
    {
        QFETCH(int, needed);
        QFETCH(int, instances);
        QFETCH(double, reservation);
        QCOMPARE(capacity_reservation(needed, instances), reservation);
    }

    void the_target_asks_for_spare_instances()
    {
        QCOMPARE(wanted_instances(4, 100), std::int64_t(4));
        QCOMPARE(wanted_instances(4, 80), std::int64_t(5));
        QCOMPARE(wanted_instances(0, 80), std::int64_t(0));
        QCOMPARE(wanted_instances(1, 1), std::int64_t(100));
        QCOMPARE(wanted_instances(3, 70), std::int64_t(5));
    }

    void busy_instances_and_waiting_tasks_are_needed()
    {
        PoolWorld world;
        world.instances(3, 1);
        QVERIFY((read_capacity(world.state, world.provider) == CapacityReading{ 3, 4, 0, 0 }));
        world.wait(5); // two to an instance
        QVERIFY((read_capacity(world.state, world.provider) == CapacityReading{ 6, 4, 5, 0 }));
        QCOMPARE(world.plan().add, std::int64_t(2));
    }

    void an_instance_that_is_let_go_is_not_there()
    {
        PoolWorld world;
        world.instance(true, true);
        const auto empty = world.instance(false, true);
        QVERIFY((read_capacity(world.state, world.provider) == CapacityReading{ 0, 0, 0, 0 }));
        QVERIFY((world.plan().remove == std::vector<Id>{ empty }));
    }

    void daemons_keep_no_instance()
    {
        PoolWorld world;
        Service daemon;
        daemon.cluster = "default";
        daemon.name = "agent";
        daemon.scheduling_strategy = SchedulingStrategy::Daemon;
        world.put(daemon);
        world.task(world.instance(false), world.spec(10, 10, false, "agent"));
        QVERIFY((read_capacity(world.state, world.provider) == CapacityReading{ 0, 1, 0, 0 }));
    }

    void steps_bound_how_much_is_added()
    {
        PoolWorld world;
        world.wait(20); // ten instances
        world.provider.maximum_scaling_step_size = 3;
        QCOMPARE(world.plan().add, std::int64_t(3));
        world.provider.minimum_scaling_step_size = 15;
        world.provider.maximum_scaling_step_size = 20;
        QCOMPARE(world.plan().add, std::int64_t(15));
        world.provider.maximum_size = 4;
        QCOMPARE(world.plan().add, std::int64_t(4));
    }

    void instances_that_are_starting_are_not_asked_for_again()
    {
        PoolWorld world;
        world.wait(4);
        QCOMPARE(world.plan().add, std::int64_t(2));
        world.instances(0, 2);
        QCOMPARE(world.plan().add, std::int64_t(0));
        QCOMPARE(world.plan().reading.reservation(), 100.0);
    }

    void what_no_instance_can_take_adds_none()
    {
        PoolWorld world;
        world.wait(3, 2048, 128);
        QVERIFY((read_capacity(world.state, world.provider) == CapacityReading{ 0, 0, 3, 3 }));
        QCOMPARE(world.plan().add, std::int64_t(0));
    }

    void bounds_hold_without_any_need()
    {
        PoolWorld world;
        world.provider.minimum_size = 2;
        QCOMPARE(world.plan().add, std::int64_t(2));
        world.provider.managed_scaling = false;
        QCOMPARE(world.plan().add, std::int64_t(2));
        world.wait(8);
        QCOMPARE(world.plan().add, std::int64_t(2)); // nobody scales by need
        world.provider.instance_template = Json::object();
        QCOMPARE(world.plan().add, std::int64_t(0)); // the instances are somebody else's
    }

    void a_surplus_of_fifteen_minutes_goes_by_half_at_a_time()
    {
        PoolWorld world;
        world.instances(1, 7);
        auto plan = world.plan();
        QVERIFY(plan.let_go.empty());
        QVERIFY(plan.surplus_since == world.now);
        QVERIFY(plan.wake == world.now + std::chrono::minutes(15));
        world.provider.surplus_since = plan.surplus_since;
        world.now += std::chrono::minutes(15) - std::chrono::microseconds(1);
        QVERIFY(world.plan().let_go.empty());
        world.now += std::chrono::microseconds(1);
        plan = world.plan();
        QCOMPARE(plan.let_go.size(), std::size_t(4));
        QVERIFY(plan.surplus_since == world.now); // the next step waits as long again
        for (const auto& id : plan.let_go)
            QVERIFY(world.state.tasks_on(id).empty());
    }

    void a_surplus_that_ends_is_forgotten()
    {
        PoolWorld world;
        world.instances(1, 1);
        world.provider.surplus_since = world.now - std::chrono::minutes(14);
        world.wait(2);
        QVERIFY(world.plan().surplus_since == kNever);
    }

    void nothing_is_a_surplus_while_an_instance_warms_up()
    {
        PoolWorld world;
        world.provider.instance_warmup_period = 300;
        world.instances(0, 2);
        const auto plan = world.plan();
        QVERIFY(plan.surplus_since == kNever);
        QVERIFY(plan.wake == world.now + std::chrono::seconds(300));
        world.now += std::chrono::seconds(300);
        QVERIFY(world.plan().surplus_since == world.now);
    }

    void the_minimum_stays()
    {
        PoolWorld world;
        world.instances(0, 4);
        world.provider.minimum_size = 3;
        world.provider.surplus_since = world.now - std::chrono::hours(1);
        QCOMPARE(world.plan().let_go.size(), std::size_t(1));
    }

    void beyond_the_maximum_instances_go_at_once_the_emptiest_first()
    {
        PoolWorld world;
        world.instances(2, 1);
        world.provider.maximum_size = 1;
        auto plan = world.plan();
        QCOMPARE(plan.let_go.size(), std::size_t(2));
        QVERIFY(world.state.tasks_on(plan.let_go[0]).empty());
        world.provider.managed_termination_protection = true;
        QCOMPARE(world.plan().let_go.size(), std::size_t(1)); // only the empty one
        world.provider.status = CapacityProviderStatus::Inactive;
        world.provider.managed_termination_protection = false;
        QCOMPARE(world.plan().let_go.size(), std::size_t(3));
    }

    void waiting_tasks_are_given_up_after_ten_minutes()
    {
        PoolWorld world;
        world.wait(1);
        const auto first = world.now;
        world.now += std::chrono::minutes(4);
        world.wait(1);
        auto plan = plan_waiting(world.state, world.now);
        QCOMPARE(plan.waiting.size(), std::size_t(2));
        QVERIFY(plan.wake == first + std::chrono::minutes(10));
        world.now = first + std::chrono::minutes(10);
        plan = plan_waiting(world.state, world.now);
        QCOMPARE(plan.given_up.size(), std::size_t(1));
        QCOMPARE(plan.waiting.size(), std::size_t(1));
        QVERIFY(plan.wake == first + std::chrono::minutes(14));
    }

    void a_task_that_shall_stop_waits_for_nothing()
    {
        PoolWorld world;
        world.wait(1);
        auto task = *world.state.tasks().find(*world.state.tasks_on(Id()).begin());
        task.desired_status = DesiredStatus::Stopped;
        world.put(task);
        QCOMPARE(plan_waiting(world.state, world.now).ended.size(), std::size_t(1));
        QVERIFY((read_capacity(world.state, world.provider) == CapacityReading{ 0, 0, 0, 0 }));
        QCOMPARE(waiting_room(world.state, "default"), kMostWaiting);
    }

    void tasks_are_packed_by_everything_that_they_take()
    {
        PoolWorld world;
        Resources size;
        size.cpu = size.memory = 1000;
        size.gpus = 1;
        const auto pack = [&](std::vector<std::pair<TaskSpecPtr, std::int64_t>> given) {
            std::vector<WaitingGroup> groups;
            for (auto& [spec, count] : given)
                groups.push_back({ spec, count });
            return pack_tasks(std::move(groups), size).instances;
        };
        QCOMPARE(pack({ { world.spec(250, 100), 8 } }), std::int64_t(2));
        QCOMPARE(pack({ { world.spec(100, 500), 5 } }), std::int64_t(3));
        QCOMPARE(pack({ { world.spec(100, 100, true), 4 } }), std::int64_t(4));
        // The small ones go where the large ones leave room.
        QCOMPARE(pack({ { world.spec(300, 300), 2 }, { world.spec(700, 700), 2 } }), std::int64_t(2));
        QCOMPARE(pack({}), std::int64_t(0));
    }
};

QTEST_GUILESS_MAIN(TestPlanCapacity)
#include "tst_plan_capacity.moc"
