#include "tests/bench/child.h"
#include "tests/bench/directory.h"
#include "tests/bench/registry.h"
#include "tests/bench/world.h"

#include "core/base/random.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace quayside::bench {

namespace {

std::unique_ptr<store::Store> opened(const std::string& directory)
{
    auto made = store::Store::open(directory);
    if (!made) {
        std::fprintf(stderr, "%s\n", made.error().message.c_str());
        std::exit(1);
    }
    return std::move(*made);
}

std::unique_ptr<store::Store> filled(const std::string& directory, const WorldSize& size)
{
    auto made = opened(directory);
    if (!made->restore({}))
        std::exit(1);
    fill(*made, size);
    return made;
}

// In the order of their rows: those of one spec are neighbours.
std::vector<Id> task_ids(const model::State& state)
{
    auto tasks = state.tasks().all();
    std::ranges::sort(tasks, {}, &model::Task::row);
    std::vector<Id> ids;
    for (const auto& task : tasks)
        ids.push_back(task->id);
    return ids;
}

// Changes these tasks and waits until that is on the disk and published.
void commit(store::Store& store, const std::vector<Id>& ids)
{
    const auto changed_all = store.update([&](store::Transaction& transaction) -> Result<void> {
        for (const Id& id : ids)
            transaction.put(changed(*transaction.state().tasks().find(id)));
        return {};
    });
    if (!changed_all || !store.flush())
        std::exit(1);
}

// As the control plane does when there is time. Each piece is a sample.
void tidy(store::Store& store, std::vector<double>* pieces = nullptr)
{
    for (bool more = true; more;) {
        const double took = wall_ms([&] { more = store.tidy().value_or(false); });
        if (pieces)
            pieces->push_back(took);
    }
}

std::vector<Id> any_of(const std::vector<Id>& ids, Random& random, std::size_t count)
{
    std::vector<Id> chosen;
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(ids[random.below(ids.size())]);
    return chosen;
}

std::vector<Id> neighbours_of(const std::vector<Id>& ids, Random& random, std::size_t count)
{
    const auto first
        = ids.begin() + static_cast<std::ptrdiff_t>(random.below(ids.size() - std::min(count, ids.size()) + 1));
    return { first, first + static_cast<std::ptrdiff_t>(std::min(count, ids.size())) };
}

} // namespace

QUAYSIDE_BENCH("store.commit", "task changes committed, durable and published, with 100,000 tasks there")
{
    const Directory directory;
    const auto store = filled(directory.path(), { .tasks = run.size(100'000), .instances = run.size(5'000) });
    tidy(*store);
    const auto ids = task_ids(store->state());
    Random random(2);
    std::size_t published = 0;
    std::vector<double> pieces;
    double tidy_cpu = 0;
    const auto subscription = store->subscribe([&](const auto& set) { published += set->size(); });
    const auto time = [&](const char* which, std::size_t changes, std::size_t rounds, double peer, auto choose) {
        std::vector<Id> chosen;
        run.time(
            { .name = fmt::format("store.commit{}/{}", which, changes),
                .n = changes,
                .rounds = rounds,
                .peer = peer,
                .peer_name = "sqlite rows" },
            [&] { commit(*store, chosen); },
            [&] {
                const double before = cpu_ms();
                if (changes > 1)
                    tidy(*store, &pieces);
                tidy_cpu += cpu_ms() - before;
                chosen = choose(ids, random, changes);
            });
    };
    time("", 1, 2'000, 0.37, any_of);
    for (const std::size_t changes : run.sizes({ 1'000, 10'000 })) {
        const double peer = 47.5 * static_cast<double>(changes) / 10'000;
        time(".neighbours", changes, 30, peer, neighbours_of);
        time(".scattered", changes, 30, peer, any_of);
    }
    run.add({ .name = "store.tidy.piece", .n = 1 }, std::move(pieces), tidy_cpu);
    // Without a pause, and so without time to tidy but between two commits.
    run.time({ .name = "store.commit.ceaseless/1000", .n = 1'000, .rounds = 200 }, [&] {
        commit(*store, any_of(ids, random, 1'000));
        if (!store->tidy())
            std::exit(1);
    });
}

QUAYSIDE_BENCH("store.update", "task changes in memory alone, not flushed in between")
{
    const auto store = std::move(*store::Store::open_in_memory());
    fill(*store, { .tasks = run.size(100'000), .instances = run.size(5'000) });
    const auto ids = task_ids(store->state());
    Random random(3);
    run.time(
        { .name = "store.update/1000", .n = 1'000, .rounds = 50 },
        [&] {
            for (int i = 0; i < 1'000; ++i)
                if (!store->update([&](store::Transaction& transaction) -> Result<void> {
                        transaction.put(changed(*transaction.state().tasks().find(ids[random.below(ids.size())])));
                        return {};
                    }))
                    std::exit(1);
        },
        [&] {
            if (!store->flush())
                std::exit(1);
        });
}

static const Register restore(
    "store.restore", +[](const std::vector<std::string>& arguments) {
        std::vector<double> figures(3);
        const double before = resident_mib();
        std::unique_ptr<store::Store> store;
        figures[0] = wall_ms([&] {
            store = opened(arguments.at(0));
            if (!store->restore({}))
                std::exit(1);
        });
        figures[1] = resident_mib() - before;
        figures[2] = peak_resident_mib();
        return figures;
    });

QUAYSIDE_BENCH("store.restore", "start-up: all records from the disk, each time in a new process")
{
    for (const std::size_t tasks : run.sizes({ 10'000, 100'000 })) {
        const Directory directory;
        filled(directory.path(), { .tasks = tasks, .instances = run.size(5'000) }).reset();
        std::vector<double> wall, added, peak;
        const double cpu_before = cpu_ms();
        for (int round = 0; round < 7; ++round) {
            const auto figures = run_in_child("store.restore", { directory.path() });
            if (!figures || figures->size() != 3)
                return run.note("store.restore: the child process failed");
            wall.push_back((*figures)[0]);
            added.push_back((*figures)[1]);
            peak.push_back((*figures)[2]);
        }
        const double cpu = cpu_ms() - cpu_before;
        run.add({ .name = fmt::format("store.restore/{}", tasks), .n = tasks }, wall, cpu);
        run.add({ .name = fmt::format("store.restore.rss/{}", tasks), .n = tasks, .unit = "MiB" }, added);
        run.add({ .name = fmt::format("store.restore.peak_rss/{}", tasks), .n = tasks, .unit = "MiB" }, peak);
        const auto size = std::filesystem::file_size(directory.path() + "/state.db");
        run.add({ .name = fmt::format("store.file/{}", tasks), .n = tasks, .unit = "MiB" },
            { static_cast<double>(size) / (1024 * 1024) });
    }
}

} // namespace quayside::bench
