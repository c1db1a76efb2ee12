#include "core/scheduler/scale_in.h"
#include "core/scheduler/task_sets.h"
#include "tests/support/plan_world.h"

#include <QtTest>

#include <map>
#include <set>

using namespace quayside;
using namespace std::chrono_literals;
using model::ContainerInstanceStatus;
using model::RolloutState;
using test::PlanWorld;

namespace {

void make_daemon(PlanWorld& world, std::int64_t minimum = 0)
{
    auto service = test::service_record("web", 0);
    service.scheduling_strategy = model::SchedulingStrategy::Daemon;
    service.deployment_configuration.maximum_percent = 100;
    service.deployment_configuration.minimum_healthy_percent = minimum;
    service.created_at = world.now;
    deploy(world.book, service, test::service_revision(10, "web", "web", 1), 1, world.now);
}

std::map<Id, int> tasks_by_instance(const PlanWorld& world)
{
    std::map<Id, int> counts;
    for (const auto& id : world.open_tasks())
        ++counts[world.state().tasks().find(id)->container_instance];
    return counts;
}

std::map<std::string, int> tasks_by_zone(const PlanWorld& world)
{
    std::map<std::string, int> counts;
    for (const auto& id : world.open_tasks())
        ++counts[world.state()
                     .container_instances()
                     .find(world.state().tasks().find(id)->container_instance)
                     ->availability_zone];
    return counts;
}

void put_on_provider(PlanWorld& world, const Id& task, const std::string& provider)
{
    auto spec = *world.state().tasks().find(task)->spec;
    spec.row = 0;
    spec.capacity_provider = provider;
    const auto row = world.book.put(spec);
    world.change_task(task, [row](model::Task& changed) { changed.spec_row = row; });
}

std::map<std::string, int> tasks_by_provider(const PlanWorld& world)
{
    std::map<std::string, int> counts;
    for (const auto& id : world.tasks_of(1))
        ++counts[world.state().tasks().find(id)->spec->capacity_provider];
    return counts;
}

void drain(PlanWorld& world, const Id& instance)
{
    world.change_instance(instance, [](model::ContainerInstance& i) { i.status = ContainerInstanceStatus::Draining; });
}

void make_external(PlanWorld& world, std::int64_t desired)
{
    auto service = test::service_record("web", desired);
    service.controller = model::DeploymentController::External;
    service.created_at = world.now;
    world.book.put(service);
}

void put_task_set(PlanWorld& world, std::uint64_t number, double scale, model::DeploymentStatus status)
{
    if (!world.state().service_revisions().find(10))
        world.book.put(test::service_revision(10, "web", "web", 1));
    model::Deployment deployment;
    deployment.number = number;
    deployment.cluster = "default";
    deployment.service = "web";
    deployment.revision_number = 10;
    deployment.status = status;
    deployment.created_at = world.now;
    deployment.task_set.emplace().scale = scale;
    world.book.put(deployment);
    world.change([&](model::Service& service) { service.deployments.push_back(number); });
}

void change_task_set(PlanWorld& world, std::uint64_t number, const std::function<void(model::Deployment&)>& change)
{
    world.change_deployment(number, change);
}

} // namespace

// DAEMON services, task sets, the order of scaling in, zones, and what services say.
class TestPlanKinds : public QObject {
    Q_OBJECT

private slots:
    void a_daemon_runs_once_on_each_eligible_instance();
    void a_daemon_follows_instances_that_come_and_go();
    void a_daemon_keeps_to_its_constraints();
    void a_daemon_leaves_a_draining_instance_last();
    void a_daemon_is_updated_instance_by_instance_data();
    void a_daemon_is_updated_instance_by_instance();
    void a_daemon_with_alarms_is_watched_before_it_is_done();
    void a_second_task_of_a_daemon_on_an_instance_goes();

    void a_task_set_gets_its_share_rounded_up_data();
    void a_task_set_gets_its_share_rounded_up();
    void task_sets_are_held_side_by_side();
    void a_deleted_task_set_is_emptied_and_forgotten();
    void a_task_set_is_steady_when_all_its_tasks_are_healthy();

