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
    enum class Kind : std::uint8_t {
        Upgrade, // a POST that becomes bytes both ways
        Download, // a GET whose answer is bytes until the other side closes the connection
        Upload, // a PUT whose body, in chunks of HTTP/1.1 (chunk_of), is what is written; it is answered behind that
    };

    Kind kind = Kind::Upgrade;
    std::string unix_socket; // path; empty: TCP
    std::string host; // name or address
    std::uint16_t port = 0;
    TlsFiles tls; // with an empty CA certificate: no TLS
    std::string target;
    std::string body; // JSON, of an upgrade
    Duration deadline = std::chrono::seconds(30); // until it is open
};

struct TunnelEvents {
    Function<void()> opened;
    Function<void(std::string_view)> data = nullptr;
    Function<void()> drained = nullptr; // everything that was written has been taken
    // The last event: the answer that opened the tunnel, once the other side has closed it; an answer that opened none,
    // with its body; or an Error (http_status 0, a sentence that names the socket or host).
    Function<void(Result<HttpResponse>)> ended;
};

// A piece of the body of an upload; an empty one ends it.
std::string chunk_of(std::string_view bytes);

// A connection that begins as a request and goes on as bytes, both ways or one. On the loop's thread; events never come
// from inside a call. Destroying it, also inside an event, closes the connection.
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
