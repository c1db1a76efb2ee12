#include "core/store/store.h"

#include "core/store/dump.h"
#include "core/store/records.h"
#include "tests/support/records.h"

#include <QtTest>

#include <filesystem>
#include <sstream>

using namespace quayside;
using namespace quayside::model;
using namespace quayside::store;
using namespace quayside::test;

namespace {

using Set = std::shared_ptr<const ChangeSet>;

std::unique_ptr<Store> opened(const std::string& directory)
{
    auto made = Store::open(directory);
    if (!made || !(*made)->restore({}))
        qFatal("%s", made ? "restore failed" : made.error().message.c_str());
    return std::move(*made);
}

// What a state holds, without pointers: equal for equal states.
std::string text_of(const State& state)
{
    std::map<RowId, std::string> lines;
    const auto all = state.everything();
    for_each_kind(all, [&]<class T>(const Changes<T>& kind) {
        for (const auto& change : kind)
            lines[change.after->row] = std::string(T::kind_name) + fields_to_json(*change.after).dump();
    });
    std::string text;
    for (const auto& [row, line] : lines)
        text += std::to_string(row) + " " + line + "\n";
    return text;
}

// What a program that is killed now would leave.
void copy_files(const std::string& from, const std::string& to)
{
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

std::int64_t number_of(const std::string& directory, const char* sql)
{
    const auto database = database::Database::open_read_only(directory + "/state.db", schema());
    auto statement = database ? (*database)->prepare(sql) : fail(database.error());
    return statement && statement->step().value_or(false) ? statement->integer(0) : -1;
}

// A random piece of work on a small world, so that records are added, changed, moved and removed often.
void change_something(Transaction& transaction, Random& random)
{
    const auto& state = transaction.state();
    const auto any_task = [&]() -> TaskPtr {
        return state.tasks().empty() ? nullptr : state.tasks().all()[random.below(state.tasks().size())];
    };
    switch (random.below(7)) {
    case 0: {
        auto made = random_value<Cluster>(random);
        made.name = std::to_string(random.below(4));
        transaction.put(std::move(made));
        break;
    }
    case 1:
        transaction.erase<Cluster>(std::to_string(random.below(4)));
        break;
    case 2: {
        const RowId spec = put_spec(transaction, "family" + std::to_string(random.below(3)));
        for (auto count = random.below(3); count > 0; --count)
            transaction.put(task(random.id(), spec));
        break;
    }
    case 3:
    case 4:
        if (const auto found = any_task()) {
            auto next = random_value<Task>(random);
            next.id = found->id;
            next.spec_row = found->spec_row;
            transaction.put(std::move(next));
        }
        break;
    case 5:
        if (const auto found = any_task())
            transaction.erase<Task>(found->id);
        break;
    default:
        transaction.put(random_value<Event>(random));
    }
}

// Something comes, or all goes, what refers to another with it.
void bring_or_take(Transaction& transaction, Random& random)
{
    switch (random.below(6)) {
    case 0:
        transaction.put(cluster("a"));
        break;
    case 1:
        transaction.put(task(random.id(), put_spec(transaction, "web")));
        break;
    case 2: {
        transaction.put(task_definition("web"));
        ServiceRevision revision;
        revision.number = 1;
        revision.definition_key = { "web", 1 };
        transaction.put(std::move(revision));
        Deployment deployment;
        deployment.number = deployment.revision_number = 1;
        transaction.put(std::move(deployment));
        break;
    }
    default:
        transaction.erase<Cluster>("a");
        for (const auto& task : transaction.state().tasks().all())
            transaction.erase<Task>(task->id);
        transaction.erase<Deployment>(1);
        transaction.erase<ServiceRevision>(1);
    }
}

} // namespace

class TestStore : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> directory_;
    std::string path() const { return directory_->path().toStdString(); }

private slots:
    void init() { directory_ = std::make_unique<QTemporaryDir>(); }

