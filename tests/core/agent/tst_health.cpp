#include "core/agent/container_config.h"
#include "core/agent/lifecycle.h"
#include "core/agent/observe.h"
#include "core/base/random.h"
#include "tests/support/builders.h"
#include "tests/support/sim_loop.h"

#include <QTest>

using namespace quayside;
using namespace quayside::test;
using model::ContainerStatus;
using model::HealthStatus;

namespace {

constexpr TimePoint kNow = SimLoop::kStart;

const Json kCheck{ { "healthCheck", { { "command", { "CMD", "true" } }, { "interval", 7 }, { "retries", 2 } } } };

model::Task task_of(std::vector<Json> containers)
{
    Random random(1);
    return *make_task(make_spec(definition_json("web", std::move(containers)), 1), random.id(), random.id(), kNow);
}

docker::ContainerState running(const std::string& health)
{
    docker::ContainerState state;
    state.state = docker::RunState::Running;
    state.started_at = kNow;
    state.health = health;
    return state;
}

// The task after its containers were seen running with these answers of their checks.
model::Task seen(model::Task task, const std::vector<std::string>& health)
{
    for (std::size_t i = 0; i < health.size(); ++i) {
        const auto report = agent::report_of(task, i, running(health[i]), kNow);
        task = agent::apply_reports(task, std::vector{ report }, kNow);
    }
    return task;
}

} // namespace

// Container health checks: asked of the engine, and what their answers mean for the task.
class TestHealth : public QObject {
    Q_OBJECT

private slots:
    void a_check_is_asked_of_the_engine_with_the_defaults_of_ecs();
    void a_container_without_a_check_asks_for_none();
    void the_worst_essential_container_decides();
    void a_check_that_the_image_brings_does_not_count();
    void health_may_change_and_makes_a_new_version();
};

void TestHealth::a_check_is_asked_of_the_engine_with_the_defaults_of_ecs()
{
    const auto task = task_of({ container_json("web", kCheck) });
    const Json& body = agent::container_config({}, task, 0, {}, 4).body;
    const Json expected{ { "Test", { "CMD", "true" } }, { "Interval", 7'000'000'000 }, { "Timeout", 5'000'000'000 },
        { "StartPeriod", 0 }, { "Retries", 2 } };
    QCOMPARE(body["Healthcheck"].dump(), expected.dump());
}

void TestHealth::a_container_without_a_check_asks_for_none()
{
    const auto task = task_of({ container_json("web") });
    QVERIFY(!agent::container_config({}, task, 0, {}, 4).body.contains("Healthcheck"));
}

void TestHealth::the_worst_essential_container_decides()
{
    const auto two = [] { return task_of({ container_json("web", kCheck), container_json("api", kCheck) }); };
    QCOMPARE(seen(two(), { "healthy", "healthy" }).health, HealthStatus::Healthy);
    QCOMPARE(seen(two(), { "healthy", "starting" }).health, HealthStatus::Unknown);
    QCOMPARE(seen(two(), { "starting", "unhealthy" }).health, HealthStatus::Unhealthy);

    Json helper = kCheck;
    helper["essential"] = false;
    QCOMPARE(
        seen(task_of({ container_json("web", kCheck), container_json("helper", helper) }), { "healthy", "unhealthy" })
            .health,
        HealthStatus::Healthy);
    QCOMPARE(seen(task_of({ container_json("web", kCheck), container_json("plain") }), { "healthy", "" }).health,
        HealthStatus::Healthy);
}

void TestHealth::a_check_that_the_image_brings_does_not_count()
{
    const auto task = seen(task_of({ container_json("web") }), { "unhealthy" });
    QCOMPARE(task.health, HealthStatus::Unknown);
    QCOMPARE(task.containers[0].health, HealthStatus::Unknown);
}

void TestHealth::health_may_change_and_makes_a_new_version()
{
    auto task = seen(task_of({ container_json("web", kCheck) }), { "healthy" });
    const auto version = task.version;
    task = seen(task, { "unhealthy" });
    QCOMPARE(task.containers[0].health, HealthStatus::Unhealthy);
    QCOMPARE(task.version, version + 1);
    task = seen(task, { "healthy" });
    QCOMPARE(task.health, HealthStatus::Healthy);
    QCOMPARE(task.last_status, model::TaskStatus::Running);
}

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
