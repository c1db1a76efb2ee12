#include "core/net/http_connection.h"

#include "core/net/http_wire.h"
#include "core/net/request_parser.h"
#include "core/net/transport.h"
#include "core/net/web_socket.h"

#include <algorithm>
#include <utility>

namespace quayside::net {

namespace {

constexpr Duration kLingerTime = std::chrono::seconds(2);
constexpr std::size_t kLongestMessage = 32 * 1024; // of a WebSocket

// Answers 500 if the handler lets go of it without an answer.
class Answer {
public:
    explicit Answer(Function<void(HttpResponse)> send)
        : send_(std::move(send))
    {
    }
    Answer(Answer&&) noexcept = default;
    ~Answer()
    {
        if (send_)
            send_({ 500, {}, {} });
    }
    void give(HttpResponse response)
    {
        if (const auto send = std::exchange(send_, nullptr))
            send(std::move(response));
    }

private:
    Function<void(HttpResponse)> send_;
};

std::string_view why_refused(int status)
{
    switch (status) {
    case 413:
        return "The body of the request is too long.";
    case 431:
        return "The headers of the request are too long or too many.";
    default:
        return "This is not a request of HTTP/1.1.";
    }
}

class Connection final : public HttpConnection, public std::enable_shared_from_this<Connection> {
public:
    Connection(AsioLoop& loop, std::shared_ptr<Server> server, std::unique_ptr<Transport> transport);

    void start() override;
    void turn_away(const std::string& why) override;
    void drop() override;
    void expire() override;
    void close_if_idle() override;

    bool late(Clock::time_point now) const override { return now >= deadline_; }
    bool expendable() const override
    {
        return phase_ != Phase::Body && phase_ != Phase::Handling && phase_ != Phase::Writing;
    }
    Clock::time_point waiting_since() const override { return phase_began_; }

private:
    enum class Phase { Idle, Header, Body, Handling, Writing, Lingering };

    void enter(Phase phase);
    Duration time_for(Phase phase) const;
    std::size_t buffer_size() const;
    void await();
    void read();
    void got(bool ok, std::size_t size);
    void advance();
    bool judge_headers();
    void upgrade();
    void say_continue();
    void refuse(int status, const std::string& why);
    void dispatch();
    void respond(HttpResponse response);
    void write(HttpResponse response, bool keep_alive);
    void written(bool keep_alive);
    void linger();
    RequestLimits request_limits() const;

