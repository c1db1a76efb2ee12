#pragma once

#include "core/base/function.h"
#include "core/database/database.h"
#include "core/model/change_set.h"
#include "core/store/journal.h"

#include <optional>
#include <string>

namespace quayside::store {

class Loader;

// The file's format: one row per record, the turns that are newer than those rows, and small facts.
const database::Schema& schema();

// The records of a database.
class Records {
public:
    static Result<Records> prepare(database::Database& database);

    // Everything, as additions, with pointers resolved. Calls `progress(done, total)` now and then.
    Result<model::ChangeSet> read_all(const Function<void(std::size_t, std::size_t)>& progress);

    // All of it is on the disk, or nothing.
    Result<void> write(const model::ChangeSet& changes);

    // Brings a little of what was written to its place, and the log into the file. True while there is more to do.
    Result<bool> tidy();

    std::string meta(const std::string& name);
    Result<void> set_meta(const std::string& name, const std::string& value);

private:
    Records(database::Database& database, Journal journal)
        : database_(&database)
        , journal_(std::move(journal))
    {
    }
    Result<void> read_rows(Loader& loader, std::size_t total, const Function<void(std::size_t, std::size_t)>& progress);
    Result<void> read_turns(Loader& loader);
    Result<void> place(RowId row, const Journal::Value& value);

    database::Database* database_;
    Journal journal_;
    std::optional<database::Statement> put_;
    std::optional<database::Statement> erase_;
};

} // namespace quayside::store
