#include "core/store/dump.h"

#include "core/base/fields.h"
#include "core/store/codec.h"
#include "core/store/records.h"

#include <fmt/format.h>

#include <limits>
#include <ostream>

namespace quayside::store {

namespace {

// A record that cannot be read is shown as such: a dump is made when something is wrong.
Json value_of(int kind, std::string_view bytes, std::string& kind_name)
{
    Json json;
    with_kind(kind, [&]<class T>(std::type_identity<T>) {
        kind_name = T::kind_name;
        if (T value; decode(bytes, value))
            json = fields_to_json(value);
    });
    return json;
}

void print(const Json& line, std::ostream& out)
{
    out << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void print_record(int kind, RowId row, std::string_view bytes, std::ostream& out)
{
    if (kind == 0)
        return;
    std::string kind_name = fmt::format("unknown {}", kind);
    Json value = value_of(kind, bytes, kind_name);
    print({ { "kind", kind_name }, { "row", row }, { "value", std::move(value) } }, out);
}

Result<void> each_row(
    database::Database& database, const char* sql, const Function<void(database::Statement&)>& print_row)
{
    auto rows = database.prepare(sql);
    if (!rows)
        return fail(rows.error());
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return fail(row.error());
        if (!*row)
            return {};
        print_row(*rows);
    }
}

} // namespace

Result<void> dump(const std::string& directory, std::ostream& out)
{
    auto database = database::Database::open_read_only(directory + "/state.db", schema());
    if (!database)
        return fail(database.error());
    auto done = each_row(**database, "SELECT name, value FROM meta", [&](database::Statement& row) {
        print({ { "meta", std::string(row.bytes(0)) }, { "value", std::string(row.bytes(1)) } }, out);
    });
    if (!done)
        return done;
    const auto journal = Journal::read(**database);
    if (!journal)
        return fail(journal.error());
    const auto& newer = journal->values();
    auto next = newer.begin();
    const auto print_newer = [&](RowId end) {
        for (; next != newer.end() && next->first < end; ++next)
            print_record(next->second.kind, next->first, next->second.bytes, out);
    };
    done = each_row(**database, "SELECT kind, id, value FROM record ORDER BY id", [&](database::Statement& row) {
        const auto id = static_cast<RowId>(row.integer(1));
        print_newer(id);
        if (!newer.contains(id))
            print_record(static_cast<int>(row.integer(0)), id, row.bytes(2), out);
    });
    print_newer(std::numeric_limits<RowId>::max());
    if (done && !out.flush())
        return fail(Error::server("The output could not be written."));
    return done;
}

} // namespace quayside::store
