#pragma once

#include "core/base/alive.h"
#include "core/base/function.h"
#include "core/base/time.h"
#include "core/net/request_parser.h"
#include "core/relay/cutter.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace quayside::agent {

// Answers what programs in tasks ask; each answer may come at any time later.
using TaskRequests = std::function<void(const net::HttpRequest& request, Function<void(net::HttpResponse)> respond)>;

// The server at the near end of a relay: an HTTP request on each of its connections, and then its end. No socket and no
// clock: bytes come and go, and whoever has it looks at the time. On the loop's thread.
class RelayServer {
public:
    RelayServer(TaskRequests requests, Function<void(std::string)> write, TimePoint now);

    // What the relay says. After an Error it is of no use any more.
    Result<void> feed(std::string_view bytes, TimePoint now);
    bool listening() const { return listening_; } // it has said that it takes connections
    TimePoint heard_at() const { return heard_at_; }
    // To be called now and then: asks whether the relay is there, and ends connections whose request does not come.
    void look(TimePoint now);

private:
    struct Connection {
        net::RequestParser parser;
        TimePoint opened_at;
        std::string untaken{}; // by the parser
        bool asked = false;
    };

    void obey(const relay::Frame& frame, TimePoint now);
    void read(std::uint32_t number, std::string_view bytes);
    void ask(std::uint32_t number, Connection& connection);
    void respond(std::uint32_t number, const net::HttpResponse& response);

    TaskRequests requests_;
    Function<void(std::string)> write_;
    relay::Cutter cutter_;
    std::map<std::uint32_t, Connection> connections_;
    TimePoint heard_at_;
    bool listening_ = false;
    Alive alive_;
};

} // namespace quayside::agent
