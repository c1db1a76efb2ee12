#include "core/database/database.h"

#include <QtTest>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace quayside;
using namespace quayside::database;

namespace {

constexpr std::uint32_t kOurs = 1234;

Result<void> make_notes(Database& database)
{
    return database.execute("CREATE TABLE note (text TEXT)");
}

Result<void> add_author(Database& database)
{
    return database.execute("ALTER TABLE note ADD COLUMN author TEXT; UPDATE note SET author = 'unknown';");
}

Result<void> break_off(Database& database)
{
    if (auto done = database.execute("DROP TABLE note"); !done)
        return done;
    return fail(Error::server("The step failed."));
}

const Schema kFirst{ kOurs, { make_notes } };
const Schema kSecond{ kOurs, { make_notes, add_author } };

std::int64_t count(Database& database, const char* sql)
{
    auto statement = database.prepare(sql);
    return statement && statement->step().value_or(false) ? statement->integer(0) : -1;
}

Result<void> add_note(Database& database, std::string_view text)
{
    return database.transaction([&]() -> Result<void> {
        auto insert = database.prepare("INSERT INTO note (text) VALUES (?1)");
        return insert ? insert->bind_text(1, text).run() : fail(insert.error());
    });
}

unsigned permissions(const std::string& path)
{
    struct stat status { };
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777 : 0;
}

// No file of this process may grow beyond `bytes` while it lives: what a full disk looks like from inside.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{ bytes, before_.rlim_max };
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit before_{};
};

} // namespace

class TestDatabase : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> directory_;
    std::string path_;

    void expect_refused(const Schema& schema, const std::string& words)
    {
        const auto refused = Database::open(path_, schema);
        QVERIFY(!refused);
        const auto& message = refused.error().message;
        QCOMPARE(refused.error().code, std::string("ServerException"));
        QVERIFY2(message.find(path_) != std::string::npos, message.c_str());
        QVERIFY2(message.find(words) != std::string::npos, message.c_str());
    }

