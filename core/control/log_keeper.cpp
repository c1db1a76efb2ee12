#include "core/control/log_keeper.h"

#include "core/base/log.h"

namespace quayside::control {

namespace {

constexpr const char* kRoom = "logs";
constexpr std::size_t kAtOnce = 4; // engines have other things to do
constexpr std::int64_t kMostLines = 100'000; // so that a chatty container is not read from its first line on
constexpr Duration kRetry = std::chrono::seconds{ 30 };

bool has_stopped(const model::Task* task, std::size_t container)
{
    return task && container < task->containers.size()
        && task->containers[container].last_status == model::ContainerStatus::Stopped;
}

} // namespace

LogKeeper::LogKeeper(
    Loop& loop, EngineAccess& engines, const model::State& state, KeptLogs& kept, history::TaskHistory* history)
    : loop_(loop)
    , engines_(engines)
    , state_(state)
    , kept_(kept)
    , history_(history)
{
    if (history_)
        history_->when_dropped(alive_.guard([this](const std::vector<Id>& tasks) { forget(tasks); }));
}

void LogKeeper::apply(const model::ChangeSet& changes)
{
    if (!kept_.keeps())
        return;
    if (changes.full)
        forget_unknown();
    for (const auto& change : changes.of<model::Engine>())
        if (!change.after)
            begin_again();
    std::vector<Id> gone;
    for (const auto& change : changes.of<model::Task>())
        if (change.after)
            look_at(*change.after, change.before.get());
        else
            gone.push_back(change.before->id);
    forget_unless_past(std::move(gone));
    read_more();
}

void LogKeeper::look_at(const model::Task& task, const model::Task* before)
{
    for (std::size_t i = 0; i < task.containers.size(); ++i)
        if (has_stopped(&task, i) && !has_stopped(before, i) && !task.containers[i].runtime_id.empty()
            && !kept_.has(task.id, i))
            waiting_.emplace_back(task.id, i);
}

void LogKeeper::forget(const std::vector<Id>& tasks)
{
    for (const Id& task : tasks)
        if (!state_.tasks().find(task))
            kept_.forget(task);
}

void LogKeeper::forget_unless_past(std::vector<Id> tasks)
{
    if (tasks.empty())
        return;
    if (!history_)
        return forget(tasks);
    history_->find_unknown(std::move(tasks), alive_.guard([this](const std::vector<Id>& unknown) { forget(unknown); }));
}

void LogKeeper::forget_unknown()
{
    auto tasks = kept_.tasks();
    std::erase_if(tasks, [this](const Id& task) { return state_.tasks().find(task) != nullptr; });
    forget_unless_past(std::move(tasks));
}

// An engine that is removed ends nothing that is asked of it.
void LogKeeper::begin_again()
{
    for (const auto& [key, reading] : readings_)
        waiting_.push_back(key);
    readings_.clear();
}

void LogKeeper::read_more()
{
    while (readings_.size() < kAtOnce && !waiting_.empty()) {
        const Key key = waiting_.front();
        waiting_.pop_front();
        retries_.erase(key);
        if (!readings_.contains(key))
            read(key);
    }
}

void LogKeeper::read(const Key& key)
{
    const auto task = state_.tasks().find(key.first);
    const auto instance = task ? state_.container_instances().find(task->container_instance) : nullptr;
    const auto engine = instance ? state_.engines().find(instance->engine) : nullptr;
    if (!engine || engine->kind != model::EngineKind::Docker)
        return;
    auto* live = engines_.find(engine->id);
    if (!live)
        return retry(key);
    docker::LogRequest request;
    request.container = task->containers[key.second].runtime_id;
    request.tail = kMostLines;
    readings_[key].stream = live->logs(
        std::move(request), [this, key](std::vector<docker::LogLine> lines) { take(key, std::move(lines)); },
        [this, key](const Result<void>& result) { finish(key, result); });
}

void LogKeeper::retry(const Key& key)
{
    retries_[key] = loop_.after(kRetry, [this, key = Key(key)] {
        waiting_.push_back(key);
        read_more();
    });
}

void LogKeeper::take(const Key& key, std::vector<docker::LogLine> lines)
{
    auto& reading = readings_.at(key);
    for (auto& line : lines) {
        reading.size += line.text.size();
        reading.lines.push_back(std::move(line));
    }
    while (reading.size > kept_.limits().one) {
        reading.size -= reading.lines.front().text.size();
        reading.lines.pop_front();
    }
}

void LogKeeper::finish(Key key, const Result<void>& result)
{
    const auto reading = readings_.extract(key);
    loop_.post(alive_.guard([this] { read_more(); }));
    if (!result && result.error().http_status == 0)
        return retry(key);
    if (!result)
        return log::info(kRoom, "what container {} of task {} wrote is not kept: {}", key.second, key.first.hex(),
            result.error().message);
    if (const auto kept = kept_.keep(key.first, key.second, reading.mapped().lines); !kept)
        log::warning(kRoom, "{}", kept.error().message);
}

} // namespace quayside::control
