#include "core/agent/container_config.h"
#include "core/agent/lifecycle.h"
#include "core/agent/observe.h"
#include "core/agent/plan_host.h"
#include "core/agent/ports.h"
#include "core/agent/retention.h"
#include "core/agent/retry.h"
#include "core/docker/engine.h"
#include "tests/support/builders.h"
#include "tests/support/sim_loop.h"

#include <QTest>

#include <cmath>

using namespace quayside;
using namespace quayside::agent;
using namespace quayside::test;
using namespace std::chrono_literals;
using model::ContainerStatus;
using model::DesiredStatus;
using model::StopCode;
using model::TaskStatus;

namespace {

constexpr TimePoint kNow = SimLoop::kStart;

Id id_of(std::uint8_t number)
{
    Id id;
    id.bytes[15] = number;
    return id;
}

model::Task pending(const Json& document)
{
    return *make_task(make_spec(document, 1), id_of(1), id_of(2), kNow);
}

model::Task pair_of_containers(bool second_essential = true)
{
    return pending(definition_json(
        "pair", { container_json("web"), container_json("helper", { { "essential", second_essential } }) }));
}

ContainerReport running(std::size_t index, TimePoint at)
{
    ContainerReport report;
    report.index = index;
    report.status = ContainerStatus::Running;
    report.started_at = at;
    return report;
}

ContainerReport stopped(std::size_t index, TimePoint at, std::optional<std::int32_t> code, TimePoint started = {})
{
    ContainerReport report;
    report.index = index;
    report.status = ContainerStatus::Stopped;
    report.started_at = started;
    report.stopped_at = at;
    report.exit_code = code;
    return report;
}

model::Task after(const model::Task& task, std::vector<ContainerReport> reports, TimePoint now)
{
    return apply_reports(task, reports, now);
}

std::vector<Action> plan(const model::Task* task, std::vector<Observed> observed)
{
    return plan_task(task, observed, kNow).actions;
}

Observed with(Fact fact)
{
    Observed observed;
    observed.fact = fact;
    return observed;
}

const AgentSettings kSettings = [] {
    AgentSettings settings;
    settings.installation = "here";
    return settings;
}();

} // namespace

class TestAgentRules : public QObject {
    Q_OBJECT

private slots:
    void a_task_runs_when_all_its_containers_do();
    void a_start_is_never_before_the_pull();
    void a_pull_never_ends_before_it_begins();
    void an_end_is_as_long_after_the_start_as_the_engine_says();
    void what_ended_unseen_still_started();
    void an_event_tells_an_end_where_it_tells_all();
    void a_version_counts_what_can_be_seen();
    void a_failed_start_has_its_own_stop_code();
    void a_stop_keeps_the_first_reason();
    void a_lost_task_is_final();
    void a_break_shows_as_connectivity_only();
    void reasons_are_cut_between_characters();
    void a_plan_goes_step_by_step();
    void a_plan_takes_down_what_should_not_run();
    void a_plan_waits_for_what_is_under_way();
    void ports_are_given_in_turn_and_come_back();
    void a_port_is_free_once_each_of_its_holders_is_gone();
    void a_container_is_described_as_ecs_would();
    void sizes_are_within_what_kernel_and_engine_accept();
    void names_are_the_same_for_every_attempt();
    void time_decides_what_is_forgotten();
    void retries_grow_to_their_bound();
};

void TestAgentRules::a_task_runs_when_all_its_containers_do()
{
    auto task = pair_of_containers();
    task = after(task, { running(0, kNow + 1s) }, kNow + 1s);
    QCOMPARE(task.last_status, TaskStatus::Pending);
    task = after(task, { running(1, kNow + 3s) }, kNow + 4s);
    QCOMPARE(task.last_status, TaskStatus::Running);
    QCOMPARE(task.started_at, kNow + 3s);
    task = after(task, { stopped(1, kNow + 9s, 2) }, kNow + 10s);
    QCOMPARE(task.last_status, TaskStatus::Stopping);
    QCOMPARE(task.desired_status, DesiredStatus::Stopped);
    QCOMPARE(task.stop_code, StopCode::EssentialContainerExited);
    QCOMPARE(task.stopping_at, kNow + 9s);
    task = after(task, { stopped(0, kNow + 12s, 143) }, kNow + 13s);
    QCOMPARE(task.last_status, TaskStatus::Stopped);
    QCOMPARE(task.execution_stopped_at, kNow + 12s);
    QCOMPARE(task.stopped_at, kNow + 13s);
    QCOMPARE(after(task, { running(0, kNow + 20s) }, kNow + 20s), task);
}

