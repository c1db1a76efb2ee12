#include "core/control/kept_logs.h"
#include "tests/support/world.h"

#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>

using namespace quayside;
using namespace std::chrono_literals;
using control::KeptLogs;
using docker::LogLine;
using model::TaskStatus;

namespace {

// A world with one running task, and pages of what its container writes: about a line a second.
class LogWorld : public test::World {
public:
    explicit LogWorld(control::Settings settings = default_settings(1))
        : World(std::move(settings))
    {
        add_engine("e1");
        register_web();
        id = run_task();
        if (!reaches(id, TaskStatus::Running))
            qFatal("the task does not run");
    }

    Json input(Json more = Json::object()) const
    {
        Json input = { { "task", id.hex() }, { "container", "web" } };
        input.update(more);
        return input;
    }
    Json page(Json more = Json::object()) { return ok("GetContainerLogs", input(std::move(more))); }

    // All lines from `first` on, page by page.
    std::vector<std::string> all(Json query)
    {
        std::vector<std::string> lines;
        for (int pages = 0; pages < 1000; ++pages) {
            const Json reply = page(query);
            for (const auto& line : reply["lines"])
                lines.push_back(line["text"]);
            if (!reply.contains("nextToken") || reply["lines"].empty())
                return lines;
            query["nextToken"] = reply["nextToken"];
        }
        return lines;
    }

    Id id;
};

std::deque<LogLine> lines(std::initializer_list<const char*> texts)
{
    std::deque<LogLine> lines;
    for (const char* text : texts)
        lines.push_back({ TimePoint(1s), lines.size() % 2 == 1, text });
    return lines;
}

std::vector<std::string> texts(const Result<std::vector<LogLine>>& lines)
{
    std::vector<std::string> texts;
    for (const auto& line : lines.value())
        texts.push_back(line.text);
    return texts;
}

} // namespace

