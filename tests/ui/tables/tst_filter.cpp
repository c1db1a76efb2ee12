#include "ui/tables/filter.h"
#include "ui/tables/filter_members.h"
#include "ui/tables/search_text.h"

#include <QTest>

#include <random>

using namespace quayside::ui;

namespace {

const std::vector<FilterField>& fields()
{
    static const std::vector<FilterField> list
        = { { "status", "Status", ValueType::Text, { "running", "pending", "stopped" } },
              { "name", "Name", ValueType::Text, {} }, { "cpu", "CPU", ValueType::Percent, {} },
              { "mem", "Memory", ValueType::Size, {} }, { "age", "Age", ValueType::Age, {} },
              { "desired", "Desired", ValueType::Number, {} },
              { "level", "Level", ValueType::Text, { "debug", "info", "warn", "error" }, true } };
    return list;
}

Filter parsed(const QString& text)
{
    auto filter = parse_filter(text, fields());
    if (!filter)
        qFatal("%s", qPrintable(filter.error().message));
    return *filter;
}

FilterError refused(const QString& text)
{
    auto filter = parse_filter(text, fields());
    return filter ? FilterError{ -1, 0, "was accepted" } : filter.error();
}

} // namespace

class TestFilter : public QObject {
    Q_OBJECT
private slots:
    void the_whole_language_in_one_line();
    void units_are_understood_data();
    void units_are_understood();
    void ranks_are_compared();
    void errors_point_at_their_place_data();
    void errors_point_at_their_place();
    void any_text_is_answered_and_nothing_reaches_outside();
    void completion_offers_fields_then_values();
    void pieces_cover_what_is_coloured();
    void a_longer_word_narrows_and_a_negated_one_does_not();
    void bytes_are_found_wherever_they_stand();
    void members_of_objects_are_fields_where_no_column_is();
};

void TestFilter::the_whole_language_in_one_line()
{
    const Filter filter
        = parsed("status:running,pending cpu>50 mem>=512 -name:canary age<10m \"Free Text\" /re.ex/ sort:-age");
    using Op = FilterTerm::Op;
    QCOMPARE(filter.terms.size(), std::size_t{ 7 });
    QCOMPARE(filter.terms[0].needles, (std::vector<std::string>{ "running", "pending" }));
    QCOMPARE(filter.terms[0].field, 0);
    QVERIFY(filter.terms[1].op == Op::Greater);
    QCOMPARE(filter.terms[1].number, 0.5);
    QVERIFY(filter.terms[2].op == Op::GreaterEqual);
    QVERIFY(filter.terms[3].negated);
    QCOMPARE(filter.terms[4].number, 600.0);
    QCOMPARE(filter.terms[5].needles, (std::vector<std::string>{ "free text" }));
    QCOMPARE(filter.terms[5].field, -1);
    QVERIFY(filter.terms[6].op == Op::Regex);
    QVERIFY(filter.terms[6].regex.match("a REGEX").hasMatch());
    QCOMPARE(filter.sort_field, 4);
    QVERIFY(filter.sort_descending);
    QVERIFY(parsed("   ").matches_all());
    QVERIFY(parsed("name!=web").terms[0].negated);
    QVERIFY(parsed("- -x").terms[0].needles.front() == "-"); // a lone dash is text
}

void TestFilter::ranks_are_compared()
{
    using Op = FilterTerm::Op;
    const auto needles = [](const char* text) { return parsed(text).terms.front().needles; };
    QVERIFY(parsed("level>=warn").terms.front().op == Op::Equal);
    QCOMPARE(needles("level>=warn"), (std::vector<std::string>{ "warn", "error" }));
    QCOMPARE(needles("level>WARN"), (std::vector<std::string>{ "error" }));
    QCOMPARE(needles("level<info"), (std::vector<std::string>{ "debug" }));
    QCOMPARE(needles("level<=info"), (std::vector<std::string>{ "debug", "info" }));
    QVERIFY(parsed("-level>=warn").terms.front().negated);
    QVERIFY2(refused("level>=bad").message.contains("debug, info, warn, error"), "values are named");
    QCOMPARE(refused("level>=bad").position, 7);
    QVERIFY(refused("level>error").message.contains("Nothing is beyond"));
    QVERIFY(refused("name>=web").position >= 0); // a text without ranks
}

