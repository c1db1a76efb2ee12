#pragma once

#include "core/control/kept_logs.h"
#include "core/control/log_reader.h"
#include "core/model/change_set.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace quayside::control {

// Pages of what containers wrote: of those that are gone from what was kept, of the others from their engines. A page
// names the next one; who asks for that within half a minute goes on where the stream is open already. On the core
// thread.
class LogReaders {
public:
    LogReaders(Loop& loop, EngineAccess& engines, const model::State& state, const KeptLogs& kept);

    struct Query {
        Id task; // of which something is known, or what its container wrote is kept
        std::size_t container = 0; // one that has been created
        docker::LogRequest from; // for the first page; its container is filled in
        std::string token; // of the page before; empty: the first page
        LogPageRules rules;
    };
    void read(Query query, client::Reply reply);

    bool keeps(const Id& task, std::size_t container) const { return kept_.has(task, container); }

    // Tells of published changes.
    void apply(const model::ChangeSet& changes);

private:
    using Number = std::uint64_t;
    struct Entry {
        Id task;
        std::size_t container = 0;
        Id engine;
        std::unique_ptr<LogReader> reader;
        TimerHandle unused; // nobody has asked for the next page
    };

    Result<Json> kept_page(const Query& query, LogPlace place) const;
    Result<Number> add(Query query, LogPlace place);
    void read_on(Number number, const LogPageRules& rules, client::Reply reply);
    bool goes_on(const Id& task, std::size_t container) const;

    Loop& loop_;
    EngineAccess& engines_;
    const model::State& state_;
    const KeptLogs& kept_;
    std::map<Number, Entry> entries_;
    Number last_ = 0;
};

} // namespace quayside::control