    void scaling_in_takes_what_does_not_run_first();
    void scaling_in_takes_unhealthy_tasks_before_healthy_ones();
    void scaling_in_takes_tasks_on_disconnected_instances_next();
    void scaling_in_keeps_zones_even();
    void scaling_in_undoes_binpack_from_the_emptiest_instance();
    void scaling_in_keeps_the_weights_of_capacity_providers();
    void scaling_in_spares_protected_tasks();
    void when_all_tasks_are_protected_nothing_stops_and_it_says_so();

    void tasks_move_to_an_empty_zone_one_by_one();
    void zones_are_left_alone_where_rebalancing_does_not_apply();
    void a_protected_task_is_not_moved_between_zones();
    void a_zone_without_room_is_told_and_tried_again();

    void a_placement_failure_has_its_words_data();
    void a_placement_failure_has_its_words();
    void a_placement_failure_is_told_once_until_it_passes();
    void a_placement_failure_is_tried_again_on_changes_or_after_30_seconds();
    void what_a_service_says_comes_in_order();
};

void TestPlanKinds::a_daemon_runs_once_on_each_eligible_instance()
{
    PlanWorld world;
    make_daemon(world);
    world.bring_to_rest();
    const auto counts = tasks_by_instance(world);
    QCOMPARE(counts.size(), std::size_t{ 3 });
    for (const auto& [instance, count] : counts)
        QCOMPARE(count, 1);
    QCOMPARE(world.service().desired_count, std::int64_t{ 3 });
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Completed);
    QVERIFY(world.service().steady);
    QVERIFY(world.plan().empty());
}

void TestPlanKinds::a_daemon_follows_instances_that_come_and_go()
{
    PlanWorld world;
    make_daemon(world);
    world.bring_to_rest();
    const Id fourth = world.add_instance("us-east-1a");
    QCOMPARE(world.look().starts, (std::vector<scheduler::TaskStart>{ { 1, "", 1, fourth, "" } }));
    QCOMPARE(world.service().desired_count, std::int64_t{ 4 });
    world.bring_to_rest();
    // An engine that does not answer keeps its task; it only counts no more.
    world.change_instance(fourth, [](model::ContainerInstance& i) { i.agent_connected = false; });
    const auto plan = world.look();
    QVERIFY(plan.starts.empty() && plan.stops.empty());
    QCOMPARE(world.service().desired_count, std::int64_t{ 3 });
}

void TestPlanKinds::a_daemon_keeps_to_its_constraints()
{
    PlanWorld world;
    world.change_instance(world.instances[1], [](model::ContainerInstance& i) {
        i.attributes.push_back({ "disk", "ssd" });
    });
    make_daemon(world);
    world.change([](model::Service& service) {
        service.placement_constraints = { { model::ConstraintType::MemberOf, "attribute:disk == ssd" } };
    });
    world.bring_to_rest();
    QCOMPARE(tasks_by_instance(world), (std::map<Id, int>{ { world.instances[1], 1 } }));
    world.change_instance(world.instances[1], [](model::ContainerInstance& i) { i.attributes.clear(); });
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 1 });
    QCOMPARE(plan.stops[0].reason, std::string("Task is not placed on an eligible instance."));
}

void TestPlanKinds::a_daemon_leaves_a_draining_instance_last()
{
    PlanWorld world;
    make_daemon(world);
    world.bring_to_rest();
    // A task of another service on the same instance.
    world.book.put(test::service_record("other", 1));
    model::TaskSpec spec;
    spec.cluster = "default";
    spec.definition_key = { "web", 1 };
    spec.group = "service:other";
    spec.service = "other";
    spec.deployment = 77;
    model::Task other;
    other.id = world.random.id();
    other.spec_row = world.book.put(spec);
    other.container_instance = world.instances[0];
    other.last_status = model::TaskStatus::Running;
    other.containers.resize(1);
    world.book.put(other);
    drain(world, world.instances[0]);
    QVERIFY(world.look().stops.empty());
    other.last_status = model::TaskStatus::Stopped;
    world.book.put(other);
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 1 });
    QVERIFY(world.look().starts.empty());
}

