#pragma once

#include "core/base/alive.h"
#include "core/base/loop.h"
#include "core/images/registry_host.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::images {

enum class RegistryStatus : std::uint8_t { Stopped, Starting, Running, Failed };
std::string_view name_of(RegistryStatus status); // STOPPED, ...

// Keeps a program running that listens on a port: ends one that an earlier run of ours left behind, and starts it again
// when it dies, later each time. On the loop's thread.
class RegistryRunner {
public:
    struct Place {
        RegistryHost::Command command;
        std::uint16_t port = 0;
        std::string pid_file;
    };
    RegistryRunner(Loop& loop, RegistryHost& host, Place place);
    ~RegistryRunner(); // ends it

    // Calls `done` once, later, when it runs or has failed to; starts it if it does not run, without a pause.
    void when_ready(Function<void(Result<void>)> done);
    RegistryStatus status() const { return status_; }
    const std::string& problem() const { return problem_; } // why it does not run; empty: nothing is known against it

private:
    void begin();
    void look();
    void ended(int code, const std::string& last_words);
    void failed(const std::string& why);
    void answer(const Result<void>& result);

    Loop& loop_;
    RegistryHost& host_;
    Place place_;
    RegistryStatus status_ = RegistryStatus::Stopped;
    std::string problem_;
    std::unique_ptr<RegistryHost::Program> program_;
    std::vector<Function<void(Result<void>)>> waiting_;
    Duration pause_;
    TimePoint began_at_;
    TimerHandle timer_;
    Alive alive_;
};

} // namespace quayside::images
