// Order, restarts and ends of a task's containers, by the agent on a simulated engine. row_N is the row of the table of
// behaviours.
#include "tests/core/agent/agent_world.h"

#include <QTest>

using namespace quayside;
using namespace quayside::test;
using namespace std::chrono_literals;
using model::ContainerStatus;
using model::StopCode;
using model::TaskStatus;

namespace {

Json depends_on(const std::string& name, const std::string& condition, Json more = Json::object())
{
    more["dependsOn"] = Json::array({ Json{ { "containerName", name }, { "condition", condition } } });
    return more;
}

Json check(const std::string& command)
{
    return { { "command", { "CMD-SHELL", command } }, { "interval", 10 }, { "retries", 1 } };
}

docker::SimulatedBehaviour exits(Duration after, std::int32_t code)
{
    docker::SimulatedBehaviour behaviour;
    behaviour.exits_after = after;
    behaviour.exit_code = code;
    return behaviour;
}

} // namespace

class TestTaskEngine : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        world_ = std::make_unique<AgentWorld>();
        world_->start_agent();
    }
    void cleanup()
    {
        QVERIFY2(world_->broken.empty(), world_->broken.c_str());
        world_.reset();
    }

    void row_46_healthy_is_waited_for()
    {
        const Id id = world_->run(definition_json("pair",
            { container_json("dep", { { "healthCheck", check("true") } }),
                container_json("app", depends_on("dep", "HEALTHY")) }));
        QVERIFY(world_->reaches(id, TaskStatus::Running));
        QVERIFY(started(id, 1) >= started(id, 0) + 10s);
    }
    void row_47_complete_is_waited_for()
    {
        behaves("dep", exits(5s, 1));
        const Id id = world_->run(with_dependency("COMPLETE"));
        QVERIFY(world_->reaches(id, TaskStatus::Running));
        QVERIFY(started(id, 1) >= started(id, 0) + 5s);
        QCOMPARE(container(id, 0).last_status, ContainerStatus::Stopped);
    }
    void row_48_start_is_waited_for_and_the_essential_end_takes_all_down()
    {
        behaves("app", exits(5s, 0));
        const Id id = world_->run(with_dependency("START"));
        QVERIFY(world_->reaches(id, TaskStatus::Stopped));
        QVERIFY(started(id, 1) > started(id, 0));
        QCOMPARE(world_->task(id)->stop_code, StopCode::EssentialContainerExited);
        QVERIFY(container(id, 0).stopped_at > container(id, 1).stopped_at);
    }
    void row_50_success_that_fails_fails_the_dependent()
    {
        behaves("dep", exits(5s, 1));
        const Id id = world_->run(with_dependency("SUCCESS"));
        QVERIFY(world_->reaches(id, TaskStatus::Stopped));
        QCOMPARE(container(id, 1).exit_code, std::optional<std::int32_t>(143));
        QVERIFY(container(id, 1).reason.starts_with("CannotStartContainerError: dependency graph: "));
        QCOMPARE(container(id, 1).started_at, kNever);
        QCOMPARE(world_->task(id)->stop_code, StopCode::TaskFailedToStart);
        QCOMPARE(world_->containers_of(id).size(), 1u);
    }
    void row_51_and_52_a_wait_ends_with_the_start_timeout()
    {
        for (const char* condition : { "SUCCESS", "HEALTHY" }) {
            const Id id = world_->run(definition_json("pair",
                { container_json(
                      "dep", { { "essential", false }, { "startTimeout", 8 }, { "healthCheck", check("false") } }),
                    container_json("app", depends_on("dep", condition)) }));
            QVERIFY(world_->reaches(id, TaskStatus::Stopped));
            QVERIFY(container(id, 1).reason.ends_with("has timed out."));
            QVERIFY(world_->task(id)->stopping_at >= started(id, 0) + 8s);
            QCOMPARE(container(id, 0).exit_code, std::optional<std::int32_t>(143)); // it was stopped
        }
    }
    void row_53_a_chain_stops_from_its_end()
    {
        const Id id = world_->run(definition_json("chain",
            { container_json("c"), container_json("b", depends_on("c", "START")),
                container_json("a", depends_on("b", "START")), container_json("parent", depends_on("a", "START")) }));
        QVERIFY(world_->reaches(id, TaskStatus::Running));
        world_->stop(id);
        QVERIFY(world_->reaches(id, TaskStatus::Stopped));
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(container(id, i).stopped_at > container(id, i + 1).stopped_at);
    }
    void row_54_who_waits_for_a_failure_never_runs()
    {
        behaves("exit", exits(2s, 1));
        const Id id = world_->run(definition_json("many",
            { container_json("exit", { { "essential", false } }), container_json("a", depends_on("exit", "SUCCESS")),
                container_json("b", depends_on("exit", "SUCCESS")) }));
        QVERIFY(world_->reaches(id, TaskStatus::Stopped));
        QCOMPARE(world_->containers_of(id).size(), 1u);
    }
    void a_stop_while_one_waits_ends_it()
    {
        const Id id = world_->run(definition_json("pair",
            { container_json("dep", { { "essential", false } }),
                container_json("app", depends_on("dep", "SUCCESS")) }));
        QVERIFY(
            world_->loop.advance_until([&] { return container(id, 0).last_status == ContainerStatus::Running; }, 1min));
        world_->stop(id);
        QVERIFY(world_->reaches(id, TaskStatus::Stopped));
        QCOMPARE(world_->task(id)->stop_code, StopCode::UserInitiated);
    }
    void a_killed_agent_goes_on_waiting()
    {
        behaves("dep", exits(20s, 0));
        const Id id = world_->run(with_dependency("SUCCESS"));
        world_->loop.advance(10s);
        world_->kill_agent();
        world_->loop.advance(15s);
        world_->start_agent();
        QVERIFY(world_->reaches(id, TaskStatus::Running));
        QCOMPARE(container(id, 0).exit_code, std::optional<std::int32_t>(0));
    }

    void row_73_a_policy_starts_the_same_container_again()
    {
        behaves("web", exits(70s, 1));
        const Id id = run_restarting();
        QVERIFY(world_->reaches(id, TaskStatus::Running));
        const auto before = container(id, 0);
        world_->loop.advance(80s);
        const auto after = container(id, 0);
        QCOMPARE(world_->task(id)->last_status, TaskStatus::Running);
        QCOMPARE(after.restart_count, 1u);
        QVERIFY(after.last_restart_at >= before.started_at + 70s);
        QCOMPARE(after.started_at, before.started_at);
        QCOMPARE(after.runtime_id, before.runtime_id);
        QCOMPARE(after.network_bindings, before.network_bindings);
        world_->loop.advance(70s);
        QCOMPARE(container(id, 0).restart_count, 2u);
    }
    void row_74_an_early_end_an_ignored_code_and_a_stop_are_ends()
    {
        behaves("web", exits(30s, 1));
        const Id early = run_restarting();
        QVERIFY(world_->reaches(early, TaskStatus::Stopped));
        QCOMPARE(container(early, 0).exit_code, std::optional<std::int32_t>(1));
        QCOMPARE(world_->task(early)->stop_code, StopCode::EssentialContainerExited);
        behaves("web", exits(70s, 7));
        const Id ignored = run_restarting();
        QVERIFY(world_->reaches(ignored, TaskStatus::Stopped, 2min));
        QCOMPARE(container(ignored, 0).exit_code, std::optional<std::int32_t>(7));
        behaves("web", {});
        const Id asked = run_restarting();
        QVERIFY(world_->reaches(asked, TaskStatus::Running));
        world_->loop.advance(2min);
        world_->stop(asked);
        QVERIFY(world_->reaches(asked, TaskStatus::Stopped));
        for (const Id& id : { early, ignored, asked })
            QCOMPARE(container(id, 0).restart_count, 0u);
    }
    void row_75_restarts_are_counted_over_a_crash()
    {
        behaves("web", exits(70s, 1));
        const Id id = run_restarting();
        QVERIFY(world_->loop.advance_until([&] { return container(id, 0).restart_count == 1; }, 2min));
        const auto before = container(id, 0);
        world_->kill_agent();
        world_->loop.advance(10s);
        world_->start_agent();
        world_->loop.advance(10s);
        QCOMPARE(container(id, 0), before);
        world_->kill_agent();
        world_->loop.advance(2min); // meanwhile it ends
        world_->start_agent();
        world_->loop.advance(10s);
        QCOMPARE(container(id, 0).restart_count, 2u);
        QCOMPARE(world_->task(id)->last_status, TaskStatus::Running);
    }
    void a_restart_that_the_engine_refuses_is_the_end()
    {
        behaves("web", exits(70s, 1));
        const Id id = run_restarting();
        QVERIFY(world_->reaches(id, TaskStatus::Running));
        world_->engine.set_faults({ .refuse_start = true });
        QVERIFY(world_->reaches(id, TaskStatus::Stopped, 2min));
        QVERIFY(container(id, 0).reason.starts_with("CannotStartContainerError: "));
        world_->engine.set_faults({});
    }
    void row_83_what_somebody_starts_again_is_stopped_once()
    {
        const Id id = world_->run(
            definition_json("pair", { container_json("web"), container_json("helper", { { "essential", false } }) }));
        QVERIFY(world_->reaches(id, TaskStatus::Running));
        const std::string helper = container(id, 1).runtime_id;
        auto& host = world_->engine.host();
        QVERIFY(host.stop(helper, 10s, [] {}));
        QVERIFY(
            world_->loop.advance_until([&] { return container(id, 1).last_status == ContainerStatus::Stopped; }, 1min));
        for (const auto state : { docker::RunState::Exited, docker::RunState::Running }) {
            QVERIFY(host.start(helper));
            world_->loop.advance(2min);
            QCOMPARE(host.find(helper)->state, state);
        }
        QCOMPARE(world_->task(id)->last_status, TaskStatus::Running);
        world_->broken.clear(); // it is we who started it twice
    }

private:
    const model::Container& container(const Id& id, std::size_t index) const
    {
        return world_->task(id)->containers[index];
    }
    TimePoint started(const Id& id, std::size_t index) const { return container(id, index).started_at; }
    void behaves(const std::string& name, const docker::SimulatedBehaviour& behaviour)
    {
        world_->engine.host().set_behaviour("registry.test/" + name + ":1", behaviour);
    }
    static Json with_dependency(const std::string& condition)
    {
        return definition_json("pair",
            { container_json("dep", { { "essential", false } }), container_json("app", depends_on("dep", condition)) });
    }
    Id run_restarting()
    {
        return world_->run(one_container("web",
            { { "portMappings", { { { "containerPort", 80 } } } },
                { "restartPolicy",
                    { { "enabled", true }, { "restartAttemptPeriod", 60 }, { "ignoredExitCodes", { 7 } } } } }));
    }

    std::unique_ptr<AgentWorld> world_;
};

QTEST_GUILESS_MAIN(TestTaskEngine)
#include "tst_task_engine.moc"
