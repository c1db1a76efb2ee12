#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/base/time.h"
#include "core/net/asio_loop.h"
#include "core/net/http.h"
#include "core/net/tls.h"
#include "core/net/web_socket.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace quayside::net {

// What one client may cost. A request beyond a limit is answered with the status that says so, then the connection is
// closed; a connection on which no request has begun, or whose client does not take its answer, is closed without one.
struct HttpServerLimits {
    std::size_t body = 1 << 20; // bytes; more: 413
    std::size_t header = 16 * 1024; // bytes; more: 431
    std::size_t header_lines = 100; // more: 431
    std::size_t connections = 16 * 1024; // more: the one that has waited longest without a request is closed
    Duration header_time = std::chrono::seconds(10); // from the first byte of a request to the end of its headers: 408
    Duration body_time = std::chrono::seconds(30); // from there to the end of its body: 408
    Duration idle_time = std::chrono::seconds(60); // without a request
    Duration write_time = std::chrono::seconds(30); // for the client to take the answer
};

// Words the answer to a request that no handler sees: `status` is 400, 403, 408, 413 or 431, `request` what was read of
// it. Pure, or at least without a way back into the server.
using HttpRefusal = std::function<HttpResponse(int status, const std::string& why, const HttpRequest& request)>;
HttpResponse plain_refusal(int status, const std::string& why, const HttpRequest& request);

// Whom to give the WebSocket that a request asks for. Empty if it may have none: that is answered 403.
using HttpUpgrade = std::function<Function<void(std::unique_ptr<WebSocket>)>(const HttpRequest& request)>;

struct HttpServerSettings {
    std::string host = "127.0.0.1"; // an address of this machine; other machines reach it only through TLS
    std::uint16_t port = 0; // 0: any free one
    std::shared_ptr<const TlsIdentity> tls; // null: none
    bool plain_beyond_loopback = false; // for an address that only containers reach, which need it without TLS
    bool only_own_user = false; // clients of users other than ours and root: 403
    HttpServerLimits limits;
    HttpRefusal refuse = plain_refusal;
    HttpUpgrade upgrade = nullptr; // null: no request may have one
};

// An HTTP/1.1 server with keep-alive. Everything happens on the loop's thread. Requests that a web page caused (Origin,
// Sec-Fetch-Site, Access-Control-Request-Method) are answered 403 before their body is read, and so are upgrades that
// nobody takes; one that is taken leaves the server, limits and all. Everything else, the Host header included, is the
// handler's to judge.
class HttpServer {
public:
    // To be called once, at any time later; dropping it uncalled answers 500. Does nothing if the client has gone.
    using Respond = Function<void(HttpResponse)>;
    using Handler = Function<void(HttpRequest, Respond)>;

    // Errors are AddressInUse, which names the port, InvalidAddress, AccessDenied and CannotListen.
    static Result<std::unique_ptr<HttpServer>> listen(
        AsioLoop& loop, Handler handler, HttpServerSettings settings = {});
    // Closes every connection at once.
    ~HttpServer();

    std::uint16_t port() const;

    // Stops listening, closes idle connections and answers the requests that have arrived or begun to; `closed` runs
    // when the last connection has ended.
    void close(Function<void()> closed);

private:
    class Core;
    explicit HttpServer(std::shared_ptr<Core> core);
    std::shared_ptr<Core> core_;
};

} // namespace quayside::net
