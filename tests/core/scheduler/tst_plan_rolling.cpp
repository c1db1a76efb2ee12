#include "core/scheduler/rolling.h"
#include "tests/support/plan_world.h"

#include <QtTest>

#include <map>
#include <set>
#include <sstream>

using namespace quayside;
using namespace std::chrono_literals;
using model::HealthStatus;
using model::RolloutState;
using scheduler::Limits;
using test::PlanWorld;

namespace {

model::DeploymentConfiguration percents(std::int64_t minimum, std::int64_t maximum)
{
    model::DeploymentConfiguration configuration;
    configuration.minimum_healthy_percent = minimum;
    configuration.maximum_percent = maximum;
    return configuration;
}

// What one tick of a rollout does and leaves: start, stop, old healthy, new healthy, new pending, stopping, total.
std::string tick(PlanWorld& world, std::uint64_t fresh)
{
    std::int64_t starts = 0;
    std::size_t stops = 0;
    for (auto plan = world.look(); !plan.empty(); plan = world.look()) {
        for (const auto& start : plan.starts)
            starts += start.count;
        stops += plan.stops.size();
    }
    std::map<std::string, int> count;
    for (const auto& id : world.open_tasks()) {
        const auto task = world.state().tasks().find(id);
        if (task->desired_status == model::DesiredStatus::Stopped)
            ++count["stopping"];
        else if (task->spec->deployment != fresh)
            ++count["old"];
        else
            ++count[task->last_status == model::TaskStatus::Running ? "new" : "pending"];
    }
    std::ostringstream line;
    line << starts << " " << stops << " " << count["old"] << " " << count["new"] << " " << count["pending"] << " "
         << count["stopping"] << " " << world.alive();
    world.settle_containers();
    world.now += world.settings.healthy_after;
    return line.str();
}

} // namespace

// Rolling updates, scaling and replacing: what REPLICA services do under the percents.
class TestPlanRolling : public QObject {
    Q_OBJECT

private slots:
    void percents_give_these_limits_data();
    void percents_give_these_limits();
    void a_rollout_goes_tick_by_tick_data();
    void a_rollout_goes_tick_by_tick();
    void a_first_deployment_starts_all_its_tasks();
    void the_plan_of_a_service_at_rest_is_empty();
    void percents_that_allow_nothing_are_told_once();
    void a_desired_count_raised_in_the_middle_starts_new_tasks_only();
    void a_desired_count_lowered_in_the_middle_stops_old_tasks_first();
    void a_desired_count_of_zero_stops_all_and_completes();
    void a_second_update_in_the_middle_drains_both_earlier_deployments();
    void a_forced_deployment_replaces_tasks_of_the_same_revision();
    void old_tasks_that_have_not_come_up_are_stopped_at_once();
    void a_task_is_healthy_after_five_seconds_or_forty();
    void a_clock_set_back_starts_and_stops_nothing();
    void a_task_stays_healthy_when_the_clock_comes_to_its_start_again();
    void an_unhealthy_task_is_replaced_first_and_stopped_afterwards();
    void an_unhealthy_task_is_stopped_first_where_there_is_no_room();
    void a_failed_check_counts_only_after_the_grace_period();
    void a_task_whose_engine_does_not_answer_is_neither_healthy_nor_replaced();
    void a_draining_instance_is_left_when_the_replacement_is_healthy();
    void a_draining_instance_under_full_percents_makes_room_down_to_the_minimum();
    void pending_tasks_on_a_draining_instance_are_stopped_at_once();
    void a_full_cluster_makes_room_down_to_the_minimum();
    void a_service_that_is_deleted_in_the_middle_of_a_deployment_stops_everything();
    void a_protected_task_outlives_a_rollout_until_its_protection_ends();
    void deployments_beyond_a_hundred_are_forgotten_with_their_revisions();
};

