#include "core/model/state.h"
#include "ui/look/buttons.h"
#include "ui/look/chip.h"
#include "ui/look/empty_state.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/row_model_of.h"
#include "ui/tables/table_view.h"

#include <QApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace quayside;
using namespace quayside::ui;

namespace {

struct Item {
    using Key = std::string;
    std::string name;
    std::string note;
    int count = 0;
    bool broken = false;
    const std::string& key() const { return name; }
};

std::vector<Column<Item>> item_columns()
{
    std::vector<Column<Item>> columns(4);
    columns[0].info = { .id = "status", .title = "Status", .style = CellStyle::State, .values = { "fine", "broken" } };
    columns[0].state = [](const Item& item, const Context&) {
        return item.broken ? StateWord{ StateGlyph::Failed, "broken", 0 } : StateWord{ StateGlyph::Healthy, "fine", 1 };
    };
    columns[1].info = { .id = "name", .title = "Name", .style = CellStyle::Name, .link = true };
    columns[1].text = [](const Item& item, const Context&) { return from_utf8(item.name); };
    columns[2].info = { .id = "count", .title = "Count", .style = CellStyle::Number, .type = ValueType::Number };
    columns[2].text = [](const Item& item, const Context&) { return QString::number(item.count); };
    columns[2].key = [](const Item& item, const Context&) { return number_key(item.count); };
    columns[2].edit = Edit<Item>{ .operation = "Count",
        .input = [](const Item&, const QString& typed) -> Result<Json> {
            if (typed.toInt() > 500)
                return fail(Error::invalid_parameter("At most 500."));
            return Json{ { "count", typed.toInt() } };
        },
        .editor = Edit<Item>::Editor::Number };
    columns[3].info = { .id = "note", .title = "Note", .visible = false, .stretch = true };
    columns[3].text = [](const Item& item, const Context&) { return from_utf8(item.note); };
    return columns;
}

struct Table {
    model::State state;
    RowModelOf<Item> rows{ item_columns(), state };
    FilterBar bar;
    TableView view{ "items", "Items" };

    Table()
    {
        for (int i = 1; i <= 12; ++i)
            put("web-" + std::to_string(i), i, i % 5 == 0);
        view.set_rows(&rows);
        bar.set_rows(&rows);
        view.resize(600, 300);
        view.show();
    }
    void put(const std::string& name, int count, bool broken)
    {
        rows.apply({ { rows.find(name),
            std::make_shared<const Item>(Item{ name, "a\tnote\nof two lines", count, broken }) } });
    }
    void choose(const char* name) { view.selectRow(rows.index_of(name).row()); }
};

} // namespace

class TestTableView : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init() { QSettings().clear(); }
    void rows_are_24_pixels_high_and_follow_the_density();
    void the_worst_state_sorts_first();
    void copying_gives_tabs_and_json();
    void the_layout_is_remembered_by_column_name();
    void a_filter_that_hides_all_offers_to_clear_it();
    void a_wrong_filter_is_marked_and_changes_nothing();
    void the_filter_line_sorts_too();
    void a_quick_filter_sets_and_takes_back();
    void losing_a_selected_row_is_told();
    void enter_opens_and_f2_edits();
    void what_is_refused_stays_in_its_editor();
    void a_table_without_a_filter_bar_tells_what_waits();
    void quick_filters_without_room_are_in_a_menu();
    void a_click_on_a_link_opens_and_one_beside_it_selects();
    void typing_finds_a_name();
    void every_scheme_paints();

private:
    QTemporaryDir settings_;
};

void TestTableView::initTestCase()
{
    QCoreApplication::setOrganizationName("quayside-test");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings_.path());
    Theme::get().install(*qApp);
}

void TestTableView::rows_are_24_pixels_high_and_follow_the_density()
{
    Table table;
    QCOMPARE(table.view.rowHeight(0), 24);
    Theme::get().set_density(Density::Comfortable);
    QCOMPARE(table.view.rowHeight(0), 30);
    Theme::get().set_density(Density::Normal);
    QCOMPARE(table.view.rowHeight(3), 24);
    QVERIFY(!table.view.showGrid());
}

void TestTableView::the_worst_state_sorts_first()
{
    Table table;
    table.rows.sort(0);
    QVERIFY(table.rows.value(0)->broken && table.rows.value(1)->broken && !table.rows.value(2)->broken);
    QCOMPARE(table.rows.index(0, 0).data().toString(), QStringLiteral("broken"));
}

