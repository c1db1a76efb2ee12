#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/base/subscription.h"
#include "core/base/time.h"
#include "core/net/asio_loop.h"
#include "core/net/http.h"
#include "core/net/tls_files.h"

#include <memory>
#include <string>
#include <string_view>

namespace quayside::net {

// One request and what may happen to it.
struct HttpCall {
    std::string method = "GET";
    std::string url;
    std::string unix_socket; // path to connect to instead of the host in `url`; empty: TCP
    TlsFiles tls; // for https
    bool fresh = false; // over a connection of its own: earlier ones may have been opened with other files
    Headers headers;
    std::string body;

    Duration deadline = std::chrono::seconds(30); // for the whole call; zero: none
    Duration first_byte{}; // longest silence before the answer begins; zero: as `idle`
    Duration idle{}; // longest silence within the answer; zero: none
    std::size_t max_body = 64 << 20; // bytes of an answer that is not streamed

    // With this, the body of a 2xx answer is handed over piece by piece as it arrives, and the response that ends the
    // call has none.
    Function<void(std::string_view)> on_data;
};

// Makes HTTP calls on the loop's thread, many at a time, over connections that are kept and used again. It follows no
// redirects and uses no proxy.
class HttpClient {
public:
    // An answer of any status is a response. Error (http_status 0, a sentence that names the socket or URL): no
    // connection, deadline passed, silence, cut short, longer than allowed, not HTTP, or what tls_problem says.
    using Done = Function<void(Result<HttpResponse>)>;

    explicit HttpClient(AsioLoop& loop);
    // Ends every call; `done` is not called any more.
    ~HttpClient();

    // `done` runs once, later. Dropping the subscription ends the call: no function of it runs any more.
    // May be called, and subscriptions dropped, inside `on_data` and `done`.
    [[nodiscard]] Subscription send(HttpCall call, Done done);

    AsioLoop& loop() const { return loop_; }

private:
    class Core;
    AsioLoop& loop_;
    std::shared_ptr<Core> core_;
};

} // namespace quayside::net
