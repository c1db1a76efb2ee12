#include "core/base/arn.h"
#include "tests/support/world.h"

#include <QtTest>

#include <algorithm>
#include <map>

using namespace quayside;
using namespace std::chrono_literals;
using model::DesiredStatus;
using model::TaskStatus;
using test::World;

namespace {

const std::string kArn = "arn:aws:ecs:us-east-1:123456789012:";
const std::string kAgent = kArn + "daemon/default/agent";

// Three instances of a pool and one outside of it.
struct DaemonWorld : World {
    DaemonWorld()
    {
        add_engine("outside");
        ok("CreateCapacityProvider",
            { { "name", "pool" },
                { "autoScalingGroupProvider", { { "autoScalingGroupArn", "arn:aws:autoscaling:x:pool" } } } });
        ok("PutClusterCapacityProviders",
            { { "cluster", "default" }, { "capacityProviders", { "pool" } },
                { "defaultCapacityProviderStrategy", Json::array() } });
        set_pool(3);
        register_agent();
    }

    void set_pool(int instances)
    {
        ok("SetCapacityProviderPool",
            { { "capacityProvider", "pool" }, { "cpu", 1024 }, { "memory", 512 }, { "minimumSize", instances },
                { "maximumSize", 10 } });
    }

    void register_agent(Json more = Json::object())
    {
        Json container = { { "name", "main" }, { "image", "harbour/agent:1" }, { "memory", 64 } };
        container.update(more);
        ok("RegisterDaemonTaskDefinition",
            { { "family", "agent" }, { "containerDefinitions", Json::array({ container }) } });
    }

    void create(Json configuration = Json::object())
    {
        ok("CreateDaemon",
            { { "daemonName", "agent" }, { "daemonTaskDefinitionArn", "agent:1" },
                { "capacityProviderArns", { "pool" } }, { "deploymentConfiguration", std::move(configuration) } });
    }
    std::string update(int revision)
    {
        return ok("UpdateDaemon",
            { { "daemonArn", kAgent }, { "daemonTaskDefinitionArn", "agent:" + std::to_string(revision) },
                { "capacityProviderArns", { "pool" } } })["deploymentArn"];
    }

    std::string status_of(const std::string& deployment)
    {
        return ok("DescribeDaemonDeployments",
            { { "daemonDeploymentArns", { deployment } } })["daemonDeployments"][0]["status"];
    }
    std::string deployment() { return ok("DescribeDaemon", { { "daemonArn", kAgent } })["daemon"]["deploymentArn"]; }

    // What runs and is to stay, by instance; 0: of every revision of the definition.
    std::map<Id, int> running(std::int64_t revision = 0) const
    {
        std::map<Id, int> counts;
        for (const auto& id : state().open_tasks_of({ "default", daemon_name("agent") })) {
            const auto task = state().tasks().find(id);
            if (task->last_status == TaskStatus::Running && task->desired_status == DesiredStatus::Running
                && (revision == 0 || task->spec->definition_key.revision == revision))
                ++counts[task->container_instance];
        }
        return counts;
    }
    // One task on each instance of the pool, and none elsewhere.
    bool is_everywhere(std::size_t instances, std::int64_t revision)
    {
        const auto on = running(revision);
        return on.size() == instances && on == running() && std::ranges::all_of(on, [this](const auto& entry) {
            return entry.second == 1 && state().container_instances().find(entry.first)->capacity_provider == "pool";
        });
    }
    std::size_t alive() const { return state().counts_of({ "default", daemon_name("agent") }).tasks; }

    bool becomes(const std::string& deployment, const std::string& status, Duration within = 3min)
    {
        return loop.advance_until([&] { return status_of(deployment) == status; }, within);
    }
    bool is_gone()
    {
        const auto reply = call("DescribeDaemon", { { "daemonArn", kAgent } });
        return !reply && reply.error().code == "DaemonNotFoundException";
    }
};

} // namespace

class TestDaemonWorld : public QObject {
    Q_OBJECT

private slots:
    void one_task_runs_on_each_instance_of_the_providers();
    void an_update_goes_instance_by_instance_data();
    void an_update_goes_instance_by_instance();
    void an_update_survives_a_restart();
    void what_bakes_is_not_done();
    void an_update_that_fails_goes_back();
    void an_alarm_during_the_bake_goes_back();
    void a_daemon_has_its_room_before_others();
    void a_change_of_providers_moves_it();
    void a_deleted_daemon_leaves_nothing();
};

