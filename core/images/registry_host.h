#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/net/http_server.h"

#include <cstdint>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace quayside::images {

// What a registry needs of the machine that it runs on. On the loop's thread.
class RegistryHost {
public:
    using Command = std::vector<std::string>;
    using Ended = Function<void(int code, std::string last_words)>;

    // Ends when it is let go of.
    class Program {
    public:
        virtual ~Program() = default;
        virtual pid_t process() const = 0;
    };

    virtual ~RegistryHost() = default;

    virtual Result<std::unique_ptr<Program>> run(const Command& command, Ended ended) = 0;
    // Asks a process to end, or makes it, if it runs this command: one that an earlier run of ours left behind. Whether
    // it is there still.
    virtual bool end_stray(pid_t process, const Command& command, bool at_once) = 0;
    virtual bool is_taken(std::uint16_t port) = 0; // somebody listens there, on loopback
    virtual std::uint16_t free_port() = 0; // one that no outgoing connection will take
    // Serves HTTP on loopback from now on; gives the port.
    virtual Result<std::uint16_t> listen(net::HttpServer::Handler handler) = 0;
    // Runs what reads and writes many files, in order, on a thread of its own.
    virtual void aside(Function<void()> work) = 0;
};

} // namespace quayside::images
