#include "tests/support/service_records.h"
#include "tests/support/world.h"

#include <QtTest>

#include <algorithm>

using namespace quayside;
using namespace std::chrono_literals;
using model::DesiredStatus;
using model::RolloutState;
using model::TaskStatus;
using test::World;

namespace {

const model::Service::Key kWeb{ "default", "web" };

void register_revision(World& world, const std::string& image)
{
    Json input
        = *parse_json(R"({"family": "web", "containerDefinitions": [{"name": "web", "cpu": 256, "memory": 256}]})");
    input["containerDefinitions"][0]["image"] = image;
    world.ok("RegisterTaskDefinition", input);
}

std::vector<model::TaskPtr> tasks_of(const World& world, std::uint64_t deployment = 0)
{
    std::vector<model::TaskPtr> tasks;
    for (const auto& [id, task] : world.state().tasks())
        if (task->spec->service == "web" && task->last_status < TaskStatus::Stopped
            && (deployment == 0 || task->spec->deployment == deployment))
            tasks.push_back(task);
    return tasks;
}

std::size_t running(const World& world, std::uint64_t deployment = 0)
{
    const auto tasks = tasks_of(world, deployment);
    return static_cast<std::size_t>(std::ranges::count_if(tasks, [](const model::TaskPtr& task) {
        return task->last_status == TaskStatus::Running && task->desired_status == DesiredStatus::Running;
    }));
}

// Answers the hooks of a deployment as a test says, and remembers what it was asked.
class ScriptedHooks final : public control::HookRunner {
public:
    explicit ScriptedHooks(Loop& loop)
        : loop_(loop)
    {
    }

    void ask(std::string target, Json payload, Function<void(Result<control::HookAnswer>)> done) override
    {
        asked.push_back(target + " " + payload["lifecycleStage"].get<std::string>());
        if (silent)
            return;
        const bool again = in_progress-- > 0;
        loop_.post([again, done = std::move(done)] {
            using Status = control::HookAnswer::Status;
            done(control::HookAnswer{ again ? Status::InProgress : Status::Succeeded, {} });
        });
    }

    std::vector<std::string> asked;
    int in_progress = 0; // so often before it succeeds
    bool silent = false;

private:
    Loop& loop_;
};

model::DeploymentConfiguration blue_green()
{
    model::DeploymentConfiguration configuration;
    configuration.strategy = model::DeploymentStrategy::BlueGreen;
    configuration.bake_time = 2;
    configuration.lifecycle_hooks
        = *parse_json(R"([{"hookTargetArn": "check", "lifecycleStages": ["POST_SCALE_UP"]}])");
    return configuration;
}

bool is_steady(const World& world)
{
    const auto service = world.state().services().find(kWeb);
    return service && service->steady;
}

RolloutState rollout(const World& world, std::uint64_t deployment)
{
    return world.state().deployments().find(deployment)->rollout_state;
}

std::vector<std::string> messages(const World& world)
{
    std::vector<std::string> all;
    for (const auto row : world.state().events_of(kWeb))
        all.push_back(world.state().events().find(row)->message);
    return all;
}

bool has_said(const World& world, const std::string& part)
{
    const auto all = messages(world);
    return std::ranges::any_of(all, [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

model::DeploymentConfiguration percents(std::int64_t minimum, std::int64_t maximum)
{
    model::DeploymentConfiguration configuration;
    configuration.minimum_healthy_percent = minimum;
    configuration.maximum_percent = maximum;
    return configuration;
}

// A service "web" of so many tasks on three engines, at rest with deployment 1 of revision 1.
void start_service(World& world, std::int64_t desired, model::DeploymentConfiguration configuration = {})
{
    for (const char* engine : { "quay-a1", "quay-b1", "quay-c1" })
        world.add_engine(engine);
    register_revision(world, "harbour/web:1");
    world.edit([&](store::Transaction& transaction) -> Result<void> {
        auto service = test::service_record("web", desired);
        service.deployment_configuration = configuration;
        service.created_at = world.loop.now();
        test::deploy(transaction, service, test::service_revision(11, "web", "web", 1), 1, world.loop.now());
        return {};
    });
}

void update_service(World& world, std::uint64_t deployment, std::int64_t definition)
{
    world.edit([&](store::Transaction& transaction) -> Result<void> {
        test::deploy(transaction, *transaction.state().services().find(kWeb),
            test::service_revision(10 + deployment, "web", "web", definition), deployment, world.loop.now());
        return {};
    });
}

void change_service(World& world, const std::function<void(model::Service&)>& change)
{
    world.edit([&](store::Transaction& transaction) -> Result<void> {
        model::Service service = *transaction.state().services().find(kWeb);
        change(service);
        transaction.put(std::move(service));
        return {};
    });
}

} // namespace

// Services from the record to the containers, on simulated engines and over restarts; time is simulated.
class TestServiceWorld : public QObject {
    Q_OBJECT

private slots:
    void a_service_starts_its_tasks_and_reaches_a_steady_state();
    void a_container_that_dies_is_replaced_at_once();
    void a_rolling_update_keeps_minimum_and_maximum();
    void a_rolling_update_goes_on_over_a_restart();
    void a_bad_revision_is_rolled_back_by_the_circuit_breaker();
    void the_desired_count_is_followed();
    void a_draining_instance_is_emptied_and_the_tasks_go_elsewhere();
    void tasks_of_a_lost_engine_are_replaced();
    void a_deleted_service_stops_everything_and_is_inactive();
    void blue_green_asks_its_hooks_and_shifts();
    void an_answer_that_is_lost_with_the_program_is_asked_for_again();
};

void TestServiceWorld::a_service_starts_its_tasks_and_reaches_a_steady_state()
{
    World world;
    start_service(world, 3);
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 1min));
    QCOMPARE(running(world), std::size_t{ 3 });
    QCOMPARE(rollout(world, 1), RolloutState::Completed);
    const auto said = messages(world);
    QCOMPARE(said.size(), std::size_t{ 3 });
    QVERIFY(said[0].starts_with("(service web) has started 3 tasks: (task "));
    QCOMPARE(said[1], std::string("(service web) (deployment ecs-svc/1) deployment completed."));
    QCOMPARE(said[2], std::string("(service web) has reached a steady state."));
    for (const auto& task : tasks_of(world)) {
        QCOMPARE(task->spec->group, std::string("service:web"));
        QCOMPARE(task->spec->started_by, std::string("ecs-svc/1"));
        QCOMPARE(task->spec_row, tasks_of(world)[0]->spec_row);
    }
}

void TestServiceWorld::a_container_that_dies_is_replaced_at_once()
{
    World world;
    start_service(world, 2);
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 1min));
    world.loop.advance(2min);
    const auto victim = tasks_of(world)[0];
    const auto instance = world.state().container_instances().find(victim->container_instance);
    auto& host = world.engine(instance->name).host();
    const TimePoint killed = world.loop.now();
    host.kill(*host.find(victim->containers[0].runtime_id));
    QVERIFY(world.loop.advance_until(
        [&] { return tasks_of(world).size() == 2 && !world.has_status(victim->id, TaskStatus::Running); }, 1s));
    QVERIFY2(world.loop.now() - killed < 150ms, "the replacement came late");
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 1min));
}

