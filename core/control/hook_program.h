#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/base/loop.h"

#include <string>
#include <sys/types.h>

namespace quayside::control {

// A program that runs beside ours: `input` on its standard input, what it writes (at most 64 KiB) for `done`. Ended
// when it takes too long or this object goes. On the loop's thread, which never waits for it.
class HookProgram {
public:
    using Done = Function<void(Result<std::string>)>;
    HookProgram(Loop& loop, const std::string& path, const std::string& input, Duration limit, Done done);
    ~HookProgram();
    HookProgram(const HookProgram&) = delete;
    HookProgram& operator=(const HookProgram&) = delete;

private:
    Result<void> start(const std::string& path, const std::string& input);
    void look();
    void finish(Result<std::string> result); // may end this object
    std::string output() const;

    Loop& loop_;
    TimePoint ends_at_;
    Done done_;
    pid_t process_ = -1;
    int output_ = -1; // memory, not a file
    TimerHandle timer_;
};

} // namespace quayside::control
