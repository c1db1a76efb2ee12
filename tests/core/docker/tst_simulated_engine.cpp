#include "core/docker/simulated_engine.h"
#include "tests/support/sim_loop.h"

#include <QTest>

using namespace quayside;
using namespace quayside::docker;
using namespace quayside::test;
using namespace std::chrono_literals;

namespace {

ContainerConfig config(const std::string& name, Json more = Json::object())
{
    ContainerConfig made{ name, { { "Image", "web" }, { "Labels", { { kInstallationLabel, "here" } } } } };
    made.body.update(more);
    return made;
}

Json publishing(const std::string& port)
{
    return { { "HostConfig",
        { { "PortBindings", { { "80/tcp", { { { "HostIp", "" }, { "HostPort", port } } } } } } } } };
}

// Makes a call and waits for its answer.
class Caller {
public:
    Caller(SimLoop& loop, SimulatedEngine& engine)
        : loop_(loop)
        , engine_(engine)
    {
    }
    template <class T, class Call>
    Result<T> wait(Call call, Duration limit = 1h)
    {
        std::optional<Result<T>> answer;
        call([&answer](Result<T> result) { answer = std::move(result); });
        if (answer)
            return fail(Error::server("answered from inside the call"));
        loop_.advance_until([&answer] { return answer.has_value(); }, limit);
        return answer ? std::move(*answer) : Result<T>(fail(Error::server("no answer at all")));
    }
    Result<std::string> create(ContainerConfig with)
    {
        return wait<std::string>([&](auto done) { engine_.create(std::move(with), std::move(done)); });
    }
    Result<void> start(const std::string& id)
    {
        return wait<void>([&](auto done) { engine_.start(id, std::move(done)); });
    }
    Result<void> stop(const std::string& id, Duration grace = 10s)
    {
        return wait<void>([&](auto done) { engine_.stop(id, grace, std::move(done)); });
    }
    Result<void> rename(const std::string& id, const std::string& name)
    {
        return wait<void>([&](auto done) { engine_.rename(id, name, std::move(done)); });
    }
    Result<void> remove(const std::string& id)
    {
        return wait<void>([&](auto done) { engine_.remove(id, std::move(done)); });
    }
    Result<ContainerState> inspect(const std::string& id)
    {
        return wait<ContainerState>([&](auto done) { engine_.inspect(id, std::move(done)); });
    }
    Result<void> ping()
    {
        return wait<void>([&](auto done) { engine_.ping(std::move(done)); });
    }

private:
    SimLoop& loop_;
    SimulatedEngine& engine_;
};

} // namespace

class TestSimulatedEngine : public QObject {
    Q_OBJECT

private slots:
    void a_container_lives_and_dies_like_a_real_one();
    void health_is_what_the_check_says();
    void errors_are_those_of_the_engine();
    void images_are_pulled_once_and_some_are_unknown();
    void images_are_built_named_pushed_and_removed();
    void volumes_stay_until_nobody_has_them();
    void a_network_gives_addresses_and_stays_until_nobody_has_one();
    void a_network_can_be_shared_while_its_holder_runs();
    void events_tell_what_happened_and_can_be_asked_for_again();
    void faults_do_what_they_are_called();
    void a_container_gets_another_name();
    void a_daemon_restart_ends_the_containers();
    void readings_follow_the_load();
    void nothing_is_answered_after_its_end();
    void an_idle_engine_has_no_timers();
};

void TestSimulatedEngine::a_container_gets_another_name()
{
    SimLoop loop;
    SimulatedEngine engine(loop, { .images_present = true });
    Caller caller(loop, engine);
    const auto id = caller.create(config("a"));
    QVERIFY(caller.create(config("b")));
    QCOMPARE(caller.rename(*id, "b").error().http_status, 409);
    QCOMPARE(caller.rename(*id, "a").error().http_status, 400);
    QCOMPARE(caller.rename("c", "d").error().http_status, 404);
    QVERIFY(caller.rename(*id, "c"));
    QCOMPARE(caller.inspect("c")->id, *id);
    QCOMPARE(caller.inspect("a").error().http_status, 404);
    QVERIFY(caller.create(config("a")));
}

