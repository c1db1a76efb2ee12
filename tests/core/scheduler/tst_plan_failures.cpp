#include "core/scheduler/start_throttle.h"
#include "tests/support/plan_world.h"

#include <QtTest>

using namespace quayside;
using namespace std::chrono_literals;
using model::AlarmState;
using model::MonitorStatus;
using model::RolloutState;
using model::ServiceDeploymentStatus;
using test::PlanWorld;

namespace {

model::DeploymentConfiguration breaker(bool roll_back)
{
    model::DeploymentConfiguration configuration;
    configuration.circuit_breaker = true;
    configuration.circuit_breaker_rollback = roll_back;
    return configuration;
}

model::DeploymentConfiguration alarms(bool roll_back)
{
    model::DeploymentConfiguration configuration;
    configuration.alarms = true;
    configuration.alarms_rollback = roll_back;
    configuration.alarm_names = { "errors" };
    return configuration;
}

// Lets one task of the deployment end before it ran, and waits until the next may start.
void fail_one_start(PlanWorld& world, std::uint64_t deployment)
{
    world.look_until_quiet();
    world.end(world.tasks_of(deployment).at(0));
    world.look_until_quiet();
    world.now = std::max(world.now, world.deployment(deployment).next_start_at);
}

// Lets the deployment fail until it gives up.
void fail_until_tripped(PlanWorld& world, std::uint64_t deployment)
{
    for (int i = 0; i < 500 && world.deployment(deployment).rollout_state == RolloutState::InProgress; ++i)
        fail_one_start(world, deployment);
}

} // namespace

// Rollouts that fail: circuit breaker, alarms, requests to stop, rollback, and the waits between starts.
class TestPlanFailures : public QObject {
    Q_OBJECT

private slots:
    void the_breaker_trips_at_half_of_the_desired_count_data();
    void the_breaker_trips_at_half_of_the_desired_count();
    void the_desired_count_of_now_sets_the_threshold();
    void a_task_that_was_stopped_or_lost_is_no_failure();
    void a_task_that_ends_within_a_minute_is_a_failure();
    void a_failed_health_check_is_a_failure();
    void a_task_that_proves_itself_ends_the_row();
    void a_task_that_proved_itself_earlier_does_not_end_the_row();
    void without_rollback_nothing_more_is_started();
    void a_rollback_deploys_the_last_completed_revision_again();
    void a_rollback_that_fails_is_not_rolled_back();
    void without_a_completed_deployment_there_is_nothing_to_go_back_to();
    void the_breaker_does_not_trip_at_a_desired_count_of_zero();
    void a_failed_deployment_starts_nothing_when_the_count_is_raised();
    void a_rollout_that_finds_no_place_ends_with_a_breaker_and_waits_without();
    void without_a_breaker_failing_starts_go_on_and_it_says_so();
    void an_alarm_fails_the_rollout();
    void an_alarm_that_rings_already_watches_nothing();
    void alarms_watch_for_a_while_after_the_last_task();
    void an_alarm_while_baking_rolls_back();
    void whichever_fires_first_decides();
    void a_request_to_stop_leaves_things_as_they_are();
    void a_request_to_roll_back_rolls_back();
    void waits_grow_to_27_minutes();
    void tasks_that_fail_together_wait_as_one();
    void the_first_replacement_of_a_task_that_served_is_immediate();
    void a_crash_loop_waits_ten_seconds();
    void a_new_deployment_does_not_wait();
    void a_clock_set_back_does_not_hold_starts_for_long();
    void a_clock_set_back_a_little_does_not_hold_them_either();
    void a_clock_set_back_does_not_end_the_growth_of_waits();
};

void TestPlanFailures::the_breaker_trips_at_half_of_the_desired_count_data()
{
    QTest::addColumn<int>("desired");
    QTest::addColumn<int>("threshold");
    static constexpr int rows[][2] = { { 0, 3 }, { 1, 3 }, { 2, 3 }, { 4, 3 }, { 5, 3 }, { 6, 3 }, { 7, 4 }, { 10, 5 },
        { 25, 13 }, { 50, 25 }, { 100, 50 }, { 399, 200 }, { 400, 200 }, { 401, 200 }, { 800, 200 } };
    for (const auto& row : rows)
        QTest::addRow("%d", row[0]) << row[0] << row[1];
}

