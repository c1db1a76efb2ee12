#include "core/model/state.h"

#include "core/base/random.h"

#include <QtTest>

#include <algorithm>
#include <map>

using namespace quayside;
using namespace quayside::model;

namespace {

std::shared_ptr<const Cluster> cluster(std::string name, ClusterStatus status = ClusterStatus::Active)
{
    Cluster made;
    made.name = std::move(name);
    made.status = status;
    return std::make_shared<const Cluster>(std::move(made));
}

TaskSpecPtr spec_in(std::string cluster_name, RowId row = 1)
{
    auto spec = std::make_shared<TaskSpec>();
    spec->row = row;
    spec->cluster = std::move(cluster_name);
    spec->definition = std::make_shared<const TaskDefinition>();
    return spec;
}

TaskPtr task(const Id& id, const Id& instance, const TaskSpecPtr& spec)
{
    auto made = std::make_shared<Task>();
    made->id = id;
    made->container_instance = instance;
    made->spec = spec;
    made->spec_row = spec->row;
    return made;
}

Id number(std::uint8_t n)
{
    Id id;
    id.bytes[0] = n;
    return id;
}

template <class T>
ChangeSet set_of(std::shared_ptr<const T> before, std::shared_ptr<const T> after)
{
    ChangeSet set;
    set.of<T>().push_back({ std::move(before), std::move(after) });
    return set;
}

TaskDefinition definition_of(const char* document)
{
    TaskDefinition definition;
    definition.document = Json::parse(document);
    read_document(definition);
    return definition;
}

TaskSpec spec_of(const char* document)
{
    TaskSpec spec;
    spec.definition = std::make_shared<const TaskDefinition>(definition_of(document));
    return spec;
}

template <class Ids>
std::vector<Id> listed(const Ids& ids)
{
    return { ids.begin(), ids.end() };
}

} // namespace

class TestModel : public QObject {
    Q_OBJECT

private slots:
    void merging_keeps_the_first_before_and_the_last_after()
    {
        const auto one = cluster("a"), two = cluster("a", ClusterStatus::Inactive), three = cluster("a");
        auto merged = set_of<Cluster>(one, two);
        auto later = set_of<Cluster>(two, three);
        later.revision = 8;
        merge(merged, later);
        QCOMPARE(merged.size(), std::size_t(1));
        QCOMPARE(merged.revision, std::uint64_t(8));
        QVERIFY(merged.of<Cluster>().front().before == one);
        QVERIFY(merged.of<Cluster>().front().after == three);
    }

    void what_came_and_went_is_not_in_the_merged_set()
    {
        const auto one = cluster("a");
        auto merged = set_of<Cluster>(nullptr, one);
        merge(merged, set_of<Cluster>(one, nullptr));
        QVERIFY(merged.empty());
    }

    void a_full_set_replaces_what_was_collected()
    {
        auto merged = set_of<Cluster>(nullptr, cluster("a"));
        auto full = set_of<Cluster>(nullptr, cluster("b"));
        full.full = true;
        merge(merged, full);
        QVERIFY(merged.full);
        QCOMPARE(merged.of<Cluster>().front().after->name, std::string("b"));
    }

    // Applying sets one by one, and applying what they merge to, must give the same; the inverse must lead back.
    void random_sets_merge_to_what_they_do_one_by_one()
    {
        Random random(7);
        for (int round = 0; round < 200; ++round) {
            State one_by_one, start, at_once;
            ChangeSet collected;
            for (int step = 0; step < 20; ++step) {
                const auto before = one_by_one.clusters().find(std::to_string(random.below(5)));
                const auto name = before ? before->name : std::to_string(random.below(5));
                if (!before && one_by_one.clusters().find(name))
                    continue;
                const auto after = before && random.below(3) == 0 ? nullptr : cluster(name);
                const auto set = set_of<Cluster>(before, after);
                one_by_one.apply(set);
                merge(collected, set);
            }
            at_once.apply(collected);
            QCOMPARE(at_once.clusters().size(), one_by_one.clusters().size());
            for (const auto& [name, value] : one_by_one.clusters())
                QVERIFY(at_once.clusters().find(name) == value);
            at_once.apply(inverse(collected));
            QVERIFY(at_once.clusters().empty());
        }
    }

