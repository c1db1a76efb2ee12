#pragma once

#include "core/base/alive.h"
#include "core/base/loop.h"
#include "core/control/kept_logs.h"
#include "core/control/operation.h"
#include "core/history/task_history.h"
#include "core/model/change_set.h"

#include <deque>
#include <map>
#include <utility>

namespace quayside::control {

// Sees to it that what a container wrote outlives it: reads it from the engine when the container has stopped, and
// forgets it when nothing is known of its task any more, neither in the state nor in the history. A running container
// costs nothing: its engine has its log. Simulated engines are left out, their containers write nothing that is worth
// keeping. On the core thread.
class LogKeeper {
public:
    LogKeeper(Loop& loop, EngineAccess& engines, const model::State& state, KeptLogs& kept,
        history::TaskHistory* history); // null: none is kept

    // Tells of published changes.
    void apply(const model::ChangeSet& changes);

private:
    using Key = std::pair<Id, std::size_t>; // task, container
    struct Reading {
        std::deque<docker::LogLine> lines;
        std::size_t size = 0;
        Subscription stream;
    };

    void look_at(const model::Task& task, const model::Task* before);
    void forget(const std::vector<Id>& tasks);
    void forget_unless_past(std::vector<Id> tasks);
    void forget_unknown();
    void read_more();
    void begin_again();
    void read(const Key& key);
    void retry(const Key& key);
    void take(const Key& key, std::vector<docker::LogLine> lines);
    void finish(Key key, const Result<void>& result);

    Loop& loop_;
    EngineAccess& engines_;
    const model::State& state_;
    KeptLogs& kept_;
    history::TaskHistory* history_;
    std::deque<Key> waiting_;
    std::map<Key, Reading> readings_;
    std::map<Key, TimerHandle> retries_;
    Alive alive_;
};

} // namespace quayside::control
