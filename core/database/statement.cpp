#include "core/database/statement.h"

#include "core/database/failure.h"

#include <sqlite3.h>

#include <cassert>
#include <cerrno>

namespace quayside::database {

Statement::Statement(sqlite3_stmt* native, std::string path)
    : native_(native)
    , path_(std::move(path))
{
}

void Statement::Finalize::operator()(sqlite3_stmt* native) const
{
    sqlite3_finalize(native);
}

Statement& Statement::bind(int parameter, std::int64_t value)
{
    [[maybe_unused]] const int result = sqlite3_bind_int64(native_.get(), parameter, value);
    assert(result == SQLITE_OK);
    return *this;
}

Statement& Statement::bind_text(int parameter, std::string_view text)
{
    [[maybe_unused]] const int result
        = sqlite3_bind_text64(native_.get(), parameter, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    assert(result == SQLITE_OK);
    return *this;
}

Statement& Statement::bind_blob(int parameter, std::string_view bytes)
{
    [[maybe_unused]] const int result
        = sqlite3_bind_blob64(native_.get(), parameter, bytes.data(), bytes.size(), SQLITE_STATIC);
    assert(result == SQLITE_OK);
    return *this;
}

Result<bool> Statement::step()
{
    errno = 0;
    const int result = sqlite3_step(native_.get());
    if (result == SQLITE_ROW)
        return true;
    if (result == SQLITE_DONE) {
        sqlite3_reset(native_.get());
        return false;
    }
    auto error = failure_of(sqlite3_db_handle(native_.get()), path_);
    sqlite3_reset(native_.get());
    return fail(std::move(error));
}

Result<void> Statement::run()
{
    for (;;) {
        const auto row = step();
        if (!row)
            return fail(row.error());
        if (!*row)
            return {};
    }
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(native_.get(), column);
}

std::string_view Statement::bytes(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(native_.get(), column));
    return { data, static_cast<std::size_t>(sqlite3_column_bytes(native_.get(), column)) };
}

} // namespace quayside::database
