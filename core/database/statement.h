#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace quayside::database {

// A prepared statement of one Database, which must outlive it. Parameters count from 1, columns from 0, as in SQLite.
class Statement {
public:
    Statement(sqlite3_stmt* native, std::string path);

    // What is bound is not copied: it must stay until the statement has run.
    Statement& bind(int parameter, std::int64_t value);
    Statement& bind_text(int parameter, std::string_view text);
    Statement& bind_blob(int parameter, std::string_view bytes);

    // True: a row is there to be read. False: there are no more, and the statement can be used again.
    Result<bool> step();
    // Runs to the end, without reading rows.
    Result<void> run();

    // Of the row at hand; bytes are valid until the next step.
    std::int64_t integer(int column) const;
    std::string_view bytes(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* native) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> native_;
    std::string path_;
};

} // namespace quayside::database
