#pragma once

#include "core/base/error.h"

#include <string>

struct sqlite3;

namespace quayside::database {

// ServerException with a sentence that names the file, the cause and what to do. SQLite does not always know the cause:
// errno, which the caller sets to 0 before the call that failed, then has it.
Error failure_of(sqlite3* database, const std::string& path);

Error cannot_write(const std::string& path, int system_error);
Error newer_schema(const std::string& path, int found, int known);
Error foreign_file(const std::string& path);

} // namespace quayside::database