void TestPlanRolling::percents_give_these_limits_data()
{
    QTest::addColumn<int>("desired");
    QTest::addColumn<int>("minimum");
    QTest::addColumn<int>("maximum");
    QTest::addColumn<int>("healthy");
    QTest::addColumn<int>("total");
    QTest::addColumn<bool>("stuck");
    static constexpr int rows[][5] = { { 1, 100, 200, 1, 2 }, { 1, 0, 100, 0, 1 }, { 1, 50, 100, 1, 1 },
        { 1, 100, 100, 1, 1 }, { 1, 100, 150, 1, 1 }, { 2, 100, 200, 2, 4 }, { 2, 50, 100, 1, 2 }, { 2, 50, 150, 1, 3 },
        { 2, 75, 100, 2, 2 }, { 2, 75, 125, 2, 2 }, { 2, 100, 150, 2, 3 }, { 3, 100, 200, 3, 6 }, { 3, 100, 150, 3, 4 },
        { 3, 100, 125, 3, 3 }, { 3, 50, 100, 2, 3 }, { 3, 66, 100, 2, 3 }, { 3, 67, 100, 3, 3 }, { 3, 34, 134, 2, 4 },
        { 4, 100, 200, 4, 8 }, { 4, 50, 100, 2, 4 }, { 4, 50, 200, 2, 8 }, { 4, 75, 125, 3, 5 }, { 4, 100, 125, 4, 5 },
        { 4, 100, 110, 4, 4 }, { 5, 100, 200, 5, 10 }, { 5, 50, 150, 3, 7 }, { 5, 60, 120, 3, 6 }, { 5, 80, 120, 4, 6 },
        { 7, 90, 110, 7, 7 }, { 10, 100, 200, 10, 20 }, { 10, 90, 110, 9, 11 }, { 10, 95, 105, 10, 10 },
        { 10, 0, 100, 0, 10 }, { 10, 100, 101, 10, 10 }, { 100, 99, 101, 99, 101 }, { 0, 100, 200, 0, 0 } };
    for (const auto& row : rows)
        QTest::addRow("%d at %d/%d", row[0], row[1], row[2])
            << row[0] << row[1] << row[2] << row[3] << row[4] << (row[0] > 0 && row[3] == row[0] && row[4] == row[0]);
}

// The limits themselves, and that a rollout under them ends, or is stuck and says so.
void TestPlanRolling::percents_give_these_limits()
{
    QFETCH(int, desired);
    QFETCH(int, minimum);
    QFETCH(int, maximum);
    QFETCH(bool, stuck);
    const auto limits = scheduler::limits_of(desired, percents(minimum, maximum));
    QTEST(static_cast<int>(limits.minimum_healthy), "healthy");
    QTEST(static_cast<int>(limits.maximum_total), "total");
    QCOMPARE(scheduler::are_stuck(desired, limits), stuck);

    PlanWorld world;
    world.create_and_settle(desired, percents(minimum, maximum));
    QCOMPARE(world.stay(), static_cast<std::size_t>(desired));
    world.update(2, 2);
    for (int i = 0; i < 4 * desired + 4; ++i) {
        (void)tick(world, 2);
        QVERIFY(static_cast<std::int64_t>(world.alive()) <= limits.maximum_total);
        QVERIFY(static_cast<std::int64_t>(world.stay()) >= limits.minimum_healthy);
    }
    const bool done = world.deployment(2).rollout_state == RolloutState::Completed;
    QCOMPARE(done, !stuck);
    QCOMPARE(world.said("unable to stop or start tasks during a deployment"), stuck);
    QCOMPARE(world.tasks_of(stuck ? 1 : 2).size(), static_cast<std::size_t>(desired));
}

void TestPlanRolling::a_rollout_goes_tick_by_tick_data()
{
    QTest::addColumn<int>("desired");
    QTest::addColumn<int>("minimum");
    QTest::addColumn<int>("maximum");
    QTest::addColumn<QStringList>("ticks");
    QTest::newRow("4 at 100/200") << 4 << 100 << 200
                                  << QStringList{ "4 0 4 0 4 0 8", "0 4 0 4 0 4 8", "0 0 0 4 0 0 4" };
    QTest::newRow("4 at 50/100") << 4 << 50 << 100
                                 << QStringList{ "0 2 2 0 0 2 4", "2 0 2 0 2 0 4", "0 2 0 2 0 2 4", "2 0 0 2 2 0 4",
                                        "0 0 0 4 0 0 4" };
    QTest::newRow("4 at 100/125") << 4 << 100 << 125
                                  << QStringList{ "1 0 4 0 1 0 5", "0 1 3 1 0 1 5", "1 0 3 1 1 0 5", "0 1 2 2 0 1 5",
                                         "1 0 2 2 1 0 5", "0 1 1 3 0 1 5", "1 0 1 3 1 0 5", "0 1 0 4 0 1 5",
                                         "0 0 0 4 0 0 4" };
    QTest::newRow("3 at 100/150") << 3 << 100 << 150
                                  << QStringList{ "1 0 3 0 1 0 4", "0 1 2 1 0 1 4", "1 0 2 1 1 0 4", "0 1 1 2 0 1 4",
                                         "1 0 1 2 1 0 4", "0 1 0 3 0 1 4", "0 0 0 3 0 0 3" };
    QTest::newRow("1 at 100/200") << 1 << 100 << 200
                                  << QStringList{ "1 0 1 0 1 0 2", "0 1 0 1 0 1 2", "0 0 0 1 0 0 1" };
    QTest::newRow("1 at 0/100") << 1 << 0 << 100 << QStringList{ "0 1 0 0 0 1 1", "1 0 0 0 1 0 1", "0 0 0 1 0 0 1" };
    QTest::newRow("2 at 75/125") << 2 << 75 << 125 << QStringList{ "0 0 2 0 0 0 2", "0 0 2 0 0 0 2" };
}

