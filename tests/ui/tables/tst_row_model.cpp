#include "core/model/state.h"
#include "ui/look/text.h"
#include "ui/tables/row_model_of.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace quayside;
using namespace quayside::ui;

namespace {

struct Boat {
    using Key = int;
    int id = 0;
    std::string name;
    std::string status;
    double cpu = 0; // a fraction
    int crew = 0;
    TimePoint built;

    int key() const { return id; }
};
using BoatPtr = std::shared_ptr<const Boat>;
using Boats = RowModelOf<Boat>;
using Change = model::Change<Boat>;

constexpr TimePoint kNow{ std::chrono::hours(1'000'000) };

std::vector<Column<Boat>> boat_columns()
{
    std::vector<Column<Boat>> columns(5);
    columns[0].info = { .id = "name", .title = "Name", .style = CellStyle::Name };
    columns[0].text = [](const Boat& b, const Context&) { return from_utf8(b.name); };
    columns[1].info = { .id = "status", .title = "Status" };
    columns[1].text = [](const Boat& b, const Context&) { return from_utf8(b.status); };
    columns[2].info = { .id = "cpu", .title = "CPU", .style = CellStyle::Number, .type = ValueType::Percent };
    columns[2].text = [](const Boat& b, const Context&) { return percent_text(b.cpu); };
    columns[2].key = [](const Boat& b, const Context&) { return number_key(b.cpu); };
    columns[3].info = { .id = "crew", .title = "Crew", .style = CellStyle::Number, .type = ValueType::Number };
    columns[3].text = [](const Boat& b, const Context&) { return QString::number(b.crew); };
    columns[3].key = [](const Boat& b, const Context&) { return number_key(b.crew); };
    columns[3].edit = Edit<Boat>{ .operation = "CrewBoat",
        .input = [](const Boat& b, const QString& typed) -> Result<Json> {
            bool fine = false;
            const int crew = typed.toInt(&fine);
            if (!fine || crew < 0)
                return fail(Error::invalid_parameter("Crew must be a number from 0."));
            return Json{ { "boat", b.name }, { "crew", crew } };
        },
        .editor = Edit<Boat>::Editor::Number };
    columns[4].info = { .id = "age", .title = "Age", .type = ValueType::Age, .searchable = false };
    columns[4].text = [](const Boat& b, const Context& c) { return age_text(b.built, c.now); };
    columns[4].key = [](const Boat& b, const Context&) { return time_key(b.built); };
    return columns;
}

const char* const kStatuses[] = { "running", "pending", "stopped" };

BoatPtr boat(int id, std::mt19937& random)
{
    return std::make_shared<const Boat>(Boat{ id, "boat-" + std::to_string(random() % 500), kStatuses[random() % 3],
        static_cast<double>(random() % 100) / 100, static_cast<int>(random() % 20),
        kNow - std::chrono::minutes(random() % 1000) });
}

struct Fleet {
    model::State state;
    Boats model{ boat_columns(), state };
    std::map<int, BoatPtr> truth;
    std::mt19937 random{ 7 };
    int next_id = 1;

    Fleet()
    {
        model.set_clock([] { return kNow; });
    }
    void add(int count)
    {
        model::Changes<Boat> changes;
        for (int i = 0; i < count; ++i, ++next_id)
            changes.push_back({ nullptr, truth[next_id] = boat(next_id, random) });
        model.apply(changes);
    }
    void filter(const QString& text)
    {
        auto parsed = parse_filter(text, fields_of(model.columns()));
        QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().message));
        model.set_filter(*parsed);
        QVERIFY(settle());
    }
    bool settle()
    {
        return QTest::qWaitFor([this] { return !model.is_busy(); }, 10'000);
    }
    // A storm of changes of which each record sees at most one.
    void storm(int count)
    {
        model::Changes<Boat> changes;
        std::map<int, bool> touched;
        for (int i = 0; i < count; ++i) {
            const int dice = static_cast<int>(random() % 10);
            if (truth.empty() || dice < 3) {
                touched[next_id] = true;
                changes.push_back({ nullptr, truth[next_id] = boat(next_id, random) });
                ++next_id;
                continue;
            }
            auto at = truth.lower_bound(static_cast<int>(random() % static_cast<unsigned>(next_id)));
            if (at == truth.end() || !touched.emplace(at->first, true).second)
                continue;
            const BoatPtr before = at->second;
            const BoatPtr after = dice < 5 ? nullptr : boat(at->first, random);
            changes.push_back({ before, after });
            if (after)
                at->second = after;
            else
                truth.erase(at);
        }
        model.apply(changes);
    }
    std::vector<int> shown() const
    {
        std::vector<int> ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids.push_back(model.value(row)->id);
        return ids;
    }
    // What the model should show, worked out the slow way.
    std::vector<int> expected(const std::function<bool(const Boat&)>& fits) const
    {
        std::vector<int> ids;
        for (const auto& [id, value] : truth)
            if (fits(*value))
                ids.push_back(id);
        return ids;
    }
};

