#include "core/database/database.h"

#include "core/database/failure.h"
#include "core/database/private_file.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>

namespace quayside::database {

namespace {

constexpr const char* kMemory = ":memory:";

// The lock of the first read is kept, so that nobody else can write or checkpoint.
constexpr const char* kExclusive = "PRAGMA locking_mode = EXCLUSIVE";

// Records are small and change here and there: a short page is less to write for each. What a killed program had
// written but not synced is there at the next start; the checkpoint syncs it before anybody acts on it.
constexpr const char* kConfiguration = "PRAGMA page_size = 2048;"
                                       "PRAGMA journal_mode = WAL;"
                                       "PRAGMA synchronous = FULL;"
                                       "PRAGMA journal_size_limit = 33554432;"
                                       "PRAGMA trusted_schema = OFF;"
                                       "BEGIN EXCLUSIVE; COMMIT;"
                                       "PRAGMA wal_checkpoint;";

constexpr int kWorthShortening = 1'000; // pages
constexpr int kLongLog = 16'000;

} // namespace

void Database::Close::operator()(sqlite3* native) const
{
    sqlite3_close_v2(native);
}

Database::Database(sqlite3* native, std::string path)
    : native_(native)
    , path_(std::move(path))
{
}

Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::connect(const std::string& path, int flags)
{
    sqlite3* native = nullptr;
    errno = 0;
    const int result = sqlite3_open_v2(path.c_str(), &native, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    std::unique_ptr<Database> database(new Database(native, path));
    if (result != SQLITE_OK)
        return fail(failure_of(native, path));
    sqlite3_db_config(native, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    return database;
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, const Schema& schema)
{
    if (auto made = make_private_file(path); !made)
        return fail(made.error());
    auto database = connect(path, SQLITE_OPEN_READWRITE);
    if (!database)
        return database;
    if (auto exclusive = (*database)->execute(kExclusive); !exclusive)
        return fail(exclusive.error());
    if (auto owned = (*database)->check_owner(schema); !owned)
        return fail(owned.error());
    if (auto configured = (*database)->configure(); !configured)
        return fail(configured.error());
    if (auto upgraded = (*database)->upgrade(schema); !upgraded)
        return fail(upgraded.error());
    return database;
}

Result<std::unique_ptr<Database>> Database::open_read_only(const std::string& path, const Schema& schema)
{
    if (::access(path.c_str(), F_OK) != 0)
        return fail(Error::server(fmt::format("There is no state file {}.", path)));
    auto database = connect(path, SQLITE_OPEN_READONLY);
    if (!database)
        return database;
    if (auto owned = (*database)->check_owner(schema); !owned)
        return fail(owned.error());
    const auto version = (*database)->number("PRAGMA user_version");
    if (!version)
        return fail(version.error());
    if (*version != schema.version())
        return fail(Error::server(
            fmt::format("{} has the format {} of an older Quayside. Start Quayside on it once; that brings it "
                        "to the format {}.",
                path, *version, schema.version())));
    return database;
}

Result<std::unique_ptr<Database>> Database::open_in_memory(const Schema& schema)
{
    auto database = connect(kMemory, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY);
    if (!database)
        return database;
    if (auto upgraded = (*database)->upgrade(schema); !upgraded)
        return fail(upgraded.error());
    return database;
}

Result<void> Database::configure()
{
    sqlite3_wal_hook(native_.get(), &Database::committed, this);
    return execute(kConfiguration);
}

int Database::committed(void* self, sqlite3*, const char*, int log_pages)
{
    auto& database = *static_cast<Database*>(self);
    database.log_pages_ = log_pages;
    // The transaction stands, whatever becomes of this: the next one tries again.
    if (log_pages >= kLongLog)
        (void)database.shorten_log();
    return SQLITE_OK;
}

Result<void> Database::shorten_log()
{
    if (log_pages_ < kWorthShortening)
        return {};
    errno = 0;
    if (sqlite3_wal_checkpoint_v2(native_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr) != SQLITE_OK)
        return fail(failure_of(native_.get(), path_));
    log_pages_ = 0;
    return {};
}

// Looks before anything is written, so that a file that is not ours stays as it is.
Result<void> Database::check_owner(const Schema& schema)
{
    const auto owner = number("PRAGMA application_id");
    if (!owner)
        return fail(owner.error());
    const auto version = number("PRAGMA user_version");
    if (!version)
        return fail(version.error());
    const auto tables = number("SELECT count(*) FROM sqlite_schema");
    if (!tables)
        return fail(tables.error());
    const bool blank = *version == 0 && *tables == 0;
    if (static_cast<std::uint32_t>(*owner) != schema.application_id && !blank)
        return fail(foreign_file(path_));
    if (*version > schema.version())
        return fail(newer_schema(path_, static_cast<int>(*version), schema.version()));
    return {};
}

Result<void> Database::upgrade(const Schema& schema)
{
    const auto version = number("PRAGMA user_version");
    if (!version)
        return fail(version.error());
    if (*version == schema.version())
        return {};
    return transaction([&]() -> Result<void> {
        for (auto step = static_cast<std::size_t>(*version); step < schema.steps.size(); ++step)
            if (auto done = schema.steps[step](*this); !done)
                return done;
        return execute(fmt::format(
            "PRAGMA application_id = {}; PRAGMA user_version = {};", schema.application_id, schema.version())
                           .c_str());
    });
}

Result<std::int64_t> Database::number(const char* sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return fail(statement.error());
    const auto row = statement->step();
    if (!row)
        return fail(row.error());
    return *row ? statement->integer(0) : 0;
}

Result<Statement> Database::prepare(const char* sql)
{
    sqlite3_stmt* native = nullptr;
    errno = 0;
    if (sqlite3_prepare_v3(native_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &native, nullptr) != SQLITE_OK)
        return fail(failure_of(native_.get(), path_));
    return Statement(native, path_);
}

Result<void> Database::execute(const char* sql)
{
    errno = 0;
    if (sqlite3_exec(native_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return fail(failure_of(native_.get(), path_));
    return {};
}

Result<void> Database::run_prepared(std::optional<Statement>& statement, const char* sql)
{
    if (!statement) {
        auto prepared = prepare(sql);
        if (!prepared)
            return fail(prepared.error());
        statement = std::move(*prepared);
    }
    return statement->run();
}

Result<void> Database::commit()
{
    if (next_failure_)
        return fail(*std::exchange(next_failure_, std::nullopt));
    return run_prepared(commit_, "COMMIT");
}

Result<void> Database::transaction(const Function<Result<void>()>& work)
{
    if (auto begun = run_prepared(begin_, "BEGIN IMMEDIATE"); !begun)
        return begun;
    auto done = work();
    if (done)
        done = commit();
    // Some failures have ended the transaction already.
    if (!done && !sqlite3_get_autocommit(native_.get()))
        sqlite3_exec(native_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    return done;
}

} // namespace quayside::database
