// Tasks that reach their endpoint over a relay, on a simulated engine.

#include "core/agent/relay_image.h"
#include "tests/core/agent/agent_world.h"

#include <QtTest>

using namespace quayside;
using namespace quayside::agent;
using namespace quayside::test;
using model::TaskStatus;
using namespace std::chrono_literals;

namespace {

constexpr const char* kAsk = "GET /v4/it HTTP/1.1\r\nHost: 169.254.170.2\r\n\r\n";

Json with_role(const char* family, const char* mode = "bridge")
{
    return definition_json(
        family, { container_json(family) }, { { "taskRoleArn", "reader" }, { "networkMode", mode } });
}

class RelayWorld : public AgentWorld {
public:
    RelayWorld()
    {
        agent_settings.relay = [this](const net::HttpRequest& request, auto respond) {
            asked.push_back(request.target);
            respond({ 200, {}, "it is " + request.target });
        };
        agent_settings.variables = [](const model::Task&, std::size_t) {
            return std::vector<model::KeyValue>{ { "ENDPOINT", "169.254.170.2" } };
        };
    }

    const docker::SimulatedContainer* relay()
    {
        return engine.host().find(relay_name(agent_settings.installation, engine_id.hex()));
    }
    bool has_network() { return engine.host().networks().contains(network()); }
    std::string network() const { return relay_network_name(agent_settings.installation); }
    bool is_in_network(const docker::SimulatedContainer& container) const
    {
        return std::ranges::find(container.more_places, network(), &docker::NetworkPlace::network)
            != container.more_places.end();
    }
    bool answers()
    {
        std::string answer;
        return engine.ask_task_endpoint(kAsk, [&answer](std::string got) { answer = std::move(got); })
            && loop.advance_until([&] { return answer.ends_with("it is /v4/it"); }, 10s);
    }
    bool comes_to_answer()
    {
        return loop.advance_until([this] { return engine.has_relay(); }, 2min) && answers();
    }
    bool is_tidied()
    {
        return loop.advance_until([this] { return !relay() && !has_network(); }, 5min);
    }

    std::vector<std::string> asked;
};

} // namespace

class TestTaskRelay : public QObject {
    Q_OBJECT

private slots:
    void only_tasks_with_a_role_and_a_network_have_one()
    {
        RelayWorld world;
        world.start_agent();
        const Id without = world.run(one_container("plain"));
        const Id on_host = world.run(with_role("onhost", "host"));
        QVERIFY(world.reaches(without, TaskStatus::Running) && world.reaches(on_host, TaskStatus::Running));
        QVERIFY(!world.relay() && !world.has_network());
        const Id task = world.run(with_role("asks"));
        QVERIFY(world.reaches(task, TaskStatus::Running));
        QVERIFY(world.relay() && world.relay()->state == docker::RunState::Running);
        QCOMPARE(world.relay()->place->ipv4_address, std::string("169.254.170.2"));
        QVERIFY(world.is_in_network(*world.only_container_of(task)));
        QVERIFY(!world.is_in_network(*world.only_container_of(without)));
        QVERIFY(world.answers());
        QVERIFY(world.engine_reports.back().no_task_endpoint == std::nullopt); // nothing is wrong
        QCOMPARE(world.broken, std::string());
    }

    void a_task_with_an_address_of_its_own_keeps_it()
    {
        RelayWorld world;
        world.start_agent();
        const Id task = world.run(with_role("own", "awsvpc"));
        QVERIFY(world.reaches(task, TaskStatus::Running));
        QVERIFY(world.task(task)->network_interfaces.at(0).private_ipv4_address.starts_with("10.251."));
        int in_network = 0;
        for (const auto* container : world.containers_of(task))
            in_network += world.is_in_network(*container);
        QCOMPARE(in_network, 1); // its pause container
        QVERIFY(world.answers());
    }

    void it_is_removed_some_time_after_the_last_task()
    {
        RelayWorld world;
        world.start_agent();
        const Id task = world.run(with_role("asks"));
        QVERIFY(world.reaches(task, TaskStatus::Running));
        world.stop(task);
        QVERIFY(world.reaches(task, TaskStatus::Stopped));
        world.loop.advance(20s);
        QVERIFY(world.relay());
        const Id next = world.run(with_role("next"));
        QVERIFY(world.reaches(next, TaskStatus::Running));
        world.loop.advance(2min);
        QVERIFY(world.relay() && world.answers());
        world.stop(next);
        QVERIFY(world.reaches(next, TaskStatus::Stopped));
        QVERIFY(world.is_tidied());
    }

