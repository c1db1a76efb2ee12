#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/net/asio_loop.h"

#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace quayside::net {

// A program that runs beside ours for as long as this object is there. It reads nothing. On the loop's thread.
class ChildProgram {
public:
    // Once, when it has ended by itself: its exit code (128 and the number of the signal that ended it) and the last
    // line that it wrote.
    using Ended = Function<void(int code, std::string last_words)>;

    // `command` is a program, looked for in PATH, and its arguments; no shell reads it.
    static Result<std::unique_ptr<ChildProgram>> start(
        AsioLoop& loop, const std::vector<std::string>& command, Ended ended);
    // Asks it to end, and makes it end if it has not within a second.
    ~ChildProgram();
    ChildProgram(const ChildProgram&) = delete;
    ChildProgram& operator=(const ChildProgram&) = delete;

    pid_t process() const;

private:
    class Core;
    explicit ChildProgram(std::shared_ptr<Core> core);
    std::shared_ptr<Core> core_;
};

} // namespace quayside::net
