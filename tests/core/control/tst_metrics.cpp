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

    Id add_task(std::uint8_t number, model::ContainerStatus status = model::ContainerStatus::Running,
        const std::string& service = {})
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
        spec.service = service;
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
        agent::Pace pace = agent::Pace::Second;
        int opened = 0;
        std::uint64_t cpu_ms = 0;
    };
    int opened_so_far = 0;
    MetricsHub::Sources sources()
    {
        MetricsHub::Sources made;
        made.stream = [this](
                          const Id& task, std::size_t index, agent::Pace pace, Function<void(docker::Stats)> handler) {
            const auto key = std::pair(task, index);
            const int opened = ++opened_so_far;
            streams[key] = Stream{ std::move(handler), pace, opened };
            return Subscription([this, key, opened] { // another may stand in its place by then
                if (const auto found = streams.find(key); found != streams.end() && found->second.opened == opened)
                    streams.erase(found);
            });
        };
        return made;
    }

    void keep_history()
    {
        history = std::make_unique<history::MetricHistory>(loop, loop, directory.path().toStdString() + "/metrics");
        hub = std::make_unique<MetricsHub>(loop, store->state(), sources(), history.get());
    }

    MetricsHub::Points read(const model::MetricSubject& subject, std::chrono::seconds step)
    {
        std::optional<MetricsHub::Points> points;
        hub->read_history(subject, loop.now() - 1h, loop.now(), step,
            [&](MetricsHub::Points read_points) { points = std::move(read_points); });
        loop.advance(0s);
        return points.value();
    }

    SimLoop loop;
    QTemporaryDir directory;
    std::unique_ptr<history::MetricHistory> history;
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
    void with_a_history_everything_real_is_sampled_every_ten_seconds();
    void sums_are_kept_and_the_network_of_a_task_counts_once();
    void what_somebody_watched_is_kept_by_the_second();
    void a_history_goes_with_what_it_is_of();
    void a_simulated_past_is_computed_in_as_many_points_as_that_takes_no_time();
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
    sources.stream = [&, stream = sources.stream](
                         const Id& id, std::size_t index, agent::Pace pace, Function<void(docker::Stats)> read) {
        return open ? stream(id, index, pace, std::move(read)) : Subscription();
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

void TestMetrics::with_a_history_everything_real_is_sampled_every_ten_seconds()
{
    Fixture f;
    f.keep_history();
    f.update([](store::Transaction& t) {
        model::Engine engine;
        engine.id = id_of(7);
        engine.kind = model::EngineKind::Simulated;
        t.put(engine);
        model::ContainerInstance instance;
        instance.id = id_of(8);
        instance.engine = engine.id;
        instance.cluster = "default";
        t.put(instance);
    });
    const Id real = f.add_task(10);
    const Id simulated = f.add_task(11);
    f.update([&](store::Transaction& t) {
        auto task = *f.store->state().tasks().find(simulated);
        task.container_instance = id_of(8);
        t.put(task);
    });
    QCOMPARE(f.streams.size(), std::size_t{ 2 });
    QVERIFY(f.streams.begin()->first.first == real);
    QVERIFY(f.streams.begin()->second.pace == agent::Pace::TenSeconds);
    {
        const auto watch = f.hub->watch({ MetricsQuery::Subject::Container, real, 0, 1min }, [](MetricsBatch) {});
        QVERIFY(f.streams.at({ real, 0 }).pace == agent::Pace::Second);
        QVERIFY(f.streams.at({ real, 1 }).pace == agent::Pace::TenSeconds);
    }
    QVERIFY(f.streams.at({ real, 0 }).pace == agent::Pace::TenSeconds);
    f.update([&](store::Transaction& t) {
        auto task = *f.store->state().tasks().find(real);
        task.containers[1].last_status = model::ContainerStatus::Stopped;
        t.put(task);
    });
    QCOMPARE(f.streams.size(), std::size_t{ 1 });
}

void TestMetrics::sums_are_kept_and_the_network_of_a_task_counts_once()
{
    Fixture f;
    f.update([](store::Transaction& t) {
        model::TaskDefinition definition;
        definition.family = "web";
        definition.revision = 1;
        definition.network_mode = model::NetworkMode::Awsvpc;
        definition.document = *parse_json(R"({"networkMode": "awsvpc", "containerDefinitions": [
            {"name": "web", "image": "a"}, {"name": "log", "image": "b"}]})");
        model::read_document(definition);
        t.put(definition);
        model::Service service;
        service.cluster = "default";
        service.name = "web";
        t.put(service);
    });
    f.keep_history();
    const Id one = f.add_task(10, model::ContainerStatus::Running, "web");
    f.add_task(11, model::ContainerStatus::Running, "web");
    for (int ten = 0; ten < 4; ++ten) {
        f.loop.advance(9800ms);
        for (auto& [key, stream] : f.streams) {
            stream.cpu_ms += 5000;
            auto now = reading(f.loop.now(), stream.cpu_ms, 100);
            now.network_received = stream.cpu_ms * 2; // 1000 bytes a second
            stream.reading(now);
        }
        f.loop.advance(200ms);
    }
    using Kind = model::MetricSubject::Kind;
    const auto last = [&](const model::MetricSubject& subject) {
        const auto points = f.read(subject, 10s);
        return points.empty() ? model::MetricPoint() : points.back();
    };
    const auto near = [](float value, float expected) { return std::abs(value - expected) < expected / 1000; };
    const auto container = last({ Kind::Container, one, 1, {}, {} });
    QVERIFY(near(container.cpu.mean, 512) && near(container.network_received.mean, 1000));
    const auto task = last({ Kind::Task, one, 0, {}, {} });
    QVERIFY(near(task.cpu.mean, 1024) && near(task.memory.mean, 200) && near(task.network_received.mean, 1000));
    const auto service = last({ Kind::Service, {}, 0, "default", "web" });
    QVERIFY(near(service.cpu.mean, 2048) && near(service.network_received.mean, 2000));
    QVERIFY(near(last({ Kind::Instance, id_of(2), 0, {}, {} }).memory.mean, 400));
    QVERIFY(near(last({ Kind::Cluster, {}, 0, "default", {} }).cpu.mean, 2048));
    // It is on disk: another life of the program has it.
    f.history.reset();
    f.keep_history();
    QVERIFY(near(last({ Kind::Task, one, 0, {}, {} }).cpu.mean, 1024));
}

