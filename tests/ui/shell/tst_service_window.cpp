// Services in the whole window: what is typed and pressed, and what is asked of the client for it.

#include "tests/support/fake_client.h"
#include "ui/charts/rollout_chart.h"
#include "ui/forms/confirmation_dialog.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/pages/deployment_page.h"
#include "ui/pages/details_pane.h"
#include "ui/pages/explain_tab.h"
#include "ui/pages/explain_view.h"
#include "ui/pages/lane_table.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/table_page.h"
#include "ui/pages/why_pane.h"
#include "ui/palette/command_palette.h"
#include "ui/shell/bottom_pane.h"
#include "ui/shell/main_window.h"
#include "ui/shell/navigator.h"
#include "ui/shell/view_tabs.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"
#include "ui/topology/topology_view.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kSoon = 10'000;

class World {
public:
    World()
        : client(std::make_shared<FakeClient>())
        , session(client)
        , window(session, { directory.path(), true })
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
    TableView* open(PageKind kind)
    {
        auto* page = qobject_cast<TablePage*>(tabs()->open(kind));
        page->table()->setFocus();
        return page->table();
    }
    // The row in which the column says so becomes the current one.
    QModelIndex choose(PageKind kind, const char* column, const QString& text, const char* current = nullptr)
    {
        auto* table = open(kind);
        auto* rows = table->rows();
        const int at = rows->column_of(column);
        for (int row = 0; row < rows->rowCount(); ++row)
            if (rows->index(row, at).data().toString() == text) {
                const auto index = rows->index(row, current ? rows->column_of(current) : at);
                table->setCurrentIndex(index);
                return index;
            }
        return {};
    }
    template <class T>
    T* dialog() const
    {
        for (auto* found : window.findChildren<T*>())
            if (found->isVisible())
                return found;
        return nullptr;
    }
    void act(ObjectActions::Id id) { window.findChild<ObjectActions*>()->action(id)->trigger(); }
    Json input_of(const std::string& operation) const
    {
        const auto calls = client->calls(operation);
        return calls.empty() ? Json::object() : calls.back().input;
    }

    QTemporaryDir directory;
    std::shared_ptr<FakeClient> client;
    Session session;
    MainWindow window;
};

} // namespace

class TestServiceWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void a_desired_count_is_edited_in_the_table()
    {
        World world;
        const auto cell = world.choose(PageKind::Services, "name", "worker", "desired");
        QVERIFY(cell.isValid());
        QTest::keyClick(&world.window, Qt::Key_F2);
        auto* box = world.tabs()->current_page()->findChild<QSpinBox*>();
        QVERIFY(box);
        box->selectAll();
        QTest::keyClicks(box, "6");
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(world.input_of("UpdateService").value("desiredCount", 0), 6, kSoon);
        QTRY_COMPARE_WITH_TIMEOUT(
            world.session.state().services().find({ "harbour", "worker" })->desired_count, std::int64_t(6), kSoon);
    }

    void the_palette_scales_goes_and_has_every_action()
    {
        World world;
        QVERIFY(world.choose(PageKind::Services, "name", "worker").isValid());
        auto* palette = world.window.findChild<CommandPalette*>();
        auto* field = palette->findChild<QLineEdit*>();
        const auto type = [&](const char* text) {
            QTest::keyClick(&world.window, Qt::Key_K, Qt::ControlModifier);
            QVERIFY(field->hasFocus());
            QTest::keyClicks(field, text);
            QTest::keyClick(field, Qt::Key_Return);
        };
        type("scale worker");
        QTest::keyClicks(field, "5");
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(world.input_of("UpdateService").value("desiredCount", 0), 5, kSoon);
        type("@cache");
        QVERIFY(!palette->isVisible());
        QTRY_COMPARE(world.tabs()->current_page()->selection(),
            (std::vector<ObjectRef>{ { ObjectRef::Kind::Service, "harbour/cache", {} } }));
        auto* list = palette->findChild<QListView*>();
        for (auto* action : world.window.actions()) {
            QTest::keyClick(&world.window, Qt::Key_K, Qt::ControlModifier);
            const auto title = action->text().remove('&').remove(QRegularExpression("^\\d  "));
            field->setText('>' + title);
            bool found = false;
            for (int row = 0; row < list->model()->rowCount(); ++row)
                found = found || list->model()->index(row, 0).data().toString() == title;
            QVERIFY2(found, qPrintable(title));
            QTest::keyClick(field, Qt::Key_Escape);
        }
    }

    void the_topology_is_live_and_shares_its_selection()
    {
        World world;
        QTest::keyClick(&world.window, Qt::Key_T, Qt::ControlModifier);
        auto* view = world.tabs()->current_page()->findChild<TopologyView*>();
        QVERIFY(view && view->hasFocus());
        QTRY_VERIFY(!view->topology().empty());
        std::size_t instances = 0;
        std::size_t tasks = 0;
        for (const auto& zone : view->topology())
            for (const auto& instance : zone.instances) {
                ++instances;
                tasks += instance.tasks.size();
            }
        const auto& state = world.session.state();
        QCOMPARE(instances, state.instances_in("harbour").size());
        QVERIFY(tasks > 0);
        QTest::keyClick(view, Qt::Key_Right);
        const auto chosen = world.tabs()->current_page()->selection();
        QCOMPARE(chosen.size(), 1u);
        QTRY_VERIFY(world.window.findChild<DetailsPane*>()->isVisible());
        QCOMPARE(world.window.findChild<DetailsPane*>()->object(), chosen.front());
        const auto more = from_utf8(state.container_instances().find(chosen.front().id)->name);
        QVERIFY2(view->accessibleDescription().startsWith(more), qPrintable(view->accessibleDescription()));
    }

    void a_count_that_is_refused_is_said_at_the_cell()
    {
        World world;
        world.client->answer("UpdateService", fail(Error::invalid_parameter("No more than that.")));
        const auto cell = world.choose(PageKind::Services, "name", "worker", "desired");
        auto* rows = const_cast<QAbstractItemModel*>(cell.model());
        const QPersistentModelIndex kept(cell);
        QVERIFY(rows->setData(cell, "7"));
        QTRY_COMPARE_WITH_TIMEOUT(kept.data(RowModel::ErrorRole).toString(), QString("No more than that."), kSoon);
        QCOMPARE(kept.data().toString(), QString("3"));
    }

    void the_navigator_counts_services_and_shows_the_worst()
    {
        World world;
        auto* navigator = world.window.findChild<Navigator*>();
        const auto texts = [navigator] {
            QStringList found;
            for (auto* item : navigator->findItems("*", Qt::MatchWildcard | Qt::MatchRecursive))
                found << item->data(0, Qt::AccessibleTextRole).toString();
            return found.join('|');
        };
        QTRY_VERIFY2_WITH_TIMEOUT(texts().contains("Services 9, 1 unsteady"), qPrintable(texts()), kSoon);
        QVERIFY2(texts().contains("Deployments 1, under way"), qPrintable(texts()));
    }

    void deleting_a_service_names_what_stops()
    {
        World world;
        QVERIFY(world.choose(PageKind::Services, "name", "cache").isValid());
        world.act(ObjectActions::Id::DeleteService);
        auto* dialog = world.dialog<ConfirmationDialog>();
        QVERIFY(dialog);
        QVERIFY2(dialog->accessibleDescription().contains("3 tasks stop"), qPrintable(dialog->accessibleDescription()));
        QVERIFY(world.client->calls("DeleteService").empty());
        dialog->run();
        QTRY_COMPARE_WITH_TIMEOUT(world.input_of("DeleteService").value("service", ""), std::string("cache"), kSoon);
    }

    void a_deployment_opens_in_a_page_of_its_own_and_is_rolled_back()
    {
        World world;
        QVERIFY(world.choose(PageKind::Services, "name", "web").isValid());
        world.act(ObjectActions::Id::ShowDeployment);
        auto* page = qobject_cast<DeploymentPage*>(world.tabs()->current_page());
        QVERIFY(page);
        QCOMPARE(world.tabs()->tabText(world.tabs()->currentIndex()), QString("Deployment: web 12 → 13"));
        QTRY_VERIFY_WITH_TIMEOUT(page->findChild<LaneTable*>()->lanes().rowCount() >= 10, kSoon);
        QVERIFY(!world.window.findChild<DetailsPane*>()->isVisible()); // the page has its room
        auto* chart = page->findChild<RolloutChart*>();
        const auto shows = [chart](const QColor& wanted) {
            const QImage picture = chart->grab().toImage();
            for (int y = 0; y < picture.height(); y += 2)
                for (int x = 0; x < picture.width(); x += 2)
                    if (picture.pixel(x, y) == wanted.rgb())
                        return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(shows(brush_of(RolloutLegend::Part::NewRunning).color()), kSoon);
        QPushButton* back = nullptr;
        for (auto* button : page->findChildren<QPushButton*>())
            if (button->text().contains("back to 12"))
                back = button;
        QVERIFY(back && back->isEnabled());
        back->click();
        auto* dialog = world.dialog<ConfirmationDialog>();
        QVERIFY(dialog);
        dialog->run();
        QTRY_COMPARE_WITH_TIMEOUT(
            world.input_of("StopServiceDeployment").value("stopType", ""), std::string("ROLLBACK"), kSoon);
        world.tabs()->open(PageKind::Services);
        QVERIFY(world.window.findChild<DetailsPane*>()->isVisible());
    }

    void the_placement_of_a_service_is_explained_at_the_bottom()
    {
        World world;
        QVERIFY(world.choose(PageKind::Services, "name", "api").isValid());
        world.act(ObjectActions::Id::Explain);
        auto* bottom = world.window.findChild<BottomPane*>();
        QCOMPARE(bottom->currentWidget(), bottom->why());
        QCOMPARE(bottom->tabText(bottom->currentIndex()), QString("Explain: api"));
        auto* view = bottom->explanation()->view();
        QTRY_COMPARE_WITH_TIMEOUT(view->explanation().rows.size(), std::size_t(8), kSoon);
        QCOMPARE(world.input_of("ExplainPlacement").value("service", ""), std::string("api"));
        QVERIFY(view->table()->isVisible());
    }

    void tasks_are_protected_and_let_go()
    {
        World world;
        auto* table = world.open(PageKind::Tasks);
        auto* rows = table->rows();
        const int service = rows->column_of("service");
        int chosen = -1;
        for (int row = 0; row < rows->rowCount() && chosen < 0; ++row)
            if (rows->index(row, service).data().toString() == "worker")
                chosen = row;
        QVERIFY(chosen >= 0);
        table->setCurrentIndex(rows->index(chosen, 0));
        world.act(ObjectActions::Id::Protect);
        QTRY_COMPARE_WITH_TIMEOUT(
            world.input_of("UpdateTaskProtection").value("protectionEnabled", false), true, kSoon);
        const auto* unprotect = world.window.findChild<ObjectActions*>()->action(ObjectActions::Id::Unprotect);
        QTRY_VERIFY_WITH_TIMEOUT(unprotect->isEnabled(), kSoon);
        world.act(ObjectActions::Id::Unprotect);
        QTRY_COMPARE_WITH_TIMEOUT(
            world.input_of("UpdateTaskProtection").value("protectionEnabled", true), false, kSoon);
    }
};

QTEST_MAIN(TestServiceWindow)
#include "tst_service_window.moc"
