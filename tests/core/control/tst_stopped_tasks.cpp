// What is known of tasks that stopped, after their records are gone.

#include "core/control/kept_logs.h"
#include "tests/support/world.h"

#include <QTemporaryDir>
#include <QtTest>

#include <deque>

using namespace quayside;
using namespace std::chrono_literals;
using model::TaskStatus;

namespace {

// A thread of files whose work is done at once, or later, or never.
class Disk : public Loop {
public:
    void post(Function<void()> work) override
    {
        if (works)
            work();
        else
            waiting_.push_back(std::move(work));
    }
    TimerHandle after(Duration, Function<void()>) override { return {}; }
    TimePoint now() const override { return {}; }
    void work_again()
    {
        works = true;
        for (; !waiting_.empty(); waiting_.pop_front())
            waiting_.front()();
    }
    void lose() { waiting_.clear(); }

    bool works = true;

private:
    std::deque<Function<void()>> waiting_;
};

struct Place {
    QTemporaryDir directory;
    Disk disk;

    control::Settings settings(Duration cleanup_wait = 1h) const
    {
        auto settings = test::World::default_settings(1);
        settings.state_directory = directory.path().toStdString();
        settings.files = const_cast<Disk*>(&disk);
        settings.housekeeping.cleanup_wait = cleanup_wait;
        return settings;
    }
};

class PastWorld : public test::World {
public:
    explicit PastWorld(control::Settings settings)
        : World(std::move(settings))
    {
        add_engine("e1");
        register_web();
    }

    Id stopped_task()
    {
        const Id id = run_task();
        if (!reaches(id, TaskStatus::Running))
            qFatal("the task does not run");
        ok("StopTask", { { "task", id.hex() }, { "reason", "enough" } });
        if (!reaches(id, TaskStatus::Stopped))
            qFatal("the task does not stop");
        return id;
    }
    Json listed(Json input = Json::object()) { return ok("ListStoppedTasks", std::move(input)).at("stoppedTasks"); }
    std::string error(const char* operation, Json input)
    {
        const auto reply = call(operation, std::move(input));
        return reply ? "succeeded" : reply.error().message;
    }
};

std::string id_in(const Json& task)
{
    const std::string arn = task["taskArn"];
    return arn.substr(arn.rfind('/') + 1);
}

} // namespace

class TestStoppedTasks : public QObject {
    Q_OBJECT

private slots:
    void a_task_is_told_of_when_its_record_is_gone()
    {
        Place place;
        PastWorld world(place.settings());
        const Id id = world.stopped_task();
        QCOMPARE(world.listed().size(), std::size_t{ 1 }); // from the first moment on
        world.loop.advance(2h);
        QVERIFY(!world.task(id));
        const Json described = world.ok("DescribeTasks", { { "tasks", { id.hex() } } });
        QCOMPARE(described["failures"][0]["reason"].get<std::string>(), std::string("MISSING"));
        for (int life = 0; life < 2; ++life) {
            const Json tasks = world.listed();
            QCOMPARE(tasks.size(), std::size_t{ 1 });
            const Json& task = tasks[0];
            QCOMPARE(id_in(task), id.hex());
            QCOMPARE(task["stopCode"].get<std::string>(), std::string("UserInitiated"));
            QCOMPARE(task["stoppedReason"].get<std::string>(), std::string("enough"));
            QCOMPARE(task["instanceName"].get<std::string>(), std::string("e1"));
            QVERIFY(task["stoppedAt"].get<double>() >= task["startedAt"].get<double>());
            QCOMPARE(task["containers"][0]["name"].get<std::string>(), std::string("web"));
            QVERIFY(task["containers"][0]["exitCode"].is_number());
            QVERIFY(!task["containers"][0]["logKept"].get<bool>());
            world.restart();
        }
    }

    void after_thirty_days_it_is_forgotten()
    {
        Place place;
        PastWorld world(place.settings());
        (void)world.stopped_task();
        world.loop.advance(29 * 24h);
        QCOMPARE(world.listed().size(), std::size_t{ 1 });
        world.loop.advance(26h);
        QCOMPARE(world.listed().size(), std::size_t{ 0 });
    }

