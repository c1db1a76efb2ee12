#include "core/database/database.h"
#include "core/store/records.h"
#include "core/store/store.h"
#include "tests/support/records.h"

#include <QtTest>

#include <csignal>
#include <filesystem>
#include <sqlite3.h>
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

bool tidied(Store& store)
{
    auto more = store.tidy();
    while (more.value_or(false))
        more = store.tidy();
    return more.has_value();
}

// Commits and tidies up until it is killed, and says so after each commit.
[[noreturn]] void write_for_ever(const std::string& directory, const Id& counter, int acknowledge)
{
    const auto store = opened(directory);
    auto number = static_cast<std::uint32_t>(store->state().events().size());
    while (commit(*store, counter, ++number)) {
        if (::write(acknowledge, &number, sizeof number) < 0)
            break;
        if (number % 3 == 0 && !store->tidy())
            break;
    }
    ::_exit(1);
}

// How many of this process' writes to a file are still done whole.
int whole_writes = 0;

ssize_t write_or_die(int file, const void* bytes, size_t size, off_t offset)
{
    if (whole_writes-- > 0)
        return ::pwrite(file, bytes, size, offset);
    if (::pwrite(file, bytes, size / 2, offset) < 0)
        ::_exit(1);
    ::kill(::getpid(), SIGKILL);
    return 0;
}

// From here on SQLite's `whole`-th next write is left half done, and the process is gone.
void die_in_a_write(int whole)
{
    whole_writes = whole;
    auto* files = sqlite3_vfs_find(nullptr);
    for (const char* name : { "pwrite", "pwrite64" })
        files->xSetSystemCall(files, name, reinterpret_cast<sqlite3_syscall_ptr>(&write_or_die));
}

// One life of a store: commits, some of which are brought to their place, and the end. Says so after each commit.
[[noreturn]] void live(const std::string& directory, const Id& counter, int acknowledge)
{
    auto store = opened(directory);
    auto number = static_cast<std::uint32_t>(store->state().events().size());
    for (int i = 0; i < 8; ++i) {
        if (!commit(*store, counter, ++number) || ::write(acknowledge, &number, sizeof number) < 0)
            ::_exit(1);
        if (i % 3 == 2 && !tidied(*store))
            ::_exit(1);
    }
    store.reset();
    ::_exit(0);
}

struct Life {
    std::uint32_t acknowledged = 0;
    bool ended_well = false;
};

// Starts the store, dies in the middle of its `whole`-th write, and tells what it had acknowledged until then.
Life live_until_write(const std::string& directory, const Id& counter, int whole)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return {};
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        die_in_a_write(whole);
        live(directory, counter, ends[1]);
    }
    ::close(ends[1]);
    Life life;
    for (std::uint32_t number; ::read(ends[0], &number, sizeof number) == sizeof number;)
        life.acknowledged = number;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    life.ended_well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return life;
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

    void it_may_die_in_the_middle_of_any_write()
    {
        Random random(10);
        const Id counter = random.id();
        QTemporaryDir before;
        constexpr std::uint32_t kThere = 3;
        for (std::uint32_t number = 1; number <= kThere; ++number)
            QVERIFY(commit(*opened(before.path().toStdString()), counter, number));
        int writes = 0;
        for (bool ended_well = false; !ended_well; ++writes) {
            QVERIFY2(writes < 5'000, "one life of a store takes a bounded number of writes");
            QTemporaryDir directory;
            const auto path = directory.path().toStdString();
            std::filesystem::copy(before.path().toStdString(), path, std::filesystem::copy_options::recursive);
            auto life = live_until_write(path, counter, writes);
            ended_well = life.ended_well;
            const auto acknowledged = std::max(life.acknowledged, kThere);
            for (const bool again : { false, true }) { // the second start finds what the first one left
                const auto store = opened(path);
                const auto found = store->state().tasks().find(counter);
                const auto text = QString("write %1, start %2").arg(writes).arg(again ? 2 : 1);
                QVERIFY2(found, qPrintable(text));
                QVERIFY2(found->version == acknowledged || found->version == acknowledged + 1, qPrintable(text));
                QCOMPARE(store->state().events().size(), std::size_t(found->version));
                QCOMPARE(found->stopped_reason.size(), std::size_t(found->version % 4'000));
            }
        }
        QVERIFY2(writes > 40, qPrintable(QString::number(writes)));
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

    void a_file_of_an_older_version_is_brought_up_to_date_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 0; version <= schema().version(); ++version)
            QTest::addRow("version %d", version) << version;
    }
    void a_file_of_an_older_version_is_brought_up_to_date()
    {
        QFETCH(int, version);
        QTemporaryDir directory;
        const auto file = directory.filePath("state.db").toStdString();
        auto old = schema();
        old.steps.resize(static_cast<std::size_t>(version));
        {
            const auto database = database::Database::open(file, old);
            QVERIFY(database);
            if (version > 0)
                QVERIFY((*database)->execute("INSERT INTO record VALUES (1, 5, '{\"name\":\"old\"}')"));
        }
        const auto store = opened(directory.path().toStdString());
        QCOMPARE(store->state().clusters().size(), std::size_t(version > 0));
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
        QTest::newRow("turn") << "INSERT INTO turn (number, changes) VALUES (1, x'01ff')"
                              << "turn 1 cannot be read";
        QTest::newRow("value of a turn") << "INSERT INTO turn (number, changes) VALUES (1, x'010c0201ff')"
                                         << "the task in row 1 cannot be read";
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
        const auto store = Store::open(path);
        const auto restored = store ? (*store)->restore({}) : fail(store.error());
        QVERIFY(!restored);
        const auto& message = restored.error().message;
        QVERIFY2(message.find(path + "/state.db is damaged") == 0, message.c_str());
        QVERIFY2(message.find(words.toStdString()) != std::string::npos, message.c_str());
        QVERIFY(message.find("backup") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestStoreCrash)
#include "tst_store_crash.moc"
