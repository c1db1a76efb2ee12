#include "tests/core/agent/agent_world.h"

#include <QTest>

using namespace quayside;
using namespace quayside::test;
using namespace std::chrono_literals;
using model::ContainerStatus;
using model::StopCode;
using model::TaskStatus;

class TestHostAgent : public QObject {
    Q_OBJECT

private slots:
    void a_task_runs_and_stops_with_all_its_times();
    void an_unknown_image_fails_the_task();
    void what_the_engine_refuses_is_the_reason();
    void a_taken_static_port_is_said_in_the_engines_words();
    void a_taken_dynamic_port_gives_way_to_the_next();
    void a_dynamic_port_that_went_to_another_meanwhile_gives_way_too();
    void a_port_stays_taken_though_a_former_holder_is_found_gone();
    void a_list_of_the_past_puts_no_former_container_in_its_place();
    void slices_of_one_engine_share_its_ports();
    void a_port_is_waited_for_until_its_holder_is_gone();
    void an_essential_container_takes_the_others_along();
    void another_container_may_end();
    void an_end_is_told_before_the_engine_answers_for_it();
    void a_container_that_ignores_sigterm_is_killed_after_its_stop_timeout();
    void those_that_ignore_sigterm_hold_nobody_up();
    void a_stop_during_the_pull_does_not_wait_for_it();
    void equal_pulls_are_one_and_starts_are_few_at_a_time();
    void a_refused_login_is_said_at_once();
    void pulls_are_one_only_with_the_same_login();
    void an_engine_that_does_not_answer_stops_nothing();
    void an_inspection_without_an_answer_says_nothing();
    void a_black_hole_is_noticed_and_survived();
    void a_daemon_restart_ends_tasks_only_when_it_says_so();
    void lost_answers_make_no_second_container();
    void lost_events_are_healed_by_the_list();
    void while_nothing_happens_an_engine_is_listed_once_a_minute();
    void a_container_that_somebody_removed_is_a_stopped_one();
    void a_removed_record_takes_its_containers_along();
    void so_does_one_whose_instance_is_gone_and_whose_removal_nobody_told();
    void late_containers_of_a_lost_task_are_stopped();
    void containers_of_others_are_left_alone();
    void another_engine_at_the_same_place_is_not_ours();
    void readings_flow_while_somebody_watches();
    void what_nobody_looks_at_is_asked_for_every_ten_seconds();
    void where_files_cannot_be_read_the_engine_is_asked();
};

void TestHostAgent::a_task_runs_and_stops_with_all_its_times()
{
    AgentWorld world;
    world.start_agent();
    const Id id = world.run(one_container("web", { { "portMappings", { { { "containerPort", 80 } } } } }));
    QVERIFY(world.reaches(id, TaskStatus::Running));

    const auto running = world.task(id);
    QVERIFY(running->pull_started_at >= running->created_at);
    QVERIFY(running->pull_stopped_at >= running->pull_started_at + 1500ms);
    QVERIFY(running->started_at >= running->pull_stopped_at);
    const auto& container = running->containers[0];
    const auto* real = world.only_container_of(id);
    QVERIFY(real != nullptr);
    QCOMPARE(container.runtime_id, real->id);
    QCOMPARE(container.started_at, real->started_at);
    QVERIFY(container.image_digest.starts_with("sha256:"));
    QCOMPARE(container.network_bindings,
        (std::vector<model::NetworkBinding>{ { 80, 61000, model::Protocol::Tcp, "127.0.0.1" } }));

    world.stop(id);
    QVERIFY(world.task(id)->last_status == TaskStatus::Stopping);
    QVERIFY(world.reaches(id, TaskStatus::Stopped));
    const auto stopped = world.task(id);
    QCOMPARE(stopped->stop_code, StopCode::UserInitiated);
    QCOMPARE(stopped->stopped_reason, std::string("Task stopped by user"));
    QCOMPARE(stopped->containers[0].exit_code, std::optional<std::int32_t>(143));
    QVERIFY(stopped->stopping_at >= running->started_at);
    QVERIFY(stopped->execution_stopped_at >= stopped->stopping_at);
    QVERIFY(stopped->stopped_at >= stopped->execution_stopped_at);
    QCOMPARE(stopped->containers[0].network_bindings, container.network_bindings);
    QCOMPARE(world.broken, std::string());
}

