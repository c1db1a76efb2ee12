#include "tests/core/agent/agent_world.h"

#include <QTest>

using namespace quayside;
using namespace quayside::test;
using namespace std::chrono_literals;
using model::TaskStatus;

// A seeded life of one engine: tasks come and go, the agent is killed between any two pieces of work and starts anew,
// and the engine has every fault that it knows. Then all is healed, and what is on the engine must be what the records
// say, with each container started once.
class TestAgentCrashes : public QObject {
    Q_OBJECT

private slots:
    void a_killed_agent_adopts_what_runs();
    void one_list_is_enough_to_adopt_all_containers();
    void a_life_with_kills_and_faults_ends_in_order();
};

namespace {

class Life {
public:
    explicit Life(std::uint64_t seed)
        : random_(seed)
        , world_({ .seed = seed })
    {
        auto& host = world_.engine.host();
        docker::SimulatedBehaviour brief;
        brief.exits_after = 3s;
        host.set_behaviour("registry.test/brief:1", brief);
        docker::SimulatedBehaviour stubborn;
        stubborn.ignores_sigterm = true;
        host.set_behaviour("registry.test/stubborn:1", stubborn);
        host.add_unknown_image("registry.test/unknown:1");
        instances_ = { world_.add_instance(61000, 61050), world_.add_instance(61000, 61050) };
        world_.start_agent();
    }

