#pragma once

#include "core/relay/cutter.h"

#include <map>
#include <string>
#include <string_view>

namespace quayside::docker {

// What stands for the relay in a simulated endpoint container: it says what that says, of connections that a test
// makes. Pure: bytes in, bytes out.
class SimulatedRelay {
public:
    SimulatedRelay() { say(relay::Kind::Listening); }

    void obey(std::string_view bytes);
    std::string read() { return std::exchange(said_, {}); } // what it has said since the last time
    bool broken() const { return broken_; } // it was told what it does not understand, and has ended

    // A program connects and sends this. -> number of the connection
    std::uint32_t connect(std::string_view sent);
    // What came back on it, once the connection was closed; empty before.
    std::string answer(std::uint32_t connection) const;

private:
    struct Connection {
        std::string received;
        bool closed = false;
    };

    void say(relay::Kind kind, std::uint32_t connection = 0, std::string_view bytes = {})
    {
        said_ += relay::bytes_of(kind, connection, bytes);
    }

    relay::Cutter cutter_;
    std::string said_;
    std::map<std::uint32_t, Connection> connections_;
    bool broken_ = false;
};

} // namespace quayside::docker
