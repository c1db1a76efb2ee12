#pragma once

#include "core/base/error.h"
#include "core/base/function.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::docker {

struct TerminalSize {
    std::uint16_t columns = 80;
    std::uint16_t rows = 24;

    bool operator==(const TerminalSize&) const = default;
};

// A command to run in a container that runs, on a terminal of its own.
struct TerminalRequest {
    std::string container; // id
    std::vector<std::string> command;
    TerminalSize size;
    // Instead: what is typed is its input, byte by byte, and its output is given as it is. Its input ends with the near
    // end: it should end then.
    bool plain = false;
};

struct TerminalEvents {
    Function<void(std::string_view)> output; // untrusted bytes
    Function<void(Result<int>)> ended; // the exit code, or why there is none; the last event
};

// The near end of such a terminal. Destroying it before its command has ended hangs up: the command and what it has
// started in the container are ended. No event comes after that. May be destroyed inside an event.
class Terminal {
public:
    virtual ~Terminal() = default;

    // What is typed. It is kept until the engine takes it: `unsent` says how much that is.
    virtual void type(std::string_view bytes) = 0;
    virtual std::size_t unsent() const = 0;
    virtual void resize(TerminalSize size) = 0;
    // Nothing is read from the engine until it goes on; a command that writes waits then.
    virtual void pause() = 0;
    virtual void go_on() = 0;
};

} // namespace quayside::docker