void TestPlanFailures::the_breaker_trips_at_half_of_the_desired_count()
{
    QFETCH(int, desired);
    QFETCH(int, threshold);
    QCOMPARE(scheduler::circuit_breaker_threshold(desired), std::int64_t{ threshold });
    if (desired == 0)
        return;
    PlanWorld world;
    world.create(desired, breaker(false));
    world.look_until_quiet();
    world.change_deployment(1, [&](model::Deployment& d) { d.failed_tasks = threshold - 2; });
    world.end(world.tasks_of(1)[0]);
    world.look();
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::InProgress);
    QCOMPARE(world.deployment(1).circuit_breaker_threshold, std::int64_t{ threshold });
    world.now += 30s;
    world.look();
    world.end(world.tasks_of(1)[0]);
    world.look();
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Failed);
    QCOMPARE(world.deployment(1).failed_tasks, std::int64_t{ threshold });
    QCOMPARE(world.deployment(1).circuit_breaker, MonitorStatus::Triggered);
    QCOMPARE(world.deployment(1).rollout_state_reason,
        std::string("ECS deployment circuit breaker: tasks failed to start."));
    QVERIFY(world.said("(service web) (deployment ecs-svc/1) deployment failed: tasks failed to start."));
}

void TestPlanFailures::the_desired_count_of_now_sets_the_threshold()
{
    PlanWorld world;
    world.create(10, breaker(false));
    world.look_until_quiet();
    world.change_deployment(1, [](model::Deployment& d) { d.failed_tasks = 4; });
    world.look_until_quiet();
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::InProgress);
    world.change([](model::Service& service) { service.desired_count = 7; });
    world.look_until_quiet();
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Failed);
}

void TestPlanFailures::a_task_that_was_stopped_or_lost_is_no_failure()
{
    using enum model::StopCode;
    for (const auto code : { UserInitiated, ServiceSchedulerInitiated, SpotInterruption, TerminationNotice }) {
        PlanWorld world;
        world.create(2, breaker(false));
        world.look_until_quiet();
        const Id task = world.tasks_of(1)[0];
        world.change_task(task, [&](model::Task& changed) {
            changed.desired_status = model::DesiredStatus::Stopped;
            changed.stop_code = code;
        });
        world.end(task);
        world.look();
        QCOMPARE(world.deployment(1).failed_tasks, std::int64_t{ 0 });
        QCOMPARE(world.tasks_of(1).size(), std::size_t{ 2 }); // replaced at once
        QVERIFY(world.state().tasks().find(task)->settled);
    }
}

void TestPlanFailures::a_task_that_ends_within_a_minute_is_a_failure()
{
    PlanWorld world;
    world.create(2, breaker(false));
    world.look_until_quiet();
    world.settle_containers();
    const auto tasks = world.tasks_of(1);
    world.now += 59s;
    world.end(tasks[0]);
    world.look();
    QCOMPARE(world.deployment(1).failed_tasks, std::int64_t{ 1 });
    world.now += 2s;
    world.end(tasks[1]);
    world.look();
    QCOMPARE(world.deployment(1).failed_tasks, std::int64_t{ 1 });
}

void TestPlanFailures::a_failed_health_check_is_a_failure()
{
    PlanWorld world;
    world.create(1, breaker(false), 3);
    for (int i = 0; i < 3; ++i) {
        world.look_until_quiet();
        world.settle_containers();
        for (const auto& id : world.tasks_of(1))
            world.change_task(id, [](model::Task& task) { task.health = model::HealthStatus::Unhealthy; });
        world.change([](model::Service& service) { service.deployment_configuration.maximum_percent = 100; });
        world.look_until_quiet();
        world.settle_containers();
        world.look_until_quiet();
        world.now += 1min;
    }
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Failed);
    QCOMPARE(world.deployment(1).rollout_state_reason,
        std::string("ECS deployment circuit breaker: tasks failed container health checks."));
}

