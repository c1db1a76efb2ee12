#include "tests/support/fake_client.h"
#include "ui/charts/density_bar.h"
#include "ui/look/text.h"
#include "ui/pages/events_page.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/stop_words.h"
#include "ui/pages/task_timeline.h"
#include "ui/session/instant.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"

#include <QSignalSpy>
#include <QTest>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;
using namespace std::chrono_literals;

namespace {

const TimePoint kStart{ 1'790'000'000s };

EventPtr happened(std::int64_t row, std::chrono::seconds at, const std::string& message,
    model::Severity severity = model::Severity::Warning)
{
    model::Event event;
    event.row = row;
    event.at = kStart + at;
    event.severity = severity;
    event.kind = model::EventKind::Placement;
    event.cluster = "harbour";
    event.object = "web";
    event.message = message;
    return std::make_shared<const model::Event>(event);
}

std::vector<EventPtr> storm(int count, std::chrono::seconds apart)
{
    std::vector<EventPtr> events;
    for (int i = 0; i < count; ++i)
        events.push_back(
            happened(100 + i, i * apart, "Cannot place web:31: port 80" + std::to_string(i) + " is taken on quay-b2"));
    return events;
}

// The page on events of its own.
struct Desk {
    Desk()
        : client(std::make_shared<FakeClient>())
        , session(client)
        , actions(session, &window)
        , page(session, actions, nullptr)
    {
        FleetSize size;
        size.events = 0;
        client->show(fake_fleet(size, kStart));
        if (!QTest::qWaitFor([this] { return !session.state().clusters().empty(); }))
            qFatal("no fleet");
        page.set_cluster("harbour");
        page.resize(1000, 500);
        page.show();
        page.activateWindow();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("no window");
    }
    void add(const std::vector<EventPtr>& events)
    {
        model::ChangeSet changes;
        for (const auto& one : events)
            changes.of<model::Event>().push_back({ nullptr, one });
        const auto before = session.state().events().size();
        client->publish(changes);
        if (!QTest::qWaitFor([&] { return session.state().events().size() == before + events.size(); }))
            qFatal("no events");
    }
    bool has_rows(int count)
    {
        return QTest::qWaitFor([&] { return page.rows().rowCount() == count && !page.rows().is_busy(); });
    }
    QString cell(int row, const char* column)
    {
        return page.rows().index(row, page.rows().column_of(column)).data().toString();
    }

    std::shared_ptr<FakeClient> client;
    Session session;
    QWidget window;
    ObjectActions actions;
    EventsPage page;
};

model::Task stopped(const std::string& reason, model::StopCode code, std::optional<std::int32_t> exit_code = {},
    const std::string& container_reason = {})
{
    model::TaskDefinition definition;
    definition.containers.resize(1);
    definition.containers[0].name = "web";
    model::TaskSpec spec;
    spec.definition = std::make_shared<const model::TaskDefinition>(definition);
    model::Task task;
    task.spec = std::make_shared<const model::TaskSpec>(spec);
    task.last_status = model::TaskStatus::Stopped;
    task.desired_status = model::DesiredStatus::Stopped;
    task.stop_code = code;
    task.stopped_reason = reason;
    task.created_at = kStart;
    task.pull_started_at = kStart + 1s;
    task.pull_stopped_at = kStart + 4s;
    task.started_at = kStart + 5s;
    task.stopping_at = kStart + 2h;
    task.stopped_at = kStart + 2h + 3s;
    model::Container container;
    container.last_status = model::ContainerStatus::Stopped;
    container.started_at = kStart + 5s;
    container.stopped_at = kStart + 2h + 2s;
    container.exit_code = exit_code;
    container.reason = container_reason;
    task.containers = { container };
    return task;
}

} // namespace

class TestEvents : public QObject {
    Q_OBJECT

private slots:
    void ids_and_numbers_are_no_part_of_the_gist()
    {
        QCOMPARE(gist_of("task 9e41c07b of web:13 took 12.5 s"), std::string("task # of web:# took #.# s"));
        QCOMPARE(gist_of("Cannot place web"), gist_of("Cannot place web"));
        QVERIFY(gist_of("Cannot place web") != gist_of("Cannot place api"));
    }

    void a_storm_is_one_row_and_opens()
    {
        auto events = storm(5, 30s);
        events.push_back(happened(200, 10s, "something else"));
        const auto folded = fold_events(events, {});
        QCOMPARE(folded.size(), std::size_t{ 2 });
        const auto& row = folded[0].storm.empty() ? folded[1] : folded[0];
        QCOMPARE(row.storm.size(), std::size_t{ 5 });
        QCOMPARE(row.event->row, 104);
        QCOMPARE(fold_events(events, { 100 }).size(), std::size_t{ 7 });
        const auto key = row.key();
        events.push_back(happened(105, 150s, "Cannot place web:31: port 81 is taken on quay-b2"));
        const auto grown = fold_events(events, {});
        QVERIFY(std::ranges::any_of(grown, [key](const EventRow& one) { return one.key() == key; }));
    }

