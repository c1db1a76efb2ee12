#include "core/scheduler/explain.h"
#include "tests/support/yard.h"

#include <QTest>

#include <algorithm>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::scheduler;

namespace {

const HostAnswer& answer_for(const Yard& yard, const Explanation& explanation, const std::string& name)
{
    return *std::ranges::find(explanation.hosts, yard.instances.at(name).id, &HostAnswer::instance);
}

const Finding* broken(const HostAnswer& answer)
{
    const auto found = std::ranges::find(answer.findings, false, &Finding::passed);
    return found == answer.findings.end() ? nullptr : &*found;
}

std::string joined(const std::vector<std::string>& sentences)
{
    std::string all;
    for (const auto& sentence : sentences)
        all += sentence + "\n";
    return all;
}

bool says(const std::vector<std::string>& sentences, const std::string& what)
{
    return joined(sentences).find(what) != std::string::npos;
}

} // namespace

class TestExplain : public QObject {
    Q_OBJECT

private slots:
    void shows_every_instance_with_what_it_lacks()
    {
        auto yard = two_zones();
        const auto answer = explain(yard.state(), request(600, { kZones, kMemory }), 1, yard.random);
        QCOMPARE(answer.hosts.size(), std::size_t(4));
        QCOMPARE(yard.name(answer.hosts[0].instance), std::string("b1"));
        QCOMPARE(answer.hosts[0].verdict, Verdict::Chosen);
        QCOMPARE(yard.name(answer.hosts[1].instance), std::string("a2")); // packs better than a1
        QCOMPARE(yard.name(answer.hosts[2].instance), std::string("a1"));
        QCOMPARE(answer.hosts[3].verdict, Verdict::Refused);
        const auto* lack = broken(answer.hosts[3]);
        QVERIFY(lack);
        QCOMPARE(lack->rule, Rule::Memory);
        QCOMPARE(lack->needs, std::string("600 MiB"));
        QCOMPARE(lack->has, std::string("500 MiB free"));
    }

    void names_the_step_that_decided()
    {
        auto yard = two_zones();
        const auto zones = explain(yard.state(), request(600, { kZones, kMemory }), 1, yard.random);
        QVERIFY2(says(zones.summary, "b1 came first by spread over attribute:ecs.availability-zone."),
            joined(zones.summary).c_str());
        QCOMPARE(zones.steps.front().before, std::size_t(3));
        QCOMPARE(zones.steps.front().after, std::size_t(1));
        const auto packed = explain(yard.state(), request(600, { kMemory }), 1, yard.random);
        QVERIFY(says(packed.summary, "a2 came first by binpack by memory."));
        Yard equal;
        equal.instance("x", "a", 1000);
        equal.instance("y", "a", 1000);
        const auto chance = explain(equal.state(), request(10), 1, equal.random);
        QVERIFY(says(chance.summary, "by chance, among 2 equal ones"));
    }

    void previews_where_many_go()
    {
        auto yard = two_zones();
        const auto answer = explain(yard.state(), request(600, { kMemory }), 6, yard.random);
        QCOMPARE(answer.placement.instances.size(), std::size_t(6));
        QCOMPARE(answer_for(yard, answer, "a2").tasks, std::int64_t(1));
        QCOMPARE(answer_for(yard, answer, "b1").tasks, std::int64_t(4));
        QCOMPARE(answer_for(yard, answer, "a1").tasks, std::int64_t(1));
        QVERIFY(says(answer.summary, "6 tasks go to 3 container instances: a2 1, b1 4, a1 1."));
        QVERIFY(answer.suggestions.empty());
    }

    void tells_what_the_next_one_lacks()
    {
        auto yard = two_zones();
        const auto answer = explain(yard.state(), request(600, { kMemory }), 20, yard.random);
        QCOMPARE(answer.placement.instances.size(), std::size_t(10)); // 5 on a1, 1 on a2, 4 on b1
        QVERIFY(says(answer.summary, "10 of 20 tasks have no place: RESOURCE:MEMORY."));
        for (const auto& host : answer.hosts)
            QVERIFY(broken(host));
        // 500 are left on b2, 400 on a2, 100 on b1, 0 on a1.
        QVERIFY2(says(answer.suggestions, "Lower what the task needs of memory from 600 to 500 MiB"),
            joined(answer.suggestions).c_str());
    }

    void suggests_the_smallest_change_of_each_kind()
    {
        Yard yard;
        yard.instance("away", "a", 8192).agent_connected = false;
        yard.instance("draining", "a", 8192).status = model::ContainerInstanceStatus::Draining;
        yard.instance("small", "a", 200);
        yard.instance("plain", "a", 8192);
        yard.instance("busy", "a", 8192);
        yard.task("busy", "family:web", 10, 8080);
        auto task = request(500);
        task.need.ports = { { 8080, model::Protocol::Tcp } };
        task.member_of = { Expression::parse("ec2InstanceId != i-1 and runningTasksCount >= 0").value() };
        task.attributes = { { "disk", "ssd" } };
        for (auto& [name, instance] : yard.instances)
            if (name != "plain")
                instance.attributes = { { "disk", "ssd" } };
        const auto answer = explain(yard.state(), task, 1, yard.random);
        QVERIFY(answer.placement.instances.empty());
        for (const char* sentence : { "Make the engine of away answer again.", "Set draining to ACTIVE.",
                 "Put the attribute disk = ssd on plain.", "from 500 to 200 MiB",
                 "of family:web, which holds 8080/tcp" })
            QVERIFY2(says(answer.suggestions, sentence), joined(answer.suggestions).c_str());
    }