void TestDaemonWorld::one_task_runs_on_each_instance_of_the_providers()
{
    DaemonWorld world;
    world.create();
    QVERIFY(world.becomes(world.deployment(), "SUCCESSFUL"));
    QVERIFY(world.is_everywhere(3, 1));
    world.set_pool(4);
    QVERIFY(world.loop.advance_until([&] { return world.is_everywhere(4, 1); }, 1min));

    // One that ends is replaced where it was.
    const auto task = world.ok("ListTasks", { { "daemonName", "agent" } })["taskArns"][0];
    const auto shown = world.ok("DescribeTasks", { { "tasks", { task } } })["tasks"][0];
    QCOMPARE(shown["group"].get<std::string>(), std::string("daemon:agent"));
    QCOMPARE(shown["capacityProviderName"].get<std::string>(), std::string("pool"));
    world.ok("StopTask", { { "task", task } });
    QVERIFY(world.loop.advance_until([&] { return world.running().size() == 3; }, 1min));
    QVERIFY(world.loop.advance_until([&] { return world.is_everywhere(4, 1); }, 1min));
}

void TestDaemonWorld::an_update_goes_instance_by_instance_data()
{
    QTest::addColumn<double>("drain");
    QTest::addColumn<int>("together");
    QTest::newRow("never fewer than one") << 0.0 << 1;
    QTest::newRow("a share is rounded down") << 49.0 << 1;
    QTest::newRow("two at a time") << 50.0 << 2;
    QTest::newRow("all at once") << 100.0 << 4;
}

void TestDaemonWorld::an_update_goes_instance_by_instance()
{
    QFETCH(double, drain);
    QFETCH(int, together);
    DaemonWorld world;
    world.set_pool(4);
    world.create({ { "drainPercent", drain } });
    QVERIFY(world.loop.advance_until([&] { return world.is_everywhere(4, 1); }, 1min));
    world.loop.advance(10s); // and everything is healthy
    world.register_agent();
    const auto deployment = world.update(2);
    std::size_t fewest = 4;
    QVERIFY(world.loop.advance_until(
        [&] {
            fewest = std::min(fewest, world.running().size());
            return world.is_everywhere(4, 2);
        },
        5min));
    QCOMPARE(static_cast<int>(4 - fewest), together);
    QVERIFY(world.becomes(deployment, "SUCCESSFUL"));
    QCOMPARE(world.alive(), std::size_t{ 4 });
}

void TestDaemonWorld::an_update_survives_a_restart()
{
    DaemonWorld world;
    world.create();
    QVERIFY(world.becomes(world.deployment(), "SUCCESSFUL"));
    world.register_agent();
    const auto deployment = world.update(2);
    QVERIFY(world.loop.advance_until([&] { return world.running(2).size() == 1; }, 1min));
    world.restart();
    QCOMPARE(world.deployment(), deployment);
    QCOMPARE(world.status_of(deployment), std::string("IN_PROGRESS"));
    QVERIFY(world.becomes(deployment, "SUCCESSFUL"));
    QVERIFY(world.is_everywhere(3, 2));
    QCOMPARE(world.alive(), std::size_t{ 3 });
}

void TestDaemonWorld::what_bakes_is_not_done()
{
    DaemonWorld world;
    world.create({ { "bakeTimeInMinutes", 5 } });
    QVERIFY(world.loop.advance_until([&] { return world.is_everywhere(3, 1); }, 1min));
    world.loop.advance(4min);
    QCOMPARE(world.status_of(world.deployment()), std::string("IN_PROGRESS"));
    QVERIFY(world.becomes(world.deployment(), "SUCCESSFUL", 2min));
}

void TestDaemonWorld::an_update_that_fails_goes_back()
{
    DaemonWorld world;
    world.create();
    QVERIFY(world.becomes(world.deployment(), "SUCCESSFUL"));
    world.register_agent({ { "command", { "false" } } });
    const auto failing = world.update(2);
    QVERIFY(world.becomes(failing, "ROLLBACK_IN_PROGRESS", 10min));
    QVERIFY(world.becomes(failing, "ROLLBACK_SUCCESSFUL", 10min));
    QVERIFY(world.is_everywhere(3, 1));
    const auto shown
        = world.ok("DescribeDaemonDeployments", { { "daemonDeploymentArns", { failing } } })["daemonDeployments"][0];
    QCOMPARE(shown["circuitBreaker"]["status"].get<std::string>(), std::string("TRIGGERED"));
    QVERIFY(shown["rollback"].contains("rollbackTargetDaemonRevisionArn"));
}

