#pragma once

#include "core/base/alive.h"
#include "core/base/function.h"
#include "core/base/loop.h"
#include "core/history/task_file.h"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace quayside::history {

// The near side of TaskFile: what is told is gathered for half a second and goes to the disk on the thread of files in
// one transaction, nothing waits for it. While the disk fails it is tried again. On the core thread.
class TaskHistory {
public:
    // `files` outlives every use of it here, `loop` the thread of `files`. An empty path: kept in memory.
    TaskHistory(Loop& loop, Loop& files, std::string path, const TaskLimits& limits = {});

    void keep(PastTask task);
    // It was told of, and is not on the disk so far, though nothing has failed: its record elsewhere should stay.
    bool is_on_its_way(const Id& task) const;

    // Finds what has been told, too.
    void find(TaskQuery query, Function<void(Result<std::vector<PastTask>>)> done);
    void find(const Id& task, Function<void(Result<std::optional<PastTask>>)> done);
    // Of these the ones of which nothing is kept.
    void find_unknown(std::vector<Id> tasks, Function<void(const std::vector<Id>&)> done);
    // Tells of those that were dropped for their age or for want of room.
    void when_dropped(Function<void(const std::vector<Id>&)> dropped) { dropped_ = std::move(dropped); }

private:
    using Tasks = std::map<Id, PastTask>;
    using Batch = std::shared_ptr<const Tasks>;

    // On the thread of files; opened by the first question that finds it closed.
    struct Disk {
        std::string path;
        TaskLimits limits;
        std::unique_ptr<TaskFile> file;

        Result<void> open();
    };

    void send();
    void sent(const Result<void>& result);
    void send_later(Duration pause);
    void clean();
    void clean_later(Duration pause);
    template <class T, class Ask>
    void ask(Function<void(T)> done, Ask question);

    Loop& loop_;
    Loop& files_;
    std::shared_ptr<Disk> disk_;
    Tasks told_;
    std::deque<Batch> sent_; // and not known to be on the disk
    bool failing_ = false;
    Function<void(const std::vector<Id>&)> dropped_;
    TimerHandle send_;
    TimerHandle clean_;
    Alive alive_;
};

} // namespace quayside::history