    void what_is_far_apart_or_rare_is_no_storm()
    {
        QCOMPARE(fold_events(storm(3, 1s), {}).size(), std::size_t{ 3 });
        QCOMPARE(fold_events(storm(8, 61s), {}).size(), std::size_t{ 8 });
        auto mixed = storm(3, 1s);
        mixed.push_back(happened(300, 4s, mixed.back()->message, model::Severity::Error)); // graver
        QCOMPARE(fold_events(mixed, {}).size(), std::size_t{ 4 });
    }

    void storms_are_opened_and_folded_by_key()
    {
        Desk p;
        auto events = storm(124, 1s);
        events.push_back(happened(900, 200s, "calm again", model::Severity::Info));
        p.add(events);
        QVERIFY(p.has_rows(2));
        QCOMPARE(p.cell(1, "count"), QStringLiteral("×124 in 2 min 3 s"));
        auto* table = p.page.table();
        table->setFocus();
        table->setCurrentIndex(p.page.rows().index(1, 0));
        QTest::keyClick(table, Qt::Key_Right);
        QVERIFY(p.has_rows(126));
        QTest::keyClick(table, Qt::Key_Left);
        QVERIFY(p.has_rows(2));
        QVERIFY(p.page.select(ObjectRef::to(*events[50]))); // in the storm
        QCOMPARE(table->current_row(), 1);
    }

    void a_stretch_of_the_bar_is_all_that_is_shown()
    {
        Desk p;
        std::vector<EventPtr> events;
        for (int i = 0; i < 10; ++i)
            events.push_back(happened(10 + i, i * 100s, "event " + std::string(1, static_cast<char>('a' + i))));
        p.add(events);
        QVERIFY(p.has_rows(10));
        auto* bar = p.page.density();
        QVERIFY(QTest::qWaitFor([&] { return bar->description().startsWith("10 events"); }));
        bar->setFocus();
        QTest::keyClick(bar, Qt::Key_Home);
        QTest::keyClick(bar, Qt::Key_Plus);
        QVERIFY(QTest::qWaitFor([&] { return p.page.rows().rowCount() < 10 && p.page.rows().rowCount() > 0; }));
        QTest::keyClick(bar, Qt::Key_Escape);
        QVERIFY(p.has_rows(10));
    }

    void a_moment_is_gone_to_and_shared_by_key()
    {
        Desk p;
        p.add({ happened(1, 0s, "a"), happened(2, 100s, "b"), happened(3, 200s, "c") });
        QVERIFY(p.has_rows(3));
        auto& instant = Instant::of(p.session);
        instant.go_to(kStart + 90s);
        QCOMPARE(p.cell(p.page.table()->current_row(), "message"), QString("b"));
        p.page.table()->setFocus();
        p.page.table()->setCurrentIndex(p.page.rows().index(0, 0));
        QTest::keyClick(p.page.table(), Qt::Key_J, Qt::ControlModifier);
        QVERIFY(instant.at() == kStart + 200s);
    }

    void severities_have_ranks()
    {
        Desk p;
        p.add({ happened(1, 0s, "a", model::Severity::Info), happened(2, 100s, "b"),
            happened(3, 200s, "c", model::Severity::Error) });
        QVERIFY(p.has_rows(3));
        p.page.filter_bar()->set_text("severity>=warn");
        QVERIFY(p.has_rows(2));
    }