    void what_a_kill_kept_from_the_disk_is_told_again()
    {
        Place place;
        PastWorld world(place.settings());
        place.disk.works = false;
        const Id id = world.stopped_task();
        world.loop.advance(10s);
        world.kill();
        place.disk.lose();
        place.disk.works = true;
        world.start();
        world.loop.advance(2h);
        QVERIFY(!world.task(id));
        QCOMPARE(id_in(world.listed().at(0)), id.hex());
    }

    void a_record_stays_until_the_history_has_it()
    {
        Place place;
        PastWorld world(place.settings(1s));
        place.disk.works = false;
        const Id id = world.stopped_task();
        world.loop.advance(1min);
        QVERIFY(world.task(id));
        place.disk.work_again();
        QVERIFY(world.loop.advance_until([&] { return !world.task(id); }, 1min));
        QCOMPARE(id_in(world.listed().at(0)), id.hex());
    }

    void pages_and_filters_choose()
    {
        Place place;
        PastWorld world(place.settings());
        std::vector<std::string> ids;
        for (int i = 0; i < 5; ++i)
            ids.insert(ids.begin(), world.stopped_task().hex());
        std::vector<std::string> found;
        Json query{ { "maxResults", 2 }, { "family", "web" } };
        for (int pages = 0; pages < 3; ++pages) {
            const Json page = world.ok("ListStoppedTasks", query);
            for (const auto& task : page["stoppedTasks"])
                found.push_back(id_in(task));
            QCOMPARE(page.contains("nextToken"), pages < 2);
            query["nextToken"] = page.value("nextToken", "");
        }
        QCOMPARE(found, ids);
        QVERIFY(world.listed({ { "family", "other" } }).empty());
        QVERIFY(world.listed({ { "serviceName", "other" } }).empty());
        QVERIFY(world.listed({ { "cluster", "other" } }).empty());
        const double now = to_epoch_seconds(world.loop.now());
        QVERIFY(world.listed({ { "since", now + 1 } }).empty());
        QCOMPARE(world.listed({ { "until", now + 1 } }).size(), std::size_t{ 5 });
    }

    void bad_input_is_named()
    {
        Place place;
        PastWorld world(place.settings());
        QVERIFY(world.error("ListStoppedTasks", { { "since", 5 }, { "until", 5 } }).starts_with("since: "));
        QVERIFY(world.error("ListStoppedTasks", { { "nextToken", "x" } }).starts_with("nextToken: "));
        QVERIFY(world.error("ListStoppedTasks", { { "maxResults", 0 } }).starts_with("maxResults "));
        test::World without;
        QCOMPARE(without.call("ListStoppedTasks").error().message, std::string("No history of tasks is kept here."));
    }

    void what_its_containers_wrote_stays_with_it()
    {
        Place place;
        PastWorld world(place.settings());
        const Id id = world.stopped_task();
        const Json of_web{ { "task", id.hex() }, { "container", "web" } };
        control::KeptLogs elsewhere(place.settings().state_directory + "/logs");
        QVERIFY(elsewhere.keep(id, 0, { { TimePoint(1s), false, "one" }, { TimePoint(2s), true, "two" } }));
        world.restart(); // only those of real engines are kept: this one is found at the start
        world.loop.advance(2h);
        QVERIFY(!world.task(id));
        QVERIFY(world.listed()[0]["containers"][0]["logKept"].get<bool>());
        const Json page = world.ok("GetContainerLogs", of_web);
        QVERIFY(page["kept"].get<bool>());
        QCOMPARE(page["lines"].size(), std::size_t{ 2 });
        QCOMPARE(world.error("GetContainerLogs", { { "task", id.hex() }, { "container", "db" } }),
            std::string("container: the task had no container db."));
        world.restart();
        world.loop.advance(30 * 24h);
        QVERIFY(!control::KeptLogs(place.settings().state_directory + "/logs").has(id, 0));
        QCOMPARE(world.error("GetContainerLogs", of_web), std::string("The referenced task was not found."));
    }

    void a_log_that_is_not_kept_is_said_to_be_so()
    {
        Place place;
        PastWorld world(place.settings());
        const Id id = world.stopped_task();
        world.loop.advance(2h);
        QCOMPARE(world.error("GetContainerLogs", { { "task", id.hex() }, { "container", "web" } }),
            std::string("container: what web wrote is not kept any more."));
    }
};

QTEST_GUILESS_MAIN(TestStoppedTasks)
#include "tst_stopped_tasks.moc"
