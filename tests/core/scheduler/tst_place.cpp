#include "core/scheduler/place.h"

#include <QTest>

#include <map>

using namespace quayside;
using scheduler::PlacementRequest;
using scheduler::Strategy;

namespace {

// Instances by name in one cluster, and tasks on them.
class Yard {
public:
    model::ContainerInstance& instance(
        const std::string& name, const std::string& zone, std::int64_t memory, Id engine = {})
    {
        auto& made = instances[name];
        made.id = random.id();
        made.engine = engine.is_null() ? random.id() : engine;
        made.name = name;
        made.cluster = "default";
        made.availability_zone = zone;
        made.agent_connected = true;
        made.registered = { 4096, memory, { { 22, model::Protocol::Tcp } } };
        return made;
    }

    void task(const std::string& name, const std::string& group, std::int64_t memory, std::uint16_t port = 0,
        model::TaskStatus status = model::TaskStatus::Running)
    {
        auto definition = std::make_shared<model::TaskDefinition>();
        definition->containers.resize(1);
        definition->containers[0].memory = memory;
        definition->containers[0].port_mappings = { { 80, port, model::Protocol::Tcp, {} } };
        auto spec = std::make_shared<model::TaskSpec>();
        spec->row = ++rows;
        spec->cluster = "default";
        spec->group = group;
        spec->definition = definition;
        auto next = std::make_shared<model::Task>();
        next->id = random.id();
        next->container_instance = instances.at(name).id;
        next->spec_row = spec->row;
        next->spec = spec;
        next->last_status = status;
        tasks.push_back(next);
    }

    const model::State& state()
    {
        model::ChangeSet all;
        all.full = true;
        for (const auto& [name, value] : instances)
            all.of<model::ContainerInstance>().push_back(
                { nullptr, std::make_shared<model::ContainerInstance>(value) });
        for (const auto& task : tasks)
            all.of<model::Task>().push_back({ nullptr, task });
        built.apply(all);
        return built;
    }

    // The names of the instances that are chosen, in order; the refusal's reason at the end.
    QStringList place(const PlacementRequest& request, int count = 1)
    {
        const auto& current = state();
        const auto placement = scheduler::place(current, request, count, random);
        QStringList names;
        for (const auto& id : placement.instances)
            names << QString::fromStdString(current.container_instances().find(id)->name);
        if (placement.refusal)
            names << QString::fromStdString(placement.refusal->reason);
        return names;
    }

    std::map<std::string, model::ContainerInstance> instances;
    std::vector<model::TaskPtr> tasks;
    model::State built;
    Random random{ 3 };
    RowId rows = 0;
};

PlacementRequest request(std::int64_t memory, std::vector<Strategy> strategies = {}, std::string group = "service:s")
{
    PlacementRequest made;
    made.cluster = "default";
    made.group = std::move(group);
    made.need.memory = memory;
    made.strategies = std::move(strategies);
    return made;
}

const Strategy kZones{ Strategy::Kind::Spread, "attribute:ecs.availability-zone" };
const Strategy kHosts{ Strategy::Kind::Spread, "instanceId" };
const Strategy kMemory{ Strategy::Kind::Binpack, "memory" };

// Four instances in two zones, one task of the service on a1.
Yard two_zones()
{
    Yard yard;
    yard.instance("a1", "a", 3600);
    yard.instance("a2", "a", 1000);
    yard.instance("b1", "b", 2500);
    yard.instance("b2", "b", 500);
    yard.task("a1", "service:s", 600);
    return yard;
}

} // namespace

class TestPlace : public QObject {
    Q_OBJECT

private slots:
    void spreads_over_zones_and_packs_within()
    {
        QCOMPARE(two_zones().place(request(600, { kZones, kMemory }), 4), (QStringList{ "b1", "a2", "b1", "b1" }));
    }

    void packs_the_fullest_instance_first()
    {
        QCOMPARE(two_zones().place(request(600, { kMemory }), 6), (QStringList{ "a2", "b1", "b1", "b1", "b1", "a1" }));
    }

    void spreads_over_zones_then_instances_by_default()
    {
        Yard yard;
        for (const char* name : { "a1", "a2" })
            yard.instance(name, "a", 8192);
        for (const char* name : { "b1", "b2" })
            yard.instance(name, "b", 8192);
        auto names = yard.place(request(100), 4);
        QVERIFY(names[0][0] != names[1][0]);
        QVERIFY(names[2][0] != names[3][0]);
        names.sort();
        QCOMPARE(names, (QStringList{ "a1", "a2", "b1", "b2" }));
    }