void TestPlanFailures::a_task_that_proves_itself_ends_the_row()
{
    PlanWorld world;
    world.create(4, breaker(false));
    world.look_until_quiet();
    world.end(world.tasks_of(1)[0]);
    world.look_until_quiet();
    world.end(world.tasks_of(1)[0]);
    world.look_until_quiet();
    QCOMPARE(world.deployment(1).failed_tasks, std::int64_t{ 2 });
    world.run(world.tasks_of(1)[0]);
    world.look_until_quiet();
    QCOMPARE(world.deployment(1).failed_tasks, std::int64_t{ 2 });
    world.now += 60s;
    world.look_until_quiet();
    QCOMPARE(world.deployment(1).failed_tasks, std::int64_t{ 0 });
}

void TestPlanFailures::a_task_that_proved_itself_earlier_does_not_end_the_row()
{
    PlanWorld world;
    world.create(2, breaker(false));
    world.look_until_quiet();
    world.run(world.tasks_of(1)[0]);
    const Id good = world.tasks_of(1)[0];
    world.now += 2min;
    world.look_until_quiet();
    for (int i = 0; i < 3; ++i) {
        for (const auto& id : world.tasks_of(1))
            if (id != good)
                world.end(id);
        world.look_until_quiet();
        world.now += 2min;
        world.look_until_quiet();
    }
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Failed);
}

void TestPlanFailures::without_rollback_nothing_more_is_started()
{
    PlanWorld world;
    world.create_and_settle(2, breaker(false));
    world.update(2, 2);
    fail_until_tripped(world, 2);
    QCOMPARE(world.deployment(2).status, model::DeploymentStatus::Primary);
    QCOMPARE(world.deployment(2).service_deployment_status, ServiceDeploymentStatus::Stopped);
    world.now += 1h;
    world.settle_containers();
    world.look_until_quiet();
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 2 }); // go on
    const auto plan = world.plan();
    QVERIFY2(plan.starts.empty() && plan.stops.empty(), to_text(plan).c_str());
}

void TestPlanFailures::a_rollback_deploys_the_last_completed_revision_again()
{
    PlanWorld world;
    world.create_and_settle(2, breaker(true));
    world.update(2, 2);
    fail_until_tripped(world, 2);
    const auto rollback = world.primary();
    QVERIFY(rollback.number != 1 && rollback.number != 2);
    QCOMPARE(rollback.revision_number, std::uint64_t{ 10 });
    QCOMPARE(rollback.rollback_of, std::uint64_t{ 2 });
    QCOMPARE(rollback.rollout_state_reason,
        std::string("ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1."));
    auto failed = world.deployment(2);
    QCOMPARE(failed.rolled_back_to, std::uint64_t{ 10 });
    QCOMPARE(failed.service_deployment_status, ServiceDeploymentStatus::RollbackInProgress);
    QVERIFY(world.said("(service web) rolling back to deployment ecs-svc/1."));
    world.bring_to_rest();
    failed = world.deployment(2);
    QCOMPARE(failed.rollout_state, RolloutState::Failed);
    QCOMPARE(failed.service_deployment_status, ServiceDeploymentStatus::RollbackSuccessful);
    QCOMPARE(world.deployment(rollback.number).rollout_state, RolloutState::Completed);
    QCOMPARE(world.service().deployments, std::vector<std::uint64_t>{ rollback.number });
}

void TestPlanFailures::a_rollback_that_fails_is_not_rolled_back()
{
    PlanWorld world;
    world.create_and_settle(2, breaker(true));
    world.update(2, 2);
    fail_until_tripped(world, 2);
    const auto rollback = world.primary().number;
    fail_until_tripped(world, rollback);
    QCOMPARE(world.primary().number, rollback);
    QCOMPARE(world.deployment(rollback).rollout_state, RolloutState::Failed);
    QCOMPARE(world.deployment(2).service_deployment_status, ServiceDeploymentStatus::RollbackFailed);
    world.now += 1h;
    world.look_until_quiet();
    QCOMPARE(world.primary().number, rollback);
    QCOMPARE(world.state().deployments_of(world.key).size(), std::size_t{ 3 });
}

