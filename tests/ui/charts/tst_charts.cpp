#include "tests/support/fake_client.h"
#include "ui/charts/chart.h"
#include "ui/charts/density_bar.h"
#include "ui/charts/time_table.h"
#include "ui/look/theme.h"
#include "ui/session/instant.h"
#include "ui/session/session.h"

#include <qcustomplot.h>

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
    void a_stretch_is_looked_at_closer_by_mouse_and_by_keys();
    void a_held_moment_comes_into_sight();
    void lines_are_hidden_by_their_label();
    void what_is_drawn_is_had_as_numbers();
    void a_bar_of_density_is_zoomed_by_mouse_and_by_keys();
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

void TestCharts::a_stretch_is_looked_at_closer_by_mouse_and_by_keys()
{
    TimeLine line;
    line.set_clock([] { return kStart + 900s; });
    Chart chart("CPU", "vCPU", &line);
    chart.add_series(ChartLine::Used, "used");
    chart.set_points(0, wave(900));
    chart.resize(600, 200);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    auto* plot = chart.findChild<QCustomPlot*>();
    const int middle = plot->height() / 2;
    QTest::mousePress(plot, Qt::LeftButton, {}, { 200, middle });
    QTest::mouseMove(plot, { 300, middle });
    QTest::mouseRelease(plot, Qt::LeftButton, {}, { 300, middle });
    QVERIFY(line.is_zoomed() && !line.is_live());
    const auto drawn = line.range().length();
    QVERIFY2(drawn > 100s && drawn < 300s, qPrintable(QString::number(drawn / 1s)));
    chart.setFocus();
    QTest::keyClick(&chart, Qt::Key_Plus);
    QVERIFY(line.range().length() < drawn * 6 / 10);
    const auto begin = line.range().begin;
    QTest::keyClick(&chart, Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(line.range().begin < begin);
    QTest::keyClick(&chart, Qt::Key_Left);
    QVERIFY(line.crosshair().has_value());
    QTest::keyClick(&chart, Qt::Key_Escape);
    QVERIFY(!line.is_zoomed() && line.is_live() && !line.crosshair());
    QVERIFY(line.range().length() == 15min);
    QTest::mouseClick(plot, Qt::LeftButton, {}, { 200, middle }); // no stretch
    QVERIFY(!line.is_zoomed());
}

void TestCharts::a_held_moment_comes_into_sight()
{
    TimeLine line;
    line.set_clock([] { return kStart + 1h; });
    line.hold(kStart + 50min);
    QVERIFY(line.is_live());
    line.hold(kStart + 10min);
    QVERIFY(!line.is_live());
    QVERIFY(line.range().begin < kStart + 10min && line.range().end > kStart + 10min);
    QVERIFY(line.range().length() == 15min);
    line.reset();
    QVERIFY(line.is_live() && !line.held());
}

void TestCharts::lines_are_hidden_by_their_label()
{
    TimeLine line;
    line.set_clock([] { return kStart + 900s; });
    Chart chart("CPU", "vCPU", &line);
    chart.add_series(ChartLine::Used, "used");
    chart.set_points(0, wave(900));
    chart.set_level(ChartLine::Limit, "limit", 4);
    chart.resize(600, 200);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    auto* plot = chart.findChild<QCustomPlot*>();
    QVERIFY(QTest::qWaitFor([&] { return plot->graphCount() == 2 && plot->graph(1)->visible(); }));
    QVERIFY(QTest::qWaitFor([&] { // once the labels are drawn
        for (int y = 0; y < plot->height() && plot->graph(1)->visible(); y += 4)
            if (chart.lines()[0].shown)
                QTest::mouseClick(plot, Qt::LeftButton, {}, { plot->width() - 12, y });
        return !chart.lines()[0].shown || !chart.lines()[1].shown;
    }));
    for (const auto& [label, shown] : chart.lines())
        chart.show_line(label, label == "limit");
    QVERIFY(!plot->graph(0)->visible() && plot->graph(1)->visible());
    QCOMPARE(chart.table(line.range()).columns.size(), std::size_t{ 1 });
}

void TestCharts::what_is_drawn_is_had_as_numbers()
{
    TimeLine line;
    line.set_clock([] { return kStart + 900s; });
    Chart cpu("CPU", "vCPU", &line);
    cpu.add_series(ChartLine::Used, "used");
    cpu.set_points(0, { point(1, 1), point(2, kUnknown), point(3, 0.25) });
    cpu.set_level(ChartLine::Reserved, "reserved", 2);
    Chart network("Network", "KiB/s", &line);
    network.add_series(ChartLine::Used, "received");
    network.set_points(0, { point(1, 7), point(4, 8), point(2'000, 9) });
    const auto table = joined({ cpu.table(line.range()), network.table(line.range()) });
    QCOMPARE(table.titles, QStringList({ "CPU used (vCPU)", "CPU reserved (vCPU)", "Network received (KiB/s)" }));
    QCOMPARE(table.rows.size(), std::size_t{ 4 });
    const auto lines = csv_of(table).split('\n');
    QCOMPARE(lines[0], QByteArray("time,\"CPU used (vCPU)\",\"CPU reserved (vCPU)\",\"Network received (KiB/s)\""));
    QCOMPARE(lines[1], QByteArray("2024-10-04T00:00:01.000Z,1,2,7"));
    QCOMPARE(lines[2], QByteArray("2024-10-04T00:00:02.000Z,,2,"));
    QCOMPARE(lines[4], QByteArray("2024-10-04T00:00:04.000Z,,,8"));
    const TimeTableModel model(table);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(0, 3).data().toString(), QString("8")); // the newest on top
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), table.titles[0]);
}

void TestCharts::a_bar_of_density_is_zoomed_by_mouse_and_by_keys()
{
    Session session(std::make_shared<test::FakeClient>());
    auto& instant = Instant::of(session);
    DensityBar bar(
        "Events", { "event", "events" },
        [](const DensityBar::Visit& visit) {
            for (int i = 0; i < 1'000; ++i)
                visit(kStart + std::chrono::seconds(i), i % 10 == 0 ? LogLevel::Error : LogLevel::Info);
        },
        instant);
    bar.resize(600, 76);
    bar.show();
    bar.count();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QVERIFY2(bar.description().startsWith("1000 events"), qPrintable(bar.description()));
    QSignalSpy zoomed(&bar, &DensityBar::zoomed);
    QSignalSpy chosen(&bar, &DensityBar::chosen);
    QTest::mousePress(&bar, Qt::LeftButton, {}, { 200, 40 });
    QTest::mouseMove(&bar, { 300, 40 });
    QVERIFY(instant.hovered().has_value()); // other views show where the pointer is
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, { 300, 40 });
    QCOMPARE(zoomed.size(), 1);
    QVERIFY(bar.zoom() && bar.zoom()->length() > 100s && bar.zoom()->length() < 300s);
    QVERIFY(!bar.description().startsWith("1000 events"));
    bar.setFocus();
    QTest::keyClick(&bar, Qt::Key_Plus);
    QVERIFY(bar.zoom()->length() < 150s);
    QTest::keyClick(&bar, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&bar, Qt::Key_Left);
    QCOMPARE(chosen.size(), 1);
    QTest::keyClick(&bar, Qt::Key_Escape);
    QVERIFY(!bar.zoom());
    QTest::mouseClick(&bar, Qt::LeftButton, {}, { 300, 40 });
    QCOMPARE(chosen.size(), 2);
    QVERIFY(!bar.zoom());
}

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
