#include "tests/support/settable_loop.h"
#include "tests/support/world.h"

#include <QTest>

#include <algorithm>

using namespace quayside;
using namespace quayside::model;
using namespace std::chrono_literals;

namespace {

// One engine, and a service of four tasks of which three must stay healthy, on a clock that can be set.
struct ClockWorld {
    ClockWorld()
    {
        start();
        ok("AddEngine", { { "name", "laptop" }, { "kind", "simulated" } });
        loop.advance(5s);
        const Json container{ { "name", "web" }, { "image", "busybox" }, { "memory", 64 } };
        ok("RegisterTaskDefinition", { { "family", "web" }, { "containerDefinitions", Json::array({ container }) } });
        ok("CreateService",
            { { "serviceName", "web" }, { "taskDefinition", "web" }, { "desiredCount", 4 },
                { "deploymentConfiguration", { { "minimumHealthyPercent", 75 }, { "maximumPercent", 125 } } } });
        loop.advance(100ms);
    }

    void start()
    {
        auto store = store::Store::open(directory.path().toStdString()).value();
        control = std::make_unique<control::ControlPlane>(
            loop, std::move(store), engines, test::World::default_settings(1));
        QVERIFY(control->start());
    }

    void ok(const std::string& operation, Json input)
    {
        bool done = false;
        control->call(operation, std::move(input), [&done](const Result<Json>& reply) { done = reply.has_value(); });
        QVERIFY2(loop.advance_until([&done] { return done; }, 1min), operation.c_str());
    }

    // No other has room, so that tasks go before others come.
    void drain()
    {
        const Id instance = control->state().container_instances().begin()->first;
        ok("UpdateContainerInstancesState", { { "containerInstances", { instance.hex() } }, { "status", "DRAINING" } });
        loop.advance(1s);
    }

    bool reaches(std::ptrdiff_t count, TaskStatus status)
    {
        return loop.advance_until(
            [&] {
                return std::ranges::count_if(control->state().tasks(), [&](const auto& entry) {
                    return entry.second->last_status == status;
                }) == count;
            },
            10s);
    }
    std::ptrdiff_t asked_to_stop() const
    {
        return std::ranges::count_if(control->state().tasks(),
            [](const auto& entry) { return entry.second->desired_status == DesiredStatus::Stopped; });
    }

    test::SettableLoop loop;
    test::SimulatedEngines engines{ loop };
    QTemporaryDir directory;
    std::unique_ptr<control::ControlPlane> control;
};

} // namespace

// What counts as healthy though a step of the clock makes it look young.
class TestServiceClock : public QObject {
    Q_OBJECT

private slots:
    void a_task_that_was_made_before_a_step_stays_healthy()
    {
        ClockWorld world;
        QVERIFY(world.reaches(4, TaskStatus::Pending));
        const TimePoint made = world.loop.now();
        world.loop.error = -50s;
        QVERIFY(world.reaches(4, TaskStatus::Running));
        world.loop.advance(made + 1s - world.loop.now());
        world.drain();
        QVERIFY(world.asked_to_stop() <= 1);
    }

    // As nothing changes for longer than the step, the clock never seems to go back.
    void a_task_stays_healthy_through_a_step_that_does_not_show()
    {
        ClockWorld world;
        QVERIFY(world.reaches(4, TaskStatus::Running));
        const TimePoint started = world.loop.now();
        world.loop.advance(4500ms);
        world.loop.error = -4s;
        world.loop.advance(1500ms);
        QCOMPARE(world.loop.now(), started + 2s);
        world.drain();
        QVERIFY(world.asked_to_stop() <= 1);
    }

    void a_task_that_runs_when_the_program_starts_is_healthy()
    {
        ClockWorld world;
        world.loop.error = 50s;
        QVERIFY(world.reaches(4, TaskStatus::Running));
        const TimePoint started = world.loop.now();
        world.loop.advance(20s);
        world.control.reset();
        world.loop.error = 0s;
        world.loop.advance(started + 1s - world.loop.now());
        world.start();
        world.loop.advance(1s);
        world.drain();
        QVERIFY(world.asked_to_stop() <= 1);
    }
};

QTEST_GUILESS_MAIN(TestServiceClock)
#include "tst_service_clock.moc"