void TestHostAgent::an_unknown_image_fails_the_task()
{
    AgentWorld world;
    world.engine.host().add_unknown_image("registry.test/web:1");
    world.start_agent();
    const Id id = world.run(one_container("web"));
    QVERIFY(world.reaches(id, TaskStatus::Stopped));
    const auto task = world.task(id);
    QCOMPARE(task->stop_code, StopCode::TaskFailedToStart);
    QCOMPARE(task->stopped_reason, std::string("Task failed to start"));
    QVERIFY(task->containers[0].reason.starts_with("CannotPullContainerError: "));
    QVERIFY(task->containers[0].reason.find("pull access denied for registry.test/web") != std::string::npos);
    QVERIFY(!task->containers[0].exit_code);
    QVERIFY(task->started_at == kNever);
    QVERIFY(world.containers_of(id).empty());
}

void TestHostAgent::what_the_engine_refuses_is_the_reason()
{
    AgentWorld world;
    world.start_agent();
    world.engine.set_faults({ .refuse_create = true });
    const Id refused = world.run(one_container("web"));
    QVERIFY(world.reaches(refused, TaskStatus::Stopped));
    QCOMPARE(world.task(refused)->containers[0].reason,
        std::string(
            "CannotCreateContainerError: Error response from daemon: failed to create the container: no space left "
            "on device"));
    world.engine.set_faults({});

    docker::SimulatedBehaviour missing;
    missing.start_error = Error{ "EngineError", "exec: \"nope\": executable file not found in $PATH", 400 };
    world.engine.host().set_behaviour("registry.test/nope:1", missing);
    const Id failed = world.run(one_container("nope"));
    QVERIFY(world.reaches(failed, TaskStatus::Stopped));
    QCOMPARE(world.task(failed)->containers[0].reason,
        std::string(
            "CannotStartContainerError: Error response from daemon: exec: \"nope\": executable file not found in "
            "$PATH"));
    QCOMPARE(world.task(failed)->stop_code, StopCode::TaskFailedToStart);

    docker::SimulatedBehaviour greedy;
    greedy.exits_after = 10s;
    greedy.exit_code = 137;
    greedy.out_of_memory = true;
    world.engine.host().set_behaviour("registry.test/greedy:1", greedy);
    const Id greedy_task = world.run(one_container("greedy"));
    QVERIFY(world.reaches(greedy_task, TaskStatus::Stopped));
    QCOMPARE(world.task(greedy_task)->containers[0].reason,
        std::string("OutOfMemoryError: Container killed due to memory usage"));
    QCOMPARE(world.task(greedy_task)->containers[0].exit_code, std::optional<std::int32_t>(137));
}

void TestHostAgent::a_taken_static_port_is_said_in_the_engines_words()
{
    AgentWorld world;
    world.engine.host().take_port({ 8080, model::Protocol::Tcp });
    world.start_agent();
    const Id id = world.run(
        one_container("web", { { "portMappings", { { { "containerPort", 80 }, { "hostPort", 8080 } } } } }));
    QVERIFY(world.reaches(id, TaskStatus::Stopped));
    const auto& reason = world.task(id)->containers[0].reason;
    QVERIFY(reason.starts_with("CannotStartContainerError: Error response from daemon: driver failed"));
    QVERIFY(reason.find("Bind for 127.0.0.1:8080 failed: port is already allocated") != std::string::npos);
    QCOMPARE(world.engine.counts().calls.at("start"), 1);
}

void TestHostAgent::a_taken_dynamic_port_gives_way_to_the_next()
{
    AgentWorld world;
    world.engine.host().take_port({ 61000, model::Protocol::Tcp });
    world.engine.host().take_port({ 61001, model::Protocol::Tcp });
    world.start_agent();
    const Json web = one_container("web", { { "portMappings", { { { "containerPort", 80 } } } } });
    const Id id = world.run(web);
    QVERIFY(world.reaches(id, TaskStatus::Running));
    QCOMPARE(world.task(id)->containers[0].network_bindings[0].host_port, std::uint16_t{ 61002 });

    for (std::uint16_t port = 61003; port < 61010; ++port)
        world.engine.host().take_port({ port, model::Protocol::Tcp });
    const Id unlucky = world.run(web);
    QVERIFY(world.reaches(unlucky, TaskStatus::Stopped));
    QVERIFY(world.task(unlucky)->containers[0].reason.starts_with("CannotStartContainerError: "));
    QCOMPARE(world.broken, std::string());
}

