#pragma once

#include "core/database/database.h"
#include "core/history/past_task.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quayside::history {

// For how long tasks are kept after they stopped, and how much at most: then those that stopped first go first.
struct TaskLimits {
    Duration age = std::chrono::hours{ 24 * 30 };
    std::int64_t bytes = 64 << 20; // of their records: about a hundred thousand
};

// Which tasks are wanted, the one that stopped last first.
struct TaskQuery {
    std::string cluster{}; // empty: of all; likewise the next two
    std::string family{};
    std::string service{};
    TimePoint since{};
    TimePoint until = TimePoint::max(); // not included
    std::optional<Id> after{}; // the last task of the page before, which stopped at `until`
    std::size_t most = 100;
};

// Tasks that have stopped, in a database of their own. Used on one thread, which waits for the disk.
class TaskFile {
public:
    // An empty path: in memory. Errors name the file.
    static Result<std::unique_ptr<TaskFile>> open(const std::string& path, const TaskLimits& limits);

    // On the disk when it returns. Of a task that is kept already, what is told now holds.
    Result<void> keep(const std::map<Id, PastTask>& tasks);
    Result<std::vector<PastTask>> find(const TaskQuery& query);
    Result<std::optional<PastTask>> find(const Id& task);
    // Drops what is too old or too much, some at a time; those that went.
    Result<std::vector<Id>> clean(TimePoint now);
    std::int64_t bytes() const { return bytes_; }

private:
    TaskFile(std::unique_ptr<database::Database> database, const TaskLimits& limits);
    Result<void> prepare();
    Result<void> put(const PastTask& task);
    Result<PastTask> read(std::string_view value) const;

    TaskLimits limits_;
    std::unique_ptr<database::Database> database_;
    std::optional<database::Statement> put_, page_, one_, size_, oldest_, drop_;
    std::int64_t bytes_ = 0; // of the records
};

} // namespace quayside::history