void TestPlanKinds::a_daemon_is_updated_instance_by_instance_data()
{
    QTest::addColumn<int>("minimum");
    QTest::addColumn<int>("together");
    QTest::newRow("0 %: all at once") << 0 << 4;
    QTest::newRow("50 %: two at a time") << 50 << 2;
    QTest::newRow("75 %: one at a time") << 75 << 1;
}

void TestPlanKinds::a_daemon_is_updated_instance_by_instance()
{
    QFETCH(int, minimum);
    QFETCH(int, together);
    PlanWorld world;
    world.add_instance("us-east-1a");
    make_daemon(world, minimum);
    world.bring_to_rest();
    world.update(2, 2);
    int rounds = 0;
    while (world.deployment(2).rollout_state == RolloutState::InProgress) {
        QVERIFY(++rounds < 40);
        const auto plan = world.look();
        QVERIFY(static_cast<int>(plan.stops.size()) <= together);
        if (rounds == 1)
            QCOMPARE(static_cast<int>(plan.stops.size()), together);
        for (const auto& [instance, count] : tasks_by_instance(world))
            QVERIFY(count <= 1);
        world.look_until_quiet();
        world.settle_containers();
        world.now += 5s;
    }
    QCOMPARE(world.tasks_of(2).size(), std::size_t{ 4 });
}

void TestPlanKinds::a_daemon_with_alarms_is_watched_before_it_is_done()
{
    PlanWorld world;
    make_daemon(world);
    world.change_deployment(1, [](model::Deployment& deployment) {
        deployment.configuration.alarms = true;
        deployment.configuration.alarm_names = { "slow" };
        deployment.alarms = model::MonitorStatus::Monitoring;
    });
    while (world.deployment(1).stage != model::LifecycleStage::BakeTime) {
        world.look_until_quiet();
        world.settle_containers();
        world.now += 1s;
        QVERIFY(world.now < world.deployment(1).created_at + 30s);
    }
    world.now += 55s;
    world.look();
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::InProgress);
    world.now += 10s;
    world.look();
    QCOMPARE(world.deployment(1).rollout_state, RolloutState::Completed);
    QCOMPARE(world.deployment(1).stage, model::LifecycleStage::None);
}

void TestPlanKinds::a_second_task_of_a_daemon_on_an_instance_goes()
{
    PlanWorld world;
    make_daemon(world);
    world.bring_to_rest();
    const auto known = world.state().tasks().find(world.tasks_of(1)[0]);
    auto second = *known;
    second.id = world.random.id();
    second.created_at += 1s;
    world.book.put(second);
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 1 });
    QCOMPARE(plan.stops[0].task, second.id);
}

void TestPlanKinds::a_task_set_gets_its_share_rounded_up_data()
{
    QTest::addColumn<int>("desired");
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("computed");
    QTest::newRow("all") << 4 << 100.0 << 4;
    QTest::newRow("half of 5") << 5 << 50.0 << 3;
    QTest::newRow("none") << 5 << 0.0 << 0;
    QTest::newRow("a tenth of a percent") << 10 << 0.1 << 1;
    QTest::newRow("0.29 of 10000") << 10000 << 0.29 << 29;
    QTest::newRow("of none") << 0 << 100.0 << 0;
}

void TestPlanKinds::a_task_set_gets_its_share_rounded_up()
{
    QFETCH(int, desired);
    QFETCH(double, scale);
    QTEST(static_cast<int>(scheduler::computed_desired_count(desired, scale)), "computed");
}

