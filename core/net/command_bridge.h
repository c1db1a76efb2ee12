#pragma once

#include "core/base/error.h"
#include "core/net/asio_loop.h"

#include <memory>
#include <string>
#include <vector>

namespace quayside::net {

// A unix socket on this machine that leads to whatever a command, such as ssh, reaches: each connection to it starts
// the command with the connection as its input and output. The socket is in a directory that only this user may enter.
// On the loop's thread.
class CommandBridge {
public:
    // `command` is a program, looked for in PATH, and its arguments; no shell reads it.
    static Result<std::unique_ptr<CommandBridge>> open(AsioLoop& loop, std::vector<std::string> command);
    // Ends the commands that still run, and removes the socket.
    ~CommandBridge();
    CommandBridge(const CommandBridge&) = delete;
    CommandBridge& operator=(const CommandBridge&) = delete;

    const std::string& socket() const;
    // The last line that a command wrote to its standard error before it failed; empty if none has since the last
    // forget_problem(). It is there before the command's connection is seen to end.
    const std::string& problem() const;
    void forget_problem();

private:
    class Core;
    explicit CommandBridge(std::shared_ptr<Core> core);
    std::shared_ptr<Core> core_;
};

} // namespace quayside::net
