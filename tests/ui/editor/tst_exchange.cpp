#include "core/control/definition_rules.h"
#include "tests/ui/editor/documents.h"
#include "ui/editor/compose_variables.h"
#include "ui/editor/export.h"
#include "ui/editor/import.h"
#include "ui/editor/import_parts.h"
#include "ui/editor/problems.h"

#include <QTest>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

using Outcome = Imported::Outcome;

QString outcome_of(const Imported& imported, const QString& source)
{
    for (const auto& line : imported.report)
        if (line.source == source)
            return line.outcome == Outcome::Mapped ? "mapped"
                : line.outcome == Outcome::Dropped ? "dropped"
                                                   : "approximated";
    return "not told";
}

Json container(const Imported& imported, std::size_t index = 0)
{
    return imported.document["containerDefinitions"][index];
}

const char* const kCompose = R"(
name: shop
services:
  web:
    image: harbour/web:2
    command: serve --port 8080
    ports: ["8080:80", "127.0.0.1:9000:9000/udp"]
    environment:
      LEVEL: debug
      FROM_SHELL:
    volumes:
      - assets:/assets:ro
      - /srv/data:/data
    depends_on:
      db: {condition: service_healthy}
      migrate: {condition: service_completed_successfully}
    deploy:
      replicas: 3
      resources:
        limits: {memory: 512M, cpus: "0.5"}
    networks: [front]
    build: .
  db:
    image: postgres:16
    mem_limit: 1g
    healthcheck:
      test: ["CMD", "pg_isready"]
      interval: 10s
    restart: always
  migrate:
    image: harbour/web:2
    mem_limit: 128m
volumes:
  assets:
)";

} // namespace

class TestExchange : public QObject {
    Q_OBJECT

private slots:
    void sizes_and_times_are_read()
    {
        QCOMPARE(mebibytes_in("512m"), std::optional<std::int64_t>(512));
        QCOMPARE(mebibytes_in("1.5GB"), std::optional<std::int64_t>(1536));
        QCOMPARE(mebibytes_in("536870912"), std::optional<std::int64_t>(512));
        QCOMPARE(mebibytes_in("much"), std::optional<std::int64_t>());
        QCOMPARE(seconds_in("1m30s"), std::optional<std::int64_t>(90));
        QCOMPARE(seconds_in("1500ms"), std::optional<std::int64_t>(2));
        QCOMPARE(seconds_in("soon"), std::optional<std::int64_t>());
        QCOMPARE(split_shell("a 'b c' \"d\\\"e\" f\\ g \\\n h"), (QStringList{ "a", "b c", "d\"e", "f g", "h" }));
    }

    void variables_of_compose_are_read_as_not_set()
    {
        const auto value = [](const char* text) { return without_variables(text).text; };
        QCOMPARE(value("plain"), "plain");
        QCOMPARE(value("costs $$5"), "costs $5");
        QCOMPARE(value("$TAG-${TAG}-x"), "--x");
        QCOMPARE(value("web:${TAG:-1.2}"), "web:1.2");
        QCOMPARE(value("${A-${B:-deep}}"), "deep");
        QCOMPARE(value("${A:+other}${B+other}"), "");
        QVERIFY(without_variables("${KEY:?set it}").variables.front().required);
        QCOMPARE(without_variables("${A:-${B:-deep}}").variables.front().value, "deep");
        for (const char* wrong : { "$", "${", "${}", "${1A}", "${A", "a $ b", "${A!b}" }) {
            QVERIFY2(!without_variables(wrong).is_valid, wrong);
            QCOMPARE(value(wrong), wrong);
        }
        const auto deep = QString("${A:-").repeated(10'000) + QString("}").repeated(10'000);
        QVERIFY(!without_variables(deep).is_valid);
        for (const QString text : { "$", "$$", "${A:-b}", "no" })
            QCOMPARE(without_variables(with_dollars_doubled(text)).text, text);
    }