class TestContainerLogs : public QObject {
    Q_OBJECT

private slots:
    void pages_join_without_a_gap_or_a_double()
    {
        LogWorld world;
        world.loop.advance(5min);
        const auto whole = world.all({ { "maxResults", 10'000 } });
        QVERIFY(whole.size() > 250);
        QCOMPARE(whole.front(), std::string("info: starting"));
        QCOMPARE(world.all({ { "maxResults", 7 } }), whole);
        // Each page from a reader that nobody knows any more.
        std::vector<std::string> pieces;
        Json query = { { "maxResults", 100 } };
        for (int i = 0; i < 10; ++i) {
            const Json reply = world.page(query);
            for (const auto& line : reply["lines"])
                pieces.push_back(line["text"]);
            query["nextToken"] = reply["nextToken"];
            world.kill();
            world.start();
        }
        QVERIFY(pieces.size() >= whole.size());
        pieces.resize(whole.size());
        QCOMPARE(pieces, whole);
    }

    void the_tail_and_a_span_of_time_can_be_asked_for()
    {
        LogWorld world;
        world.loop.advance(2min);
        const auto whole = world.all({ { "maxResults", 10'000 } });
        const Json tail = world.page({ { "tail", 3 } });
        QCOMPARE(tail["lines"].size(), std::size_t(3));
        QCOMPARE(tail["lines"][2]["text"].get<std::string>(), whole.back());
        const double from = to_epoch_seconds(world.loop.now() - 30s);
        const Json span = world.page({ { "since", from }, { "until", from + 10 } });
        QVERIFY(!span["lines"].empty());
        for (const auto& line : span["lines"])
            QVERIFY(line["at"] >= from && line["at"] < from + 10);
    }

    void who_waits_gets_a_line_when_it_is_written_over_one_stream()
    {
        LogWorld world;
        Json query = { { "waitSeconds", 20 }, { "tail", 1 } };
        for (int i = 0; i < 20; ++i) {
            const TimePoint asked = world.loop.now();
            const Json reply = world.page(query);
            QVERIFY(!reply["lines"].empty());
            QVERIFY(world.loop.now() - asked < 5s);
            query["nextToken"] = reply["nextToken"];
        }
        QCOMPARE(world.engine("e1").counts().calls.at("logs"), 1);
    }

    void a_page_without_a_token_is_the_last()
    {
        LogWorld world;
        world.loop.advance(10s);
        Json query = { { "waitSeconds", 20 } };
        query["nextToken"] = world.page(query)["nextToken"];
        world.ok("StopTask", { { "task", world.id.hex() } });
        QVERIFY(world.reaches(world.id, TaskStatus::Stopped));
        for (int i = 0; query.contains("nextToken") && i < 10; ++i) {
            const Json reply = world.page(query);
            query.erase("nextToken");
            if (reply.contains("nextToken"))
                query["nextToken"] = reply["nextToken"];
        }
        QVERIFY(!query.contains("nextToken"));
    }

    void nothing_written_is_an_empty_page_after_the_wait()
    {
        LogWorld world;
        Json query = { { "waitSeconds", 2 }, { "since", to_epoch_seconds(world.loop.now() + 1h) } };
        const TimePoint asked = world.loop.now();
        const Json reply = world.page(query);
        QVERIFY(reply["lines"].empty());
        QVERIFY(reply.contains("nextToken"));
        QCOMPARE(world.loop.now() - asked, Duration(2s));
    }

    void who_waits_is_told_that_the_engine_goes()
    {
        LogWorld world;
        Json query = { { "waitSeconds", 20 } };
        query["nextToken"] = world.page(query)["nextToken"];
        std::optional<Result<Json>> reply;
        world.control->call("GetContainerLogs", world.input(query), [&](Result<Json> got) { reply = std::move(got); });
        world.engine("e1").kill();
        QVERIFY(world.loop.advance_until([&] { return reply.has_value(); }, 30s));
        QVERIFY(!*reply);
        QVERIFY(reply->error().message.starts_with("The engine gave no logs: "));
        world.ok("RemoveEngine", { { "engine", "e1" }, { "force", true } });
        const auto gone = world.call("GetContainerLogs", world.input());
        QCOMPARE(gone.error().message, std::string("The engine of this task is not registered any more."));
    }

    void a_log_is_kept_and_forgotten()
    {
        QTemporaryDir directory;
        const auto place = directory.path().toStdString() + "/logs";
        const Id task = *Id::parse("00000000000000000000000000000001");
        {
            KeptLogs kept(place);
            QVERIFY(!kept.has(task, 0));
            QVERIFY(kept.keep(task, 0, lines({ "", "a b", "\x1b[31m\xff" })));
            QVERIFY(kept.keep(task, 1, lines({})));
        }
        KeptLogs kept(place);
        QVERIFY(kept.has(task, 0) && kept.has(task, 1));
        const auto read = kept.read(task, 0);
        QCOMPARE(texts(read), (std::vector<std::string>{ "", "a b", "\x1b[31m\xff" }));
        QVERIFY((*read)[1].standard_error && !(*read)[2].standard_error);
        QVERIFY(texts(kept.read(task, 1)).empty());
        kept.forget(task);
        QVERIFY(!kept.has(task, 0));
        QVERIFY(std::filesystem::is_empty(place));
    }

    void what_is_kept_has_its_limits()
    {
        QTemporaryDir directory;
        KeptLogs kept(directory.path().toStdString(), { 10, 70 });
        const Id first = *Id::parse("00000000000000000000000000000001");
        QVERIFY(kept.keep(first, 0, lines({ "oldest", "middle", "last" })));
        QCOMPARE(texts(kept.read(first, 0)), (std::vector<std::string>{ "middle", "last" }));
        for (std::uint8_t i = 2; i < 6; ++i) {
            Id task = first;
            task.bytes[15] = i;
            QVERIFY(kept.keep(task, 0, lines({ "1234567890" })));
        }
        QVERIFY(!kept.has(first, 0));
        QVERIFY(kept.tasks().size() >= 2);
    }

    void a_directory_that_cannot_be_written_is_named()
    {
        const auto done = KeptLogs("/proc/nowhere").keep({}, 0, {});
        QVERIFY(done.error().message.starts_with("/proc/nowhere/"));
    }

    void what_a_gone_container_wrote_is_read_from_what_was_kept()
    {
        QTemporaryDir directory;
        auto settings = test::World::default_settings(1);
        settings.state_directory = directory.path().toStdString();
        LogWorld world(settings);
        world.loop.advance(10s);
        // Only those of real engines are kept.
        world.ok("StopTask", { { "task", world.id.hex() } });
        QVERIFY(world.reaches(world.id, TaskStatus::Stopped));
        QVERIFY(!world.page().contains("kept"));
        KeptLogs elsewhere(settings.state_directory + "/logs");
        QVERIFY(elsewhere.keep(world.id, 0, lines({ "one", "two", "three" })));
        world.restart();
        QCOMPARE(world.all({ { "maxResults", 2 } }), (std::vector<std::string>{ "one", "two", "three" }));
        QCOMPARE(world.all({ { "tail", 1 } }), (std::vector<std::string>{ "three" }));
        QVERIFY(world.page()["kept"].get<bool>());
        world.loop.advance(2h); // past the record
        QVERIFY(!world.task(world.id));
        QVERIFY(std::filesystem::is_empty(settings.state_directory + "/logs"));
    }
};

QTEST_GUILESS_MAIN(TestContainerLogs)
#include "tst_container_logs.moc"