void TestPlanFailures::without_a_completed_deployment_there_is_nothing_to_go_back_to()
{
    PlanWorld world;
    world.create(2, breaker(true));
    fail_until_tripped(world, 1);
    QCOMPARE(world.primary().number, std::uint64_t{ 1 });
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Failed);
    QCOMPARE(world.deployment(1).service_deployment_status, ServiceDeploymentStatus::RollbackFailed);
}

void TestPlanFailures::the_breaker_does_not_trip_at_a_desired_count_of_zero()
{
    PlanWorld world;
    world.create(4, breaker(false));
    world.look_until_quiet();
    world.change([](model::Service& service) { service.desired_count = 0; });
    for (const auto& id : world.open_tasks())
        world.end(id);
    world.look_until_quiet();
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Completed);
}

void TestPlanFailures::a_failed_deployment_starts_nothing_when_the_count_is_raised()
{
    PlanWorld world;
    world.create(1, breaker(false));
    fail_until_tripped(world, 1);
    world.change([](model::Service& service) { service.desired_count = 0; });
    world.look_until_quiet();
    world.change([](model::Service& service) { service.desired_count = 5; });
    QVERIFY(world.look().starts.empty());
    world.update(2, 2);
    QCOMPARE(world.look().starts.size(), std::size_t{ 1 });
}

void TestPlanFailures::a_rollout_that_finds_no_place_ends_with_a_breaker_and_waits_without()
{
    for (const bool with_breaker : { true, false }) {
        PlanWorld world;
        world.has_room = false;
        world.create(2, with_breaker ? breaker(false) : model::DeploymentConfiguration());
        for (int i = 0; i < 10; ++i) {
            world.look_until_quiet();
            world.look(true); // an instance changed: tried again, and not counted
            world.now += 30s;
        }
        QCOMPARE(world.deployment(1).rollout_state == RolloutState::Failed, with_breaker);
        QVERIFY(world.said("was unable to place a task"));
        if (with_breaker)
            continue;
        world.has_room = true;
        world.bring_to_rest();
        QCOMPARE(world.deployment(1).rollout_state, RolloutState::Completed);
    }
}

void TestPlanFailures::without_a_breaker_failing_starts_go_on_and_it_says_so()
{
    PlanWorld world;
    world.create(1);
    for (int i = 0; i < 12; ++i)
        fail_one_start(world, 1);
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::InProgress);
    QCOMPARE(world.deployment(1).failed_tasks, std::int64_t{ 12 });
    const auto impaired = std::ranges::count_if(world.messages, [](const std::string& text) {
        return text.starts_with("(service web) is unable to consistently start tasks successfully.");
    });
    QCOMPARE(impaired, std::ptrdiff_t{ 1 });
    world.look_until_quiet();
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 1 });
}

void TestPlanFailures::an_alarm_fails_the_rollout()
{
    PlanWorld world;
    world.set_alarm("errors", AlarmState::Ok);
    world.create_and_settle(2, alarms(true));
    world.now += 2min;
    world.bring_to_rest();
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Completed);
    QCOMPARE(world.deployment(1).alarms, MonitorStatus::MonitoringComplete);
    world.update(2, 2);
    world.look_until_quiet();
    world.set_alarm("errors", AlarmState::Alarm);
    world.look();
    QCOMPARE(world.deployment(2).rollout_state, RolloutState::Failed);
    QCOMPARE(world.deployment(2).alarms, MonitorStatus::Triggered);
    QCOMPARE(world.deployment(2).triggered_alarms, std::vector<std::string>{ "errors" });
    QCOMPARE(world.primary().rollback_of, std::uint64_t{ 2 });
    world.bring_to_rest();
    QCOMPARE(world.primary().rollout_state, RolloutState::Completed);
}

void TestPlanFailures::an_alarm_that_rings_already_watches_nothing()
{
    PlanWorld world;
    world.set_alarm("errors", AlarmState::Alarm);
    world.create_and_settle(2, alarms(true));
    QCOMPARE(world.deployment(1).alarms, MonitorStatus::Disabled);
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Completed);
}

void TestPlanFailures::alarms_watch_for_a_while_after_the_last_task()
{
    PlanWorld world;
    world.create(2, alarms(false));
    world.look_until_quiet();
    world.settle_containers();
    world.now += 5s;
    world.look_until_quiet();
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::InProgress);
    QVERIFY(world.plan().wake <= world.now + 1min);
    world.now += 1min;
    world.look_until_quiet();
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Completed);
}