    void whoever_dies_it_comes_back()
    {
        RelayWorld world;
        world.start_agent();
        const Id task = world.run(with_role("asks"));
        QVERIFY(world.reaches(task, TaskStatus::Running));
        const auto container = world.relay()->id;
        world.engine.kill_relay();
        world.loop.advance(100ms);
        QVERIFY(world.comes_to_answer());
        QCOMPARE(world.relay()->id, container);
        QVERIFY(world.engine.host().remove(container));
        QVERIFY(world.comes_to_answer());
        QVERIFY(world.relay()->id != container);
        world.engine.kill();
        world.loop.advance(1min);
        world.engine.start_again(true);
        QVERIFY(world.comes_to_answer());
        const auto last = world.relay()->id;
        world.kill_agent();
        world.loop.advance(1min);
        world.start_agent();
        QVERIFY(world.comes_to_answer());
        QCOMPARE(world.relay()->id, last);
        QVERIFY(world.reaches(task, TaskStatus::Running));
        QCOMPARE(world.broken, std::string());
    }

    void a_line_that_is_cut_without_a_word_is_noticed()
    {
        RelayWorld world;
        world.start_agent();
        const Id task = world.run(with_role("asks"));
        QVERIFY(world.reaches(task, TaskStatus::Running));
        const int before = world.engine.counts().calls.at("open_terminal");
        world.engine.set_faults({ .black_hole = true });
        world.loop.advance(5min);
        world.engine.set_faults({});
        QVERIFY(
            world.loop.advance_until([&] { return world.engine.counts().calls.at("open_terminal") > before; }, 2min));
        QVERIFY(world.comes_to_answer());
    }

    void a_task_runs_without_where_the_address_is_anothers()
    {
        RelayWorld world;
        QVERIFY(world.engine.host().networks().create({ "another", "169.254.0.0/16", {} }));
        world.start_agent();
        const Id task = world.run(with_role("asks"));
        QVERIFY(world.reaches(task, TaskStatus::Running));
        QVERIFY(!world.relay());
        QVERIFY(!world.is_in_network(*world.only_container_of(task)));
        const auto& told = world.engine_reports.back();
        QVERIFY(told.connected && told.no_task_endpoint.value_or("").find("overlaps") != std::string::npos);
        QVERIFY(world.engine.host().networks().remove("another"));
        QVERIFY(world.comes_to_answer());
        QVERIFY(world.engine_reports.back().no_task_endpoint == "");
    }

    // As kill -9 at each moment on the way: nothing is doubled, and nothing is left at the end.
    void nothing_is_left_of_any_crash()
    {
        for (int steps = 0; steps < 60; steps += 2) {
            RelayWorld world;
            world.start_agent();
            const Id task = world.run(with_role("asks", steps % 4 == 0 ? "bridge" : "awsvpc"));
            for (int i = 0; i < steps; ++i)
                world.loop.step();
            world.kill_agent();
            world.loop.advance(10s);
            world.start_agent();
            QVERIFY(world.reaches(task, TaskStatus::Running));
            QVERIFY(world.comes_to_answer());
            world.stop(task);
            for (int i = 0; i < steps; ++i)
                world.loop.step();
            world.kill_agent();
            world.start_agent();
            QVERIFY(world.reaches(task, TaskStatus::Stopped));
            world.forget(task);
            QVERIFY2(world.is_tidied(), qPrintable(QString("after %1 steps").arg(steps)));
            QVERIFY(world.loop.advance_until([&] { return world.containers_of(task).empty(); }, 2min));
            QCOMPARE(world.broken, std::string());
        }
    }

    void one_of_another_version_is_replaced()
    {
        RelayWorld world;
        docker::ContainerConfig old = relay_config(world.agent_settings, world.engine_id.hex());
        old.name = "ecs.endpoint-of-another-version";
        old.body["HostConfig"]["NetworkMode"] = "bridge";
        QVERIFY(world.engine.put_container(old, world.loop.now()));
        world.start_agent();
        QVERIFY(world.loop.advance_until([&] { return !world.engine.host().find(old.name); }, 1min));
    }

    void its_image_has_both_programs()
    {
        const auto image = relay_image("x86_64") ? relay_image("x86_64") : relay_image("aarch64");
        QVERIFY(image);
        QCOMPARE(image->repository + ":" + image->tag, relay_image_name());
        QVERIFY(image->archive.starts_with("pause"));
        QVERIFY(image->archive.find(std::string("relay\0", 6)) != std::string::npos);
        QVERIFY(image->archive.size() < 32 * 1024);
        QVERIFY(!relay_image("riscv64"));
    }
};

QTEST_GUILESS_MAIN(TestTaskRelay)
#include "tst_task_relay.moc"
