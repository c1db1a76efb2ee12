#include "tests/support/world.h"

#include <QtTest>

#include <set>

using namespace quayside;
using namespace std::chrono_literals;
using docker::RunState;
using model::TaskStatus;
using test::World;

namespace {

Json stop_input(const Id& task)
{
    Json input;
    input["task"] = task.hex();
    return input;
}

// The containers that run on all engines, by the task that their label names.
std::multiset<std::string> running_containers(World& world)
{
    std::multiset<std::string> tasks;
    for (const auto& [name, engine] : world.engines.by_name)
        for (const auto& summary : engine->host().list({}))
            if (summary.state == RunState::Running)
                tasks.insert(summary.labels.at(docker::kTaskLabel));
    return tasks;
}

std::multiset<std::string> tasks_with_status(const World& world, TaskStatus status)
{
    std::multiset<std::string> tasks;
    for (const auto& [id, task] : world.state().tasks())
        if (task->last_status == status)
            tasks.insert(id.hex());
    return tasks;
}

} // namespace

// From the call to the container and back, over restarts and lost engines; time is simulated.
class TestSimulatedWorld : public QObject {
    Q_OBJECT

private slots:
    void a_task_runs_and_is_stopped();
    void a_task_whose_container_fails_says_why();
    void a_restart_adopts_what_runs();
    void an_engine_that_falls_silent_makes_its_tasks_unknown_and_then_lost();
    void an_engine_that_comes_back_in_time_loses_nothing();
    void a_simulated_engine_goes_on_over_a_restart_of_the_program();
    void another_engine_behind_the_same_endpoint_is_noticed_over_a_restart();
    void nothing_is_lost_or_doubled_when_killed_at_any_moment();
};

void TestSimulatedWorld::a_task_runs_and_is_stopped()
{
    World world;
    world.add_engine("quay-a1");
    world.register_web();
    const Id id = world.run_task();
    QVERIFY(world.reaches(id, TaskStatus::Running));
    const auto task = world.task(id);
    QVERIFY(task->pull_started_at != kNever && task->started_at >= task->created_at);
    QVERIFY(!task->containers[0].runtime_id.empty());
    QCOMPARE(task->containers[0].network_bindings.size(), std::size_t{ 1 });
    QCOMPARE(running_containers(world), std::multiset<std::string>{ id.hex() });

    world.ok("StopTask", stop_input(id));
    QVERIFY(world.reaches(id, TaskStatus::Stopped));
    QCOMPARE(world.task(id)->stop_code, model::StopCode::UserInitiated);
    QVERIFY(running_containers(world).empty());
}

void TestSimulatedWorld::a_task_whose_container_fails_says_why()
{
    World world;
    world.add_engine("quay-a1");
    world.ok("RegisterTaskDefinition", *parse_json(R"({"family": "migrate", "containerDefinitions": [{"name": "migrate",
        "image": "harbour/api:1", "cpu": 256, "memory": 256, "command": ["sh", "-c", "exit 3"]}]})"));
    const Id id = world.run_task("migrate");
    QVERIFY(world.reaches(id, TaskStatus::Stopped));
    QCOMPARE(world.task(id)->stopped_reason, std::string("Essential container in task exited"));
    QCOMPARE(world.task(id)->containers[0].exit_code.value_or(0), 3);
    bool told = false;
    for (const auto& [row, event] : world.state().events())
        told = told || (event->object == id.hex() && event->severity == model::Severity::Error);
    QVERIFY(told);
}

void TestSimulatedWorld::a_restart_adopts_what_runs()
{
    World world;
    world.add_engine("quay-a1");
    world.register_web();
    const Id id = world.run_task();
    QVERIFY(world.reaches(id, TaskStatus::Running));
    const auto before = world.task(id);
    const auto pid = world.engine("quay-a1").host().inspect(before->containers[0].runtime_id)->pid;
    world.kill();
    world.loop.advance(5min);
    world.start();
    world.loop.advance(3min);
    const auto after = world.task(id);
    QCOMPARE(after->last_status, TaskStatus::Running);
    QCOMPARE(after->started_at, before->started_at);
    QCOMPARE(after->containers, before->containers);
    QCOMPARE(world.engine("quay-a1").host().inspect(before->containers[0].runtime_id)->pid, pid);
    QCOMPARE(running_containers(world).size(), std::size_t{ 1 });
}

