// What the editor says of a draft, held against what the control plane does with it.

#include "core/control/definition_rules.h"
#include "tests/ui/editor/documents.h"
#include "ui/editor/problems.h"

#include <QTest>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

struct Change {
    const char* path;
    const char* value; // JSON; null: removed
};

Json changed(std::initializer_list<Change> changes)
{
    JsonDocument document(shop_document());
    for (const auto& change : changes) {
        const auto kind = change.value ? Patch::Kind::Set : Patch::Kind::Remove;
        document.apply({ { kind, parse_path(change.path), change.value ? *parse_json(change.value) : Json() } });
    }
    return document.value();
}

std::vector<DraftProblem> errors_of(const Json& document)
{
    auto problems = find_problems(JsonDocument(document), std::nullopt);
    std::erase_if(problems, [](const auto& problem) { return problem.severity != DraftProblem::Severity::Error; });
    return problems;
}

QString codes(const std::vector<DraftProblem>& problems)
{
    QStringList all;
    for (const auto& problem : problems)
        all << QString("%1 at %2")
                   .arg(QString::fromStdString(problem.code), QString::fromStdString(path_text(problem.path)));
    return all.join("; ");
}

} // namespace

class TestProblems : public QObject {
    Q_OBJECT

private slots:
    void a_sound_document_has_no_errors()
    {
        QCOMPARE(codes(errors_of(shop_document())), "");
        QVERIFY(control::check_definition(shop_document()));
    }

