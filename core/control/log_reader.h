#pragma once

#include "core/base/loop.h"
#include "core/client/ecs_client.h"
#include "core/control/log_place.h"
#include "core/control/operation.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace quayside::control {

// What a page of a log may hold, and how long it may wait for a first line.
struct LogPageRules {
    std::size_t lines = 10'000;
    Duration wait{}; // zero: only what is there; else lines that are still to be written are followed
};

// One reader's way through the log of a container that its engine has: the stream is open between the calls of a reader
// who follows it, so that a new line needs no new request. What the reader does not fetch is not read either: the
// stream is closed then, and opened again where it was. On the core thread.
class LogReader {
public:
    struct Source {
        std::function<docker::Engine*()> engine; // null: it is not registered any more
        std::function<bool()> goes_on; // whether the container may still write
        std::function<std::string(const LogPlace&)> token; // for the next page
    };

    // `from`: which lines; `place`: those that the reader has.
    LogReader(Loop& loop, Source source, docker::LogRequest from, LogPlace place);

    // The next page. An earlier call that still waits gets an empty one. `done` comes first if nothing more ever will.
    void read(const LogPageRules& rules, client::Reply reply, Function<void()> done);
    const LogPlace& place() const { return given_; }
    // The engine has gone: whoever waits is told.
    void engine_gone();

private:
    void open(bool follow);
    void take(std::vector<docker::LogLine> lines);
    void stream_ended(Result<void> result);
    void answer_soon(Duration pause);
    void answer();
    Json next_page();

    Loop& loop_;
    Source source_;
    docker::LogRequest from_;
    LogPageRules rules_;
    LogPlace given_;
    LogPlace taken_; // from the engine
    LogResume resume_;
    std::deque<docker::LogLine> lines_; // taken and not given
    std::size_t size_ = 0; // bytes of those
    Subscription stream_;
    bool follows_ = false; // the stream does
    std::optional<Result<void>> ended_; // how the stream did
    client::Reply reply_;
    Function<void()> done_;
    TimerHandle soon_;
    TimerHandle patience_;
    TimerHandle reopen_;
};

// Lines as the API shows them.
Json describe(const std::vector<docker::LogLine>& lines);

} // namespace quayside::control
