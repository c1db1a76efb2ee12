#pragma once

#include "core/base/function.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace quayside::client {

struct TerminalSize {
    std::uint16_t columns = 80;
    std::uint16_t rows = 24;

    bool operator==(const TerminalSize&) const = default;
};

// What ExecuteCommand answers: where the session is, and the secret that opens it.
struct TerminalTicket {
    std::string stream_url; // ws or wss
    std::string token;
};

struct TerminalEnd {
    bool lost = false; // the connection broke, or there never was one: the command may have been cut off
    std::string words; // why, or what the other side said last; may be empty
};

struct TerminalEvents {
    Function<void()> opened; // the command is being run
    Function<void(std::string_view)> output; // untrusted bytes
    Function<void(TerminalEnd)> ended; // the last event
};

// The near end of a session of ExecuteCommand. Every method may be called from any thread and returns at once; events
// come on the client's own thread. Destroying it ends the command; no event starts after that.
class Terminal {
public:
    // What may be given out and not be dealt with; beyond that the command waits.
    static constexpr std::size_t kAhead = 1 << 20;

    virtual ~Terminal() = default;

    virtual void type(std::string bytes) = 0;
    virtual void resize(TerminalSize size) = 0;
    // So many bytes of the output have been dealt with.
    virtual void taken(std::size_t bytes) = 0;
};

// The second door of a window: joins the sessions that ExecuteCommand opens, wherever they are.
class Terminals {
public:
    virtual ~Terminals() = default;

    // Never null: what goes wrong is told by `ended`.
    [[nodiscard]] virtual std::unique_ptr<Terminal> join(
        TerminalTicket ticket, TerminalSize size, TerminalEvents events)
        = 0;
};

} // namespace quayside::client
