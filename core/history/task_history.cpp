#include "core/history/task_history.h"

#include "core/base/log.h"

#include <algorithm>
#include <utility>

namespace quayside::history {

namespace {

constexpr const char* kRoom = "history";
constexpr Duration kGather = std::chrono::milliseconds{ 500 };
constexpr Duration kRetry = std::chrono::seconds{ 30 };
constexpr Duration kCleanEvery = std::chrono::hours{ 1 };
constexpr Duration kCleanOn = std::chrono::seconds{ 1 }; // while there is more to drop
constexpr std::size_t kMostTold = 10'000; // while the disk fails

} // namespace

TaskHistory::TaskHistory(Loop& loop, Loop& files, std::string path, const TaskLimits& limits)
    : loop_(loop)
    , files_(files)
    , disk_(std::make_shared<Disk>(Disk{ std::move(path), limits, nullptr }))
{
    clean_later(kCleanOn);
}

Result<void> TaskHistory::Disk::open()
{
    if (file)
        return {};
    auto opened = TaskFile::open(path, limits);
    if (!opened)
        return fail(opened.error());
    file = std::move(*opened);
    return {};
}

// Runs `question` on the thread of files, and `done` with its answer here.
template <class T, class Ask>
void TaskHistory::ask(Function<void(T)> done, Ask question)
{
    auto answer = std::make_shared<Function<void(T)>>(alive_.guard(std::move(done)));
    files_.post([disk = disk_, answer, question = std::move(question), &loop = loop_] {
        const auto opened = disk->open();
        auto found = std::make_shared<T>(opened ? question(*disk->file) : T(fail(opened.error())));
        loop.post([answer, found] { (*answer)(std::move(*found)); });
    });
}

void TaskHistory::keep(PastTask task)
{
    const Id id = task.id;
    told_.insert_or_assign(id, std::move(task));
    if (failing_ && told_.size() > kMostTold)
        told_.erase(told_.begin());
    if (!send_.active())
        send_later(kGather);
}

void TaskHistory::send_later(Duration pause)
{
    send_ = loop_.after(pause, [this] {
        send_.cancel();
        send();
    });
}

void TaskHistory::send()
{
    if (told_.empty())
        return;
    const auto& batch = sent_.emplace_back(std::make_shared<const Tasks>(std::exchange(told_, {})));
    ask<Result<void>>([this](const Result<void>& result) { sent(result); },
        [batch = batch](TaskFile& file) { return file.keep(*batch); });
}

// Batches are written in the order in which they were sent.
void TaskHistory::sent(const Result<void>& result)
{
    if (!result && !failing_)
        log::warning(kRoom, "stopped tasks could not be kept, it will be tried again: {}", result.error().message);
    failing_ = !result;
    if (failing_) {
        told_.insert(sent_.front()->begin(), sent_.front()->end());
        send_later(kRetry);
    } else {
        clean();
    }
    sent_.pop_front();
}

bool TaskHistory::is_on_its_way(const Id& task) const
{
    return !failing_ && (told_.contains(task) || std::ranges::any_of(sent_, [&task](const Batch& batch) {
        return batch->contains(task);
    }));
}

void TaskHistory::find(TaskQuery query, Function<void(Result<std::vector<PastTask>>)> done)
{
    send();
    ask<Result<std::vector<PastTask>>>(
        std::move(done), [query = std::move(query)](TaskFile& file) { return file.find(query); });
}

void TaskHistory::find(const Id& task, Function<void(Result<std::optional<PastTask>>)> done)
{
    send();
    ask<Result<std::optional<PastTask>>>(std::move(done), [task](TaskFile& file) { return file.find(task); });
}

void TaskHistory::find_unknown(std::vector<Id> tasks, Function<void(const std::vector<Id>&)> done)
{
    send();
    ask<Result<std::vector<Id>>>(
        [done = std::move(done)](const Result<std::vector<Id>>& unknown) {
            if (unknown)
                done(*unknown);
        },
        [tasks = std::move(tasks)](TaskFile& file) -> Result<std::vector<Id>> {
            std::vector<Id> unknown;
            for (const auto& id : tasks) {
                const auto found = file.find(id);
                if (!found)
                    return fail(found.error());
                if (!*found)
                    unknown.push_back(id);
            }
            return unknown;
        });
}

void TaskHistory::clean_later(Duration pause)
{
    clean_ = loop_.after(pause, [this] { clean(); });
}

void TaskHistory::clean()
{
    clean_later(kCleanEvery);
    ask<Result<std::vector<Id>>>(
        [this](const Result<std::vector<Id>>& dropped) {
            if (!dropped || dropped->empty())
                return;
            if (dropped_)
                dropped_(*dropped);
            clean_later(kCleanOn);
        },
        [now = loop_.now()](TaskFile& file) { return file.clean(now); });
}

} // namespace quayside::history
