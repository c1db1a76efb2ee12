#include "core/store/dump.h"

#include "core/base/fields.h"
#include "core/store/codec.h"
#include "core/store/records.h"

#include <fmt/format.h>

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
    done = each_row(**database, "SELECT kind, id, value FROM record ORDER BY id", [&](database::Statement& row) {
        std::string kind_name = fmt::format("unknown {}", row.integer(0));
        Json value = value_of(static_cast<int>(row.integer(0)), row.bytes(2), kind_name);
        print({ { "kind", kind_name }, { "row", row.integer(1) }, { "value", std::move(value) } }, out);
    });
    if (done && !out.flush())
        return fail(Error::server("The output could not be written."));
    return done;
}

} // namespace quayside::store
