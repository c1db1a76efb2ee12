#include "ui/look/theme.h"
#include "ui/topology/topology_layout.h"
#include "ui/topology/topology_view.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace quayside;
using namespace quayside::ui;

namespace {

Id id(std::size_t number)
{
    return *Id::parse(QStringLiteral("%1").arg(number, 32, 16, QChar(u'0')).toStdString());
}

// Zones of as many instances as are given, each with tasks that reserve a tenth.
TopologyZones cluster(const std::vector<int>& zones, int tasks = 3)
{
    TopologyZones topology;
    std::size_t number = 1;
    for (const int count : zones) {
        TopologyZone zone;
        zone.name = QStringLiteral("zone-%1").arg(topology.size());
        for (int i = 0; i < count; ++i) {
            TopologyInstance instance;
            instance.id = id(number++);
            instance.name = QStringLiteral("instance-%1").arg(i);
            instance.state = { StateGlyph::Healthy, "Active", 0 };
            instance.weight = i % 2 ? 2048 : 4096;
            for (int t = 0; t < tasks; ++t)
                instance.tasks.push_back({ id(number++), "web:1", 0, 0.1, 0.5, StateGlyph::None });
            zone.instances.push_back(instance);
        }
        topology.push_back(zone);
    }
    return topology;
}

TopologyFacts facts(const TopologyItem& item)
{
    TopologyFacts facts;
    facts.title = item.task.is_null() ? "instance" : "task";
    facts.lines = { { "CPU", "1 of 2 reserved", "3 % used" } };
    return facts;
}

void compare_all_inside(const TopologyLayout& layout, double width)
{
    for (const auto& box : layout.boxes()) {
        QVERIFY(layout.zones()[box.zone].area.contains(box.area));
        QVERIFY(box.area.right() <= width && box.area.bottom() <= layout.height());
        for (const auto& other : layout.boxes())
            QVERIFY(&box == &other || !box.area.intersects(other.area));
    }
}

} // namespace

class TestTopology : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void a_small_cluster_is_one_row_with_widths_as_capacities();
    void more_instances_stand_zone_below_zone();
    void tasks_stack_from_the_bottom_by_what_they_reserve();
    void keys_walk_instances_and_tasks();
    void what_is_current_stays_current();
    void pointer_and_menu_find_what_is_under_them();
    void thousands_are_drawn_within_a_frame();
    void nothing_at_all_is_no_trouble();
};

void TestTopology::a_small_cluster_is_one_row_with_widths_as_capacities()
{
    const auto topology = cluster({ 2, 2, 1 });
    const TopologyLayout layout(topology, detail_for(5), { 1200, 420 }, 1);
    compare_all_inside(layout, 1200);
    QCOMPARE(layout.height(), 420.0);
    QCOMPARE(layout.boxes()[0].area.width(), 2 * layout.boxes()[1].area.width());
    QCOMPARE(layout.boxes()[0].area.top(), layout.boxes()[4].area.top());
    QCOMPARE(layout.boxes()[0].tasks.height(), layout.boxes()[1].tasks.height());
}

void TestTopology::more_instances_stand_zone_below_zone()
{
    for (const int count : { 20, 200, 600 }) {
        const auto topology = cluster({ count, count });
        const auto detail = detail_for(static_cast<std::size_t>(2 * count));
        const TopologyLayout layout(topology, detail, { 1000, 600 }, 1);
        QCOMPARE(layout.boxes().size(), static_cast<std::size_t>(2 * count));
        compare_all_inside(layout, 1000);
        QVERIFY(layout.zones()[0].area.bottom() < layout.zones()[1].area.top());
    }
    QCOMPARE(detail_for(50), TopologyDetail::Blocks);
    QCOMPARE(detail_for(51), TopologyDetail::Strips);
    QCOMPARE(detail_for(501), TopologyDetail::Cells);
}

void TestTopology::tasks_stack_from_the_bottom_by_what_they_reserve()
{
    TopologyInstance instance;
    instance.tasks = { { {}, "big", 0, 0.5, 0, {} }, { {}, "small", 0, 0.25, 0, {} },
        { {}, "nothing", 0, 0, 0, {} } };
    const auto areas = task_areas(instance, { 0, 0, 100, 400 }, 2);
    QCOMPARE(areas[0], QRectF(0, 200, 100, 198));
    QCOMPARE(areas[1], QRectF(0, 100, 100, 98));
    QVERIFY(areas[2].height() >= 1);
    QVERIFY(areas[2].bottom() < areas[1].top());
}

