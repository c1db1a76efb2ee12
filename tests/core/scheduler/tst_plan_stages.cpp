#include "core/scheduler/stages.h"
#include "tests/support/plan_world.h"

#include <QtTest>

using namespace quayside;
using namespace std::chrono_literals;
using model::DeploymentStatus;
using model::DeploymentStrategy;
using model::HookStatus;
using model::LifecycleStage;
using model::RolloutState;
using model::ServiceDeploymentStatus;
using test::PlanWorld;

namespace {

model::DeploymentConfiguration with(DeploymentStrategy strategy)
{
    model::DeploymentConfiguration configuration;
    configuration.strategy = strategy;
    configuration.bake_time = 10;
    return configuration;
}

Json hook(const char* type, std::vector<std::string> stages)
{
    return { { "targetType", type }, { "hookTargetArn", "arn:aws:lambda:us-east-1:123456789012:function:check" },
        { "lifecycleStages", stages } };
}

// Green is up and healthy; whatever may move has moved.
void scale_up(PlanWorld& world)
{
    world.look_until_quiet();
    world.settle_containers();
    world.now += world.settings.healthy_after;
    world.look_until_quiet();
}

// Blue of 2 tasks has completed; green waits for its tasks.
void deploy_green(PlanWorld& world, model::DeploymentConfiguration configuration)
{
    world.create_and_settle(2, model::DeploymentConfiguration());
    world.change([&](model::Service& service) { service.deployment_configuration = std::move(configuration); });
    world.update(2, 2);
    world.look_until_quiet();
}

// The tasks of blue have come up, but are not healthy yet.
void deploy_green_early(PlanWorld& world, model::DeploymentConfiguration configuration)
{
    world.create(3);
    world.look_until_quiet();
    world.run(world.tasks_of(1)[0]);
    world.run(world.tasks_of(1)[1]);
    world.change([&](model::Service& service) { service.deployment_configuration = std::move(configuration); });
    world.update(2, 2);
    world.look_until_quiet();
}

void answer(PlanWorld& world, HookStatus status)
{
    world.change_deployment(2, [&](model::Deployment& deployment) {
        for (auto& run : deployment.hooks)
            if (run.status == HookStatus::AwaitingAction || run.status == HookStatus::InProgress) {
                run.status = status;
                run.finished_at = world.now;
            }
    });
}

} // namespace

// Blue/green, linear and canary, to the point where traffic shifts.
class TestPlanStages : public QObject {
    Q_OBJECT

private slots:
    void blue_green_scales_up_shifts_bakes_and_cleans_up();
    void a_first_deployment_passes_without_a_blue_one();
    void a_canary_gets_a_little_traffic_first();
    void linear_shifts_in_equal_steps();
    void steps_and_waits_add_up_data();
    void steps_and_waits_add_up();
    void weights_of_both_always_make_the_whole();
    void percents_do_not_hold_it_back();
    void a_pause_waits_for_a_person();
    void a_hook_is_asked_until_it_answers();
    void a_hook_that_fails_gives_traffic_back_to_blue();
    void a_hook_that_times_out_rolls_back_or_goes_on();
    void a_hook_at_the_shift_is_asked_at_every_step();
    void the_breaker_rolls_back_before_traffic_has_shifted();
    void an_alarm_while_baking_gives_traffic_back();
    void a_request_to_roll_back_is_too_late_while_cleaning_up();
    void a_newer_deployment_reconciles_first();
    void blue_is_kept_whole_while_green_comes_up();
    void what_was_never_completed_serves_until_traffic_shifts();
    void what_was_never_completed_gets_nothing_new();
    void what_was_never_completed_gets_traffic_back();
    void a_changed_desired_count_reaches_both();
    void a_deleted_service_ends_it();
};