void TestPlanKinds::task_sets_are_held_side_by_side()
{
    PlanWorld world;
    make_external(world, 4);
    put_task_set(world, 1, 100, model::DeploymentStatus::Primary);
    put_task_set(world, 2, 25, model::DeploymentStatus::Active);
    world.bring_to_rest();
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 4 });
    QCOMPARE(world.tasks_of(2).size(), std::size_t{ 1 });
    QCOMPARE(world.deployment(2).desired_count, std::int64_t{ 1 });
    change_task_set(world, 1, [](model::Deployment& d) { d.task_set->scale = 50; });
    world.bring_to_rest();
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 2 });
    world.change([](model::Service& service) { service.desired_count = 8; });
    world.bring_to_rest();
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 4 });
    QCOMPARE(world.tasks_of(2).size(), std::size_t{ 2 });
    QVERIFY(world.plan().empty());
}

void TestPlanKinds::a_deleted_task_set_is_emptied_and_forgotten()
{
    PlanWorld world;
    make_external(world, 3);
    put_task_set(world, 1, 100, model::DeploymentStatus::Primary);
    put_task_set(world, 2, 100, model::DeploymentStatus::Active);
    world.bring_to_rest();
    change_task_set(world, 2, [](model::Deployment& d) { d.status = model::DeploymentStatus::Draining; });
    QCOMPARE(world.look().stops.size(), std::size_t{ 3 });
    QCOMPARE(world.service().deployments, (std::vector<std::uint64_t>{ 1, 2 }));
    world.bring_to_rest();
    QCOMPARE(world.service().deployments, std::vector<std::uint64_t>{ 1 });
    QCOMPARE(world.deployment(2).status, model::DeploymentStatus::Inactive);
    QCOMPARE(world.tasks_of(1).size(), std::size_t{ 3 });
}

void TestPlanKinds::a_task_set_is_steady_when_all_its_tasks_are_healthy()
{
    PlanWorld world;
    make_external(world, 2);
    put_task_set(world, 1, 100, model::DeploymentStatus::Active);
    world.look_until_quiet();
    QVERIFY(!world.deployment(1).task_set->steady);
    world.bring_to_rest();
    QVERIFY(world.deployment(1).task_set->steady);
    QVERIFY(world.service().steady);
    const auto since = world.deployment(1).task_set->steady_changed_at;
    world.now += 1min;
    drain(world, world.state().tasks().find(world.tasks_of(1)[0])->container_instance);
    world.look_until_quiet();
    QVERIFY(!world.deployment(1).task_set->steady);
    QVERIFY(world.deployment(1).task_set->steady_changed_at > since);
}

void TestPlanKinds::scaling_in_takes_what_does_not_run_first()
{
    PlanWorld world;
    world.create_and_settle(3);
    world.change([](model::Service& service) { service.desired_count = 5; });
    world.look_until_quiet();
    world.change([](model::Service& service) { service.desired_count = 3; });
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 2 });
    for (const auto& stop : plan.stops)
        QCOMPARE(world.state().tasks().find(stop.task)->started_at, kNever);
    QVERIFY(world.said("(service web) has stopped 2 running tasks: (task " + plan.stops[0].task.hex() + ") (task "
        + plan.stops[1].task.hex() + ")."));
}

void TestPlanKinds::scaling_in_takes_unhealthy_tasks_before_healthy_ones()
{
    PlanWorld world;
    world.create_and_settle(3, {}, 3);
    const Id sick = world.tasks_of(1)[1];
    world.change([](model::Service& service) {
        service.desired_count = 2;
        service.health_check_grace_period = 1'000'000; // too young to be replaced for it
    });
    world.change_task(sick, [](model::Task& task) { task.health = model::HealthStatus::Unhealthy; });
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 1 });
    QCOMPARE(plan.stops[0].task, sick);
}

void TestPlanKinds::scaling_in_takes_tasks_on_disconnected_instances_next()
{
    PlanWorld world;
    world.create_and_settle(3);
    const Id away = world.tasks_of(1)[2];
    world.change_task(away, [](model::Task& task) { task.connected = false; });
    world.change([](model::Service& service) { service.desired_count = 2; });
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 1 });
    QCOMPARE(plan.stops[0].task, away);
}

