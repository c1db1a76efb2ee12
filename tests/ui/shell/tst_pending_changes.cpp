#include "tests/support/fake_client.h"
#include "ui/forms/confirmation_dialog.h"
#include "ui/look/theme.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/plan_dialog.h"
#include "ui/pages/table_page.h"
#include "ui/session/change_gate.h"
#include "ui/shell/main_window.h"
#include "ui/shell/view_tabs.h"
#include "ui/tables/pending_strip.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <nlohmann/json.hpp>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kSoon = 10'000;

struct World {
    World()
        : client(std::make_shared<FakeClient>())
        , session(client)
        , window(session, { directory.path(), true })
    {
        window.show();
        window.activateWindow();
        client->show(fake_fleet({ .services = true }, fake_now()));
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(QTest::qWaitFor([this] { return tabs()->current_page() != nullptr; }, kSoon));
    }

    ViewTabs* tabs() const { return window.findChild<ViewTabs*>(); }
    QAction* action(const char* name) const { return window.findChild<QAction*>(QLatin1String(name)); }

    QTemporaryDir directory;
    std::shared_ptr<FakeClient> client;
    Session session;
    MainWindow window;
};

// A cell of a row that can be edited there.
QModelIndex editable_cell(const RowModel& rows, const QString& column)
{
    const int at = rows.column_of(column);
    for (int row = 0; row < rows.rowCount(); ++row)
        if (rows.index(row, at).flags().testFlag(Qt::ItemIsEditable))
            return rows.index(row, at);
    return {};
}

PlanDialog* plan(const World& world)
{
    for (auto* dialog : world.window.findChildren<PlanDialog*>())
        if (dialog->isVisible())
            return dialog;
    return nullptr;
}

} // namespace

