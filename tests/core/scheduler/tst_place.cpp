#include "tests/support/yard.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <set>

using namespace quayside;
using namespace quayside::test;
using Names = std::vector<std::string>;

namespace {

const char* const kApart = "DistinctInstance placement constraint unsatisfied.";
const char* const kNoMember = "MemberOf placement constraint unsatisfied.";

scheduler::Expression expression(const char* text)
{
    return scheduler::Expression::parse(text).value();
}

} // namespace

class TestPlace : public QObject {
    Q_OBJECT

private slots:
    void spreads_over_zones_and_packs_within()
    {
        QCOMPARE(two_zones().place(request(600, { kZones, kMemory }), 4), (Names{ "b1", "a2", "b1", "b1" }));
    }

    void packs_the_fullest_instance_first()
    {
        QCOMPARE(two_zones().place(request(600, { kMemory }), 6), (Names{ "a2", "b1", "b1", "b1", "b1", "a1" }));
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
        std::ranges::sort(names);
        QCOMPARE(names, (Names{ "a1", "a2", "b1", "b2" }));
    }

    void prefers_the_least_loaded_where_the_group_does_not_decide()
    {
        Yard yard;
        yard.instance("busy", "a", 8192);
        yard.instance("idle", "a", 8192);
        yard.task("busy", "family:other", 100);
        QCOMPARE(yard.place(request(100)), Names{ "idle" });
    }

    void keeps_tasks_of_a_group_apart()
    {
        auto yard = two_zones();
        auto apart = request(300);
        apart.distinct_instance = true;
        auto names = yard.place(apart, 5);
        QCOMPARE(names.back(), std::string(kApart));
        names.pop_back();
        std::ranges::sort(names);
        QCOMPARE(names, (Names{ "a2", "b1", "b2" }));
    }

    void honours_expressions()
    {
        auto in_zone_b = request(300);
        in_zone_b.member_of.push_back(expression("attribute:ecs.availability-zone == b"));
        const auto names = two_zones().place(in_zone_b, 2);
        QVERIFY(names[0][0] == 'b' && names[1][0] == 'b');
    }

    void names_what_is_short_on_the_closest_instance()
    {
        QCOMPARE(two_zones().place(request(5000)), Names{ "RESOURCE:MEMORY" });
        auto cpu = request(100);
        cpu.need.cpu = 5000;
        QCOMPARE(two_zones().place(cpu), Names{ "RESOURCE:CPU" });
        auto attribute = request(100);
        attribute.attributes = { { "ecs.capability.gmsa", "" } };
        QCOMPARE(two_zones().place(attribute), Names{ "ATTRIBUTE" });

        auto away = two_zones();
        for (auto& [name, instance] : away.instances)
            instance.agent_connected = false;
        QCOMPARE(away.place(request(100)), Names{ "AGENT" });
        const auto refusal = scheduler::place(two_zones().state(), request(5000), 1, away.random).refusal;
        QCOMPARE(refusal->detail, std::string("The task needs 5000 MiB of memory; 3000 are free."));
    }

    void what_lacks_room_comes_closer_than_what_drains()
    {
        Yard yard;
        yard.instance("full", "a", 1024);
        auto& draining = yard.instance("draining", "a", 8192);
        draining.registered.cpu = 8192;
        draining.status = model::ContainerInstanceStatus::Draining;
        auto large = request(5000);
        large.need.cpu = 5000;
        QCOMPARE(yard.place(large), Names{ "RESOURCE:CPU" });
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
        QCOMPARE(yard.place(web, 2), (Names{ "other", "RESOURCE:PORTS" }));
        web.need.ports = { { 8080, model::Protocol::Udp } };
        QCOMPARE(yard.place(web, 3).back(), std::string("RESOURCE:PORTS"));
        web.need.ports = { { 22, model::Protocol::Tcp } };
        QCOMPARE(yard.place(web), Names{ "RESOURCE:PORTS" });
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
        QCOMPARE(yard.place(fixed), Names{ "RESOURCE:PORTS" });
    }

    void gives_back_what_a_stopped_task_held()
    {
        Yard yard;
        yard.instance("one", "a", 1000);
        yard.task("one", "family:web", 800, 8080, model::TaskStatus::Stopped);
        auto web = request(800);
        web.need.ports = { { 8080, model::Protocol::Tcp } };
        QCOMPARE(yard.place(web), Names{ "one" });
        QCOMPARE(yard.built.usage_of(yard.instances.at("one").id), model::Usage());
    }

    void walks_through_the_worked_example()
    {
        // a1 has 3000 left after its task of the service; b2 is too small.
        auto yard = two_zones();
        QCOMPARE(yard.place(request(600, { kZones }), 1), Names{ "b1" });
        yard.task("b1", "service:s", 600);
        QCOMPARE(yard.place(request(600, { kZones, kMemory }), 3), (Names{ "a2", "b1", "b1" }));
    }