void TestDaemonWorld::an_alarm_during_the_bake_goes_back()
{
    DaemonWorld world;
    world.create({ { "alarms", { { "alarmNames", { "slow" } }, { "enable", true } } }, { "bakeTimeInMinutes", 5 } });
    QVERIFY(world.becomes(world.deployment(), "SUCCESSFUL", 10min));
    world.register_agent();
    const auto deployment = world.update(2);
    QVERIFY(world.loop.advance_until([&] { return world.is_everywhere(3, 2); }, 5min));
    world.loop.advance(1min);
    world.ok("PutAlarmState", { { "name", "slow" }, { "state", "ALARM" } });
    QVERIFY(world.becomes(deployment, "ROLLBACK_SUCCESSFUL", 15min));
    QVERIFY(world.is_everywhere(3, 1));
}

// What would fill an instance finds no place where the daemon is to come.
void TestDaemonWorld::a_daemon_has_its_room_before_others()
{
    DaemonWorld world;
    world.create();
    QVERIFY(world.becomes(world.deployment(), "SUCCESSFUL"));
    world.ok("RegisterTaskDefinition",
        { { "family", "large" },
            { "containerDefinitions", { { { "name", "main" }, { "image", "harbour/web:1" }, { "memory", 480 } } } } });
    world.ok("CreateService",
        { { "serviceName", "large" }, { "taskDefinition", "large" }, { "desiredCount", 4 },
            { "capacityProviderStrategy", { { { "capacityProvider", "pool" } } } } });
    world.set_pool(5);
    QVERIFY(world.loop.advance_until([&] { return world.is_everywhere(5, 1); }, 2min));
    QCOMPARE(world.state().counts_of(model::Service::Key{ "default", "large" }).tasks, std::uint32_t{ 0 });
}

void TestDaemonWorld::a_change_of_providers_moves_it()
{
    DaemonWorld world;
    world.create();
    QVERIFY(world.becomes(world.deployment(), "SUCCESSFUL"));
    world.ok("CreateCapacityProvider",
        { { "name", "bare" },
            { "autoScalingGroupProvider", { { "autoScalingGroupArn", "arn:aws:autoscaling:x:bare" } } } });
    world.ok("PutClusterCapacityProviders",
        { { "cluster", "default" }, { "capacityProviders", { "pool", "bare" } },
            { "defaultCapacityProviderStrategy", Json::array() } });
    const auto update = [&world](Json providers) {
        world.ok("UpdateDaemon",
            { { "daemonArn", kAgent }, { "daemonTaskDefinitionArn", "agent:1" },
                { "capacityProviderArns", std::move(providers) } });
    };
    update({ "bare" });
    QVERIFY(world.loop.advance_until([&] { return world.alive() == 0; }, 2min));
    update({ "bare", "pool" });
    QVERIFY(world.loop.advance_until([&] { return world.is_everywhere(3, 1); }, 2min));
}

void TestDaemonWorld::a_deleted_daemon_leaves_nothing()
{
    DaemonWorld world;
    world.create();
    QVERIFY(world.loop.advance_until([&] { return world.is_everywhere(3, 1); }, 1min));
    world.ok("DeleteDaemon", { { "daemonArn", kAgent } });
    world.ok("DeleteDaemonTaskDefinition", { { "daemonTaskDefinition", "agent:1" } });
    const auto definition = [&world] {
        return world
            .ok("DescribeDaemonTaskDefinition",
                { { "daemonTaskDefinition", "agent:1" } })["daemonTaskDefinition"]["status"]
            .get<std::string>();
    };
    QCOMPARE(definition(), std::string("DELETE_IN_PROGRESS"));
    world.restart();
    QVERIFY(world.loop.advance_until([&] { return world.is_gone(); }, 2min));
    QCOMPARE(definition(), std::string("DELETED"));
    QCOMPARE(world.alive(), std::size_t{ 0 });
    world.loop.advance(2h);
    QVERIFY(world.state().services().empty() && world.state().deployments().empty());
    QVERIFY(world.state().service_revisions().empty());
}

QTEST_GUILESS_MAIN(TestDaemonWorld)
#include "tst_daemon_world.moc"