    void records_are_there_after_a_restart()
    {
        Random random(1);
        std::string before;
        {
            const auto store = opened(path());
            QVERIFY(store->update([&](Transaction& transaction) -> Result<void> {
                transaction.put(cluster("default"));
                const RowId spec = put_spec(transaction, "web");
                for (int i = 0; i < 3; ++i)
                    transaction.put(task(random.id(), spec));
                return {};
            }));
            QVERIFY(store->flush());
            QVERIFY(store->set_meta("installation", "abc"));
            before = text_of(store->state());
        }
        const auto store = opened(path());
        QCOMPARE(text_of(store->state()), before);
        QCOMPARE(store->meta("installation"), std::string("abc"));
        QCOMPARE(store->meta("nothing"), std::string());
        const auto tasks = store->state().tasks().all();
        QVERIFY(tasks[0]->spec == tasks[1]->spec && tasks[1]->spec == tasks[2]->spec);
        QVERIFY(tasks[0]->spec->definition == store->state().task_definitions().find({ "web", 1 }));
        QCOMPARE(tasks[0]->spec->definition->containers.at(0).memory, std::int64_t(512));
    }

    void what_was_not_flushed_is_not_there_after_a_restart()
    {
        {
            const auto store = opened(path());
            QVERIFY(store->update([](Transaction& transaction) -> Result<void> {
                transaction.put(cluster("a"));
                return {};
            }));
            QVERIFY(store->dirty());
        }
        QVERIFY(opened(path())->state().clusters().empty());
    }

    void random_work_leaves_the_same_in_memory_on_disk_and_with_a_subscriber()
    {
        Random random(21);
        for (int round = 0; round < 6; ++round) {
            QTemporaryDir place;
            auto store = opened(place.path().toStdString());
            State replica;
            auto subscription = store->subscribe([&](const Set& set) { replica.apply(*set); });
            for (int step = 0; step < 120; ++step) {
                const auto before = text_of(store->state());
                const bool refuse = random.below(5) == 0;
                const auto done = store->update([&](Transaction& transaction) -> Result<void> {
                    for (auto count = random.below(6); count > 0; --count)
                        change_something(transaction, random);
                    return refuse ? fail(Error::client("refused")) : Result<void>();
                });
                QCOMPARE(done.has_value(), !refuse);
                if (refuse)
                    QCOMPARE(text_of(store->state()), before);
                if (random.below(6) == 0)
                    store->fail_next_flush(Error::server("full"));
                if (random.below(4) == 0)
                    QVERIFY(store->tidy() || store->tidy()); // the first may be the one that was made to fail
                if (random.below(3) != 0)
                    continue;
                if (store->flush())
                    QCOMPARE(text_of(replica), text_of(store->state()));
                else
                    QCOMPARE(text_of(store->state()), text_of(replica));
            }
            store->fail_next_flush(Error::server("full"));
            if (const auto flushed = store->flush(); !flushed)
                QCOMPARE(flushed.error().message, std::string("full"));
            const auto in_memory = text_of(store->state());
            QTemporaryDir killed;
            copy_files(place.path().toStdString(), killed.path().toStdString());
            QCOMPARE(text_of(opened(killed.path().toStdString())->state()), in_memory);
            subscription.reset();
            store.reset();
            QCOMPARE(text_of(opened(place.path().toStdString())->state()), in_memory);
            QCOMPARE(text_of(replica), in_memory);
        }
    }

    void work_that_throws_is_undone_and_becomes_an_error()
    {
        const auto store = std::move(*Store::open_in_memory());
        const auto done = store->update([](Transaction& transaction) -> Result<void> {
            transaction.put(cluster("a"));
            throw std::runtime_error("oops");
        });
        QVERIFY(!done);
        QCOMPARE(done.error().code, std::string("ServerException"));
        QVERIFY(store->state().clusters().empty() && !store->dirty());
    }

