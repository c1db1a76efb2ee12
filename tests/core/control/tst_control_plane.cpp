#include "tests/support/world.h"

#include <QtTest>

using namespace quayside;
using namespace std::chrono_literals;
using model::ChangeSet;
using model::TaskStatus;
using test::World;

class TestControlPlane : public QObject {
    Q_OBJECT

private slots:
    void a_fresh_state_has_the_default_cluster_and_an_identity();
    void calls_before_the_start_are_answered_after_it();
    void a_reply_comes_after_its_change_is_on_disk();
    void a_burst_of_calls_is_one_set();
    void a_failing_flush_undoes_the_turn_and_tells();
    void reports_survive_a_failing_flush();
    void what_a_failing_disk_keeps_back_is_known_to_the_scheduler_data();
    void what_a_failing_disk_keeps_back_is_known_to_the_scheduler();
    void an_engine_whose_removal_cannot_be_written_keeps_its_tasks();
    void removing_an_engine_twice_is_answered_twice();
    void another_engine_at_the_address_is_known_after_a_restart_too();
    void a_subscriber_gets_everything_then_each_change_in_order();
    void a_dropped_subscription_is_silent();
    void progress_is_told_while_restoring();
    void stopped_tasks_are_kept_for_the_cleanup_wait();
    void old_events_make_room();
    void what_was_flushed_is_brought_to_its_place_when_there_is_time();
    void calls_are_answered_while_many_engines_are_opened();
    void samples_can_be_asked_for();
    void the_demo_is_there_at_once_and_lives();
    void a_foreign_agent_that_calls_no_more_is_not_connected();
};

// Registers an instance as another program's agent would; its ARN.
static std::string foreign_instance(World& world)
{
    Json resources = Json::array();
    for (const char* name : { "CPU", "MEMORY" })
        resources.push_back({ { "name", name }, { "type", "INTEGER" }, { "integerValue", 4096 } });
    const Json reply = world.ok("RegisterContainerInstance", { { "totalResources", resources } });
    return reply["containerInstance"]["containerInstanceArn"];
}

void TestControlPlane::a_foreign_agent_that_calls_no_more_is_not_connected()
{
    World world;
    const auto arn = foreign_instance(world);
    world.register_web();
    const Id task = world.run_task();
    const auto connected = [&] { return world.state().container_instances().begin()->second->agent_connected; };
    world.control->set_endpoint("http://127.0.0.1:9470", "lenient");
    const std::pair<const char*, Json> calls[] = { { "DiscoverPollEndpoint", { { "containerInstance", arn } } },
        { "ListTasks", { { "containerInstance", arn } } },
        { "SubmitTaskStateChange", { { "task", task.hex() }, { "status", "RUNNING" } } } };
    for (const auto& [name, input] : calls) {
        world.loop.advance(4min);
        world.ok(name, input);
        world.loop.advance(4min);
        QVERIFY2(connected(), name);
        world.ok("DescribeTasks", { { "tasks", Json::array({ task.hex() }) } }); // anybody's
        world.loop.advance(2min);
        QVERIFY2(!connected() && !world.task(task)->connected, name);
        QCOMPARE(world.ok("RunTask", { { "taskDefinition", "web" } })["failures"][0]["reason"].get<std::string>(),
            std::string("AGENT"));
        world.ok(name, input);
        QVERIFY2(connected() && world.task(task)->connected, name);
    }
    QVERIFY(world.has_status(task, TaskStatus::Running));
    world.restart();
    world.loop.advance(4min);
    QVERIFY(connected());
    world.loop.advance(2min);
    QVERIFY(!connected());
}

void TestControlPlane::a_fresh_state_has_the_default_cluster_and_an_identity()
{
    World world;
    QVERIFY(world.state().clusters().find("default"));
    const std::string identity = world.control->installation().id;
    QCOMPARE(identity.size(), std::size_t{ 32 });
    world.restart();
    QCOMPARE(world.control->installation().id, identity);
    QCOMPARE(world.state().clusters().size(), std::size_t{ 1 });
}

void TestControlPlane::calls_before_the_start_are_answered_after_it()
{
    test::SimLoop loop;
    test::SimulatedEngines engines(loop);
    control::ControlPlane control(
        loop, std::move(*store::Store::open_in_memory()), engines, World::default_settings(1));
    bool replied = false;
    std::shared_ptr<const ChangeSet> seen;
    control.call("ListClusters", Json::object(), [&](Result<Json> result) { replied = result.has_value(); });
    const auto watch = control.subscribe([&](auto set) { seen = std::move(set); });
    loop.run_ready();
    QVERIFY(!replied && !seen);
    QVERIFY(control.start());
    QVERIFY(replied && seen && seen->full);
}

