#pragma once

#include "core/net/http_server.h"

#include <chrono>
#include <memory>
#include <string_view>

namespace quayside::net {

// One client of an HttpServer: reads a request, waits for its answer, writes that, and so on; never two things at once.
// It keeps its own deadlines but no timer: its server asks now and then whether it is late.
class HttpConnection {
public:
    using Clock = std::chrono::steady_clock;

    class Server {
    public:
        virtual ~Server() = default;
        virtual void handle(HttpRequest request, HttpServer::Respond respond) = 0;
        virtual void ended(HttpConnection* connection) = 0;
        virtual std::string_view date() = 0;
        virtual bool closing() const = 0; // then this answer is the last one
        virtual const HttpServerSettings& settings() const = 0;
    };

    // Takes over the descriptor of an accepted socket.
    static std::shared_ptr<HttpConnection> adopt(AsioLoop& loop, int socket, std::shared_ptr<Server> server);
    virtual ~HttpConnection() = default;

    virtual void start() = 0;
    // Instead of start(): answers 403 to whatever comes.
    virtual void turn_away(const std::string& why) = 0;
    virtual void drop() = 0;
    // Ends it for being late, with an answer if a request has begun.
    virtual void expire() = 0;
    // If no request has arrived.
    virtual void close_if_idle() = 0;

    virtual bool late(Clock::time_point now) const = 0;
    // Waits for its client, who has sent nothing or not even all headers, or has got the last answer.
    virtual bool expendable() const = 0;
    virtual Clock::time_point waiting_since() const = 0;
};

} // namespace quayside::net