void TestPlanRolling::a_rollout_goes_tick_by_tick()
{
    QFETCH(int, desired);
    QFETCH(int, minimum);
    QFETCH(int, maximum);
    QFETCH(QStringList, ticks);
    PlanWorld world;
    world.create_and_settle(desired, percents(minimum, maximum));
    world.update(2, 2);
    for (const auto& expected : ticks)
        QCOMPARE(QString::fromStdString(tick(world, 2)), expected);
}

void TestPlanRolling::a_first_deployment_starts_all_its_tasks()
{
    PlanWorld world;
    world.create(5);
    const auto plan = world.look();
    QCOMPARE(plan.starts, (std::vector<scheduler::TaskStart>{ { 1, "", 5, Id(), "" } }));
    QCOMPARE(world.deployment(1).service_deployment_status, model::ServiceDeploymentStatus::InProgress);
    world.bring_to_rest();
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Completed);
    QCOMPARE(world.deployment(1).rollout_state_reason, std::string("ECS deployment ecs-svc/1 completed."));
    QCOMPARE(world.deployment(1).service_deployment_status, model::ServiceDeploymentStatus::Successful);
}

void TestPlanRolling::the_plan_of_a_service_at_rest_is_empty()
{
    PlanWorld world;
    world.create_and_settle(4);
    QVERIFY(world.service().steady);
    const auto plan = world.plan();
    QVERIFY2(plan.empty(), to_text(plan).c_str());
    QCOMPARE(plan.wake, world.service().steady_said_at + 6h);
    world.now = plan.wake;
    QCOMPARE(world.plan().messages,
        (std::vector<scheduler::ServiceMessage>{ { "(service web) has reached a steady state." } }));
}

void TestPlanRolling::percents_that_allow_nothing_are_told_once()
{
    PlanWorld world;
    world.create_and_settle(2, percents(75, 125));
    world.update(2, 2);
    world.messages.clear();
    world.look_until_quiet();
    QCOMPARE(world.messages,
        (std::vector<std::string>{ "(service web) was unable to stop or start tasks during a deployment because of the "
                                   "service deployment configuration. Update the minimumHealthyPercent or "
                                   "maximumPercent value and try again." }));
    world.now += 5h;
    world.look_until_quiet();
    QCOMPARE(world.messages.size(), std::size_t{ 1 });
    world.now += 2h;
    world.look_until_quiet();
    QCOMPARE(world.messages.size(), std::size_t{ 2 });
    // With other percents it goes on.
    world.change([](model::Service& service) { service.deployment_configuration = percents(50, 150); });
    world.bring_to_rest();
    QCOMPARE(world.deployment(2).rollout_state, RolloutState::Completed);
}

void TestPlanRolling::a_desired_count_raised_in_the_middle_starts_new_tasks_only()
{
    PlanWorld world;
    world.create_and_settle(4, percents(100, 150));
    world.update(2, 2);
    world.look_until_quiet();
    QCOMPARE(world.tasks_of(2).size(), std::size_t{ 2 });
    world.change([](model::Service& service) { service.desired_count = 8; });
    const auto plan = world.look();
    QCOMPARE(plan.starts, (std::vector<scheduler::TaskStart>{ { 2, "", 6, Id(), "" } }));
    QVERIFY(plan.stops.empty());
    QCOMPARE(world.deployment(2).desired_count, std::int64_t{ 8 });
    world.bring_to_rest();
    QCOMPARE(world.tasks_of(2).size(), std::size_t{ 8 });
    QCOMPARE(world.alive(), std::size_t{ 8 });
}

