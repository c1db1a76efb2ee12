// What cannot be undone is asked and held, what can be is undone, and what may not be changed is not, in the window.

#include "core/api/service_model.h"
#include "tests/support/fake_client.h"
#include "ui/forms/confirmation_dialog.h"
#include "ui/forms/scale_dialog.h"
#include "ui/forms/stop_confirmation.h"
#include "ui/look/theme.h"
#include "ui/pages/cause_view.h"
#include "ui/pages/jobs_pane.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/remedies.h"
#include "ui/pages/table_page.h"
#include "ui/pages/why_pane.h"
#include "ui/palette/command_palette.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"
#include "ui/session/undo_log.h"
#include "ui/shell/action_bar.h"
#include "ui/shell/banner.h"
#include "ui/shell/bottom_pane.h"
#include "ui/shell/main_window.h"
#include "ui/shell/protection.h"
#include "ui/shell/status_segment.h"
#include "ui/shell/view_tabs.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;
using Act = ObjectActions::Id;

namespace {

constexpr int kSoon = 10'000;

class World {
public:
    explicit World(std::chrono::milliseconds grace = std::chrono::hours(1))
        : client(std::make_shared<FakeClient>())
        , session(client)
        , window(session, { directory.path(), true, nullptr, grace })
    {
        FleetSize size;
        size.services = true;
        client->show(fake_fleet(size, fake_now()));
        window.resize(1440, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY_WITH_TIMEOUT(!session.state().services().empty() && tabs()->current_page(), kSoon);
    }

    ViewTabs* tabs() const { return window.findChild<ViewTabs*>(); }
    ObjectActions& actions() const { return *window.findChild<ObjectActions*>(); }
    ActionBar* bar() const { return window.findChild<ActionBar*>(); }
    BottomPane* bottom() const { return window.findChild<BottomPane*>(); }
    Protection& protection() const { return *window.findChild<Protection*>(); }
    ChangeGate& gate() { return ChangeGate::of(session); }

    bool choose(PageKind kind, const char* column, const QString& text, const char* current = nullptr)
    {
        auto* page = qobject_cast<TablePage*>(tabs()->open(kind));
        auto* rows = page->table()->rows();
        page->table()->setFocus();
        const int at = rows->column_of(column);
        for (int row = 0; row < rows->rowCount(); ++row)
            if (rows->index(row, at).data().toString() == text) {
                page->table()->setCurrentIndex(rows->index(row, current ? rows->column_of(current) : at));
                return true;
            }
        return false;
    }
    bool choose_first(PageKind kind)
    {
        auto* page = qobject_cast<TablePage*>(tabs()->open(kind));
        if (!page || page->table()->rows()->rowCount() == 0)
            return false;
        page->table()->setFocus();
        page->table()->setCurrentIndex(page->table()->rows()->index(0, 0));
        return true;
    }
    template <class T>
    T* dialog() const
    {
        for (auto* found : window.findChildren<T*>())
            if (found->isVisible())
                return found;
        return nullptr;
    }
    QString segment(const QString& name) const
    {
        for (auto* found : window.findChildren<StatusSegment*>())
            if (found->accessibleName().startsWith(name))
                return found->accessibleName();
        return {};
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : static_cast<QWidget*>(&window), key, modifiers);
    }
    std::size_t changes() const // that were asked of the client
    {
        std::size_t count = 0;
        for (const auto* model : { &api::ecs_model(), &api::quayside_model() })
            for (const auto& operation : model->operations())
                if (nature_of(operation.name) != CallNature::Asks)
                    count += client->calls(operation.name).size();
        return count;
    }
    std::int64_t desired(const char* service) const
    {
        return session.state().services().find({ "harbour", service })->desired_count;
    }
    void scale_worker(const char* count)
    {
        QVERIFY(choose(PageKind::Services, "name", "worker", "desired"));
        key(Qt::Key_F2);
        auto* box = tabs()->current_page()->findChild<QSpinBox*>();
        QVERIFY(box);
        box->selectAll();
        QTest::keyClicks(box, count);
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desired("worker"), std::int64_t(QByteArray(count).toInt()), kSoon);
    }
    void ask_to_stop_a_task()
    {
        QVERIFY(choose(PageKind::Tasks, "definition", "cache:5"));
        key(Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(dialog<StopConfirmation>(), kSoon);
        dialog<StopConfirmation>()->run();
    }

    QTemporaryDir directory;
    std::shared_ptr<FakeClient> client;
    Session session;
    MainWindow window;
};

QAction* undo_of(MainWindow& window)
{
    for (auto* action : window.menuBar()->actions().at(1)->menu()->actions())
        if (action->text().remove(u'&').startsWith("Undo"))
            return action;
    return nullptr;
}

} // namespace

class TestSafetyWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void a_read_only_window_blocks_every_action_that_changes_and_says_why()
    {
        World world;
        world.key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(world.gate().is_read_only());
        QVERIFY2(world.segment("What may be changed").contains("Read-only"), qPrintable(world.segment("What may")));
        for (const auto kind : { PageKind::Services, PageKind::Tasks, PageKind::Instances, PageKind::TaskDefinitions,
                 PageKind::Clusters, PageKind::Engines, PageKind::Deployments }) {
            QVERIFY(world.choose_first(kind));
            for (int i = 0; i < ObjectActions::kActions; ++i) {
                auto* action = world.actions().action(static_cast<Act>(i));
                if (only_looks(static_cast<Act>(i)))
                    continue;
                QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
                QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->text()));
            }
        }
        QVERIFY(world.choose(PageKind::Services, "name", "worker"));
        QVERIFY(world.actions().action(Act::ScaleService)->toolTip().contains("read-only"));
        for (int i = 0; i < ObjectActions::kActions; ++i)
            world.actions().action(static_cast<Act>(i))->trigger();
        QCOMPARE(world.changes(), std::size_t(0));
        while (auto* opened = world.dialog<QDialog>()) // by what only looks
            opened->reject();
        world.key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(world.choose(PageKind::Services, "name", "worker"));
        QVERIFY(world.actions().action(Act::ScaleService)->isEnabled());
    }

    void the_palette_says_why_nothing_may_be_changed()
    {
        World world;
        world.gate().set_read_only(true);
        QVERIFY(world.choose(PageKind::Services, "name", "worker"));
        world.key(Qt::Key_K, Qt::ControlModifier);
        auto* palette = world.window.findChild<CommandPalette*>();
        QTest::keyClicks(palette->findChild<QLineEdit*>(), "scale worker");
        const auto* rows = palette->findChild<QListView*>()->model();
        QString scale; // as it is read out
        for (int row = 0; row < rows->rowCount() && scale.isEmpty(); ++row)
            if (const QString said = rows->index(row, 0).data(Qt::AccessibleTextRole).toString();
                said.contains("scale", Qt::CaseInsensitive))
                scale = said;
        QVERIFY2(scale.contains("read-only"), qPrintable(scale));
    }

    void a_read_only_window_is_one_at_the_next_start_too()
    {
        World world;
        world.gate().set_read_only(true);
        world.gate().set_protected("harbour", true);
        Session session(std::make_shared<FakeClient>());
        const MainWindow next(session, { world.directory.path(), true });
        QVERIFY(ChangeGate::of(session).is_read_only());
        QVERIFY(ChangeGate::of(session).is_locked("harbour"));
    }

    void a_scaling_is_undone_and_redone_by_keys()
    {
        World world;
        world.scale_worker("6");
        QTRY_VERIFY_WITH_TIMEOUT(!world.bar()->sentence().isEmpty(), kSoon);
        QVERIFY2(world.bar()->sentence().contains("scale worker 3→6"), qPrintable(world.bar()->sentence()));
        QVERIFY(world.bar()->undo_button()->isVisible());
        QCOMPARE(undo_of(world.window)->text(), QStringLiteral("&Undo scale worker 3→6"));
        world.key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(world.desired("worker"), std::int64_t(3), kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(!world.bar()->undo_button()->isVisible(), kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(!undo_of(world.window)->isEnabled(), kSoon);
        world.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(world.desired("worker"), std::int64_t(6), kSoon);
    }

    void what_cannot_be_undone_is_held_and_called_off_by_a_key()
    {
        World world;
        world.ask_to_stop_a_task();
        QTRY_VERIFY_WITH_TIMEOUT(world.bar()->holds() && world.bar()->cancel_button()->isVisible(), kSoon);
        QVERIFY2(world.bar()->sentence().startsWith("Stop 1 task in "), qPrintable(world.bar()->sentence()));
        QVERIFY(world.client->calls("StopTask").empty());
        world.window.activateWindow();
        QTest::keyClick(&world.window, Qt::Key_Z, Qt::ControlModifier);
        QTest::keyRelease(&world.window, Qt::Key_Control); // else what is chosen next is chosen beside the last
        QVERIFY(!world.bar()->holds());
        QVERIFY(world.client->calls("StopTask").empty());
        world.ask_to_stop_a_task();
        QTRY_VERIFY_WITH_TIMEOUT(world.bar()->now_button()->isVisible(), kSoon);
        world.bar()->now_button()->click();
        QTRY_COMPARE_WITH_TIMEOUT(world.client->calls("StopTask").size(), std::size_t(1), kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(
            undo_of(world.window)->toolTip().contains("StopTask cannot be undone"), kSoon); // and the menu says so
    }

    void what_was_confirmed_is_sent_when_the_window_closes()
    {
        World world;
        world.ask_to_stop_a_task();
        QVERIFY(world.client->calls("StopTask").empty());
        world.window.close();
        QTRY_COMPARE_WITH_TIMEOUT(world.client->calls("StopTask").size(), std::size_t(1), kSoon);
    }

    void what_stopping_does_to_a_service_is_said_and_stays_true()
    {
        World world;
        QVERIFY(world.choose(PageKind::Tasks, "definition", "cache:5"));
        world.key(Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(world.dialog<StopConfirmation>(), kSoon);
        auto* dialog = world.dialog<StopConfirmation>();
        QVERIFY2(dialog->sentence().contains("cache goes from 3 to 2 running tasks"), qPrintable(dialog->sentence()));
        QVERIFY2(dialog->sentence().contains("below its minimum of 3"), qPrintable(dialog->sentence()));
        auto service = *world.session.state().services().find({ "harbour", "cache" });
        service.deployment_configuration.minimum_healthy_percent = 50;
        model::ChangeSet set;
        set.of<model::Service>().push_back({ world.session.state().services().find({ "harbour", "cache" }),
            std::make_shared<const model::Service>(service) });
        world.client->publish(std::move(set));
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->sentence().contains("below its minimum"), kSoon);
    }

    void in_a_protected_cluster_nothing_happens_before_it_is_unlocked_and_its_name_typed()
    {
        World world;
        QVERIFY(world.choose(PageKind::Services, "name", "cache"));
        world.protection().mark()->trigger();
        auto* remove = world.actions().action(Act::DeleteService);
        QVERIFY(!remove->isEnabled() && remove->toolTip().contains("protected"));
        QVERIFY(world.segment("What may be changed").contains("Protected"));
        world.protection().unlock()[0]->trigger();
        QVERIFY(remove->isEnabled());
        QVERIFY(world.segment("What may be changed").contains("Unlocked"));
        remove->trigger();
        auto* dialog = world.dialog<ConfirmationDialog>();
        QVERIFY(dialog && dialog->typed_name());
        QVERIFY(!dialog->verb_button()->isEnabled());
        dialog->run();
        QVERIFY(dialog->isVisible());
        QTest::keyClicks(dialog->typed_name(), "harbour");
        QVERIFY(dialog->verb_button()->isEnabled());
        dialog->reject();
        world.protection().mark()->trigger(); // which asks for the name as well
        QTRY_VERIFY_WITH_TIMEOUT(world.dialog<UnprotectDialog>(), kSoon);
        QVERIFY(world.gate().is_protected("harbour"));
        QTest::keyClicks(world.dialog<UnprotectDialog>()->name(), "harbour");
        world.dialog<UnprotectDialog>()->accept();
        QVERIFY(!world.gate().is_protected("harbour"));
    }

    void why_a_service_is_not_steady_is_told_and_helped_by_keys()
    {
        World world;
        QVERIFY(world.choose(PageKind::Services, "name", "api"));
        world.key(Qt::Key_E, Qt::ControlModifier);
        auto* pane = world.bottom()->why();
        QCOMPARE(world.bottom()->currentWidget(), pane);
        QVERIFY(!pane->diagnosis().is_steady());
        QCOMPARE(static_cast<int>(pane->diagnosis().causes.front().kind), static_cast<int>(Cause::Kind::NoPlace));
        auto* cause = pane->findChild<CauseView*>();
        QPushButton* scale = nullptr;
        for (auto* button : cause->findChildren<QPushButton*>())
            if (button->text().startsWith("Scale"))
                scale = button;
        QVERIFY(scale);
        QTRY_VERIFY_WITH_TIMEOUT(scale->isVisible(), kSoon);
        for (int i = 0; i < 20 && QApplication::focusWidget() != scale; ++i)
            world.key(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), scale);
        world.key(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(world.dialog<ScaleDialog>(), kSoon);
        QCOMPARE(world.dialog<ScaleDialog>()->windowTitle(), QString("Scale api"));
    }

    void the_list_of_what_needs_attention_leads_to_the_panel()
    {
        World world;
        auto* page = world.tabs()->open(PageKind::Overview);
        TableView* attention = nullptr;
        for (auto* table : page->findChildren<TableView*>())
            if (table->rows()->column_of("step") >= 0)
                attention = table;
        QVERIFY(attention);
        auto* rows = attention->rows();
        const auto row_of_api = [&] {
            for (int row = 0; row < rows->rowCount(); ++row)
                if (rows->index(row, rows->column_of("object")).data().toString() == "api")
                    return row;
            return -1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(row_of_api() >= 0, kSoon);
        const QString what = rows->index(row_of_api(), rows->column_of("what")).data().toString();
        attention->setFocus();
        attention->setCurrentIndex(rows->index(row_of_api(), 0));
        QTest::keyClick(attention, Qt::Key_Return);
        auto* pane = world.bottom()->why();
        QTRY_COMPARE_WITH_TIMEOUT(pane->object(), (ObjectRef{ ObjectRef::Kind::Service, "harbour/api", {} }), kSoon);
        QVERIFY2(what.startsWith(pane->diagnosis().causes.front().title), qPrintable(what));
    }

    void a_pull_is_a_job_that_is_seen_stopped_and_tried_again()
    {
        World world;
        const auto job = [](const char* status) {
            return Json{ { "jobs",
                { { { "jobId", 4 }, { "kind", "PULL" }, { "status", status }, { "engine", "quay-a" },
                    { "image", "harbour/web:2" }, { "message", "layer 3" }, { "current", 10 }, { "total", 40 } } } } };
        };
        world.client->answer("ListImageJobs", job("RUNNING"));
        world.key(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
        auto* pane = world.bottom()->jobs();
        QCOMPARE(world.bottom()->currentWidget(), pane);
        QTRY_VERIFY_WITH_TIMEOUT(pane->rows().find("image/4"), kSoon);
        QTRY_VERIFY2_WITH_TIMEOUT(world.segment("Jobs").contains("Jobs"), qPrintable(world.segment("Jobs")), kSoon);
        pane->table()->setCurrentIndex(pane->rows().index_of("image/4"));
        QTRY_VERIFY_WITH_TIMEOUT(pane->stop_button()->isEnabled(), kSoon);
        QVERIFY(!pane->retry_button()->isEnabled() && !pane->retry_button()->toolTip().isEmpty());
        pane->stop_button()->click();
        QTRY_COMPARE_WITH_TIMEOUT(world.client->calls("StopImageJob").size(), std::size_t(1), kSoon);
        world.client->answer("ListImageJobs", job("FAILED"));
        QTRY_VERIFY_WITH_TIMEOUT(pane->retry_button()->isEnabled(), kSoon);
        pane->retry_button()->click();
        QTRY_COMPARE_WITH_TIMEOUT(world.client->calls("PullImage").size(), std::size_t(1), kSoon);
        pane->copy_button()->click();
        QVERIFY(QApplication::clipboard()->text().contains("Pull harbour/web:2 on quay-a"));
    }

    void deployments_and_what_was_held_are_jobs_too()
    {
        World world;
        world.ask_to_stop_a_task();
        world.key(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
        auto* pane = world.bottom()->jobs();
        QTRY_VERIFY_WITH_TIMEOUT(pane->rows().find("batch/1"), kSoon);
        const auto held = pane->rows().find("batch/1");
        QCOMPARE(static_cast<int>(held->status), static_cast<int>(JobRow::Status::Held));
        bool deploys = false;
        for (int row = 0; row < pane->rows().rowCount(); ++row)
            deploys = deploys || pane->rows().value(row)->what.startsWith("Deploy web 12");
        QVERIFY(deploys);
        pane->table()->setCurrentIndex(pane->rows().index_of("batch/1"));
        pane->stop_button()->click();
        QVERIFY(!world.bar()->holds());
        QVERIFY(world.client->calls("StopTask").empty());
    }
};

QTEST_MAIN(TestSafetyWindow)
#include "tst_safety_window.moc"
