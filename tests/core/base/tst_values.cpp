#include "core/base/error.h"
#include "core/base/fields.h"
#include "core/base/id.h"
#include "core/base/json.h"
#include "core/base/random.h"

#include <QtTest>

#include <set>

using namespace quayside;

namespace {

struct Inner {
    int number = 7;
    bool operator==(const Inner&) const = default;
    static void fields(auto& self, auto&& v) { v("number", self.number); }
};

struct Outer {
    bool on = true;
    std::string text;
    std::optional<int> maybe;
    std::vector<Inner> list;
    std::uint16_t port = 80;
    Id id;
    TimePoint at;
    Json free;

    bool operator==(const Outer&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("on", self.on);
        v("text", self.text);
        v("maybe", self.maybe);
        v("list", self.list);
        v("port", self.port);
        v("id", self.id);
        v("at", self.at);
        v("free", self.free);
    }
};

std::string problem_of(std::string_view text, const JsonLimits& limits = {})
{
    const auto parsed = parse_json(text, limits);
    return parsed ? "no problem" : parsed.error().code + ": " + parsed.error().message;
}

std::string nested(int depth)
{
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
}

} // namespace

class TestValues : public QObject {
    Q_OBJECT

private slots:
    void a_result_holds_a_value_or_the_reason()
    {
        Result<int> good = 3;
        QVERIFY(good);
        QCOMPARE(*good, 3);
        QCOMPARE(good.transform([](int x) { return x * 2; }).value(), 6);
        const Result<int> bad = fail(Error::client("no"));
        QVERIFY(!bad);
        QCOMPARE(bad.value_or(9), 9);
        QVERIFY(bad.error() == Error::client("no"));
        QVERIFY(!bad.and_then([](int) { return Result<void>(); }));
        Result<std::unique_ptr<int>> owner = std::make_unique<int>(4);
        const auto taken = std::move(*owner);
        QCOMPARE(*taken, 4);
    }

    void an_id_is_32_hex_digits_and_nothing_else()
    {
        auto random = Random(1);
        const Id id = random.id();
        QCOMPARE(id.hex().size(), std::size_t(32));
        QVERIFY(Id::parse(id.hex()) == id);
        QVERIFY(Id::parse("0123456789ABCDEFabcdef0123456789").has_value());
        QVERIFY(!Id::parse("0123456789abcdef0123456789abcde"));
        QVERIFY(!Id::parse("0123456789abcdef0123456789abcdeg"));
        QVERIFY(!Id::parse(""));
        QVERIFY(Id().is_null() && !id.is_null());
    }

    void equal_seeds_give_equal_ids_and_ids_differ()
    {
        Random first(42), second(42);
        std::set<Id> seen;
        for (int i = 0; i < 1'000; ++i) {
            const Id id = first.id();
            QVERIFY(id == second.id());
            seen.insert(id);
        }
        QCOMPARE(seen.size(), std::size_t(1'000));
    }

    void json_keeps_the_order_of_its_keys()
    {
        const auto parsed = parse_json(R"({"zebra":1,"apple":{"b":2,"a":3}})");
        QVERIFY(parsed);
        QCOMPARE(parsed->dump(), std::string(R"({"zebra":1,"apple":{"b":2,"a":3}})"));
    }

    void bad_json_is_refused_at_its_line_and_column()
    {
        QCOMPARE(problem_of("{\n  \"a\": 1,\n  \"b\" 2\n}"),
            std::string("SerializationException: Could not read the body: the JSON is not valid at line 3, column 7."));
        QVERIFY(problem_of("").starts_with("SerializationException"));
        QVERIFY(problem_of("{} {}").starts_with("SerializationException"));
        QVERIFY(problem_of("\"\xff\"").starts_with("SerializationException"));
    }

    void json_that_would_cost_too_much_is_refused()
    {
        QCOMPARE(problem_of(nested(64)), std::string("no problem"));
        QVERIFY(problem_of(nested(65)).find("deeper than 64") != std::string::npos);
        QVERIFY(problem_of(nested(200'000)).find("deeper than 64") != std::string::npos);
        QVERIFY(problem_of("[1,2,3]", { .depth = 9, .nodes = 3, .members = 9 }).find("more than 3 values")
            != std::string::npos);
        QVERIFY(problem_of(R"({"a":1,"b":2})", { .depth = 9, .nodes = 9, .members = 1 }).find("more than 1 members")
            != std::string::npos);
    }

    void members_at_their_default_are_left_out()
    {
        QCOMPARE(fields_to_json(Outer()).dump(), std::string("{}"));
        Outer off;
        off.on = false;
        off.port = 0;
        QCOMPARE(fields_to_json(off).dump(), std::string(R"({"on":false,"port":0})"));
    }

    void what_is_written_reads_back()
    {
        Outer value;
        value.on = false;
        value.text = "Größe";
        value.maybe = 0;
        value.list = { { 1 }, { 7 }, {} };
        value.port = 0;
        value.id.bytes[3] = 9;
        value.at = TimePoint(Duration(1'700'000'000'123'456));
        value.free = Json{ { "b", 1 }, { "a", nullptr } };
        Outer back;
        QVERIFY(fields_from_json(fields_to_json(value), back));
        QVERIFY(back == value);
    }

    void a_member_of_the_wrong_type_keeps_its_default_and_is_reported()
    {
        Outer value;
        QVERIFY(!fields_from_json(Json::parse(R"({"text":5,"port":443,"id":"short","unknown":1})"), value));
        QCOMPARE(value.text, std::string());
        QCOMPARE(value.port, std::uint16_t(443));
        QVERIFY(value.id.is_null());
        QVERIFY(!fields_from_json(Json::parse("[]"), value));
    }
};

QTEST_GUILESS_MAIN(TestValues)
#include "tst_values.moc"
