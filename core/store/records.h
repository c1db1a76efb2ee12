#pragma once

#include "core/base/function.h"
#include "core/database/database.h"
#include "core/model/change_set.h"

#include <optional>
#include <string>

namespace quayside::store {

class Loader;

// The file's format: one row per record, and small facts.
const database::Schema& schema();

// The records of a database.
class Records {
public:
    static Result<Records> prepare(database::Database& database);

    // Everything, as additions, with pointers resolved. Calls `progress(done, total)` now and then.
    Result<model::ChangeSet> read_all(const Function<void(std::size_t, std::size_t)>& progress);

    // Inside a transaction.
    Result<void> write(const model::ChangeSet& changes);

    std::string meta(const std::string& name);
    Result<void> set_meta(const std::string& name, const std::string& value);

private:
    explicit Records(database::Database& database)
        : database_(&database)
    {
    }
    Result<void> read_rows(Loader& loader, std::size_t total, const Function<void(std::size_t, std::size_t)>& progress);
    template <class T>
    Result<void> write_one(const model::Change<T>& change);
    Result<void> erase(RowId row);

    database::Database* database_;
    std::optional<database::Statement> put_;
    std::optional<database::Statement> erase_;
    std::string buffer_;
};

} // namespace quayside::store