void TestFilter::units_are_understood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("number");
    QTest::newRow("percent without sign") << "cpu>50" << 0.5;
    QTest::newRow("percent with sign") << "cpu>50%" << 0.5;
    QTest::newRow("mebibytes") << "mem>512" << 512.0;
    QTest::newRow("gibibytes") << "mem>1.5GiB" << 1536.0;
    QTest::newRow("short gibibytes") << "mem>2g" << 2048.0;
    QTest::newRow("minutes") << "age<10min" << 600.0;
    QTest::newRow("short minutes") << "age<10m" << 600.0;
    QTest::newRow("days") << "age>3d" << 259200.0;
    QTest::newRow("number") << "desired=3" << 3.0;
}

void TestFilter::units_are_understood()
{
    QFETCH(QString, text);
    QFETCH(double, number);
    QCOMPARE(parsed(text).terms.at(0).number, number);
}

void TestFilter::errors_point_at_their_place_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("names"); // a word of the message
    QTest::newRow("unknown column") << "web colour:red" << 4 << "colour";
    QTest::newRow("not a number") << "cpu>high" << 4 << "cpu";
    QTest::newRow("text has no order") << "name>a" << 0 << "name";
    QTest::newRow("nothing behind the colon") << "status: x" << 0 << "status";
    QTest::newRow("quote without end") << "\"half" << 0 << "quote";
    QTest::newRow("slash without end") << "/half" << 0 << "regular expression";
    QTest::newRow("bad regular expression") << "/a(/" << 3 << "regular expression";
    QTest::newRow("sort by what is not there") << "sort:size" << 5 << "Sort by";
    QTest::newRow("only commas") << "status:," << 7 << "word";
}

void TestFilter::errors_point_at_their_place()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    QFETCH(QString, names);
    const FilterError error = refused(text);
    QCOMPARE(error.position, position);
    QVERIFY(error.length >= 1);
    QVERIFY2(error.message.contains(names), qPrintable(error.message));
}

void TestFilter::any_text_is_answered_and_nothing_reaches_outside()
{
    std::mt19937 random(11);
    const QString alphabet = QStringLiteral("ab:=<>!-\"/\\,. 1%statuscpu\u00e9(");
    for (int round = 0; round < 20'000; ++round) {
        QString text;
        for (auto length = random() % 24; length > 0; --length)
            text += alphabet[static_cast<qsizetype>(random() % static_cast<unsigned>(alphabet.size()))];
        const auto filter = parse_filter(text, fields());
        if (!filter)
            QVERIFY2(filter.error().position >= 0 && filter.error().position <= text.size(), qPrintable(text));
        for (const FilterPiece& piece : filter_pieces(text, fields()))
            QVERIFY2(piece.position >= 0 && piece.position + piece.length <= text.size(), qPrintable(text));
        const auto cursor = static_cast<int>(random() % (static_cast<unsigned>(text.size()) + 1));
        const FilterCompletion completion = complete_filter(text, cursor, fields());
        QVERIFY(completion.position >= 0 && completion.position + completion.length <= text.size());
    }
}

void TestFilter::completion_offers_fields_then_values()
{
    const auto offered
        = [](const QString& text) { return complete_filter(text, static_cast<int>(text.size()), fields()); };
    QCOMPARE(offered("st").candidates, QStringList({ "status:" }));
    QCOMPARE(offered("-na").position, 1);
    QCOMPARE(offered("status:r").candidates, QStringList({ "running" }));
    QCOMPARE(offered("status:running,").candidates, QStringList({ "running", "pending", "stopped" }));
    QCOMPARE(offered("status:running,").position, 15);
    QVERIFY(offered("sort:c").candidates.contains("cpu"));
    QVERIFY(offered("\"st").candidates.isEmpty());
}