void TestPlanFailures::an_alarm_while_baking_rolls_back()
{
    PlanWorld world;
    world.create_and_settle(2, alarms(true));
    world.now += 2min;
    world.bring_to_rest();
    world.update(2, 2);
    for (int i = 0; i < 5; ++i) {
        world.look_until_quiet();
        world.settle_containers();
        world.now += 5s;
    }
    world.look_until_quiet();
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 0 });
    QCOMPARE(world.deployment(2).rollout_state, RolloutState::InProgress);
    world.set_alarm("errors", AlarmState::Alarm);
    world.bring_to_rest();
    QCOMPARE(world.deployment(2).service_deployment_status, ServiceDeploymentStatus::RollbackSuccessful);
    QCOMPARE(world.primary().revision_number, std::uint64_t{ 10 });
}

void TestPlanFailures::whichever_fires_first_decides()
{
    PlanWorld world;
    auto configuration = alarms(true);
    configuration.circuit_breaker = true; // without rollback
    world.create_and_settle(2, configuration);
    world.now += 2min;
    world.bring_to_rest();
    world.update(2, 2);
    fail_until_tripped(world, 2);
    world.set_alarm("errors", AlarmState::Alarm);
    world.look_until_quiet();
    QCOMPARE(world.primary().number, std::uint64_t{ 2 });
    QCOMPARE(world.deployment(2).circuit_breaker, MonitorStatus::Triggered);
    QCOMPARE(world.deployment(2).alarms, MonitorStatus::MonitoringComplete);
}

void TestPlanFailures::a_request_to_stop_leaves_things_as_they_are()
{
    PlanWorld world;
    world.create_and_settle(2);
    world.update(2, 2);
    world.look_until_quiet();
    world.change_deployment(
        2, [](model::Deployment& d) { d.service_deployment_status = ServiceDeploymentStatus::StopRequested; });
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).service_deployment_status, ServiceDeploymentStatus::Stopped);
    QCOMPARE(world.deployment(2).rollout_state, RolloutState::Failed);
    QVERIFY(world.deployment(2).stopped_at != kNever);
    QCOMPARE(world.primary().number, std::uint64_t{ 2 });
    QCOMPARE(world.tasks_of(1).size() + world.tasks_of(2).size(), std::size_t{ 2 });
}

void TestPlanFailures::a_request_to_roll_back_rolls_back()
{
    PlanWorld world;
    world.create_and_settle(2);
    world.update(2, 2);
    world.look_until_quiet();
    world.change_deployment(
        2, [](model::Deployment& d) { d.service_deployment_status = ServiceDeploymentStatus::RollbackRequested; });
    world.bring_to_rest();
    QCOMPARE(world.deployment(2).service_deployment_status, ServiceDeploymentStatus::RollbackSuccessful);
    QCOMPARE(world.primary().revision_number, std::uint64_t{ 10 });
    QCOMPARE(world.alive(), std::size_t{ 2 });
}

void TestPlanFailures::waits_grow_to_27_minutes()
{
    const Duration expected[] = { 5s, 5s, 30s, 60s, 120s, 240s, 480s, 960s, 1620s, 1620s };
    PlanWorld world;
    world.create(1);
    for (std::size_t i = 0; i < std::size(expected); ++i) {
        QCOMPARE(scheduler::start_delay(static_cast<std::int64_t>(i) + 1), expected[i]);
        world.look_until_quiet();
        world.end(world.tasks_of(1).at(0));
        world.look_until_quiet();
        QCOMPARE(world.stay(), std::size_t{ 0 });
        QCOMPARE(world.plan().wake, world.now + expected[i]);
        world.now += expected[i] - 1ms;
        QVERIFY(world.plan().starts.empty());
        world.now += 1ms;
    }
    // A task that comes up ends the row.
    world.look_until_quiet();
    world.now += 1s;
    world.run(world.tasks_of(1)[0]);
    world.look_until_quiet();
    QCOMPARE(world.deployment(1).start_failures, std::int64_t{ 0 });
}

