#include "tests/support/fake_client.h"
#include "ui/session/log_feed.h"
#include "ui/session/session.h"

#include <QTest>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

Json page(std::initializer_list<const char*> texts, const char* token = nullptr)
{
    Json page{ { "lines", Json::array() } };
    for (const char* text : texts)
        page["lines"].push_back({ { "at", 1.5 }, { "stream", "stderr" }, { "text", text } });
    if (token)
        page["nextToken"] = token;
    return page;
}

const LogSource kSource{ *Id::parse("9e41c07b000000000000000000000001"), "web" };

} // namespace

class TestLogFeed : public QObject {
    Q_OBJECT

private slots:
    void levels_are_read_from_the_begin_of_a_line_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("level");
        const auto row = [](const char* line, LogLevel level) {
            QTest::newRow(line) << QByteArray(line) << static_cast<int>(level);
        };
        row("error: no such file", LogLevel::Error);
        row("2026-11-22 ERROR no such file", LogLevel::Error);
        row("[error] upstream", LogLevel::Error);
        row("TypeError: x is not a function", LogLevel::Error);
        row("{\"level\":\"error\",\"text\":\"x\"}", LogLevel::Error);
        row("time=1 level=warning msg=slow", LogLevel::Warning);
        row("WARN slow", LogLevel::Warning);
        row("debug: cache hit", LogLevel::Debug);
        row("GET /error 200 12 ms", LogLevel::Info);
        row("there was an error in the past", LogLevel::Info);
        row("", LogLevel::Info);
    }
    void levels_are_read_from_the_begin_of_a_line()
    {
        QFETCH(const QByteArray, line);
        QTEST(static_cast<int>(level_of_line(line.toStdString())), "level");
    }

    void what_is_shown_is_harmless()
    {
        QCOMPARE(shown_line("\x1b[1;31mred\x1b[0m plain"), QString("red plain"));
        QCOMPARE(shown_line("\x1b]0;title\a\x1b]52;c;QQ==\x1b\\text"), QString("text"));
        QCOMPARE(shown_line("\x1b[31"), QString());
        QCOMPARE(shown_line("a\tb\rc\x01"), QStringLiteral("a b\u240dc\u2401"));
        QCOMPARE(shown_line("<b>&\xff"), QStringLiteral("<b>&\ufffd"));
        QCOMPARE(shown_line("\xc2\x9b"
                            "31m"),
            QStringLiteral("\ufffd31m"));
    }

    void colours_of_terminals_are_kept_and_nothing_else()
    {
        std::vector<LogSpan> spans;
        QCOMPARE(shown_line("a \x1b[1;31mred\x1b[0m \x1b[2Kplain \x1b[92mgreen", &spans), QString("a red plain green"));
        QCOMPARE(spans.size(), std::size_t{ 2 });
        QVERIFY((spans[0] == LogSpan{ 2, 3, 1, true }));
        QVERIFY((spans[1] == LogSpan{ 12, 5, 10, false }));
        spans.clear();
        QCOMPARE(shown_line("\x1b[38;5;200mx\x1b[99999999999my", &spans), QString("xy")); // no colour that is known
        QVERIFY(spans.empty());
    }

    void traces_go_on()
    {
        QVERIFY(continues_trace("    at f (x.js:1)", false));
        QVERIFY(continues_trace("\tat org.Main.run(Main.java:3)", false));
        QVERIFY(continues_trace("Caused by: java.io.IOException: x", false));
        QVERIFY(continues_trace("\t... 12 more", false));
        QVERIFY(continues_trace("  File \"x.py\", line 1, in <module>", false));
        QVERIFY(continues_trace("    run()", true));
        QVERIFY(!continues_trace("    indented", false));
        QVERIFY(!continues_trace("ValueError: x", true));
        QVERIFY(!continues_trace("", true));
    }

    void objects_are_unfolded()
    {
        QCOMPARE(unfolded_json("2026 {\"a\":1}"), QString("{\n    \"a\": 1\n}"));
        QCOMPARE(unfolded_json("{not json}"), QString());
        QCOMPARE(unfolded_json("{}"), QString());
        QCOMPARE(unfolded_json("plain"), QString());
    }

    void pages_are_asked_for_one_after_the_other_until_there_is_none()
    {
        FakeClient* client = new FakeClient;
        client->answer("GetContainerLogs", page({ "one", "warn: two" }, "next"));
        Session session{ std::shared_ptr<client::EcsClient>(client) };
        LogFeed feed(session);
        LogFeed::Rows rows;
        connect(&feed, &LogFeed::arrived, this, [&](const LogFeed::Rows& more) {
            rows.insert(rows.end(), more.begin(), more.end());
            client->answer("GetContainerLogs", page({}));
        });
        feed.want({ kSource });
        QVERIFY(QTest::qWaitFor([&] { return feed.ended() == 1; }));
        QVERIFY(rows.size() >= 2);
        QCOMPARE(rows[1]->text, QString("warn: two"));
        QVERIFY(rows[1]->level == LogLevel::Warning && rows[1]->standard_error);
        QCOMPARE(rows[1]->task, QString("9e41c07b"));
        const auto calls = client->calls("GetContainerLogs");
        QVERIFY(!calls.front().input.contains("nextToken"));
        QCOMPARE(calls.back().input["nextToken"].get<std::string>(), std::string("next"));
    }

    void levels_and_traces_are_seen_through_colours()
    {
        FakeClient* client = new FakeClient;
        client->answer(
            "GetContainerLogs", page({ "\x1b[33mwarn\x1b[0m: slow", "TypeError: x", "    at f (x.js:1)", "done" }));
        Session session{ std::shared_ptr<client::EcsClient>(client) };
        LogFeed feed(session);
        LogFeed::Rows rows;
        connect(&feed, &LogFeed::arrived, this, [&](const LogFeed::Rows& more) { rows = more; });
        feed.want({ kSource });
        QVERIFY(QTest::qWaitFor([&] { return rows.size() == 4; }));
        QVERIFY(rows[0]->level == LogLevel::Warning && rows[0]->text == "warn: slow" && rows[0]->spans.size() == 1);
        QVERIFY(rows[1]->kind == LogRow::Kind::Line && rows[1]->level == LogLevel::Error);
        QVERIFY(rows[2]->kind == LogRow::Kind::Trace);
        QVERIFY(rows[3]->kind == LogRow::Kind::Line && rows[3]->level == LogLevel::Info);
    }

    void a_failure_is_told_and_tried_again()
    {
        FakeClient* client = new FakeClient;
        client->answer("GetContainerLogs", fail(Error::client("The engine gave no logs: no driver")));
        Session session{ std::shared_ptr<client::EcsClient>(client) };
        LogFeed feed(session);
        feed.want({ kSource });
        QVERIFY(QTest::qWaitFor([&] { return feed.problem() == "The engine gave no logs: no driver"; }));
        client->answer("GetContainerLogs", page({ "one" }));
        feed.retry();
        QVERIFY(QTest::qWaitFor([&] { return feed.ended() == 1; }));
        QCOMPARE(feed.problem(), QString());
    }

    void nothing_is_asked_while_it_is_paused()
    {
        FakeClient* client = new FakeClient;
        client->answer("GetContainerLogs", page({}));
        Session session{ std::shared_ptr<client::EcsClient>(client) };
        LogFeed feed(session);
        feed.set_paused(true);
        feed.want({ kSource });
        feed.retry();
        QVERIFY(client->calls("GetContainerLogs").empty());
        feed.set_paused(false);
        QVERIFY(QTest::qWaitFor([&] { return feed.ended() == 1; }));
    }
};

QTEST_MAIN(TestLogFeed)
#include "tst_log_feed.moc"