    void a_flush_that_fails_undoes_the_turn_and_tells_nobody()
    {
        const auto store = std::move(*Store::open_in_memory());
        int told = 0;
        const auto subscription = store->subscribe([&](const Set&) { ++told; });
        const auto add = [&](const char* name) {
            return store->update([name](Transaction& transaction) -> Result<void> {
                transaction.put(cluster(name));
                return {};
            });
        };
        QVERIFY(add("kept") && store->flush());
        QVERIFY(add("lost one") && add("lost two"));
        store->fail_next_flush(Error::server("The disk is full."));
        QCOMPARE(store->flush().error().message, std::string("The disk is full."));
        QCOMPARE(told, 2);
        QVERIFY(!store->dirty());
        QCOMPARE(store->state().clusters().size(), std::size_t(1));
        QCOMPARE(store->revision(), std::uint64_t(1));
        QVERIFY(add("kept too") && store->flush());
        QCOMPARE(told, 3);
    }

    void a_store_in_memory_has_no_rows()
    {
        const auto store = std::move(*Store::open_in_memory());
        QVERIFY(store->update([](Transaction& transaction) -> Result<void> {
            transaction.put(cluster("a"));
            return {};
        }));
        QVERIFY(store->flush());
        const auto more = store->tidy();
        QVERIFY(more && !*more); // of rows, some would wait for their places
    }

    void a_subscriber_gets_everything_flushed_first_and_then_each_set()
    {
        const auto store = std::move(*Store::open_in_memory());
        const auto put = [&](const char* name, ClusterStatus status) {
            QVERIFY(store->update([=](Transaction& transaction) -> Result<void> {
                auto made = cluster(name);
                made.status = status;
                transaction.put(std::move(made));
                return {};
            }));
        };
        put("flushed", ClusterStatus::Active);
        QVERIFY(store->flush());
        put("flushed", ClusterStatus::Inactive);
        put("pending", ClusterStatus::Active);
        std::vector<Set> sets;
        const auto subscription = store->subscribe([&](const Set& set) { sets.push_back(set); });
        QCOMPARE(sets.size(), std::size_t(1));
        QVERIFY(sets[0]->full);
        QCOMPARE(sets[0]->revision, std::uint64_t(1));
        QCOMPARE(sets[0]->of<Cluster>().size(), std::size_t(1));
        QVERIFY(sets[0]->of<Cluster>()[0].after->status == ClusterStatus::Active);
        QVERIFY(store->flush());
        QCOMPARE(sets.size(), std::size_t(2));
        QVERIFY(!sets[1]->full);
        QCOMPARE(sets[1]->revision, std::uint64_t(2));
        QCOMPARE(sets[1]->size(), std::size_t(2));
        QVERIFY(store->flush());
        QCOMPARE(sets.size(), std::size_t(2));
    }

    void a_turn_names_each_record_once_and_forgets_what_came_and_went()
    {
        const auto store = std::move(*Store::open_in_memory());
        Set last;
        const auto subscription = store->subscribe([&](const Set& set) { last = set; });
        for (int i = 0; i < 5; ++i)
            QVERIFY(store->update([i](Transaction& transaction) -> Result<void> {
                auto made = cluster("a");
                made.created_at = TimePoint(Duration(i));
                transaction.put(std::move(made));
                transaction.put(cluster("short-lived"));
                transaction.erase<Cluster>("short-lived");
                return {};
            }));
        QVERIFY(store->flush());
        QCOMPARE(last->size(), std::size_t(1));
        QVERIFY(last->of<Cluster>()[0].after->created_at == TimePoint(Duration(4)));
    }

    void a_put_of_what_is_there_already_changes_nothing()
    {
        const auto store = std::move(*Store::open_in_memory());
        RowId first = 0, second = 0;
        QVERIFY(store->update([&](Transaction& transaction) -> Result<void> {
            first = transaction.put(cluster("a"));
            return {};
        }));
        QVERIFY(store->flush());
        QVERIFY(store->update([&](Transaction& transaction) -> Result<void> {
            second = transaction.put(cluster("a"));
            return {};
        }));
        QCOMPARE(second, first);
        QVERIFY(!store->dirty());
    }

