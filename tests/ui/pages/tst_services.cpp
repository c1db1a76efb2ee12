#include "tests/support/fake_fleet.h"
#include "ui/charts/breaker_gauge.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/pages/columns_of.h"
#include "ui/pages/explanation.h"
#include "ui/pages/facts_of.h"
#include "ui/pages/rollout_data.h"
#include "ui/pages/service_state.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;
using namespace std::chrono_literals;

namespace {

const TimePoint kNow{ 1'790'000'000s };

const model::State& fleet()
{
    static const model::State state = [] {
        FleetSize size;
        size.services = true;
        return fake_fleet(size, kNow);
    }();
    return state;
}

model::Service service(const char* name)
{
    return *fleet().services().find({ "harbour", name });
}

model::DeploymentPtr rollout()
{
    return primary_of(fleet(), service("web"));
}

std::vector<model::TaskPtr> tasks_of(const char* name)
{
    std::vector<model::TaskPtr> tasks;
    for (const auto& [id, task] : fleet().tasks())
        if (task->spec->service == name)
            tasks.push_back(task);
    return tasks;
}

template <class T>
QString text_of(const std::vector<Column<T>>& columns, const QString& id, const T& record)
{
    const Context context{ fleet(), kNow };
    for (const auto& column : columns)
        if (column.info.id == id)
            return column.text ? column.text(record, context) : column.state(record, context).word;
    return "no such column";
}

LaneSegment segment(LaneSegment::Stage stage, std::chrono::seconds begin, std::chrono::seconds end)
{
    return { stage, kNow + begin, kNow + end };
}

TaskLane lane(char kind, bool is_new, std::vector<LaneSegment> segments)
{
    TaskLane lane;
    lane.id = fake_id(kind, 1);
    lane.is_new = is_new;
    lane.segments = std::move(segments);
    return lane;
}

} // namespace

class TestServices : public QObject {
    Q_OBJECT

private slots:
    void a_service_is_as_well_as_its_tasks()
    {
        QCOMPARE(state_of(fleet(), service("web")).word, QString("Deploying"));
        QCOMPARE(state_of(fleet(), service("worker")).word, QString("Healthy"));
        QCOMPARE(state_of(fleet(), service("api")).word, QString("Unsteady"));
        QCOMPARE(state_of(fleet(), service("batch-import")).word, QString("Scaled to 0"));
        auto going = service("worker");
        going.status = model::ServiceStatus::Draining;
        QCOMPARE(state_of(fleet(), going).glyph, StateGlyph::Draining);
    }

    void trouble_sorts_before_what_goes_well()
    {
        QVERIFY(state_of(fleet(), service("api")).rank < state_of(fleet(), service("web")).rank);
        QVERIFY(state_of(fleet(), service("web")).rank < state_of(fleet(), service("worker")).rank);
        QVERIFY(state_of(fleet(), service("worker")).rank < state_of(fleet(), service("batch-import")).rank);
    }

    void a_service_row_counts_and_names()
    {
        const auto columns = service_columns(nullptr);
        const auto web = service("web");
        const auto counts = fleet().counts_of(web.key());
        QCOMPARE(text_of(columns, "desired", web), QString("6"));
        QCOMPARE(text_of(columns, "running", web), QString::number(counts.running));
        QCOMPARE(text_of(columns, "definition", web), QString("web:13"));
        QCOMPARE(text_of(columns, "deployment", web), QString("3 of 6"));
        QCOMPARE(text_of(columns, "deployment", service("worker")), QString());
        QVERIFY(text_of(columns, "deployment", service("api")).startsWith("Stuck"));
        QVERIFY(text_of(columns, "event", service("api")).contains("unable to place"));
        QCOMPARE(text_of(columns, "strategy", web), QString("spread by zone, binpack by memory"));
    }

    void a_desired_count_that_is_typed_becomes_an_update()
    {
        const auto columns = service_columns(nullptr);
        const auto found = std::ranges::find_if(columns, [](const auto& c) { return c.info.id == "desired"; });
        const auto input = found->edit->input(service("web"), "8");
        QVERIFY(input);
        const Json wanted = { { "cluster", "harbour" }, { "service", "web" }, { "desiredCount", 8 } };
        QVERIFY(*input == wanted);
        for (const char* wrong : { "-1", "many", "5001", "" })
            QVERIFY2(!found->edit->input(service("web"), wrong), wrong);
        QVERIFY(!found->edit->allowed(service("log-agent"))); // a daemon counts its instances itself
    }

    void percents_round_down_at_the_top_and_up_at_the_bottom()
    {
        model::Deployment deployment;
        deployment.desired_count = 5;
        deployment.configuration.maximum_percent = 150;
        deployment.configuration.minimum_healthy_percent = 50;
        QCOMPARE(most_tasks(deployment), std::int64_t(7));
        QCOMPARE(least_healthy(deployment), std::int64_t(3));
    }