void TestPlanRolling::a_desired_count_lowered_in_the_middle_stops_old_tasks_first()
{
    PlanWorld world;
    world.create_and_settle(6, percents(100, 150));
    world.update(2, 2);
    world.look_until_quiet();
    world.settle_containers();
    world.now += 5s;
    world.change([](model::Service& service) { service.desired_count = 4; });
    const auto fresh = world.tasks_of(2);
    QCOMPARE(fresh.size(), std::size_t{ 3 });
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 5 }); // 9 healthy, 4 wanted
    for (const auto& stop : plan.stops)
        QVERIFY(std::ranges::find(fresh, stop.task) == fresh.end());
    QVERIFY(plan.starts.empty()); // 9 have not stopped, 6 may be there
    world.bring_to_rest();
    QCOMPARE(world.tasks_of(2).size(), std::size_t{ 4 });
}

void TestPlanRolling::a_desired_count_of_zero_stops_all_and_completes()
{
    PlanWorld world;
    world.create_and_settle(3);
    world.update(2, 2);
    world.look_until_quiet();
    world.change([](model::Service& service) { service.desired_count = 0; });
    world.look_until_quiet();
    QCOMPARE(world.stay(), std::size_t{ 0 });
    QCOMPARE(world.deployment(2).rollout_state, RolloutState::InProgress);
    world.bring_to_rest();
    QCOMPARE(world.deployment(2).rollout_state, RolloutState::Completed);
    QCOMPARE(world.alive(), std::size_t{ 0 });
    QVERIFY(world.service().steady);
}

void TestPlanRolling::a_second_update_in_the_middle_drains_both_earlier_deployments()
{
    PlanWorld world;
    world.create_and_settle(4, percents(50, 150));
    world.update(2, 2);
    world.look_until_quiet();
    world.settle_containers();
    world.update(3, 1);
    QCOMPARE(world.deployment(2).status, model::DeploymentStatus::Active);
    QCOMPARE(world.deployment(2).service_deployment_status, model::ServiceDeploymentStatus::Stopped);
    world.bring_to_rest();
    QCOMPARE(world.service().deployments, std::vector<std::uint64_t>{ 3 });
    QCOMPARE(world.tasks_of(3).size(), std::size_t{ 4 });
    QCOMPARE(world.deployment(1).status, model::DeploymentStatus::Inactive);
    QCOMPARE(world.deployment(2).status, model::DeploymentStatus::Inactive);
}

void TestPlanRolling::a_forced_deployment_replaces_tasks_of_the_same_revision()
{
    PlanWorld world;
    world.create_and_settle(3);
    deploy(world.book, world.service(), *world.state().service_revisions().find(10), 2, world.now);
    world.bring_to_rest();
    QCOMPARE(world.tasks_of(2).size(), std::size_t{ 3 });
    QCOMPARE(world.alive(), std::size_t{ 3 });
}

void TestPlanRolling::old_tasks_that_have_not_come_up_are_stopped_at_once()
{
    PlanWorld world;
    world.create(3);
    world.look_until_quiet();
    world.update(2, 2);
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 3 });
    QCOMPARE(plan.stops[0].reason, std::string("Scaling activity initiated by (deployment ecs-svc/1)"));
    QCOMPARE(plan.starts[0].count, std::int64_t{ 3 });
}

void TestPlanRolling::a_task_is_healthy_after_five_seconds_or_forty()
{
    for (const Duration after : { Duration(5s), Duration(40s) }) {
        PlanWorld world;
        world.settings.healthy_after = after;
        world.create(1);
        world.look_until_quiet();
        world.settle_containers();
        const auto plan = world.look();
        QCOMPARE(plan.wake, world.now + after);
        world.now += after - 1ms;
        world.look_until_quiet();
        QCOMPARE(world.deployment(1).rollout_state, RolloutState::InProgress);
        world.now += 1ms;
        world.look_until_quiet();
        QCOMPARE(world.deployment(1).rollout_state, RolloutState::Completed);
    }
}

void TestPlanRolling::a_clock_set_back_starts_and_stops_nothing()
{
    PlanWorld world;
    world.create(3);
    world.look_until_quiet();
    world.settle_containers();
    world.look_until_quiet();
    world.now -= 24h;
    const auto plan = world.look();
    QVERIFY(plan.starts.empty() && plan.stops.empty());
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Completed);
}