void TestControlPlane::a_reply_comes_after_its_change_is_on_disk()
{
    World world;
    std::vector<std::string> order;
    const auto watch = world.control->subscribe([&](const auto&) { order.push_back("published"); });
    order.clear();
    Json input;
    input["clusterName"] = "staging";
    world.control->call("CreateCluster", input, [&](Result<Json> result) {
        QVERIFY(result);
        order.push_back("replied");
    });
    QVERIFY(order.empty());
    world.loop.run_ready();
    QCOMPARE(order, (std::vector<std::string>{ "published", "replied" }));
    world.restart();
    QVERIFY(world.state().clusters().find("staging"));
}

void TestControlPlane::a_burst_of_calls_is_one_set()
{
    World world;
    std::vector<std::shared_ptr<const ChangeSet>> sets;
    const auto watch = world.control->subscribe([&](auto set) { sets.push_back(std::move(set)); });
    int replies = 0;
    for (int i = 0; i < 100; ++i) {
        Json input;
        input["clusterName"] = "c" + std::to_string(i);
        world.control->call("CreateCluster", input, [&](const Result<Json>& result) { replies += result.has_value(); });
    }
    // A question asked in the middle of a turn may know of what is not on disk: it waits, too.
    bool listed = false;
    world.control->call("ListClusters", Json::object(), [&](const Result<Json>&) { listed = true; });
    QVERIFY(!listed);
    world.loop.run_ready();
    QVERIFY(listed);
    QCOMPARE(replies, 100);
    QCOMPARE(sets.size(), std::size_t{ 2 });
    QCOMPARE(sets[1]->of<model::Cluster>().size(), std::size_t{ 100 });
}

void TestControlPlane::a_failing_flush_undoes_the_turn_and_tells()
{
    auto opened = store::Store::open_in_memory();
    auto& store = **opened;
    test::SimLoop loop;
    test::SimulatedEngines engines(loop);
    control::ControlPlane control(loop, std::move(*opened), engines, World::default_settings(1));
    QVERIFY(control.start());
    int sets = 0;
    const auto watch = control.subscribe([&](const auto&) { ++sets; });
    store.fail_next_flush(Error::server("The disk of /state is full: free some space."));
    Json input;
    input["clusterName"] = "staging";
    std::optional<Result<Json>> reply;
    control.call("CreateCluster", input, [&](Result<Json> result) { reply = std::move(result); });
    loop.run_ready();
    QVERIFY(reply && !*reply);
    QCOMPARE(reply->error().code, std::string("ServerException"));
    QCOMPARE(reply->error().message, std::string("The disk of /state is full: free some space."));
    QCOMPARE(reply->error().http_status, 500);
    QCOMPARE(sets, 1);
    QVERIFY(!control.state().clusters().find("staging"));

    reply.reset();
    control.call("CreateCluster", input, [&](Result<Json> result) { reply = std::move(result); });
    loop.run_ready();
    QVERIFY(reply && *reply);
    QCOMPARE(sets, 2);
}

void TestControlPlane::reports_survive_a_failing_flush()
{
    auto opened = store::Store::open_in_memory();
    auto& store = **opened;
    test::SimLoop loop;
    test::SimulatedEngines engines(loop);
    control::ControlPlane control(loop, std::move(*opened), engines, World::default_settings(1));
    QVERIFY(control.start());
    Json input;
    input["name"] = "quay-a1";
    input["kind"] = "simulated";
    const auto call = [&](const char* operation, const Json& given) {
        std::optional<Result<Json>> reply;
        control.call(operation, given, [&](Result<Json> result) { reply = std::move(result); });
        loop.run_ready();
        QVERIFY(reply && *reply);
    };
    call("AddEngine", input);
    call("RegisterTaskDefinition", *parse_json(R"({"family": "web", "containerDefinitions": [{"name": "web",
        "image": "harbour/web:1", "memory": 64}]})"));
    call("RunTask", *parse_json(R"({"taskDefinition": "web"})"));
    store.fail_next_flush(Error::server("full"));
    const auto runs = [&] { return control.state().tasks().all()[0]->last_status == TaskStatus::Running; };
    QVERIFY(loop.advance_until(runs, 20s));
}

