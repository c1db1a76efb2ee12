#include "core/scheduler/provider_split.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace quayside;
using namespace quayside::scheduler;
using model::CapacityProviderStrategy;

namespace {

using Counts = std::vector<std::int64_t>;

struct Case {
    const char* name;
    CapacityProviderStrategy strategy;
    const char* order; // of the first twelve
    std::vector<std::pair<std::int64_t, Counts>> counts; // after so many tasks
};

std::optional<std::size_t> shrink(const CapacityProviderStrategy& strategy, const Counts& placed)
{
    return provider_to_shrink(strategy, placed, placed);
}

const std::vector<Case>& cases()
{
    static const std::vector<Case> all = {
        { "halves", { { "A", 1, 0 }, { "B", 1, 0 } }, "ABABABABABAB",
            { { 1, { 1, 0 } }, { 2, { 1, 1 } }, { 3, { 2, 1 } }, { 4, { 2, 2 } }, { 5, { 3, 2 } }, { 6, { 3, 3 } },
                { 10, { 5, 5 } }, { 12, { 6, 6 } }, { 100, { 50, 50 } } } },
        { "one to four", { { "A", 1, 0 }, { "B", 4, 0 } }, "BBABBBBABBBB",
            { { 1, { 0, 1 } }, { 2, { 0, 2 } }, { 3, { 1, 2 } }, { 4, { 1, 3 } }, { 5, { 1, 4 } }, { 6, { 1, 5 } },
                { 10, { 2, 8 } }, { 12, { 2, 10 } }, { 100, { 20, 80 } } } },
        { "a base of one", { { "A", 1, 1 }, { "B", 1, 0 } }, "AABABABABABA",
            { { 1, { 1, 0 } }, { 2, { 2, 0 } }, { 3, { 2, 1 } }, { 4, { 3, 1 } }, { 5, { 3, 2 } }, { 6, { 4, 2 } },
                { 10, { 6, 4 } }, { 12, { 7, 5 } }, { 100, { 51, 49 } } } },
        { "a base of two, one to three", { { "A", 1, 2 }, { "B", 3, 0 } }, "AABABBBABBBA",
            { { 1, { 1, 0 } }, { 2, { 2, 0 } }, { 3, { 2, 1 } }, { 4, { 3, 1 } }, { 5, { 3, 2 } }, { 6, { 3, 3 } },
                { 10, { 4, 6 } }, { 12, { 5, 7 } }, { 100, { 27, 73 } } } },
        { "a base without weight", { { "A", 0, 5 }, { "B", 1, 0 } }, "AAAAABBBBBBB",
            { { 1, { 1, 0 } }, { 2, { 2, 0 } }, { 3, { 3, 0 } }, { 4, { 4, 0 } }, { 5, { 5, 0 } }, { 6, { 5, 1 } },
                { 10, { 5, 5 } }, { 12, { 5, 7 } }, { 100, { 5, 95 } } } },
        { "three to two to one", { { "A", 3, 0 }, { "B", 2, 0 }, { "C", 1, 0 } }, "ABACBAABACBA",
            { { 1, { 1, 0, 0 } }, { 2, { 1, 1, 0 } }, { 3, { 2, 1, 0 } }, { 4, { 2, 1, 1 } }, { 5, { 2, 2, 1 } },
                { 6, { 3, 2, 1 } }, { 10, { 5, 3, 2 } }, { 12, { 6, 4, 2 } }, { 100, { 50, 33, 17 } } } },
    };
    return all;
}

Counts none(const CapacityProviderStrategy& strategy)
{
    return Counts(strategy.size(), 0);
}

} // namespace

