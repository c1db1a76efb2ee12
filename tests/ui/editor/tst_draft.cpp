#include "tests/support/fake_fleet.h"
#include "tests/ui/editor/documents.h"
#include "ui/editor/document_parts.h"
#include "ui/editor/draft.h"
#include "ui/editor/edits.h"
#include "ui/editor/fit.h"
#include "ui/editor/graph_layout.h"
#include "ui/editor/start_order.h"
#include "ui/editor/task_sizes.h"

#include <QTest>

#include <random>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

Json with_dependency(Json document, std::size_t waits, const char* first, const char* condition)
{
    document["containerDefinitions"][waits]["dependsOn"].push_back(
        Json{ { "containerName", first }, { "condition", condition } });
    return document;
}

QStringList titles(const TaskGraph& graph, const std::vector<std::size_t>& containers)
{
    QStringList names;
    for (const auto container : containers)
        names << graph.containers[container].title;
    return names;
}

// What a document says after patches of its own.
Json after(const Json& document, const std::vector<Patch>& patches)
{
    JsonDocument changed(document);
    return changed.apply(patches) ? changed.value() : Json();
}

} // namespace

class TestDraft : public QObject {
    Q_OBJECT

private slots:
    void steps_are_undone_and_done_again()
    {
        Draft draft{ JsonDocument(shop_document()) };
        const auto first = draft.text();
        QVERIFY(draft.apply({ { Patch::Kind::Set, parse_path("family"), "shop" } }, "Family"));
        QVERIFY(draft.apply({ { Patch::Kind::Set, parse_path("containerDefinitions[0].cpu"), 1 } }, "CPU"));
        QCOMPARE(draft.undo_name(), "CPU");
        draft.undo();
        QVERIFY(draft.document().value()["containerDefinitions"][0]["cpu"] == 512);
        draft.undo();
        QCOMPARE(draft.text(), first);
        QVERIFY(!draft.can_undo());
        draft.redo();
        draft.redo();
        QVERIFY(draft.document().value()["family"] == "shop");
        QVERIFY(draft.document().value()["containerDefinitions"][0]["cpu"] == 1);
        QVERIFY(!draft.can_redo());
    }

    void typing_in_one_field_is_one_step()
    {
        Draft draft{ JsonDocument(shop_document()) };
        for (const char* text : { "s", "sh", "shop" })
            QVERIFY(draft.apply({ { Patch::Kind::Set, parse_path("family"), text } }, "Family", "form family"));
        draft.undo();
        QVERIFY(draft.document().value()["family"] == "web");
    }

    void a_text_that_is_no_json_keeps_the_document_before_it()
    {
        Draft draft{ JsonDocument(shop_document()) };
        const auto before = draft.document().value();
        draft.set_text("{\"family\": }");
        QVERIFY(!draft.is_valid());
        QVERIFY(draft.document().value() == before);
        QVERIFY(!draft.apply({ { Patch::Kind::Set, parse_path("family"), "x" } }, "Family"));
        QCOMPARE(draft.text(), std::string("{\"family\": }"));
        draft.undo();
        QVERIFY(draft.is_valid());
        QVERIFY(draft.document().value() == before);
    }

    void a_hundred_megabytes_are_answered_and_lose_nothing()
    {
        Draft draft{ JsonDocument(shop_document()) };
        draft.set_text("{\"a\": \"" + std::string(100'000'000, 'x') + "\"}");
        QVERIFY(!draft.is_valid());
        QVERIFY(draft.error().find("1 MiB") != std::string::npos);
        draft.undo();
        QVERIFY(draft.document().value() == shop_document());
    }