void TestPlanStages::blue_green_scales_up_shifts_bakes_and_cleans_up()
{
    PlanWorld world;
    deploy_green(world, with(DeploymentStrategy::BlueGreen));
    QCOMPARE(world.deployment(2).stage, LifecycleStage::ScaleUp);
    QCOMPARE(world.tasks_of(2).size(), std::size_t{ 2 });
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 2 });
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 0 });
    scale_up(world);
    QCOMPARE(world.deployment(2).stage, LifecycleStage::BakeTime);
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 1000 });
    QCOMPARE(world.deployment(2).test_weight, std::int64_t{ 1000 });
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 2 });
    QCOMPARE(world.plan().wake, world.now + 10min);
    world.now += 10min;
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).stage, LifecycleStage::CleanUp);
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 0 });
    QCOMPARE(world.deployment(2).rollout_state, RolloutState::InProgress);
    world.settle_containers();
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).rollout_state, RolloutState::Completed);
    QCOMPARE(world.deployment(2).service_deployment_status, ServiceDeploymentStatus::Successful);
    QCOMPARE(world.service().deployments, std::vector<std::uint64_t>{ 2 });
    QVERIFY(world.service().steady);
    QVERIFY(world.plan().empty());
}

void TestPlanStages::a_first_deployment_passes_without_a_blue_one()
{
    PlanWorld world;
    world.create(3, with(DeploymentStrategy::BlueGreen));
    scale_up(world);
    world.now += 10min;
    world.look_until_quiet();
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Completed);
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 3 });
}

void TestPlanStages::a_canary_gets_a_little_traffic_first()
{
    PlanWorld world;
    deploy_green(world, with(DeploymentStrategy::Canary));
    scale_up(world);
    QCOMPARE(world.deployment(2).stage, LifecycleStage::ProductionTrafficShift);
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 50 });
    QCOMPARE(world.deployment(1).production_weight, std::int64_t{ 950 });
    world.now += 10min - 1s;
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 50 });
    world.now += 1s;
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 1000 });
    QCOMPARE(world.deployment(2).stage, LifecycleStage::BakeTime);
}

void TestPlanStages::linear_shifts_in_equal_steps()
{
    PlanWorld world;
    auto configuration = with(DeploymentStrategy::Linear);
    configuration.linear_step = 300;
    deploy_green(world, configuration);
    scale_up(world);
    for (const std::int64_t weight : { 300, 600, 900 }) {
        QCOMPARE(world.deployment(2).production_weight, weight);
        QCOMPARE(world.deployment(2).stage, LifecycleStage::ProductionTrafficShift);
        world.now += 6min;
        world.look_until_quiet();
    }
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 1000 });
    QCOMPARE(world.deployment(2).stage, LifecycleStage::BakeTime);
}

void TestPlanStages::steps_and_waits_add_up_data()
{
    QTest::addColumn<int>("strategy");
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("steps");
    QTest::addColumn<int>("minutes");
    QTest::newRow("linear 10 %") << 2 << 100 << 10 << 54;
    QTest::newRow("linear 30 %") << 2 << 300 << 4 << 18;
    QTest::newRow("linear 3.3 %") << 2 << 33 << 31 << 180;
    QTest::newRow("linear 100 %") << 2 << 1000 << 1 << 0;
    QTest::newRow("canary 5 %") << 3 << 50 << 2 << 10;
    QTest::newRow("canary 100 %") << 3 << 1000 << 1 << 0;
    QTest::newRow("blue/green") << 1 << 0 << 1 << 0;
}

void TestPlanStages::steps_and_waits_add_up()
{
    QFETCH(int, strategy);
    QFETCH(int, step);
    auto configuration = with(static_cast<DeploymentStrategy>(strategy));
    configuration.linear_step = configuration.canary_step = step;
    int steps = 0;
    Duration waits{};
    for (std::int64_t weight = 0; weight < 1000; ++steps) {
        weight = scheduler::next_weight(configuration, weight);
        waits += scheduler::step_bake(configuration, weight);
    }
    QTEST(steps, "steps");
    QTEST(static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(waits).count()), "minutes");
}

void TestPlanStages::weights_of_both_always_make_the_whole()
{
    PlanWorld world;
    deploy_green(world, with(DeploymentStrategy::Linear));
    scale_up(world);
    while (world.deployment(2).stage == LifecycleStage::ProductionTrafficShift) {
        QCOMPARE(world.deployment(1).production_weight + world.deployment(2).production_weight, std::int64_t{ 1000 });
        world.now = world.plan().wake;
        world.look_until_quiet();
    }
}

