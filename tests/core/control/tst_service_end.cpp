#include "tests/support/world.h"

#include <QTest>

using namespace quayside;
using namespace quayside::model;
using quayside::test::World;

namespace {

struct ServiceWorld : World {
    ServiceWorld()
    {
        add_engine("laptop");
        register_web();
        ok("CreateService", { { "serviceName", "web" }, { "taskDefinition", "web" }, { "desiredCount", 2 } });
    }

    ServicePtr record() const { return state().services().find({ "default", "web" }); }
    Json described() { return ok("DescribeServices", { { "services", { "web" } } }); }
    bool is_stable() const
    {
        return state().counts_of(Service::Key{ "default", "web" }).running == 2 && record()->steady;
    }
    bool is_inactive() const { return record() && record()->status == ServiceStatus::Inactive; }
};

} // namespace

// From CreateService to the last trace of it, through the calls of the API alone.
class TestServiceEnd : public QObject {
    Q_OBJECT

private slots:
    void a_deleted_service_stops_its_tasks_and_is_remembered_for_an_hour()
    {
        ServiceWorld world;
        QVERIFY(world.loop.advance_until([&] { return world.is_stable(); }, std::chrono::minutes(2)));
        const Json stable = world.described()["services"][0];
        QCOMPARE(stable["runningCount"].get<int>(), 2);
        QCOMPARE(stable["deployments"].size(), std::size_t(1));
        QCOMPARE(stable["deployments"][0]["rolloutState"].get<std::string>(), std::string("COMPLETED"));
        QVERIFY(
            stable["events"][0]["message"].get<std::string>().find("has reached a steady state.") != std::string::npos);

        world.ok("DeleteService", { { "service", "web" }, { "force", true } });
        QVERIFY(world.loop.advance_until([&] { return world.is_inactive(); }, std::chrono::minutes(3)));
        QCOMPARE(world.described()["services"][0]["status"].get<std::string>(), std::string("INACTIVE"));
        world.loop.advance(std::chrono::minutes(58));
        QCOMPARE(world.described()["services"].size(), std::size_t(1));
        QVERIFY(world.loop.advance_until([&] { return !world.record(); }, std::chrono::minutes(5)));
        QCOMPARE(world.described()["failures"][0]["reason"].get<std::string>(), std::string("MISSING"));
        QVERIFY(world.state().deployments().empty());
        QVERIFY(world.state().service_revisions().empty());
    }

    void the_hour_goes_on_over_a_restart()
    {
        ServiceWorld world;
        world.ok("DeleteService", { { "service", "web" }, { "force", true } });
        QVERIFY(world.loop.advance_until([&] { return world.is_inactive(); }, std::chrono::minutes(3)));
        world.restart();
        QVERIFY(world.is_inactive());
        QVERIFY(world.loop.advance_until([&] { return !world.record(); }, std::chrono::minutes(62)));
    }
};

QTEST_GUILESS_MAIN(TestServiceEnd)
#include "tst_service_end.moc"