void TestControlPlane::what_a_failing_disk_keeps_back_is_known_to_the_scheduler_data()
{
    QTest::addColumn<int>("outage");
    for (int ms = 100; ms <= 4000; ms += 100)
        QTest::addRow("%d ms", ms) << ms;
}

// The new task of a rollout dies while nothing can be written: then the old one must stay, whenever the disk is whole
// again.
void TestControlPlane::what_a_failing_disk_keeps_back_is_known_to_the_scheduler()
{
    QFETCH(int, outage);
    auto opened = store::Store::open_in_memory();
    auto& store = **opened;
    test::SimLoop loop;
    test::SimulatedEngines engines(loop);
    control::ControlPlane control(loop, std::move(*opened), engines, World::default_settings(1));
    QVERIFY(control.start());
    const auto call = [&](const char* operation, const char* input) {
        control.call(operation, *parse_json(input), [](const Result<Json>& result) { QVERIFY(result); });
        loop.run_ready();
    };
    call("AddEngine", R"({"name": "quay-a1", "kind": "simulated"})");
    call("RegisterTaskDefinition",
        R"({"family": "web", "containerDefinitions": [{"name": "web", "image": "harbour/web:1", "memory": 64}]})");
    call("CreateService", R"({"serviceName": "web", "taskDefinition": "web", "desiredCount": 2,
        "deploymentConfiguration": {"minimumHealthyPercent": 50, "maximumPercent": 100}})");
    const auto service = [&] { return control.state().services().find({ "default", "web" }); };
    QVERIFY(loop.advance_until([&] { return service()->steady; }, 1min));

    call("UpdateService", R"({"service": "web", "forceNewDeployment": true})");
    const auto fresh = [&] { return service()->deployments.front(); };
    const auto running = [&](bool of_fresh) {
        std::vector<model::TaskPtr> found;
        for (const auto& [id, task] : control.state().tasks())
            if (task->last_status == TaskStatus::Running && (task->spec->deployment == fresh()) == of_fresh)
                found.push_back(task);
        return found;
    };
    QVERIFY(loop.advance_until([&] { return !running(true).empty(); }, 2min));
    loop.advance(2200ms);
    auto& host = engines.by_name.at("quay-a1")->host();
    host.kill(*host.find(running(true)[0]->containers[0].runtime_id));
    for (const TimePoint end = loop.now() + std::chrono::milliseconds{ outage }; loop.now() < end;) {
        store.fail_next_flush(Error::server("full"));
        loop.step();
    }
    control.call("CreateCluster", Json{ { "clusterName", "lost" } },
        [](const Result<Json>& result) { QVERIFY(!result); }); // the last one
    loop.run_ready();
    loop.advance(2s);
    QCOMPARE(running(true).size(), std::size_t{ 0 });
    QCOMPARE(running(false).size(), std::size_t{ 1 });
}

void TestControlPlane::an_engine_whose_removal_cannot_be_written_keeps_its_tasks()
{
    auto opened = store::Store::open_in_memory();
    auto& store = **opened;
    test::SimLoop loop;
    test::SimulatedEngines engines(loop);
    control::ControlPlane control(loop, std::move(*opened), engines, World::default_settings(1));
    QVERIFY(control.start());
    std::optional<Result<Json>> reply;
    const auto call = [&](const char* operation, const char* given) {
        reply.reset();
        control.call(operation, *parse_json(given), [&](Result<Json> result) { reply = std::move(result); });
        loop.advance(10s);
    };
    call("AddEngine", R"({"name": "quay-a1", "kind": "simulated"})");
    call("RegisterTaskDefinition", R"({"family": "web", "containerDefinitions": [{"name": "web",
        "image": "harbour/web:1", "memory": 64}]})");
    call("RunTask", R"({"taskDefinition": "web"})");
    QCOMPARE(control.state().tasks().all()[0]->last_status, TaskStatus::Running);
    store.fail_next_flush(Error::server("full"));
    call("RemoveEngine", R"({"engine": "quay-a1", "force": true})");
    QVERIFY(reply && !*reply);
    loop.advance(1min);
    QCOMPARE(control.state().tasks().all()[0]->last_status, TaskStatus::Running);
    QCOMPARE(engines.by_name.at("quay-a1")->counts().calls.count("stop"), std::size_t{ 0 });
}