void TestPlanKinds::scaling_in_keeps_zones_even()
{
    PlanWorld world;
    world.add_instance("us-east-1a"); // a second one in that zone
    world.create_and_settle(8);
    QCOMPARE(tasks_by_zone(world),
        (std::map<std::string, int>{ { "us-east-1a", 4 }, { "us-east-1b", 2 }, { "us-east-1c", 2 } }));
    world.change([](model::Service& service) { service.desired_count = 6; });
    world.bring_to_rest();
    QCOMPARE(tasks_by_zone(world),
        (std::map<std::string, int>{ { "us-east-1a", 2 }, { "us-east-1b", 2 }, { "us-east-1c", 2 } }));
    world.change([](model::Service& service) { service.desired_count = 3; });
    world.bring_to_rest();
    QCOMPARE(tasks_by_zone(world),
        (std::map<std::string, int>{ { "us-east-1a", 1 }, { "us-east-1b", 1 }, { "us-east-1c", 1 } }));
}

void TestPlanKinds::scaling_in_undoes_binpack_from_the_emptiest_instance()
{
    PlanWorld world;
    world.change_instance(world.instances[2], [](model::ContainerInstance& i) { i.registered.memory *= 2; });
    world.create_and_settle(6);
    world.change([](model::Service& service) {
        service.placement_strategy = { { model::StrategyType::Binpack, "memory" } };
        service.desired_count = 4;
    });
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 2 });
    for (const auto& stop : plan.stops)
        QCOMPARE(world.state().tasks().find(stop.task)->container_instance, world.instances[2]);
}

void TestPlanKinds::scaling_in_keeps_the_weights_of_capacity_providers()
{
    PlanWorld world;
    auto service = test::service_record("web", 8);
    service.created_at = world.now;
    auto revision = test::service_revision(10, "web", "web", 1);
    revision.capacity_provider_strategy = { { "few", 1, 0 }, { "many", 3, 0 } };
    deploy(world.book, service, revision, 1, world.now);
    world.bring_to_rest();
    const auto tasks = world.tasks_of(1);
    for (std::size_t i = 0; i < tasks.size(); ++i)
        put_on_provider(world, tasks[i], i < 5 ? "few" : "many");
    world.change_task(tasks[0], [&](model::Task& task) { task.protected_until = world.now + 2h; });
    world.change_task(tasks[1], [&](model::Task& task) { task.protected_until = world.now + 2h; });

    world.change([](model::Service& changed) { changed.desired_count = 5; });
    world.bring_to_rest();
    QCOMPARE(tasks_by_provider(world), (std::map<std::string, int>{ { "few", 2 }, { "many", 3 } }));
    // One more of "few" should go, but both are protected.
    world.change([](model::Service& changed) { changed.desired_count = 4; });
    world.bring_to_rest();
    QCOMPARE(tasks_by_provider(world), (std::map<std::string, int>{ { "few", 2 }, { "many", 2 } }));
}

void TestPlanKinds::scaling_in_spares_protected_tasks()
{
    PlanWorld world;
    world.create_and_settle(3);
    const auto tasks = world.tasks_of(1);
    for (const auto& id : { tasks[0], tasks[1] })
        world.change_task(id, [&](model::Task& task) { task.protected_until = world.now + 2h; });
    world.change([](model::Service& service) { service.desired_count = 1; });
    const auto plan = world.look();
    QCOMPARE(plan.stops.size(), std::size_t{ 1 });
    QCOMPARE(plan.stops[0].task, tasks[2]);
    // An unhealthy end is no matter of protection.
    world.end(tasks[0]);
    world.look_until_quiet();
    QCOMPARE(world.tasks_of(1), std::vector<Id>{ tasks[1] });
}

void TestPlanKinds::when_all_tasks_are_protected_nothing_stops_and_it_says_so()
{
    PlanWorld world;
    world.create_and_settle(2);
    for (const auto& id : world.tasks_of(1))
        world.change_task(id, [&](model::Task& task) { task.protected_until = world.now + 2h; });
    world.change([](model::Service& service) { service.desired_count = 1; });
    const auto plan = world.look();
    QVERIFY(plan.stops.empty());
    QCOMPARE(plan.messages,
        (std::vector<scheduler::ServiceMessage>{
            { "(service web) was unable to reach steady state because task set (ecs-svc/1) was unable to scale in. "
              "Reason: The number of protected tasks are more than the desired count of tasks",
                model::Severity::Warning } }));
    QCOMPARE(plan.wake, world.now + 2h);
    world.now += 2h;
    QCOMPARE(world.look().stops.size(), std::size_t{ 1 });
}

