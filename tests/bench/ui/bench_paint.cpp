// From a change of a task in the core (on disk and published) to its row painted in the window, while simulated
// containers launch: core and window as the program has them, each on its thread.

#include "core/control/control_plane.h"
#include "core/control/embedded_client.h"
#include "core/control/local_engines.h"
#include "core/net/asio_loop.h"
#include "core/store/store.h"
#include "tests/bench/registry.h"
#include "tests/bench/ui/gui.h"
#include "ui/pages/record_pages.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"
#include "ui/shell/view_tabs.h"
#include "ui/tables/table_view.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QPaintEvent>
#include <QTimer>

#include <map>
#include <mutex>
#include <set>
#include <thread>

using namespace quayside;
using namespace quayside::ui;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPatienceMs = 20'000;
constexpr int kPerCall = 10; // tasks of one RunTask

// When each task came to which status, in the core.
class Stamps {
public:
    void note(const model::ChangeSet& changes)
    {
        const auto now = Clock::now();
        const std::lock_guard lock(mutex_);
        for (const auto& change : changes.of<model::Task>())
            if (change.after && (!change.before || change.before->last_status != change.after->last_status))
                waiting_[change.after->id].push_back({ change.after->last_status, now });
    }
    // The task is on the screen as it is given here; milliseconds for each status that came to be seen by it.
    void painted(const model::Task& task, Clock::time_point at, std::vector<double>& latencies)
    {
        const std::lock_guard lock(mutex_);
        const auto found = waiting_.find(task.id);
        if (found == waiting_.end())
            return;
        std::erase_if(found->second, [&](const Stamp& stamp) {
            const bool seen = stamp.status <= task.last_status;
            if (seen)
                latencies.push_back(std::chrono::duration<double, std::milli>(at - stamp.at).count());
            return seen;
        });
    }
    // What the window knows of tasks that are out of sight is not painted; nor does it count when they come into sight
    // later.
    void pass_over(const model::State& known, const std::set<Id>& in_sight)
    {
        const std::lock_guard lock(mutex_);
        for (auto& [id, stamps] : waiting_) {
            const auto task = known.tasks().find(id);
            if (task && !in_sight.contains(id))
                std::erase_if(stamps, [&](const Stamp& stamp) { return stamp.status <= task->last_status; });
        }
    }

private:
    struct Stamp {
        model::TaskStatus status;
        Clock::time_point at;
    };
    std::mutex mutex_;
    std::map<Id, std::vector<Stamp>> waiting_;
};

// Core and window.
struct Console {
    net::AsioLoop loop;
    control::LocalEngines engines{ loop };
    control::ControlPlane control;
    std::shared_ptr<control::EmbeddedClient> client;
    std::thread core;
    Stamps stamps;
    Subscription stamping;
    std::unique_ptr<Session> session;
    std::unique_ptr<MainWindow> window;

    explicit Console(std::unique_ptr<store::Store> store)
        : control(loop, std::move(store), engines, {})
        , client(std::make_shared<control::EmbeddedClient>(loop, control))
    {
        stamping = client->subscribe(
            [this](const std::shared_ptr<const model::ChangeSet>& changes) { stamps.note(*changes); });
        loop.post([this] { static_cast<void>(control.start()); });
        core = std::thread([this] { loop.run(); });
        session = std::make_unique<Session>(client);
        window = std::make_unique<MainWindow>(*session, WindowOptions{ {}, false });
        window->resize(1440, 900);
        window->show();
    }
    ~Console()
    {
        window.reset();
        session.reset();
        stamping.reset();
        loop.post([this] { loop.stop(); });
        core.join();
        client->detach();
    }

    bool call(const char* operation, Json input)
    {
        bool answered = false;
        bool good = false;
        session->query(operation, std::move(input), window.get(), [&](const Result<Json>& reply) {
            answered = true;
            good = reply.has_value();
        });
        return wait_for([&] { return answered; }) && good;
    }

