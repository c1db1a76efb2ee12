#include "core/store/records.h"

#include "core/store/codec.h"
#include "core/store/loader.h"

#include <fmt/format.h>

namespace quayside::store {

namespace {

using namespace model;

constexpr std::size_t kProgressEvery = 2'000;

Error damaged(const std::string& path, const std::string& what)
{
    return Error::server(fmt::format("{} is damaged: {}. Put a backup in its place, or choose another directory with "
                                     "--state-dir.",
        path, what));
}

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

} // namespace

Result<Records> Records::prepare(database::Database& database)
{
    Records records(database);
    auto put = database.prepare("INSERT INTO record (kind, id, value) VALUES (?1, ?2, ?3)"
                                " ON CONFLICT (id) DO UPDATE SET value = excluded.value");
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
        const auto added
            = loader.add(static_cast<int>(rows->integer(0)), static_cast<RowId>(rows->integer(1)), rows->bytes(2));
        if (!added)
            return fail(damaged(database_->path(), added.error().message));
    }
}

template <class T>
Result<void> Records::write_one(const Change<T>& change)
{
    if (change.before && (!change.after || change.after->row != change.before->row))
        if (auto erased = erase(change.before->row); !erased)
            return erased;
    if (!change.after)
        return {};
    encode(*change.after, buffer_);
    return put_->bind(1, kKind<T>).bind(2, static_cast<std::int64_t>(change.after->row)).bind_blob(3, buffer_).run();
}

Result<void> Records::erase(RowId row)
{
    return erase_->bind(1, static_cast<std::int64_t>(row)).run();
}

Result<void> Records::write(const ChangeSet& changes)
{
    Result<void> done;
    for_each_kind(changes, [&](const auto& kind) {
        for (std::size_t i = 0; done && i < kind.size(); ++i)
            done = write_one(kind[i]);
    });
    return done;
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