    void the_graph_has_what_the_document_says()
    {
        const auto graph = read_graph(shop_document());
        QCOMPARE(graph.containers.size(), std::size_t(5));
        QCOMPARE(graph.containers[0].image, "web:2.8.1");
        QCOMPARE(graph.containers[0].note, ":8080");
        QCOMPARE(graph.containers[0].size, "512 · 1 GiB");
        QVERIFY(graph.containers[0].essential && graph.containers[0].has_health_check);
        QCOMPARE(graph.containers[1].note, "exits");
        QCOMPARE(graph.edges.size(), std::size_t(4));
        QCOMPARE(graph.shared.size(), std::size_t(2));
        QCOMPARE(graph.shared[0].caption, "volume, shared");
        QCOMPARE(graph.shared[1].name, "db-password");
        QCOMPARE(graph.shared[1].caption, "secret, DB_PASSWORD");
        QCOMPARE(summary_of(graph), "5 containers, 4 dependencies, no cycle");
        QVERIFY(description_of(graph, 0).contains("waits for envoy (HEALTHY)"));
    }

    void containers_stand_right_of_what_they_wait_for()
    {
        const auto graph = read_graph(shop_document());
        const auto layout = lay_out(graph);
        QCOMPARE(layout.columns, (std::vector<int>{ 1, 0, 0, 0, 2 }));
        QCOMPARE(layout.titles.size(), std::size_t(3));
        QCOMPARE(layout.containers[0].left() - layout.containers[1].right(), 72.0);
        QCOMPARE(layout.containers[0].size(), QSizeF(120, 72));
        for (std::size_t i = 0; i < layout.containers.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                QVERIFY(!layout.containers[i].intersects(layout.containers[k]));
        for (const auto& shared : layout.shared)
            QVERIFY(shared.top() > layout.containers[3].bottom());
    }

    void any_graph_lies_without_overlap_and_inside()
    {
        for (unsigned seed = 1; seed <= 200; ++seed) {
            std::mt19937 dice(seed);
            TaskGraph graph;
            graph.containers.resize(1 + dice() % 10);
            for (auto n = dice() % 15; n > 0; --n)
                graph.edges.push_back(
                    { dice() % graph.containers.size(), dice() % graph.containers.size(), "START", {} });
            for (auto n = dice() % 4; n > 0; --n)
                graph.shared.push_back(
                    { TaskGraph::Shared::Kind::Volume, "v", "", { dice() % graph.containers.size() }, {} });
            const auto layout = lay_out(graph);
            std::vector<QRectF> boxes = layout.containers;
            boxes.insert(boxes.end(), layout.shared.begin(), layout.shared.end());
            for (std::size_t i = 0; i < boxes.size(); ++i) {
                QVERIFY2(layout.area.contains(boxes[i]), qPrintable(QString::number(seed)));
                for (std::size_t k = 0; k < i; ++k)
                    QVERIFY2(!boxes[i].intersects(boxes[k]), qPrintable(QString::number(seed)));
            }
        }
    }

    void a_cycle_is_told_and_drawn_all_the_same()
    {
        const auto graph = read_graph(with_dependency(shop_document(), 1, "exporter", "START"));
        QCOMPARE(graph.cycles.size(), std::size_t(1));
        QCOMPARE(titles(graph, graph.cycles[0]), (QStringList{ "web", "migrate", "exporter" }));
        QCOMPARE(lay_out(graph).containers.size(), std::size_t(5));
        QVERIFY(summary_of(graph).endsWith("a cycle"));
    }

    void what_no_container_uses_has_a_place_too()
    {
        const auto graph = read_graph(Json{ { "family", "web" }, { "volumes", { { { "name", "data" } } } } });
        QCOMPARE(graph.shared.size(), std::size_t(1));
        const auto layout = lay_out(graph);
        QCOMPARE(layout.shared.size(), std::size_t(1));
        QVERIFY(layout.area.contains(layout.shared.front()));
    }

    void the_start_goes_step_by_step_and_tells_who_is_stuck()
    {
        const auto graph = read_graph(shop_document());
        const auto order = start_order(graph);
        QCOMPARE(order.steps.size(), std::size_t(3));
        QCOMPARE(titles(graph, order.steps[1]), QStringList{ "web" });
        QVERIFY(order.stuck.empty());
        const auto deadlock = read_graph(with_dependency(shop_document(), 1, "exporter", "START"));
        QCOMPARE(titles(deadlock, start_order(deadlock).stuck), (QStringList{ "web", "migrate", "exporter" }));
        auto unhealthy = shop_document();
        unhealthy["containerDefinitions"][2].erase("healthCheck");
        QCOMPARE(start_order(read_graph(unhealthy)).stuck.size(), std::size_t(2));
    }

    void edits_of_the_canvas_are_patches()
    {
        const auto document = shop_document();
        const auto added = after(document, add_container(document));
        QVERIFY(added["containerDefinitions"][5]["name"] == "container-6");
        QVERIFY(added["containerDefinitions"][5]["essential"] == false);
        const auto connected = after(document, connect_containers(document, 2, 4, "HEALTHY"));
        QVERIFY(connected["containerDefinitions"][4]["dependsOn"][1]
            == (Json{ { "containerName", "envoy" }, { "condition", "HEALTHY" } }));
        const auto again = after(document, connect_containers(document, 2, 0, "START"));
        QVERIFY(again["containerDefinitions"][0]["dependsOn"][1]["condition"] == "START");
        QCOMPARE(again["containerDefinitions"][0]["dependsOn"].size(), std::size_t(3));
    }

    void what_is_removed_leaves_nobody_waiting()
    {
        const auto document = shop_document();
        const auto without_web = after(document, remove_container(document, 0));
        QCOMPARE(without_web["containerDefinitions"].size(), std::size_t(4));
        QVERIFY(!without_web["containerDefinitions"][3].contains("dependsOn"));
        const auto without_volume = after(document, remove_volume(document, 0));
        QVERIFY(without_volume["volumes"].empty());
        QVERIFY(!without_volume["containerDefinitions"][3].contains("mountPoints"));
        const auto without_secret
            = after(document, remove_secret(document, "arn:aws:ssm:us-east-1:000000000000:parameter/db-password"));
        QVERIFY(!without_secret["containerDefinitions"][0].contains("secrets"));
    }

    void who_names_a_container_follows_its_new_name()
    {
        auto renamed = shop_document();
        renamed["containerDefinitions"][2]["name"] = "proxy";
        const auto followed = after(renamed, rename_references(renamed, "envoy", "proxy"));
        QVERIFY(followed["containerDefinitions"][0]["dependsOn"][1]["containerName"] == "proxy");
        QVERIFY(rename_references(shop_document(), "envoy", "proxy").empty()); // there still is an envoy
    }

    void room_is_told_instance_by_instance()
    {
        const auto state = fake_fleet({}, std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()));
        auto document = shop_document();
        const auto fit = fit_of(document, state, "harbour");
        QVERIFY(!fit.instances.empty());
        QVERIFY(fit.copies >= fit.fitting);
        document["memory"] = "9999999";
        const auto none = fit_of(document, state, "harbour");
        QCOMPARE(none.fitting, 0);
        QVERIFY2(none.instances.front().reason.startsWith("memory: free"), qPrintable(none.instances.front().reason));
        QVERIFY(fit_of(document, state, "nowhere").instances.empty());
    }

