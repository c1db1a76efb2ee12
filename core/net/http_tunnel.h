#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/net/asio_loop.h"
#include "core/net/http.h"
#include "core/net/tls_files.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace quayside::net {

struct TunnelCall {
    std::string unix_socket; // path; empty: TCP
    std::string host; // name or address
    std::uint16_t port = 0;
    TlsFiles tls; // with an empty CA certificate: no TLS
    std::string target;
    std::string body; // JSON
    Duration deadline = std::chrono::seconds(30); // until it is open
};

struct TunnelEvents {
    Function<void()> opened;
    Function<void(std::string_view)> data;
    // The last event: the answer that opened the tunnel, once the other side has closed it; an answer that opened none,
    // with its body; or an Error (http_status 0, a sentence that names the socket or host).
    Function<void(Result<HttpResponse>)> ended;
};

// A connection that begins as a POST with an upgrade and goes on as bytes both ways. On the loop's thread; events never
// come from inside a call. Destroying it, also inside an event, closes the connection.
class HttpTunnel {
public:
    HttpTunnel(AsioLoop& loop, TunnelCall call, TunnelEvents events);
    ~HttpTunnel();
    HttpTunnel(const HttpTunnel&) = delete;
    HttpTunnel& operator=(const HttpTunnel&) = delete;

    void write(std::string_view bytes); // also before it is open
    std::size_t unsent() const;
    void pause(); // reads nothing until it goes on
    void go_on();

    class Core;

private:
    std::shared_ptr<Core> core_;
};

} // namespace quayside::net
