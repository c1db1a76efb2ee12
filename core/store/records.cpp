#include "core/store/records.h"

#include "core/store/codec.h"
#include "core/store/damage.h"
#include "core/store/loader.h"

#include <algorithm>

namespace quayside::store {

namespace {

using namespace model;

constexpr std::size_t kProgressEvery = 2'000;

// Of what waits for its place, the piece that is moved at once: about a millisecond, which a call has to wait in the
// worst case, and more only when that much comes that little pieces would never catch up.
constexpr std::size_t kLeastMoved = 96;
constexpr std::size_t kPartMoved = 8;

Result<std::size_t> count_of(database::Database& database)
{
    auto statement = database.prepare("SELECT count(*) FROM record");
    if (!statement)
        return fail(statement.error());
    const auto row = statement->step();
    if (!row)
        return fail(row.error());
    return static_cast<std::size_t>(statement->integer(0));
}

template <class T>
void add_change(Journal::Values& turn, const Change<T>& change)
{
    if (change.before && (!change.after || change.after->row != change.before->row))
        turn[change.before->row] = {};
    if (!change.after)
        return;
    auto& value = turn[change.after->row];
    value.kind = kKind<T>;
    encode(*change.after, value.bytes);
}

Journal::Values turn_of(const ChangeSet& changes)
{
    Journal::Values turn;
    for_each_kind(changes, [&turn](const auto& kind) {
        for (const auto& change : kind)
            add_change(turn, change);
    });
    return turn;
}

} // namespace

Result<Records> Records::prepare(database::Database& database)
{
    auto journal = Journal::read(database);
    if (!journal)
        return fail(journal.error());
    Records records(database, std::move(*journal));
    // A row may have another kind than before: the next run gives away anew the last rows of records that are gone.
    auto put = database.prepare("INSERT INTO record (kind, id, value) VALUES (?1, ?2, ?3)"
                                " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, value = excluded.value");
    if (!put)
        return fail(put.error());
    auto erase = database.prepare("DELETE FROM record WHERE id = ?1");
    if (!erase)
        return fail(erase.error());
    records.put_ = std::move(*put);
    records.erase_ = std::move(*erase);
    return records;
}

Result<ChangeSet> Records::read_all(const Function<void(std::size_t, std::size_t)>& progress)
{
    const auto total = count_of(*database_);
    if (!total)
        return fail(total.error());
    Loader loader;
    if (auto read = read_rows(loader, *total, progress); !read)
        return fail(read.error());
    if (auto read = read_turns(loader); !read)
        return fail(read.error());
    if (progress)
        progress(*total, *total);
    // Reading looks at each page once, but writing comes back to those of the records that change.
    if (auto sized = database_->execute("PRAGMA cache_size = -16000"); !sized)
        return fail(sized.error());
    auto all = loader.finish();
    return all ? std::move(all) : fail(damaged(database_->path(), all.error().message));
}

Result<void> Records::read_rows(
    Loader& loader, std::size_t total, const Function<void(std::size_t, std::size_t)>& progress)
{
    auto rows = database_->prepare("SELECT kind, id, value FROM record");
    if (!rows)
        return fail(rows.error());
    for (std::size_t done = 0;; ++done) {
        if (progress && done % kProgressEvery == 0 && done < total)
            progress(done, total);
        const auto row = rows->step();
        if (!row)
            return fail(row.error());
        if (!*row)
            return {};
        const auto id = static_cast<RowId>(rows->integer(1));
        if (journal_.values().contains(id))
            continue;
        const auto added = loader.add(static_cast<int>(rows->integer(0)), id, rows->bytes(2));
        if (!added)
            return fail(damaged(database_->path(), added.error().message));
    }
}

Result<void> Records::read_turns(Loader& loader)
{
    for (const auto& [row, value] : journal_.values()) {
        const auto added = value.kind == 0 ? Result<void>() : loader.add(value.kind, row, value.bytes);
        if (!added)
            return fail(damaged(database_->path(), added.error().message));
    }
    return {};
}

Result<void> Records::place(RowId row, const Journal::Value& value)
{
    const auto id = static_cast<std::int64_t>(row);
    if (value.kind == 0)
        return erase_->bind(1, id).run();
    return put_->bind(1, value.kind).bind(2, id).bind_blob(3, value.bytes).run();
}

Result<void> Records::write(const ChangeSet& changes)
{
    auto turn = turn_of(changes);
    if (auto written = database_->transaction([&] { return journal_.write(turn); }); !written)
        return written;
    journal_.keep(std::move(turn));
    return {};
}

Result<bool> Records::tidy()
{
    if (journal_.empty())
        return false;
    const std::size_t most = std::max(kLeastMoved, journal_.values().size() / kPartMoved);
    const auto moved = database_->transaction([&] {
        return journal_.fold(most, [this](RowId row, const Journal::Value& value) { return place(row, value); });
    });
    if (!moved)
        return fail(moved.error());
    journal_.forget();
    if (auto shortened = database_->shorten_log(); !shortened)
        return fail(shortened.error());
    return !journal_.empty();
}

std::string Records::meta(const std::string& name)
{
    auto statement = database_->prepare("SELECT value FROM meta WHERE name = ?1");
    if (!statement || !statement->bind_text(1, name).step().value_or(false))
        return {};
    return std::string(statement->bytes(0));
}

Result<void> Records::set_meta(const std::string& name, const std::string& value)
{
    auto statement = database_->prepare("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)");
    if (!statement)
        return fail(statement.error());
    return database_->transaction([&] { return statement->bind_text(1, name).bind_text(2, value).run(); });
}

} // namespace quayside::store