void TestPlanRolling::a_task_stays_healthy_when_the_clock_comes_to_its_start_again()
{
    PlanWorld world;
    world.create_and_settle(1);
    const Id task = world.tasks_of(1)[0];
    world.now = world.state().tasks().find(task)->started_at + 1s;
    const std::set<Id> veterans{ task };
    scheduler::Look look;
    look.now = world.now;
    const auto healthy = [&] {
        return scheduler::ServicePass(world.state(), world.service(), world.settings, look, world.random)
            .totals()
            .healthy;
    };
    QCOMPARE(healthy(), std::int64_t{ 0 });
    look.veterans = &veterans;
    QCOMPARE(healthy(), std::int64_t{ 1 });
}

void TestPlanRolling::an_unhealthy_task_is_replaced_first_and_stopped_afterwards()
{
    PlanWorld world;
    world.create_and_settle(2, percents(100, 200), 3);
    const Id sick = world.tasks_of(1)[0];
    world.change_task(sick, [](model::Task& task) { task.health = HealthStatus::Unhealthy; });
    const auto first = world.look();
    QVERIFY(first.stops.empty());
    QCOMPARE(first.starts.size(), std::size_t{ 1 });
    world.look_until_quiet();
    world.settle_containers();
    world.look_until_quiet();
    QCOMPARE(world.stay(), std::size_t{ 3 }); // up, but its check has not passed
    world.make_healthy();
    const auto second = world.look();
    QCOMPARE(second.stops,
        (std::vector<scheduler::TaskStop>{
            { sick, model::StopCode::ServiceSchedulerInitiated, "Task failed container health checks" } }));
    QVERIFY(world.said("(service web) (task " + sick.hex() + ") failed container health checks."));
}

void TestPlanRolling::an_unhealthy_task_is_stopped_first_where_there_is_no_room()
{
    PlanWorld world;
    world.create_and_settle(2, percents(50, 100), 3);
    const Id sick = world.tasks_of(1)[0];
    world.change_task(sick, [](model::Task& task) { task.health = HealthStatus::Unhealthy; });
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 1 });
    QCOMPARE(plan.stops[0].task, sick);
    world.bring_to_rest();
    QCOMPARE(world.stay(), std::size_t{ 2 });
}

void TestPlanRolling::a_failed_check_counts_only_after_the_grace_period()
{
    PlanWorld world;
    world.create_and_settle(1, percents(100, 200), 3);
    const Id task = world.tasks_of(1)[0];
    world.change([](model::Service& service) { service.health_check_grace_period = 3600; });
    world.change_task(task, [](model::Task& changed) { changed.health = HealthStatus::Unhealthy; });
    const auto plan = world.look();
    QVERIFY(plan.starts.empty() && plan.stops.empty());
    QCOMPARE(plan.wake, world.state().tasks().find(task)->started_at + 3600s);
    world.now = plan.wake;
    QCOMPARE(world.look().starts.size(), std::size_t{ 1 });
}

void TestPlanRolling::a_task_whose_engine_does_not_answer_is_neither_healthy_nor_replaced()
{
    PlanWorld world;
    world.create_and_settle(3);
    world.change_task(world.tasks_of(1)[0], [](model::Task& task) { task.unknown = true; });
    const auto plan = world.look();
    QVERIFY(plan.starts.empty() && plan.stops.empty());
    QVERIFY(!world.service().steady);
}

void TestPlanRolling::a_draining_instance_is_left_when_the_replacement_is_healthy()
{
    PlanWorld world;
    world.create_and_settle(3, percents(100, 200));
    const Id moved = world.tasks_of(1)[0];
    const Id instance = world.state().tasks().find(moved)->container_instance;
    world.change_instance(
        instance, [](model::ContainerInstance& i) { i.status = model::ContainerInstanceStatus::Draining; });
    const auto first = world.look();
    QVERIFY(first.stops.empty());
    QCOMPARE(first.starts.size(), std::size_t{ 1 });
    world.look_until_quiet();
    world.settle_containers();
    world.now += 5s;
    const auto second = world.look();
    QCOMPARE(second.stops.size(), std::size_t{ 1 });
    QCOMPARE(second.stops[0].task, moved);
}