bool is_sorted_by_cpu(const Boats& model, bool down)
{
    for (int row = 1; row < model.rowCount(); ++row) {
        const double before = model.value(row - 1)->cpu;
        const double after = model.value(row)->cpu;
        if (down ? before < after : before > after)
            return false;
    }
    return true;
}

std::vector<int> sorted(std::vector<int> ids)
{
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace

class TestRowModel : public QObject {
    Q_OBJECT
private slots:
    void a_storm_of_changes_agrees_with_a_naive_list_data();
    void a_storm_of_changes_agrees_with_a_naive_list();
    void selection_and_current_row_follow_their_records();
    void many_rows_are_sorted_on_the_work_thread_while_changes_arrive();
    void names_sort_as_people_count();
    void numbers_and_times_filter_by_value();
    void a_regular_expression_filters();
    void a_held_order_waits();
    void a_full_set_replaces_rows_and_keeps_known_ones();
    void an_edit_is_pending_until_its_answer();
    void an_edit_of_several_calls_waits_for_all_answers();
    void staged_edits_wait_until_they_are_applied();
    void staged_edits_are_discarded_and_go_with_their_rows();
    void a_refused_text_says_why_and_sends_nothing();
};

void TestRowModel::a_storm_of_changes_agrees_with_a_naive_list_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("storm");
    QTest::addColumn<bool>("held");
    QTest::newRow("single changes, as they come") << 20 << 1 << false;
    QTest::newRow("a few at once") << 60 << 4 << false;
    QTest::newRow("half of everything") << 200 << 100 << false;
    QTest::newRow("under the pointer") << 100 << 10 << true;
}