void TestTableView::copying_gives_tabs_and_json()
{
    Table table;
    table.view.setColumnHidden(3, false);
    table.choose("web-10");
    const QString tsv = table.view.selection_as_tsv();
    QCOMPARE(tsv, QStringLiteral("Status\tName\tCount\tNote\nbroken\tweb-10\t10\ta note of two lines\n"));
    const QJsonArray rows = QJsonDocument::fromJson(table.view.selection_as_json().toUtf8()).array();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].toObject().value("name").toString(), QStringLiteral("web-10"));
}

void TestTableView::the_layout_is_remembered_by_column_name()
{
    {
        Table table;
        table.view.setColumnHidden(3, false);
        table.view.setColumnHidden(0, true);
        table.view.horizontalHeader()->moveSection(2, 0);
        table.view.setColumnWidth(1, 222);
        table.rows.sort(2, Qt::DescendingOrder);
    }
    Table table;
    QVERIFY(!table.view.isColumnHidden(3) && table.view.isColumnHidden(0));
    QCOMPARE(table.view.horizontalHeader()->visualIndex(2), 0);
    QCOMPARE(table.view.columnWidth(1), 222);
    QCOMPARE(table.rows.sort_column(), 2);
    QCOMPARE(table.rows.value(0)->count, 12);
    table.view.reset_columns();
    QVERIFY(table.view.isColumnHidden(3) && !table.view.isColumnHidden(0));
    QCOMPARE(table.view.horizontalHeader()->visualIndex(2), 2);
}

void TestTableView::a_filter_that_hides_all_offers_to_clear_it()
{
    Table table;
    auto* empty = table.view.findChild<EmptyState*>();
    QVERIFY(!empty->isVisible());
    table.bar.set_text("nothing-like-it");
    QTRY_VERIFY(empty->isVisible());
    QCOMPARE(empty->button()->text(), QStringLiteral("Clear filter (12 hidden)"));
    connect(&table.view, &TableView::clear_filter_requested, &table.bar, &FilterBar::clear);
    empty->button()->click();
    QTRY_COMPARE(table.rows.rowCount(), 12);
    QVERIFY(!empty->isVisible());
}

void TestTableView::a_wrong_filter_is_marked_and_changes_nothing()
{
    Table table;
    table.bar.set_text("web-1");
    QTRY_COMPARE(table.rows.rowCount(), 4);
    table.bar.set_text("web-1 count>many");
    QVERIFY(table.bar.error() != nullptr);
    QCOMPARE(table.bar.error()->position, 12);
    QCOMPARE(table.rows.rowCount(), 4);
    table.bar.set_text("web-1 count>10");
    QVERIFY(table.bar.error() == nullptr);
    QTRY_COMPARE(table.rows.rowCount(), 2);
}

void TestTableView::the_filter_line_sorts_too()
{
    Table table;
    table.bar.set_text("sort:-count");
    QCOMPARE(table.rows.value(0)->count, 12);
    QCOMPARE(table.rows.rowCount(), 12);
}

void TestTableView::a_quick_filter_sets_and_takes_back()
{
    Table table;
    Chip* chip = table.bar.add_quick_filter("Broken", "status:broken");
    chip->click();
    QTRY_COMPARE(table.rows.rowCount(), 2);
    QVERIFY(chip->isChecked());
    table.bar.set_text("status:fine");
    QVERIFY(!chip->isChecked());
    chip->click();
    chip->click();
    QTRY_COMPARE(table.rows.rowCount(), 12);
    QCOMPARE(table.bar.text(), QString());
}

void TestTableView::losing_a_selected_row_is_told()
{
    Table table;
    table.choose("web-3");
    QCOMPARE(table.view.selected_rows().size(), std::size_t{ 1 });
    QSignalSpy chosen(&table.view, &TableView::chosen);
    table.bar.set_text("web-12");
    QTRY_VERIFY(chosen.count() >= 1);
    QVERIFY(table.view.selected_rows().empty());
}