void TestServiceWorld::a_rolling_update_keeps_minimum_and_maximum()
{
    World world;
    start_service(world, 4, percents(75, 150));
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 1min));
    register_revision(world, "harbour/web:2");
    update_service(world, 2, 2);
    while (rollout(world, 2) != RolloutState::Completed) {
        QVERIFY(world.loop.advance_to_next());
        QVERIFY2(tasks_of(world).size() <= 6, "more than the maximum");
        QVERIFY2(running(world) >= 3, "fewer than the minimum");
        QVERIFY(world.loop.now() < test::SimLoop::kStart + 10min);
    }
    QCOMPARE(running(world, 2), std::size_t{ 4 });
    QCOMPARE(tasks_of(world).size(), std::size_t{ 4 });
    QCOMPARE(world.state().services().find(kWeb)->deployments, std::vector<std::uint64_t>{ 2 });
    QCOMPARE(world.state().deployments().find(1)->status, model::DeploymentStatus::Inactive);
}

void TestServiceWorld::a_rolling_update_goes_on_over_a_restart()
{
    World world;
    start_service(world, 4);
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 1min));
    register_revision(world, "harbour/web:2");
    update_service(world, 2, 2);
    for (int kills = 0; rollout(world, 2) != RolloutState::Completed; ++kills) {
        QVERIFY(kills < 60);
        world.loop.advance(2300ms); // longer than a pull
        world.restart();
        QVERIFY(tasks_of(world).size() <= 8);
    }
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 1min));
    QCOMPARE(running(world, 2), std::size_t{ 4 });
}

void TestServiceWorld::a_bad_revision_is_rolled_back_by_the_circuit_breaker()
{
    World world;
    model::DeploymentConfiguration configuration;
    configuration.circuit_breaker = configuration.circuit_breaker_rollback = true;
    start_service(world, 3, configuration);
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 1min));
    for (auto& [name, engine] : world.engines.by_name)
        engine->host().add_unknown_image("harbour/web:broken");
    register_revision(world, "harbour/web:broken");
    update_service(world, 2, 2);
    QVERIFY(world.loop.advance_until([&] { return rollout(world, 2) == RolloutState::Failed; }, 30min));
    QCOMPARE(world.state().deployments().find(2)->circuit_breaker, model::MonitorStatus::Triggered);
    QVERIFY(running(world) >= 3);
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 2min));
    QVERIFY(has_said(world, "(deployment ecs-svc/2) deployment failed: tasks failed to start."));
    QVERIFY(has_said(world, "rolling back to deployment ecs-svc/1."));
    const auto& service = *world.state().services().find(kWeb);
    QCOMPARE(service.deployments.size(), std::size_t{ 1 });
    const auto primary = world.state().deployments().find(service.deployments[0]);
    QCOMPARE(primary->revision_number, std::uint64_t{ 11 });
    QCOMPARE(primary->rollback_of, std::uint64_t{ 2 });
    QCOMPARE(running(world, primary->number), std::size_t{ 3 });
    QCOMPARE(world.state().deployments().find(2)->service_deployment_status,
        model::ServiceDeploymentStatus::RollbackSuccessful);
}