void TestSimulatedEngine::a_container_lives_and_dies_like_a_real_one()
{
    SimLoop loop;
    SimulatedEngine engine(loop, { .images_present = true });
    Caller caller(loop, engine);
    const auto id = caller.create(config("a", publishing("")));
    QVERIFY(id);
    QCOMPARE(caller.inspect("a")->state, RunState::Created);
    QVERIFY(caller.inspect("a")->started_at == kNever);
    QVERIFY(caller.start(*id));
    QVERIFY(caller.start(*id)); // running already
    const auto running = caller.inspect(*id);
    QCOMPARE(running->state, RunState::Running);
    QCOMPARE(running->ports.at(0).host_port, std::uint16_t{ 32768 });
    QVERIFY(running->pid > 0);
    QVERIFY(caller.stop(*id));
    const auto ended = caller.inspect(*id);
    QCOMPARE(ended->state, RunState::Exited);
    QCOMPARE(ended->exit_code, 143);
    QVERIFY(ended->ports.empty());
    QVERIFY(ended->finished_at > ended->started_at);
    QVERIFY(caller.remove(*id));
    QCOMPARE(caller.inspect(*id).error().http_status, 404);

    const auto sleeper = caller.create(config("sleeper", { { "Cmd", { "sleep", "1000" } } }));
    QVERIFY(caller.start(*sleeper));
    const TimePoint asked = loop.now();
    QVERIFY(caller.stop(*sleeper, 7s)); // process 1 without a handler
    QVERIFY(loop.now() >= asked + 7s);
    QCOMPARE(caller.inspect(*sleeper)->exit_code, 137);

    const auto job = caller.create(config("job", { { "Cmd", { "sh", "-c", "exit 7" } } }));
    QVERIFY(caller.start(*job));
    loop.advance(1s);
    QCOMPARE(caller.inspect(*job)->exit_code, 7);
}

void TestSimulatedEngine::health_is_what_the_check_says()
{
    SimLoop loop;
    SimulatedEngine engine(loop, { .images_present = true });
    Caller caller(loop, engine);
    const auto checked = [](const char* name, std::vector<std::string> test) {
        return config(name,
            { { "Healthcheck",
                { { "Test", std::move(test) }, { "Interval", 10'000'000'000 }, { "StartPeriod", 15'000'000'000 },
                    { "Retries", 2 } } } });
    };
    std::vector<std::string> told;
    engine.host().look_on([&](const SimulatedHost::KeptEvent& event) {
        if (std::string_view(event.action).starts_with("health"))
            told.push_back(event.name + ' ' + event.action);
    });
    QVERIFY(caller.start(*caller.create(checked("good", { "CMD-SHELL", "curl -f http://localhost" }))));
    QVERIFY(caller.start(*caller.create(checked("bad", { "CMD-SHELL", "exit 1" }))));
    QVERIFY(caller.start(*caller.create(config("plain"))));
    QCOMPARE(caller.inspect("good")->health, std::string("starting"));
    QCOMPARE(caller.inspect("plain")->health, std::string());
    loop.advance(11s);
    QCOMPARE(caller.inspect("good")->health, std::string("healthy"));
    QCOMPARE(caller.inspect("bad")->health, std::string("starting")); // the start period, then two failures
    loop.advance(20s);
    QCOMPARE(caller.inspect("bad")->health, std::string("unhealthy"));
    QCOMPARE(told, (std::vector<std::string>{ "good health_status: healthy", "bad health_status: unhealthy" }));
    QCOMPARE(loop.timers(), std::size_t{ 0 });

    QVERIFY(engine.put_container(checked("older", { "CMD", "true" }), loop.now() - 1h));
    QCOMPARE(caller.inspect("older")->health, std::string("healthy"));
    QVERIFY(caller.start(*caller.create(checked("short", { "CMD", "true" }))));
    QVERIFY(caller.remove("short"));
    loop.advance(1h); // nothing is told of what has gone
    QCOMPARE(told.size(), std::size_t{ 2 });
}

