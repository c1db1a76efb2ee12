#include "core/net/http_connection.h"

#include "core/net/http_wire.h"
#include "core/net/request_parser.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace quayside::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr Duration kLingerTime = std::chrono::seconds(2);

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

class Connection final : public HttpConnection, public std::enable_shared_from_this<Connection> {
public:
    Connection(std::shared_ptr<Server> server, tcp::socket socket);

    void start() override { read(); }
    void drop() override;
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
    void read();
    void advance();
    bool judge_headers();
    void refuse(int status, std::string_view why);
    void dispatch();
    void respond(HttpResponse response);
    void write(HttpResponse response, bool keep_alive);
    void written(bool keep_alive);
    void linger();
    RequestLimits request_limits() const;

    std::shared_ptr<Server> server_;
    tcp::socket socket_;
    Phase phase_ = Phase::Idle;
    Clock::time_point phase_began_;
    Clock::time_point deadline_;
    std::string buffer_; // of a fixed size, of which `filled_` bytes are waiting to be parsed
    std::size_t filled_ = 0;
    RequestParser parser_;
    bool judged_ = false;
    bool without_body_ = false; // the answer to HEAD
    std::string head_;
    std::string body_;
};

Connection::Connection(std::shared_ptr<Server> server, tcp::socket socket)
    : server_(std::move(server))
    , socket_(std::move(socket))
    , parser_(request_limits())
{
    buffer_.resize(server_->limits().header + 4096); // all of the headers have to be seen at once
    enter(Phase::Idle);
}

RequestLimits Connection::request_limits() const
{
    const auto& limits = server_->limits();
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
        return server_->limits().idle_time;
    case Phase::Header:
        return server_->limits().header_time;
    case Phase::Body:
        return server_->limits().body_time;
    case Phase::Writing:
        return server_->limits().write_time;
    case Phase::Handling:
    case Phase::Lingering:
        break;
    }
    return kLingerTime;
}

void Connection::read()
{
    socket_.async_read_some(asio::buffer(buffer_.data() + filled_, buffer_.size() - filled_),
        [self = shared_from_this()](const error_code& error, std::size_t size) {
            if (error)
                return self->drop();
            self->filled_ += size;
            if (self->phase_ == Phase::Lingering)
                return self->linger();
            self->advance();
        });
}

void Connection::advance()
{
    using State = RequestParser::State;
    if (phase_ == Phase::Idle)
        enter(Phase::Header);
    for (;;) {
        const auto used = parser_.feed({ buffer_.data(), filled_ });
        std::copy(buffer_.data() + used, buffer_.data() + filled_, buffer_.data());
        filled_ -= used;
        if (parser_.state() == State::Refused)
            return refuse(parser_.refusal(), reason_phrase(parser_.refusal()));
        if (parser_.state() != State::Header && !std::exchange(judged_, true) && !judge_headers())
            return;
        if (parser_.state() == State::Done)
            return dispatch();
        if (filled_ == buffer_.size())
            return refuse(400, "A line of the request is too long.");
        if (used == 0 || filled_ == 0)
            return read();
    }
}

// Whether to read on.
bool Connection::judge_headers()
{
    if (comes_from_web_page(parser_.request().headers) || parser_.wants_upgrade()) {
        refuse(403, "Requests from web pages are not served.");
        return false;
    }
    if (parser_.state() != RequestParser::State::Body)
        return true;
    enter(Phase::Body);
    if (parser_.expects_continue()) {
        error_code ignored; // a client that does not take 25 bytes is found by its deadline
        socket_.write_some(asio::buffer(std::string_view("HTTP/1.1 100 Continue\r\n\r\n")), ignored);
    }
    return true;
}

void Connection::dispatch()
{
    enter(Phase::Handling);
    without_body_ = parser_.request().method == "HEAD";
    Answer answer([weak = weak_from_this()](HttpResponse response) {
        if (const auto self = weak.lock())
            self->respond(std::move(response));
    });
    server_->handle(parser_.take(),
        [answer = std::move(answer)](HttpResponse response) mutable { answer.give(std::move(response)); });
}

void Connection::respond(HttpResponse response)
{
    if (phase_ == Phase::Handling)
        write(std::move(response), parser_.keep_alive() && !server_->closing());
}

void Connection::refuse(int status, std::string_view why)
{
    write({ status, { { "Content-Type", "text/plain" } }, std::string(why) + "\n" }, false);
}

void Connection::write(HttpResponse response, bool keep_alive)
{
    enter(Phase::Writing);
    head_ = response_head(response, server_->date(), keep_alive);
    body_ = without_body_ ? std::string() : std::move(response.body);
    asio::async_write(socket_, std::array{ asio::buffer(head_), asio::buffer(body_) },
        [self = shared_from_this(), keep_alive](const error_code& error, std::size_t) {
            if (error)
                return self->drop();
            self->written(keep_alive);
        });
}

void Connection::written(bool keep_alive)
{
    if (!keep_alive || server_->closing()) {
        // A client that is still sending would lose the answer if the connection were simply closed.
        enter(Phase::Lingering);
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
        return linger();
    }
    parser_ = RequestParser(request_limits());
    judged_ = false;
    without_body_ = false;
    enter(Phase::Idle);
    if (filled_ > 0)
        advance();
    else
        read();
}

void Connection::linger()
{
    filled_ = 0;
    read();
}

void Connection::drop()
{
    error_code ignored;
    socket_.close(ignored);
    server_->ended(this);
}

void Connection::close_if_idle()
{
    if (phase_ == Phase::Idle)
        drop();
}

} // namespace

std::shared_ptr<HttpConnection> HttpConnection::adopt(AsioLoop& loop, int socket, std::shared_ptr<Server> server)
{
    error_code ignored; // a socket that cannot be watched fails its first read
    tcp::socket adopted(loop.context());
    adopted.assign(tcp::v4(), socket, ignored);
    return std::make_shared<Connection>(std::move(server), std::move(adopted));
}

} // namespace quayside::net