    AsioLoop& loop_;
    std::shared_ptr<Server> server_;
    std::unique_ptr<Transport> transport_; // null once it is a WebSocket's
    std::string peer_;
    Phase phase_ = Phase::Idle;
    Clock::time_point phase_began_;
    Clock::time_point deadline_;
    std::unique_ptr<char[]> buffer_; // only while something is read, so that idle connections cost little
    std::size_t filled_ = 0; // of its bytes wait to be parsed
    bool reading_ = false;
    bool continuing_ = false; // "100 Continue" is on its way
    RequestParser parser_;
    bool judged_ = false;
    bool without_body_ = false; // the answer to HEAD
    std::string head_;
    std::string body_;
};

Connection::Connection(AsioLoop& loop, std::shared_ptr<Server> server, std::unique_ptr<Transport> transport)
    : loop_(loop)
    , server_(std::move(server))
    , transport_(std::move(transport))
    , peer_(transport_->peer())
    , parser_(request_limits())
{
    enter(Phase::Idle);
}

RequestLimits Connection::request_limits() const
{
    const auto& limits = server_->settings().limits;
    return { limits.header, limits.header_lines, limits.body };
}

void Connection::enter(Phase phase)
{
    phase_ = phase;
    phase_began_ = Clock::now();
    deadline_ = phase == Phase::Handling ? Clock::time_point::max() : phase_began_ + time_for(phase);
}

Duration Connection::time_for(Phase phase) const
{
    switch (phase) {
    case Phase::Idle:
        return server_->settings().limits.idle_time;
    case Phase::Header:
        return server_->settings().limits.header_time;
    case Phase::Body:
        return server_->settings().limits.body_time;
    case Phase::Writing:
        return server_->settings().limits.write_time;
    case Phase::Handling:
    case Phase::Lingering:
        break;
    }
    return kLingerTime;
}

std::size_t Connection::buffer_size() const
{
    return server_->settings().limits.header + 4096; // all of the headers have to be seen at once
}

void Connection::start()
{
    transport_->open([self = shared_from_this()](bool ok) {
        if (ok)
            self->await();
        else
            self->drop();
    });
}

void Connection::turn_away(const std::string& why)
{
    transport_->open([self = shared_from_this(), why](bool ok) {
        if (ok)
            self->refuse(403, why);
        else
            self->drop();
    });
}

void Connection::await()
{
    transport_->wait([self = shared_from_this()](bool ok) {
        if (ok)
            self->read();
        else
            self->drop();
    });
}

void Connection::read()
{
    if (!buffer_)
        buffer_.reset(new char[buffer_size()]);
    reading_ = true;
    transport_->read(buffer_.get() + filled_, buffer_size() - filled_,
        [self = shared_from_this()](bool ok, std::size_t size) { self->got(ok, size); });
}

void Connection::got(bool ok, std::size_t size)
{
    reading_ = false;
    if (!ok)
        return drop();
    if (phase_ == Phase::Lingering)
        return linger();
    if (phase_ == Phase::Writing) // a refusal, which did not wait for this
        return;
    filled_ += size;
    advance();
}

void Connection::advance()
{
    using State = RequestParser::State;
    if (phase_ == Phase::Idle)
        enter(Phase::Header);
    for (;;) {
        const auto used = parser_.feed({ buffer_.get(), filled_ });
        std::copy(buffer_.get() + used, buffer_.get() + filled_, buffer_.get());
        filled_ -= used;
        if (parser_.state() == State::Refused)
            return refuse(parser_.refusal(), std::string(why_refused(parser_.refusal())));
        if (parser_.state() != State::Header && !std::exchange(judged_, true) && !judge_headers())
            return;
        if (parser_.state() == State::Done)
            return dispatch();
        if (filled_ == buffer_size())
            return refuse(400, "A line of the request is too long.");
        if (used == 0 || filled_ == 0)
            return read();
    }
}

// Whether to read on.
bool Connection::judge_headers()
{
    if (comes_from_web_page(parser_.request().headers)) {
        refuse(403, "Requests from web pages are not served.");
        return false;
    }
    if (parser_.wants_upgrade()) {
        upgrade();
        return false;
    }
    if (parser_.state() != RequestParser::State::Body)
        return true;
    enter(Phase::Body);
    if (!parser_.expects_continue())
        return true;
    say_continue();
    return false;
}

// A client waits for the answer before it sends more.
void Connection::upgrade()
{
    const auto& wanted = server_->settings().upgrade;
    const bool complete = parser_.state() == RequestParser::State::Done && filled_ == 0;
    const auto take = wanted && complete ? wanted(parser_.request()) : nullptr;
    if (!take)
        return refuse(403, "This request cannot have an upgrade.");
    const auto self = shared_from_this();
    server_->ended(this);
    take(accept_web_socket(loop_, std::move(transport_), parser_.take(), kLongestMessage));
}

void Connection::say_continue()
{
    continuing_ = true;
    transport_->write("HTTP/1.1 100 Continue\r\n\r\n", {}, [self = shared_from_this()](bool ok, std::size_t) {
        self->continuing_ = false;
        if (ok)
            self->advance();
        else
            self->drop();
    });
}

void Connection::dispatch()
{
    enter(Phase::Handling);
    without_body_ = parser_.request().method == "HEAD";
    Answer answer([weak = weak_from_this()](HttpResponse response) {
        if (const auto self = weak.lock())
            self->respond(std::move(response));
    });
    auto request = parser_.take();
    request.peer = peer_;
    server_->handle(std::move(request),
        [answer = std::move(answer)](HttpResponse response) mutable { answer.give(std::move(response)); });
}

void Connection::respond(HttpResponse response)
{
    if (phase_ == Phase::Handling)
        write(std::move(response), parser_.keep_alive() && !server_->closing());
}

void Connection::refuse(int status, const std::string& why)
{
    auto request = parser_.take();
    request.peer = peer_;
    write(server_->settings().refuse(status, why, request), false);
}

void Connection::write(HttpResponse response, bool keep_alive)
{
    enter(Phase::Writing);
    head_ = response_head(response, server_->date(), keep_alive);
    body_ = without_body_ ? std::string() : std::move(response.body);
    transport_->write(head_, body_, [self = shared_from_this(), keep_alive](bool ok, std::size_t) {
        if (ok)
            self->written(keep_alive);
        else
            self->drop();
    });
}

void Connection::written(bool keep_alive)
{
    if (!keep_alive || server_->closing()) {
        // A client that is still sending would lose the answer if the connection were simply closed.
        enter(Phase::Lingering);
        transport_->finish();
        if (!reading_)
            linger();
        return;
    }
    parser_ = RequestParser(request_limits());
    judged_ = false;
    without_body_ = false;
    body_ = std::string(); // not clear(), which would keep its memory
    enter(Phase::Idle);
    if (filled_ > 0)
        return advance();
    buffer_.reset();
    await();
}

void Connection::linger()
{
    filled_ = 0;
    read();
}

void Connection::drop()
{
    transport_->close();
    server_->ended(this);
}

void Connection::expire()
{
    if ((phase_ == Phase::Header || phase_ == Phase::Body) && !continuing_)
        refuse(408, "The request did not come in time.");
    else
        drop();
}

void Connection::close_if_idle()
{
    if (phase_ == Phase::Idle && !transport_->readable())
        drop();
}

} // namespace

std::shared_ptr<HttpConnection> HttpConnection::adopt(AsioLoop& loop, int socket, std::shared_ptr<Server> server)
{
    auto transport = Transport::adopt(loop, socket, server->settings().tls);
    return std::make_shared<Connection>(loop, std::move(server), std::move(transport));
}

} // namespace quayside::net