void TestSimulatedEngine::errors_are_those_of_the_engine()
{
    SimLoop loop;
    SimulatedEngine engine(loop, { .images_present = true });
    Caller caller(loop, engine);
    const auto first = caller.create(config("a", publishing("8080")));
    const auto same = caller.create(config("a"));
    QCOMPARE(same.error().http_status, 409);
    QVERIFY(same.error().message.find("is already in use by container \"" + *first + "\"") != std::string::npos);
    const auto second = caller.create(config("b", publishing("8080")));
    QVERIFY(caller.start(*first));
    const auto clash = caller.start(*second);
    QCOMPARE(clash.error().http_status, 500);
    QVERIFY(clash.error().message.ends_with("Bind for 0.0.0.0:8080 failed: port is already allocated"));
    const auto state = caller.inspect(*second);
    QCOMPARE(state->state, RunState::Created);
    QCOMPARE(state->exit_code, 128);
    QCOMPARE(state->error, clash.error().message);
    QVERIFY(caller.stop(*first));
    QVERIFY(caller.start(*second));
    QCOMPARE(caller.create(config("c", { { "HostConfig", { { "Memory", 4 << 20 } } } })).error().message,
        std::string("Minimum memory limit allowed is 6MB"));
    QCOMPARE(caller.stop("nobody").error().http_status, 404);
}

void TestSimulatedEngine::images_are_pulled_once_and_some_are_unknown()
{
    SimLoop loop;
    SimulatedEngine engine(loop, { .pull_time = 4s, .unknown_images = { "gone:1" } });
    Caller caller(loop, engine);
    QCOMPARE(caller.create(config("a")).error().message, std::string("No such image: web:latest"));
    const auto look = [&](const char* name) {
        return caller.wait<ImageInfo>([&](auto done) { engine.inspect_image(name, std::move(done)); });
    };
    QCOMPARE(look("web").error().http_status, 404);
    Subscription pull;
    std::uint64_t progress = 0;
    const TimePoint began = loop.now();
    QVERIFY(caller.wait<void>([&](auto done) {
        pull = engine.pull(
            "web", {}, [&progress](PullProgress now) { progress = now.current; }, std::move(done));
    }));
    QVERIFY(loop.now() >= began + 4s);
    QVERIFY(progress > 0);
    QVERIFY(look("web:latest")->digest.starts_with("sha256:"));
    QVERIFY(look("web:latest")->id.size() == 71 && look("web:latest")->id.find("web") == std::string::npos);
    const auto denied = caller.wait<void>([&](auto done) {
        pull = engine.pull(
            "gone:1", {}, [](PullProgress) {}, std::move(done));
    });
    QCOMPARE(denied.error().http_status, 404);
    QVERIFY(denied.error().message.starts_with("pull access denied for gone, "));
    pull = engine.pull(
        "slow:1", {}, [](PullProgress) {}, [](Result<void>) { QFAIL("the pull was dropped"); });
    loop.advance(1s);
    pull.reset();
    loop.advance(10s);
    QCOMPARE(engine.counts().running_pulls, 0);
}