void TestSimulatedWorld::an_engine_that_falls_silent_makes_its_tasks_unknown_and_then_lost()
{
    World world;
    world.add_engine("quay-a1");
    world.register_web();
    const Id id = world.run_task();
    QVERIFY(world.reaches(id, TaskStatus::Running));
    QVERIFY(world.engine("quay-a1").set_fault("black-hole"));
    QVERIFY(world.loop.advance_until([&] { return world.task(id)->unknown; }, 1min));
    QCOMPARE(world.task(id)->last_status, TaskStatus::Running);
    QVERIFY(!world.task(id)->connected);
    QVERIFY(!world.state().container_instances().all()[0]->agent_connected);
    world.loop.advance(110s);
    QCOMPARE(world.task(id)->last_status, TaskStatus::Running);
    world.loop.advance(15s);
    QCOMPARE(world.task(id)->last_status, TaskStatus::Stopped);
    QCOMPARE(world.task(id)->stop_code, model::StopCode::TerminationNotice);
    QVERIFY(world.task(id)->stopped_reason.starts_with("Host EC2 (instance "));

    // It comes back with the container of a task that counts as stopped: that is ended, not revived.
    QVERIFY(world.engine("quay-a1").set_fault("none"));
    QVERIFY(world.loop.advance_until([&] { return running_containers(world).empty(); }, 5min));
    QCOMPARE(world.task(id)->last_status, TaskStatus::Stopped);
}

void TestSimulatedWorld::an_engine_that_comes_back_in_time_loses_nothing()
{
    World world;
    world.add_engine("quay-a1");
    world.register_web();
    const Id id = world.run_task();
    QVERIFY(world.reaches(id, TaskStatus::Running));
    const auto started_at = world.task(id)->started_at;
    QVERIFY(world.engine("quay-a1").set_fault("unreachable"));
    QVERIFY(world.loop.advance_until([&] { return world.task(id)->unknown; }, 1min));
    QVERIFY(world.engine("quay-a1").set_fault("none"));
    QVERIFY(world.loop.advance_until([&] { return !world.task(id)->unknown; }, 1min));
    world.loop.advance(10min);
    QCOMPARE(world.task(id)->last_status, TaskStatus::Running);
    QCOMPARE(world.task(id)->started_at, started_at);
    QCOMPARE(running_containers(world).size(), std::size_t{ 1 });
}

void TestSimulatedWorld::a_simulated_engine_goes_on_over_a_restart_of_the_program()
{
    World world;
    world.add_engine("quay-a1");
    world.register_web();
    const Id id = world.run_task();
    QVERIFY(world.reaches(id, TaskStatus::Running));
    const auto before = world.task(id);
    world.kill();
    world.engines.by_name.clear(); // the engine was in the process, too
    world.loop.advance(5min);
    world.start();
    world.loop.advance(3min);
    QCOMPARE(world.task(id)->last_status, TaskStatus::Running);
    QCOMPARE(world.task(id)->containers, before->containers);
    QCOMPARE(running_containers(world), std::multiset<std::string>{ id.hex() });
    const Id next = world.run_task(); // as the first of a process, like the one before
    QVERIFY(world.reaches(next, TaskStatus::Running));
    QVERIFY(world.task(next)->containers[0].runtime_id != before->containers[0].runtime_id);
    QCOMPARE(running_containers(world), (std::multiset<std::string>{ id.hex(), next.hex() }));
}

