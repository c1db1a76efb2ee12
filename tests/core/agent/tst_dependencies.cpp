// What containers wait for, when they are stopped, and when they are restarted: the rules alone. row_N is the row of
// the table of behaviours.
#include "core/agent/dependencies.h"
#include "core/agent/lifecycle.h"
#include "core/agent/restart_policy.h"
#include "tests/support/builders.h"
#include "tests/support/sim_loop.h"

#include <QTest>

using namespace quayside;
using namespace quayside::agent;
using namespace quayside::test;
using namespace std::chrono_literals;
using model::ContainerStatus;
using Verdict = Gate::Verdict;

namespace {

constexpr TimePoint kNow = SimLoop::kStart;

Json depends_on(const std::string& name, const std::string& condition, Json more = Json::object())
{
    more["dependsOn"] = Json::array({ Json{ { "containerName", name }, { "condition", condition } } });
    return more;
}

// Container 0 is "dep", container 1 is "app", which depends on it.
model::Task pair_with(Json app, Json dep = Json::object())
{
    return *make_task(make_spec(definition_json("pair",
                                    { container_json("dep", std::move(dep)), container_json("app", std::move(app)) }),
                          1),
        Id(), Id(), kNow);
}

void runs(model::Container& container, TimePoint since = kNow)
{
    container.last_status = ContainerStatus::Running;
    container.started_at = since;
}

void ended(model::Container& container, std::optional<std::int32_t> code)
{
    container.last_status = ContainerStatus::Stopped;
    container.started_at = kNow;
    container.exit_code = code;
}

Observed with(Fact fact, ContainerStatus reported = ContainerStatus::Pending)
{
    Observed observed;
    observed.fact = fact;
    observed.reported = reported;
    return observed;
}

Gate gate(const model::Task& task, std::vector<Observed> observed = {}, TimePoint now = kNow)
{
    return gate_of(task, observed, 1, now);
}

model::ContainerDefinition restarting(Json policy)
{
    return make_spec(one_container("web", { { "restartPolicy", policy } }), 1)->definition->containers[0];
}

} // namespace