void TestSimulatedEngine::images_are_built_named_pushed_and_removed()
{
    SimLoop loop;
    SimulatedEngine engine(loop);
    Caller caller(loop, engine);
    const auto list = [&] {
        return *caller.wait<std::vector<ImageSummary>>([&](auto done) { engine.list_images(std::move(done)); });
    };
    const auto remove = [&](const char* name) {
        return caller.wait<void>([&](auto done) { engine.remove_image(name, std::move(done)); });
    };
    Subscription running;
    std::string output;
    ImageBuild build;
    build.reference = "mine:1";
    const auto id = caller.wait<std::string>([&](auto done) {
        running = engine.build(
            build, [&output](std::string text) { output += text; }, std::move(done));
    });
    QVERIFY(id);
    QVERIFY(output.starts_with("Step 1/8 "));
    QVERIFY(caller.wait<void>([&](auto done) { engine.tag_image("mine:1", "host:5000/mine", std::move(done)); }));
    QCOMPARE(list().size(), std::size_t(1));
    QVERIFY((list()[0].references == std::vector<std::string>{ "host:5000/mine:latest", "mine:1" }));
    QCOMPARE(list()[0].id, *id);

    const auto push = [&](const char* name) {
        return caller.wait<void>([&](auto done) { running = engine.push(name, {}, nullptr, std::move(done)); });
    };
    QVERIFY(push("host:5000/mine"));
    QCOMPARE(push("other:1").error().message, std::string("An image does not exist locally with the tag: other"));

    auto with_image = config("a");
    with_image.body["Image"] = "mine:1";
    const auto container = caller.create(with_image);
    QVERIFY(container);
    QCOMPARE(remove("mine:1").error().http_status, 409);
    QVERIFY(remove("host:5000/mine"));
    QVERIFY(caller.remove(*container));
    QVERIFY(remove("mine:1"));
    QCOMPARE(remove("mine:1").error().http_status, 404);
    QVERIFY(list().empty());
}

void TestSimulatedEngine::volumes_stay_until_nobody_has_them()
{
    SimLoop loop;
    SimulatedEngine engine(loop, { .images_present = true });
    Caller caller(loop, engine);
    const auto make = [&](const VolumeConfig& volume) {
        return caller.wait<void>([&](auto done) { engine.create_volume(volume, std::move(done)); });
    };
    const auto names = [&](const std::string& label) {
        return caller
            .wait<std::vector<std::string>>([&](auto done) { engine.list_volumes({ label }, std::move(done)); })
            .value();
    };
    const auto remove
        = [&] { return caller.wait<void>([&](auto done) { engine.remove_volume("data", std::move(done)); }); };
    QVERIFY(make({ "data", "local", {}, { { kTaskLabel, "t1" } } }));
    QVERIFY(make({ "data", "local", {}, {} })); // stays as it is
    QCOMPARE(names(kTaskLabel + std::string("=t1")), std::vector<std::string>{ "data" });
    QVERIFY(names(kTaskLabel + std::string("=t2")).empty());
    QCOMPARE(make({ "far", "nfs", {}, {} }).error().http_status, 404);

    const auto id = caller.create(config("one", { { "HostConfig", { { "Binds", { "data:/data", "new:/new" } } } } }));
    QVERIFY(id);
    QVERIFY(caller.wait<void>([&](auto done) { engine.inspect_volume("new", std::move(done)); })); // made by its use
    QCOMPARE(remove().error().http_status, 409);
    QVERIFY(caller.remove(*id));
    QVERIFY(remove());
    QCOMPARE(remove().error().http_status, 404);
}

void TestSimulatedEngine::a_network_gives_addresses_and_stays_until_nobody_has_one()
{
    SimLoop loop;
    SimulatedEngine engine(loop, { .images_present = true });
    Caller caller(loop, engine);
    const auto make = [&](const NetworkConfig& network) {
        return caller.wait<void>([&](auto done) { engine.create_network(network, std::move(done)); });
    };
    const auto remove
        = [&] { return caller.wait<void>([&](auto done) { engine.remove_network("mine", std::move(done)); }); };
    QVERIFY(make({ "mine", "10.251.0.0/22", { { kInstallationLabel, "here" } } }));
    QCOMPARE(make({ "mine", "10.251.4.0/22", {} }).error().http_status, 409);
    QCOMPARE(make({ "other", "10.251.3.0/24", {} }).error().http_status, 403);
    const auto list = [&](const std::string& label) {
        return caller.wait<std::vector<Network>>([&](auto done) { engine.list_networks({ label }, std::move(done)); });
    };
    QCOMPARE(list(kInstallationLabel + std::string("=here"))->at(0).name, std::string("mine"));
    QVERIFY(list(kInstallationLabel + std::string("=there"))->empty());

    const Json inside{ { "HostConfig", { { "NetworkMode", "mine" } } } };
    const auto one = caller.create(config("one", inside));
    const auto two = caller.create(config("two", inside));
    QVERIFY(caller.start(*one));
    QVERIFY(caller.start(*two));
    QCOMPARE(caller.inspect(*one)->networks.at(0).ipv4_address, std::string("10.251.0.2"));
    QCOMPARE(caller.inspect(*two)->networks.at(0).ipv4_address, std::string("10.251.0.3"));
    QCOMPARE(caller.inspect(*two)->networks.at(0).mac_address, std::string("02:42:0a:fb:00:03"));
    QCOMPARE(remove().error().http_status, 403);
    QVERIFY(caller.stop(*one));
    QVERIFY(caller.remove(*two));
    QVERIFY(remove());
    QCOMPARE(remove().error().http_status, 404);
    QCOMPARE(caller.start(*one).error().message, std::string("network mine not found"));
}

