#include "core/database/failure.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <system_error>

namespace quayside::database {

namespace {

constexpr const char* kElsewhere = "choose another directory with --state-dir";

std::string cause_of(int system_error)
{
    return std::generic_category().message(system_error);
}

Error full(const std::string& path)
{
    return Error::server(
        fmt::format("The disk that holds {} is full. Nothing was changed; free some space and try again.", path));
}

Error in_use(const std::string& path)
{
    return Error::server(
        fmt::format("{} is in use by another program. Close the other Quayside, or {}.", path, kElsewhere));
}

Error damaged(const std::string& path, const char* detail)
{
    return Error::server(
        fmt::format("{} cannot be read as a Quayside state file ({}). Put a backup in its place, move it away to "
                    "start with nothing, or {}.",
            path, detail, kElsewhere));
}

Error disk_trouble(const std::string& path, int system_error, const char* detail)
{
    if (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG)
        return full(path);
    return Error::server(
        fmt::format("Reading or writing {} failed ({}). Nothing was changed; check the disk and try again.", path,
            system_error ? cause_of(system_error) : detail));
}

} // namespace

Error cannot_write(const std::string& path, int system_error)
{
    if (system_error == ENOSPC || system_error == EDQUOT)
        return full(path);
    return Error::server(fmt::format("{} cannot be written ({}). Make the directory writable, or {}.", path,
        cause_of(system_error ? system_error : EROFS), kElsewhere));
}

Error newer_schema(const std::string& path, int found, int known)
{
    return Error::server(
        fmt::format("{} was written by a newer Quayside (its format is {}, this program knows up to {}). Start that "
                    "version, or {}.",
            path, found, known, kElsewhere));
}

Error foreign_file(const std::string& path)
{
    return Error::server(fmt::format(
        "{} is a database of another program. Move it away to start with nothing, or {}.", path, kElsewhere));
}

Error failure_of(sqlite3* database, const std::string& path)
{
    const int known = sqlite3_system_errno(database);
    const int system_error = known ? known : errno;
    switch (sqlite3_errcode(database)) {
    case SQLITE_FULL:
        return full(path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return in_use(path);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
        return damaged(path, sqlite3_errmsg(database));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return cannot_write(path, system_error);
    case SQLITE_CANTOPEN:
        return cannot_write(path, system_error ? system_error : EACCES);
    default:
        return disk_trouble(path, system_error, sqlite3_errmsg(database));
    }
}

} // namespace quayside::database