void TestPlanKinds::tasks_move_to_an_empty_zone_one_by_one()
{
    PlanWorld world;
    world.create_and_settle(6);
    world.change([](model::Service& service) { service.zone_rebalancing = true; });
    world.look_until_quiet();
    QVERIFY(!world.said("AZ"));
    world.add_instance("us-east-1d");
    const auto plan = world.look();
    QCOMPARE(plan.starts, (std::vector<scheduler::TaskStart>{ { 1, "", 1, Id(), "us-east-1d" } }));
    QVERIFY(world.said("(service web) is not AZ balanced with 2 tasks in us-east-1a, 2 tasks in us-east-1b, 2 tasks in "
                       "us-east-1c, 0 tasks in us-east-1d. AZ Rebalancing in progress."));
    QVERIFY(world.look().stops.empty()); // not before the new one is healthy
    QCOMPARE(world.stay(), std::size_t{ 7 });
    world.bring_to_rest();
    QCOMPARE(world.stay(), std::size_t{ 6 });
    QCOMPARE(tasks_by_zone(world)["us-east-1d"], 1);
    QVERIFY(world.said("(service web) is AZ balanced with"));
    QVERIFY(world.plan().empty());
}

void TestPlanKinds::zones_are_left_alone_where_rebalancing_does_not_apply()
{
    const std::vector<std::function<void(model::Service&)>> cases{
        [](model::Service& service) { service.zone_rebalancing = false; },
        [](model::Service& service) { service.deployment_configuration.maximum_percent = 100; },
        [](model::Service& service) {
            service.placement_strategy = { { model::StrategyType::Binpack, "cpu" } };
        },
        [](model::Service& service) {
            service.placement_constraints
                = { { model::ConstraintType::MemberOf, "attribute:ecs.availability-zone != us-east-1x" } };
        },
    };
    for (const auto& make : cases) {
        PlanWorld world;
        world.create_and_settle(6);
        world.change([&](model::Service& service) {
            service.zone_rebalancing = true;
            make(service);
        });
        world.add_instance("us-east-1d");
        world.look_until_quiet();
        QCOMPARE(world.stay(), std::size_t{ 6 });
        QVERIFY(!world.said("AZ"));
    }
}

void TestPlanKinds::a_protected_task_is_not_moved_between_zones()
{
    PlanWorld world;
    world.create_and_settle(6);
    world.change([](model::Service& service) { service.zone_rebalancing = true; });
    for (const auto& id : world.tasks_of(1))
        world.change_task(id, [&](model::Task& task) { task.protected_until = world.now + 24h; });
    world.add_instance("us-east-1d");
    world.look_until_quiet();
    QCOMPARE(world.stay(), std::size_t{ 6 });
}

void TestPlanKinds::a_zone_without_room_is_told_and_tried_again()
{
    PlanWorld world;
    world.create_and_settle(6);
    world.change([](model::Service& service) { service.zone_rebalancing = true; });
    world.add_instance("us-east-1d");
    world.has_room = false;
    world.look();
    QVERIFY(world.said("(service web) is unable to place a task in Availability Zone us-east-1d because no container "
                       "instance met all of its requirements."));
    QVERIFY(world.look().starts.empty());
    world.has_room = true;
    world.now += 30s;
    QCOMPARE(world.look().starts.size(), std::size_t{ 1 });
}

