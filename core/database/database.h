#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/database/schema.h"
#include "core/database/statement.h"

#include <memory>
#include <optional>
#include <string>

struct sqlite3;

namespace quayside::database {

// One SQLite file and its only connection: a second one, of this or another process, is refused. A transaction that
// has been committed is on the disk (write-ahead log, synchronous). Used on one thread. Errors are ServerExceptions
// that name the file, the cause (read-only, full, in use, damaged, newer) and what to do.
class Database {
public:
    // Opens or makes the file, readable by its owner only, and brings it to the schema's version. A directory that is
    // missing is made, open to its owner only.
    static Result<std::unique_ptr<Database>> open(const std::string& path, const Schema& schema);
    // To look at a file that nobody has open. It must be of the schema's version.
    static Result<std::unique_ptr<Database>> open_read_only(const std::string& path, const Schema& schema);
    static Result<std::unique_ptr<Database>> open_in_memory(const Schema& schema);
    ~Database();

    const std::string& path() const { return path_; }

    Result<Statement> prepare(const char* sql);
    Result<void> execute(const char* sql);

    // All of `work`, on the disk, or nothing of it.
    Result<void> transaction(const Function<Result<void>()>& work);

    // Brings what is in the write-ahead log into the file, once that is worth it: some milliseconds. A commit does so
    // only when the log is long because nobody called this.
    Result<void> shorten_log();

    // For tests: the next transaction does its work and then fails like this.
    void fail_next_commit(Error error) { next_failure_ = std::move(error); }

private:
    Database(sqlite3* native, std::string path);
    static Result<std::unique_ptr<Database>> connect(const std::string& path, int flags);
    Result<void> configure();
    static int committed(void* self, sqlite3* native, const char* name, int log_pages);
    Result<void> check_owner(const Schema& schema);
    Result<void> upgrade(const Schema& schema);
    Result<std::int64_t> number(const char* sql);
    Result<void> run_prepared(std::optional<Statement>& statement, const char* sql);
    Result<void> commit();

    struct Close {
        void operator()(sqlite3* native) const;
    };
    std::unique_ptr<sqlite3, Close> native_;
    std::optional<Statement> begin_, commit_; // read once: each change begins and ends with them
    std::string path_;
    int log_pages_ = 0;
    std::optional<Error> next_failure_;
};

} // namespace quayside::database