void TestPlanRolling::a_draining_instance_under_full_percents_makes_room_down_to_the_minimum()
{
    PlanWorld world;
    world.create_and_settle(3, percents(50, 100));
    const Id moved = world.tasks_of(1)[0];
    world.change_instance(world.state().tasks().find(moved)->container_instance,
        [](model::ContainerInstance& i) { i.status = model::ContainerInstanceStatus::Draining; });
    const auto plan = world.look();
    QVERIFY(plan.starts.empty());
    QCOMPARE(plan.stops.size(), std::size_t{ 1 });
    QCOMPARE(plan.stops[0].task, moved);

    // Where both percents are 100 a drain never ends.
    PlanWorld stuck;
    stuck.create_and_settle(3, percents(100, 100));
    stuck.change_instance(
        stuck.instances[0], [](model::ContainerInstance& i) { i.status = model::ContainerInstanceStatus::Draining; });
    const auto nothing = stuck.look();
    QVERIFY(nothing.starts.empty() && nothing.stops.empty());
}

void TestPlanRolling::pending_tasks_on_a_draining_instance_are_stopped_at_once()
{
    PlanWorld world;
    world.create(3);
    world.look_until_quiet();
    const Id pending = world.tasks_of(1)[0];
    world.change_instance(world.state().tasks().find(pending)->container_instance,
        [](model::ContainerInstance& i) { i.status = model::ContainerInstanceStatus::Draining; });
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 1 });
    QCOMPARE(plan.stops[0].task, pending);
}

void TestPlanRolling::a_full_cluster_makes_room_down_to_the_minimum()
{
    PlanWorld world;
    world.create_and_settle(4, percents(50, 200));
    world.has_room = false;
    world.update(2, 2);
    world.look();
    QVERIFY(world.said("has insufficient CPU units available."));
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 2 });

    // Where no instance could ever take the task, stopping helps nobody.
    PlanWorld other;
    other.create_and_settle(4, percents(50, 200));
    other.has_room = false;
    other.refusal = "ATTRIBUTE";
    other.update(2, 2);
    other.look();
    QVERIFY(other.look().stops.empty());
}

void TestPlanRolling::a_service_that_is_deleted_in_the_middle_of_a_deployment_stops_everything()
{
    PlanWorld world;
    world.create_and_settle(3);
    world.update(2, 2);
    world.look_until_quiet();
    world.change([](model::Service& service) {
        service.status = model::ServiceStatus::Draining;
        service.desired_count = 0;
    });
    QCOMPARE(world.look().stops.size(), std::size_t{ 6 });
    QCOMPARE(world.service().status, model::ServiceStatus::Draining);
    world.settle_containers();
    world.look_until_quiet();
    QCOMPARE(world.service().status, model::ServiceStatus::Inactive);
    QVERIFY(world.service().deployments.empty());
    QCOMPARE(world.deployment(2).service_deployment_status, model::ServiceDeploymentStatus::Stopped);
    QVERIFY(world.plan().empty());
}

void TestPlanRolling::a_protected_task_outlives_a_rollout_until_its_protection_ends()
{
    PlanWorld world;
    world.create_and_settle(2);
    const Id kept = world.tasks_of(1)[0];
    world.change_task(kept, [&](model::Task& task) { task.protected_until = world.now + 1h; });
    world.update(2, 2);
    for (int i = 0; i < 6; ++i)
        (void)tick(world, 2);
    QCOMPARE(world.tasks_of(1), std::vector<Id>{ kept });
    QVERIFY(world.said("was unable to reach steady state because task set (ecs-svc/1) was unable to scale in. Reason: "
                       "The number of protected tasks are more than the desired count of tasks"));
    QCOMPARE(world.plan().wake, world.state().tasks().find(kept)->protected_until);
    world.now += 1h;
    world.bring_to_rest();
    QCOMPARE(world.deployment(2).rollout_state, RolloutState::Completed);
}

void TestPlanRolling::deployments_beyond_a_hundred_are_forgotten_with_their_revisions()
{
    PlanWorld world;
    world.create(0);
    world.look_until_quiet();
    for (std::uint64_t number = 2; number <= 120; ++number) {
        world.update(number, 1);
        world.look_until_quiet();
    }
    QCOMPARE(world.state().deployments_of(world.key).size(), std::size_t{ 100 });
    QCOMPARE(world.state().revisions_of(world.key).size(), std::size_t{ 100 });
    QVERIFY(!world.state().deployments().find(20));
    QVERIFY(world.state().deployments().find(21));
}

QTEST_GUILESS_MAIN(TestPlanRolling)
#include "tst_plan_rolling.moc"
