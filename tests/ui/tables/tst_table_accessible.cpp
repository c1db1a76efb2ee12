// What a screen reader gets to hear of a table, asked through the interface that it uses.
// tests/display/tst_reader.cpp asks over the bus.

#include "core/model/state.h"
#include "ui/look/theme.h"
#include "ui/tables/row_model_of.h"
#include "ui/tables/table_view.h"

#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace quayside;
using namespace quayside::ui;

namespace {

struct Item {
    using Key = int;
    int id = 0;
    int count = 0;
    int key() const { return id; }
};

std::vector<Column<Item>> item_columns()
{
    std::vector<Column<Item>> columns(4);
    columns[0].info = { .id = "name", .title = "Name", .style = CellStyle::Name };
    columns[0].text = [](const Item& item, const Context&) { return QStringLiteral("web-%1").arg(item.id); };
    columns[0].key = [](const Item& item, const Context&) { return number_key(item.id); };
    columns[1].info = { .id = "count", .title = "Count", .style = CellStyle::Number, .type = ValueType::Number };
    columns[1].text = [](const Item& item, const Context&) { return QString::number(item.count); };
    columns[1].key = [](const Item& item, const Context&) { return number_key(item.count); };
    columns[1].edit = Edit<Item>{ .operation = "Count",
        .input = [](const Item&, const QString& typed) -> Result<Json> {
            return Json{ { "count", typed.toInt() } };
        },
        .editor = Edit<Item>::Editor::Number };
    columns[2].info = { .id = "note", .title = "Note" };
    columns[2].text = [](const Item&, const Context&) { return QStringLiteral("n"); };
    columns[3].info = { .id = "more", .title = "More", .visible = false };
    columns[3].text = [](const Item&, const Context&) { return QStringLiteral("m"); };
    return columns;
}

struct Table {
    model::State state;
    RowModelOf<Item> rows{ item_columns(), state };
    TableView view{ {}, "Items" };

    explicit Table(int count)
    {
        model::Changes<Item> changes;
        for (int i = 0; i < count; ++i)
            changes.push_back({ nullptr, std::make_shared<const Item>(Item{ i, count - i }) });
        rows.apply(changes);
        view.set_rows(&rows);
        view.resize(600, 300);
        view.show();
    }

    QAccessibleInterface* heard() { return QAccessible::queryAccessibleInterface(&view); }
    QAccessibleTableInterface* table() { return heard()->tableInterface(); }
    void put(int id, int count) { rows.apply({ { rows.find(id), std::make_shared<const Item>(Item{ id, count }) } }); }
    void filter(const QString& text) { rows.set_filter(*parse_filter(text, fields_of(rows.columns()))); }
    void select(int row)
    {
        view.setCurrentIndex(rows.index(row, 0));
        view.selectRow(row);
    }
};

QString name_of(QAccessibleInterface* heard)
{
    return heard->text(QAccessible::Name);
}

// Everything below, as a reader would walk it.
int walk(QAccessibleInterface* heard)
{
    int objects = 1;
    for (int i = 0; i < heard->childCount(); ++i) {
        QAccessibleInterface* child = heard->child(i);
        if (child == nullptr || heard->indexOfChild(child) != i || child->parent() != heard)
            return -1;
        const int below = walk(child);
        if (below < 0)
            return -1;
        objects += below;
    }
    return objects;
}

} // namespace

class TestTableAccessible : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void a_walk_of_a_hundred_thousand_rows_meets_only_those_in_sight();
    void the_counts_speak_of_all_rows_and_of_shown_columns();
    void cells_tell_column_value_and_what_can_be_done();
    void the_selection_is_known_and_can_be_changed();
    void the_focus_is_in_the_current_cell();
    void a_cell_stays_with_its_record();
    void cells_of_rows_that_left_are_gone();
    void a_known_cell_reads_what_is_true_now();
    void the_header_sorts();
    void actions_open_edit_and_choose();
    void what_stands_in_an_empty_table_is_reached();

private:
    QTemporaryDir settings_;
};

void TestTableAccessible::initTestCase()
{
    QCoreApplication::setOrganizationName("quayside-test");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings_.path());
    Theme::get().install(*qApp);
}