// A former life chose it; its call to create the container has its effect only now.
void TestHostAgent::a_dynamic_port_that_went_to_another_meanwhile_gives_way_too()
{
    AgentWorld world;
    world.start_agent();
    const Json web = one_container("web", { { "portMappings", { { { "containerPort", 80 } } } } });
    const Id holder = world.run(web);
    QVERIFY(world.reaches(holder, TaskStatus::Running));
    const std::uint16_t port = world.only_container_of(holder)->ports.front().host_port;
    const Id late = world.run(web);
    QVERIFY(world.engine.host().create(
        agent::container_config(world.agent_settings, *world.task(late), 0, std::span(&port, 1), 4)));
    QVERIFY(world.reaches(late, TaskStatus::Running));
    QVERIFY(world.only_container_of(late)->ports.front().host_port != port);
    QCOMPARE(world.engine.counts().calls.at("start"), 2); // the engine was not asked for what it would refuse
    QCOMPARE(world.broken, std::string());
}

// A former life gave the port on, and what it reported of that was not written down.
void TestHostAgent::a_port_stays_taken_though_a_former_holder_is_found_gone()
{
    AgentWorld world;
    world.start_agent();
    const Json web = one_container("web", { { "portMappings", { { { "containerPort", 80 } } } } });
    const Id former = world.run(web);
    QVERIFY(world.reaches(former, TaskStatus::Running));
    const std::uint16_t port = world.only_container_of(former)->ports.front().host_port;
    world.kill_agent();
    auto& host = world.engine.host();
    const std::string ended = world.only_container_of(former)->id;
    host.kill(*host.find(ended));
    world.loop.advance(1s);
    QVERIFY(host.remove(ended));
    const Id holder = world.run(web);
    const auto made
        = host.create(agent::container_config(world.agent_settings, *world.task(holder), 0, std::span(&port, 1), 4));
    QVERIFY(made && host.start(*made));

    world.start_agent();
    QVERIFY(world.reaches(holder, TaskStatus::Running));
    QVERIFY(world.reaches(former, TaskStatus::Stopped));
    const Id next = world.run(web);
    QVERIFY(world.reaches(next, TaskStatus::Running));
    QVERIFY(world.only_container_of(next)->ports.front().host_port != port);
    QCOMPARE(world.engine.counts().calls.at("start"), 2); // the engine was not asked for what it would refuse
    QCOMPARE(world.broken, std::string());
}

void TestHostAgent::a_list_of_the_past_puts_no_former_container_in_its_place()
{
    AgentWorld world;
    world.engine.host().take_port({ 61000, model::Protocol::Tcp });
    world.start_agent();
    const Id id = world.run(one_container("web", { { "portMappings", { { { "containerPort", 80 } } } } }));
    QVERIFY(world.loop.advance_until([&] { return world.only_container_of(id) != nullptr; }, 1min));
    const std::string former = world.only_container_of(id)->id;
    world.engine.set_faults({ .slow = 10s });
    world.agent->apply(world.state.everything(), world.state); // asks for a list
    world.loop.advance(200us);
    world.engine.set_faults({});
    QVERIFY(world.reaches(id, TaskStatus::Running));
    QVERIFY(world.only_container_of(id)->id != former);
    world.loop.advance(15s);
    QVERIFY(world.task(id)->last_status == TaskStatus::Running);
    QCOMPARE(world.broken, std::string());
}

void TestHostAgent::slices_of_one_engine_share_its_ports()
{
    AgentWorld world;
    const Id left = world.add_instance(61000, 61001);
    const Id right = world.add_instance(61000, 61001);
    world.start_agent();
    const Json web = one_container("web", { { "portMappings", { { { "containerPort", 80 } } } } });
    const Id first = world.run(web, left);
    const Id second = world.run(web, right);
    const Id third = world.run(web, left);
    QVERIFY(world.reaches(first, TaskStatus::Running));
    QVERIFY(world.reaches(second, TaskStatus::Running));
    QVERIFY(world.task(first)->containers[0].network_bindings[0].host_port
        != world.task(second)->containers[0].network_bindings[0].host_port);
    QVERIFY(world.reaches(third, TaskStatus::Stopped));
    QCOMPARE(world.task(third)->containers[0].reason,
        std::string("HostConfigError: error retrieving docker port map: a host port is unavailable"));
}

void TestHostAgent::a_port_is_waited_for_until_its_holder_is_gone()
{
    AgentWorld world;
    docker::SimulatedBehaviour stubborn;
    stubborn.ignores_sigterm = true;
    world.engine.host().set_behaviour("registry.test/web:1", stubborn);
    world.start_agent();
    const Json web
        = one_container("web", { { "portMappings", { { { "containerPort", 80 }, { "hostPort", 8080 } } } } });
    const Id first = world.run(web);
    QVERIFY(world.reaches(first, TaskStatus::Running));
    world.stop(first);
    const Id second = world.run(web);
    QVERIFY(world.reaches(second, TaskStatus::Running, 2min));
    QCOMPARE(world.task(first)->last_status, TaskStatus::Stopped);
}