// The clock of the engine may be hours behind ours.
void TestAgentRules::a_start_is_never_before_the_pull()
{
    ContainerReport pulling;
    pulling.pull_started_at = kNow + 1s;
    auto task = after(pending(one_container("web")), { pulling }, kNow + 1s);
    task = after(task, { running(0, kNow - 1h) }, kNow + 3s);
    QCOMPARE(task.last_status, TaskStatus::Running);
    QCOMPARE(task.started_at, kNow + 1s);
}

// The clock may be set back on the way, and whoever waits may have come after that.
void TestAgentRules::a_pull_never_ends_before_it_begins()
{
    const TimePoint made = kNow - 1ms;
    for (const bool told : { false, true }) {
        auto task = pending(one_container("web"));
        task.created_at = made;
        ContainerReport pulling;
        pulling.pull_started_at = kNow + 1h;
        if (told)
            task = after(task, { pulling }, kNow + 1h);
        pulling.pull_stopped_at = made;
        task = after(task, { pulling }, kNow);
        QCOMPARE(task.pull_started_at, made);
        QCOMPARE(task.pull_stopped_at, made);
    }
}

// Hours ahead or behind, it tells how long a container ran.
void TestAgentRules::an_end_is_as_long_after_the_start_as_the_engine_says()
{
    for (const Duration off : { Duration(3h), Duration(-3h) }) {
        auto task = pending(one_container("web"));
        task.created_at = kNow;
        task = after(task, { running(0, kNow + 1s + off) }, kNow + 1s);
        const auto started = task.started_at;
        QVERIFY(started == kNow || started == kNow + 1s);
        task = after(task, { stopped(0, kNow + 5min + off, 0, kNow + 1s + off) }, kNow + 6min);
        QCOMPARE(task.execution_stopped_at, started + 5min - 1s);
        QCOMPARE(task.stopped_at, kNow + 6min);
    }
}

void TestAgentRules::what_ended_unseen_still_started()
{
    const auto task = after(pending(one_container("job")), { stopped(0, kNow + 5s, 0, kNow + 2s) }, kNow + 60s);
    QCOMPARE(task.last_status, TaskStatus::Stopped);
    QCOMPARE(task.started_at, kNow + 2s);
    QCOMPARE(task.stop_code, StopCode::EssentialContainerExited);

    auto other = after(pair_of_containers(false), { stopped(1, kNow + 1s, 1, kNow) }, kNow + 2s);
    QCOMPARE(other.last_status, TaskStatus::Pending);
    other = after(other, { running(0, kNow + 3s) }, kNow + 3s);
    QCOMPARE(other.last_status, TaskStatus::Running);
}

void TestAgentRules::an_event_tells_an_end_where_it_tells_all()
{
    const auto die = [](const char* code) { return docker::Event{ "die", "c1", { { "exitCode", code } }, kNow + 5s }; };
    model::Task task = pending(definition_json("web", { container_json("web") }));
    QVERIFY(!end_of(task, 0, die("3"), {})); // when it started is not known yet
    task.containers.resize(1);
    task.containers[0].started_at = kNow;
    QVERIFY(!end_of(task, 0, { "stop", "c1", {}, kNow }, {}));
    QVERIFY(!end_of(task, 1, die("3"), {}));
    const auto ended = end_of(task, 0, die("3"), {});
    QVERIFY(ended);
    QCOMPARE(ended->status, ContainerStatus::Stopped);
    QCOMPARE(ended->exit_code, std::optional<std::int32_t>(3));
    QCOMPARE(ended->runtime_id, std::string("c1"));
    QVERIFY(ended->stopped_at == kNow + 5s);

    QVERIFY(!end_of(task, 0, die("137"), {})); // a kill from outside, or no memory left: the engine is asked
    Foretold foretold;
    foretold.note({ "kill", "c1", { { "signal", "1" } }, kNow }); // a hangup ends nothing
    QVERIFY(!end_of(task, 0, die("137"), foretold));
    foretold.note({ "kill", "c1", { { "signal", "9" } }, kNow });
    QVERIFY(end_of(task, 0, die("137"), foretold));
    Foretold hungry;
    hungry.note({ "oom", "c1", {}, kNow });
    QCOMPARE(end_of(task, 0, die("137"), hungry)->reason,
        std::string("OutOfMemoryError: Container killed due to memory usage"));
}