    // The first thing that is wrong, or nothing.
    std::string live()
    {
        for (int i = 0; i < 60 && world_.broken.empty(); ++i) {
            act();
            pass_time();
        }
        heal();
        return world_.broken.empty() ? disorder() : world_.broken;
    }

private:
    void act()
    {
        switch (random_.below(10)) {
        case 0:
        case 1:
        case 2:
        case 3:
            ids_.push_back(world_.run(some_definition(), instances_[random_.below(2)]));
            return;
        case 4:
        case 5:
            if (const auto task = some_task(); task && task->desired_status == model::DesiredStatus::Running)
                world_.stop(task->id);
            return;
        case 6:
            if (const auto task = some_task(); task && task->last_status == TaskStatus::Stopped)
                world_.forget(task->id);
            return;
        case 7:
        case 8:
            world_.kill_agent();
            pass_time();
            world_.start_agent();
            return;
        default:
            change_faults();
        }
    }
    Json some_definition()
    {
        const Json ports{ { "portMappings", { { { "containerPort", 80 } } } } };
        const Json static_port{ { "portMappings", { { { "containerPort", 80 }, { "hostPort", 8080 } } } } };
        switch (random_.below(7)) {
        case 0:
            return one_container("brief");
        case 1:
            return one_container("stubborn", { { "stopTimeout", 5 } });
        case 2:
            return one_container("unknown");
        case 3:
            return one_container("static", static_port);
        case 4:
            return definition_json("pair",
                { container_json("web", ports),
                    container_json("init", { { "essential", false }, { "command", { "true" } } }) });
        default:
            return one_container("web", ports);
        }
    }
    model::TaskPtr some_task() { return ids_.empty() ? nullptr : world_.task(ids_[random_.below(ids_.size())]); }
    void change_faults()
    {
        docker::SimulatedFaults faults;
        switch (random_.below(8)) {
        case 0:
            faults.unreachable = true;
            break;
        case 1:
            faults.black_hole = true;
            break;
        case 2:
            faults.slow = Duration(5s);
            break;
        case 3:
            faults.lose_events = true;
            break;
        case 4:
            faults.late_events = Duration(4s);
            break;
        case 5:
            faults.lost_replies = 0.5;
            break;
        case 6:
            world_.engine.kill();
            world_.engine.start_again(random_.below(2) == 0);
            break;
        default:
            break;
        }
        world_.engine.set_faults(faults);
    }
    // A few pieces of work, a few timers, or some seconds.
    void pass_time()
    {
        switch (random_.below(3)) {
        case 0:
            for (auto i = random_.below(20); i > 0; --i)
                world_.loop.run_one();
            break;
        case 1:
            for (auto i = random_.below(20); i > 0; --i)
                world_.loop.advance_to_next();
            break;
        default:
            world_.loop.advance(std::chrono::milliseconds{ random_.below(20'000) });
        }
        world_.check();
    }
    void heal()
    {
        world_.engine.set_faults({});
        for (int i = 0; i < 300 && world_.broken.empty(); ++i) {
            world_.loop.advance(1s);
            world_.check();
        }
    }

    std::string disorder()
    {
        for (const auto& [id, task] : world_.state.tasks())
            if (const auto wrong = wrong_with(*task); !wrong.empty())
                return wrong + " (task " + id.hex() + ")";
        for (const auto& [id, container] : world_.engine.host().containers()) {
            const auto state = world_.engine.host().inspect(id);
            const auto task = Id::parse(state->labels.at(docker::kTaskLabel));
            if (!task || !world_.task(*task))
                return "a container was left behind: " + container->name;
        }
        return {};
    }
    std::string wrong_with(const model::Task& task)
    {
        const bool wanted = task.desired_status == model::DesiredStatus::Running;
        if (task.last_status != (wanted ? TaskStatus::Running : TaskStatus::Stopped))
            return "a task did not get where it should: " + std::string(to_string(task.last_status)) + " of "
                + task.spec->definition->family;
        const std::string& family = task.spec->definition->family;
        if (task.stop_code == model::StopCode::TaskFailedToStart && family != "unknown" && family != "static")
            return "a task failed for no reason of its own: " + task.containers[0].reason;
        if (task.stop_code == model::StopCode::EssentialContainerExited && !task.containers[0].exit_code)
            return "a task ended without an exit";
        for (std::size_t i = 0; i < task.containers.size(); ++i) {
            const auto name = agent::container_name(world_.agent_settings.installation, task, i);
            const auto* real = world_.engine.host().find(name);
            const bool runs = real && real->state == docker::RunState::Running;
            const auto& seen = task.containers[i];
            if (runs != (seen.last_status == model::ContainerStatus::Running))
                return "a container does not run as it is recorded";
            if (runs && (seen.started_at != real->started_at || seen.runtime_id != real->id))
                return "a container is recorded with another start or id";
            if (real && seen.exit_code && *seen.exit_code != real->exit_code)
                return "an exit code is wrong";
        }
        return {};
    }

    Random random_;
    AgentWorld world_;
    std::vector<Id> instances_;
    std::vector<Id> ids_;
};

} // namespace

void TestAgentCrashes::a_killed_agent_adopts_what_runs()
{
    AgentWorld world;
    world.start_agent();
    const Json web = one_container("web", { { "portMappings", { { { "containerPort", 80 } } } } });
    const Id kept = world.run(web);
    const Id ending = world.run(one_container("sleeper", { { "command", { "sleep", "60" } } }));
    QVERIFY(world.reaches(kept, TaskStatus::Running));
    QVERIFY(world.reaches(ending, TaskStatus::Running));
    const auto before = *world.task(kept);
    const auto pid = world.only_container_of(kept)->pid;

    world.kill_agent();
    world.loop.advance(2min);
    world.start_agent();
    const Id next = world.run(web);
    QVERIFY(world.reaches(ending, TaskStatus::Stopped));
    QCOMPARE(world.task(ending)->containers[0].exit_code, std::optional<std::int32_t>(0));
    QVERIFY(world.reaches(next, TaskStatus::Running));
    QCOMPARE(*world.task(kept), before);
    QCOMPARE(world.only_container_of(kept)->pid, pid);
    QVERIFY(world.task(next)->containers[0].network_bindings != before.containers[0].network_bindings);

    world.kill_agent();
    world.forget(ending);
    world.start_agent();
    world.loop.advance(5s);
    QVERIFY(world.containers_of(ending).empty());
    QCOMPARE(world.broken, std::string());
}

void TestAgentCrashes::one_list_is_enough_to_adopt_all_containers()
{
    AgentWorld world({ .images_present = true });
    world.start_agent();
    for (int i = 0; i < 300; ++i)
        world.run(one_container("web"));
    world.loop.advance(2min);
    for (const auto& [id, task] : world.state.tasks())
        QCOMPARE(task->last_status, TaskStatus::Running);
    world.kill_agent();
    const auto calls = world.engine.counts().calls;
    const auto reports = world.reports_count;
    world.start_agent();
    world.loop.advance(30s);
    QCOMPARE(world.engine.counts().calls.at("list"), calls.at("list") + 1);
    QCOMPARE(world.engine.counts().calls.at("inspect"), calls.at("inspect"));
    QCOMPARE(world.reports_count, reports);
}

void TestAgentCrashes::a_life_with_kills_and_faults_ends_in_order()
{
    const QByteArray only = qgetenv("QUAYSIDE_TEST_SEED"); // to look at one life again
    const QByteArray lives = qgetenv("QUAYSIDE_TEST_LIVES"); // to look at many
    const std::uint64_t first = only.isEmpty() ? 1 : only.toULongLong();
    const std::uint64_t last = only.isEmpty() ? (lives.isEmpty() ? 200 : lives.toULongLong()) : first;
    for (std::uint64_t seed = first; seed <= last; ++seed) {
        const std::string wrong = Life(seed).live();
        QVERIFY2(wrong.empty(), ("seed " + std::to_string(seed) + ": " + wrong).c_str());
    }
}

QTEST_GUILESS_MAIN(TestAgentCrashes)
#include "tst_agent_crashes.moc"