void TestPlanStages::percents_do_not_hold_it_back()
{
    PlanWorld world;
    auto configuration = with(DeploymentStrategy::BlueGreen);
    configuration.maximum_percent = 100;
    configuration.minimum_healthy_percent = 100;
    deploy_green(world, configuration);
    QCOMPARE(world.tasks_of(2).size(), std::size_t{ 2 });
    QVERIFY(!world.said("unable to stop or start tasks"));
}

void TestPlanStages::a_pause_waits_for_a_person()
{
    PlanWorld world;
    auto configuration = with(DeploymentStrategy::BlueGreen);
    configuration.lifecycle_hooks = Json::array({ hook("PAUSE", { "POST_SCALE_UP" }) });
    deploy_green(world, configuration);
    scale_up(world);
    QCOMPARE(world.deployment(2).stage, LifecycleStage::PostScaleUp);
    QCOMPARE(world.deployment(2).hooks.size(), std::size_t{ 1 });
    QCOMPARE(world.deployment(2).hooks[0].status, HookStatus::AwaitingAction);
    world.now += 12h;
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).stage, LifecycleStage::PostScaleUp);
    answer(world, HookStatus::Succeeded);
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).stage, LifecycleStage::BakeTime);
}

void TestPlanStages::a_hook_is_asked_until_it_answers()
{
    PlanWorld world;
    auto configuration = with(DeploymentStrategy::BlueGreen);
    configuration.lifecycle_hooks = Json::array({ hook("AWS_LAMBDA", { "PRE_SCALE_UP" }) });
    world.create_and_settle(2);
    world.change([&](model::Service& service) { service.deployment_configuration = configuration; });
    world.update(2, 2);
    const auto plan = world.look();
    QCOMPARE(plan.hooks.size(), std::size_t{ 1 });
    QCOMPARE(plan.hooks[0].stage, LifecycleStage::PreScaleUp);
    QCOMPARE(plan.hooks[0].run, world.deployment(2).hooks[0].id);
    QVERIFY(world.look().hooks.empty()); // it is being asked
    world.now += 30s;
    world.change_deployment(2, [&](model::Deployment& d) { d.hooks[0].next_call_at = world.now; }); // not yet, it said
    QCOMPARE(world.look().hooks.size(), std::size_t{ 1 });
    // An answer that got lost with the program: asked again.
    world.now += 2min;
    QCOMPARE(world.look().hooks.size(), std::size_t{ 1 });
    answer(world, HookStatus::Succeeded);
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).stage, LifecycleStage::ScaleUp);
}

void TestPlanStages::a_hook_that_fails_gives_traffic_back_to_blue()
{
    PlanWorld world;
    auto configuration = with(DeploymentStrategy::BlueGreen);
    configuration.lifecycle_hooks = Json::array({ hook("AWS_LAMBDA", { "POST_PRODUCTION_TRAFFIC_SHIFT" }) });
    deploy_green(world, configuration);
    scale_up(world);
    QCOMPARE(world.deployment(2).stage, LifecycleStage::PostProductionTrafficShift);
    answer(world, HookStatus::Failed);
    world.look();
    QCOMPARE(world.deployment(2).rollout_state, RolloutState::Failed);
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 0 });
    QCOMPARE(world.deployment(2).test_weight, std::int64_t{ 0 });
    QCOMPARE(world.deployment(1).production_weight, std::int64_t{ 1000 });
    QCOMPARE(world.deployment(1).status, DeploymentStatus::Primary);
    QCOMPARE(world.deployment(2).service_deployment_status, ServiceDeploymentStatus::RollbackInProgress);
    QCOMPARE(world.deployment(2).rolled_back_to, std::uint64_t{ 10 });
    const auto blue = world.tasks_of(1);
    world.bring_to_rest();
    QCOMPARE(world.tasks_of(1), blue);
    QCOMPARE(world.alive(), std::size_t{ 2 });
    QCOMPARE(world.deployment(2).service_deployment_status, ServiceDeploymentStatus::RollbackSuccessful);
    QCOMPARE(world.service().deployments, std::vector<std::uint64_t>{ 1 });
}

