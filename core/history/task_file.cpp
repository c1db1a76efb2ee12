#include "core/history/task_file.h"

#include <fmt/format.h>

#include <cstring>
#include <utility>

namespace quayside::history {

namespace {

constexpr std::size_t kDroppedAtOnce = 1'000;

Result<void> create(database::Database& database)
{
    return database.execute(
        "CREATE TABLE stopped_task (id BLOB PRIMARY KEY, stopped_at INTEGER NOT NULL, cluster TEXT NOT NULL,"
        " family TEXT NOT NULL, service TEXT NOT NULL, value TEXT NOT NULL);"
        // Everything that a page is chosen by.
        "CREATE INDEX stopped_task_time ON stopped_task (stopped_at, id, cluster, service, family);");
}

const database::Schema& schema()
{
    static const database::Schema known{ .application_id = 0x51534948, .steps = { create } };
    return known;
}

std::string_view bytes_of(const Id& id)
{
    return { reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size() };
}

Id id_of(std::string_view bytes)
{
    Id id;
    if (bytes.size() == id.bytes.size())
        std::memcpy(id.bytes.data(), bytes.data(), bytes.size());
    return id;
}

} // namespace

TaskFile::TaskFile(std::unique_ptr<database::Database> database, const TaskLimits& limits)
    : limits_(limits)
    , database_(std::move(database))
{
}

Result<std::unique_ptr<TaskFile>> TaskFile::open(const std::string& path, const TaskLimits& limits)
{
    auto database
        = path.empty() ? database::Database::open_in_memory(schema()) : database::Database::open(path, schema());
    if (!database)
        return fail(database.error());
    std::unique_ptr<TaskFile> file(new TaskFile(std::move(*database), limits));
    if (auto prepared = file->prepare(); !prepared)
        return fail(prepared.error());
    return file;
}

Result<void> TaskFile::prepare()
{
    const std::pair<std::optional<database::Statement>*, const char*> statements[] = {
        { &put_,
            "INSERT OR REPLACE INTO stopped_task (id, stopped_at, cluster, family, service, value)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)" },
        { &page_,
            "SELECT value FROM stopped_task WHERE (stopped_at, id) < (?1, ?2) AND stopped_at >= ?3"
            " AND (?4 = '' OR cluster = ?4) AND (?5 = '' OR family = ?5) AND (?6 = '' OR service = ?6)"
            " ORDER BY stopped_at DESC, id DESC LIMIT ?7" },
        { &one_, "SELECT value FROM stopped_task WHERE id = ?1" },
        { &size_, "SELECT COALESCE(SUM(LENGTH(value)), 0) FROM stopped_task" },
        { &oldest_, "SELECT id, stopped_at, LENGTH(value) FROM stopped_task ORDER BY stopped_at LIMIT ?1" },
        { &drop_, "DELETE FROM stopped_task WHERE id = ?1" },
    };
    for (const auto& [statement, sql] : statements) {
        auto prepared = database_->prepare(sql);
        if (!prepared)
            return fail(prepared.error());
        *statement = std::move(*prepared);
    }
    if (const auto row = size_->step(); !row)
        return fail(row.error());
    bytes_ = size_->integer(0);
    return size_->run();
}

Result<void> TaskFile::keep(const std::map<Id, PastTask>& tasks)
{
    const auto before = bytes_;
    auto done = database_->transaction([&]() -> Result<void> {
        for (const auto& [id, task] : tasks)
            if (auto put = this->put(task); !put)
                return put;
        return {};
    });
    if (!done)
        bytes_ = before;
    return done ? database_->shorten_log() : done;
}

Result<void> TaskFile::put(const PastTask& task)
{
    one_->bind_blob(1, bytes_of(task.id));
    const auto known = one_->step();
    if (!known)
        return fail(known.error());
    if (*known) {
        bytes_ -= static_cast<std::int64_t>(one_->bytes(0).size());
        if (auto ended = one_->run(); !ended)
            return ended;
    }
    const auto value = fields_to_json(task).dump(-1, ' ', false, Json::error_handler_t::replace);
    bytes_ += static_cast<std::int64_t>(value.size());
    return put_->bind_blob(1, bytes_of(task.id))
        .bind(2, task.stopped_at.time_since_epoch().count())
        .bind_text(3, task.cluster)
        .bind_text(4, task.family)
        .bind_text(5, task.service)
        .bind_text(6, value)
        .run();
}

Result<PastTask> TaskFile::read(std::string_view value) const
{
    PastTask task;
    const auto json = parse_json(value);
    if (!json || !fields_from_json(*json, task))
        return fail(Error::server(fmt::format("{} is damaged: a task in it cannot be read.", database_->path())));
    return task;
}

Result<std::vector<PastTask>> TaskFile::find(const TaskQuery& query)
{
    const Id after = query.after.value_or(Id());
    page_->bind(1, query.until.time_since_epoch().count())
        .bind_blob(2, bytes_of(after))
        .bind(3, query.since.time_since_epoch().count())
        .bind_text(4, query.cluster)
        .bind_text(5, query.family)
        .bind_text(6, query.service)
        .bind(7, static_cast<std::int64_t>(query.most));
    std::vector<PastTask> tasks;
    for (;;) {
        const auto row = page_->step();
        if (!row)
            return fail(row.error());
        if (!*row)
            return tasks;
        auto task = read(page_->bytes(0));
        if (!task) {
            (void)page_->run();
            return fail(task.error());
        }
        tasks.push_back(std::move(*task));
    }
}

Result<std::optional<PastTask>> TaskFile::find(const Id& task)
{
    one_->bind_blob(1, bytes_of(task));
    const auto row = one_->step();
    if (!row)
        return fail(row.error());
    if (!*row)
        return std::optional<PastTask>();
    auto found = read(one_->bytes(0));
    if (auto ended = one_->run(); !ended)
        return fail(ended.error());
    return found ? Result<std::optional<PastTask>>(std::move(*found)) : fail(found.error());
}

Result<std::vector<Id>> TaskFile::clean(TimePoint now)
{
    std::vector<Id> gone;
    auto left = bytes_;
    oldest_->bind(1, static_cast<std::int64_t>(kDroppedAtOnce));
    for (;;) {
        const auto row = oldest_->step();
        if (!row)
            return fail(row.error());
        if (!*row)
            break;
        const TimePoint stopped_at{ Duration(oldest_->integer(1)) };
        if (stopped_at + limits_.age > now && left <= limits_.bytes) {
            if (auto ended = oldest_->run(); !ended)
                return fail(ended.error());
            break;
        }
        gone.push_back(id_of(oldest_->bytes(0)));
        left -= oldest_->integer(2);
    }
    if (gone.empty())
        return gone;
    auto done = database_->transaction([&]() -> Result<void> {
        for (const auto& id : gone)
            if (auto dropped = drop_->bind_blob(1, bytes_of(id)).run(); !dropped)
                return dropped;
        return {};
    });
    if (!done)
        return fail(done.error());
    bytes_ = left;
    return gone;
}

} // namespace quayside::history
