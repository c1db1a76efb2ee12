// What the window may take: memory, time for a frame while it scrolls under changes, the longest turn of its thread.
// Times are CPU, so that other programs do not count.

#include "tests/support/fake_client.h"
#include "tests/support/stall_watchdog.h"
#include "ui/look/theme.h"
#include "ui/pages/table_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/view_tabs.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"

#include <QApplication>
#include <QFile>
#include <QScrollBar>
#include <QTest>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ctime>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kSoon = 60'000;
constexpr double kMostMemory = 250; // MB, with 50,000 tasks
constexpr double kFrame = 16; // ms
constexpr double kLongestTurn = 100; // ms
constexpr int kFrames = 600;
constexpr int kChanges = 50; // of tasks at once,
constexpr std::chrono::milliseconds kBetweenChanges{ 50 }; // so 1,000 a second

double cpu_ms()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double memory_mb()
{
    QFile status("/proc/self/status");
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const auto& line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toDouble() / 1000;
    return 0;
}

struct World {
    explicit World(int tasks)
    {
        FleetSize size;
        size.tasks = tasks;
        size.instances = 1'000;
        client->show(fake_fleet(size, fake_now()));
        window.resize(1440, 900);
        window.show();
        if (!QTest::qWaitFor([this] { return tabs()->current_page() != nullptr; }, kSoon))
            qFatal("no window");
        table = qobject_cast<TablePage*>(tabs()->open(PageKind::Tasks))->table();
        if (!QTest::qWaitFor(
                [this, tasks] { return table->rows()->rowCount() >= tasks && !table->rows()->is_busy(); }, kSoon))
            qFatal("no tasks");
    }
    ViewTabs* tabs() const { return window.findChild<ViewTabs*>(); }

    std::shared_ptr<FakeClient> client = std::make_shared<FakeClient>();
    Session session{ client };
    MainWindow window{ session, { {}, false } };
    TableView* table = nullptr;
};

// Tasks that change their state, some at a time and all over the table.
class Churn {
public:
    explicit Churn(World& world)
        : world_(world)
        , tasks_(world.session.state().tasks().all())
    {
        timer_.setInterval(kBetweenChanges);
        QObject::connect(&timer_, &QTimer::timeout, [this] { blow(); });
        timer_.start();
    }
    int changes() const { return changes_; }

private:
    void blow()
    {
        model::ChangeSet set;
        for (int i = 0; i < kChanges; ++i) {
            auto& task = tasks_[static_cast<std::size_t>(changes_++) * 7'919 % tasks_.size()];
            auto after = std::make_shared<model::Task>(*task);
            after->last_status = task->last_status == model::TaskStatus::Running ? model::TaskStatus::Pending
                                                                                 : model::TaskStatus::Running;
            set.of<model::Task>().push_back({ task, after });
            task = after;
        }
        world_.client->publish(std::move(set));
    }

    World& world_;
    std::vector<std::shared_ptr<const model::Task>> tasks_;
    QTimer timer_;
    int changes_ = 0;
};

} // namespace

class TestBudgets : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void fifty_thousand_tasks_have_room(); // first: what others leave is not given back
    void a_hundred_thousand_rows_scroll_under_changes();
};

void TestBudgets::fifty_thousand_tasks_have_room()
{
    const World world(50'000);
    const double memory = memory_mb();
    qInfo("%.0f MB", memory);
    QVERIFY(memory > 0 && memory < kMostMemory);
}

void TestBudgets::a_hundred_thousand_rows_scroll_under_changes()
{
    World world(100'000);
    const Churn churn(world);
    StallWatchdog watchdog;
    auto* bar = world.table->verticalScrollBar();
    std::vector<double> frames;
    double longest = 0;
    for (int i = 0; i < kFrames; ++i) {
        const double begin = cpu_ms();
        bar->setValue(
            static_cast<int>(static_cast<qint64>(i) * 7'919 * bar->singleStep() % std::max(1, bar->maximum())));
        world.table->viewport()->repaint();
        frames.push_back(cpu_ms() - begin);
        const double turn = cpu_ms();
        QVERIFY(QTest::qWaitFor([&, seen = churn.changes()] { return churn.changes() > seen; }));
        longest = std::max(longest, cpu_ms() - turn);
    }
    watchdog.stop();
    std::ranges::sort(frames);
    const double p95 = frames[frames.size() * 95 / 100];
    qInfo("%d changes; a frame: p50 %.1f ms, p95 %.1f ms; longest turn %.0f ms, %.0f ms on the clock", churn.changes(),
        frames[frames.size() / 2], p95, longest, watchdog.longest().count());
    QVERIFY(churn.changes() > kFrames);
    QVERIFY(p95 < kFrame);
    QVERIFY(longest < kLongestTurn);
}

QTEST_MAIN(TestBudgets)
#include "tst_budgets.moc"