void TestTableView::enter_opens_and_f2_edits()
{
    Table table;
    table.choose("web-4");
    QSignalSpy opened(&table.view, &TableView::opened);
    QTest::keyClick(&table.view, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(table.rows.value(opened.at(0).at(0).toInt())->name, std::string("web-4"));
    QSignalSpy asked(&table.rows, &RowModel::edit_requested);
    table.view.setFocus();
    QTest::keyClick(&table.view, Qt::Key_F2);
    auto* editor = table.view.findChild<QSpinBox*>();
    QVERIFY(editor != nullptr);
    QCOMPARE(editor->value(), 4);
    editor->setValue(6);
    table.put("web-4", 99, false); // news does not overwrite what is typed
    QCOMPARE(editor->value(), 6);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(asked.count(), 1);
    QCOMPARE(table.rows.index_of("web-4", 2).data(RowModel::PendingRole).toString(), QStringLiteral("6"));
}

void TestTableView::what_is_refused_stays_in_its_editor()
{
    Table table;
    table.view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&table.view));
    table.choose("web-4");
    table.view.setFocus();
    QTest::keyClick(&table.view, Qt::Key_F2);
    auto* editor = table.view.findChild<QSpinBox*>();
    QVERIFY(editor != nullptr);
    editor->setValue(600);
    QTest::keyClick(editor, Qt::Key_Return);
    const QModelIndex cell = table.rows.index_of("web-4", 2);
    QTRY_COMPARE(cell.data(RowModel::ErrorRole).toString(), QStringLiteral("At most 500."));
    QCoreApplication::processEvents();
    QVERIFY(editor->isVisible());
    QCOMPARE(editor->value(), 600);
    QCOMPARE(field_mark_of(editor), FieldMark::Invalid);
    QPointer<QSpinBox> gone = editor;
    QTest::keyClick(editor, Qt::Key_Escape);
    QTRY_VERIFY(!gone || !gone->isVisible());
}

void TestTableView::a_table_without_a_filter_bar_tells_what_waits()
{
    Table table;
    const auto chip = [&table]() -> Chip* {
        for (auto* one : table.view.findChildren<Chip*>())
            if (one->isVisible())
                return one;
        return nullptr;
    };
    table.rows.sort(2);
    QVERIFY(!chip());
    table.rows.hold_order(true);
    table.put("web-0", 0, false);
    QVERIFY(chip());
    QCOMPARE(chip()->text(), QStringLiteral("1 change · Resort"));
    QCOMPARE(table.rows.value(table.rows.rowCount() - 1)->name, std::string("web-0"));
    QTest::mouseClick(chip(), Qt::LeftButton);
    QCOMPARE(table.rows.value(0)->name, std::string("web-0"));
    QVERIFY(!chip());
    table.view.set_own_resort_chip(false);
    table.put("web-00", -1, false);
    QVERIFY(!chip());
}

void TestTableView::quick_filters_without_room_are_in_a_menu()
{
    Table table;
    auto* fine = table.bar.add_quick_filter("Everything that is fine", "status:fine");
    auto* broken = table.bar.add_quick_filter("Everything that is broken", "status:broken");
    table.bar.resize(900, 40);
    table.bar.show();
    QTRY_VERIFY(fine->isVisible() && broken->isVisible());
    table.bar.resize(420, 40);
    QTRY_VERIFY(!broken->isVisible());
    for (const auto* part : table.bar.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        QVERIFY2(!part->isVisible() || part->geometry().right() <= table.bar.width(), part->metaObject()->className());
    QToolButton* more = nullptr;
    for (auto* button : table.bar.findChildren<QToolButton*>())
        if (button->menu() && button->isVisible())
            more = button;
    QVERIFY(more);
    emit more->menu()->aboutToShow();
    auto* action = more->menu()->actions().back();
    QCOMPARE(action->text(), QStringLiteral("Everything that is broken"));
    action->trigger();
    QCOMPARE(table.bar.text(), QStringLiteral("status:broken"));
}

void TestTableView::a_click_on_a_link_opens_and_one_beside_it_selects()
{
    Table table;
    QSignalSpy opened(&table.view, &TableView::opened);
    const auto click = [&table](int column) {
        const QPoint at = table.view.visualRect(table.rows.index(2, column)).center();
        QTest::mouseClick(table.view.viewport(), Qt::LeftButton, {}, at);
    };
    click(0);
    QCOMPARE(opened.count(), 0);
    QCOMPARE(table.view.selected_rows(), std::vector<int>{ 2 });
    click(1);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.front().front().toInt(), 2);
}

void TestTableView::typing_finds_a_name()
{
    Table table;
    table.rows.sort(1);
    QTest::keyClicks(&table.view, "web-7");
    QCOMPARE(table.rows.value(table.view.current_row())->name, std::string("web-7"));
}

void TestTableView::every_scheme_paints()
{
    Table table;
    table.view.resize(600, 400);
    table.choose("web-2");
    QImage last;
    for (const ThemeChoice choice :
        { ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrastLight, ThemeChoice::HighContrastDark }) {
        Theme::get().choose(choice);
        QCoreApplication::processEvents(); // palettes reach the widgets with the next turn
        const QImage image = table.view.grab().toImage();
        QVERIFY(image != last);
        last = image;
        QCOMPARE(QColor(image.pixel(image.width() - 10, image.height() - 5)), colour(Role::Base)); // empty room is base
    }
    Theme::get().choose(ThemeChoice::Light);
}

QTEST_MAIN(TestTableView)
#include "tst_table_view.moc"
