// Looking further back than the state tells: the page of tasks, its details and its logs.

#include "tests/support/fake_client.h"
#include "ui/pages/details_pane.h"
#include "ui/pages/facts_view.h"
#include "ui/pages/log_pane.h"
#include "ui/pages/menu_button.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/record_pages.h"
#include "ui/pages/timeline_tab.h"
#include "ui/session/past_tasks.h"
#include "ui/session/session.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QTabWidget>
#include <QTest>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kSoon = 5'000;
constexpr const char* kTask = "0000000000000000000000000000abcd";

Json stopped_task(const std::string& id, double stopped_at)
{
    return { { "taskArn", "arn:aws:ecs:us-east-1:123456789012:task/harbour/" + id },
        { "clusterArn", "arn:aws:ecs:us-east-1:123456789012:cluster/harbour" },
        { "taskDefinitionArn", "arn:aws:ecs:us-east-1:123456789012:task-definition/nightly:7" },
        { "launchType", "EC2" }, { "group", "family:nightly" }, { "stopCode", "EssentialContainerExited" },
        { "stoppedReason", "Essential container in task exited" }, { "createdAt", stopped_at - 130 },
        { "startedAt", stopped_at - 125 }, { "stoppedAt", stopped_at },
        { "containers",
            Json::array({ Json{ { "name", "job" }, { "image", "harbour/job:7" }, { "essential", true },
                              { "exitCode", 137 }, { "stoppedAt", stopped_at }, { "logKept", true } },
                Json{ { "name", "helper" }, { "image", "harbour/helper" }, { "essential", false }, { "exitCode", 0 },
                    { "logKept", false } } }) } };
}

double days_ago(double days)
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count() - days * 86'400;
}

struct World {
    std::shared_ptr<FakeClient> client = std::make_shared<FakeClient>();
    std::unique_ptr<Session> session = std::make_unique<Session>(client);
    std::unique_ptr<QWidget> window = std::make_unique<QWidget>();
    std::unique_ptr<ObjectActions> actions = std::make_unique<ObjectActions>(*session, window.get());
    std::unique_ptr<TasksPage> page = std::make_unique<TasksPage>(*session, *actions, nullptr);
    ObjectRef ref{ ObjectRef::Kind::Task, {}, *Id::parse(kTask) };

    explicit World(const std::string& cluster = "harbour")
    {
        client->answer(
            "ListStoppedTasks", Json{ { "stoppedTasks", Json::array({ stopped_task(kTask, days_ago(3)) }) } });
        client->show(fake_fleet({}, fake_now()));
        page->resize(1400, 600);
        page->show();
        page->set_cluster(cluster);
    }
    // By the menu, as a person does.
    void look_back(int range) const { page->range()->menu()->actions().at(range)->trigger(); }
    int row() const { return page->rows().index_of(ref.id).row(); }
    QString cell(const char* column) const
    {
        const int place = page->rows().column_of(column);
        return page->table()->isColumnHidden(place) ? QString("hidden")
                                                    : page->rows().index(row(), place).data().toString();
    }
    bool shows_it() const
    {
        return QTest::qWaitFor([this] { return row() >= 0; }, kSoon);
    }
};

QString all_facts(const QWidget& pane)
{
    QString text;
    for (const auto* label : pane.findChildren<QLabel*>())
        if (label->isVisibleTo(&pane))
            text += label->text() + u'\n';
    return text;
}

} // namespace

class TestPastTasks : public QObject {
    Q_OBJECT

private slots:
    void nothing_is_asked_until_somebody_looks_back()
    {
        World world;
        QVERIFY(QTest::qWaitFor([&] { return world.page->rows().rowCount() > 0; }, kSoon));
        QVERIFY(world.client->calls("ListStoppedTasks").empty());
        QCOMPARE(world.page->range()->text(), QString("Stopped: 1 hour"));
        QVERIFY(!world.page->range()->accessibleName().isEmpty());
    }

