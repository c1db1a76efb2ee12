#include "ui/charts/chart.h"
#include "ui/look/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace quayside;
using namespace quayside::ui;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint kStart{ 24h * 20'000 };
const double kUnknown = std::numeric_limits<double>::quiet_NaN();

ChartPoint point(int second, double value)
{
    return { kStart + std::chrono::seconds(second), value };
}

std::vector<ChartPoint> wave(int seconds)
{
    std::vector<ChartPoint> points;
    for (int i = 0; i < seconds; ++i)
        points.push_back(point(i, 1 + std::sin(i / 7.0)));
    return points;
}

} // namespace

class TestCharts : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { Theme::get().install(*qApp); }
    void an_hour_of_samples_is_two_points_per_pixel_and_keeps_its_peaks();
    void gaps_stay_gaps();
    void lines_reach_the_edges();
    void a_summary_knows_only_its_range();
    void values_have_four_to_six_round_lines();
    void times_are_round_and_not_crowded();
    void labels_move_apart_as_little_as_needed();
    void a_paused_time_line_stands_still();
    void a_hidden_chart_costs_nothing();
    void space_pauses_every_chart_of_the_pane();
    void a_chart_says_what_it_shows();
    void a_reader_meets_one_chart_with_its_current_values();
    void a_chart_outlives_its_time_line();
};

void TestCharts::an_hour_of_samples_is_two_points_per_pixel_and_keeps_its_peaks()
{
    std::vector<ChartPoint> points = wave(3600);
    points[1234].value = 99;
    points[2345].value = -99;
    const auto stretches = decimate(points, { kStart, kStart + 1h }, 300, 5s);
    QCOMPARE(stretches.size(), std::size_t{ 1 });
    QVERIFY(stretches[0].size() <= 602);
    const auto has = [&stretches](double value) {
        return std::any_of(
            stretches[0].begin(), stretches[0].end(), [value](const ChartPoint& p) { return p.value == value; });
    };
    QVERIFY(has(99) && has(-99));
    QVERIFY(std::is_sorted(stretches[0].begin(), stretches[0].end(),
        [](const ChartPoint& a, const ChartPoint& b) { return a.at < b.at; }));
}

void TestCharts::gaps_stay_gaps()
{
    const std::vector<ChartPoint> points
        = { point(0, 1), point(1, 1), point(2, kUnknown), point(3, 2), point(4, 2), point(30, 3), point(31, 3) };
    const auto stretches = decimate(points, { kStart, kStart + 60s }, 600, 5s);
    QCOMPARE(stretches.size(), std::size_t{ 3 });
    QCOMPARE(stretches[1].front().value, 2.0);
    QCOMPARE(stretches[2].size(), std::size_t{ 2 });
    QVERIFY(decimate({}, { kStart, kStart + 60s }, 600, 5s).empty());
    QVERIFY(decimate(points, { kStart, kStart }, 600, 5s).empty());
}

void TestCharts::lines_reach_the_edges()
{
    const std::vector<ChartPoint> points = wave(100);
    const auto stretches = decimate(points, { kStart + 50500ms, kStart + 60500ms }, 100, 5s);
    QCOMPARE(stretches.size(), std::size_t{ 1 });
    QVERIFY(stretches[0].front().at < kStart + 50500ms);
    QVERIFY(stretches[0].back().at > kStart + 60500ms);
}

void TestCharts::a_summary_knows_only_its_range()
{
    const std::vector<ChartPoint> points
        = { point(0, 100), point(10, 2), point(11, kUnknown), point(12, 1), point(13, 3) };
    const ChartSummary summary = summarise(points, { kStart + 5s, kStart + 20s });
    QVERIFY(summary.known);
    QCOMPARE(summary.least, 1.0);
    QCOMPARE(summary.greatest, 3.0);
    QCOMPARE(summary.last, 3.0);
    QVERIFY(!summarise(points, { kStart + 20s, kStart + 30s }).known);
}

void TestCharts::values_have_four_to_six_round_lines()
{
    for (const double greatest :
        { 0.0, 0.003, 0.09, 0.4, 1.0, 1.01, 2.28, 3.9, 5.0, 6.1, 7.7, 9.99, 64.0, 770.0, 1e6, 3e9 }) {
        const std::vector<double> ticks = value_ticks(greatest);
        QVERIFY2(ticks.size() >= 3 && ticks.size() <= 7, qPrintable(QString::number(greatest)));
        QVERIFY(ticks.back() >= greatest);
        QCOMPARE(ticks.front(), 0.0);
    }
    QVERIFY(!value_ticks(std::numeric_limits<double>::infinity()).empty());
}