void TestRowModel::a_storm_of_changes_agrees_with_a_naive_list()
{
    QFETCH(int, rows);
    QFETCH(int, storm);
    QFETCH(bool, held);
    Fleet fleet;
    QAbstractItemModelTester tester(&fleet.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    fleet.add(rows);
    fleet.model.sort(2, Qt::DescendingOrder);
    for (int round = 0; round < 150; ++round) {
        fleet.model.hold_order(held && round % 7 != 0);
        if (round % 50 == 0)
            fleet.filter(round % 100 == 0 ? "cpu>=0" : "");
        fleet.storm(storm);
        if (fleet.model.waiting() == 0)
            QVERIFY(is_sorted_by_cpu(fleet.model, true) || held);
        QCOMPARE(sorted(fleet.shown()), fleet.expected([](const Boat&) { return true; }));
    }
    fleet.model.hold_order(false);
    QVERIFY(fleet.settle());
    fleet.filter("status:running");
    for (int round = 0; round < 60; ++round) {
        fleet.storm(storm);
        QCOMPARE(sorted(fleet.shown()), fleet.expected([](const Boat& b) { return b.status == "running"; }));
        QVERIFY(is_sorted_by_cpu(fleet.model, true));
    }
    fleet.filter("");
    QVERIFY(is_sorted_by_cpu(fleet.model, true));
    QCOMPARE(fleet.model.total(), static_cast<int>(fleet.truth.size()));
}

void TestRowModel::selection_and_current_row_follow_their_records()
{
    Fleet fleet;
    fleet.add(500);
    fleet.model.sort(2);
    QItemSelectionModel selection(&fleet.model);
    for (const int id : { 17, 230, 499 })
        selection.select(fleet.model.index_of(id), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    selection.setCurrentIndex(fleet.model.index_of(230), QItemSelectionModel::NoUpdate);
    for (int round = 0; round < 20; ++round) {
        fleet.truth[17] = boat(17, fleet.random);
        fleet.model.apply({ { fleet.model.find(17), fleet.truth[17] } });
        fleet.add(50);
        fleet.model.sort(round % 4, round % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
        QVERIFY(fleet.settle());
    }
    std::vector<int> chosen;
    for (const QModelIndex& index : selection.selectedRows())
        chosen.push_back(fleet.model.value(index)->id);
    QCOMPARE(sorted(chosen), (std::vector<int>{ 17, 230, 499 }));
    QCOMPARE(fleet.model.value(selection.currentIndex())->id, 230);
}

void TestRowModel::many_rows_are_sorted_on_the_work_thread_while_changes_arrive()
{
    Fleet fleet;
    fleet.add(20'000);
    QVERIFY(fleet.settle());
    QSignalSpy done(&fleet.model, &RowModel::sorted);
    fleet.model.sort(2, Qt::AscendingOrder);
    for (int round = 0; round < 5; ++round)
        fleet.storm(200); // between the question and the answer
    QVERIFY(fleet.settle());
    QVERIFY(done.count() >= 1);
    QVERIFY(is_sorted_by_cpu(fleet.model, false));
    QCOMPARE(sorted(fleet.shown()), fleet.expected([](const Boat&) { return true; }));
    fleet.model.sort(0);
    fleet.model.sort(2, Qt::DescendingOrder); // the second question counts
    QVERIFY(fleet.settle());
    QVERIFY(is_sorted_by_cpu(fleet.model, true));
}

void TestRowModel::names_sort_as_people_count()
{
    std::vector<QString> names = { "web-10", "Web-2", "api", "web", "web-1" };
    std::sort(names.begin(), names.end(), [](const QString& a, const QString& b) { return text_key(a) < text_key(b); });
    QCOMPARE(names, (std::vector<QString>{ "api", "web", "web-1", "Web-2", "web-10" }));
    QVERIFY(number_key(-2) < number_key(-1) && number_key(-1) < number_key(0) && number_key(0.5) < number_key(1e9));
    QCOMPARE(number_of(number_key(-12.5)), -12.5);
    QCOMPARE(time_of(time_key(kNow)), kNow);
    QVERIFY(time_key(kNever) < time_key(kNow));
}

void TestRowModel::numbers_and_times_filter_by_value()
{
    Fleet fleet;
    fleet.add(400);
    const auto agree = [&fleet](const QString& text, const std::function<bool(const Boat&)>& fits) {
        fleet.filter(text);
        return fleet.settle() && sorted(fleet.shown()) == fleet.expected(fits);
    };
    QVERIFY(agree("cpu>50", [](const Boat& b) { return b.cpu > 0.5; }));
    QVERIFY(agree("cpu<=25% crew>=10", [](const Boat& b) { return b.cpu <= 0.25 && b.crew >= 10; }));
    QVERIFY(agree("crew:3", [](const Boat& b) { return b.crew == 3; }));
    QVERIFY(agree("age<2h", [](const Boat& b) { return kNow - b.built < std::chrono::hours(2); }));
    QVERIFY(agree("-status:running,pending", [](const Boat& b) { return b.status == "stopped"; }));
    QVERIFY(agree("name=boat-7", [](const Boat& b) { return b.name == "boat-7"; }));
    QVERIFY(agree("\"boat-7\" status:running",
        [](const Boat& b) { return b.name.find("boat-7") != std::string::npos && b.status == "running"; }));
    QVERIFY(agree("", [](const Boat&) { return true; }));
}

void TestRowModel::a_regular_expression_filters()
{
    Fleet fleet;
    fleet.add(3'000);
    fleet.filter("name:/^BOAT-4\\d$/");
    QVERIFY(fleet.settle());
    QCOMPARE(
        sorted(fleet.shown()), fleet.expected([](const Boat& b) { return b.name.size() == 7 && b.name[5] == '4'; }));
    QVERIFY(fleet.model.rowCount() > 0);
}

void TestRowModel::a_held_order_waits()
{
    Fleet fleet;
    fleet.add(10);
    fleet.model.sort(3);
    const std::vector<int> before = fleet.shown();
    QSignalSpy waiting(&fleet.model, &RowModel::order_waiting);
    fleet.model.hold_order(true);
    Boat moved = *fleet.model.value(0);
    moved.crew = 99;
    fleet.model.apply({ { fleet.model.value(0), std::make_shared<const Boat>(moved) } });
    QCOMPARE(fleet.shown(), before);
    QCOMPARE(fleet.model.data(fleet.model.index(0, 3)).toString(), QStringLiteral("99"));
    QCOMPARE(waiting.last().at(0).toInt(), 1);
    fleet.model.hold_order(false);
    QCOMPARE(fleet.shown().back(), moved.id);
    QCOMPARE(fleet.model.waiting(), 0);
}

void TestRowModel::a_full_set_replaces_rows_and_keeps_known_ones()
{
    Fleet fleet;
    fleet.add(30);
    QPersistentModelIndex known = fleet.model.index_of(12);
    QPersistentModelIndex lost = fleet.model.index_of(13);
    model::Changes<Boat> all;
    for (const int id : { 50, 12, 51 })
        all.push_back({ nullptr, boat(id, fleet.random) });
    fleet.model.apply(all, true);
    QCOMPARE(sorted(fleet.shown()), (std::vector<int>{ 12, 50, 51 }));
    QCOMPARE(fleet.model.value(known)->id, 12);
    QVERIFY(!lost.isValid());
}

void TestRowModel::an_edit_is_pending_until_its_answer()
{
    Fleet fleet;
    fleet.add(3);
    QString operation;
    Json input;
    std::uint32_t slot = 0;
    connect(
        &fleet.model, &RowModel::edit_requested, this, [&](const QString& op, const Json& in, std::uint32_t at, int) {
            operation = op;
            input = in;
            slot = at;
        });
    const QModelIndex cell = fleet.model.index(1, 3);
    QVERIFY(fleet.model.flags(cell).testFlag(Qt::ItemIsEditable));
    QVERIFY(!fleet.model.flags(fleet.model.index(1, 0)).testFlag(Qt::ItemIsEditable));
    QVERIFY(fleet.model.setData(cell, "42"));
    QCOMPARE(operation, QStringLiteral("CrewBoat"));
    QCOMPARE(input.at("crew").get<int>(), 42);
    QCOMPARE(cell.data(RowModel::PendingRole).toString(), QStringLiteral("42"));
    fleet.model.finish_edit(slot, 3, "No berth is free.");
    QVERIFY(!cell.data(RowModel::PendingRole).isValid());
    QCOMPARE(cell.data(RowModel::ErrorRole).toString(), QStringLiteral("No berth is free."));
    QVERIFY(fleet.model.setData(cell, "41"));
    fleet.model.finish_edit(slot, 3, {});
    QVERIFY(!cell.data(RowModel::ErrorRole).isValid());
}

void TestRowModel::an_edit_of_several_calls_waits_for_all_answers()
{
    auto columns = boat_columns();
    columns[3].edit->calls = [](const Boat&, const QString& typed) -> Result<std::vector<EditCall>> {
        std::vector<EditCall> calls;
        for (int i = 0; i < typed.toInt(); ++i)
            calls.push_back({ "Call", Json{ { "number", i } } });
        return calls;
    };
    model::State state;
    RowModelOf<Boat> model(columns, state);
    model.apply({ { nullptr, std::make_shared<const Boat>(Boat{}) } });
    QSignalSpy asked(&model, &RowModel::edit_requested);
    const QModelIndex cell = model.index(0, 3);
    QVERIFY(model.setData(cell, "2"));
    QCOMPARE(asked.count(), 2);
    const auto slot = asked[0][2].toUInt();
    model.finish_edit(slot, 3, {});
    QVERIFY(cell.data(RowModel::PendingRole).isValid());
    model.finish_edit(slot, 3, {});
    QVERIFY(!cell.data(RowModel::PendingRole).isValid());
    // One refusal stays, whichever answer comes last.
    QVERIFY(model.setData(cell, "2"));
    model.finish_edit(slot, 3, "No.");
    model.finish_edit(slot, 3, {});
    QCOMPARE(cell.data(RowModel::ErrorRole).toString(), QStringLiteral("No."));
    // Nothing to do is no edit.
    asked.clear();
    QVERIFY(model.setData(cell, "0"));
    QVERIFY(!cell.data(RowModel::PendingRole).isValid() && !cell.data(RowModel::ErrorRole).isValid());
    QCOMPARE(asked.count(), 0);
}

void TestRowModel::staged_edits_wait_until_they_are_applied()
{
    auto columns = boat_columns();
    columns[3].edit->staged = true;
    model::State state;
    RowModelOf<Boat> model(columns, state);
    model.apply({ { nullptr, std::make_shared<const Boat>(Boat{}) } });
    QSignalSpy asked(&model, &RowModel::edit_requested);
    QSignalSpy staged(&model, &RowModel::staged_changed);
    const QModelIndex cell = model.index(0, 3);
    const QString before = cell.data().toString();
    QVERIFY(model.setData(cell, "42"));
    QCOMPARE(asked.count(), 0);
    QCOMPARE(staged.back().front().toInt(), 1);
    QCOMPARE(cell.data(RowModel::PendingRole).toString(), QStringLiteral("42"));
    QCOMPARE(cell.data(Qt::EditRole).toString(), QStringLiteral("42"));
    const auto edits = model.staged_edits();
    QCOMPARE(edits.size(), std::size_t(1));
    QCOMPARE(edits[0].before, before);
    QCOMPARE(edits[0].after, QStringLiteral("42"));
    QCOMPARE(edits[0].calls.at(0).operation, std::string("CrewBoat"));
    model.apply_staged();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(model.staged(), 0);
    // Refused, it can be put right from what was typed.
    model.finish_edit(asked[0][2].toUInt(), 3, "No berth is free.");
    QCOMPARE(cell.data(RowModel::ErrorRole).toString(), QStringLiteral("No berth is free."));
    QCOMPARE(cell.data(Qt::EditRole).toString(), QStringLiteral("42"));
}

void TestRowModel::staged_edits_are_discarded_and_go_with_their_rows()
{
    auto columns = boat_columns();
    columns[3].edit->staged = true;
    model::State state;
    RowModelOf<Boat> model(columns, state);
    Boat second;
    second.id = 2;
    const auto gone = std::make_shared<const Boat>(second);
    model.apply({ { nullptr, std::make_shared<const Boat>(Boat{}) }, { nullptr, gone } });
    const QString before = model.index(0, 3).data().toString();
    QVERIFY(model.setData(model.index(0, 3), "42"));
    QVERIFY(model.setData(model.index(1, 3), "43"));
    QCOMPARE(model.staged(), 2);
    QVERIFY(model.setData(model.index(0, 3), before)); // as it is: nothing is to be done
    QCOMPARE(model.staged(), 1);
    model.apply({ { gone, nullptr } });
    QCOMPARE(model.staged(), 0);
    QVERIFY(model.setData(model.index(0, 3), "42"));
    model.discard_staged();
    QCOMPARE(model.staged(), 0);
    QVERIFY(!model.index(0, 3).data(RowModel::PendingRole).isValid());
}

void TestRowModel::a_refused_text_says_why_and_sends_nothing()
{
    Fleet fleet;
    fleet.add(1);
    QSignalSpy asked(&fleet.model, &RowModel::edit_requested);
    const QModelIndex cell = fleet.model.index(0, 3);
    QVERIFY(!fleet.model.setData(cell, "many"));
    QCOMPARE(asked.count(), 0);
    QCOMPARE(cell.data(RowModel::ErrorRole).toString(), QStringLiteral("Crew must be a number from 0."));
}

QTEST_MAIN(TestRowModel)
#include "tst_row_model.moc"
