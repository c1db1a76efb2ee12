#include "core/base/random.h"
#include "core/model/state.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace quayside;
using namespace quayside::model;

namespace {

// What the state keeps, counted anew from its tasks.
struct Counted {
    std::map<Id, Usage> usage;
    std::map<std::string, TaskCounts> clusters;
    std::map<std::pair<std::string, Id>, std::uint32_t> groups;
};

template <class Counts>
void count(Counts& counts, const Task& task)
{
    ++counts.tasks;
    counts.running += task.last_status == TaskStatus::Running ? 1 : 0;
    counts.pending += task.last_status < TaskStatus::Running ? 1 : 0;
}

Counted count_anew(const State& state)
{
    Counted sums;
    for (const auto& [id, task] : state.tasks()) {
        if (task->last_status >= TaskStatus::Stopped)
            continue;
        count(sums.clusters[task->spec->cluster], *task);
        if (task->container_instance.is_null())
            continue;
        const auto need = reservation(*task->spec);
        auto& usage = sums.usage[task->container_instance];
        count(usage, *task);
        usage.cpu += need.cpu;
        usage.memory += need.memory;
        usage.ports.insert(usage.ports.end(), need.ports.begin(), need.ports.end());
        std::ranges::sort(usage.ports);
        ++sums.groups[{ task->spec->cluster + "/" + task->spec->group, task->container_instance }];
    }
    return sums;
}

// Specs, instances and tasks among which a random history is made.
class History {
public:
    explicit History(std::uint64_t seed)
        : random(seed)
    {
        for (int i = 0; i < 4; ++i)
            instances.push_back(random.id());
        for (RowId row = 1; row <= 6; ++row)
            specs.push_back(make_spec(row));
    }

    TaskSpecPtr make_spec(RowId row)
    {
        auto definition = std::make_shared<TaskDefinition>();
        definition->containers.resize(1 + random.below(2));
        for (auto& container : definition->containers) {
            container.cpu = static_cast<std::int64_t>(random.below(1000));
            container.memory = static_cast<std::int64_t>(random.below(1000));
            container.port_mappings.push_back({ 80, static_cast<std::uint16_t>(random.below(3)), Protocol::Tcp, {} });
        }
        auto spec = std::make_shared<TaskSpec>();
        spec->row = row;
        spec->cluster = row % 2 ? "a" : "b";
        spec->group = row % 3 ? "x" : "y";
        spec->definition = definition;
        return spec;
    }

    Change<Task> step(const State& state)
    {
        const auto known = state.tasks().all();
        const bool fresh = known.size() < 5 || random.below(3) == 0;
        const TaskPtr before = fresh ? nullptr : known[random.below(known.size())];
        if (before && random.below(4) == 0)
            return { before, nullptr };
        auto after = before ? std::make_shared<Task>(*before) : std::make_shared<Task>();
        if (!before)
            after->id = random.id();
        if (!before || random.below(5) == 0) {
            after->spec = specs[random.below(specs.size())];
            after->spec_row = after->spec->row;
            after->container_instance = random.below(5) == 0 ? Id() : instances[random.below(instances.size())];
        }
        after->last_status = static_cast<TaskStatus>(random.below(9));
        return { before, after };
    }

    Random random;
    std::vector<Id> instances;
    std::vector<TaskSpecPtr> specs;
};

} // namespace

class TestStateSums : public QObject {
    Q_OBJECT

private slots:
    void sums_follow_every_change()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            History history(seed);
            State state;
            for (int i = 0; i < 200; ++i) {
                ChangeSet set;
                set.of<Task>().push_back(history.step(state));
                state.apply(set);
                if (i % 17 == 0) { // a change that is taken back leaves no trace
                    ChangeSet more;
                    more.of<Task>().push_back(history.step(state));
                    state.apply(more);
                    state.apply(inverse(more));
                }
                compare(state, history);
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }

    void a_full_set_counts_from_nothing()
    {
        History history(5);
        State state;
        for (int i = 0; i < 100; ++i) {
            ChangeSet set;
            set.of<Task>().push_back(history.step(state));
            state.apply(set);
        }
        auto everything = state.everything();
        state.apply(everything);
        compare(state, history);
    }

    void a_token_finds_the_newest_spec_that_has_it()
    {
        State state;
        const auto spec = [](RowId row) {
            auto made = std::make_shared<TaskSpec>();
            made->row = row;
            made->client_token = "once";
            return made;
        };
        const auto first = spec(1);
        const auto second = spec(2);
        ChangeSet set;
        set.of<TaskSpec>() = { { nullptr, first }, { nullptr, second } };
        state.apply(set);
        QCOMPARE(state.spec_with_token("once"), second);
        state.apply(Change<TaskSpec>{ first, nullptr });
        QCOMPARE(state.spec_with_token("once"), second);
        state.apply(Change<TaskSpec>{ second, nullptr });
        QCOMPARE(state.spec_with_token("once"), TaskSpecPtr());
    }

private:
    void compare(const State& state, const History& history)
    {
        auto expected = count_anew(state);
        for (const auto& instance : history.instances)
            QVERIFY(state.usage_of(instance) == expected.usage[instance]);
        for (const char* cluster : { "a", "b" }) {
            QVERIFY(state.counts_in(cluster) == expected.clusters[cluster]);
            for (const char* group : { "x", "y" }) {
                const auto& kept = state.group_in(cluster, group);
                for (const auto& instance : history.instances) {
                    const auto found = kept.find(instance);
                    const auto now = expected.groups[{ std::string(cluster) + "/" + group, instance }];
                    QCOMPARE(found == kept.end() ? 0 : found->second, now);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestStateSums)
#include "tst_state_sums.moc"