void TestCharts::times_are_round_and_not_crowded()
{
    const auto minutes = time_ticks({ kStart + 7s, kStart + 15min + 7s }, 400);
    QVERIFY(minutes.size() >= 3 && minutes.size() <= 6);
    for (const TimeTick& tick : minutes)
        QCOMPARE(tick.text.size(), 5);
    const auto seconds = time_ticks({ kStart + 7s, kStart + 67s }, 400);
    QVERIFY(seconds.size() >= 3);
    QCOMPARE(seconds.front().text.size(), 8);
    QVERIFY(seconds.front().text.endsWith("0") || seconds.front().text.endsWith("5"));
    for (const auto length : { 6h, 24h, 72h, 336h }) {
        const auto ticks = time_ticks({ kStart, kStart + length }, 400);
        QVERIFY2(ticks.size() >= 3 && ticks.size() <= 8, qPrintable(QString::number(length.count())));
    }
    const auto days = time_ticks({ kStart, kStart + 336h }, 400);
    for (const TimeTick& tick : days)
        QCOMPARE(tick.text.indexOf('-'), 2); // month and day
}

void TestCharts::labels_move_apart_as_little_as_needed()
{
    QCOMPARE(spread_labels({ 10, 40, 80 }, 12, 100), (std::vector<double>{ 10, 40, 80 }));
    const std::vector<double> crowded = spread_labels({ 98, 97, 99 }, 12, 100);
    QVERIFY(crowded[2] <= 100 && crowded[0] - crowded[1] >= 12 && crowded[2] - crowded[0] >= 12);
    QVERIFY(spread_labels({}, 12, 100).empty());
}

void TestCharts::a_paused_time_line_stands_still()
{
    TimePoint now = kStart;
    TimeLine line;
    line.set_clock([&now] { return now; });
    line.set_length(1min);
    QCOMPARE(line.range(), (TimeRange{ kStart - 1min, kStart }));
    line.set_live(false);
    now += 10s;
    QCOMPARE(line.range().end, kStart);
    line.set_live(true);
    QCOMPARE(line.range().end, kStart + 10s);
}

void TestCharts::a_hidden_chart_costs_nothing()
{
    TimeLine line;
    line.set_length(1min);
    Chart chart("CPU", "vCPU", &line);
    chart.add_series(ChartLine::Used, "used");
    QSignalSpy moved(&line, &TimeLine::moved);
    chart.show();
    QTRY_VERIFY(moved.count() >= 2);
    chart.hide();
    moved.clear();
    QVERIFY(!moved.wait(400));
}

void TestCharts::space_pauses_every_chart_of_the_pane()
{
    TimeLine line;
    Chart first("CPU", "vCPU", &line);
    Chart second("Memory", "MiB", &line);
    QTest::keyClick(&second, Qt::Key_Space);
    QVERIFY(!line.is_live());
    QTest::keyClick(&first, Qt::Key_Space);
    QVERIFY(line.is_live());
}

void TestCharts::a_chart_says_what_it_shows()
{
    TimePoint now = kStart + 100s;
    TimeLine line;
    line.set_clock([&now] { return now; });
    line.set_length(1min);
    Chart chart("CPU", "vCPU", &line);
    const int used = chart.add_series(ChartLine::Used, "used");
    QVERIFY(chart.description().contains("nothing known"));
    chart.set_points(used, { point(50, 1), point(60, 0.5), point(99, 2.25) });
    QCOMPARE(chart.description(), QStringLiteral("CPU in vCPU: now 2.25, least 0.5, greatest 2.25 in the last 1 min"));
    chart.append_points(used, { point(4000, 1) });
    now = kStart + 4000s;
    chart.append_points(used, { point(4001, 1) });
    QVERIFY(chart.description().contains("greatest 1"));
}

void TestCharts::a_reader_meets_one_chart_with_its_current_values()
{
    TimePoint now = kStart + 100s;
    TimeLine line;
    line.set_clock([&now] { return now; });
    line.set_length(1min);
    Chart chart("CPU", "vCPU", &line);
    const int used = chart.add_series(ChartLine::Used, "used");
    QAccessibleInterface* heard = QAccessible::queryAccessibleInterface(&chart);
    QVERIFY(heard != nullptr);
    QCOMPARE(heard->role(), QAccessible::Chart);
    QCOMPARE(heard->text(QAccessible::Name), QStringLiteral("CPU"));
    QCOMPARE(heard->childCount(), 0);
    chart.set_points(used, { point(60, 0.5), point(99, 2.25) });
    QVERIFY(heard->text(QAccessible::Description).contains("now 2.25, least 0.5"));
    chart.append_points(used, { point(100, 3) });
    QVERIFY(heard->text(QAccessible::Description).contains("now 3, least 0.5, greatest 3"));
    QVERIFY(heard->state().focusable);
}

void TestCharts::a_chart_outlives_its_time_line()
{
    auto line = std::make_unique<TimeLine>();
    Chart chart("CPU", "vCPU", line.get());
    chart.add_series(ChartLine::Used, "used");
    chart.show();
    line.reset();
    chart.set_points(0, { point(1, 1) });
    QTest::keyClick(&chart, Qt::Key_Space);
    chart.hide();
    QVERIFY(!chart.description().isEmpty());
}

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