class TestProviderSplit : public QObject {
    Q_OBJECT

private slots:
    void shares_by_base_and_weight_data()
    {
        QTest::addColumn<std::size_t>("index");
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].name) << i;
    }
    void shares_by_base_and_weight()
    {
        QFETCH(std::size_t, index);
        const auto& [name, strategy, order, counts] = cases()[index];
        QByteArray chosen;
        Counts placed = none(strategy);
        for (int i = 0; i < 12; ++i) {
            const auto item = next_provider(strategy, placed);
            QVERIFY(item);
            ++placed[*item];
            chosen += strategy[*item].capacity_provider.c_str();
        }
        QCOMPARE(chosen, QByteArray(order));
        for (const auto& [count, expected] : counts)
            QCOMPARE(split_over_providers(strategy, none(strategy), count), expected);
    }

    void goes_on_from_what_is_there()
    {
        for (const auto& each : cases()) {
            Counts placed = none(each.strategy);
            for (const std::int64_t more : { 3, 1, 4, 1, 5, 9 }) {
                const auto added = split_over_providers(each.strategy, placed, more);
                for (std::size_t i = 0; i < placed.size(); ++i)
                    placed[i] += added[i];
            }
            QCOMPARE(placed, split_over_providers(each.strategy, none(each.strategy), 23));
        }
    }

    void fills_the_base_first_whoever_has_more()
    {
        const CapacityProviderStrategy strategy{ { "A", 1, 3 }, { "B", 1, 0 } };
        QCOMPARE(split_over_providers(strategy, Counts{ 0, 9 }, 4), (Counts{ 4, 0 }));
    }

    void stops_at_the_base_where_nothing_has_a_weight()
    {
        const CapacityProviderStrategy strategy{ { "A", 0, 2 }, { "B", 0, 0 } };
        QCOMPARE(split_over_providers(strategy, none(strategy), 5), (Counts{ 2, 0 }));
        QVERIFY(!next_provider({}, {}));
    }

    void every_prefix_is_within_one_task_of_its_share()
    {
        const CapacityProviderStrategy strategy{ { "A", 7, 0 }, { "B", 0, 0 }, { "C", 5, 0 }, { "D", 1, 0 } };
        Counts placed = none(strategy);
        for (int n = 1; n <= 500; ++n) {
            ++placed[*next_provider(strategy, placed)];
            for (std::size_t i = 0; i < strategy.size(); ++i)
                QVERIFY(
                    std::abs(n * static_cast<double>(strategy[i].weight) / 13 - static_cast<double>(placed[i])) < 1);
        }
    }

    void shrinks_where_it_is_furthest_ahead()
    {
        const CapacityProviderStrategy strategy{ { "A", 1, 0 }, { "B", 1, 0 } };
        QCOMPARE(shrink(strategy, { 5, 2 }), std::optional<std::size_t>(0));
        QCOMPARE(shrink(strategy, { 2, 5 }), std::optional<std::size_t>(1));
        QCOMPARE(shrink(strategy, { 3, 3 }), std::optional<std::size_t>(1));
        QCOMPARE(shrink(strategy, { 0, 0 }), std::optional<std::size_t>());
    }

    void passes_over_what_may_not_go()
    {
        const CapacityProviderStrategy strategy{ { "A", 1, 1 }, { "B", 1, 0 }, { "C", 1, 0 } };
        QCOMPARE(provider_to_shrink(strategy, Counts{ 6, 3, 2 }, Counts{ 0, 1, 1 }), std::optional<std::size_t>(1));
        QCOMPARE(provider_to_shrink(strategy, Counts{ 1, 3, 2 }, Counts{ 1, 0, 0 }), std::optional<std::size_t>(0));
        QCOMPARE(provider_to_shrink(strategy, Counts{ 6, 3, 2 }, Counts{ 0, 0, 0 }), std::optional<std::size_t>());
    }

    void keeps_the_base_to_the_end()
    {
        const CapacityProviderStrategy strategy{ { "A", 1, 2 }, { "B", 1, 0 } };
        Counts placed{ 3, 1 };
        QByteArray order;
        while (const auto item = shrink(strategy, placed)) {
            --placed[*item];
            order += strategy[*item].capacity_provider.c_str();
        }
        QCOMPARE(order, QByteArray("BAAA"));
    }
};

QTEST_GUILESS_MAIN(TestProviderSplit)
#include "tst_provider_split.moc"
