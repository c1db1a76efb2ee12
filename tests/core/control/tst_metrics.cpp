#include "core/control/metrics_hub.h"
#include "core/control/routing.h"
#include "core/store/store.h"
#include "tests/support/sim_loop.h"

#include <QtTest>

#include <cmath>
#include <map>

using namespace quayside;
using namespace quayside::control;
using namespace std::chrono_literals;
using client::MetricsBatch;
using client::MetricsQuery;
using test::SimLoop;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;

docker::Stats reading(TimePoint at, std::uint64_t cpu_ms, std::uint64_t memory_mib)
{
    return { at, cpu_ms * 1'000'000, memory_mib * kMiB, 0, 0 };
}

Id id_of(std::uint8_t number)
{
    Id id;
    id.bytes[15] = number;
    return id;
}

// A state with one engine, one instance and tasks of two containers, and streams that the test feeds.
class Fixture {
public:
    Fixture()
        : store(std::move(*store::Store::open_in_memory()))
    {
        (void)store->restore([](std::size_t, std::size_t) {});
        changes = store->subscribe([this](const auto& set) {
            if (hub)
                hub->apply(*set);
        });
        update([&](store::Transaction& t) {
            model::Engine engine;
            engine.id = id_of(1);
            engine.name = "quay-a1";
            t.put(engine);
            model::ContainerInstance instance;
            instance.id = id_of(2);
            instance.engine = engine.id;
            instance.cluster = "default";
            t.put(instance);
            model::TaskDefinition definition;
            definition.family = "web";
            definition.revision = 1;
            definition.document = *parse_json(
                R"({"containerDefinitions": [{"name": "web", "image": "a"}, {"name": "log", "image": "b"}]})");
            model::read_document(definition);
            t.put(definition);
        });
    }

    void update(std::function<void(store::Transaction&)> work)
    {
        const auto done = store->update([&](store::Transaction& t) -> Result<void> {
            work(t);
            return {};
        });
        QVERIFY(done && store->flush());
    }

    Id add_task(std::uint8_t number, model::ContainerStatus status = model::ContainerStatus::Running)
    {
        model::Task task;
        task.id = id_of(number);
        task.container_instance = id_of(2);
        task.last_status = model::TaskStatus::Running;
        task.containers.resize(2);
        for (auto& container : task.containers)
            container.last_status = status;
        model::TaskSpec spec;
        spec.cluster = "default";
        spec.definition_key = { "web", 1 };
        update([&](store::Transaction& t) {
            task.spec_row = t.put(spec);
            t.put(task);
        });
        return task.id;
    }

    // Each open stream reports half a vCPU and 100 MiB for the second that passes.
    void pass_second()
    {
        loop.advance(900ms);
        for (auto& [key, stream] : streams) {
            stream.cpu_ms += 500;
            stream.reading(reading(loop.now(), stream.cpu_ms, 100));
        }
        loop.advance(100ms);
    }

    struct Stream {
        Function<void(docker::Stats)> reading;
        std::uint64_t cpu_ms = 0;
    };
    MetricsHub::Sources sources()
    {
        MetricsHub::Sources made;
        made.stream = [this](const Id& task, std::size_t index, Function<void(docker::Stats)> handler) {
            const auto key = std::pair(task, index);
            streams[key] = Stream{ std::move(handler) };
            return Subscription([this, key] { streams.erase(key); });
        };
        return made;
    }

    SimLoop loop;
    std::unique_ptr<store::Store> store;
    std::map<std::pair<Id, std::size_t>, Stream> streams;
    std::unique_ptr<MetricsHub> hub;
    Subscription changes;
};

} // namespace

class TestMetrics : public QObject {
    Q_OBJECT

private slots:
    void counters_become_rates();
    void a_counter_that_fell_counts_from_zero();
    void a_stream_that_falls_silent_leaves_a_gap();
    void the_sum_of_unknown_samples_is_unknown();
    void history_beyond_a_quarter_of_an_hour_has_ten_second_samples();
    void a_task_is_the_sum_of_its_containers();
    void streams_are_open_only_while_somebody_watches();
    void an_instance_follows_the_tasks_on_it();
    void a_stream_that_cannot_be_had_yet_is_asked_for_again();
    void reading_keeps_sampling_for_half_a_minute();
    void agents_get_only_what_concerns_their_engine();
};

void TestMetrics::counters_become_rates()
{
    const TimePoint t = SimLoop::kStart;
    docker::Stats before = reading(t, 1000, 10);
    docker::Stats after = reading(t + 2s, 2000, 64);
    after.network_received = 5000;
    const auto sample = rate(before, after);
    QVERIFY(sample);
    QCOMPARE(sample->cpu, 512.0f);
    QCOMPARE(sample->memory, 64.0f);
    QCOMPARE(sample->network_received, 2500.0f);
    QVERIFY(!rate(after, before));
}