void TestPlanStages::a_hook_that_times_out_rolls_back_or_goes_on()
{
    for (const char* action : { "ROLLBACK", "CONTINUE" }) {
        PlanWorld world;
        auto configuration = with(DeploymentStrategy::BlueGreen);
        auto pause = hook("PAUSE", { "POST_SCALE_UP" });
        pause["timeoutConfiguration"] = { { "timeoutInMinutes", 5 }, { "action", action } };
        configuration.lifecycle_hooks = Json::array({ pause });
        deploy_green(world, configuration);
        scale_up(world);
        QCOMPARE(world.plan().wake, world.now + 5min);
        world.now += 5min;
        world.look_until_quiet();
        QCOMPARE(world.deployment(2).hooks[0].status, HookStatus::TimedOut);
        QCOMPARE(world.deployment(2).rollout_state == RolloutState::Failed, std::string(action) == "ROLLBACK");
        if (std::string(action) == "CONTINUE")
            QCOMPARE(world.deployment(2).stage, LifecycleStage::BakeTime);
    }
}

void TestPlanStages::a_hook_at_the_shift_is_asked_at_every_step()
{
    PlanWorld world;
    auto configuration = with(DeploymentStrategy::Linear);
    configuration.linear_step = 500;
    configuration.lifecycle_hooks
        = Json::array({ hook("AWS_LAMBDA", { "PRE_PRODUCTION_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT" }) });
    deploy_green(world, configuration);
    scale_up(world);
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 0 });
    answer(world, HookStatus::Succeeded);
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 500 });
    QCOMPARE(world.deployment(2).hooks.size(), std::size_t{ 2 });
    world.now += 6min;
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 500 }); // the hook has not answered
    answer(world, HookStatus::Succeeded);
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 1000 });
    QCOMPARE(world.deployment(2).hooks.size(), std::size_t{ 3 });
    answer(world, HookStatus::Succeeded);
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).stage, LifecycleStage::BakeTime);
}

void TestPlanStages::the_breaker_rolls_back_before_traffic_has_shifted()
{
    PlanWorld world;
    auto configuration = with(DeploymentStrategy::BlueGreen);
    configuration.circuit_breaker = configuration.circuit_breaker_rollback = true;
    deploy_green(world, configuration);
    for (int i = 0; i < 20 && world.deployment(2).rollout_state == RolloutState::InProgress; ++i) {
        for (const auto& id : world.tasks_of(2))
            world.end(id);
        world.look_until_quiet();
        world.now += 30s;
        world.look_until_quiet();
    }
    QCOMPARE(world.primary().number, std::uint64_t{ 1 });
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 2 });
    world.bring_to_rest();
    QCOMPARE(world.deployment(2).service_deployment_status, ServiceDeploymentStatus::RollbackSuccessful);
    QVERIFY(world.service().steady);
}

void TestPlanStages::an_alarm_while_baking_gives_traffic_back()
{
    PlanWorld world;
    auto configuration = with(DeploymentStrategy::Canary);
    configuration.alarms = configuration.alarms_rollback = true;
    configuration.alarm_names = { "errors" };
    deploy_green(world, configuration);
    scale_up(world);
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 50 });
    world.set_alarm("errors", model::AlarmState::Alarm);
    world.look();
    QCOMPARE(world.deployment(1).production_weight, std::int64_t{ 1000 });
    QCOMPARE(world.primary().number, std::uint64_t{ 1 });
}

void TestPlanStages::a_request_to_roll_back_is_too_late_while_cleaning_up()
{
    PlanWorld world;
    deploy_green(world, with(DeploymentStrategy::BlueGreen));
    scale_up(world);
    world.now += 10min;
    world.look_until_quiet();
    QCOMPARE(world.deployment(2).stage, LifecycleStage::CleanUp);
    world.change_deployment(
        2, [](model::Deployment& d) { d.service_deployment_status = ServiceDeploymentStatus::RollbackRequested; });
    world.bring_to_rest();
    QCOMPARE(world.deployment(2).service_deployment_status, ServiceDeploymentStatus::Successful);
}