void TestAgentRules::a_version_counts_what_can_be_seen()
{
    const auto task = pending(one_container("web"));
    const auto first = after(task, { running(0, kNow + 1s) }, kNow + 1s);
    QCOMPARE(first.version, task.version + 1);
    QCOMPARE(after(first, { running(0, kNow + 1s) }, kNow + 9s), first);
    QCOMPARE(after(first, {}, kNow + 9s), first);
}

void TestAgentRules::a_failed_start_has_its_own_stop_code()
{
    ContainerReport refused;
    refused.status = ContainerStatus::Stopped;
    refused.reason = "CannotPullContainerError: no";
    const auto task = after(pending(one_container("web")), { refused }, kNow + 1s);
    QCOMPARE(task.last_status, TaskStatus::Stopped);
    QCOMPARE(task.stop_code, StopCode::TaskFailedToStart);
    QVERIFY(task.execution_stopped_at == kNever);

    refused.index = 1;
    const auto helper_failed = after(pair_of_containers(false), { refused, running(0, kNow) }, kNow + 1s);
    QCOMPARE(helper_failed.last_status, TaskStatus::Running);
}

void TestAgentRules::a_stop_keeps_the_first_reason()
{
    auto task = after(pending(one_container("web")), { running(0, kNow + 1s) }, kNow + 1s);
    task = request_stop(task, StopCode::UserInitiated, "enough", kNow + 5s);
    QCOMPARE(task.last_status, TaskStatus::Stopping);
    QCOMPARE(request_stop(task, StopCode::ServiceSchedulerInitiated, "scaling", kNow + 6s), task);
    task = after(task, { stopped(0, kNow + 7s, 143) }, kNow + 8s);
    QCOMPARE(task.stop_code, StopCode::UserInitiated);
    QCOMPARE(task.stopped_reason, std::string("enough"));
    QCOMPARE(task.stopping_at, kNow + 5s);

    auto unplaced = pending(one_container("web"));
    unplaced.container_instance = Id();
    QCOMPARE(request_stop(unplaced, StopCode::UserInitiated, "enough", kNow).last_status, TaskStatus::Stopped);
}

void TestAgentRules::a_lost_task_is_final()
{
    const auto task = after(pending(one_container("web")), { running(0, kNow + 1s) }, kNow + 1s);
    const auto lost = lose_task(task, kNow + 200s);
    QCOMPARE(lost.last_status, TaskStatus::Stopped);
    QCOMPARE(lost.stop_code, StopCode::TerminationNotice);
    QCOMPARE(lost.stopped_reason, "Host EC2 (instance " + id_of(2).hex() + ") terminated.");
    QVERIFY(!lost.containers[0].exit_code);
    QCOMPARE(after(lost, { stopped(0, kNow + 300s, 0) }, kNow + 300s), lost);
    const auto stopping = request_stop(task, StopCode::UserInitiated, "enough", kNow + 5s);
    QCOMPARE(lose_task(stopping, kNow + 200s).stop_code, StopCode::UserInitiated);
}

void TestAgentRules::a_break_shows_as_connectivity_only()
{
    auto task = after(pending(one_container("web")), { running(0, kNow + 1s) }, kNow + 1s);
    task = agent::reconnect(task, kNow + 1s);
    QCOMPARE(task.connectivity_at, kNow + 1s);
    const auto apart = agent::disconnect(task, kNow + 5s);
    QVERIFY(apart.unknown && !apart.connected);
    QCOMPARE(apart.connectivity_at, kNow + 5s);
    QCOMPARE(apart.last_status, task.last_status);
    QCOMPARE(apart.version, task.version + 1);
    QCOMPARE(agent::disconnect(apart, kNow + 6s), apart);
    const auto together = agent::reconnect(apart, kNow + 9s);
    QVERIFY(!together.unknown && together.connected);
    QCOMPARE(agent::reconnect(together, kNow + 10s), together);
}

void TestAgentRules::reasons_are_cut_between_characters()
{
    ContainerReport report;
    report.status = ContainerStatus::Stopped;
    report.reason = std::string(1023, 'a') + "é and more";
    const auto task = after(pending(one_container("web")), { report }, kNow);
    QCOMPARE(task.containers[0].reason, std::string(1023, 'a'));
}