void TestMetrics::a_counter_that_fell_counts_from_zero()
{
    const TimePoint t = SimLoop::kStart;
    QCOMPARE(rate(reading(t, 9000, 1), reading(t + 1s, 250, 1))->cpu, 256.0f);
}

void TestMetrics::a_stream_that_falls_silent_leaves_a_gap()
{
    Meter meter;
    const TimePoint t = SimLoop::kStart;
    meter.read(reading(t, 0, 1));
    meter.read(reading(t + 1s, 1000, 1));
    QCOMPARE(meter.tick(t + 1s).cpu, 1024.0f);
    QCOMPARE(meter.tick(t + 3s).cpu, 1024.0f);
    QVERIFY(std::isnan(meter.tick(t + 6s).cpu));
}

void TestMetrics::the_sum_of_unknown_samples_is_unknown()
{
    const float unknown = std::numeric_limits<float>::quiet_NaN();
    const TimePoint t = SimLoop::kStart;
    const model::Sample gap{ t, unknown, unknown, unknown, unknown };
    QVERIFY(std::isnan(sum({ gap, gap }, t).cpu));
    QVERIFY(std::isnan(sum({}, t).memory));
    QCOMPARE(sum({ gap, { t, 3, 4, 5, 6 }, { t, 1, 1, 1, 1 } }, t), (model::Sample{ t, 4, 5, 6, 7 }));
}

void TestMetrics::history_beyond_a_quarter_of_an_hour_has_ten_second_samples()
{
    Meter meter;
    TimePoint t = SimLoop::kStart;
    for (std::uint64_t second = 0; second <= 3600; ++second) {
        meter.read(reading(t + std::chrono::seconds(second), second * 100, 1));
        meter.tick(t + std::chrono::seconds(second));
    }
    const TimePoint now = t + 1h;
    const auto samples = meter.history(now - 1h, now);
    QCOMPARE(samples.size(), std::size_t{ 900 + 269 });
    QCOMPARE(samples[1].at - samples[0].at, Duration(10s));
    QCOMPARE(samples.back().at - samples[samples.size() - 2].at, Duration(1s));
    QVERIFY(std::abs(samples[10].cpu - 102.4f) < 0.1f);
    QCOMPARE(meter.history(now - 59s, now).size(), std::size_t{ 60 });
}

void TestMetrics::a_task_is_the_sum_of_its_containers()
{
    Fixture f;
    const Id task = f.add_task(10);
    f.hub = std::make_unique<MetricsHub>(f.loop, f.store->state(), f.sources());
    std::vector<MetricsBatch> batches;
    const auto watch = f.hub->watch({ MetricsQuery::Subject::Task, task, 0, 1min },
        [&](MetricsBatch batch) { batches.push_back(std::move(batch)); });
    QCOMPARE(batches.size(), std::size_t{ 1 });
    QVERIFY(batches[0].reset);
    QCOMPARE(f.streams.size(), std::size_t{ 2 });
    for (int second = 0; second < 5; ++second)
        f.pass_second();
    QCOMPARE(batches.size(), std::size_t{ 6 });
    QVERIFY(!batches.back().reset);
    QCOMPARE(batches.back().samples.size(), std::size_t{ 1 });
    QCOMPARE(batches.back().samples[0].cpu, 1024.0f);
    QCOMPARE(batches.back().samples[0].memory, 200.0f);
    QCOMPARE(batches.back().samples[0].at, f.loop.now());

    std::vector<MetricsBatch> later;
    const auto second_watch = f.hub->watch({ MetricsQuery::Subject::Container, task, 1, 1min },
        [&](MetricsBatch batch) { later.push_back(std::move(batch)); });
    QCOMPARE(later[0].samples.size(), std::size_t{ 5 });
    QCOMPARE(later[0].samples.back().cpu, 512.0f);
}

void TestMetrics::streams_are_open_only_while_somebody_watches()
{
    Fixture f;
    const Id task = f.add_task(10);
    f.hub = std::make_unique<MetricsHub>(f.loop, f.store->state(), f.sources());
    QVERIFY(f.streams.empty());
    auto first = f.hub->watch({ MetricsQuery::Subject::Container, task, 0, 1min }, [](MetricsBatch) {});
    auto second = f.hub->watch({ MetricsQuery::Subject::Task, task, 0, 1min }, [](MetricsBatch) {});
    QCOMPARE(f.streams.size(), std::size_t{ 2 });
    f.pass_second();
    f.pass_second();
    second.reset();
    QCOMPARE(f.streams.size(), std::size_t{ 1 });
    first.reset();
    QVERIFY(f.streams.empty());
    QCOMPARE(f.loop.timers(), std::size_t{ 0 });

    MetricsBatch again;
    const auto third = f.hub->watch(
        { MetricsQuery::Subject::Container, task, 0, 1min }, [&](MetricsBatch batch) { again = std::move(batch); });
    QCOMPARE(again.samples.size(), std::size_t{ 2 });
}

