#include "tests/support/world.h"

#include <QTest>

using namespace quayside;
using namespace quayside::model;
using namespace std::chrono_literals;
using quayside::test::World;

namespace {

// One engine with room for a single task of "web" at a time.
struct FullWorld : World {
    FullWorld()
    {
        ok("AddEngine",
            { { "name", "laptop" }, { "kind", "simulated" }, { "simulation", { { "cpus", 4 }, { "memory", 4096 } } } });
        loop.advance(5s);
        define("web", 2500);
        define("other", 2500);
    }

    void define(const std::string& family, int memory)
    {
        const Json container{ { "name", family }, { "image", "busybox" }, { "memory", memory } };
        ok("RegisterTaskDefinition", { { "family", family }, { "containerDefinitions", Json::array({ container }) } });
    }

    void create_service(int desired)
    {
        ok("CreateService", { { "serviceName", "web" }, { "taskDefinition", "web" }, { "desiredCount", desired } });
    }

    std::int64_t tasks() const { return state().counts_of(Service::Key{ "default", "web" }).tasks; }

    bool said(const std::string& part) const
    {
        for (const auto row : state().events_of(Service::Key{ "default", "web" }))
            if (state().events().find(row)->message.find(part) != std::string::npos)
                return true;
        return false;
    }
};

} // namespace

// Where there is room for some of what a service misses.
class TestServicePlaces : public QObject {
    Q_OBJECT

private slots:
    void what_has_room_starts_though_the_rest_has_none()
    {
        FullWorld world;
        world.create_service(3);
        world.loop.advance(2s);
        QCOMPARE(world.tasks(), std::int64_t{ 1 });
        QVERIFY(world.said("has started 1 tasks"));
        QVERIFY(world.said("was unable to place a task"));
    }

    void what_gets_room_later_starts_though_the_rest_has_none()
    {
        FullWorld world;
        const Id other = world.run_task("other");
        QVERIFY(world.reaches(other, TaskStatus::Running));
        world.create_service(2);
        world.loop.advance(3min);
        QCOMPARE(world.tasks(), std::int64_t{ 0 });
        world.ok("StopTask", { { "task", other.hex() } });
        QVERIFY(world.reaches(other, TaskStatus::Stopped));
        world.loop.advance(1s);
        QCOMPARE(world.tasks(), std::int64_t{ 1 });
    }
};

QTEST_GUILESS_MAIN(TestServicePlaces)
#include "tst_service_places.moc"