void TestAgentRules::a_plan_goes_step_by_step()
{
    const auto task = pending(one_container("web"));
    QCOMPARE(plan(&task, {}), (std::vector<Action>{ { ActionKind::Inspect, 0 } }));
    QCOMPARE(plan(&task, { with(Fact::Absent) }), (std::vector<Action>{ { ActionKind::GetImage, 0 } }));
    Observed ready = with(Fact::Absent);
    ready.image_ready = true;
    QCOMPARE(plan(&task, { ready }), (std::vector<Action>{ { ActionKind::Create, 0 } }));
    QCOMPARE(plan(&task, { with(Fact::Created) }), (std::vector<Action>{ { ActionKind::Start, 0 } }));
    Observed runs = with(Fact::Running);
    runs.reported = ContainerStatus::Running;
    QCOMPARE(plan(&task, { runs }), (std::vector<Action>{}));
    Observed ended = with(Fact::Ended);
    QCOMPARE(plan(&task, { ended }), (std::vector<Action>{ { ActionKind::Inspect, 0 } }));
    ended.reported = ContainerStatus::Stopped;
    QCOMPARE(plan(&task, { ended }), (std::vector<Action>{}));
}

void TestAgentRules::a_plan_takes_down_what_should_not_run()
{
    auto task = after(pending(one_container("web")), { running(0, kNow) }, kNow);
    QCOMPARE(plan(&task, { with(Fact::Absent) }), (std::vector<Action>{ { ActionKind::ReportStopped, 0 } }));
    task = request_stop(task, StopCode::UserInitiated, "", kNow);
    QCOMPARE(plan(&task, { with(Fact::Running) }), (std::vector<Action>{ { ActionKind::Stop, 0 } }));
    QCOMPARE(plan(&task, { with(Fact::Created) }), (std::vector<Action>{ { ActionKind::ReportStopped, 0 } }));
    Observed failed = with(Fact::Absent);
    failed.failed = true;
    const auto fresh = pending(one_container("web"));
    QCOMPARE(plan(&fresh, { failed }), (std::vector<Action>{ { ActionKind::ReportStopped, 0 } }));
    const auto lost = lose_task(task, kNow);
    QCOMPARE(plan(&lost, { with(Fact::Running) }), (std::vector<Action>{ { ActionKind::Stop, 0 } }));
    QCOMPARE(plan(&lost, { with(Fact::Ended) }), (std::vector<Action>{}));
    QCOMPARE(plan(nullptr, { with(Fact::Running), with(Fact::Ended), with(Fact::Created), with(Fact::Absent) }),
        (std::vector<Action>{ { ActionKind::Stop, 0 }, { ActionKind::Remove, 1 }, { ActionKind::Remove, 2 } }));
}

void TestAgentRules::a_plan_waits_for_what_is_under_way()
{
    const auto task = pending(one_container("web"));
    Observed busy = with(Fact::Created);
    busy.busy = true;
    QCOMPARE(plan(&task, { busy }), (std::vector<Action>{}));
    Observed later = with(Fact::Unknown);
    later.retry_at = kNow + 3s;
    QVERIFY(plan(&task, { later }).empty());
    QCOMPARE(plan_task(&task, std::vector{ later }, kNow).wake, std::optional(kNow + 3s));
    Observed pulling = with(Fact::Absent);
    pulling.busy = pulling.pulling = true;
    QVERIFY(plan(&task, { pulling }).empty());
    const auto unwanted = request_stop(task, StopCode::UserInitiated, "", kNow);
    QCOMPARE(plan(&unwanted, { pulling }),
        (std::vector<Action>{ { ActionKind::DropImage, 0 }, { ActionKind::ReportStopped, 0 } }));
}