void TestHostAgent::an_essential_container_takes_the_others_along()
{
    AgentWorld world;
    docker::SimulatedBehaviour brief;
    brief.exits_after = 5s;
    brief.exit_code = 3;
    world.engine.host().set_behaviour("registry.test/brief:1", brief);
    world.start_agent();
    const Id id = world.run(definition_json("pair", { container_json("brief"), container_json("web") }));
    QVERIFY(world.reaches(id, TaskStatus::Running));
    QVERIFY(world.reaches(id, TaskStatus::Stopping));
    QVERIFY(world.reaches(id, TaskStatus::Stopped));
    const auto task = world.task(id);
    QCOMPARE(task->stop_code, StopCode::EssentialContainerExited);
    QCOMPARE(task->stopped_reason, std::string("Essential container in task exited"));
    QCOMPARE(task->containers[0].exit_code, std::optional<std::int32_t>(3));
    QCOMPARE(task->containers[1].exit_code, std::optional<std::int32_t>(143));
    QCOMPARE(world.broken, std::string());
}

void TestHostAgent::another_container_may_end()
{
    AgentWorld world;
    world.start_agent();
    const Id id = world.run(definition_json("pair",
        { container_json("init", { { "essential", false }, { "command", { "false" } } }), container_json("web") }));
    QVERIFY(world.reaches(id, TaskStatus::Running));
    world.loop.advance(1min);
    QCOMPARE(world.task(id)->last_status, TaskStatus::Running);
    QCOMPARE(world.task(id)->containers[0].exit_code, std::optional<std::int32_t>(1));
    QCOMPARE(world.task(id)->containers[1].last_status, ContainerStatus::Running);
}

void TestHostAgent::an_end_is_told_before_the_engine_answers_for_it()
{
    AgentWorld world({ .latency = 800ms });
    docker::SimulatedBehaviour job;
    job.exits_after = 10s;
    job.exit_code = 3;
    world.engine.host().set_behaviour("registry.test/job:1", job);
    world.start_agent();
    const Id id = world.run(one_container("job"));
    QVERIFY(world.reaches(id, TaskStatus::Stopped));
    const auto& container = world.task(id)->containers[0];
    QCOMPARE(container.exit_code, std::optional<std::int32_t>(3));
    QCOMPARE(world.loop.now(), container.started_at + 10s);
    world.loop.advance(1min);
    QCOMPARE(world.task(id)->containers[0], container); // what the engine says later changes nothing
    QVERIFY2(world.broken.empty(), world.broken.c_str());
}

void TestHostAgent::a_container_that_ignores_sigterm_is_killed_after_its_stop_timeout()
{
    AgentWorld world;
    world.start_agent();
    const Id id = world.run(one_container("sleeper", { { "command", { "sleep", "1000" } }, { "stopTimeout", 7 } }));
    QVERIFY(world.reaches(id, TaskStatus::Running));
    const TimePoint asked = world.loop.now();
    world.stop(id);
    QVERIFY(world.reaches(id, TaskStatus::Stopped));
    QVERIFY(world.loop.now() >= asked + 7s && world.loop.now() < asked + 8s);
    QCOMPARE(world.task(id)->containers[0].exit_code, std::optional<std::int32_t>(137));
}

void TestHostAgent::those_that_ignore_sigterm_hold_nobody_up()
{
    AgentWorld world;
    world.start_agent();
    std::vector<Id> sleepers;
    for (int i = 0; i < 20; ++i)
        sleepers.push_back(world.run(one_container("sleeper", { { "command", { "sleep", "1000" } } })));
    const Id web = world.run(one_container("web"));
    QVERIFY(world.reaches(web, TaskStatus::Running));
    for (const Id& id : sleepers) {
        QVERIFY(world.reaches(id, TaskStatus::Running));
        world.stop(id);
    }
    const TimePoint asked = world.loop.now();
    world.stop(web);
    QVERIFY(world.reaches(web, TaskStatus::Stopped));
    QVERIFY(world.loop.now() < asked + 2s);
    for (const Id& id : sleepers)
        QVERIFY(world.reaches(id, TaskStatus::Stopped));
    QVERIFY(world.loop.now() < asked + 32s);
}

void TestHostAgent::a_stop_during_the_pull_does_not_wait_for_it()
{
    AgentWorld world({ .pull_time = 10min });
    world.start_agent();
    const Id id = world.run(one_container("web"));
    world.loop.advance(30s);
    QVERIFY(world.task(id)->pull_started_at != kNever);
    world.stop(id);
    QVERIFY(world.reaches(id, TaskStatus::Stopped, 1s));
    QVERIFY(!world.task(id)->containers[0].exit_code);
    world.loop.advance(1s);
    QCOMPARE(world.engine.counts().running_pulls, 0);
    QCOMPARE(world.task(id)->stop_code, StopCode::UserInitiated);
}