void TestMetrics::an_instance_follows_the_tasks_on_it()
{
    Fixture f;
    const Id first = f.add_task(10);
    f.hub = std::make_unique<MetricsHub>(f.loop, f.store->state(), f.sources());
    MetricsBatch last;
    const auto watch = f.hub->watch(
        { MetricsQuery::Subject::Instance, id_of(2), 0, 1min }, [&](MetricsBatch batch) { last = std::move(batch); });
    f.add_task(11);
    QCOMPARE(f.streams.size(), std::size_t{ 4 });
    for (int second = 0; second < 3; ++second)
        f.pass_second();
    QCOMPARE(last.samples[0].cpu, 2048.0f);
    f.update([&](store::Transaction& t) { t.erase<model::Task>(first); });
    QCOMPARE(f.streams.size(), std::size_t{ 2 });
    f.pass_second();
    QCOMPARE(last.samples[0].cpu, 1024.0f);
}

void TestMetrics::reading_keeps_sampling_for_half_a_minute()
{
    Fixture f;
    const Id task = f.add_task(10);
    f.hub = std::make_unique<MetricsHub>(f.loop, f.store->state(), f.sources());
    const MetricsQuery query{ MetricsQuery::Subject::Task, task, 0, 1min };
    QVERIFY(f.hub->read(query).empty());
    for (int second = 0; second < 10; ++second)
        f.pass_second();
    QCOMPARE(f.hub->read(query).size(), std::size_t{ 10 });
    QCOMPARE(f.streams.size(), std::size_t{ 2 });
    f.loop.advance(31s);
    QVERIFY(f.streams.empty());
    QCOMPARE(f.loop.timers(), std::size_t{ 0 });
}

void TestMetrics::agents_get_only_what_concerns_their_engine()
{
    Fixture f;
    f.update([](store::Transaction& t) {
        model::Engine engine;
        engine.id = id_of(3);
        t.put(engine);
    });
    std::map<Id, model::ChangeSet> parts;
    const auto watch = f.store->subscribe([&](const auto& set) { parts = split_by_engine(*set, f.store->state()); });
    QCOMPARE(parts.size(), std::size_t{ 2 });
    QVERIFY(parts[id_of(3)].full);
    const Id task = f.add_task(10);
    QCOMPARE(parts.size(), std::size_t{ 1 });
    QCOMPARE(parts[id_of(1)].of<model::Task>().at(0).any().id, task);
    QCOMPARE(everything_on(id_of(1), f.store->state()).of<model::Task>().size(), std::size_t{ 1 });
    // The instance and its task go in one turn: the agent still hears of both.
    f.update([&](store::Transaction& t) {
        t.erase<model::Task>(task);
        t.erase<model::ContainerInstance>(id_of(2));
    });
    QCOMPARE(parts[id_of(1)].of<model::Task>().size(), std::size_t{ 1 });
    QCOMPARE(parts[id_of(1)].of<model::ContainerInstance>().size(), std::size_t{ 1 });
}

void TestMetrics::a_stream_that_cannot_be_had_yet_is_asked_for_again()
{
    Fixture f;
    const Id task = f.add_task(10);
    bool open = false;
    auto sources = f.sources();
    sources.stream = [&, stream = sources.stream](const Id& id, std::size_t index, Function<void(docker::Stats)> read) {
        return open ? stream(id, index, std::move(read)) : Subscription();
    };
    sources.past = [&](const Id&, std::size_t, TimePoint, TimePoint) {
        return open ? std::vector<model::Sample>{ { .at = f.loop.now() - 5s } } : std::vector<model::Sample>();
    };
    f.hub = std::make_unique<MetricsHub>(f.loop, f.store->state(), std::move(sources));
    const MetricsQuery query{ MetricsQuery::Subject::Container, task, 0, 1min };
    const auto watch = f.hub->watch(query, [](MetricsBatch) {});
    QVERIFY(f.streams.empty() && f.hub->read(query).empty());
    open = true;
    f.hub->look_again();
    QCOMPARE(f.streams.size(), std::size_t{ 1 });
    QCOMPARE(f.hub->read(query).size(), std::size_t{ 1 });
    f.hub->look_again();
    QCOMPARE(f.hub->read(query).size(), std::size_t{ 1 });
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