void TestFilter::pieces_cover_what_is_coloured()
{
    using Kind = FilterPiece::Kind;
    const auto pieces = filter_pieces("desired>=0 free /x/", fields());
    QCOMPARE(pieces.size(), std::size_t{ 5 });
    QVERIFY(pieces[0].kind == Kind::Field && pieces[0].length == 7);
    QVERIFY(pieces[1].kind == Kind::Operator && pieces[1].length == 2);
    QVERIFY(pieces[2].kind == Kind::Value && pieces[2].position == 9);
    QVERIFY(pieces[3].kind == Kind::Text);
    QVERIFY(pieces[4].kind == Kind::Regex && pieces[4].length == 3);
}

void TestFilter::a_longer_word_narrows_and_a_negated_one_does_not()
{
    QVERIFY(narrows(parsed("webs"), parsed("web")));
    QVERIFY(narrows(parsed("web cpu>5"), parsed("web")));
    QVERIFY(narrows(parsed("web"), parsed("")));
    QVERIFY(!narrows(parsed("we"), parsed("web")));
    QVERIFY(!narrows(parsed("-webs"), parsed("-web")));
    QVERIFY(!narrows(parsed("name:webs"), parsed("status:web")));
}

void TestFilter::bytes_are_found_wherever_they_stand()
{
    std::mt19937 random(3);
    for (int round = 0; round < 20'000; ++round) {
        std::string hay(random() % 60, 'a');
        for (char& c : hay)
            c = static_cast<char>('a' + random() % 3);
        std::string needle(random() % 5, 'a');
        for (char& c : needle)
            c = static_cast<char>('a' + random() % 3);
        std::string padded = hay + std::string(32, 'a'); // what stands behind must not count
        QCOMPARE(contains_bytes({ padded.data(), hay.size() }, needle), hay.find(needle) != std::string::npos);
    }
    SearchText text(3);
    for (int round = 0; round < 4; ++round)
        for (std::uint32_t slot = 0; slot < 50; ++slot)
            text.set(
                slot, { "name-" + std::to_string(slot), std::string(static_cast<std::size_t>(round * 9), 'x'), "end" });
    QCOMPARE(text.column(7, 0), std::string_view("name-7"));
    QCOMPARE(text.column(7, 2), std::string_view("end"));
    QVERIFY(!text.anywhere(7, "7x")); // no word reaches over two columns
}

void TestFilter::members_of_objects_are_fields_where_no_column_is()
{
    const FilterMembers members{ "name", { "code", "cpu", "first.name" } };
    const auto matches = [&](const QString& filter, const QString& line) {
        const auto parsed = parse_filter(filter, fields(), members);
        return parsed && parsed->terms.size() == 1
            && parsed->terms[0].regex.match(line).hasMatch() != parsed->terms[0].negated;
    };
    QVERIFY(matches("code=7", "{\"code\": 7}"));
    QVERIFY(matches("code=7", "x {\"code\":\"7\",\"a\":1}"));
    QVERIFY(!matches("code=7", "{\"code\": 77}") && !matches("code=7", "{\"zipcode\": 7}"));
    QVERIFY(matches("code:7", "{\"code\": 177}") && matches("-code=7", "{\"code\": 8}"));
    QVERIFY(matches("code!=7", "{\"code\": 8}") && matches("code=7,8", "{\"code\": 8}"));
    QVERIFY(matches("first.name=\"a.b\"", "{\"name\": \"A.B\"}") && !matches("code=a.b", "{\"code\": \"axb\"}"));
    const auto mixed = parse_filter("name:web code=7 cpu>50", fields(), members);
    QVERIFY(mixed);
    QCOMPARE(mixed->terms.size(), std::size_t{ 3 });
    QCOMPARE(mixed->terms[1].field, 2); // the column goes before the member of its name
    const auto wrong = parse_filter("code=7 cpu>x", fields(), members);
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().position, 11);
    QVERIFY(!parse_filter("code>7", fields(), members) && !parse_filter("code=", fields(), members));
    QVERIFY(complete_filter("co", 2, fields(), members).candidates.contains("code="));
    QCOMPARE(member_filter("code", "a b\"c"), QString("code=\"a b\\\"c\""));
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