    void a_spec_goes_with_its_last_task()
    {
        Random random(2);
        const auto store = std::move(*Store::open_in_memory());
        const Id one = random.id(), two = random.id();
        QVERIFY(store->update([&](Transaction& transaction) -> Result<void> {
            const RowId spec = put_spec(transaction, "web");
            transaction.put(task(one, spec));
            transaction.put(task(two, spec));
            put_spec(transaction, "never-used");
            return {};
        }));
        QCOMPARE(store->state().task_specs().size(), std::size_t(1));
        const auto erase = [&](const Id& id) {
            return store->update([id](Transaction& transaction) -> Result<void> {
                transaction.erase<Task>(id);
                return {};
            });
        };
        QVERIFY(erase(one));
        QCOMPARE(store->state().task_specs().size(), std::size_t(1));
        QVERIFY(erase(two));
        QVERIFY(store->state().task_specs().empty());
    }

    void handlers_may_subscribe_update_and_leave_while_they_are_told()
    {
        const auto store = std::move(*Store::open_in_memory());
        const auto add = [&](std::string name) {
            return store->update([&](Transaction& transaction) -> Result<void> {
                transaction.put(cluster(name));
                return {};
            });
        };
        int told_leaver = 0, told_newcomer = 0;
        Subscription leaver, newcomer;
        leaver = store->subscribe([&](const Set& set) {
            ++told_leaver;
            if (set->full)
                return;
            newcomer = store->subscribe([&](const Set&) { ++told_newcomer; });
            QVERIFY(add("from the handler"));
            leaver.reset();
        });
        QVERIFY(add("a") && store->flush());
        QCOMPARE(told_leaver, 2);
        QCOMPARE(told_newcomer, 1);
        QVERIFY(store->dirty() && store->flush());
        QCOMPARE(told_leaver, 2);
        QCOMPARE(told_newcomer, 2);
    }