    void a_static_host_port_has_room_once_on_each_instance()
    {
        const auto state = fake_fleet({ .tasks = 0 }, TimePoint());
        auto document = shop_document();
        document["containerDefinitions"][0]["portMappings"][0]["hostPort"] = 80;
        for (const auto& instance : fit_of(document, state, "harbour").instances)
            QVERIFY(instance.copies <= 1);
    }

    void only_legal_sizes_are_offered()
    {
        QVERIFY(is_fargate_size({ 1024, 2048 }));
        QVERIFY(!is_fargate_size({ 1024, 1024 }));
        QVERIFY(!is_fargate_size({ 300, 2048 }));
        QCOMPARE(fargate_sizes().size(), std::size_t(74));
        QCOMPARE(size_text({ 1024, 2048 }), "1 vCPU with 2 GiB");
        QCOMPARE(task_memory(Json{ { "memory", "0.5 GB" } }), std::optional<std::int64_t>(512));
        QCOMPARE(task_cpu(Json{ { "cpu", "2 vCPU" } }), std::optional<std::int64_t>(2048));
        QCOMPARE(task_cpu(Json{ { "cpu", "much" } }), std::optional<std::int64_t>());
    }
};

QTEST_GUILESS_MAIN(TestDraft)
#include "tst_draft.moc"