void TestSimulatedEngine::a_network_can_be_shared_while_its_holder_runs()
{
    SimLoop loop;
    SimulatedEngine engine(loop, { .images_present = true });
    Caller caller(loop, engine);
    const auto holder = caller.create(config("holder"));
    Json shared{ { "HostConfig", { { "NetworkMode", "container:" + *holder } } } };
    const auto guest = caller.create(config("guest", shared));
    QCOMPARE(caller.start(*guest).error().http_status, 409);
    QVERIFY(caller.start(*holder));
    QVERIFY(caller.start(*guest));
    QVERIFY(caller.inspect(*guest)->networks.empty());
    shared["ExposedPorts"] = { { "80/tcp", Json::object() } };
    QCOMPARE(caller.create(config("loud", shared)).error().http_status, 400);
}

void TestSimulatedEngine::events_tell_what_happened_and_can_be_asked_for_again()
{
    SimLoop loop;
    SimulatedEngine engine(loop, { .images_present = true });
    Caller caller(loop, engine);
    std::vector<std::string> seen;
    const auto note = [&seen](const Event& event) {
        seen.push_back(
            event.action + (event.attributes.contains("exitCode") ? " " + event.attributes.at("exitCode") : ""));
    };
    const std::string label = std::string(kInstallationLabel) + "=here";
    auto stream = engine.events(kNever, label, note, [](Error) {});
    loop.advance(1s);
    const auto id = caller.create(config("a"));
    QVERIFY(caller.create(config("foreign", { { "Labels", Json::object() } })));
    QVERIFY(caller.start(*id));
    const TimePoint before_stop = loop.now();
    QVERIFY(caller.stop(*id));
    QVERIFY(caller.remove(*id));
    QCOMPARE(seen, (std::vector<std::string>{ "create", "start", "kill", "die 143", "destroy" }));
    stream.reset();
    seen.clear();
    stream = engine.events(before_stop, label, note, [](Error) {});
    loop.advance(1s);
    QCOMPARE(seen, (std::vector<std::string>{ "kill", "die 143", "destroy" }));
}

void TestSimulatedEngine::faults_do_what_they_are_called()
{
    SimLoop loop;
    SimulatedEngine engine(loop, { .images_present = true });
    Caller caller(loop, engine);
    QVERIFY(engine.set_fault("unreachable"));
    QCOMPARE(caller.ping().error().http_status, 0);
    QVERIFY(engine.set_fault("black-hole"));
    const TimePoint asked = loop.now();
    QCOMPARE(caller.ping().error().http_status, 0);
    QCOMPARE(loop.now(), asked + 5s);
    QVERIFY(engine.set_fault("slow"));
    const TimePoint slow = loop.now();
    QVERIFY(caller.ping());
    QVERIFY(loop.now() >= slow + 2s);
    QVERIFY(engine.set_fault("refuse-create"));
    QCOMPARE(caller.create(config("a")).error().http_status, 500);
    engine.set_faults({ .lost_replies = 1 });
    QCOMPARE(caller.create(config("a")).error().http_status, 0);
    QVERIFY(engine.set_fault("none"));
    QCOMPARE(caller.inspect("a")->state, RunState::Created); // it happened all the same
    QVERIFY(engine.set_fault("refuse-start"));
    QCOMPARE(caller.start("a").error().http_status, 500);
    QVERIFY(engine.set_fault("none"));
    QVERIFY(caller.start("a"));
    QVERIFY(engine.set_fault("kill-containers"));
    QCOMPARE(caller.inspect("a")->exit_code, 137);
    QCOMPARE(engine.set_fault("typo").error().code, std::string("ClientException"));
}

