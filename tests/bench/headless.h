#pragma once

#include "core/base/json.h"
#include "tests/support/raw_socket.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace quayside::bench {

// The headless program as a process of its own, from the directory of this one.
class Headless {
public:
    explicit Headless(std::vector<std::string> arguments = {}); // ends this program if it does not come up
    ~Headless(); // SIGTERM
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    std::uint16_t port() const { return port_; }
    double memory_mb() const; // resident
    double cpu_ms() const; // user and system, since its start

private:
    pid_t process_ = -1;
    std::uint16_t port_ = 0;
};

// A request to an operation of ECS, or to "QuaysideV1.<name>".
std::string message(std::uint16_t port, std::string_view operation, std::string_view body);

// One connection that is kept.
class Caller {
public:
    explicit Caller(std::uint16_t port)
        : socket_(test::RawSocket::connect(port))
    {
    }
    // Milliseconds until the answer is there, which must be 200: else this program ends.
    double call(const std::string& message);
    // The body of the answer.
    Json ask(std::uint16_t port, std::string_view operation, const Json& input);

private:
    std::string answer(const std::string& message);
    test::RawSocket socket_;
};

} // namespace quayside::bench