    void tasks_are_found_by_instance_cluster_and_spec()
    {
        State state;
        const auto spec = spec_in("default");
        const Id here = number(100), there = number(101);
        const auto first = task(number(2), here, spec), second = task(number(1), here, spec);
        state.apply(set_of<Task>(nullptr, first));
        state.apply(set_of<Task>(nullptr, second));
        QVERIFY(listed(state.tasks_on(here)) == std::vector({ number(1), number(2) }));
        QVERIFY(listed(state.tasks_in("default")) == std::vector({ number(1), number(2) }));
        QCOMPARE(state.tasks_with(1), std::size_t(2));

        const auto moved = task(number(2), there, spec);
        state.apply(set_of<Task>(first, moved));
        QVERIFY(listed(state.tasks_on(here)) == std::vector({ number(1) }));
        QVERIFY(listed(state.tasks_on(there)) == std::vector({ number(2) }));

        state.apply(set_of<Task>(moved, nullptr));
        state.apply(set_of<Task>(second, nullptr));
        QVERIFY(state.tasks_on(there).empty() && state.tasks_in("default").empty());
        QCOMPARE(state.tasks_with(1), std::size_t(0));
    }

    void the_list_of_a_cluster_stays_ordered_under_many_changes()
    {
        State state;
        Random random(3);
        std::map<Id, TaskPtr> expected;
        const auto spec = spec_in("default");
        for (int i = 0; i < 5'000; ++i) {
            if (!expected.empty() && random.below(3) == 0) {
                const auto victim = std::next(expected.begin(), static_cast<long>(random.below(expected.size())));
                state.apply(set_of<Task>(victim->second, nullptr));
                expected.erase(victim);
            } else {
                const auto made = task(random.id(), number(9), spec);
                state.apply(set_of<Task>(nullptr, made));
                expected.emplace(made->id, made);
            }
        }
        std::vector<Id> ids;
        for (const auto& [id, value] : expected)
            ids.push_back(id);
        QVERIFY(listed(state.tasks_in("default")) == ids);
        QCOMPARE(state.tasks_in("default").size(), ids.size());
    }

    void many_ids_that_come_at_once_are_put_in_order()
    {
        Random random(4);
        for (const int alike : { 0, 1, 3, 15 }) { // leading bytes that all have in common
            IdSet set;
            std::vector<Id> ids;
            for (int i = 0; i < 3'000; ++i) {
                Id id = random.id();
                std::fill_n(id.bytes.begin(), alike, std::uint8_t{ 255 });
                ids.push_back(id);
                set.insert(id);
                set.insert(ids[random.below(ids.size())]); // one that is there
            }
            std::ranges::sort(ids);
            ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
            QVERIFY(listed(set) == ids);
        }
    }

    void instances_and_engines_are_found_by_name()
    {
        State state;
        const auto instance = [](std::uint8_t n, std::string name) {
            auto made = std::make_shared<ContainerInstance>();
            made->id = number(n);
            made->engine = number(100);
            made->name = std::move(name);
            return made;
        };
        const auto first = instance(1, "a"), second = instance(2, "a"), renamed = instance(2, "b");
        state.apply(set_of<ContainerInstance>(nullptr, first));
        state.apply(set_of<ContainerInstance>(nullptr, second));
        QVERIFY(listed(state.instances_named("a")) == std::vector({ number(1), number(2) }));
        state.apply(set_of<ContainerInstance>(second, renamed));
        QVERIFY(listed(state.instances_named("a")) == std::vector({ number(1) }));
        QVERIFY(listed(state.instances_named("b")) == std::vector({ number(2) }));
        state.apply(set_of<ContainerInstance>(renamed, nullptr));
        QVERIFY(state.instances_named("b").empty());

        auto engine = std::make_shared<Engine>();
        engine->id = number(3);
        engine->name = "a";
        state.apply(set_of<Engine>(nullptr, engine));
        QVERIFY(listed(state.engines_named("a")) == std::vector({ number(3) }));
        state.apply(set_of<Engine>(engine, nullptr));
        QVERIFY(state.engines_named("a").empty());
    }

    void families_list_their_revisions_in_order()
    {
        State state;
        for (const std::int64_t revision : { 2, 10, 1 }) {
            auto made = std::make_shared<TaskDefinition>();
            made->family = "web";
            made->revision = revision;
            state.apply(set_of<TaskDefinition>(nullptr, made));
        }
        std::vector<std::int64_t> revisions;
        for (const auto& [revision, definition] : state.families().at("web"))
            revisions.push_back(revision);
        QCOMPARE(revisions, (std::vector<std::int64_t>{ 1, 2, 10 }));
        for (const std::int64_t revision : { 2, 10, 1 })
            state.apply(set_of<TaskDefinition>(state.task_definitions().find({ "web", revision }), nullptr));
        QVERIFY(state.families().empty());
    }

    void a_replica_built_from_everything_is_the_same()
    {
        State state;
        state.apply(set_of<Cluster>(nullptr, cluster("a")));
        state.apply(set_of<Task>(nullptr, task(number(1), number(2), spec_in("a"))));
        State replica;
        replica.apply(set_of<Cluster>(nullptr, cluster("stale")));
        replica.apply(state.everything());
        QVERIFY(!replica.clusters().find("stale"));
        QVERIFY(replica.tasks().find(number(1)) == state.tasks().find(number(1)));
        QVERIFY(listed(replica.tasks_in("a")) == listed(state.tasks_in("a")));
    }

