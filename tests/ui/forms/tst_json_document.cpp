#include "ui/forms/json_document.h"
#include "ui/forms/json_text.h"

#include <QTest>

#include <random>

using namespace quayside;
using namespace quayside::ui;

namespace {

// Lines, order, unknown members and numbers as nobody but a person writes them.
const std::string kText = R"({
  "family": "web",
  "x-weight": 1.50,
  "containerDefinitions": [
    {
      "memory": 2e2,
      "name": "web",
      "portMappings": [
        { "containerPort": 8080, "name": "http" }
      ],
      "dockerLabels": {"com.example.a": "1", "b": "2"}
    }
  ],
  "tags": []
}
)";

JsonDocument document(const std::string& text = kText)
{
    auto read = JsonDocument::read(text);
    return read ? *read : JsonDocument();
}

Path at(const char* path)
{
    return parse_path(path);
}

QString text_of(const JsonDocument& document)
{
    return QString::fromStdString(document.text());
}

QString with(const char* before, const char* after)
{
    return QString::fromStdString(kText).replace(before, after);
}

// Members that come back stand at the end.
nlohmann::json in_any_order(const Json& value)
{
    return nlohmann::json::parse(value.dump());
}

Json some_value(std::mt19937& dice, int depth)
{
    switch (dice() % (depth > 2 ? 3 : 5)) {
    case 0:
        return static_cast<int>(dice() % 4);
    case 1:
        return std::string(1, static_cast<char>('a' + dice() % 3));
    case 2:
        return dice() % 2 == 0;
    case 3: {
        Json list = Json::array();
        for (auto n = dice() % 4; n > 0; --n)
            list.push_back(some_value(dice, depth + 1));
        return list;
    }
    default: {
        Json object = Json::object();
        for (auto n = dice() % 4; n > 0; --n)
            object[std::string(1, static_cast<char>('k' + dice() % 4))] = some_value(dice, depth + 1);
        return object;
    }
    }
}

} // namespace