void TestPlanKinds::a_placement_failure_has_its_words_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("words");
    const QString closest = "The closest matching (container-instance INSTANCE) ";
    QTest::newRow("none") << ""
                          << "Reason: No Container Instances were found in your cluster.";
    QTest::newRow("cpu") << "RESOURCE:CPU" << closest + "has insufficient CPU units available.";
    QTest::newRow("memory") << "RESOURCE:MEMORY" << closest + "has insufficient memory available.";
    QTest::newRow("ports") << "RESOURCE:PORTS" << closest + "is already using a port required by your task.";
    QTest::newRow("gpu") << "RESOURCE:GPU" << closest + "has insufficient GPU resource available.";
    QTest::newRow("agent") << "AGENT" << closest + "doesn't have the agent connected.";
    QTest::newRow("attribute") << "ATTRIBUTE" << closest + "is missing an attribute required by your task.";
    QTest::newRow("constraint") << "MemberOf placement constraint unsatisfied."
                                << closest + "encountered error \"MemberOf placement constraint unsatisfied.\".";
}

void TestPlanKinds::a_placement_failure_has_its_words()
{
    QFETCH(QString, reason);
    QFETCH(QString, words);
    auto service = test::service_record("web", 1);
    std::vector<model::Deployment> deployments(1);
    Random random(1);
    const Id instance = reason.isEmpty() ? Id() : random.id();
    scheduler::StartOutcome outcome;
    outcome.start.count = 1;
    outcome.refusal = scheduler::Refusal{ instance, reason.toStdString(), "" };
    const auto messages
        = scheduler::note_outcomes(service, deployments, { outcome }, TimePoint(std::chrono::seconds(1'700'000'000)));
    QCOMPARE(messages.size(), std::size_t{ 1 });
    const QString expected = "(service web) was unable to place a task because no container instance met all of its "
                             "requirements. "
        + words.replace("INSTANCE", QString::fromStdString(instance.hex()))
        + " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";
    QCOMPARE(QString::fromStdString(messages[0].text), expected);
}

void TestPlanKinds::a_placement_failure_is_told_once_until_it_passes()
{
    PlanWorld world;
    world.has_room = false;
    world.create(2);
    const auto told = [&world] {
        return std::ranges::count_if(world.messages,
            [](const std::string& text) { return text.find("was unable to place a task") != std::string::npos; });
    };
    for (int i = 0; i < 5; ++i) {
        world.look();
        world.now += 30s;
    }
    QCOMPARE(told(), std::ptrdiff_t{ 1 });
    world.refusal = "RESOURCE:MEMORY";
    world.look();
    QCOMPARE(told(), std::ptrdiff_t{ 2 });
    world.now += 6h;
    world.look();
    QCOMPARE(told(), std::ptrdiff_t{ 3 });
    world.has_room = true;
    world.now += 30s;
    world.bring_to_rest();
    world.has_room = false;
    world.change([](model::Service& service) { service.desired_count = 3; });
    world.look();
    QCOMPARE(told(), std::ptrdiff_t{ 4 });
}

void TestPlanKinds::a_placement_failure_is_tried_again_on_changes_or_after_30_seconds()
{
    PlanWorld world;
    world.has_room = false;
    world.create(2);
    QCOMPARE(world.look().starts.size(), std::size_t{ 1 });
    QVERIFY(world.look().starts.empty());
    QCOMPARE(world.plan().wake, world.now + 30s);
    QCOMPARE(world.look(true).starts.size(), std::size_t{ 1 });
    world.now += 30s;
    QCOMPARE(world.look().starts.size(), std::size_t{ 1 });
}

void TestPlanKinds::what_a_service_says_comes_in_order()
{
    PlanWorld world;
    world.create_and_settle(1);
    world.messages.clear();
    world.update(2, 2);
    world.bring_to_rest();
    std::vector<std::string> order;
    for (const auto& text : world.messages)
        order.push_back(text.substr(0, text.find(':')));
    QCOMPARE(order,
        (std::vector<std::string>{ "(service web) has started 1 tasks", "(service web) has stopped 1 running tasks",
            "(service web) (deployment ecs-svc/2) deployment completed.",
            "(service web) has reached a steady state." }));
}

QTEST_GUILESS_MAIN(TestPlanKinds)
#include "tst_plan_kinds.moc"