    void a_deployment_tells_where_it_comes_from()
    {
        const auto web = rollout();
        QCOMPARE(revision_step(fleet(), *web), QString("12 → 13"));
        QCOMPARE(rollout_title(fleet(), *web), QString("web 12 → 13"));
        QCOMPARE(state_of(fleet(), *web).word, QString("In progress"));
        auto first = *web;
        first.source_revisions.clear();
        QCOMPARE(revision_step(fleet(), first), QString("13"));
        auto back = *web;
        back.service_deployment_status = model::ServiceDeploymentStatus::RollbackSuccessful;
        QCOMPARE(state_of(fleet(), back).word, QString("Rolled back"));
        QVERIFY(is_over(back));
    }

    void steps_count_every_task_once_at_every_moment()
    {
        using Stage = LaneSegment::Stage;
        const std::vector<TaskLane> lanes{
            lane('a', false, { segment(Stage::Running, 0s, 30s), segment(Stage::Draining, 30s, 40s) }),
            lane('b', true,
                { segment(Stage::Provisioning, 5s, 10s), segment(Stage::Starting, 10s, 20s),
                    segment(Stage::Running, 20s, 60s) }),
        };
        const auto steps = rollout_steps(lanes, kNow, kNow + 60s);
        const auto at = [&steps](std::chrono::seconds when) {
            const auto after = std::ranges::upper_bound(steps, kNow + when, {}, &RolloutStep::at);
            return *std::prev(after);
        };
        QCOMPARE(at(1s).old_running, 1);
        QCOMPARE(at(1s).all(), 1);
        QCOMPARE(at(12s).new_pending, 1);
        QCOMPARE(at(25s).new_running, 1);
        QCOMPARE(at(25s).old_running, 1);
        QCOMPARE(at(35s).draining, 1);
        QCOMPARE(at(35s).old_running, 0);
        QCOMPARE(at(50s).all(), 1);
        QCOMPARE(steps.front().at, kNow);
    }

    void the_lanes_of_a_deployment_are_the_old_tasks_then_the_new()
    {
        const auto web = rollout();
        const auto lanes = task_lanes(fleet(), *web, tasks_of("web"), kNow);
        QVERIFY(std::ranges::is_sorted(lanes, {}, &TaskLane::is_new));
        QCOMPARE(std::ranges::count_if(lanes, [](const TaskLane& l) { return !l.is_new; }), std::ptrdiff_t(6));
        const auto failed = std::ranges::find_if(lanes, &TaskLane::has_failed);
        QVERIFY(failed != lanes.end());
        QCOMPARE(failed->failure, QString("exit code 1"));
        for (const auto& one : lanes)
            for (std::size_t i = 0; i < one.segments.size(); ++i) {
                QVERIFY(one.segments[i].begin >= web->created_at && one.segments[i].end <= kNow);
                QVERIFY(i == 0 || one.segments[i].begin == one.segments[i - 1].end);
            }
    }

    void the_curve_ends_with_what_runs_now()
    {
        const auto web = rollout();
        const auto lanes = task_lanes(fleet(), *web, tasks_of("web"), kNow);
        const auto curve = rollout_curve(fleet(), *web, lanes, kNow);
        const auto& last = curve.steps.back();
        QCOMPARE(last.old_running, 3);
        QCOMPARE(last.draining, 1);
        QCOMPARE(last.new_running, 3);
        QCOMPARE(curve.desired, 6);
        QCOMPARE(curve.most, 9);
        QCOMPARE(curve.least, 5); // 67 % of 6, rounded up
        QCOMPARE(
            static_cast<std::ptrdiff_t>(curve.failures.size()), std::ranges::count_if(lanes, &TaskLane::has_failed));
        QVERIFY(curve.live);
        const auto range = range_of(curve);
        const double share
            = static_cast<double>((curve.now - range.begin).count()) / static_cast<double>(range.length().count());
        QVERIFY(std::abs(share - kNowAt) < 0.01);
    }

    void the_chart_draws_every_area_and_line()
    {
        const auto web = rollout();
        RolloutChart chart;
        chart.resize(640, 320);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        const auto ink = [&chart] {
            std::set<QRgb> seen;
            const QImage picture = chart.grab().toImage();
            for (int y = 0; y < picture.height(); y += 2)
                for (int x = 0; x < picture.width(); x += 2)
                    seen.insert(picture.pixel(x, y));
            return seen;
        };
        chart.set_curve(rollout_curve(fleet(), *web, task_lanes(fleet(), *web, tasks_of("web"), kNow), kNow));
        using Part = RolloutLegend::Part;
        for (const Part part : { Part::Old, Part::NewRunning })
            QTRY_VERIFY(ink().contains(brush_of(part).color().rgb()));
        QVERIFY(ink().contains(colour(Role::Accent).rgb())); // now
        QVERIFY2(chart.description().contains("desired 6, at least 5, at most 9"), qPrintable(chart.description()));
    }