    void task_sizes_are_read_as_ECS_writes_them_data()
    {
        QTest::addColumn<QString>("document");
        QTest::addColumn<qint64>("cpu");
        QTest::addColumn<qint64>("memory");
        QTest::newRow("plain") << R"({"cpu":"256","memory":"512"})" << qint64(256) << qint64(512);
        QTest::newRow("units") << R"({"cpu":"1 vCPU","memory":"0.5GB"})" << qint64(1024) << qint64(512);
        QTest::newRow("spaced") << R"({"cpu":".25 vcpu","memory":"3 gb"})" << qint64(256) << qint64(3072);
        QTest::newRow("absent") << "{}" << qint64(0) << qint64(0);
        QTest::newRow("nonsense") << R"({"cpu":"much","memory":[]})" << qint64(0) << qint64(0);
    }
    void task_sizes_are_read_as_ECS_writes_them()
    {
        QFETCH(QString, document);
        QFETCH(qint64, cpu);
        QFETCH(qint64, memory);
        const auto definition = definition_of(document.toUtf8().constData());
        QCOMPARE(qint64(definition.cpu), cpu);
        QCOMPARE(qint64(definition.memory), memory);
    }

    void containers_are_read_and_unknown_members_stay_in_the_document()
    {
        const auto definition = definition_of(R"({"networkMode":"host","futureMember":1,"containerDefinitions":[
            {"name":"a","image":"x","essential":false,"stopTimeout":5,"portMappings":[{"containerPort":80,"protocol":"udp"}]},
            {"name":"b","image":"y","cpu":10,"memoryReservation":64,"environment":[{"name":"K","value":"v"}]}]})");
        QVERIFY(definition.network_mode == NetworkMode::Host);
        QCOMPARE(definition.containers.size(), std::size_t(2));
        QVERIFY(!definition.containers[0].essential && definition.containers[1].essential);
        QVERIFY(definition.containers[0].port_mappings == (std::vector<PortMapping>{ { 80, 0, Protocol::Udp, "" } }));
        QCOMPARE(definition.containers[0].stop_timeout.value(), std::int64_t(5));
        QCOMPARE(definition.containers[1].memory_reservation, std::int64_t(64));
        QVERIFY(definition.document.contains("futureMember"));
    }

    void a_task_reserves_the_sum_of_its_containers_and_static_ports()
    {
        const auto reserved = reservation(spec_of(R"({"containerDefinitions":[
            {"name":"a","cpu":100,"memory":256,"memoryReservation":128,"portMappings":[{"containerPort":80,"hostPort":8080}]},
            {"name":"b","cpu":50,"memory":64,"portMappings":[{"containerPort":81},{"containerPort":53,"hostPort":53,"protocol":"udp"}]}]})"));
        QCOMPARE(reserved.cpu, std::int64_t(150));
        QCOMPARE(reserved.memory, std::int64_t(192));
        QVERIFY(reserved.ports == (std::vector<Port>{ { 53, Protocol::Udp }, { 8080, Protocol::Tcp } }));
    }

    void task_level_sizes_and_overrides_win()
    {
        auto spec = spec_of(R"({"cpu":"512","memory":"1GB","containerDefinitions":[
            {"name":"a","cpu":100,"memory":256,"command":["run"],"environment":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}]})");
        QCOMPARE(reservation(spec).cpu, std::int64_t(512));
        QCOMPARE(reservation(spec).memory, std::int64_t(1024));
        spec.container_overrides = { { "a", { "walk" }, { { "B", "3" }, { "C", "4" } }, 200, {}, {} } };
        const auto container = effective_container(spec, 0);
        QVERIFY(container.command == std::vector<std::string>{ "walk" });
        QVERIFY(container.environment == (std::vector<KeyValue>{ { "A", "1" }, { "B", "3" }, { "C", "4" } }));
        QCOMPARE(container.cpu, std::int64_t(200));
        QCOMPARE(container.memory, std::int64_t(256));
        spec.overrides = Json{ { "cpu", "1 vCPU" }, { "memory", "2GB" } };
        QCOMPARE(reservation(spec).cpu, std::int64_t(1024));
        QCOMPARE(reservation(spec).memory, std::int64_t(2048));
    }

    void on_the_host_network_the_container_port_is_the_host_port()
    {
        const auto reserved = reservation(spec_of(
            R"({"networkMode":"host","containerDefinitions":[{"name":"a","portMappings":[{"containerPort":80}]}]})"));
        QVERIFY(reserved.ports == (std::vector<Port>{ { 80, Protocol::Tcp } }));
    }
};

QTEST_GUILESS_MAIN(TestModel)
#include "tst_model.moc"