class TestDependencies : public QObject {
    Q_OBJECT

private slots:
    void without_dependencies_nothing_is_waited_for()
    {
        QVERIFY(gate(pair_with(Json::object())).verdict == Verdict::Open);
    }
    void start_waits_until_the_other_runs()
    {
        auto task = pair_with(depends_on("dep", "START"));
        QVERIFY(gate(task).verdict == Verdict::Closed);
        QVERIFY(gate(task).ask_again == kNever);
        runs(task.containers[0]);
        QVERIFY(gate(task).verdict == Verdict::Open);
    }
    void row_56_start_is_met_by_one_that_has_ended()
    {
        auto task = pair_with(depends_on("dep", "START"));
        ended(task.containers[0], 1);
        QVERIFY(gate(task).verdict == Verdict::Open);
    }
    void row_57_one_that_failed_to_start_fails_its_dependents()
    {
        for (const char* condition : { "START", "COMPLETE", "SUCCESS", "HEALTHY" }) {
            auto task = pair_with(depends_on("dep", condition));
            task.containers[0].last_status = ContainerStatus::Stopped;
            const Gate closed = gate(task);
            QVERIFY(closed.verdict == Verdict::Never);
            QCOMPARE(closed.reason,
                std::string("CannotStartContainerError: dependency graph: failed to resolve container ordering "
                            "dependency [dep] for target [app] as dependency will never start."));
        }
    }
    void complete_waits_for_the_end_whatever_its_code()
    {
        auto task = pair_with(depends_on("dep", "COMPLETE"));
        runs(task.containers[0]);
        QVERIFY(gate(task).verdict == Verdict::Closed);
        ended(task.containers[0], 3);
        QVERIFY(gate(task).verdict == Verdict::Open);
        ended(task.containers[0], std::nullopt); // it vanished
        QVERIFY(gate(task).verdict == Verdict::Never);
    }
    void success_waits_for_exit_code_0()
    {
        auto task = pair_with(depends_on("dep", "SUCCESS"));
        ended(task.containers[0], 0);
        QVERIFY(gate(task).verdict == Verdict::Open);
        ended(task.containers[0], 1);
        const Gate closed = gate(task);
        QVERIFY(closed.verdict == Verdict::Never);
        QVERIFY(closed.reason.ends_with("for target [app] as dependency did not exit successfully."));
    }
    void healthy_waits_for_the_check()
    {
        auto task = pair_with(depends_on("dep", "HEALTHY"));
        runs(task.containers[0]);
        QVERIFY(gate(task).verdict == Verdict::Closed);
        task.containers[0].health = model::HealthStatus::Healthy;
        QVERIFY(gate(task).verdict == Verdict::Open);
        ended(task.containers[0], 0);
        QVERIFY(gate(task).verdict == Verdict::Never);
    }
    void a_wait_ends_with_the_start_timeout_of_the_dependency()
    {
        for (const char* condition : { "COMPLETE", "SUCCESS", "HEALTHY" }) {
            auto task = pair_with(depends_on("dep", condition), { { "startTimeout", 30 } });
            QVERIFY(gate(task, {}, kNow + 1h).ask_again == kNever); // the clock starts with the container
            runs(task.containers[0]);
            QVERIFY(gate(task).verdict == Verdict::Closed);
            QCOMPARE(gate(task).ask_again, kNow + 30s);
            const Gate late = gate(task, {}, kNow + 30s);
            QVERIFY(late.verdict == Verdict::Never);
            QVERIFY(late.reason.ends_with("[dep] for target [app] has timed out."));
        }
        QVERIFY(gate(pair_with(depends_on("dep", "START"), { { "startTimeout", 30 } }), {}, kNow + 1h).verdict
            == Verdict::Closed);
    }
    void links_and_volumes_count_too()
    {
        auto task = pair_with({ { "links", { "dep:alias" } } });
        QVERIFY(gate(task).verdict == Verdict::Closed);
        runs(task.containers[0]);
        QVERIFY(gate(task).verdict == Verdict::Open);
        task = pair_with({ { "volumesFrom", Json::array({ Json{ { "sourceContainer", "dep" } } }) } });
        QVERIFY(gate(task).verdict == Verdict::Closed);
        QVERIFY(gate(task, { with(Fact::Created), with(Fact::Absent) }).verdict == Verdict::Open);
    }
    void row_55_a_circle_can_never_be_resolved()
    {
        auto task = pair_with(depends_on("dep", "START"), depends_on("app", "START"));
        const Gate closed = gate(task);
        QVERIFY(closed.verdict == Verdict::Never);
        QVERIFY(closed.reason.starts_with("TaskDependencyError: "));
    }
    void the_plan_asks_again_when_a_wait_ends()
    {
        auto task = pair_with(depends_on("dep", "HEALTHY"), { { "startTimeout", 30 } });
        runs(task.containers[0]);
        const std::vector observed{ with(Fact::Running, ContainerStatus::Running), with(Fact::Absent) };
        const HostPlan waits = plan_task(&task, observed, kNow);
        QVERIFY(waits.actions.empty());
        QCOMPARE(waits.wake, std::optional(kNow + 30s));
        const HostPlan gives_up = plan_task(&task, observed, kNow + 30s);
        QCOMPARE(gives_up.actions.size(), 1u);
        QVERIFY(gives_up.actions[0].kind == ActionKind::ReportStopped && !gives_up.actions[0].reason.empty());
    }
    void who_depends_on_others_is_stopped_first()
    {
        auto task = pair_with(depends_on("dep", "START"));
        runs(task.containers[0]);
        runs(task.containers[1]);
        task = request_stop(task, model::StopCode::UserInitiated, "", kNow);
        std::vector observed{ with(Fact::Running), with(Fact::Running) };
        QCOMPARE(plan_task(&task, observed, kNow).actions, (std::vector<Action>{ { ActionKind::Stop, 1 } }));
        observed[1] = with(Fact::Ended, ContainerStatus::Stopped);
        QCOMPARE(plan_task(&task, observed, kNow).actions, (std::vector<Action>{ { ActionKind::Stop, 0 } }));
        QCOMPARE(plan_task(nullptr, std::vector{ with(Fact::Running), with(Fact::Running) }, kNow).actions.size(), 2u);
    }
    void row_83_what_somebody_starts_again_and_again_is_left_alone()
    {
        auto task = pair_with(Json::object());
        ended(task.containers[0], 0);
        ended(task.containers[1], 0);
        std::vector observed{ with(Fact::Running), with(Fact::Ended) };
        QCOMPARE(plan_task(&task, observed, kNow).actions, (std::vector<Action>{ { ActionKind::Stop, 0 } }));
        observed[0].left_alone = true;
        QVERIFY(plan_task(&task, observed, kNow).actions.empty());
        QCOMPARE(plan_task(nullptr, observed, kNow).actions.size(), 2u); // but removed with its task
        task = request_stop(task, model::StopCode::UserInitiated, "", kNow);
        QCOMPARE(plan_task(&task, observed, kNow).actions, (std::vector<Action>{ { ActionKind::Stop, 0 } }));
    }
    void row_74_a_policy_restarts_what_ran_long_enough()
    {
        const auto always = restarting({ { "enabled", true }, { "ignoredExitCodes", { 7 } } });
        QVERIFY(restarts(always, 1, 300s));
        QVERIFY(restarts(always, 0, 300s));
        QVERIFY(!restarts(always, 1, 299s));
        QVERIFY(!restarts(always, 7, 300s));
        QVERIFY(restarts(restarting({ { "enabled", true }, { "restartAttemptPeriod", 60 } }), 1, 60s));
        QVERIFY(!restarts(restarting({ { "enabled", false } }), 1, 300s));
        QVERIFY(!restarts(model::ContainerDefinition(), 1, 300s));
    }
    void row_73_a_later_start_counts_as_a_restart()
    {
        const auto start = [](TimePoint at) {
            ContainerReport report;
            report.status = ContainerStatus::Running;
            report.started_at = at;
            return report;
        };
        auto task = *make_task(
            make_spec(one_container("web", { { "restartPolicy", { { "enabled", true } } } }), 1), Id(), Id(), kNow);
        task = apply_reports(task, std::vector{ start(kNow) }, kNow);
        QCOMPARE(task.containers[0].restart_count, 0u);
        task = apply_reports(task, std::vector{ start(kNow + 10s) }, kNow + 10s);
        task = apply_reports(task, std::vector{ start(kNow + 10s) }, kNow + 11s);
        QCOMPARE(task.containers[0].restart_count, 1u);
        QCOMPARE(task.containers[0].last_restart_at, kNow + 10s);
        QCOMPARE(task.containers[0].started_at, kNow);
        auto plain = *make_task(make_spec(one_container("web"), 1), Id(), Id(), kNow);
        plain = apply_reports(plain, std::vector{ start(kNow), start(kNow + 10s) }, kNow + 10s);
        QCOMPARE(plain.containers[0].restart_count, 0u);
    }
};

QTEST_GUILESS_MAIN(TestDependencies)
#include "tst_dependencies.moc"