void TestTableAccessible::a_walk_of_a_hundred_thousand_rows_meets_only_those_in_sight()
{
    Table table(100'000);
    const int in_sight = table.view.rowAt(table.view.viewport()->height() - 1) + 1;
    QVERIFY(in_sight > 5 && in_sight < 50);
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(walk(table.heard()), 1 + 3 * (1 + in_sight));
    QVERIFY2(clock.elapsed() < 100, qPrintable(QString::number(clock.elapsed())));

    table.view.scrollToBottom();
    QAccessibleInterface* last = table.heard()->child(table.heard()->childCount() - 3);
    QCOMPARE(name_of(last), QStringLiteral("Name web-99999"));
    QVERIFY(!last->state().offscreen);
    // Scrolling through all of it does not keep what is past.
    const auto first = QAccessible::uniqueId(table.table()->cellAt(0, 0));
    for (int row = 0; row < 100'000; row += 10)
        QVERIFY(table.table()->cellAt(row, 0) != nullptr);
    QVERIFY(QAccessible::accessibleInterface(first) == nullptr);
}

void TestTableAccessible::the_counts_speak_of_all_rows_and_of_shown_columns()
{
    Table table(1'000);
    QCOMPARE(table.heard()->role(), QAccessible::Table);
    QCOMPARE(name_of(table.heard()), QStringLiteral("Items"));
    QCOMPARE(table.table()->rowCount(), 1'000);
    QCOMPARE(table.table()->columnCount(), 3);
    table.view.setColumnHidden(3, false);
    table.view.horizontalHeader()->moveSection(3, 0);
    QCOMPARE(table.table()->columnCount(), 4);
    QCOMPARE(table.table()->columnDescription(0), QStringLiteral("More"));
    QCOMPARE(table.table()->columnDescription(1), QStringLiteral("Name"));
    QVERIFY(table.table()->columnDescription(4).isEmpty());
    QCOMPARE(name_of(table.table()->cellAt(900, 1)), QStringLiteral("Name web-900"));
    QVERIFY(table.table()->cellAt(1'000, 0) == nullptr && table.table()->cellAt(0, 4) == nullptr
        && table.table()->cellAt(-1, 0) == nullptr);
    table.filter("web-99");
    QCOMPARE(table.table()->rowCount(), 11);
}

void TestTableAccessible::cells_tell_column_value_and_what_can_be_done()
{
    Table table(1'000);
    QAccessibleInterface* name = table.table()->cellAt(2, 0);
    QAccessibleInterface* count = table.table()->cellAt(2, 1);
    QCOMPARE(count->role(), QAccessible::Cell);
    QCOMPARE(name_of(count), QStringLiteral("Count 998"));
    QCOMPARE(count->text(QAccessible::Value), QStringLiteral("998"));
    QCOMPARE(count->tableCellInterface()->rowIndex(), 2);
    QCOMPARE(count->tableCellInterface()->columnIndex(), 1);
    QCOMPARE(name_of(count->tableCellInterface()->columnHeaderCells().value(0)), QStringLiteral("Count"));
    QVERIFY(count->state().editable && !name->state().editable && name->state().readOnly);
    QVERIFY(count->state().selectable && count->state().focusable && !count->state().offscreen);
    QVERIFY(table.table()->cellAt(900, 0)->state().offscreen);
    QVERIFY(count->actionInterface()->actionNames().contains("edit"));
    QVERIFY(!name->actionInterface()->actionNames().contains("edit"));
    const QPoint inside = count->rect().center();
    QVERIFY(table.heard()->childAt(inside.x(), inside.y()) == count);
    // An edit without an answer is told.
    QVERIFY(table.rows.setData(table.rows.index(2, 1), "5"));
    QCOMPARE(count->text(QAccessible::Description), QStringLiteral("is being changed to 5"));
}

void TestTableAccessible::the_selection_is_known_and_can_be_changed()
{
    Table table(100'000);
    table.select(3);
    QCOMPARE(table.table()->selectedRows(), QList<int>{ 3 });
    QCOMPARE(table.table()->selectedCellCount(), 3);
    QVERIFY(table.table()->cellAt(3, 2)->state().selected);
    QVERIFY(table.table()->isRowSelected(3) && !table.table()->isRowSelected(4));
    QVERIFY(table.table()->selectRow(5));
    QCOMPARE(table.table()->selectedRowCount(), 2);
    QVERIFY(table.table()->unselectRow(3) && !table.table()->unselectRow(3));
    QCOMPARE(table.table()->selectedRows(), QList<int>{ 5 });
    QVERIFY(!table.table()->selectRow(100'000));
    // All of it selected is still only what is in sight in objects.
    table.view.selectAll();
    QCOMPARE(table.table()->selectedRowCount(), 100'000);
    QVERIFY(table.table()->selectedCells().size() < 200);
}

void TestTableAccessible::the_focus_is_in_the_current_cell()
{
    Table table(1'000);
    QVERIFY(QTest::qWaitForWindowExposed(&table.view));
    table.view.activateWindow();
    QTRY_VERIFY(table.view.isActiveWindow());
    table.view.setFocus();
    table.select(0);
    QTest::keyClick(&table.view, Qt::Key_Down);
    QAccessibleInterface* current = table.table()->cellAt(1, 0);
    QVERIFY(table.heard()->focusChild() == current);
    QVERIFY(current->state().focused && !table.table()->cellAt(0, 0)->state().focused);
}

void TestTableAccessible::a_cell_stays_with_its_record()
{
    Table table(5);
    QAccessibleInterface* cell = table.table()->cellAt(0, 0);
    QCOMPARE(name_of(cell), QStringLiteral("Name web-0"));
    table.rows.sort(1); // the counts run the other way
    QTRY_COMPARE(cell->tableCellInterface()->rowIndex(), 4);
    QCOMPARE(name_of(cell), QStringLiteral("Name web-0"));
    QCOMPARE(table.heard()->indexOfChild(cell), 3 * 5);
    QCOMPARE(name_of(table.table()->cellAt(0, 0)), QStringLiteral("Name web-4"));
}

void TestTableAccessible::cells_of_rows_that_left_are_gone()
{
    Table table(10);
    const auto id = QAccessible::uniqueId(table.table()->cellAt(4, 0));
    const auto other = QAccessible::uniqueId(table.table()->cellAt(5, 0));
    table.rows.apply({ { table.rows.find(4), nullptr } });
    QTRY_VERIFY(QAccessible::accessibleInterface(id) == nullptr);
    table.put(77, 1); // takes the slot that is free now
    QVERIFY(QAccessible::accessibleInterface(id) == nullptr);
    QCOMPARE(name_of(QAccessible::accessibleInterface(other)), QStringLiteral("Name web-5"));
}

void TestTableAccessible::a_known_cell_reads_what_is_true_now()
{
    Table table(1'000);
    QAccessibleInterface* known = table.table()->cellAt(1, 1);
    table.put(1, 5'555);
    QCOMPARE(name_of(known), QStringLiteral("Count 5555"));
}

void TestTableAccessible::the_header_sorts()
{
    Table table(10);
    QAccessibleInterface* title = table.heard()->child(1);
    QCOMPARE(title->role(), QAccessible::ColumnHeader);
    QCOMPARE(name_of(title), QStringLiteral("Count"));
    title->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(table.rows.sort_column(), 1);
    QCOMPARE(title->text(QAccessible::Description), QStringLiteral("sorted ascending"));
    title->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(title->text(QAccessible::Description), QStringLiteral("sorted descending"));
}

void TestTableAccessible::actions_open_edit_and_choose()
{
    Table table(1'000);
    QSignalSpy opened(&table.view, &TableView::opened);
    QSignalSpy menu(&table.view, &TableView::menu_requested);
    QAccessibleActionInterface* count = table.table()->cellAt(2, 1)->actionInterface();
    count->doAction(QAccessibleActionInterface::pressAction());
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toInt(), 2);
    count->doAction(QAccessibleActionInterface::toggleAction());
    QVERIFY(table.table()->isRowSelected(2));
    count->doAction(QAccessibleActionInterface::toggleAction());
    QVERIFY(!table.table()->isRowSelected(2));
    count->doAction(QAccessibleActionInterface::showMenuAction());
    QTRY_COMPARE(menu.size(), 1);
    QCOMPARE(menu[0][0].toInt(), 2);
    count->doAction("edit");
    QTRY_VERIFY(table.view.viewport()->findChild<QWidget*>("qt_spinbox_lineedit") != nullptr);
    // The open editor can be walked to.
    QVERIFY(walk(table.heard()) > 0);
    QVERIFY(table.heard()->child(table.heard()->childCount() - 1)->childCount() >= 1);
}

void TestTableAccessible::what_stands_in_an_empty_table_is_reached()
{
    Table table(0);
    table.view.set_empty({}, "No items yet.", "Add an item");
    QVERIFY(walk(table.heard()) > 4);
    QStringList names;
    const std::function<void(QAccessibleInterface*)> collect = [&](QAccessibleInterface* heard) {
        names.append(name_of(heard));
        for (int i = 0; i < heard->childCount(); ++i)
            collect(heard->child(i));
    };
    collect(table.heard());
    QVERIFY2(names.contains("Add an item"), qPrintable(names.join("; ")));
}

QTEST_MAIN(TestTableAccessible)
#include "tst_table_accessible.moc"
