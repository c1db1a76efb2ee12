#include "tests/ui/editor/documents.h"
#include "ui/editor/semantic_diff.h"
#include "ui/editor/text_diff.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

using Sign = SemanticDiff::Sign;

Json with(const char* path, const char* value)
{
    JsonDocument document(shop_document());
    document.apply({ { Patch::Kind::Set, parse_path(path), *parse_json(value) } });
    return document.value();
}

QStringList changes(const SemanticDiff& diff)
{
    QStringList all;
    for (const auto& group : diff.groups)
        for (const auto& row : group.rows)
            if (row.sign != Sign::Same)
                all << QString("%1 %2 %3: %4 -> %5")
                           .arg("~+-="[static_cast<int>(row.sign)])
                           .arg(group.title, row.field, row.left, row.right);
    return all;
}

SemanticDiff::Row first_change(const SemanticDiff& diff)
{
    for (const auto& group : diff.groups)
        for (const auto& row : group.rows)
            if (row.sign != Sign::Same)
                return row;
    return {};
}

} // namespace

class TestDiff : public QObject {
    Q_OBJECT

private slots:
    void the_same_is_the_same()
    {
        QCOMPARE(changes(diff_of(shop_document(), shop_document())), QStringList());
        QVERIFY(diff_of(shop_document(), shop_document()).order_only.empty());
    }

    void values_are_found_by_what_they_are_of()
    {
        auto right = with("containerDefinitions[0].memory", "2048");
        right["containerDefinitions"][0]["environment"].push_back(Json{ { "name", "NEW" }, { "value", "1" } });
        right["containerDefinitions"][0].erase("secrets");
        right["cpu"] = "1024";
        const auto diff = diff_of(shop_document(), right);
        QCOMPARE(changes(diff),
            (QStringList{ "+ Task cpu:  -> 1024", "~ Container web memory: 1024 -> 2048",
                "- Container web secrets DB_PASSWORD: arn:aws:ssm:us-east-1:000000000000:parameter/db-password -> ",
                "+ Container web environment NEW:  -> 1" }));
        QCOMPARE(diff.groups[1].rows[0].effect, "+1 GiB per task");
    }

    void order_and_written_defaults_are_no_change()
    {
        auto right = shop_document();
        auto& containers = right["containerDefinitions"];
        std::swap(containers[1], containers[2]);
        auto& dependencies = containers[0]["dependsOn"];
        std::swap(dependencies[0], dependencies[2]);
        containers[0]["portMappings"][0]["protocol"] = "tcp";
        containers[0]["portMappings"][0]["hostPort"] = 0;
        containers[0]["ulimits"] = Json::array();
        containers[1]["essential"] = true;
        const auto diff = diff_of(shop_document(), right);
        QCOMPARE(changes(diff), QStringList());
        QCOMPARE(diff.order_only, (std::vector<QString>{ "web · dependsOn", "containers" }));
    }

    void containers_come_and_go_whole()
    {
        auto right = shop_document();
        right["containerDefinitions"].erase(4);
        right["containerDefinitions"].push_back(Json{ { "name", "extra" }, { "image", "extra:1" } });
        const auto diff = diff_of(shop_document(), right);
        QCOMPARE(changes(diff),
            (QStringList{ "+ Container extra image:  -> extra:1", "- Container exporter container: statsd:1 -> " }));
    }

    void what_is_taken_is_the_same_then()
    {
        auto left = with("containerDefinitions[0].memory", "2048");
        left["containerDefinitions"][0]["environment"].push_back(Json{ { "name", "OLD" }, { "value", "1" } });
        left["containerDefinitions"][0]["healthCheck"]["startPeriod"] = 20;
        left["containerDefinitions"].push_back(Json{ { "name", "gone" }, { "image", "gone:1" } });
        left["volumes"].push_back(Json{ { "name", "more" } });
        left.erase("executionRoleArn");
        JsonDocument draft(shop_document());
        int taken = 0;
        for (auto left_over = changes(diff_of(left, draft.value())).size(); left_over > 0; --left_over) {
            QVERIFY(draft.apply(first_change(diff_of(left, draft.value())).take));
            QCOMPARE(changes(diff_of(left, draft.value())).size(), left_over - 1);
            ++taken;
        }
        QCOMPARE(taken, 6);
    }

    void anything_can_be_compared()
    {
        for (const char* text : { "{}", R"({"containerDefinitions": [7, null, {"name": 3, "environment": [1]}]})",
                 R"({"containerDefinitions": {}, "volumes": [[]], "tags": "x", "": 1})" }) {
            QCOMPARE(changes(diff_of(*parse_json(text), *parse_json(text))), QStringList());
            QVERIFY(!changes(diff_of(*parse_json(text), shop_document())).isEmpty());
        }
    }

    void texts_are_laid_beside_each_other()
    {
        const auto lines = text_diff("a\nname: one\nb\nc", "a\nname: two\nx\nb\nc");
        QCOMPARE(lines.size(), std::size_t(5));
        QVERIFY(lines[0].is_same() && lines[3].is_same() && lines[4].is_same());
        QCOMPARE(lines[1].left, 2);
        QCOMPARE(lines[1].right, 2);
        QCOMPARE(lines[1].left_part, (TextDiffLine::Part{ 6, 3 }));
        QCOMPARE(lines[1].right_part, (TextDiffLine::Part{ 6, 3 }));
        QCOMPARE(lines[2].left, 0);
        QCOMPARE(lines[2].right_text, QString("x"));
        QCOMPARE(lines[4].left, 4);
        QCOMPARE(lines[4].right, 5);
    }

    void a_patch_gives_the_other_text()
    {
        QStringList left;
        for (int i = 0; i < 60; ++i)
            left << QString("line %1").arg(i);
        auto right = left;
        right[3] = "another";
        right.removeAt(30);
        right.insert(50, "new");
        QTemporaryDir dir;
        const auto write = [&](const QString& name, const QStringList& lines) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write((lines.join(u'\n') + u'\n').toUtf8());
        };
        write("left", left);
        write("right", right);
        const auto patch = as_patch(text_diff(left.join(u'\n'), right.join(u'\n')), "left", "left");
        write("patch", patch.split(u'\n'));
        QCOMPARE(patch.count("@@ -"), 3);
        QProcess program;
        program.setWorkingDirectory(dir.path());
        program.start("patch", { "left", "patch" });
        QVERIFY2(program.waitForFinished(), "the program patch is missing");
        QVERIFY2(program.exitCode() == 0, program.readAll());
        QFile patched(dir.filePath("left"));
        QVERIFY(patched.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(patched.readAll()), right.join(u'\n') + u'\n');
        QVERIFY(as_patch(text_diff("same", "same"), "a", "b").isEmpty());
    }

    void texts_without_anything_in_common_are_still_told()
    {
        QStringList left;
        QStringList right;
        for (int i = 0; i < 3'000; ++i) {
            left << QString("l%1").arg(i);
            right << QString("r%1").arg(i);
        }
        const auto lines = text_diff(left.join(u'\n'), right.join(u'\n'));
        QCOMPARE(lines.size(), std::size_t(3'000));
        QVERIFY(std::ranges::none_of(lines, &TextDiffLine::is_same));
    }
};

QTEST_GUILESS_MAIN(TestDiff)
#include "tst_diff.moc"