    void keeps_launch_types_apart()
    {
        Yard yard;
        yard.instance("own", "a", 4096);
        yard.instance("aside", "a", 4096).launch_type = model::LaunchType::Fargate;
        yard.instance("outside", "a", 4096).launch_type = model::LaunchType::External;
        auto task = request(100);
        QCOMPARE(yard.place(task, 3), (Names{ "own", "own", "own" }));
        task.launch_type = model::LaunchType::Fargate;
        QCOMPARE(yard.place(task, 2), (Names{ "aside", "aside" }));
        task.launch_type = model::LaunchType::External;
        QCOMPARE(yard.place(task), Names{ "outside" });
        task.need.memory = 9000;
        QCOMPARE(yard.place(task), Names{ "RESOURCE:MEMORY" });
        task.launch_type = model::LaunchType::Fargate;
        QCOMPARE(yard.place(task), Names{ "RESOURCE:FARGATE" });
        yard.instances.erase("aside");
        QCOMPARE(yard.place(task), Names{ "RESOURCE:FARGATE" });
    }

    void goes_to_the_capacity_provider_alone()
    {
        Yard yard;
        yard.instance("plain", "a", 4096);
        yard.instance("pooled", "a", 4096).capacity_provider = "pool";
        auto task = request(100);
        task.capacity_provider = "pool";
        QCOMPARE(yard.place(task, 2), (Names{ "pooled", "pooled" }));
        task.capacity_provider = "other";
        QCOMPARE(yard.place(task), Names{ "EMPTY CAPACITY PROVIDER" });
        task.capacity_provider.clear();
        QCOMPARE(yard.place(task, 2).size(), std::size_t(2)); // the launch type EC2 goes to both
    }

    void takes_the_instances_set_aside_for_both_fargate_providers()
    {
        Yard yard;
        yard.instance("aside", "a", 4096).launch_type = model::LaunchType::Fargate;
        auto task = request(100);
        task.launch_type = model::LaunchType::Fargate;
        for (const char* provider : { "FARGATE", "FARGATE_SPOT" }) {
            task.capacity_provider = provider;
            QCOMPARE(yard.place(task), Names{ "aside" });
        }
    }

    void counts_gpus()
    {
        Yard yard;
        yard.instance("none", "a", 4096);
        yard.instance("two", "a", 4096).registered.gpus = 2;
        auto task = request(100);
        task.need.gpus = 1;
        QCOMPARE(yard.place(task, 3), (Names{ "two", "two", "RESOURCE:GPU" }));
    }

    void reads_gpus_from_the_container_documents()
    {
        model::TaskDefinition definition;
        definition.document = { { "containerDefinitions",
            { { { "name", "a" }, { "resourceRequirements", { { { "type", "GPU" }, { "value", "2" } } } } },
                { { "name", "b" },
                    { "resourceRequirements", { { { "type", "InferenceAccelerator" }, { "value", "9" } } } } },
                { { "name", "c" }, { "resourceRequirements", { { { "type", "GPU" }, { "value", "1" } } } } } } } };
        model::read_document(definition);
        model::TaskSpec spec;
        spec.definition = std::make_shared<model::TaskDefinition>(definition);
        QCOMPARE(model::reservation(spec).gpus, std::int64_t(3));
        spec.overrides = { { "containerOverrides",
            { { { "name", "a" }, { "resourceRequirements", { { { "type", "GPU" }, { "value", "5" } } } } } } } };
        QCOMPARE(model::reservation(spec).gpus, std::int64_t(6));
    }

    void stays_in_the_zones_it_is_given()
    {
        auto yard = two_zones();
        auto task = request(600);
        task.zones = { "b" };
        QCOMPARE(yard.place(task, 2), (Names{ "b1", "b1" }));
        task.zones = { "c" };
        QCOMPARE(yard.place(task), Names{ "LOCATION" });
    }

    void leaves_out_instances_that_are_let_go()
    {
        Yard yard;
        yard.instance("going", "a", 4096).terminating = true;
        yard.instance("draining", "a", 4096).status = model::ContainerInstanceStatus::Draining;
        QCOMPARE(yard.place(request(100)), Names{ "INACTIVE" });
        yard.instance("staying", "a", 4096);
        QCOMPARE(yard.place(request(100), 2), (Names{ "staying", "staying" }));
    }

    void packs_by_cpu()
    {
        Yard yard;
        yard.instance("large", "a", 4096).registered.cpu = 2048;
        yard.instance("small", "a", 4096).registered.cpu = 512;
        auto task = request(100, { kCpu });
        task.need.cpu = 256;
        QCOMPARE(yard.place(task, 3), (Names{ "small", "small", "large" }));
    }