void TestHostAgent::equal_pulls_are_one_and_starts_are_few_at_a_time()
{
    AgentWorld world;
    world.start_agent();
    std::vector<Id> ids;
    for (int i = 0; i < 60; ++i)
        ids.push_back(world.run(one_container("web" + std::to_string(i % 5))));
    for (const Id& id : ids)
        QVERIFY(world.reaches(id, TaskStatus::Running));
    QCOMPARE(world.engine.counts().calls.at("pull"), 5);
    QCOMPARE(world.engine.counts().most_pulls, 3);
    QCOMPARE(world.engine.counts().most_starts, 8);
    QCOMPARE(world.broken, std::string());
}

void TestHostAgent::a_refused_login_is_said_at_once()
{
    AgentWorld world;
    world.engine.host().lock_registry("registry.test", { "me", "right" });
    std::string password;
    world.agent_settings.login = [&password](const model::Task&, std::size_t) -> Result<docker::RegistryLogin> {
        if (password.empty())
            return fail(Error::client("There is no secret web."));
        return docker::RegistryLogin{ "me", password };
    };
    world.start_agent();
    const auto reason = [&world] {
        const Id id = world.run(one_container("web"));
        return world.reaches(id, TaskStatus::Stopped) ? world.task(id)->containers[0].reason : "it runs";
    };
    QCOMPARE(reason(), std::string("CannotPullContainerAuthError: There is no secret web."));
    password = "wrong";
    QCOMPARE(reason(),
        std::string("CannotPullContainerError: Error response from daemon: unauthorized: authentication required"));
    QCOMPARE(world.engine.counts().calls.at("pull"), 1);
    password = "right";
    QVERIFY(world.reaches(world.run(one_container("web")), TaskStatus::Running));
}

void TestHostAgent::pulls_are_one_only_with_the_same_login()
{
    AgentWorld world;
    world.engine.host().lock_registry("registry.test", { "me", "right" });
    std::map<Id, std::string> passwords;
    world.agent_settings.login = [&passwords](const model::Task& task, std::size_t) {
        return Result<docker::RegistryLogin>(docker::RegistryLogin{ "me", passwords[task.id] });
    };
    world.start_agent();
    std::vector<Id> ids;
    for (int i = 0; i < 8; ++i) {
        ids.push_back(world.run(one_container("web")));
        passwords[ids.back()] = i % 2 == 0 ? "right" : "wrong";
    }
    for (std::size_t i = 0; i < ids.size(); ++i)
        QVERIFY(world.reaches(ids[i], i % 2 == 0 ? TaskStatus::Running : TaskStatus::Stopped));
    QCOMPARE(world.engine.counts().calls.at("pull"), 2);
}

void TestHostAgent::an_engine_that_does_not_answer_stops_nothing()
{
    AgentWorld world;
    world.start_agent();
    const Id running = world.run(one_container("web"));
    QVERIFY(world.reaches(running, TaskStatus::Running));
    QCOMPARE(world.engine_reports.size(), std::size_t{ 1 });
    world.engine.set_faults({ .unreachable = true });
    const Id waiting = world.run(one_container("api"));
    world.loop.advance(16s);
    QVERIFY(!world.agent->connected());
    QVERIFY(!world.engine_reports.back().connected);
    QVERIFY(!world.engine_reports.back().problem.empty());
    world.loop.advance(10min);
    QCOMPARE(world.task(running)->last_status, TaskStatus::Running);
    QCOMPARE(world.task(waiting)->last_status, TaskStatus::Pending);

    world.engine.set_faults({});
    world.loop.advance(40s);
    QVERIFY(world.agent->connected());
    QVERIFY(world.engine_reports.back().connected);
    QCOMPARE(world.task(waiting)->last_status, TaskStatus::Running);
    QVERIFY(world.only_container_of(running) != nullptr);
    QVERIFY(world.only_container_of(waiting) != nullptr);
    QCOMPARE(world.broken, std::string());
}

void TestHostAgent::an_inspection_without_an_answer_says_nothing()
{
    AgentWorld world;
    docker::SimulatedBehaviour stubborn;
    stubborn.ignores_sigterm = true;
    world.engine.host().set_behaviour("registry.test/web:1", stubborn);
    world.start_agent();
    const Id id = world.run(one_container("web"));
    QVERIFY(world.reaches(id, TaskStatus::Running));
    QVERIFY(world.engine.host()
                .stop(world.only_container_of(id)->id, 1h, [] {})
                .has_value()); // somebody's signal: an event
    world.loop.run_one();
    world.engine.set_faults({ .unreachable = true });
    world.loop.advance(1min);
    world.engine.set_faults({});
    world.loop.advance(1min);
    QCOMPARE(world.task(id)->last_status, TaskStatus::Running);
    QCOMPARE(world.task(id)->containers[0].last_status, ContainerStatus::Running);
}

