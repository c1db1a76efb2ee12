#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <thread>

namespace quayside::test {

// One end of a connection, blocking, without any protocol: for saying what no honest program would.
class RawSocket {
public:
    explicit RawSocket(int descriptor);
    static RawSocket connect(std::uint16_t port); // 127.0.0.1
    ~RawSocket();
    RawSocket(RawSocket&& other) noexcept;
    RawSocket& operator=(RawSocket&&) = delete;

    bool write(std::string_view bytes);
    // What has come up to and with `end`; what has come at all if the other side closes before or 10 s pass.
    std::string read_until(std::string_view end);
    std::string read_all();
    // Headers and, by Content-Length, body of one request or answer. Empty when the other side has closed.
    std::string read_message();
    bool wait_for_close(); // false after 10 s
    void close();

private:
    bool read_some();
    int descriptor_;
    std::string buffer_;
};

// Accepts connections on a thread of its own and plays `script` for each, on one more thread per connection.
class RawServer {
public:
    using Script = std::function<void(RawSocket&)>;
    explicit RawServer(Script script); // 127.0.0.1, port()
    RawServer(const std::string& unix_path, Script script);
    ~RawServer(); // ends the connections

    std::uint16_t port() const { return port_; }
    int connections() const { return connections_; }

private:
    void serve();
    int listener_;
    std::uint16_t port_ = 0;
    Script script_;
    std::atomic<int> connections_ = 0;
    std::thread accepting_;
};

} // namespace quayside::test