    void suggests_what_is_needed_together_if_nothing_alone_helps()
    {
        Yard yard;
        yard.instance("far", "a", 200).agent_connected = false;
        const auto answer = explain(yard.state(), request(500), 1, yard.random);
        QVERIFY(says(answer.suggestions, "All of these together are needed on far:"));
        QCOMPARE(answer.suggestions.size(), std::size_t(3));
        Yard empty;
        const auto nothing = explain(empty.state(), request(500), 1, empty.random);
        QVERIFY(says(nothing.suggestions, "Add a container instance for EC2 tasks."));
    }

    void every_suggestion_about_room_holds()
    {
        auto yard = two_zones();
        QVERIFY(yard.place(request(5000)).front() == "RESOURCE:MEMORY");
        const auto answer = explain(yard.state(), request(5000), 1, yard.random);
        QVERIFY2(says(answer.suggestions, "from 5000 to 3000 MiB"), joined(answer.suggestions).c_str());
        QCOMPARE(yard.place(request(3000)), std::vector<std::string>{ "a1" });
        QCOMPARE(yard.place(request(3001)), std::vector<std::string>{ "RESOURCE:MEMORY" });
    }

    void explains_where_a_task_is()
    {
        auto yard = two_zones();
        const auto& task = yard.task("b1", "service:s", 2000);
        const auto answer = explain_task(yard.state(), task, yard.random);
        // Its own room counts as free: b1 fits, though 500 are free while it runs there.
        QCOMPARE(answer_for(yard, answer, "b1").verdict, Verdict::Chosen);
        QVERIFY2(says(answer.summary, "The task is on b1, which would take it now as well."),
            joined(answer.summary).c_str());
        yard.instances.at("b1").agent_connected = false;
        const auto later = explain_task(yard.state(), task, yard.random);
        QVERIFY(says(later.summary, "The task is on b1, which would not take it now: The engine"));
    }

    void shows_the_moves_of_a_drain()
    {
        auto yard = two_zones();
        yard.service("s", 1, 600);
        const auto alone = yard.task("a1", "family:batch", 100).id;
        yard.service("logs", 1, 50).scheduling_strategy = model::SchedulingStrategy::Daemon;
        const auto daemon = yard.task("a1", "service:logs", 50).id;
        const auto& state = yard.state();
        const auto moves
            = preview_drain(state, *state.container_instances().find(yard.instances.at("a1").id), yard.random);
        QCOMPARE(moves.size(), std::size_t(3));
        for (const auto& move : moves) {
            if (move.task == alone) {
                QCOMPARE(move.outcome, Move::Outcome::Stays);
            } else if (move.task == daemon) {
                QCOMPARE(move.outcome, Move::Outcome::Stops);
            } else {
                QCOMPARE(move.outcome, Move::Outcome::Moves);
                QCOMPARE(yard.name(move.to), std::string("b1"));
                QCOMPARE(move.text, std::string("Another starts on b1 first; then it stops."));
            }
        }
    }

    void a_drain_says_who_has_nowhere_to_go()
    {
        auto yard = two_zones();
        yard.service("s", 1, 2600);
        const auto& state = yard.state();
        const auto moves
            = preview_drain(state, *state.container_instances().find(yard.instances.at("a1").id), yard.random);
        QCOMPARE(moves.size(), std::size_t(1));
        QCOMPARE(moves[0].outcome, Move::Outcome::Stuck);
        QCOMPARE(moves[0].reason, std::string("RESOURCE:MEMORY"));
        auto& held = yard.services.at("s").deployment_configuration;
        held.maximum_percent = 100;
        held.minimum_healthy_percent = 100;
        const auto& again = yard.state();
        const auto stuck
            = preview_drain(again, *again.container_instances().find(yard.instances.at("a1").id), yard.random);
        QVERIFY(stuck[0].text.find("maximumPercent 100") != std::string::npos);
    }

    void a_loss_says_what_starts_elsewhere()
    {
        auto yard = two_zones();
        yard.service("s", 2, 600);
        const auto alone = yard.task("a1", "family:batch", 100).id;
        const auto& state = yard.state();
        const std::vector<Id> zone{ yard.instances.at("a1").id, yard.instances.at("a2").id };
        const auto moves = preview_loss(state, zone, yard.random);
        QCOMPARE(moves.size(), std::size_t(state.tasks_on(zone[0]).size() + state.tasks_on(zone[1]).size()));
        for (const auto& move : moves) {
            QCOMPARE(move.outcome, move.task == alone ? Move::Outcome::Stops : Move::Outcome::Moves);
            if (move.outcome == Move::Outcome::Moves)
                QVERIFY(yard.name(move.to).starts_with("b"));
        }
    }

    // One replacement takes the room that the next would have had.
    void a_loss_counts_what_has_gone_elsewhere_by_then()
    {
        Yard yard;
        yard.instance("a1", "a", 2000);
        yard.instance("b1", "b", 1000);
        yard.service("s", 2, 600);
        for (int i = 0; i < 2; ++i)
            yard.task("a1", "service:s", 600);
        const auto moves = preview_loss(yard.state(), { yard.instances.at("a1").id }, yard.random);
        QCOMPARE(std::ranges::count(moves, Move::Outcome::Moves, &Move::outcome), std::ptrdiff_t(1));
        QCOMPARE(std::ranges::count(moves, Move::Outcome::Stuck, &Move::outcome), std::ptrdiff_t(1));
        QCOMPARE(moves[1].reason, std::string("RESOURCE:MEMORY"));
    }

    void the_best_are_those_that_placement_chooses_from()
    {
        auto yard = two_zones();
        const auto answer = explain(yard.state(), request(100), 1, yard.random);
        QVERIFY(answer.hosts[0].measures.back().kept);
    }
};

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"