void TestHostAgent::a_black_hole_is_noticed_and_survived()
{
    AgentWorld world;
    world.start_agent();
    const Id running = world.run(one_container("web"));
    QVERIFY(world.reaches(running, TaskStatus::Running));
    world.engine.set_faults({ .black_hole = true });
    const Id waiting = world.run(one_container("api"));
    world.loop.advance(31s); // three pings of five seconds each, and a start in between
    QVERIFY(!world.agent->connected());
    world.loop.advance(5min);
    QCOMPARE(world.task(running)->last_status, TaskStatus::Running);
    world.engine.set_faults({});
    QVERIFY(world.reaches(waiting, TaskStatus::Running, 5min));
    QVERIFY(world.only_container_of(waiting) != nullptr);
    QCOMPARE(world.broken, std::string());
}

void TestHostAgent::a_daemon_restart_ends_tasks_only_when_it_says_so()
{
    AgentWorld world;
    world.start_agent();
    const Id kept = world.run(one_container("web"));
    QVERIFY(world.reaches(kept, TaskStatus::Running));
    const auto before = *world.task(kept);
    world.engine.kill();
    world.loop.advance(20s);
    QCOMPARE(world.task(kept)->last_status, TaskStatus::Running);
    world.engine.start_again(true);
    world.loop.advance(1min);
    QVERIFY(world.agent->connected());
    QCOMPARE(world.task(kept)->containers, before.containers);

    world.engine.kill();
    world.loop.advance(1s);
    world.engine.start_again(false);
    QVERIFY(world.reaches(kept, TaskStatus::Stopped, 2min));
    QCOMPARE(world.task(kept)->stop_code, StopCode::EssentialContainerExited);
    QCOMPARE(world.task(kept)->containers[0].exit_code, std::optional<std::int32_t>(143));
}

void TestHostAgent::lost_answers_make_no_second_container()
{
    AgentWorld world({ .seed = 3 });
    world.start_agent();
    world.engine.set_faults({ .lost_replies = 0.5 });
    std::vector<Id> ids;
    for (int i = 0; i < 20; ++i)
        ids.push_back(world.run(one_container("web", { { "portMappings", { { { "containerPort", 80 } } } } })));
    for (const Id& id : ids)
        QVERIFY(world.reaches(id, TaskStatus::Running, 10min));
    for (const Id& id : ids)
        QVERIFY(world.only_container_of(id) != nullptr);
    for (const Id& id : ids)
        world.stop(id);
    for (const Id& id : ids)
        QVERIFY(world.reaches(id, TaskStatus::Stopped, 10min));
    QCOMPARE(world.broken, std::string());
}

void TestHostAgent::while_nothing_happens_an_engine_is_listed_once_a_minute()
{
    AgentWorld world;
    world.start_agent();
    Json own = one_container("own");
    own["networkMode"] = "awsvpc";
    for (int i = 0; i < 20; ++i)
        QVERIFY(world.reaches(world.run(i % 2 == 0 ? own : one_container("web")), TaskStatus::Running));
    world.loop.advance(2min);
    auto calls = world.engine.counts().calls;
    const auto minutes = 10;
    world.loop.advance(minutes * 1min);
    for (const auto& [name, count] : world.engine.counts().calls)
        calls[name] = count - calls[name];
    QVERIFY2(calls["list"] <= minutes, qPrintable(QString::number(calls["list"])));
    QVERIFY2(calls["ping"] <= 12 * minutes, qPrintable(QString::number(calls["ping"])));
    for (const auto& [name, count] : calls)
        QVERIFY2(count == 0 || name == "list" || name == "ping", name.c_str());
}

void TestHostAgent::lost_events_are_healed_by_the_list()
{
    AgentWorld world;
    world.start_agent();
    const Id id = world.run(one_container("web"));
    QVERIFY(world.reaches(id, TaskStatus::Running));
    world.engine.set_faults({ .lose_events = true });
    const int lists = world.engine.counts().calls.at("list");
    world.engine.kill_containers();
    QVERIFY(world.reaches(id, TaskStatus::Stopped, 61s));
    QCOMPARE(world.task(id)->containers[0].exit_code, std::optional<std::int32_t>(137));
    QCOMPARE(world.engine.counts().calls.at("list"), lists + 1);
}