void TestPlanStages::a_newer_deployment_reconciles_first()
{
    PlanWorld world;
    deploy_green(world, with(DeploymentStrategy::BlueGreen));
    scale_up(world);
    world.update(3, 1);
    world.look_until_quiet();
    QCOMPARE(world.deployment(3).stage, LifecycleStage::ReconcileService);
    QCOMPARE(world.deployment(2).service_deployment_status, ServiceDeploymentStatus::Stopped);
    QCOMPARE(world.tasks_of(2).size(), std::size_t{ 0 });
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 2 });
    QCOMPARE(world.tasks_of(3).size(), std::size_t{ 0 });
    world.settle_containers();
    world.look_until_quiet();
    QCOMPARE(world.deployment(3).stage, LifecycleStage::ScaleUp);
    QCOMPARE(world.tasks_of(3).size(), std::size_t{ 2 });
    QCOMPARE(world.deployment(1).production_weight, std::int64_t{ 1000 });
}

void TestPlanStages::blue_is_kept_whole_while_green_comes_up()
{
    PlanWorld world;
    deploy_green(world, with(DeploymentStrategy::BlueGreen));
    world.end(world.tasks_of(1)[0]);
    world.look_until_quiet();
    world.now += 10s;
    world.look_until_quiet();
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 2 });
}

void TestPlanStages::what_was_never_completed_serves_until_traffic_shifts()
{
    PlanWorld world;
    deploy_green_early(world, with(DeploymentStrategy::BlueGreen));
    QCOMPARE(world.deployment(2).stage, LifecycleStage::ScaleUp);
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 2 }); // what was on its way up is of no use any more
    QCOMPARE(world.tasks_of(2).size(), std::size_t{ 3 });
    QCOMPARE(world.deployment(1).production_weight, std::int64_t{ 1000 });
    scale_up(world);
    QCOMPARE(world.deployment(2).stage, LifecycleStage::BakeTime);
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 2 });
    world.now += 10min;
    world.bring_to_rest();
    QCOMPARE(world.deployment(2).rollout_state, RolloutState::Completed);
    QCOMPARE(world.alive(), std::size_t{ 3 });
    QVERIFY(world.service().steady);
}

void TestPlanStages::what_was_never_completed_gets_nothing_new()
{
    PlanWorld world;
    deploy_green_early(world, with(DeploymentStrategy::BlueGreen));
    world.end(world.tasks_of(1)[0]);
    world.look_until_quiet();
    world.now += 1min;
    world.look_until_quiet();
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 1 });
}

void TestPlanStages::what_was_never_completed_gets_traffic_back()
{
    PlanWorld world;
    auto configuration = with(DeploymentStrategy::BlueGreen);
    configuration.lifecycle_hooks = Json::array({ hook("AWS_LAMBDA", { "POST_PRODUCTION_TRAFFIC_SHIFT" }) });
    deploy_green_early(world, configuration);
    scale_up(world);
    QCOMPARE(world.deployment(2).production_weight, std::int64_t{ 1000 });
    answer(world, HookStatus::Failed);
    world.look();
    QCOMPARE(world.primary().number, std::uint64_t{ 1 });
    QCOMPARE(world.deployment(1).production_weight, std::int64_t{ 1000 });
    world.bring_to_rest();
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 3 });
    QCOMPARE(world.alive(), std::size_t{ 3 });
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Completed);
    QCOMPARE(world.deployment(2).service_deployment_status, ServiceDeploymentStatus::RollbackSuccessful);
}

void TestPlanStages::a_changed_desired_count_reaches_both()
{
    PlanWorld world;
    deploy_green(world, with(DeploymentStrategy::BlueGreen));
    world.change([](model::Service& service) { service.desired_count = 3; });
    world.look_until_quiet();
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 3 });
    QCOMPARE(world.tasks_of(2).size(), std::size_t{ 3 });
}

void TestPlanStages::a_deleted_service_ends_it()
{
    PlanWorld world;
    deploy_green(world, with(DeploymentStrategy::BlueGreen));
    world.change([](model::Service& service) { service.status = model::ServiceStatus::Draining; });
    world.bring_to_rest();
    QCOMPARE(world.service().status, model::ServiceStatus::Inactive);
    QCOMPARE(world.alive(), std::size_t{ 0 });
}

QTEST_GUILESS_MAIN(TestPlanStages)
#include "tst_plan_stages.moc"
