// Every table of the window under a storm of changes, with Qt's own judge of item models beside each.

#include "core/base/random.h"
#include "tests/support/fake_client.h"
#include "ui/look/theme.h"
#include "ui/pages/table_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/view_tabs.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <random>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kSoon = 10'000;
constexpr int kRounds = 300;

model::State fleet()
{
    FleetSize size;
    size.services = true;
    return fake_fleet(size, fake_now());
}

// Changes records of a copy of the fleet at random and tells what it did.
class Storm {
public:
    explicit Storm(unsigned seed)
        : random_(seed)
    {
        state_.apply(fleet().everything());
    }

    model::ChangeSet blow()
    {
        model::ChangeSet set;
        for (int i = below(6); i >= 0; --i)
            one_task(set);
        flip<model::ContainerInstance>(
            set, [](auto& instance) { instance.agent_connected = !instance.agent_connected; });
        flip<model::Engine>(set, [](auto& engine) { engine.connected = !engine.connected; });
        flip<model::TaskDefinition>(set, [this](auto& definition) { definition.note = std::to_string(below(100)); });
        flip<model::Cluster>(set, [this](auto& cluster) { cluster.tags = { { "n", std::to_string(below(9)) } }; });
        flip<model::Service>(set, [this](auto& service) { service.desired_count = below(9); });
        flip<model::Deployment>(set, [this](auto& deployment) {
            deployment.failed_tasks = below(4);
            deployment.service_deployment_status = static_cast<model::ServiceDeploymentStatus>(below(9));
        });
        event(set);
        state_.apply(set);
        return set;
    }

    const model::State& state() const { return state_; }

private:
    int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

    template <class T>
    std::shared_ptr<const T> any()
    {
        const auto all = state_.of<T>().all();
        return all.empty() ? nullptr : all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    }

    template <class T, class F>
    void flip(model::ChangeSet& set, F change)
    {
        if (const auto before = any<T>(); before && below(3) == 0) {
            auto after = std::make_shared<T>(*before);
            change(*after);
            set.of<T>().push_back({ before, after });
        }
    }

    // Added, removed, or in another state; each task at most once a set.
    void one_task(model::ChangeSet& set)
    {
        const auto before = any<model::Task>();
        for (const auto& change : set.of<model::Task>())
            if (change.any().id == before->id)
                return;
        auto after = std::make_shared<model::Task>(*before);
        switch (below(4)) {
        case 0:
            after->id = ids_.id();
            after->row = ++row_;
            return set.of<model::Task>().push_back({ nullptr, after });
        case 1:
            if (state_.tasks().size() > 10)
                set.of<model::Task>().push_back({ before, nullptr });
            return;
        default:
            after->last_status = static_cast<model::TaskStatus>(below(8));
            after->created_at += std::chrono::seconds(below(100));
            set.of<model::Task>().push_back({ before, after });
        }
    }

    void event(model::ChangeSet& set)
    {
        auto event = std::make_shared<model::Event>();
        event->row = ++row_;
        event->at = fake_now() + std::chrono::seconds(below(1'000));
        event->cluster = "harbour";
        event->message = "storm";
        if (below(3) == 0) { // of a service: its row joins the last of them
            event->kind = model::EventKind::Service;
            event->object = "api";
        }
        set.of<model::Event>().push_back({ nullptr, event });
        if (const auto old = any<model::Event>())
            set.of<model::Event>().push_back({ old, nullptr });
    }

    std::mt19937 random_;
    Random ids_{ 7 };
    RowId row_ = 1'000'000;
    model::State state_;
};

// Counts what is painted anywhere in the program.
class PaintCounter : public QObject {
public:
    PaintCounter() { qApp->installEventFilter(this); }
    int paints = 0;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

class TestTableStorm : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void every_table_keeps_its_promises()
    {
        const auto client = std::make_shared<FakeClient>();
        QTemporaryDir directory;
        Session session(client);
        MainWindow window(session, { directory.path(), true });
        window.show();
        client->show(fleet());
        auto* tabs = window.findChild<ViewTabs*>();
        QTRY_VERIFY_WITH_TIMEOUT(tabs->current_page(), kSoon);
        std::vector<std::unique_ptr<QAbstractItemModelTester>> judges;
        RowModel* tasks = nullptr;
        for (int i = 0; i < kPages; ++i) {
            auto* page = qobject_cast<TablePage*>(tabs->open(static_cast<PageKind>(i)));
            if (!page)
                continue;
            auto* rows = page->table()->rows();
            judges.push_back(std::make_unique<QAbstractItemModelTester>(
                rows, QAbstractItemModelTester::FailureReportingMode::Fatal));
            if (static_cast<PageKind>(i) == PageKind::Tasks)
                tasks = rows;
        }
        QVERIFY(judges.size() >= 9);

        Storm storm(20261123);
        for (int round = 0; round < kRounds; ++round) {
            client->publish(storm.blow());
            if (round % 10 == 0)
                tabs->open(static_cast<PageKind>(round / 10 % kPages));
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE_WITH_TIMEOUT(session.state().tasks().size(), storm.state().tasks().size(), kSoon);
        QTRY_COMPARE_WITH_TIMEOUT(tasks->rowCount(), static_cast<int>(storm.state().tasks_in("harbour").size()), kSoon);
    }

    void a_hidden_window_paints_nothing()
    {
        const auto client = std::make_shared<FakeClient>();
        QTemporaryDir directory;
        Session session(client);
        MainWindow window(session, { directory.path(), true });
        PaintCounter counter;
        window.show();
        client->show(fleet());
        QTRY_VERIFY_WITH_TIMEOUT(counter.paints > 0 && !session.state().tasks().empty(), kSoon);
        window.hide();
        QCoreApplication::processEvents();
        counter.paints = 0;
        Storm storm(1);
        for (int round = 0; round < 50; ++round) {
            client->publish(storm.blow());
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE_WITH_TIMEOUT(session.state().tasks().size(), storm.state().tasks().size(), kSoon);
        QCOMPARE(counter.paints, 0);
    }
};

QTEST_MAIN(TestTableStorm)
#include "tst_table_storm.moc"