void TestHostAgent::a_container_that_somebody_removed_is_a_stopped_one()
{
    AgentWorld world;
    world.start_agent();
    const Id id = world.run(one_container("web"));
    QVERIFY(world.reaches(id, TaskStatus::Running));
    world.engine.set_faults({ .lose_events = true });
    QVERIFY(world.engine.host().remove(world.only_container_of(id)->id).has_value());
    QVERIFY(world.reaches(id, TaskStatus::Stopped, 2min));
    QCOMPARE(world.task(id)->containers[0].reason,
        std::string("ContainerVanishedError: No container matching saved ID found"));
    QVERIFY(world.containers_of(id).empty());
}

void TestHostAgent::a_removed_record_takes_its_containers_along()
{
    AgentWorld world;
    world.start_agent();
    const Id id = world.run(one_container("web"));
    QVERIFY(world.reaches(id, TaskStatus::Running));
    world.stop(id);
    QVERIFY(world.reaches(id, TaskStatus::Stopped));
    world.loop.advance(10min);
    QVERIFY(world.only_container_of(id) != nullptr); // its log can be read until then
    world.forget(id);
    world.loop.advance(1s);
    QVERIFY(world.containers_of(id).empty());
}

// As when its engine was removed and added again.
void TestHostAgent::so_does_one_whose_instance_is_gone_and_whose_removal_nobody_told()
{
    AgentWorld world;
    world.start_agent();
    const Id id = world.run(one_container("web"));
    QVERIFY(world.reaches(id, TaskStatus::Running));
    world.kill_agent();
    world.lose(id);
    const auto remove = [&world]<class T>(std::shared_ptr<const T> record) {
        model::ChangeSet changes;
        changes.of<T>().push_back({ std::move(record), nullptr });
        world.state.apply(changes);
    };
    remove(world.state.container_instances().find(world.task(id)->container_instance));
    world.start_agent();
    QVERIFY(
        world.loop.advance_until([&] { return world.only_container_of(id)->state == docker::RunState::Exited; }, 1min));
    remove(world.task(id));
    QVERIFY(world.loop.advance_until([&] { return world.containers_of(id).empty(); }, 2min));
    QCOMPARE(world.broken, std::string());
}

void TestHostAgent::late_containers_of_a_lost_task_are_stopped()
{
    AgentWorld world;
    world.start_agent();
    const Id id = world.run(one_container("web"));
    QVERIFY(world.reaches(id, TaskStatus::Running));
    world.engine.set_faults({ .unreachable = true });
    world.loop.advance(2min);
    world.lose(id);
    const auto lost = *world.task(id);
    QCOMPARE(lost.stop_code, StopCode::TerminationNotice);
    QVERIFY(lost.stopped_reason.starts_with("Host EC2 (instance "));
    world.engine.set_faults({});
    world.loop.advance(2min);
    QVERIFY(world.only_container_of(id)->state == docker::RunState::Exited);
    QCOMPARE(*world.task(id), lost);
}

void TestHostAgent::containers_of_others_are_left_alone()
{
    AgentWorld world;
    docker::ContainerConfig stranger{ "database", { { "Image", "postgres:16" } } };
    QVERIFY(world.engine.put_container(stranger, world.loop.now()).has_value());
    docker::ContainerConfig neighbour{ "ecs-web-1-web-0123",
        { { "Image", "web:1" },
            { "Labels",
                { { docker::kInstallationLabel, "another" }, { docker::kTaskLabel, Id{}.hex() },
                    { docker::kRoleLabel, "app" } } } } };
    QVERIFY(world.engine.put_container(neighbour, world.loop.now()).has_value());
    docker::ContainerConfig leftover = neighbour;
    leftover.name = "leftover";
    leftover.body["Labels"][docker::kInstallationLabel] = world.agent_settings.installation;
    QVERIFY(world.engine.put_container(leftover, world.loop.now()).has_value());

    world.start_agent();
    // A stranger holds the very name that our container needs.
    const Id instance = world.add_instance();
    const Json web = one_container("web");
    const auto taken = make_task(make_spec(web, 1), world.random.id(), instance, world.loop.now());
    docker::ContainerConfig thief{ agent::container_name(world.agent_settings.installation, *taken, 0),
        { { "Image", "thief:1" } } };
    QVERIFY(world.engine.put_container(thief, world.loop.now()).has_value());
    model::ChangeSet changes;
    changes.of<model::Task>().push_back({ nullptr, taken });
    world.state.apply(changes);
    world.agent->apply(changes, world.state);
    QVERIFY(world.reaches(taken->id, TaskStatus::Stopped));
    QVERIFY(world.task(taken->id)->containers[0].reason.starts_with("CannotCreateContainerError: "));

    world.loop.advance(3min);
    QVERIFY(world.engine.host().find("database")->state == docker::RunState::Running);
    QVERIFY(world.engine.host().find("ecs-web-1-web-0123")->state == docker::RunState::Running);
    QVERIFY(world.engine.host().find(thief.name)->state == docker::RunState::Running);
    QVERIFY(world.engine.host().find("leftover") == nullptr);
    QCOMPARE(world.broken, std::string());
}