    void restoring_reports_its_progress()
    {
        {
            const auto store = opened(path());
            QVERIFY(store->update([](Transaction& transaction) -> Result<void> {
                for (int i = 0; i < 5'000; ++i)
                    transaction.put(Event());
                return {};
            }));
            QVERIFY(store->flush());
        }
        const auto store = std::move(*Store::open(path()));
        std::vector<std::size_t> done;
        QVERIFY(store->restore([&](std::size_t now, std::size_t total) {
            QCOMPARE(total, std::size_t(5'000));
            done.push_back(now);
        }));
        QVERIFY(done.size() >= 3 && std::ranges::is_sorted(done));
        QCOMPARE(done.back(), std::size_t(5'000));
    }

    void a_flush_is_one_row_and_is_brought_to_its_place_piece_by_piece()
    {
        const auto store = opened(path());
        const auto add_events = [&](int count) {
            QVERIFY(store->update([&](Transaction& transaction) -> Result<void> {
                for (int i = 0; i < count; ++i)
                    transaction.put(Event());
                return {};
            }));
            QVERIFY(store->flush());
        };
        const auto on_disk = [&](const char* sql) {
            QTemporaryDir killed;
            copy_files(path(), killed.path().toStdString());
            return number_of(killed.path().toStdString(), sql);
        };
        const char* const turns = "SELECT count(*) FROM turn";
        const char* const records = "SELECT count(*) FROM record";
        add_events(1'000);
        QCOMPARE(on_disk(turns), std::int64_t(1));
        QCOMPARE(on_disk(records), std::int64_t(0));
        QVERIFY(*store->tidy());
        QVERIFY(on_disk(records) > 0 && on_disk(records) < 1'000);
        add_events(10);
        int pieces = 1;
        while (*store->tidy())
            QVERIFY(++pieces < 100);
        QCOMPARE(on_disk(turns), std::int64_t(0));
        QCOMPARE(on_disk(records), std::int64_t(1'010));
        QVERIFY(!*store->tidy());
    }

    void turns_go_even_if_new_ones_never_cease()
    {
        const auto store = opened(path());
        for (int turn = 0; turn < 200; ++turn) {
            QVERIFY(store->update([&](Transaction& transaction) -> Result<void> {
                for (int i = 0; i < 400; ++i)
                    transaction.put(Event());
                return {};
            }));
            QVERIFY(store->flush() && store->tidy());
        }
        QTemporaryDir killed;
        copy_files(path(), killed.path().toStdString());
        const auto left = number_of(killed.path().toStdString(), "SELECT count(*) FROM turn");
        QVERIFY2(left > 0 && left < 100, std::to_string(left).c_str());
    }

    void a_row_may_come_back_as_another_kind_after_a_kill()
    {
        const auto store = opened(path());
        const auto change = [](Store& of, const Function<void(Transaction&)>& work) {
            QVERIFY(of.update([&](Transaction& transaction) -> Result<void> {
                work(transaction);
                return {};
            }));
            QVERIFY(of.flush());
        };
        change(*store, [](Transaction& transaction) { transaction.put(cluster("gone")); });
        const RowId row = store->state().clusters().find("gone")->row;
        while (*store->tidy()) { }
        change(*store, [](Transaction& transaction) { transaction.erase<Cluster>("gone"); });
        QTemporaryDir killed;
        copy_files(path(), killed.path().toStdString());
        std::string before;
        {
            const auto next = opened(killed.path().toStdString());
            change(*next, [](Transaction& transaction) { transaction.put(Event()); });
            QCOMPARE(next->state().events().all().front()->row, row);
            before = text_of(next->state());
        } // the end brings everything to its place
        QCOMPARE(text_of(opened(killed.path().toStdString())->state()), before);
    }

    void each_life_finds_what_the_killed_one_before_it_left()
    {
        Random random(22);
        auto place = std::make_unique<QTemporaryDir>();
        std::string before;
        for (int life = 0; life < 40; ++life) {
            auto store = opened(place->path().toStdString());
            QCOMPARE(text_of(store->state()), before);
            for (auto turns = random.below(6); turns > 0; --turns) {
                QVERIFY(store->update([&](Transaction& transaction) -> Result<void> {
                    bring_or_take(transaction, random);
                    return {};
                }));
                QVERIFY(store->flush());
                if (random.below(3) == 0)
                    while (*store->tidy()) { }
            }
            before = text_of(store->state());
            auto killed = std::make_unique<QTemporaryDir>();
            copy_files(place->path().toStdString(), killed->path().toStdString());
            store.reset();
            place = std::move(killed);
        }
    }

    void a_dump_after_a_kill_shows_what_was_flushed()
    {
        const auto store = opened(path());
        const auto change = [&](const std::string& name, bool there) {
            QVERIFY(store->update([&](Transaction& transaction) -> Result<void> {
                if (there)
                    transaction.put(cluster(name));
                else
                    transaction.erase<Cluster>(name);
                return {};
            }));
            QVERIFY(store->flush());
        };
        change("kept", true);
        change("gone", true);
        while (*store->tidy()) { }
        change("gone", false);
        change("late", true);
        QTemporaryDir killed;
        copy_files(path(), killed.path().toStdString());
        std::ostringstream out;
        QVERIFY(dump(killed.path().toStdString(), out));
        const auto text = out.str();
        QVERIFY(text.find("kept") != std::string::npos && text.find("kept") < text.find("late"));
        QVERIFY(text.find("late") != std::string::npos);
        QVERIFY(text.find("gone") == std::string::npos);
    }

    void a_dump_names_every_record_and_needs_the_file_for_itself()
    {
        Random random(3);
        std::ostringstream out;
        {
            const auto store = opened(path());
            QVERIFY(store->set_meta("installation", "abc"));
            QVERIFY(store->update([&](Transaction& transaction) -> Result<void> {
                transaction.put(task(random.id(), put_spec(transaction, "web")));
                return {};
            }));
            QVERIFY(store->flush());
            QVERIFY(dump(path(), out).error().message.find("in use") != std::string::npos);
        }
        QVERIFY(dump(path(), out));
        std::vector<std::string> kinds;
        std::istringstream lines(out.str());
        for (std::string line; std::getline(lines, line);) {
            const auto json = Json::parse(line);
            kinds.push_back(json.value("kind", json.value("meta", "")));
        }
        QCOMPARE(kinds, (std::vector<std::string>{ "installation", "taskDefinition", "taskSpec", "task" }));
        QVERIFY(!dump(path() + "/nowhere", out));
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