void TestControlPlane::removing_an_engine_twice_is_answered_twice()
{
    World world;
    world.add_engine("quay-a1");
    world.register_web();
    QVERIFY(world.reaches(world.run_task(), TaskStatus::Running));
    const Json input{ { "engine", "quay-a1" }, { "force", true } };
    int replies = 0;
    for (int i = 0; i < 2; ++i)
        world.control->call("RemoveEngine", input, [&](const Result<Json>&) { ++replies; });
    QVERIFY(world.loop.advance_until([&] { return replies == 2; }, 5min));
    QVERIFY(world.state().engines().empty());
}

void TestControlPlane::another_engine_at_the_address_is_known_after_a_restart_too()
{
    World world;
    world.add_engine("quay-a1");
    world.register_web();
    const Id task = world.run_task();
    QVERIFY(world.reaches(task, TaskStatus::Running));
    const std::string own = world.engine("quay-a1").host().settings().id;
    world.kill();
    world.engine("quay-a1").host().set_id("somebody else");
    world.start();
    world.loop.advance(1min);
    QVERIFY(!world.state().engines().all()[0]->connected);
    QVERIFY(world.state().engines().all()[0]->problem.starts_with("Another Docker engine"));
    world.engine("quay-a1").host().set_id(own);
    QVERIFY(world.loop.advance_until([&] { return world.state().engines().all()[0]->connected; }, 1min));
    QCOMPARE(world.task(task)->last_status, TaskStatus::Running);
}

void TestControlPlane::a_subscriber_gets_everything_then_each_change_in_order()
{
    World world;
    world.add_engine("quay-a1");
    world.register_web();
    model::State replica;
    std::uint64_t revision = 0;
    bool first = true;
    const auto watch = world.control->subscribe([&](const std::shared_ptr<const ChangeSet>& set) {
        QCOMPARE(set->full, first);
        QVERIFY(first || set->revision == revision + 1);
        revision = set->revision;
        first = false;
        replica.apply(*set);
    });
    const Id task = world.run_task();
    QVERIFY(world.reaches(task, TaskStatus::Running));
    QCOMPARE(replica.tasks().find(task)->last_status, TaskStatus::Running);
    QCOMPARE(replica.everything().size(), world.state().everything().size());
}

void TestControlPlane::a_dropped_subscription_is_silent()
{
    World world;
    control::EmbeddedClient client(world.loop, *world.control);
    int sets = 0;
    auto watch = client.subscribe([&](const auto&) { ++sets; });
    world.loop.run_ready();
    QCOMPARE(sets, 1);
    Json input;
    input["clusterName"] = "staging";
    client.call("CreateCluster", input, [](const Result<Json>&) {});
    watch.reset();
    world.loop.run_ready();
    QCOMPARE(sets, 1);
    QVERIFY(world.state().clusters().find("staging"));

    // Dropped before it began.
    auto never = client.subscribe([&](const auto&) { ++sets; });
    never.reset();
    world.loop.run_ready();
    QCOMPARE(sets, 1);

    client.detach();
    std::optional<Result<Json>> late;
    client.call("ListClusters", Json::object(), [&](Result<Json> result) { late = std::move(result); });
    world.loop.run_ready();
    QVERIFY(late && !*late);
}

void TestControlPlane::progress_is_told_while_restoring()
{
    test::SimLoop loop;
    test::SimulatedEngines engines(loop);
    control::ControlPlane control(
        loop, std::move(*store::Store::open_in_memory()), engines, World::default_settings(1));
    std::vector<bool> restoring;
    const auto watch = control.watch_progress([&](client::Progress p) { restoring.push_back(p.restoring); });
    QVERIFY(control.start());
    QVERIFY(restoring.size() >= 3);
    QCOMPARE(restoring.front(), false);
    QVERIFY(restoring[1]);
    QCOMPARE(restoring.back(), false);
}

void TestControlPlane::stopped_tasks_are_kept_for_the_cleanup_wait()
{
    World world;
    world.add_engine("quay-a1");
    world.register_web();
    const Id task = world.run_task();
    QVERIFY(world.reaches(task, TaskStatus::Running));
    Json input;
    input["task"] = task.hex();
    world.ok("StopTask", input);
    QVERIFY(world.reaches(task, TaskStatus::Stopped));
    world.loop.advance(59min);
    QVERIFY(world.task(task));
    world.loop.advance(2min);
    QVERIFY(!world.task(task));
    QCOMPARE(world.state().task_specs().size(), std::size_t{ 0 });
    world.loop.advance(1min);
    QVERIFY(world.engine("quay-a1").host().containers().empty());
}