void TestServiceWorld::the_desired_count_is_followed()
{
    World world;
    start_service(world, 2);
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 1min));
    change_service(world, [](model::Service& service) { service.desired_count = 5; });
    QVERIFY(world.loop.advance_until([&] { return running(world) == 5; }, 1min));
    change_service(world, [](model::Service& service) { service.desired_count = 1; });
    QVERIFY(world.loop.advance_until([&] { return is_steady(world) && tasks_of(world).size() == 1; }, 1min));
    QCOMPARE(world.state().deployments_of(kWeb).size(), std::size_t{ 1 });
}

void TestServiceWorld::a_draining_instance_is_emptied_and_the_tasks_go_elsewhere()
{
    World world;
    start_service(world, 3);
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 1min));
    const Id drained = tasks_of(world)[0]->container_instance;
    world.ok("UpdateContainerInstancesState",
        { { "status", "DRAINING" }, { "containerInstances", Json::array({ drained.hex() }) } });
    while (world.state().usage_of(drained).tasks > 0) {
        QVERIFY(world.loop.advance_to_next());
        QVERIFY2(running(world) >= 3, "fewer than the minimum");
        QVERIFY(world.loop.now() < test::SimLoop::kStart + 10min);
    }
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 1min));
    QCOMPARE(running(world), std::size_t{ 3 });
}

void TestServiceWorld::tasks_of_a_lost_engine_are_replaced()
{
    World world;
    start_service(world, 3);
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 1min));
    QVERIFY(world.engine("quay-a1").set_fault("unreachable"));
    world.loop.advance(60s);
    QCOMPARE(tasks_of(world).size(), std::size_t{ 3 });
    QVERIFY(world.loop.advance_until([&] { return running(world) == 3 && is_steady(world); }, 5min));
    QCOMPARE(tasks_of(world).size(), std::size_t{ 3 });
    QVERIFY(world.engine("quay-a1").set_fault("none"));
    world.loop.advance(5min);
    QCOMPARE(tasks_of(world).size(), std::size_t{ 3 });
}

void TestServiceWorld::a_deleted_service_stops_everything_and_is_inactive()
{
    World world;
    start_service(world, 3);
    world.loop.advance(2s);
    change_service(world, [](model::Service& service) {
        service.status = model::ServiceStatus::Draining;
        service.desired_count = 0;
    });
    const auto inactive = [&] { return world.state().services().find(kWeb)->status == model::ServiceStatus::Inactive; };
    QVERIFY(world.loop.advance_until(inactive, 2min));
    QVERIFY(tasks_of(world).empty());
    QVERIFY(world.state().services().find(kWeb)->deployments.empty());
    QCOMPARE(world.state().deployments().find(1)->service_deployment_status, model::ServiceDeploymentStatus::Stopped);

    world.loop.advance(2h);
    QVERIFY(!world.state().services().find(kWeb));
    QVERIFY(world.state().deployments().empty() && world.state().service_revisions().empty());
}

void TestServiceWorld::blue_green_asks_its_hooks_and_shifts()
{
    World world;
    const auto hooks = std::make_shared<ScriptedHooks>(world.loop);
    world.set_hooks(hooks);
    start_service(world, 2);
    QVERIFY(world.loop.advance_until([&] { return is_steady(world); }, 1min));
    change_service(world, [](model::Service& service) { service.deployment_configuration = blue_green(); });
    register_revision(world, "harbour/web:2");
    hooks->in_progress = 2;
    const TimePoint begun = world.loop.now();
    update_service(world, 2, 2);
    while (rollout(world, 2) != RolloutState::Completed) {
        QVERIFY(world.loop.advance_to_next());
        QVERIFY(running(world) >= 2);
        QVERIFY(world.loop.now() < begun + 10min);
    }
    QCOMPARE(hooks->asked, std::vector<std::string>(3, "check POST_SCALE_UP"));
    QVERIFY(world.loop.now() > begun + 3min); // a minute of asking again and two of baking
    QCOMPARE(running(world, 2), std::size_t{ 2 });
    QVERIFY(world.loop.advance_until([&] { return tasks_of(world).size() == 2 && is_steady(world); }, 1min));
}

void TestServiceWorld::an_answer_that_is_lost_with_the_program_is_asked_for_again()
{
    World world;
    const auto hooks = std::make_shared<ScriptedHooks>(world.loop);
    hooks->silent = true;
    world.set_hooks(hooks);
    start_service(world, 1, blue_green());
    QVERIFY(world.loop.advance_until([&] { return hooks->asked.size() == 1; }, 1min));
    world.restart();
    hooks->silent = false;
    QVERIFY(world.loop.advance_until([&] { return hooks->asked.size() == 2; }, 5min));
    QVERIFY(world.loop.advance_until([&] { return rollout(world, 1) == RolloutState::Completed; }, 5min));
}

QTEST_GUILESS_MAIN(TestServiceWorld)
#include "tst_service_world.moc"
