#include "tests/support/fake_client.h"
#include "ui/session/metric_past.h"
#include "ui/session/session.h"

#include <QTest>

#include <cmath>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;
using namespace std::chrono_literals;

namespace {

Json answer(double cpu)
{
    const Json spread{ { "minimum", cpu - 1 }, { "average", cpu }, { "maximum", cpu + 1 } };
    return { { "period", 60 },
        { "points",
            { { { "at", 1'795'348'800.0 }, { "cpu", spread } }, { { "at", 1'795'348'860.0 }, { "cpu", spread } } } } };
}

const Json kTask{ { "subject", "task" }, { "id", "9e41c07b000000000000000000000001" } };
const Json kCluster{ { "subject", "cluster" }, { "cluster", "harbour" } };

} // namespace

class TestMetricPast : public QObject {
    Q_OBJECT

private slots:
    void the_past_is_asked_for_and_told_up_to_a_moment()
    {
        auto* client = new FakeClient;
        client->answer("GetMetricsHistory", answer(512));
        Session session{ std::shared_ptr<client::EcsClient>(client) };
        MetricPast past(session);
        past.want(kTask, 6h);
        QVERIFY(QTest::qWaitFor([&] { return past.points().size() == 2; }));
        QCOMPARE(past.period(), std::chrono::seconds(60));
        QCOMPARE(past.points()[0].cpu.most, 513.0F);
        QVERIFY(std::isnan(past.points()[0].memory.mean)); // a gap
        QCOMPARE(past.means_before(past.points()[1].at).size(), std::size_t(1));
        QCOMPARE(past.means_before(TimePoint::max()).back().cpu, 512.0F);
        const auto input = client->calls("GetMetricsHistory").front().input;
        QVERIFY(input["subject"] == "task");
        QCOMPARE(input["endTime"].get<double>() - input["startTime"].get<double>(), 6 * 3600.0);
    }

    void what_is_not_wanted_any_more_does_not_come()
    {
        auto* client = new FakeClient;
        client->answer("GetMetricsHistory", answer(1));
        Session session{ std::shared_ptr<client::EcsClient>(client) };
        MetricPast past(session);
        int told = 0;
        connect(&past, &MetricPast::changed, this, [&] { ++told; });
        past.want(kTask, 1h);
        past.want(kCluster, 1h);
        QVERIFY(QTest::qWaitFor([&] { return client->calls("GetMetricsHistory").size() == 2 && told > 0; }));
        QCOMPARE(told, 1);
        past.forget();
        QVERIFY(past.points().empty());
    }

    void a_failure_is_no_past()
    {
        auto* client = new FakeClient;
        client->answer("GetMetricsHistory", fail(Error::client("no")));
        Session session{ std::shared_ptr<client::EcsClient>(client) };
        MetricPast past(session);
        bool told = false;
        connect(&past, &MetricPast::changed, this, [&] { told = true; });
        past.want(kTask, 1h);
        QVERIFY(QTest::qWaitFor([&] { return told; }));
        QVERIFY(past.points().empty());
    }
};

QTEST_MAIN(TestMetricPast)
#include "tst_metric_past.moc"