    void each_error_is_one_that_registration_refuses_data()
    {
        QTest::addColumn<QString>("document");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* code, const char* place, std::initializer_list<Change> changes) {
            QTest::addRow("%s %s", code, place)
                << QString::fromStdString(changed(changes).dump()) << QString("%1 at %2").arg(code, place);
        };
        row("ECS-101", "family", { { "family", "\"\"" } });
        row("ECS-102", "family", { { "family", "\"we b\"" } });
        row("ECS-103", "containerDefinitions", { { "containerDefinitions", "[]" } });
        row("ECS-110", "containerDefinitions[4].name", { { "containerDefinitions[4].name", "\"\"" } });
        row("ECS-111", "containerDefinitions[4].name", { { "containerDefinitions[4].name", "\"a b\"" } });
        row("ECS-112", "containerDefinitions[4].name",
            { { "containerDefinitions[4].name", "\"web\"" }, { "containerDefinitions[4].dependsOn", nullptr } });
        row("ECS-113", "containerDefinitions[1].image", { { "containerDefinitions[1].image", nullptr } });
        row("ECS-114", "containerDefinitions[1].image", { { "containerDefinitions[1].image", "\"a b\"" } });
        row("ECS-115", "containerDefinitions[0].dependsOn[1]",
            { { "containerDefinitions[0].dependsOn[1].containerName", "\"nobody\"" } });
        row("ECS-116", "containerDefinitions[4].dependsOn[0]",
            { { "containerDefinitions[2].dependsOn", R"([{"containerName": "exporter", "condition": "START"}])" } });
        row("ECS-117", "containerDefinitions[0].dependsOn[1]", { { "containerDefinitions[2].healthCheck", nullptr } });
        row("ECS-118", "containerDefinitions[0].dependsOn[0]", { { "containerDefinitions[1].essential", "true" } });
        row("ECS-201", "containerDefinitions[1].memory", { { "containerDefinitions[1].memory", "2" } });
        row("ECS-202", "containerDefinitions[1].cpu", { { "containerDefinitions[1].cpu", "-1" } });
        row("ECS-203", "containerDefinitions[1].memory", { { "containerDefinitions[1].memory", nullptr } });
        row("ECS-204", "containerDefinitions[0].memoryReservation",
            { { "containerDefinitions[0].memoryReservation", "1280" } });
        row("ECS-205", "containerDefinitions[0].memory", { { "memory", "\"800\"" } });
        row("ECS-206", "containerDefinitions[0].stopTimeout", { { "containerDefinitions[0].stopTimeout", "-1" } });
        row("ECS-207", "cpu", { { "cpu", "\"much\"" } });
        row("ECS-208", "memory", { { "memory", "\"lots\"" } });
        row("ECS-209", "cpu", { { "cpu", "\"512\"" } });
        row("ECS-211", "containerDefinitions[0].essential",
            { { "containerDefinitions[0].essential", "false" }, { "containerDefinitions[2].essential", "false" } });
        row("ECS-220", "containerDefinitions[0].portMappings[0].hostPort",
            { { "networkMode", "\"awsvpc\"" }, { "containerDefinitions[0].portMappings[0].hostPort", "80" } });
        row("ECS-221", "containerDefinitions[0].portMappings",
            { { "networkMode", "\"none\"" }, { "containerDefinitions[2].portMappings", nullptr },
                { "containerDefinitions[4].portMappings", nullptr } });
        row("ECS-222", "containerDefinitions[0].portMappings[0]",
            { { "containerDefinitions[0].portMappings[0].containerPort", nullptr } });
        row("ECS-224", "containerDefinitions[0].portMappings[1]",
            { { "containerDefinitions[0].portMappings[1]", R"({"containerPort": 8080, "protocol": "udp"})" } });
        row("ECS-225", "containerDefinitions[0].portMappings[0]",
            { { "containerDefinitions[0].portMappings[0].containerPort", "99999" } });
        row("ECS-226", "containerDefinitions[0].hostname",
            { { "networkMode", "\"awsvpc\"" }, { "containerDefinitions[0].hostname", "\"web\"" } });
        row("ECS-227", "containerDefinitions[0].links[0]", { { "containerDefinitions[0].links", "[\"nobody:db\"]" } });
        row("ECS-230", "containerDefinitions[0].secrets", { { "executionRoleArn", nullptr } });
        row("ECS-240", "containerDefinitions[0].mountPoints[0].sourceVolume",
            { { "containerDefinitions[0].mountPoints[0].sourceVolume", "\"gone\"" } });
        row("ECS-241", "volumes[1].name", { { "volumes[1]", R"({"name": "assets"})" } });
        row("ECS-242", "volumes[0]", { { "volumes[0].host", "{}" }, { "volumes[0].dockerVolumeConfiguration", "{}" } });
        row("ECS-243", "containerDefinitions[0].volumesFrom[0]",
            { { "containerDefinitions[0].volumesFrom", R"([{"sourceContainer": "nobody"}])" } });
        row("ECS-250", "networkMode",
            { { "requiresCompatibilities", "[\"FARGATE\"]" }, { "cpu", "\"1024\"" }, { "memory", "\"2048\"" } });
        row("ECS-251", "cpu", { { "requiresCompatibilities", "[\"FARGATE\"]" }, { "networkMode", "\"awsvpc\"" } });
        row("ECS-252", "memory",
            { { "requiresCompatibilities", "[\"FARGATE\"]" }, { "networkMode", "\"awsvpc\"" }, { "cpu", "\"1024\"" },
                { "memory", "\"1100\"" } });
        row("ECS-260", "containerDefinitions[0].healthCheck.command",
            { { "containerDefinitions[0].healthCheck.command", "[\"true\"]" } });
        row("ECS-261", "containerDefinitions[0].healthCheck.retries",
            { { "containerDefinitions[0].healthCheck.retries", "99" } });
        row("ECS-262", "containerDefinitions[0].restartPolicy.restartAttemptPeriod",
            { { "containerDefinitions[0].restartPolicy", R"({"enabled": true, "restartAttemptPeriod": 5})" } });
        row("ECS-265", "containerDefinitions[0].environmentFiles[0]",
            { { "containerDefinitions[0].environmentFiles", R"([{"type": "s3", "value": "a.txt"}])" } });
        row("ECS-271", "placementConstraints[0]", { { "placementConstraints", R"([{"type": "memberOf"}])" } });
    }

    void each_error_is_one_that_registration_refuses()
    {
        QFETCH(QString, document);
        QFETCH(QString, expected);
        const auto json = *parse_json(document.toStdString());
        QCOMPARE(codes(errors_of(json)), expected);
        QVERIFY(!control::check_definition(json));
    }

    void a_fix_leaves_one_error_less()
    {
        int fixed = 0;
        for (const auto& document : {
                 changed({ { "containerDefinitions[0].memoryReservation", "1280" } }),
                 changed({ { "containerDefinitions[2].healthCheck", nullptr } }),
                 changed({ { "containerDefinitions[1].essential", "true" } }),
                 changed({ { "executionRoleArn", nullptr } }),
                 changed({ { "volumes", nullptr } }),
                 changed({ { "containerDefinitions", "[]" }, { "volumes", nullptr } }),
                 changed({ { "requiresCompatibilities", "[\"FARGATE\"]" }, { "networkMode", "\"awsvpc\"" } }),
                 changed({ { "containerDefinitions[2].dependsOn",
                     R"([{"containerName": "exporter", "condition": "START"}])" } }),
             }) {
            const auto before = errors_of(document);
            QVERIFY(!before.empty() && before.front().fix);
            JsonDocument draft(document);
            QVERIFY2(draft.apply(before.front().fix->patches), qPrintable(codes(before)));
            for (const auto& problem : errors_of(draft.value()))
                QVERIFY2(problem.key() != before.front().key(), qPrintable(codes(before)));
            ++fixed;
        }
        QCOMPARE(fixed, 8);
    }

    void a_wrong_shape_is_told_at_its_place()
    {
        QCOMPARE(codes(errors_of(changed({ { "containerDefinitions[0].cpu", "\"much\"" } }))),
            "SCH-001 at containerDefinitions[0].cpu");
        QCOMPARE(codes(errors_of(changed({ { "networkMode", "\"carrier\"" } }))), "SCH-003 at networkMode");
    }

    void advice_and_warnings_block_nothing()
    {
        auto document = changed({ { "containerDefinitions[3].image", "\"fluent-bit\"" },
            { "containerDefinitions[0].portMappings[0].hostPort", "80" },
            { "containerDefinitions[2].portMappings[0].hostPort", "80" } });
        QVERIFY(errors_of(document).empty());
        QVERIFY(control::check_definition(document));
        const auto problems = find_problems(JsonDocument(document), Fit{});
        QVERIFY(codes(problems).contains("ADV-003 at containerDefinitions[3].image"));
        QVERIFY(codes(problems).contains("ECS-223 at containerDefinitions[2].portMappings[0]"));
        QVERIFY(codes(problems).contains("ENV-002"));
        QVERIFY(problems.front().severity == DraftProblem::Severity::Warning); // the worst come first
        QCOMPARE(problems.front().where.isEmpty(), false);
    }

    void unknown_members_are_counted_and_kept() { QCOMPARE(count_unknown(shop_document()), std::size_t(1)); }

    void nothing_that_can_be_written_upsets_it()
    {
        for (const char* text :
            { "{}", R"({"containerDefinitions": 7})", R"({"containerDefinitions": [null, 3, "x", []]})",
                R"({"containerDefinitions": [{"dependsOn": {}, "portMappings": [1], "links": [7], "memory": "x"}]})",
                R"({"cpu": [], "memory": {}, "volumes": [[]], "family": 9, "requiresCompatibilities": ["FARGATE"]})" }) {
            const auto document = JsonDocument::read(text);
            QVERIFY(document);
            QVERIFY2(!find_problems(*document, Fit{}).empty(), text);
        }
    }
};

QTEST_GUILESS_MAIN(TestProblems)
#include "tst_problems.moc"