void TestPlanFailures::tasks_that_fail_together_wait_as_one()
{
    PlanWorld world;
    world.create(10);
    world.look_until_quiet();
    for (int i = 0; i < 5; ++i) { // some now, some a little later
        for (const auto& id : { world.tasks_of(1)[0], world.tasks_of(1)[1] })
            world.end(id);
        world.now += 100ms;
        world.look_until_quiet();
    }
    QCOMPARE(world.deployment(1).failed_tasks, std::int64_t{ 10 });
    QCOMPARE(world.deployment(1).start_failures, std::int64_t{ 1 });
    world.now += 5s;
    world.look_until_quiet();
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 10 });
}

void TestPlanFailures::the_first_replacement_of_a_task_that_served_is_immediate()
{
    PlanWorld world;
    world.create_and_settle(2);
    world.now += 1min;
    world.end(world.tasks_of(1)[0]);
    QCOMPARE(world.look().starts.size(), std::size_t{ 1 });
    // The second failure in a row waits.
    for (const auto& id : world.tasks_of(1))
        if (world.state().tasks().find(id)->last_status < model::TaskStatus::Running)
            world.end(id);
    QVERIFY(world.look().starts.empty());
    QCOMPARE(world.plan().wake, world.now + 5s);
}

void TestPlanFailures::a_crash_loop_waits_ten_seconds()
{
    PlanWorld world;
    world.create(1);
    for (int i = 0; i < 6; ++i) {
        world.look_until_quiet();
        world.run(world.tasks_of(1).at(0));
        world.now += 1s;
        world.end(world.tasks_of(1).at(0));
        world.look_until_quiet();
        QCOMPARE(world.plan().wake, world.now + 10s);
        world.now += 10s;
    }
    QCOMPARE(world.deployment(1).failed_tasks, std::int64_t{ 6 });
}

void TestPlanFailures::a_new_deployment_does_not_wait()
{
    PlanWorld world;
    world.create(1);
    for (int i = 0; i < 6; ++i)
        fail_one_start(world, 1);
    world.look_until_quiet();
    world.end(world.tasks_of(1)[0]);
    world.look_until_quiet();
    world.update(2, 2);
    QCOMPARE(world.look().starts.size(), std::size_t{ 1 });
}

void TestPlanFailures::a_clock_set_back_does_not_hold_starts_for_long()
{
    PlanWorld world;
    world.create(1);
    for (int i = 0; i < 6; ++i)
        fail_one_start(world, 1);
    world.look_until_quiet();
    world.end(world.tasks_of(1)[0]);
    world.look_until_quiet();
    world.now -= 24h;
    QCOMPARE(world.look().starts.size(), std::size_t{ 1 });
}

void TestPlanFailures::a_clock_set_back_a_little_does_not_hold_them_either()
{
    PlanWorld world;
    world.create(1);
    fail_one_start(world, 1);
    world.has_room = false;
    world.look_until_quiet();
    QVERIFY(world.said("was unable to place a task"));
    world.has_room = true;
    QVERIFY(world.plan().starts.empty());
    world.now -= 10min;
    QCOMPARE(world.look().starts.size(), std::size_t{ 1 });
    world.look_until_quiet();
    world.end(world.tasks_of(1).at(0));
    world.look_until_quiet();
    QCOMPARE(world.plan().wake, world.now + 5s);
}

void TestPlanFailures::a_clock_set_back_does_not_end_the_growth_of_waits()
{
    PlanWorld world;
    world.create(2);
    world.look_until_quiet();
    const Id good = world.tasks_of(1)[0];
    world.run(good);
    world.end(world.tasks_of(1)[1]);
    world.look_until_quiet();
    world.now -= 24h;
    for (const Duration wait : { Duration(5s), Duration(30s), Duration(60s) }) {
        world.look_until_quiet();
        world.now += 1s;
        for (const auto& id : world.tasks_of(1))
            if (id != good)
                world.end(id);
        world.look_until_quiet();
        QCOMPARE(world.plan().wake, world.now + wait);
        world.now += wait;
    }
}

QTEST_GUILESS_MAIN(TestPlanFailures)
#include "tst_plan_failures.moc"
