#include "core/history/metric_history.h"
#include "tests/support/sim_loop.h"

#include <QtTest>

#include <cmath>
#include <fstream>

using namespace quayside;
using namespace quayside::history;
using namespace std::chrono_literals;
using model::MetricPoint;
using model::MetricSubject;
using Kind = MetricSubject::Kind;

namespace {

const TimePoint kNoon{ std::chrono::seconds{ 1'795'348'800 } }; // has the first place in the rings of seconds and tens

Id id_of(std::uint8_t number)
{
    Id id;
    id.bytes[15] = number;
    return id;
}

MetricSubject task(std::uint8_t number)
{
    return { Kind::Task, id_of(number), 0, {}, {} };
}

MetricPoint still(TimePoint at, float cpu)
{
    return model::point_of({ at, cpu, 2 * cpu, 3, 4 });
}

bool near(float value, float expected)
{
    return std::abs(value - expected) <= 0.0005F + 0.0003F * expected;
}

} // namespace

class TestMetricHistory : public QObject {
    Q_OBJECT

private slots:
    void init() { directory_ = std::make_unique<QTemporaryDir>(); }

    void figures_keep_their_precision();
    void half_a_record_is_none();
    void minutes_are_made_of_tens_also_over_a_restart();
    void the_finest_that_there_is_is_read();
    void a_ring_forgets_what_is_older_than_it();
    void rubbish_in_a_file_is_a_gap();
    void what_is_forgotten_is_gone_from_the_disk();
    void the_size_of_all_is_bounded();
    void seconds_are_gathered_and_read_at_once();
    void a_sweep_forgets_what_is_not_known();

private:
    std::string path(const std::string& rest = {}) const
    {
        return directory_->path().toStdString() + "/metrics" + rest;
    }

    std::unique_ptr<QTemporaryDir> directory_;
};

void TestMetricHistory::figures_keep_their_precision()
{
    for (const float value : { 0.0F, 0.01F, 1.0F, 512.0F, 100'000.0F, 3.5e9F }) {
        const auto record = encode(still(kNoon, value), 10s);
        const auto point = decode(record.data(), 10s);
        QVERIFY(point && point->at == kNoon);
        QVERIFY2(near(point->cpu.mean, value), qPrintable(QString::number(static_cast<double>(point->cpu.mean))));
    }
    MetricPoint partly;
    partly.at = kNoon;
    partly.memory = { 1, 2, 3 };
    const auto point = decode(encode(partly, 60s).data(), 60s);
    QVERIFY(std::isnan(point->cpu.mean));
    QVERIFY(near(point->memory.least, 1) && near(point->memory.mean, 2) && near(point->memory.most, 3));
}

void TestMetricHistory::half_a_record_is_none()
{
    const Record whole = encode(still(kNoon, 1), 1s);
    for (std::size_t written = 0; written < kRecordSize; ++written) {
        Record half = encode(still(kNoon - 15min, 7), 1s); // what stood there before
        std::copy_n(whole.begin(), written, half.begin());
        const auto read = decode(half.data(), 1s);
        QVERIFY(!read || read->at == kNoon - 15min || half == whole);
    }
    QVERIFY(!decode(Record{}.data(), 1s));
}

void TestMetricHistory::minutes_are_made_of_tens_also_over_a_restart()
{
    for (int ten = 1; ten <= 12; ++ten) {
        MetricFiles files(path()); // each time another life of the program
        files.keep(task(1), kResolutions[1], { still(kNoon + ten * 10s, static_cast<float>(ten)) });
    }
    const MetricFiles files(path());
    const auto minutes = files.read(task(1), kNoon, kNoon + 2min, 60s);
    QCOMPARE(minutes.size(), std::size_t(2));
    QVERIFY(minutes[0].at == kNoon + 1min);
    QVERIFY(near(minutes[0].cpu.least, 1) && near(minutes[0].cpu.mean, 3.5F) && near(minutes[0].cpu.most, 6));
    QVERIFY(near(minutes[1].cpu.least, 7) && near(minutes[1].cpu.most, 12));
}

void TestMetricHistory::the_finest_that_there_is_is_read()
{
    MetricFiles files(path());
    for (int ten = 1; ten <= 60; ++ten) // ten minutes, of which somebody looked at the last half minute
        files.keep(task(1), kResolutions[1], { still(kNoon + ten * 10s, 100) });
    for (int second = 571; second <= 600; ++second)
        files.keep(task(1), kResolutions[0], { still(kNoon + std::chrono::seconds(second), 100) });
    const auto points = files.read(task(1), kNoon, kNoon + 10min, 1s);
    QCOMPARE(points.size(), std::size_t(57 + 30));
    QVERIFY(points[1].at - points[0].at == 10s);
    QVERIFY(points.back().at - points[points.size() - 2].at == 1s);
    QCOMPARE(files.read(task(1), kNoon, kNoon + 10min, 10s).size(), std::size_t(60));
    QCOMPARE(files.read(task(1), kNoon, kNoon + 10min, 300s).size(), std::size_t(2));
    // The last minute is not full yet: what there is of it is shown.
    files.keep(task(1), kResolutions[1], { still(kNoon + 610s, 7) });
    const auto minutes = files.read(task(1), kNoon, kNoon + 11min, 60s);
    QCOMPARE(minutes.size(), std::size_t(11));
    QVERIFY(near(minutes.back().cpu.mean, 7));
}

void TestMetricHistory::a_ring_forgets_what_is_older_than_it()
{
    MetricFiles files(path());
    std::vector<MetricPoint> points;
    for (int second = 1; second <= 1000; ++second)
        points.push_back(still(kNoon + std::chrono::seconds(second), static_cast<float>(second)));
    files.keep(task(1), kResolutions[0], points);
    const auto read = files.read(task(1), kNoon, kNoon + 1000s, 1s);
    QCOMPARE(read.size(), std::size_t(900));
    QVERIFY(read.front().at == kNoon + 101s && near(read.front().cpu.mean, 101));
    QVERIFY(near(read.back().cpu.mean, 1000));
    // Much later nothing of it counts, though it is still in the file.
    QVERIFY(files.read(task(1), kNoon + 1h, kNoon + 2h, 1s).empty());
}

void TestMetricHistory::rubbish_in_a_file_is_a_gap()
{
    MetricFiles files(path());
    for (int ten = 1; ten <= 5; ++ten)
        files.keep(task(1), kResolutions[1], { still(kNoon + ten * 10s, 1) });
    const auto ring = path("/task/" + id_of(1).hex() + "/10s");
    const auto place = (kNoon + 30s).time_since_epoch() / 10s % 2160 * 32;
    {
        std::fstream file(ring, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(place + 6);
        file << "torn";
    }
    auto read = files.read(task(1), kNoon, kNoon + 50s, 10s);
    QCOMPARE(read.size(), std::size_t(4));
    QVERIFY(read[2].at == kNoon + 40s);
    std::filesystem::resize_file(ring, static_cast<std::uintmax_t>(place + 3));
    read = files.read(task(1), kNoon, kNoon + 50s, 10s);
    QCOMPARE(read.size(), std::size_t(2));
}

void TestMetricHistory::what_is_forgotten_is_gone_from_the_disk()
{
    MetricFiles files(path());
    const MetricSubject container{ Kind::Container, id_of(1), 1, {}, {} };
    const MetricSubject service{ Kind::Service, {}, 0, "dock", "web" };
    const MetricSubject cluster{ Kind::Cluster, {}, 0, "dock", {} };
    for (const auto& subject : { task(1), container, task(2), service, cluster })
        files.keep(subject, kResolutions[1], { still(kNoon, 1) });
    QCOMPARE(MetricFiles(path()).subjects().size(), std::size_t(5));
    files.forget(task(1));
    QVERIFY(!std::filesystem::exists(path("/container/" + id_of(1).hex())));
    files.forget(cluster);
    QVERIFY(!std::filesystem::exists(path("/service/dock")));
    QCOMPARE(MetricFiles(path()).subjects(), (std::vector{ task(2) }));
    files.forget(task(2));
    QCOMPARE(files.bytes(), std::int64_t(0));
}

void TestMetricHistory::the_size_of_all_is_bounded()
{
    constexpr std::int64_t most = 64 << 10;
    MetricFiles files(path(), most);
    for (std::uint8_t number = 1; number <= 100; ++number)
        files.keep(task(number), kResolutions[1], { still(kNoon + number * 10s, 1) });
    QVERIFY(files.bytes() <= most);
    QVERIFY(files.subjects().size() < 100);
    QVERIFY(!files.read(task(100), kNoon, kNoon + 1h, 10s).empty());
    QVERIFY(files.read(task(1), kNoon, kNoon + 1h, 10s).empty());
    QVERIFY(!std::filesystem::exists(path("/task/" + id_of(1).hex())));
}

void TestMetricHistory::seconds_are_gathered_and_read_at_once()
{
    test::SimLoop loop;
    MetricHistory history(loop, loop, path());
    for (int second = 1; second <= 15; ++second)
        history.keep_second(task(1), { kNoon + std::chrono::seconds(second), 9, 1, 1, 1 });
    history.keep_second(task(1), { kNoon + 16s, std::nanf(""), std::nanf(""), 1, 1 });
    std::optional<std::vector<MetricPoint>> points;
    history.read(task(1), kNoon, kNoon + 1min, 1s, [&](std::vector<MetricPoint> read) { points = std::move(read); });
    loop.advance(1ms);
    QVERIFY(points);
    QCOMPARE(points->size(), std::size_t(15));
}

void TestMetricHistory::a_sweep_forgets_what_is_not_known()
{
    test::SimLoop loop;
    MetricHistory history(loop, loop, path());
    history.keep_tens({ { task(1), still(kNoon, 1) }, { task(2), still(kNoon, 1) } });
    history.sweep([](const MetricSubject& subject) { return subject == task(2); });
    loop.advance(1ms);
    QCOMPARE(MetricFiles(path()).subjects(), (std::vector{ task(2) }));
}

QTEST_GUILESS_MAIN(TestMetricHistory)
#include "tst_metric_history.moc"