    void what_became_of_a_variable_is_told()
    {
        const auto imported = import_text("services:\n  web:\n    image: harbour/web:${TAG:-2}\n    mem_limit: 64m\n"
                                          "    command: [\"echo\", \"$$HOME\", \"$GREETING\"]\n"
                                          "    environment: {KEY: \"${KEY:?needed}\", PRICE: \"5 $\"}\n");
        QVERIFY2(imported.error.isEmpty(), qPrintable(imported.error));
        const auto made = container(imported);
        QVERIFY(made["image"] == "harbour/web:2");
        QVERIFY(made["command"] == Json::array({ "echo", "$HOME", "" }));
        QVERIFY(made["environment"][1]["value"] == "5 $");
        for (const char* source : { "web · $TAG", "web · $GREETING", "web · $KEY", "web · 5 $" })
            QCOMPARE(outcome_of(imported, QString::fromUtf8(source)), "approximated");
    }

    void dollars_survive_the_way_through_compose()
    {
        Json document{ { "family", "web" },
            { "containerDefinitions",
                Json::array({ { { "name", "web" }, { "image", "busybox" }, { "memory", 64 },
                    { "command", Json::array({ "sh", "-c", "echo ${HOME:-none} $$" }) },
                    { "environment", Json::array({ { { "name", "PRICE" }, { "value", "$5" } } }) } } }) } };
        const auto imported = import_text(export_compose(document));
        const auto made = container(imported);
        QVERIFY(made["command"] == document["containerDefinitions"][0]["command"]);
        QVERIFY(made["environment"] == document["containerDefinitions"][0]["environment"]);
    }

    void a_draft_keeps_its_family_and_says_so()
    {
        auto imported = import_text("docker run --name shop -m 64m busybox");
        keep_family(imported, "web");
        QVERIFY(imported.document["family"] == "web");
        QCOMPARE(outcome_of(imported, "family shop"), "dropped");
        for (const auto& line : imported.report)
            QVERIFY2(!line.target.contains("family"), qPrintable(line.target));

        auto named = import_text("name: shop\nservices: {a: {image: busybox}}\n");
        QCOMPARE(outcome_of(named, "name"), "mapped");
        keep_family(named, "web");
        QCOMPARE(outcome_of(named, "family shop"), "dropped");
        auto nameless = import_text("services: {a: {image: busybox}}\n");
        keep_family(nameless, "web");
        QVERIFY(nameless.document["family"] == "web");
        for (const auto& line : nameless.report)
            QVERIFY2(!line.source.contains("family"), qPrintable(line.source));
    }

    void a_run_line_becomes_a_container()
    {
        const auto imported
            = import_text("docker run -dit --rm --name shop -p 8080:80/tcp -p 53:53/udp -e A=1 -e \"B=x y\" "
                          "-v /srv:/data:ro -v cache:/cache -m 512m --cpus=1.5 --restart on-failure "
                          "--gpus all harbour/web:2 serve --fast");
        QVERIFY2(imported.error.isEmpty(), qPrintable(imported.error));
        QVERIFY(imported.document["family"] == "shop");
        const auto made = container(imported);
        QVERIFY(made["image"] == "harbour/web:2" && made["memory"] == 512 && made["cpu"] == 1536);
        QVERIFY(
            made["portMappings"][1] == (Json{ { "containerPort", 53 }, { "hostPort", 53 }, { "protocol", "udp" } }));
        QVERIFY(made["environment"][1] == (Json{ { "name", "B" }, { "value", "x y" } }));
        QVERIFY(made["command"] == Json::array({ "serve", "--fast" }));
        QVERIFY(made["interactive"] == true && made["pseudoTerminal"] == true);
        QVERIFY(made["mountPoints"][0]["readOnly"] == true);
        QVERIFY(imported.document["volumes"][0]["host"]["sourcePath"] == "/srv");
        QCOMPARE(outcome_of(imported, "--gpus all"), "dropped");
        QCOMPARE(outcome_of(imported, "--rm"), "dropped");
        QCOMPARE(outcome_of(imported, "-v cache:/cache"), "approximated");
        QCOMPARE(outcome_of(imported, "-m 512m"), "mapped");
        QVERIFY(control::check_definition(imported.document));
    }

    void an_option_that_nobody_knows_leaves_the_image_alone()
    {
        const auto imported = import_text("docker run --memory 64m --foo harbour/web:2");
        QVERIFY2(imported.error.isEmpty(), qPrintable(imported.error));
        QVERIFY(container(imported)["image"] == "harbour/web:2");
        QCOMPARE(outcome_of(imported, "--foo"), "dropped");
    }