    void reasons_are_said_in_plain_words_data()
    {
        using Code = model::StopCode;
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("exit_code");
        QTest::addColumn<QString>("container");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* reason, Code code, int exit_code, const char* container, const char* words) {
            QTest::newRow(qPrintable(QString(reason) + container + QString::number(exit_code)))
                << reason << static_cast<int>(code) << exit_code << container << words;
        };
        constexpr int none = -1;
        const char* const exited = "Essential container in task exited";
        row(exited, Code::EssentialContainerExited, 0, "", "ended by itself");
        row(exited, Code::EssentialContainerExited, 1, "", "exit code 1, the program's own error");
        row(exited, Code::EssentialContainerExited, 127, "", "is not in the image");
        row(exited, Code::EssentialContainerExited, 137, "", "exit code 137, killed by SIGKILL");
        row(exited, Code::EssentialContainerExited, 139, "", "SIGSEGV");
        row(exited, Code::EssentialContainerExited, 143, "", "SIGTERM");
        row(exited, Code::EssentialContainerExited, 137, "OutOfMemoryError: Container killed due to memory usage",
            "more memory than it may");
        row("Task failed to start", Code::TaskFailedToStart, none,
            "CannotPullContainerError: The task can't pull the image. Check whether the image exists. Error response "
            "from daemon: pull access denied for x, repository does not exist or may require 'docker login': denied: "
            "requested access to the resource is denied",
            "does not give the image away");
        row("Task failed to start", Code::TaskFailedToStart, none,
            "CannotPullContainerError: Error response from daemon: manifest for x:9 not found: manifest unknown",
            "no image with this tag");
        row("Task failed to start", Code::TaskFailedToStart, none,
            "CannotPullContainerError: Error response from daemon: Get \"https://reg/v2/\": dial tcp: lookup reg: no "
            "such "
            "host",
            "does not find the registry");
        row("Task failed to start", Code::TaskFailedToStart, none, "CannotPullContainerAuthError: x", "login");
        row("Task failed to start", Code::TaskFailedToStart, none,
            "CannotStartContainerError: Error response from daemon: Bind for 0.0.0.0:80 failed: port is already "
            "allocated",
            "has the port");
        row("Task failed to start", Code::TaskFailedToStart, none,
            "CannotStartContainerError: Error response from daemon: exec: \"run\": executable file not found in $PATH",
            "not in the image");
        row("Task failed to start", Code::TaskFailedToStart, none,
            "CannotStartContainerError: dependency graph: failed to resolve container ordering dependency [a]",
            "that it waits for");
        row("ResourceInitializationError: secret db-password: not set", Code::TaskFailedToStart, none, "",
            "A secret that the definition names");
        row("Task failed container health checks", Code::ServiceSchedulerInitiated, none, "", "health check");
        row("Scaling activity initiated by (deployment ecs-svc/7)", Code::ServiceSchedulerInitiated, none, "",
            "Its service replaced it");
        row("Host EC2 (instance 5e1f) terminated.", Code::None, none, "", "container instance was removed");
        row("because I say so", Code::UserInitiated, none, "", "Somebody stopped it");
        row("something new", Code::None, none, "", "");
    }
    void reasons_are_said_in_plain_words()
    {
        QFETCH(const QString, reason);
        QFETCH(const int, code);
        QFETCH(const int, exit_code);
        QFETCH(const QString, container);
        QFETCH(const QString, words);
        const auto task = stopped(reason.toStdString(), static_cast<model::StopCode>(code),
            exit_code < 0 ? std::nullopt : std::optional<std::int32_t>(exit_code), container.toStdString());
        const auto said = stop_words(task);
        QVERIFY2(words.isEmpty() ? said.cause.isEmpty() : said.cause.contains(words), qPrintable(said.cause));
        auto running = task;
        running.last_status = model::TaskStatus::Running;
        running.desired_status = model::DesiredStatus::Running;
        QVERIFY(stop_words(running).cause.isEmpty());
    }

    void a_timeline_has_a_lane_for_the_task_and_each_container()
    {
        const auto task = stopped("Essential container in task exited", model::StopCode::EssentialContainerExited, 137);
        const auto timeline = timeline_of(task, kStart + 3h);
        QCOMPARE(timeline.lanes.size(), std::size_t{ 2 });
        using Phase = Timeline::Phase;
        std::vector<Phase> phases;
        for (const auto& span : timeline.lanes[0].spans)
            phases.push_back(span.phase);
        QVERIFY((phases
            == std::vector<Phase>{ Phase::Waiting, Phase::Pulling, Phase::Starting, Phase::Running, Phase::Stopping }));
        QVERIFY(timeline.lanes[0].spans[1].end - timeline.lanes[0].spans[1].begin == 3s);
        const auto& web = timeline.lanes[1];
        QCOMPARE(web.name, QString("web"));
        QVERIFY(web.failed && web.state.contains("SIGKILL") && web.marks.size() == 1);
        QVERIFY(!timeline.goes_on && std::is_sorted(timeline.moments.begin(), timeline.moments.end()));
        TaskTimeline view;
        view.set_timeline(timeline);
        view.resize(view.sizeHint());
        QVERIFY(view.accessibleDescription().contains("pulls images for 3 s"));
        QVERIFY(!view.grab().isNull());
    }

    void a_task_that_was_never_placed_has_a_timeline_too()
    {
        model::Task task = stopped("", model::StopCode::None);
        task.last_status = model::TaskStatus::Provisioning;
        task.desired_status = model::DesiredStatus::Running;
        task.pull_started_at = task.pull_stopped_at = task.started_at = task.stopping_at = task.stopped_at = kNever;
        task.containers[0] = {};
        const auto timeline = timeline_of(task, kStart + 10s);
        QCOMPARE(timeline.lanes[0].spans.size(), std::size_t{ 1 });
        QVERIFY(timeline.lanes[0].spans[0].phase == Timeline::Phase::Waiting && timeline.goes_on);
    }
};

QTEST_MAIN(TestEvents)
#include "tst_events.moc"
