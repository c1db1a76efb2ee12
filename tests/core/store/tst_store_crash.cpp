#include "core/database/database.h"
#include "core/store/records.h"
#include "core/store/store.h"
#include "tests/support/records.h"

#include <QtTest>

#include <csignal>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace quayside;
using namespace quayside::model;
using namespace quayside::store;
using namespace quayside::test;

namespace {

std::unique_ptr<Store> opened(const std::string& directory)
{
    auto made = Store::open(directory);
    if (!made || !(*made)->restore({}))
        qFatal("%s", made ? "restore failed" : made.error().message.c_str());
    return std::move(*made);
}

// Each commit adds an event and moves one task on; both carry the number of the commit, so that a torn commit shows.
Result<void> commit(Store& store, const Id& counter, std::uint32_t number)
{
    const auto updated = store.update([&](Transaction& transaction) -> Result<void> {
        const auto before = transaction.state().tasks().find(counter);
        Task next = before ? *before : task(counter, put_spec(transaction, "counter"));
        next.version = number;
        next.stopped_reason = std::string(number % 4'000, 'r');
        transaction.put(std::move(next));
        Event event;
        event.message = std::to_string(number);
        transaction.put(std::move(event));
        return {};
    });
    return updated ? store.flush() : updated;
}

// Commits until it is killed, and says so after each.
[[noreturn]] void write_for_ever(const std::string& directory, const Id& counter, int acknowledge)
{
    const auto store = opened(directory);
    auto number = static_cast<std::uint32_t>(store->state().events().size());
    while (commit(*store, counter, ++number))
        if (::write(acknowledge, &number, sizeof number) < 0)
            break;
    ::_exit(1);
}

// Lets a child write until it has acknowledged `wanted` commits, kills it, and gives the last number it acknowledged.
std::uint32_t run_and_kill(const std::string& directory, const Id& counter, int wanted)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return 0;
    const pid_t child = ::fork();
    if (child == 0)
        write_for_ever(directory, counter, ends[1]);
    ::close(ends[1]);
    std::uint32_t last = 0;
    for (int i = 0; i < wanted && ::read(ends[0], &last, sizeof last) == sizeof last; ++i) { }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    for (std::uint32_t late; ::read(ends[0], &late, sizeof late) == sizeof late;)
        last = late;
    ::close(ends[0]);
    return last;
}

// A file system of its own with a size; only root may mount one.
class TinyDisk {
public:
    TinyDisk(std::string path, const char* options)
        : path_(std::move(path))
        , there_(::mount("tmpfs", path_.c_str(), "tmpfs", 0, options) == 0)
    {
    }
    ~TinyDisk()
    {
        if (there_)
            ::umount2(path_.c_str(), MNT_DETACH);
    }
    TinyDisk(const TinyDisk&) = delete;
    TinyDisk& operator=(const TinyDisk&) = delete;
    bool there() const { return there_; }
    bool remount_read_only() const
    {
        return ::mount("tmpfs", path_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    }

private:
    std::string path_;
    bool there_;
};

} // namespace

class TestStoreCrash : public QObject {
    Q_OBJECT

private slots:
    void nothing_acknowledged_is_lost_when_the_program_is_killed()
    {
        QTemporaryDir directory;
        const auto path = directory.path().toStdString();
        Random random(4);
        const Id counter = random.id();
        for (int round = 0; round < 25; ++round) {
            const std::uint32_t acknowledged = run_and_kill(path, counter, static_cast<int>(1 + random.below(40)));
            QVERIFY(acknowledged > 0);
            const auto store = opened(path);
            const auto found = store->state().tasks().find(counter);
            QVERIFY(found);
            // At most the commit that was under way when the signal came is there as well, and then whole.
            QVERIFY2(found->version == acknowledged || found->version == acknowledged + 1,
                std::to_string(acknowledged).c_str());
            QCOMPARE(store->state().events().size(), std::size_t(found->version));
            QCOMPARE(found->stopped_reason.size(), std::size_t(found->version % 4'000));
            QCOMPARE(store->state().task_specs().size(), std::size_t(1));
        }
    }

    void rows_are_not_given_twice_over_a_restart()
    {
        QTemporaryDir directory;
        const auto path = directory.path().toStdString();
        Random random(5);
        const Id counter = random.id();
        for (std::uint32_t number = 1; number <= 5; ++number)
            QVERIFY(commit(*opened(path), counter, number));
        QCOMPARE(opened(path)->state().events().size(), std::size_t(5));
    }

    void a_full_disk_costs_the_turn_and_is_survived()
    {
        QTemporaryDir directory;
        const auto path = directory.path().toStdString();
        const TinyDisk disk(path, "size=2m");
        if (!disk.there())
            QSKIP("a file system of a set size cannot be mounted here (needs root)");
        const auto store = opened(path);
        Random random(6);
        const Id counter = random.id();
        std::uint32_t number = 0;
        QVERIFY(commit(*store, counter, ++number));
        Result<void> last;
        const auto fill = [&] {
            return store->update([&](Transaction& transaction) -> Result<void> {
                Event event;
                event.message = std::string(100'000, 'x');
                transaction.put(std::move(event));
                return {};
            });
        };
        for (int i = 0; i < 100 && last; ++i) {
            QVERIFY(fill());
            last = store->flush();
        }
        QVERIFY(!last);
        QVERIFY2(last.error().message.find("is full") != std::string::npos, last.error().message.c_str());
        QVERIFY(last.error().message.find(path) != std::string::npos);
        QCOMPARE(store->state().tasks().find(counter)->version, number);
        QVERIFY(::mount("tmpfs", path.c_str(), "tmpfs", MS_REMOUNT, "size=64m") == 0);
        QVERIFY(fill() && store->flush());
        const auto events = store->state().events().size();
        QVERIFY(commit(*store, counter, ++number));
        QCOMPARE(store->state().events().size(), events + 1);
    }

    void a_read_only_disk_is_named_at_the_start()
    {
        QTemporaryDir directory;
        const auto path = directory.path().toStdString();
        const TinyDisk disk(path, "size=2m");
        if (!disk.there())
            QSKIP("a file system of its own cannot be mounted here (needs root)");
        Random random(7);
        QVERIFY(commit(*opened(path), random.id(), 1));
        QVERIFY(disk.remount_read_only());
        const auto refused = Store::open(path);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("cannot be written (Read-only file system)") != std::string::npos,
            refused.error().message.c_str());
    }

    void a_file_of_version_0_is_brought_up_to_date()
    {
        QTemporaryDir directory;
        const auto file = directory.filePath("state.db").toStdString();
        QVERIFY(database::Database::open(file, database::Schema{ schema().application_id, {} }));
        const auto store = opened(directory.path().toStdString());
        Random random(8);
        QVERIFY(commit(*store, random.id(), 1));
    }

    void a_record_that_cannot_be_read_stops_the_start_with_a_sentence_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("words");
        QTest::newRow("bytes") << "UPDATE record SET value = x'01ff' WHERE kind = 6"
                               << "the task in row";
        QTest::newRow("kind") << "UPDATE record SET kind = 99 WHERE kind = 6"
                              << "unknown kind 99";
        QTest::newRow("spec missing") << "DELETE FROM record WHERE kind = 5"
                                      << "names a task spec that is missing";
        QTest::newRow("definition missing") << "DELETE FROM record WHERE kind = 4"
                                            << "names a task definition that is missing";
    }
    void a_record_that_cannot_be_read_stops_the_start_with_a_sentence()
    {
        QFETCH(QString, sql);
        QFETCH(QString, words);
        QTemporaryDir directory;
        const auto path = directory.path().toStdString();
        Random random(9);
        QVERIFY(commit(*opened(path), random.id(), 1));
        {
            auto database = database::Database::open(path + "/state.db", schema());
            QVERIFY(database && (*database)->execute(sql.toUtf8().constData()));
        }
        const auto store = std::move(*Store::open(path));
        const auto restored = store->restore({});
        QVERIFY(!restored);
        const auto& message = restored.error().message;
        QVERIFY2(message.find(path + "/state.db is damaged") == 0, message.c_str());
        QVERIFY2(message.find(words.toStdString()) != std::string::npos, message.c_str());
        QVERIFY(message.find("backup") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestStoreCrash)
#include "tst_store_crash.moc"