    void random_reaches_every_instance_that_fits()
    {
        Yard yard;
        for (const char* name : { "a", "b", "c", "d" })
            yard.instance(name, name, 100'000);
        const auto names = yard.place(request(100, { kRandom }), 200);
        for (const char* name : { "a", "b", "c", "d" })
            QVERIFY(std::ranges::count(names, name) > 20);
    }

    void spreads_over_any_attribute_and_its_absence()
    {
        Yard yard;
        yard.instance("r1", "a", 8192).attributes = { { "rack", "1" } };
        yard.instance("r2", "a", 8192).attributes = { { "rack", "2" } };
        yard.instance("none", "a", 8192);
        auto names = yard.place(request(100, { { scheduler::Strategy::Kind::Spread, "attribute:rack" } }), 6);
        for (const char* name : { "r1", "r2", "none" })
            QCOMPARE(std::ranges::count(names, name), 2);
    }

    void counts_its_own_earlier_tasks_for_the_constraints()
    {
        auto yard = two_zones();
        auto task = request(100);
        task.member_of = { expression("not(task:group == service:s)") };
        auto names = yard.place(task, 9);
        QCOMPARE(names.back(), std::string(kNoMember));
        names.pop_back();
        std::ranges::sort(names);
        QCOMPARE(names, (Names{ "a2", "b1", "b2" }));
    }

    void names_the_instance_that_breaks_the_fewest_rules()
    {
        Yard yard;
        yard.instance("far", "a", 100).agent_connected = false; // and too small: two rules
        yard.instance("near", "a", 100);
        const auto refusal = scheduler::place(yard.state(), request(500), 1, yard.random).refusal;
        QCOMPARE(yard.name(refusal->instance), std::string("near"));
        yard.instance("late", "a", 100).registered.memory = 9999; // one rule as well, later in the order
        auto task = request(500);
        task.need.ports = { { 22, model::Protocol::Tcp } };
        yard.instances.at("near").registered.ports.clear();
        const auto later = scheduler::place(yard.state(), task, 1, yard.random).refusal;
        QCOMPARE(yard.name(later->instance), std::string("late"));
        QCOMPARE(later->reason, std::string("RESOURCE:PORTS"));
    }

    void says_nothing_of_an_empty_cluster()
    {
        Yard yard;
        const auto refusal = scheduler::place(yard.state(), request(1), 1, yard.random).refusal;
        QVERIFY(refusal && refusal->instance.is_null() && refusal->reason.empty());
    }

    void keeps_the_room_of_daemons()
    {
        Yard yard;
        yard.instance("one", "a", 1000);
        yard.instance("two", "a", 1000);
        yard.service("logs", 2, 300).scheduling_strategy = model::SchedulingStrategy::Daemon;
        yard.task("two", "service:logs", 300);
        // 700 are free on both: on "one" because the daemon is yet to come, on "two" because it runs.
        QCOMPARE(yard.place(request(701)), Names{ "RESOURCE:MEMORY" });
        QCOMPARE(yard.place(request(700), 3).size(), std::size_t(3));
        QCOMPARE(yard.place(request(700), 3).back(), std::string("RESOURCE:MEMORY"));
        // The daemon itself may take all of it.
        QCOMPARE(yard.place(request(1000, {}, "service:logs")), Names{ "one" });
    }

    void keeps_no_room_where_a_daemon_is_not_for()
    {
        Yard yard;
        yard.instance("one", "a", 1000);
        auto& daemon = yard.service("logs", 1, 300);
        daemon.scheduling_strategy = model::SchedulingStrategy::Daemon;
        daemon.placement_constraints = { { model::ConstraintType::MemberOf, "attribute:ecs.availability-zone == b" } };
        QCOMPARE(yard.place(request(1000)), Names{ "one" });
        daemon.placement_constraints.clear();
        QCOMPARE(yard.place(request(1000)), Names{ "RESOURCE:MEMORY" });
        daemon.status = model::ServiceStatus::Draining;
        QCOMPARE(yard.place(request(1000)), Names{ "one" });
    }

    void keeps_the_room_of_a_daemon_on_its_providers()
    {
        Yard yard;
        yard.instance("one", "a", 1000);
        yard.instance("two", "a", 1000).capacity_provider = "pool";
        yard.service("daemon:logs", 1, 300).scheduling_strategy = model::SchedulingStrategy::Daemon;
        yard.revisions.back()->capacity_provider_strategy = { { "spare", 1, 0 }, { "pool", 1, 0 } };
        QCOMPARE(yard.place(request(1000), 2), (Names{ "one", "RESOURCE:MEMORY" }));
        auto daemon = request(1000, {}, "daemon:logs");
        daemon.capacity_provider = "pool";
        QCOMPARE(yard.place(daemon), Names{ "two" });
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