void TestSimulatedWorld::another_engine_behind_the_same_endpoint_is_noticed_over_a_restart()
{
    World world;
    world.add_engine("quay-a1");
    world.register_web();
    const Id task = world.run_task();
    QVERIFY(world.reaches(task, TaskStatus::Running));
    auto& host = world.engine("quay-a1").host();
    const auto record = [&] { return *world.state().engines().begin()->second; };
    const std::string identity = host.settings().id;
    for (const bool restarted : { true, false }) {
        if (restarted)
            world.kill();
        else
            world.engine("quay-a1").kill();
        host.set_id("ANOTHER");
        if (restarted) {
            world.start();
        } else {
            QVERIFY(world.loop.advance_until([&] { return !record().connected; }, 1min));
            world.engine("quay-a1").start_again(true);
        }
        const auto said = [&] { return record().problem.find("Another Docker engine") != std::string::npos; };
        QVERIFY(world.loop.advance_until(said, 1min));
        world.loop.advance(20s);
        QVERIFY(!record().connected && said());
        QCOMPARE(world.task(task)->last_status, TaskStatus::Running);
        const auto later = world.run_task(); // is not started there either
        world.loop.advance(5s);
        QVERIFY(later.is_null() || world.has_status(later, TaskStatus::Provisioning)
            || world.has_status(later, TaskStatus::Pending));
        QCOMPARE(host.containers().size(), std::size_t(1));
        host.set_id(identity);
        QVERIFY(world.loop.advance_until([&] { return record().connected; }, 1min));
        world.loop.advance(1s);
        QCOMPARE(world.task(task)->last_status, TaskStatus::Running);
        QCOMPARE(running_containers(world).count(task.hex()), std::size_t(1));
        if (!later.is_null()) {
            world.ok("StopTask", stop_input(later));
            QVERIFY(world.reaches(later, TaskStatus::Stopped));
        }
    }
}

// Sixty stories: tasks are started and stopped, and the program is killed between any two steps of its work. At the end
// every task that was acknowledged is there, and what runs on the engines is exactly what the state says.
void TestSimulatedWorld::nothing_is_lost_or_doubled_when_killed_at_any_moment()
{
    const bool more = qEnvironmentVariableIsSet("QUAYSIDE_TEST_SEEDS");
    const int seeds = more ? qEnvironmentVariableIntValue("QUAYSIDE_TEST_SEEDS") : 60;
    std::size_t survived = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        Random random(static_cast<std::uint64_t>(seed));
        World world(World::default_settings(static_cast<std::uint64_t>(seed) * 1000));
        world.add_engine("quay-a1");
        world.add_engine("quay-b1");
        world.register_web();
        std::set<std::string> acknowledged;
        std::set<std::string> stopped;
        for (int step = 0; step < 12; ++step) {
            if (random.below(3) > 0 || acknowledged.empty()) {
                const Json input = *parse_json(R"({"taskDefinition": "web", "count": 2})");
                world.control->call("RunTask", input, [&](const Result<Json>& result) {
                    if (result)
                        for (const auto& task : (*result)["tasks"])
                            acknowledged.insert(task["taskArn"].get<std::string>().substr(
                                task["taskArn"].get<std::string>().rfind('/') + 1));
                });
            } else {
                const std::string id
                    = *std::next(acknowledged.begin(), static_cast<std::ptrdiff_t>(random.below(acknowledged.size())));
                world.control->call("StopTask", stop_input(*Id::parse(id)), [&stopped, id](const Result<Json>& result) {
                    if (result)
                        stopped.insert(id);
                });
            }
            for (auto work = random.below(40); work > 0 && world.loop.run_one(); --work) { }
            world.loop.advance(std::chrono::milliseconds(random.below(700)));
            for (auto work = random.below(20); work > 0 && world.loop.run_one(); --work) { }
            if (random.below(2) == 0)
                world.restart();
        }
        world.loop.advance(5min);
        const auto context
            = [seed](const char* what) { return (std::string(what) + ", seed " + std::to_string(seed)); };
        for (const auto& id : acknowledged)
            QVERIFY2(world.task(*Id::parse(id)), context("an acknowledged task is gone").c_str());
        for (const auto& id : stopped)
            QVERIFY2(world.has_status(*Id::parse(id), TaskStatus::Stopped), context("a stop was forgotten").c_str());
        QVERIFY2(running_containers(world) == tasks_with_status(world, TaskStatus::Running),
            context("the engines and the state differ").c_str());
        for (const auto& [id, task] : world.state().tasks())
            QVERIFY2(task->last_status == TaskStatus::Running || task->last_status == TaskStatus::Stopped,
                context("a task hangs").c_str());
        for (const auto& [name, engine] : world.engines.by_name)
            QCOMPARE(engine->counts().foreign_changes, 0);
        survived += running_containers(world).size();
    }
    QVERIFY(survived > static_cast<std::size_t>(seeds));
}

QTEST_GUILESS_MAIN(TestSimulatedWorld)
#include "tst_simulated_world.moc"