    void what_a_revision_changes_is_told_by_container_and_member()
    {
        const Json before = Json::parse(R"({"containerDefinitions":[{"name":"web","image":"web:1","memory":512,
            "environment":[{"name":"MODE","value":"a"}]}]})");
        const Json after = Json::parse(R"({"containerDefinitions":[{"name":"web","image":"web:2","memory":512,
            "environment":[{"name":"MODE","value":"a"},{"name":"LOG","value":"json"}]}],"cpu":"256"})");
        const auto changes = definition_changes(before, after);
        const std::vector<DefinitionChange> wanted{ { "cpu", "", "256" }, { "web · environment LOG", "", "json" },
            { "web · image", "1", "2" } };
        QVERIFY(changes == wanted);
    }

    void stages_are_passed_current_or_still_to_come()
    {
        model::Deployment deployment;
        deployment.configuration.strategy = model::DeploymentStrategy::BlueGreen;
        deployment.configuration.bake_time = 10;
        deployment.service_deployment_status = model::ServiceDeploymentStatus::InProgress;
        deployment.stage = model::LifecycleStage::BakeTime;
        deployment.stage_since = kNow - 4min;
        const auto lines = stage_lines(deployment, kNow);
        QCOMPARE(lines.size(), std::size_t(10));
        QCOMPARE(lines.front().glyph, StateGlyph::Pass);
        QCOMPARE(lines[8].glyph, StateGlyph::Pending);
        QVERIFY2(lines[8].note.startsWith("6 min") && lines[8].note.endsWith("left"), qPrintable(lines[8].note));
        QCOMPARE(lines.back().glyph, StateGlyph::None);
        QVERIFY(stage_lines(*rollout(), kNow).empty());
    }

    void the_gauge_has_as_many_segments_as_failures_trip_it()
    {
        BreakerGauge gauge;
        gauge.set_failures(1, 3, false);
        QCOMPARE(gauge.segments(), 3);
        gauge.set_failures(1, 12, false);
        QCOMPARE(gauge.segments(), 12);
        gauge.set_failures(50, 200, true);
        QCOMPARE(gauge.segments(), 1);
        QCOMPARE(gauge.accessibleName(), QString("50 of 200 failures"));
    }

    void an_explanation_is_a_table_of_instances_by_rules()
    {
        const Json reply = Json::parse(R"({"count":2,"placed":1,"summary":["One of two tasks has a place."],
            "suggestions":["Lower the memory to 256 MiB."],"shares":[{"instances":[
            {"containerInstanceArn":"a/c/1","containerInstanceName":"quay-a1","availabilityZone":"a","tasks":1,
             "rules":[{"rule":"status","passed":true,"has":"active"},
                      {"rule":"cpu","passed":true,"needs":"512","has":"640 free"}]},
            {"containerInstanceArn":"a/c/2","containerInstanceName":"quay-b2","tasks":0,
             "rules":[{"rule":"status","passed":true,"has":"active"},
                      {"rule":"cpu","passed":false,"needs":"512","has":"384 free","text":"Short of 128."}]}]}]})");
        const auto explanation = read_explanation(reply);
        QCOMPARE(explanation.asked, 2);
        QCOMPARE(explanation.placed, 1);
        QCOMPARE(explanation.rules.size(), std::size_t(2));
        QCOMPARE(explanation.rules[1], QString("CPU 512"));
        QCOMPARE(explanation.rows[0].verdict, QString("chosen"));
        QCOMPARE(explanation.rows[1].verdict, QString("CPU"));
        QCOMPARE(explanation.rows[1].id, std::string("2"));
        QVERIFY(explanation.rows[1].cells[1].mark == Explanation::Mark::Failed);
        const std::vector<Explanation::Step> steps{ { 2, "candidates" }, { 2, "status" }, { 1, "CPU 512" } };
        QVERIFY(explanation.steps == steps);
        QVERIFY(as_text(explanation).contains("no: 384 free"));
        QVERIFY(read_explanation(Json::object()).rows.empty());
    }

    void the_facts_of_a_service_lead_to_the_explanation()
    {
        const auto sections = overview_facts(fleet(), ObjectRef::to(service("api")), kNow);
        bool leads = false;
        for (const auto& section : sections)
            for (const auto& fact : section.facts)
                leads = leads || fact.link.explain;
        QVERIFY(leads);
        for (const auto& section : overview_facts(fleet(), ObjectRef::to(service("worker")), kNow))
            for (const auto& fact : section.facts)
                QVERIFY(!fact.link.explain);
    }
};

QTEST_MAIN(TestServices)
#include "tst_services.moc"