class TestJsonDocument : public QObject {
    Q_OBJECT

private slots:
    void what_the_parser_says_is_said_in_words_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("comma") << "{\"a\": 1 \"b\": 2}" << "Here is a text where a comma or '}' should be";
        QTest::newRow("end") << "{\"a\": [1, 2" << "Here is the end where a comma or ']' should be";
        QTest::newRow("value") << "{\"a\": }" << "Here is '}' where a value should be";
        QTest::newRow("name") << "{a: 1}" << "a is no value: a text stands in quotes";
        QTest::newRow("word") << "{\"a\": yes}" << "y is no value: a text stands in quotes";
        QTest::newRow("quote") << "{\"a\": \"b" << "The quote that ends this text is missing";
        QTest::newRow("line") << "{\"a\": \"b\nc\"}" << "A line break within a text is written as \\n";
    }
    void what_the_parser_says_is_said_in_words()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const auto read = JsonDocument::read(text.toStdString());
        QVERIFY(!read);
        QVERIFY2(parser_sentence(read.error().message).endsWith(words.section(' ', 1)),
            qPrintable(parser_sentence(read.error().message) + " | " + QString::fromStdString(read.error().message)));
    }

    void a_set_changes_one_value_and_nothing_else()
    {
        auto changed = document();
        QVERIFY(changed.apply({ { Patch::Kind::Set, at("containerDefinitions[0].name"), "shop" } }));
        QCOMPARE(text_of(changed), with(R"("name": "web",)", R"("name": "shop",)"));
        QVERIFY(changed.value()["containerDefinitions"][0]["name"] == "shop");
    }

    void new_members_stand_in_the_lines_of_their_neighbours()
    {
        auto changed = document();
        QVERIFY(changed.apply({ { Patch::Kind::Set, at("containerDefinitions[0].cpu"), 5 },
            { Patch::Kind::Set, at("containerDefinitions[0].portMappings[0].hostPort"), 0 },
            { Patch::Kind::Set, at("tags[0].key"), "k" } }));
        auto expected = with(R"("b": "2"})", "\"b\": \"2\"},\n      \"cpu\": 5");
        expected.replace(R"("name": "http" })", R"("name": "http", "hostPort": 0 })");
        expected.replace("\"tags\": []", "\"tags\": [\n    {\n      \"key\": \"k\"\n    }\n  ]");
        QCOMPARE(text_of(changed), expected);
    }

    void members_and_elements_are_taken_out_with_their_comma()
    {
        auto changed = document();
        QVERIFY(changed.apply({ { Patch::Kind::Remove,
            { { "containerDefinitions", 0 }, {}, { "dockerLabels", 0 }, { "com.example.a", 0 } } } }));
        QCOMPARE(text_of(changed), with(R"({"com.example.a": "1", "b": "2"})", R"({"b": "2"})"));
        QVERIFY(changed.apply({ { Patch::Kind::Remove, at("tags") },
            { Patch::Kind::Remove, at("containerDefinitions[0].portMappings[0]") } }));
        QVERIFY(!changed.value().contains("tags"));
        QVERIFY(changed.value()["containerDefinitions"][0]["portMappings"] == Json::array());
    }

    void elements_are_put_where_they_belong()
    {
        auto changed = document();
        const Path first = at("containerDefinitions[0]");
        QVERIFY(changed.apply({ { Patch::Kind::Insert, first, Json{ { "name", "first" } } } }));
        QVERIFY(changed.apply({ { Patch::Kind::Insert, at("containerDefinitions[2]"), Json{ { "name", "last" } } } }));
        const auto& containers = changed.value()["containerDefinitions"];
        QVERIFY(containers[0]["name"] == "first" && containers[1]["name"] == "web" && containers[2]["name"] == "last");
        QVERIFY(text_of(changed).contains("    {\n      \"name\": \"first\"\n    },\n    {\n      \"memory\": 2e2"));
    }

    void what_leads_nowhere_changes_nothing()
    {
        auto changed = document();
        QVERIFY(!changed.apply(
            { { Patch::Kind::Set, at("family"), "other" }, { Patch::Kind::Remove, at("containerDefinitions[3]") } }));
        QVERIFY(!changed.apply({ { Patch::Kind::Set, at("family.name"), 1 } }));
        QVERIFY(!changed.apply({ { Patch::Kind::Set, at("tags[2]"), 1 } }));
        QCOMPARE(text_of(changed), QString::fromStdString(kText));
    }

    void numbers_keep_their_spelling_whatever_else_changes()
    {
        auto changed = document();
        auto value = changed.value();
        value["containerDefinitions"][0]["name"] = "shop";
        value["containerDefinitions"].push_back(Json{ { "name", "side" } });
        changed.become(value);
        QVERIFY(changed.value() == value);
        QVERIFY(text_of(changed).contains("\"memory\": 2e2"));
        QVERIFY(text_of(changed).contains("\"x-weight\": 1.50"));
    }

    void any_value_becomes_any_other()
    {
        for (unsigned seed = 1; seed <= 400; ++seed) {
            std::mt19937 dice(seed);
            Json before = Json::object();
            Json after = Json::object();
            for (const char* key : { "a", "b", "c" }) {
                before[key] = some_value(dice, 0);
                if (dice() % 3 != 0)
                    after[key] = dice() % 2 == 0 ? before[key] : some_value(dice, 0);
            }
            auto changed = JsonDocument(before);
            QVERIFY2(changed.apply(changes_between(before, after)), qPrintable(QString::number(seed)));
            QVERIFY2(in_any_order(changed.value()) == in_any_order(after), qPrintable(QString("seed %1:\n%2").arg(seed).arg(text_of(changed))));
        }
    }

    void a_path_has_its_place_and_a_place_its_path()
    {
        const auto shown = document();
        QCOMPARE(shown.line_of(at("containerDefinitions[0].memory")), 6);
        QCOMPARE(shown.line_of(at("containerDefinitions[0].nothing.here")), 5); // the nearest there is
        const auto offset = kText.find("8080");
        QCOMPARE(
            path_text(shown.path_at(offset)), std::string("containerDefinitions[0].portMappings[0].containerPort"));
        QCOMPARE(path_text(shown.path_at(kText.find("\"memory\""))), std::string("containerDefinitions[0].memory"));
        QCOMPARE(path_text(shown.path_at(0)), std::string());
        QCOMPARE(path_text(shown.path_at(kText.size() + 7)), std::string());
    }

    void members_that_stand_twice_are_told()
    {
        const auto doubled = document(R"({"a": {"b": 1, "c": 2, "b": 3}})");
        QCOMPARE(doubled.doubles().size(), std::size_t(1));
        QCOMPARE(path_text(doubled.doubles().front()), std::string("a.b"));
        QVERIFY(doubled.value()["a"]["b"] == 3);
    }

    void what_is_no_object_is_refused()
    {
        QVERIFY(!JsonDocument::read("[1]"));
        const auto broken = JsonDocument::read("{\n  \"a\": 1,\n}");
        QVERIFY(!broken && broken.error().message.find("line 3, column 1") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestJsonDocument)
#include "tst_json_document.moc"