void TestAgentRules::ports_are_given_in_turn_and_come_back()
{
    PortLedger ledger;
    const ContainerKey one{ id_of(1), 0 };
    const ContainerKey two{ id_of(2), 0 };
    const Function<bool(model::Port)> any = [](model::Port) { return true; };
    const auto tcp = model::Protocol::Tcp;
    QCOMPARE(ledger.take_dynamic(100, 102, tcp, one, any), std::optional<std::uint16_t>(100));
    ledger.hold({ 101, tcp }, two);
    QCOMPARE(ledger.take_dynamic(100, 102, tcp, one, any), std::optional<std::uint16_t>(102));
    QCOMPARE(ledger.take_dynamic(100, 102, tcp, one, any), std::nullopt);
    QCOMPARE(ledger.take_dynamic(100, 102, model::Protocol::Udp, two, any), std::optional<std::uint16_t>(100));
    ledger.release(two);
    QCOMPARE(ledger.take_dynamic(100, 102, tcp, two, any), std::optional<std::uint16_t>(101));
    QVERIFY(ledger.holders({ 101, tcp }) == std::set{ two });
    const Function<bool(model::Port)> odd = [](model::Port port) { return port.number % 2 == 1; };
    QCOMPARE(ledger.take_dynamic(200, 210, tcp, one, odd), std::optional<std::uint16_t>(201));
}

void TestAgentRules::a_port_is_free_once_each_of_its_holders_is_gone()
{
    PortLedger ledger;
    const ContainerKey one{ id_of(1), 0 };
    const ContainerKey two{ id_of(2), 0 };
    const ContainerKey three{ id_of(3), 0 };
    const Function<bool(model::Port)> any = [](model::Port) { return true; };
    const auto tcp = model::Protocol::Tcp;
    ledger.hold({ 100, tcp }, one);
    ledger.hold({ 100, tcp }, two);
    ledger.hold({ 100, tcp }, two);
    ledger.release(one);
    QCOMPARE(ledger.take_dynamic(100, 100, tcp, three, any), std::nullopt);
    ledger.release(two);
    QCOMPARE(ledger.take_dynamic(100, 100, tcp, three, any), std::optional<std::uint16_t>(100));
}

void TestAgentRules::a_container_is_described_as_ecs_would()
{
    Json options = { { "image", "r/app:2" }, { "cpu", 0 }, { "memory", 256 }, { "memoryReservation", 128 },
        { "user", "app:app" }, { "entryPoint", { "/bin/app" } }, { "command", { "serve", "--all" } },
        { "environment", { { { "name", "A" }, { "value", "1" } } } },
        { "portMappings",
            { { { "containerPort", 80 } }, { { "containerPort", 53 }, { "hostPort", 5353 }, { "protocol", "udp" } } } },
        { "dockerLabels", { { "team", "blue" }, { "io.quayside.installation", "forged" } } },
        { "ulimits", { { { "name", "nofile" }, { "softLimit", 1024 }, { "hardLimit", 4096 } } } },
        { "linuxParameters",
            { { "initProcessEnabled", true }, { "maxSwap", 128 }, { "swappiness", 10 }, { "sharedMemorySize", 64 },
                { "tmpfs",
                    { { { "containerPath", "/run" }, { "size", 16 }, { "mountOptions", { "rw", "noexec" } } } } },
                { "capabilities", { { "drop", { "ALL" } } } } } },
        { "extraHosts", { { { "hostname", "db" }, { "ipAddress", "10.0.0.2" } } } },
        { "logConfiguration", { { "logDriver", "json-file" }, { "options", { { "max-size", "20m" } } } } } };
    const auto task = pending(one_container("nginx_1", options));
    const std::vector<std::uint16_t> ports{ 61007, 5353 };
    const auto config = container_config(kSettings, task, 0, ports, 4);
    const Json expected = Json::parse(R"({
        "Image": "r/app:2", "Entrypoint": ["/bin/app"], "Cmd": ["serve", "--all"], 
        "Env": ["A=1", "AWS_REGION=us-east-1", "AWS_DEFAULT_REGION=us-east-1"],
        "HostConfig": {
            "NetworkMode": "bridge", "CpuShares": 2, "Memory": 268435456, "MemoryReservation": 134217728,
            "PortBindings": {
                "80/tcp": [{"HostIp": "127.0.0.1", "HostPort": "61007"}],
                "53/udp": [{"HostIp": "127.0.0.1", "HostPort": "5353"}]
            },
            "ExtraHosts": ["db:10.0.0.2"],
            "Ulimits": [{"Name": "nofile", "Soft": 1024, "Hard": 4096}],
            "CapDrop": ["ALL"], "Init": true, "ShmSize": 67108864, "Tmpfs": {"/run": "rw,noexec,size=16m"},
            "MemorySwap": 402653184, "MemorySwappiness": 10,
            "LogConfig": {"Type": "json-file", "Config":
                {"max-size": "20m", "mode": "non-blocking", "max-buffer-size": "10m"}}
        },
        "ExposedPorts": {"80/tcp": {}, "53/udp": {}}, "User": "app:app",
        "Labels": {
            "team": "blue", "io.quayside.installation": "here",
            "com.amazonaws.ecs.task-arn": "arn:aws:ecs:us-east-1:123456789012:task/default/00000000000000000000000000000001",
            "com.amazonaws.ecs.container-name": "nginx_1", "com.amazonaws.ecs.task-definition-family": "nginx_1",
            "com.amazonaws.ecs.task-definition-version": "1", "com.amazonaws.ecs.cluster": "default",
            "io.quayside.task": "00000000000000000000000000000001",
            "io.quayside.container-instance": "00000000000000000000000000000002", "io.quayside.role": "app"
        }
    })");
    QCOMPARE(nlohmann::json(config.body).dump(1), nlohmann::json(expected).dump(1));
    QVERIFY(config.name.starts_with("ecs-nginx_1-1-nginx1-"));

    const auto labels = config.body["Labels"].get<docker::Labels>();
    QVERIFY(labels_fit(labels, "here", task, 0));
    QVERIFY(!labels_fit(labels, "there", task, 0));
}