    void a_compose_file_becomes_a_task()
    {
        const auto imported = import_text(kCompose);
        QVERIFY2(imported.error.isEmpty(), qPrintable(imported.error));
        QVERIFY(imported.document["family"] == "shop");
        const auto web = container(imported);
        QVERIFY(web["command"] == Json::array({ "serve", "--port", "8080" }));
        QVERIFY(web["dependsOn"][1] == (Json{ { "containerName", "migrate" }, { "condition", "SUCCESS" } }));
        QVERIFY(web["memory"] == 512 && web["cpu"] == 512);
        QVERIFY(container(imported, 1)["healthCheck"]["interval"] == 10);
        QVERIFY(container(imported, 2)["essential"] == false);
        QCOMPARE(outcome_of(imported, "web · ports 127.0.0.1:9000:9000/udp"), "approximated");
        QCOMPARE(outcome_of(imported, "web · environment FROM_SHELL"), "dropped");
        QCOMPARE(outcome_of(imported, "web · networks"), "dropped");
        QCOMPARE(outcome_of(imported, "web · deploy replicas"), "dropped");
        QCOMPARE(outcome_of(imported, "web · build"), "dropped");
        QCOMPARE(outcome_of(imported, "db · restart"), "approximated");
        for (const auto& line : imported.report)
            QVERIFY2(line.outcome == Outcome::Mapped || !line.reason.isEmpty(), qPrintable(line.source));
        QVERIFY(control::check_definition(imported.document));
    }

    void json_comes_as_a_reply_or_as_it_was_registered()
    {
        auto reply = Json{ { "taskDefinition", shop_document() } };
        reply["taskDefinition"]["revision"] = 3;
        const auto imported = import_text(QString::fromStdString(reply.dump()));
        QVERIFY(imported.document == shop_document());
        QCOMPARE(outcome_of(imported, "revision"), "dropped");
    }

    void what_is_nothing_of_this_is_answered_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << "  \n"
                                 << "nothing to import";
        QTest::newRow("prose") << "just some words"
                               << "no compose file";
        QTest::newRow("broken yaml") << "services: [a"
                                     << "has an error at";
        QTest::newRow("broken json") << "{\"a\": "
                                     << "line 1";
        QTest::newRow("other json") << "{\"a\": 1}"
                                    << "no task definition";
        QTest::newRow("no image") << "docker run -d --name x"
                                  << "names no image";
        QTest::newRow("large") << QString(100'000'000, 'x') << "more than 1 MiB";
        QTest::newRow("deep") << QString(200'000, '[') << "has an error";
        QTest::newRow("markup") << "<img src=x>"
                                << "no compose file";
    }

    void what_is_nothing_of_this_is_answered()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto imported = import_text(text);
        QVERIFY2(imported.error.contains(expected), qPrintable(imported.error));
        QVERIFY(imported.document.empty());
    }

    void what_leaves_comes_back()
    {
        const auto compose = import_text(export_compose(shop_document()));
        QVERIFY2(compose.error.isEmpty(), qPrintable(compose.error));
        const auto web = container(compose);
        for (const char* member : { "image", "memory", "memoryReservation", "environment", "dependsOn" })
            QVERIFY2(web[member] == shop_document()["containerDefinitions"][0][member], member);
        const auto lines = export_docker_run(shop_document()).split('\n');
        QCOMPARE(lines.size(), 5);
        QVERIFY(container(import_text(lines[1]))["memory"] == 512);
        auto odd = shop_document();
        odd["containerDefinitions"][0]["command"] = Json::array({ "sh", "-c", "echo 'it''s' \"$HOME\"; rm -rf" });
        QVERIFY(container(import_text(export_docker_run(odd).section('\n', 0, 0)))["command"]
            == odd["containerDefinitions"][0]["command"]);
        QVERIFY(export_cli(odd, "http://127.0.0.1:9470").startsWith("aws --endpoint-url http://127.0.0.1:9470 ecs"));
    }
};

QTEST_GUILESS_MAIN(TestExchange)
#include "tst_exchange.moc"