    void prefers_the_least_loaded_where_the_group_does_not_decide()
    {
        Yard yard;
        yard.instance("busy", "a", 8192);
        yard.instance("idle", "a", 8192);
        yard.task("busy", "family:other", 100);
        QCOMPARE(yard.place(request(100)), QStringList{ "idle" });
    }

    void keeps_tasks_of_a_group_apart()
    {
        auto yard = two_zones();
        auto apart = request(300);
        apart.distinct_instance = true;
        auto names = yard.place(apart, 5);
        QCOMPARE(names.takeLast(), QString("DistinctInstance placement constraint unsatisfied."));
        names.sort();
        QCOMPARE(names, (QStringList{ "a2", "b1", "b2" }));
    }

    void honours_expressions()
    {
        auto in_zone_b = request(300);
        in_zone_b.member_of.push_back(scheduler::Expression::parse("attribute:ecs.availability-zone == b").value());
        const auto names = two_zones().place(in_zone_b, 2);
        QVERIFY(names[0].startsWith("b") && names[1].startsWith("b"));
    }

    void names_what_is_short_on_the_closest_instance()
    {
        QCOMPARE(two_zones().place(request(5000)), QStringList{ "RESOURCE:MEMORY" });
        auto cpu = request(100);
        cpu.need.cpu = 5000;
        QCOMPARE(two_zones().place(cpu), QStringList{ "RESOURCE:CPU" });
        auto attribute = request(100);
        attribute.attributes = { { "ecs.capability.task-eni", "" } };
        QCOMPARE(two_zones().place(attribute), QStringList{ "ATTRIBUTE" });

        auto away = two_zones();
        for (auto& [name, instance] : away.instances)
            instance.agent_connected = false;
        QCOMPARE(away.place(request(100)), QStringList{ "AGENT" });
        const auto refusal = scheduler::place(two_zones().state(), request(5000), 1, away.random).refusal;
        QCOMPARE(refusal->detail, std::string("The task needs 5000 MiB of memory; 3000 are free."));
    }

    void shares_ports_among_the_slices_of_an_engine()
    {
        Yard yard;
        const Id engine = yard.random.id();
        yard.instance("slice-1", "a", 4096, engine);
        yard.instance("slice-2", "a", 4096, engine);
        yard.instance("other", "a", 4096);
        yard.task("slice-1", "family:web", 100, 8080);
        auto web = request(100);
        web.need.ports = { { 8080, model::Protocol::Tcp } };
        QCOMPARE(yard.place(web, 2), (QStringList{ "other", "RESOURCE:PORTS" }));
        web.need.ports = { { 8080, model::Protocol::Udp } };
        QCOMPARE(yard.place(web, 3).last(), QString("RESOURCE:PORTS"));
        web.need.ports = { { 22, model::Protocol::Tcp } };
        QCOMPARE(yard.place(web), QStringList{ "RESOURCE:PORTS" });
    }

    void sees_ports_that_an_agent_picked()
    {
        Yard yard;
        yard.instance("one", "a", 4096);
        yard.task("one", "family:web", 100);
        auto running = std::make_shared<model::Task>(*yard.tasks[0]);
        running->containers.resize(1);
        running->containers[0].network_bindings = { { 80, 61005, model::Protocol::Tcp, "127.0.0.1" } };
        yard.tasks[0] = running;
        auto fixed = request(100);
        fixed.need.ports = { { 61005, model::Protocol::Tcp } };
        QCOMPARE(yard.place(fixed), QStringList{ "RESOURCE:PORTS" });
    }

    void gives_back_what_a_stopped_task_held()
    {
        Yard yard;
        yard.instance("one", "a", 1000);
        yard.task("one", "family:web", 800, 8080, model::TaskStatus::Stopped);
        auto web = request(800);
        web.need.ports = { { 8080, model::Protocol::Tcp } };
        QCOMPARE(yard.place(web), QStringList{ "one" });
        QCOMPARE(yard.built.usage_of(yard.instances.at("one").id), model::Usage());
    }

    void is_quick_with_many_instances()
    {
        Yard yard;
        for (int i = 0; i < 5'000; ++i)
            yard.instance("i" + std::to_string(i), std::string(1, static_cast<char>('a' + i % 3)), 4096);
        const auto& state = yard.state();
        const auto start = std::chrono::steady_clock::now();
        QCOMPARE(scheduler::place(state, request(100), 10, yard.random).instances.size(), std::size_t(10));
        const auto spent = std::chrono::steady_clock::now() - start;
        qInfo("10 tasks among 5000 instances: %lld us",
            static_cast<long long>(std::chrono::duration_cast<std::chrono::microseconds>(spent).count()));
    }
};

QTEST_GUILESS_MAIN(TestPlace)
#include "tst_place.moc"