void TestSimulatedEngine::a_daemon_restart_ends_the_containers()
{
    SimLoop loop;
    SimulatedEngine engine(loop, { .images_present = true });
    Caller caller(loop, engine);
    const auto polite = caller.create(config("polite"));
    const auto stubborn = caller.create(config("stubborn", { { "Cmd", { "sleep", "1000" } } }));
    QVERIFY(caller.start(*polite));
    QVERIFY(caller.start(*stubborn));
    bool ended = false;
    auto stream = engine.events(
        kNever, std::string(kInstallationLabel) + "=here", [](Event) {}, [&](Error) { ended = true; });
    loop.advance(1s);
    const auto started = caller.inspect(*polite)->started_at;

    engine.kill();
    loop.advance(1s);
    QVERIFY(ended);
    QVERIFY(!caller.ping());
    engine.start_again(true);
    loop.advance(1s);
    QVERIFY(caller.ping());
    QCOMPARE(caller.inspect(*polite)->started_at, started);

    engine.kill();
    engine.start_again(false);
    loop.advance(5s);
    QVERIFY(!caller.ping());
    loop.advance(10s);
    QVERIFY(caller.ping());
    QCOMPARE(caller.inspect(*polite)->exit_code, 143);
    QCOMPARE(caller.inspect(*stubborn)->exit_code, 137);
}

void TestSimulatedEngine::readings_follow_the_load()
{
    SimLoop loop;
    SimulatedEngine engine(loop, { .cpu_load = 0.5, .images_present = true });
    Caller caller(loop, engine);
    const auto id = caller.create(config("a", { { "HostConfig", { { "CpuShares", 512 }, { "Memory", 64 << 20 } } } }));
    QVERIFY(caller.start(*id));
    std::vector<Stats> readings;
    auto stream = engine.stats(
        *id, [&readings](const Stats& stats) { readings.push_back(stats); }, [](Error) {});
    loop.advance(10min);
    QVERIFY(readings.size() >= 600);
    for (std::size_t i = 1; i < readings.size(); ++i) {
        QVERIFY(readings[i].cpu_nanoseconds >= readings[i - 1].cpu_nanoseconds);
        QVERIFY(readings[i].network_sent >= readings[i - 1].network_sent);
        QVERIFY(readings[i].memory <= 64 << 20);
    }
    const double seconds = std::chrono::duration<double>(readings.back().at - readings.front().at).count();
    const double units = static_cast<double>(readings.back().cpu_nanoseconds - readings.front().cpu_nanoseconds) / 1e9
        / seconds * 1024;
    QVERIFY(units > 200 && units < 312); // half of 512, give or take a wave
    stream.reset();
    loop.advance(2s);
    QCOMPARE(loop.timers(), std::size_t{ 0 });
}

void TestSimulatedEngine::nothing_is_answered_after_its_end()
{
    SimLoop loop;
    auto engine = std::make_unique<SimulatedEngine>(loop);
    bool answered = false;
    engine->ping([&answered](Result<void>) { answered = true; });
    auto stream = engine->events(
        kNever, "a=b", [](Event) {}, [&answered](Error) { answered = true; });
    auto pull = engine->pull(
        "web", {}, [](PullProgress) {}, [&answered](Result<void>) { answered = true; });
    loop.advance(100us);
    engine.reset();
    loop.advance(1h);
    QVERIFY(!answered);
}

void TestSimulatedEngine::an_idle_engine_has_no_timers()
{
    SimLoop loop;
    SimulatedEngine engine(loop);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(engine.put_container(config("c" + std::to_string(i)), loop.now()));
    QCOMPARE(loop.timers(), std::size_t{ 0 });
}

QTEST_GUILESS_MAIN(TestSimulatedEngine)
#include "tst_simulated_engine.moc"