private slots:
    void init()
    {
        directory_ = std::make_unique<QTemporaryDir>();
        path_ = directory_->filePath("deeper/down/test.db").toStdString();
    }

    void a_new_file_and_its_directory_are_for_their_owner_only()
    {
        const auto database = Database::open(path_, kFirst);
        QVERIFY(database);
        QVERIFY(add_note(**database, "hello"));
        QCOMPARE(permissions(path_), 0600u);
        QCOMPARE(permissions(path_ + "-wal"), 0600u);
        QCOMPARE(permissions(std::filesystem::path(path_).parent_path()), 0700u);
    }

    void a_file_that_others_could_read_is_closed_to_them()
    {
        QVERIFY(Database::open(path_, kFirst));
        std::filesystem::permissions(path_, std::filesystem::perms(0644));
        QVERIFY(Database::open(path_, kFirst));
        QCOMPARE(permissions(path_), 0600u);
    }

    void what_was_committed_is_there_after_reopening()
    {
        QVERIFY(add_note(**Database::open(path_, kFirst), "first"));
        const auto again = Database::open(path_, kFirst);
        QVERIFY(again);
        QCOMPARE(count(**again, "SELECT count(*) FROM note WHERE text = 'first'"), std::int64_t(1));
    }

    void a_transaction_that_fails_leaves_nothing()
    {
        const auto database = std::move(*Database::open(path_, kFirst));
        const auto done = database->transaction([&]() -> Result<void> {
            if (auto inserted = database->execute("INSERT INTO note VALUES ('half')"); !inserted)
                return inserted;
            return fail(Error::client("changed my mind"));
        });
        QCOMPARE(done.error().message, std::string("changed my mind"));
        database->fail_next_commit(Error::server("the disk is gone"));
        QCOMPARE(add_note(*database, "lost").error().message, std::string("the disk is gone"));
        QCOMPARE(count(*database, "SELECT count(*) FROM note"), std::int64_t(0));
        QVERIFY(add_note(*database, "kept"));
        QCOMPARE(count(*database, "SELECT count(*) FROM note"), std::int64_t(1));
    }

    void a_second_connection_is_refused_and_the_first_goes_on()
    {
        const auto first = std::move(*Database::open(path_, kFirst));
        expect_refused(kFirst, "in use");
        QVERIFY(!Database::open_read_only(path_, kFirst));
        QVERIFY(add_note(*first, "still mine"));
        expect_refused(kFirst, "in use");
    }

    void an_older_file_goes_through_the_steps_that_it_has_not_seen()
    {
        QVERIFY(add_note(**Database::open(path_, kFirst), "old"));
        const auto upgraded = Database::open(path_, kSecond);
        QVERIFY(upgraded);
        QCOMPARE(
            count(**upgraded, "SELECT count(*) FROM note WHERE text = 'old' AND author = 'unknown'"), std::int64_t(1));
    }

    void a_step_that_fails_leaves_the_file_as_it_was()
    {
        QVERIFY(add_note(**Database::open(path_, kFirst), "old"));
        const Schema broken{ kOurs, { make_notes, break_off } };
        QCOMPARE(Database::open(path_, broken).error().message, std::string("The step failed."));
        QCOMPARE(count(**Database::open(path_, kFirst), "SELECT count(*) FROM note"), std::int64_t(1));
    }

    void a_newer_file_is_refused_and_stays_as_it_was()
    {
        QVERIFY(Database::open(path_, kSecond));
        expect_refused(kFirst, "newer Quayside");
        QVERIFY(Database::open(path_, kSecond));
    }

    void another_programs_database_is_refused_and_stays_as_it_was()
    {
        const Schema theirs{ 99, { make_notes } };
        QVERIFY(add_note(**Database::open(path_, theirs), "theirs"));
        expect_refused(kFirst, "another program");
        QCOMPARE(count(**Database::open(path_, theirs), "SELECT count(*) FROM note"), std::int64_t(1));
    }

    void a_file_that_is_no_database_is_refused_with_what_to_do()
    {
        std::filesystem::create_directories(std::filesystem::path(path_).parent_path());
        std::ofstream(path_) << "These are the voyages of a text file that is long enough to be looked at."
                             << std::string(5'000, '.');
        expect_refused(kFirst, "Put a backup in its place");
    }

    void a_damaged_page_is_reported_not_skipped()
    {
        {
            const auto database = std::move(*Database::open(path_, kFirst));
            for (int i = 0; i < 200; ++i)
                QVERIFY(add_note(*database, std::string(500, 'n')));
        }
        std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(8'192);
        file << std::string(4'096, '\xff');
        file.close();
        const auto database = Database::open(path_, kFirst);
        QVERIFY(database);
        auto rows = (*database)->prepare("SELECT text FROM note");
        QVERIFY(rows);
        const auto done = rows->run();
        QVERIFY(!done);
        QVERIFY(done.error().message.find("Put a backup in its place") != std::string::npos);
    }

    void a_full_disk_fails_the_transaction_and_nothing_else()
    {
        const auto database = std::move(*Database::open(path_, kFirst));
        QVERIFY(add_note(*database, "before"));
        {
            const FileSizeLimit limit(200'000);
            const auto failed = add_note(*database, std::string(400'000, 'x'));
            QVERIFY(!failed);
            QVERIFY2(failed.error().message.find("is full") != std::string::npos, failed.error().message.c_str());
            QCOMPARE(count(*database, "SELECT count(*) FROM note"), std::int64_t(1));
        }
        QVERIFY(add_note(*database, std::string(400'000, 'y')));
        QCOMPARE(count(*database, "SELECT count(*) FROM note"), std::int64_t(2));
    }

    void a_directory_that_cannot_be_written_is_named()
    {
        if (::geteuid() == 0)
            path_ = "/proc/quayside/test.db";
        else
            std::filesystem::permissions(directory_->path().toStdString(), std::filesystem::perms(0500));
        const auto refused = Database::open(path_, kFirst);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("choose another directory") != std::string::npos,
            refused.error().message.c_str());
    }

    void looking_at_a_file_makes_none()
    {
        const auto missing = Database::open_read_only(path_, kFirst);
        QVERIFY(!missing);
        QVERIFY(missing.error().message.find("There is no state file") == 0);
        QVERIFY(!std::filesystem::exists(path_));
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
