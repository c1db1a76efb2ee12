#include "core/store/records.h"

namespace quayside::store {

namespace {

Result<void> create(database::Database& database)
{
    return database.execute("CREATE TABLE record (kind INTEGER NOT NULL, id INTEGER PRIMARY KEY, value BLOB NOT NULL);"
                            "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;");
}

Result<void> add_turns(database::Database& database)
{
    return database.execute("CREATE TABLE turn (number INTEGER PRIMARY KEY, changes BLOB NOT NULL);");
}

} // namespace

const database::Schema& schema()
{
    static const database::Schema known{ .application_id = 0x51534944, .steps = { create, add_turns } };
    return known;
}

} // namespace quayside::store