void TestMetrics::what_somebody_watched_is_kept_by_the_second()
{
    Fixture f;
    f.keep_history();
    const Id task = f.add_task(10);
    const auto watch = f.hub->watch({ MetricsQuery::Subject::Task, task, 0, 1min }, [](MetricsBatch) {});
    for (int second = 0; second < 25; ++second)
        f.pass_second();
    const auto points = f.read({ model::MetricSubject::Kind::Task, task, 0, {}, {} }, 1s);
    QVERIFY(points.size() >= 20);
    QVERIFY(points.back().at - points[points.size() - 2].at == 1s);
}

void TestMetrics::a_history_goes_with_what_it_is_of()
{
    Fixture f;
    f.keep_history();
    const Id task = f.add_task(10);
    for (int second = 0; second < 30; ++second)
        f.pass_second();
    const model::MetricSubject subject{ model::MetricSubject::Kind::Task, task, 0, {}, {} };
    QVERIFY(!f.read(subject, 10s).empty());
    f.update([&](store::Transaction& t) { t.erase<model::Task>(task); });
    QVERIFY(f.read(subject, 10s).empty());
    QVERIFY(f.streams.empty());
}

void TestMetrics::a_simulated_past_is_computed_in_as_many_points_as_that_takes_no_time()
{
    Fixture f;
    f.update([](store::Transaction& t) {
        model::Engine engine;
        engine.id = id_of(1);
        engine.kind = model::EngineKind::Simulated;
        t.put(engine);
    });
    for (std::uint8_t number = 10; number < 40; ++number)
        f.add_task(number);
    auto sources = f.sources();
    std::size_t computed = 0;
    sources.past = [&](const Id&, std::size_t, TimePoint, TimePoint to) {
        ++computed;
        return std::vector<model::Sample>{ { std::chrono::floor<std::chrono::seconds>(to), 1, 2, 3, 4 } };
    };
    f.hub = std::make_unique<MetricsHub>(f.loop, f.store->state(), std::move(sources));
    const auto points = f.read({ model::MetricSubject::Kind::Cluster, {}, 0, "default", {} }, 1s);
    QVERIFY(computed <= 10'000 && computed > 8'000);
    QCOMPARE(points[10].cpu.mean, 60.0F);
    QCOMPARE(points[10].at - points[9].at, Duration(22s)); // an hour of sixty containers
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