void TestControlPlane::old_events_make_room()
{
    auto settings = World::default_settings(1);
    settings.housekeeping.events_kept = 10;
    World world(settings);
    world.register_web();
    world.ok("CreateService", Json{ { "serviceName", "web" }, { "taskDefinition", "web" }, { "desiredCount", 1 } });
    world.loop.advance(1s);
    const auto of_service = world.state().events_of({ "default", "web" });
    QVERIFY(!of_service.empty());
    for (int i = 0; i < 120; ++i) {
        Json input;
        input["clusterName"] = "c" + std::to_string(i);
        world.ok("CreateCluster", input);
        world.ok("DeleteCluster", Json{ { "cluster", "c" + std::to_string(i) } });
    }
    QVERIFY(world.state().events().size() > 200);
    world.loop.advance(1s);
    QVERIFY(world.state().events().size() <= 10 + of_service.size());
    QVERIFY(world.state().events_of({ "default", "web" }) == of_service);
}

void TestControlPlane::what_was_flushed_is_brought_to_its_place_when_there_is_time()
{
    World world;
    world.register_web();
    const auto before = world.loop.timers();
    QVERIFY(before > 0);
    world.loop.advance(1s);
    QVERIFY(world.loop.timers() < before); // and nothing goes on
    world.restart();
    QCOMPARE(world.state().task_definitions().size(), std::size_t{ 1 });
}

void TestControlPlane::calls_are_answered_while_many_engines_are_opened()
{
    World world;
    constexpr int kEngines = 600;
    for (int i = 1; i <= kEngines; ++i) {
        Json input;
        input["name"] = "sim-" + std::to_string(i);
        input["kind"] = "simulated";
        world.control->call("AddEngine", input, [](const Result<Json>& result) { QVERIFY(result); });
    }
    world.loop.advance(1s);
    world.register_web();
    const Id task = world.run_task();
    QVERIFY(world.reaches(task, TaskStatus::Running));
    world.kill();
    world.engines.opened = 0;
    world.start();
    QVERIFY(world.engines.opened < kEngines);
    bool answered = false;
    world.control->call(
        "ListClusters", Json::object(), [&](const Result<Json>& result) { answered = result.has_value(); });
    QVERIFY(answered);
    world.loop.run_ready();
    QCOMPARE(world.engines.opened, kEngines);
    world.loop.advance(1s);
    for (const auto& [id, engine] : world.state().engines())
        QVERIFY(engine->connected);
    QVERIFY(world.has_status(task, TaskStatus::Running));
}

void TestControlPlane::samples_can_be_asked_for()
{
    World world;
    world.add_engine("quay-a1");
    world.register_web();
    const Id task = world.run_task();
    QVERIFY(world.reaches(task, TaskStatus::Running));
    Json input;
    input["subject"] = "container";
    input["id"] = task.hex();
    input["container"] = "web";
    QVERIFY(world.ok("GetMetrics", input)["samples"].empty());
    world.loop.advance(10s);
    const Json samples = world.ok("GetMetrics", input)["samples"];
    QVERIFY(samples.size() >= 8);
    QVERIFY(samples.back()["cpu"].get<double>() > 0);
    input["container"] = "nobody";
    QCOMPARE(world.call("GetMetrics", input).error().code, std::string("InvalidParameterException"));
}

void TestControlPlane::the_demo_is_there_at_once_and_lives()
{
    World world;
    const Json demo = world.ok("StartDemo");
    QCOMPARE(demo["containerInstanceArns"].size(), std::size_t{ 5 });
    QVERIFY(demo["taskArns"].size() >= 30);
    std::size_t running = 0;
    for (const auto& [id, task] : world.state().tasks())
        running += task->last_status == TaskStatus::Running;
    QVERIFY(running >= 28);
    QCOMPARE(world.state().services().size(), std::size_t{ 4 });
    int rolling = 0;
    for (const auto& [key, service] : world.state().services()) {
        const auto primary = world.state().deployments().find(service->deployments.front());
        const auto counts = world.state().counts_of(primary->number);
        if (primary->rollout_state == model::RolloutState::InProgress) {
            ++rolling;
            QVERIFY(counts.running > 0 && counts.running < service->desired_count); // half way
            QVERIFY(!primary->source_revisions.empty());
        } else {
            QCOMPARE(std::int64_t{ counts.running }, service->desired_count);
            QVERIFY(service->steady);
        }
    }
    QCOMPARE(rolling, 1);
    QCOMPARE(world.call("StartDemo").error().code, std::string("ClientException"));
}

QTEST_GUILESS_MAIN(TestControlPlane)
#include "tst_control_plane.moc"
