#include "core/model/state.h"
#include "tests/bench/registry.h"
#include "tests/bench/ui/gui.h"
#include "ui/look/text.h"
#include "ui/tables/row_model_of.h"
#include "ui/tables/table_view.h"

#include <fmt/format.h>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <random>

using namespace quayside;
using namespace quayside::ui;

namespace {

struct Row {
    using Key = int;
    int id = 0;
    std::string name;
    std::string status;
    std::string group;
    std::string host;
    std::string zone;
    int value = 0;

    int key() const { return id; }
};
using RowPtr = std::shared_ptr<const Row>;

std::vector<Column<Row>> row_columns()
{
    std::vector<Column<Row>> columns;
    const auto add = [&columns](const char* id, std::string Row::*member) {
        columns.push_back({ .info = { .id = QLatin1String(id), .title = QLatin1String(id) },
            .text = [member](const Row& row, const Context&) { return from_utf8(row.*member); },
            .key = [member](const Row& row, const Context&) { return text_key(row.*member); } });
    };
    add("status", &Row::status);
    add("name", &Row::name);
    add("group", &Row::group);
    add("host", &Row::host);
    add("zone", &Row::zone);
    columns.push_back(
        { .info = { .id = "value", .title = "value", .style = CellStyle::Number, .type = ValueType::Number },
            .text = [](const Row& row, const Context&) { return QString::number(row.value); },
            .key = [](const Row& row, const Context&) { return number_key(row.value); } });
    return columns;
}

RowPtr row(int id, std::mt19937& random)
{
    static const char* const kStatuses[] = { "RUNNING", "PENDING", "STOPPED" };
    static const char* const kZones[] = { "zone-a", "zone-b", "zone-c" };
    return std::make_shared<const Row>(Row{ id, fmt::format("task-{:06x}", random() & 0xffffff),
        kStatuses[random() % 3], fmt::format("service-{}", random() % 1000), fmt::format("quay-{}", random() % 5000),
        kZones[random() % 3], static_cast<int>(random() % 10'000) });
}

// A table in a window, as the program shows it; painting is not part of what is measured.
struct World {
    model::State state;
    RowModelOf<Row> rows{ row_columns(), state };
    TableView view{ {}, "Rows" };
    std::vector<RowPtr> truth;
    std::mt19937 random{ 5 };

    explicit World(std::size_t count)
    {
        model::Changes<Row> changes;
        for (std::size_t i = 0; i < count; ++i) {
            truth.push_back(row(static_cast<int>(i), random));
            changes.push_back({ nullptr, truth.back() });
        }
        view.set_rows(&rows);
        view.resize(1200, 800);
        view.show();
        rows.apply(changes);
        rows.prepare_filter();
        settle();
    }

    // Until sorted and filtered; gives back the longest time for which the thread was not free.
    double settle()
    {
        double longest = 0;
        QElapsedTimer turn;
        QEventLoop loop;
        QTimer idle; // one that is always due shows how long each turn takes
        QObject::connect(&idle, &QTimer::timeout, [&] {
            longest = std::max(longest, static_cast<double>(turn.nsecsElapsed()) / 1e6);
            turn.restart();
            if (!rows.is_busy())
                loop.quit();
        });
        turn.start();
        idle.start(0);
        loop.exec();
        return longest;
    }

    model::Changes<Row> changes(std::size_t count)
    {
        model::Changes<Row> set;
        for (std::size_t i = 0; i < count; ++i) {
            RowPtr& held = truth[(i * 97 + random() % 97) % truth.size()];
            RowPtr next = row(held->id, random);
            set.push_back({ held, next });
            held = next;
        }
        return set;
    }

    // Until the rows are right; gives back the longest time for which the thread was not free.
    double filter_and_settle(const QString& text)
    {
        auto parsed = parse_filter(text, fields_of(rows.columns()));
        const double first = bench::wall_ms([&] { rows.set_filter(*parsed); });
        return rows.is_busy() ? std::max(first, settle()) : first;
    }
};

} // namespace

QUAYSIDE_BENCH("table.changes", "changed records into a sorted table in a window, on the GUI thread")
{
    const bench::Gui gui;
    for (const std::size_t rows : run.sizes({ 10'000, 100'000 })) {
        World world(rows);
        model::Changes<Row> set;
        const auto apply = [&] { world.rows.apply(set); };
        const auto prepare = [&] { set = world.changes(1'000); };
        run.time({ .name = fmt::format("table.changes/{}", rows),
                     .n = 1'000,
                     .rounds = 200,
                     .peer = 793,
                     .peer_name = "QSortFilterProxyModel" },
            apply, prepare);
        world.rows.sort(1);
        world.settle();
        run.time({ .name = fmt::format("table.changes.sorted/{}", rows), .n = 1'000, .rounds = 200 }, apply, prepare);
    }
}

QUAYSIDE_BENCH("table.filter", "a keystroke in the filter line over six columns, until rowCount() is right")
{
    const bench::Gui gui;
    for (const std::size_t rows : run.sizes({ 10'000, 100'000 })) {
        World world(rows);
        static const char* const kNeedles[] = { "a", "task-00", "zone-b", "service-77", "nothing like it" };
        // The first one of all comes before the texts of all rows are at hand. In the window they are by the time that
        // somebody has turned to the table and typed: they are read in slices from when it is shown.
        double held = 0;
        const double first = bench::wall_ms([&] { held = world.filter_and_settle(QStringLiteral("a")); });
        run.add({ .name = fmt::format("table.filter.first/{}", rows), .n = 1, .rounds = 1 }, { first });
        run.add({ .name = fmt::format("table.filter.first_held/{}", rows), .n = 1, .rounds = 1 }, { held });
        world.filter_and_settle({});
        std::size_t turn = 0;
        std::vector<double> samples;
        for (int round = 0; round < 200; ++round) {
            const QString needle = QLatin1String(kNeedles[turn++ % std::size(kNeedles)]);
            samples.push_back(bench::wall_ms([&] { world.filter_and_settle(needle); }));
            world.filter_and_settle({});
        }
        run.add({ .name = fmt::format("table.filter/{}", rows),
                    .n = 1,
                    .rounds = samples.size(),
                    .peer = 143,
                    .peer_name = "QSortFilterProxyModel" },
            samples);
    }
}

QUAYSIDE_BENCH("table.sort", "a sort by a text column: until it is shown, and the longest hold of the GUI thread")
{
    const bench::Gui gui;
    for (const std::size_t rows : run.sizes({ 10'000, 100'000 })) {
        World world(rows);
        std::vector<double> whole;
        std::vector<double> held;
        for (int round = 0; round < 100; ++round) {
            world.rows.sort(0);
            world.settle();
            double first = 0;
            double later = 0;
            whole.push_back(bench::wall_ms([&] {
                first = bench::wall_ms(
                    [&] { world.rows.sort(1, round % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder); });
                later = world.settle();
            }));
            held.push_back(std::max(first, later));
        }
        run.add({ .name = fmt::format("table.sort/{}", rows),
                    .n = 1,
                    .rounds = whole.size(),
                    .peer = 215,
                    .peer_name = "QSortFilterProxyModel" },
            whole);
        run.add({ .name = fmt::format("table.sort.held/{}", rows), .n = 1, .rounds = held.size() }, held);
    }
}