class TestPendingChanges : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void a_note_waits_until_ctrl_enter()
    {
        World world;
        auto* page = qobject_cast<TablePage*>(world.tabs()->open(PageKind::TaskDefinitions));
        auto* rows = page->table()->rows();
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > 0, kSoon);
        auto* strip = page->findChild<PendingStrip*>();
        QVERIFY(!strip->isVisible());
        QVERIFY(!world.action("apply-edits")->isEnabled());
        page->table()->setFocus();
        page->table()->setCurrentIndex(editable_cell(*rows, "note"));
        QTest::keyClick(page->table(), Qt::Key_F2);
        auto* editor = page->table()->findChild<QLineEdit*>();
        QVERIFY(editor);
        QTest::keyClicks(editor, "for Friday");
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(page->pending(), 1, kSoon);
        QVERIFY(strip->isVisible());
        QVERIFY(world.client->calls("UpdateTaskDefinitionNote").empty());
        QVERIFY(world.action("apply-edits")->isEnabled());
        page->table()->setFocus();
        QTest::keyClick(&world.window, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(world.client->calls("UpdateTaskDefinitionNote").size(), std::size_t(1), kSoon);
        QVERIFY(!strip->isVisible());
    }

    void what_waits_is_tried_before_it_is_applied()
    {
        World world;
        auto* page = qobject_cast<TablePage*>(world.tabs()->open(PageKind::Services));
        auto* rows = page->table()->rows();
        QTRY_VERIFY_WITH_TIMEOUT(editable_cell(*rows, "min").isValid(), kSoon);
        QVERIFY(rows->setData(editable_cell(*rows, "min"), "80 %"));
        QVERIFY(!rows->setData(editable_cell(*rows, "max"), "50"));
        QVERIFY(rows->setData(editable_cell(*rows, "max"), "150"));
        // With something waiting, a desired count waits as well.
        QVERIFY(rows->setData(editable_cell(*rows, "desired"), "9"));
        QCOMPARE(page->pending(), 3);
        QVERIFY(world.client->calls("UpdateService").empty());
        const Json yes{ { "operation", "UpdateService" }, { "accepted", true } };
        const Json no{ { "operation", "UpdateService" }, { "accepted", false }, { "reason", "maximumPercent is <b>" } };
        world.client->answer("PreviewCalls", Json{ { "results", Json::array({ yes, yes, no }) } });
        world.action("preview-edits")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(plan(world), kSoon);
        auto* dialog = plan(world);
        QCOMPARE(dialog->lines()->topLevelItemCount(), 3);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->lines()->topLevelItem(2)->text(4), QString("maximumPercent is <b>"), kSoon);
        QVERIFY(!dialog->apply_button()->isEnabled());
        QVERIFY(dialog->lines()->topLevelItem(0)->text(4).startsWith("Starts"));
        QCOMPARE(world.client->calls("PreviewCalls").front().input["calls"].size(), std::size_t(3));
        dialog->reject();
        world.client->answer("PreviewCalls", Json{ { "results", Json::array({ yes, yes, yes }) } });
        world.action("preview-edits")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(plan(world) && plan(world)->apply_button()->isEnabled(), kSoon);
        plan(world)->apply_button()->click();
        QTRY_COMPARE_WITH_TIMEOUT(world.client->calls("UpdateService").size(), std::size_t(3), kSoon);
        QCOMPARE(page->pending(), 0);
    }

    void in_an_unlocked_protected_cluster_an_edit_is_agreed_to_first()
    {
        World world;
        auto* page = qobject_cast<TablePage*>(world.tabs()->open(PageKind::Services));
        auto* rows = page->table()->rows();
        QTRY_VERIFY_WITH_TIMEOUT(editable_cell(*rows, "desired").isValid(), kSoon);
        const auto cluster = world.window.findChild<ObjectActions*>()->cluster();
        auto& gate = ChangeGate::of(world.session);
        gate.set_protected(cluster, true);
        gate.unlock(cluster, std::chrono::minutes(5));
        const auto question = [&world] {
            ConfirmationDialog* found = nullptr;
            for (auto* dialog : world.window.findChildren<ConfirmationDialog*>())
                found = dialog->isVisible() ? dialog : found;
            return found;
        };
        QVERIFY(rows->setData(editable_cell(*rows, "desired"), "9"));
        QTRY_VERIFY_WITH_TIMEOUT(question(), kSoon);
        QVERIFY(world.client->calls("UpdateService").empty());
        QTest::keyClick(question(), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!question(), kSoon);
        QVERIFY(world.client->calls("UpdateService").empty());

        QVERIFY(rows->setData(editable_cell(*rows, "desired"), "9"));
        QTRY_VERIFY_WITH_TIMEOUT(question(), kSoon);
        if (auto* name = question()->typed_name())
            QTest::keyClicks(name, QString::fromStdString(cluster));
        QTest::mouseClick(question()->verb_button(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(world.client->calls("UpdateService").size(), std::size_t(1), kSoon);
    }

    void what_waits_is_discarded()
    {
        World world;
        auto* page = qobject_cast<TablePage*>(world.tabs()->open(PageKind::Instances));
        auto* rows = page->table()->rows();
        QTRY_VERIFY_WITH_TIMEOUT(editable_cell(*rows, "attributes").isValid(), kSoon);
        QVERIFY(rows->setData(editable_cell(*rows, "attributes"), "rack=7"));
        QCOMPARE(page->pending(), 1);
        world.action("discard-edits")->trigger();
        QCOMPARE(page->pending(), 0);
        QVERIFY(world.client->calls("PutAttributes").empty());
    }

    void a_desired_count_alone_is_asked_for_at_once()
    {
        World world;
        auto* page = qobject_cast<TablePage*>(world.tabs()->open(PageKind::Services));
        auto* rows = page->table()->rows();
        QTRY_VERIFY_WITH_TIMEOUT(editable_cell(*rows, "desired").isValid(), kSoon);
        QVERIFY(rows->setData(editable_cell(*rows, "desired"), "9"));
        QTRY_COMPARE_WITH_TIMEOUT(world.client->calls("UpdateService").size(), std::size_t(1), kSoon);
        QCOMPARE(page->pending(), 0);
    }
};

QTEST_MAIN(TestPendingChanges)
#include "tst_pending_changes.moc"