void TestHostAgent::another_engine_at_the_same_place_is_not_ours()
{
    AgentWorld world;
    world.start_agent();
    const Id id = world.run(one_container("web"));
    QVERIFY(world.reaches(id, TaskStatus::Running));
    world.engine.kill();
    world.loop.advance(20s);
    world.engine.host().set_id("ANOTHER");
    for (const auto* container : world.containers_of(id))
        QVERIFY(world.engine.host().remove(std::string(container->id)).has_value());
    world.engine.start_again(true);
    world.loop.advance(5min);
    QVERIFY(!world.agent->connected());
    QCOMPARE(world.task(id)->last_status, TaskStatus::Running);
}

void TestHostAgent::readings_flow_while_somebody_watches()
{
    AgentWorld world;
    world.start_agent();
    const Id id = world.run(one_container("web"));
    int first = 0;
    int second = 0;
    auto one = world.agent->watch(id, 0, agent::Pace::Second, [&first](const docker::Stats&) { ++first; });
    auto two = world.agent->watch(id, 0, agent::Pace::Second, [&second](const docker::Stats&) { ++second; });
    QVERIFY(world.reaches(id, TaskStatus::Running));
    world.loop.advance(10s);
    QCOMPARE(world.engine.counts().calls.at("stats"), 1);
    QVERIFY(first >= 10 && first == second);
    two.reset();
    world.engine.set_faults({ .unreachable = true });
    world.loop.advance(30s);
    const int during = first;
    world.engine.set_faults({});
    world.loop.advance(1min);
    QVERIFY(first > during + 20);
    one.reset();
    world.loop.advance(5s);
    const int after = first;
    world.loop.advance(1min);
    QCOMPARE(first, after);
    QVERIFY(second < first);
}

void TestHostAgent::what_nobody_looks_at_is_asked_for_every_ten_seconds()
{
    AgentWorld world;
    world.start_agent();
    const Id id = world.run(one_container("web"));
    QVERIFY(world.reaches(id, TaskStatus::Running));
    std::vector<docker::Stats> readings;
    auto slow = world.agent->watch(
        id, 0, agent::Pace::TenSeconds, [&](const docker::Stats& stats) { readings.push_back(stats); });
    world.loop.advance(1min);
    QCOMPARE(world.engine.counts().calls.at("read_stats"), 6);
    QVERIFY(!world.engine.counts().calls.contains("stats"));
    QCOMPARE(readings.size(), std::size_t(6));
    QVERIFY(readings[5].cpu_nanoseconds > readings[0].cpu_nanoseconds);
    {
        const auto quick = world.agent->watch(id, 0, agent::Pace::Second, [](const docker::Stats&) {});
        world.loop.advance(10s);
        QCOMPARE(world.engine.counts().calls.at("stats"), 1);
        QCOMPARE(world.engine.counts().calls.at("read_stats"), 6);
        QVERIFY(readings.size() >= 15); // it comes anyway
    }
    world.loop.advance(20s);
    QCOMPARE(world.engine.counts().calls.at("read_stats"), 8);
    world.engine.set_faults({ .unreachable = true });
    world.loop.advance(2min);
    world.engine.set_faults({});
    const auto before = readings.size();
    world.loop.advance(1min);
    QVERIFY(readings.size() >= before + 3);
}

void TestHostAgent::where_files_cannot_be_read_the_engine_is_asked()
{
    AgentWorld world;
    world.agent_settings.files = &world.loop;
    world.start_agent();
    const Id id = world.run(one_container("web"));
    QVERIFY(world.reaches(id, TaskStatus::Running));
    int readings = 0;
    const auto watch = world.agent->watch(id, 0, agent::Pace::TenSeconds, [&](const docker::Stats&) { ++readings; });
    world.loop.advance(1min); // its pid is none of this machine
    QVERIFY(readings >= 5);
    QVERIFY(world.engine.counts().calls.at("read_stats") >= 5);
}

QTEST_GUILESS_MAIN(TestHostAgent)
#include "tst_host_agent.moc"