void TestAgentRules::sizes_are_within_what_kernel_and_engine_accept()
{
    const auto host = [](Json options, Json more = Json::object()) {
        const auto task = pending(definition_json("web", { container_json("web", std::move(options)) }, more));
        return container_config(kSettings, task, 0, {}, 2).body["HostConfig"];
    };
    QVERIFY(host({ { "cpu", 1 } })["CpuShares"] == Json(2));
    QVERIFY(host({ { "cpu", 300'000 } })["CpuShares"] == Json(262'144));
    QVERIFY(host({ { "memory", 4 } })["Memory"] == Json(6 << 20));
    QVERIFY(host({ { "memory", 4 }, { "memoryReservation", 4 } })["MemoryReservation"] == Json(6 << 20));
    const Json sized = host({ { "memory", 0 } }, { { "cpu", "4096" }, { "memory", "512" }, { "networkMode", "host" } });
    QVERIFY(sized["NanoCpus"] == Json(2'000'000'000)); // the engine has two
    QVERIFY(sized["Memory"] == Json(512 << 20));
    QVERIFY(sized["NetworkMode"] == Json("host"));
    QVERIFY(!host(Json::object())["NanoCpus"].is_number());
}

void TestAgentRules::names_are_the_same_for_every_attempt()
{
    const auto task = pending(definition_json("web", { container_json("a_b-c.d"), container_json("a_b-c") }));
    const auto name = container_name("here", task, 0);
    QCOMPARE(name, container_name("here", task, 0));
    QVERIFY(name.starts_with("ecs-web-1-ab-cd-"));
    QCOMPARE(name.size(), std::string("ecs-web-1-ab-cd-").size() + 20);
    QVERIFY(name != container_name("there", task, 0));
    QVERIFY(name.substr(name.size() - 20)
        != container_name("here", task, 1).substr(container_name("here", task, 1).size() - 20));
}

void TestAgentRules::time_decides_what_is_forgotten()
{
    const auto runs
        = std::make_shared<const model::Task>(after(pending(one_container("web")), { running(0, kNow) }, kNow));
    auto old = std::make_shared<model::Task>(lose_task(*runs, kNow));
    old->id = id_of(7);
    model::ChangeSet changes;
    changes.of<model::Task>() = { { nullptr, runs }, { nullptr, old } };
    model::State state;
    state.apply(changes);

    const auto due = expired_tasks(state, 1h, kNow + 10min);
    QVERIFY(due.tasks.empty());
    QCOMPARE(due.wake, std::optional(kNow + 1h));
    QCOMPARE(expired_tasks(state, 1h, kNow + 1h).tasks, (std::vector<Id>{ old->id }));
}

void TestAgentRules::retries_grow_to_their_bound()
{
    Retry retry{ 1s, 30s, nullptr };
    QCOMPARE(retry.after(1), Duration(1s));
    QCOMPARE(retry.after(4), Duration(8s));
    QCOMPARE(retry.after(1000), Duration(30s));
    Random random(1);
    retry.random = &random;
    for (int i = 0; i < 100; ++i)
        QVERIFY(retry.after(2) >= 2s && retry.after(2) <= Duration(2400ms));
}

QTEST_GUILESS_MAIN(TestAgentRules)
#include "tst_agent_rules.moc"