    static bool wait_for(const std::function<bool()>& condition)
    {
        QEventLoop events;
        QElapsedTimer clock;
        QTimer look;
        clock.start();
        QObject::connect(&look, &QTimer::timeout, &events, [&] {
            if (condition() || clock.hasExpired(kPatienceMs))
                events.quit();
        });
        look.start(5);
        events.exec();
        return condition();
    }

    std::size_t running() const
    {
        std::size_t count = 0;
        for (const auto& [id, task] : session->state().tasks())
            count += task->last_status == model::TaskStatus::Running ? 1 : 0;
        return count;
    }
};

// Notes what each painting of the table showed, once it is on the window's surface.
class Watcher : public QObject {
public:
    Watcher(Console& console, const TasksPage& page)
        : console_(console)
        , page_(page)
    {
        page.table()->viewport()->installEventFilter(this);
    }
    const std::vector<double>& latencies() const { return latencies_; }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() != QEvent::Paint)
            return false;
        std::vector<std::shared_ptr<const model::Task>> shown;
        const QRect area = static_cast<QPaintEvent*>(event)->rect();
        each_row(area, [&](const auto& task) { shown.push_back(task); });
        std::set<Id> in_sight;
        each_row(page_.table()->viewport()->rect(), [&](const auto& task) { in_sight.insert(task->id); });
        console_.stamps.pass_over(console_.session->state(), in_sight);
        // Behind the event that paints: the whole frame is done by then.
        QMetaObject::invokeMethod(
            this,
            [this, shown = std::move(shown)] {
                const auto now = Clock::now();
                for (const auto& task : shown)
                    console_.stamps.painted(*task, now, latencies_);
            },
            Qt::QueuedConnection);
        return false;
    }

private:
    template <class Visit>
    void each_row(const QRect& area, Visit visit) const
    {
        const int last = page_.table()->rowAt(area.bottom());
        for (int row = page_.table()->rowAt(area.top());
             row >= 0 && row < page_.rows().rowCount() && (last < 0 || row <= last); ++row)
            visit(page_.rows().value(row));
    }

    Console& console_;
    const TasksPage& page_;
    std::vector<double> latencies_;
};

bool prepare(Console& console)
{
    Json engine = { { "name", "quay-1" }, { "kind", "simulated" }, { "cluster", "default" } };
    engine["simulation"] = { { "cpus", 512 }, { "memory", 4'000'000 } };
    Json definition = { { "family", "web" } };
    definition["containerDefinitions"]
        = Json::array({ { { "name", "site" }, { "image", "nginx" }, { "memory", 16 }, { "cpu", 1 } } });
    return console.call("CreateCluster", { { "clusterName", "default" } })
        && console.call("AddEngine", std::move(engine)) && console.call("RegisterTaskDefinition", std::move(definition))
        && Console::wait_for([&console] {
               for (const auto& [id, instance] : console.session->state().container_instances())
                   return instance->agent_connected;
               return false;
           });
}

} // namespace

QUAYSIDE_BENCH("window.painted", "a task's new status in the core to its painted row, while containers launch")
{
    const bench::Gui gui;
    auto store = store::Store::open_in_memory();
    if (!store)
        return run.note("no store");
    Console console(std::move(*store));
    if (!prepare(console))
        return run.note("the engine did not come");
    auto* page = qobject_cast<TasksPage*>(console.window->findChild<ViewTabs*>()->open(PageKind::Tasks));
    page->table()->setFocus();
    const Watcher watcher(console, *page);
    const std::size_t launched = run.size(100);
    constexpr std::size_t kRounds = 5;
    for (std::size_t round = 1; round <= kRounds; ++round) {
        for (std::size_t i = 0; i < launched; i += kPerCall)
            console.client->call("RunTask",
                { { "taskDefinition", "web" }, { "count", std::min<std::size_t>(kPerCall, launched - i) } },
                [](const Result<Json>&) {});
        if (!Console::wait_for([&] { return console.running() >= round * launched; }))
            return run.note("not every task came to run");
    }
    run.add(
        { .name = "window.painted/" + std::to_string(launched), .n = launched, .rounds = watcher.latencies().size() },
        watcher.latencies());
}