void TestTopology::keys_walk_instances_and_tasks()
{
    TopologyView view(facts);
    view.resize(900, 500);
    view.set_topology(cluster({ 2, 1 }));
    view.show();
    view.setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(view.current());
    QCOMPARE(view.current()->instance, id(1));
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.current()->instance, id(5));
    QTest::keyClick(&view, Qt::Key_Down); // the topmost task
    QCOMPARE(view.current()->task, id(8));
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.current()->task, id(7));
    QTest::keyClick(&view, Qt::Key_Up);
    QTest::keyClick(&view, Qt::Key_Up);
    QVERIFY(view.current()->task.is_null());
    QVERIFY(view.findChild<TopologyCard*>()->isVisible());
    QCOMPARE(view.accessibleDescription(), QString("instance, CPU: 1 of 2 reserved 3 % used"));
    QSignalSpy opened(&view, &TopologyView::opened);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QTest::keyClick(&view, Qt::Key_Escape);
    QVERIFY(!view.findChild<TopologyCard*>()->isVisible());
}

void TestTopology::what_is_current_stays_current()
{
    TopologyView view(facts);
    view.resize(900, 500);
    auto topology = cluster({ 2, 1 });
    view.set_topology(topology);
    QVERIFY(view.set_current({ id(5), id(7) }));
    topology[0].instances[0].tasks.clear();
    view.set_topology(topology);
    QCOMPARE(*view.current(), (TopologyItem{ id(5), id(7) }));
    topology[0].instances[1].tasks.clear();
    view.set_topology(topology);
    QCOMPARE(*view.current(), (TopologyItem{ id(5), {} }));
    topology[0].instances.clear();
    view.set_topology(topology);
    QVERIFY(!view.current());
    QVERIFY(!view.set_current({ id(5), {} }));
}

void TestTopology::pointer_and_menu_find_what_is_under_them()
{
    TopologyView view(facts);
    view.resize(900, 500);
    const auto topology = cluster({ 2, 1 });
    view.set_topology(topology);
    view.show();
    const TopologyLayout layout(topology, TopologyDetail::Blocks, view.viewport()->size(), 1);
    const auto& box = layout.boxes()[1];
    const auto task = task_areas(topology[0].instances[1], box.tasks, 2)[1].center().toPoint();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, task);
    QCOMPARE(*view.current(), (TopologyItem{ id(5), id(7) }));
    QTest::mouseMove(view.viewport(), (box.area.topLeft() + QPointF(20, 20)).toPoint());
    QTRY_VERIFY(view.findChild<TopologyCard*>()->isVisible());
    std::vector<TopologyItem> wanted;
    connect(&view, &TopologyView::menu_wanted, this, [&](const TopologyItem& item) { wanted.push_back(item); });
    QContextMenuEvent menu(QContextMenuEvent::Mouse, task, view.viewport()->mapToGlobal(task));
    QApplication::sendEvent(view.viewport(), &menu);
    QCOMPARE(wanted, (std::vector<TopologyItem>{ { id(5), id(7) } }));
}

void TestTopology::thousands_are_drawn_within_a_frame()
{
    std::map<TopologyDetail, double> took;
    for (const int count : { 16, 166, 334 }) { // three zones of them
        TopologyView view(facts);
        view.resize(1200, 800);
        view.set_topology(cluster({ count, count, count }, 10));
        QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
        double best = 1e9; // what it costs, not what else the machine did
        for (int round = 0; round < 5; ++round) {
            QElapsedTimer timer;
            timer.start();
            view.viewport()->render(&image);
            best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        took[view.detail()] = best;
    }
    QCOMPARE(took.size(), 3u);
    for (const auto& [detail, milliseconds] : took) {
        qInfo("detail %d: drawn in %.1f ms", static_cast<int>(detail), milliseconds);
        QVERIFY(milliseconds < 33);
    }
}

void TestTopology::nothing_at_all_is_no_trouble()
{
    TopologyView view(facts);
    view.resize(300, 200);
    view.set_topology({});
    view.show();
    for (const auto key : { Qt::Key_Right, Qt::Key_Up, Qt::Key_PageDown, Qt::Key_Return })
        QTest::keyClick(&view, key);
    view.set_topology(cluster({ 0, 1 }, 0));
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.current()->instance, id(1));
    QTest::keyClick(&view, Qt::Key_Up);
    view.zoom(-1);
    QCOMPARE(view.detail(), TopologyDetail::Strips);
    view.zoom(-5);
    QCOMPARE(view.detail(), TopologyDetail::Cells);
    view.zoom(0);
    QCOMPARE(view.detail(), TopologyDetail::Blocks);
}

QTEST_MAIN(TestTopology)
#include "tst_topology.moc"