    void who_looks_back_sees_why_with_what_code_and_after_how_long()
    {
        World world;
        world.look_back(2);
        QVERIFY(world.shows_it());
        const Json asked = world.client->calls("ListStoppedTasks").at(0).input;
        QCOMPARE(asked["cluster"].get<std::string>(), std::string("harbour"));
        QVERIFY(std::abs(asked["since"].get<double>() - days_ago(7)) < 60);
        QCOMPARE(world.page->range()->text(), QString("Stopped: 7 days"));
        QCOMPARE(world.cell("definition"), QString("nightly:7"));
        QCOMPARE(world.cell("exit"), QString("job 137, helper 0"));
        QCOMPARE(world.cell("ran"), QString("2 min 5 s"));
        QVERIFY2(
            world.cell("why").startsWith("job ended: exit code 137, killed by SIGKILL"), qPrintable(world.cell("why")));
        world.look_back(0);
        QCOMPARE(world.row(), -1);
    }

    void more_than_a_page_is_asked_for()
    {
        World world;
        world.client->answer("ListStoppedTasks",
            Json{ { "stoppedTasks", Json::array({ stopped_task(kTask, days_ago(3)) }) }, { "nextToken", "more" } });
        world.look_back(3);
        QVERIFY(QTest::qWaitFor([&] { return world.client->calls("ListStoppedTasks").size() > 1; }, kSoon));
        QCOMPARE(
            world.client->calls("ListStoppedTasks").at(1).input.value("nextToken", std::string()), std::string("more"));
        world.client->answer("ListStoppedTasks", Json{ { "stoppedTasks", Json::array() } });
        QVERIFY(world.shows_it());
    }

    void its_details_open()
    {
        World world;
        DetailsPane details(*world.session, *world.actions);
        details.resize(500, 900);
        details.show();
        world.look_back(3);
        QVERIFY(world.shows_it());
        QVERIFY(world.page->select(world.ref));
        QCOMPARE(world.page->selection().size(), std::size_t{ 1 });
        details.show_object(world.page->selection().front());
        QVERIFY(details.object() == world.ref);
        QVERIFY(all_facts(details).contains("killed by SIGKILL"));
        QVERIFY(!details.has(DetailsPane::Tab::Metrics) && !details.has(DetailsPane::Tab::Json));
        details.turn_to(DetailsPane::Tab::Containers);
        const QString containers = all_facts(*details.tabs()->currentWidget());
        QVERIFY2(containers.contains("kept") && containers.contains("not kept any more"), qPrintable(containers));
        details.turn_to(DetailsPane::Tab::Timeline);
        QVERIFY(details.timeline()->isVisible());
    }

    void what_it_wrote_is_read_if_it_is_kept()
    {
        World world;
        world.client->answer("GetContainerLogs",
            Json{ { "kept", true },
                { "lines",
                    Json::array({ Json{ { "at", days_ago(3) }, { "stream", "stdout" }, { "text", "bye" } } }) } });
        LogPane logs(*world.session);
        logs.show();
        world.look_back(3);
        QVERIFY(world.shows_it());
        logs.set_object(world.ref);
        QVERIFY(QTest::qWaitFor([&] { return logs.rows().total() > 0; }, kSoon));
        const auto asked = world.client->calls("GetContainerLogs");
        QCOMPARE(asked.size(), std::size_t{ 1 }); // of the one whose log is kept
        QCOMPARE(asked[0].input["container"].get<std::string>(), std::string("job"));
    }

    void an_empty_table_names_the_cause()
    {
        World world("staging");
        world.client->answer("ListStoppedTasks", fail(Error::server("history.db is damaged.")));
        world.look_back(1);
        const auto says = [&](const char* words) {
            return QTest::qWaitFor([&] { return all_facts(*world.page).contains(QLatin1String(words)); }, kSoon);
        };
        QVERIFY2(says("history.db is damaged."), qPrintable(all_facts(*world.page)));
        world.client->answer("ListStoppedTasks", Json{ { "stoppedTasks", Json::array() } });
        world.look_back(2);
        QVERIFY2(says("none has stopped within the last 7 days"), qPrintable(all_facts(*world.page)));
    }
};

QTEST_MAIN(TestPastTasks)
#include "tst_past_tasks.moc"
